"""Make one file of a package, whole or as a difference."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from inspector.inference.checks.content import MODEL_SUFFIX
from inspector.inference.package import ModelPackage, package_contents
from inspector.inference.shipping.container import Header, ShippedFile, write_shipment
from inspector.inference.shipping.encoding import shortest
from inspector.inference.shipping.head import head_bytes

_LARGE_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Packed:
    """What a package takes to ship.

    Attributes:
        path: The file that was written.
        full_bytes: Of all files, each compressed by itself.
        head_bytes: Of the tensors behind the features, uncompressed; ``None`` when the package does
            not name them.
        shipped_bytes: Of the file that was written.
        files: How each file is stored.
    """

    path: Path
    full_bytes: int
    head_bytes: int | None
    shipped_bytes: int
    files: tuple[ShippedFile, ...]

    @property
    def model_bytes(self) -> int:
        """Of the shipped file, what the networks take; the rest is pictures and text."""
        return sum(file.stored_bytes for file in self.files if file.name.endswith(MODEL_SUFFIX))


def pack_package(
    package: ModelPackage,
    path: Path,
    base: ModelPackage | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> Packed:
    """Write a package as one file.

    Args:
        package: What to ship.
        path: The file to write; an older one is replaced.
        base: A package that the receiving station has; what is equal or alike is not shipped again.
        tell: Told about each large file, for it takes its time.

    Raises:
        ModelIntegrityError: a file changed since the packages were loaded.
        FolderNotWritableError: the file cannot be written.
    """
    files, stored, full = [], [], 0
    for name, content in package_contents(package):
        if len(content) >= _LARGE_BYTES:
            tell(f"{name}, {len(content) / 1e6:.1f} MB")
        old_name = "" if base is None else _counterpart(name, package, base)
        old = base.read(old_name) if base is not None and old_name else None
        form = shortest(content, old)
        full += form.whole_bytes
        stored.append(form.stored)
        files.append(
            ShippedFile(
                name=name,
                size=len(content),
                sha256=hashlib.sha256(content).hexdigest(),
                encoding=form.encoding,
                old_name="" if form.encoding == "whole" else old_name,
                plain_bytes=form.plain_bytes,
                stored_bytes=len(form.stored),
                stored_sha256=hashlib.sha256(form.stored).hexdigest(),
            )
        )
    header = Header(
        schema_version=1,
        model_id=package.manifest.model_id,
        version=package.manifest.version,
        sha256=package.sha256,
        base_name="" if base is None else base.name,
        base_sha256="" if base is None else base.sha256,
        files=tuple(files),
    )
    size = write_shipment(path, header, stored)
    return Packed(path, full, head_bytes(package), size, header.files)


def _counterpart(name: str, package: ModelPackage, base: ModelPackage) -> str:
    """The file of the base that most likely resembles this one; empty when none does."""
    content_hash = package.manifest.files.get(name, "")
    for old_name, old_hash in base.manifest.files.items():
        if old_hash == content_hash:
            return old_name
    mine, its = package.manifest, base.manifest
    roles = {mine.model_file: its.model_file, mine.reference_file: its.reference_file}
    if roles.get(name):
        return roles[name]
    return name if name in its.files else ""
