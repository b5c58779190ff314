"""Take a shipped file apart, checked at every step."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from inspector.domain.errors.release import PackageUnknownError, ShipmentBaseError, ShipmentError
from inspector.inference.manifest import MANIFEST_NAME
from inspector.inference.package import ModelPackage
from inspector.inference.registry.drafts import write_file
from inspector.inference.registry.registry import ModelRegistry
from inspector.inference.shipping.container import Header, ShippedFile, open_shipment
from inspector.inference.shipping.encoding import restore


def install_shipment(path: Path, registry: ModelRegistry) -> ModelPackage:
    """Take a shipped package into a registry; it appears whole or not at all.

    Raises:
        ShipmentError: the file is damaged, cut or none.
        ShipmentBaseError: it is a difference from a package that the registry does not have.
        ModelError: what is in it cannot be trusted, or breaks a limit.
        PackageConflictError: the registry has another package of the same name and version.
    """
    return registry.install(lambda draft: unpack_shipment(path, draft, registry.find))


def unpack_shipment(path: Path, folder: Path, find: Callable[[str], ModelPackage]) -> None:
    """Write the files of a shipped package into an empty folder.

    Args:
        path: The shipped file.
        folder: Where its files go; the caller loads them as a package.
        find: Gives the package of a hash, for a difference.

    Raises:
        ShipmentError: the file is damaged, cut or none.
        ShipmentBaseError: its base is not at hand.
    """
    with open_shipment(path) as (header, stored):
        base = _base(header, find)
        for file, form in stored:
            content = restore(file.encoding, form, _old(file, base), file.size, file.plain_bytes)
            if hashlib.sha256(content).hexdigest() != file.sha256:
                raise ShipmentError(f"{path} does not give {file.name} as it was packed")
            if file.name == MANIFEST_NAME and file.sha256 != header.sha256:
                raise ShipmentError(f"{path} holds another package than it says")
            write_file(folder, file.name, content)


def _base(header: Header, find: Callable[[str], ModelPackage]) -> ModelPackage | None:
    if not header.base_sha256:
        return None
    try:
        return find(header.base_sha256)
    except PackageUnknownError as error:
        raise ShipmentBaseError(
            f"this is a difference from {header.base_name} ({header.base_sha256[:12]}), "
            "which is not here"
        ) from error


def _old(file: ShippedFile, base: ModelPackage | None) -> bytes | None:
    if file.encoding == "whole":
        return None
    if base is None or file.old_name not in base.manifest.files:
        raise ShipmentError(f"{file.name} is a difference from a file that its base does not have")
    return base.read(file.old_name)
