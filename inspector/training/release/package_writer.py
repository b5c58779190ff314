"""Write a model package in one step: it appears whole or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from inspector.domain.errors.config import FolderNotWritableError
from inspector.domain.errors.model import ModelPackageError
from inspector.inference.manifest import MANIFEST_HASH_NAME, MANIFEST_NAME, Name, Version
from inspector.inference.package import ModelPackage, load_package, manifest_hash_line
from inspector.inference.registry.drafts import draft_in, place, write_file
from inspector.inference.signature import SIGNATURE_NAME, signature_file
from inspector.paths import ensure_writable
from inspector.training.release.toml_writer import TomlValue, dump_toml


def write_package(
    folder: Path,
    manifest: Mapping[str, TomlValue],
    files: Mapping[str, bytes],
    signing_key: bytes | None = None,
) -> ModelPackage:
    """Create the package ``folder`` and open it again, checked as a station would.

    Args:
        folder: ``<root>/<name>/<version>``; must not exist, for a version never changes.
        manifest: All of the manifest but the hashes of ``files``.
        files: Content by relative name.
        signing_key: Raw Ed25519 private key; ``None`` leaves the package unsigned.

    Raises:
        ModelPackageError: the version exists already or cannot be written.
        ModelError: a station would refuse the package.
    """
    claim_folder(folder)
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    text = dump_toml({**manifest, "files": hashes}).encode("utf-8")
    own_hash = manifest_hash_line(hashlib.sha256(text).hexdigest())
    everything = {**files, MANIFEST_NAME: text, MANIFEST_HASH_NAME: own_hash}
    if signing_key is not None:
        everything[SIGNATURE_NAME] = signature_file(text, signing_key)
    with draft_in(folder.parent) as draft:
        for name, content in everything.items():
            write_file(draft, name, content)
        load_package(draft)
        place(draft, folder)
    return load_package(folder)


def check_names(name: str, version: str) -> None:
    """Make sure before hours of training that a manifest can hold these names.

    Raises:
        ModelPackageError: one of them is none that a package may have.
    """
    for kind, text, what in (
        (Name, name, f"--name {name!r} is not 1 to 100 letters, digits and _ . + -"),
        (Version, version, f"--version {version!r} is no version such as 1.0.0"),
    ):
        try:
            TypeAdapter(kind).validate_python(text)
        except ValidationError as error:
            raise ModelPackageError(what, remedy="Choose another one.") from error


def claim_folder(folder: Path) -> None:
    """Make sure before hours of training that the package can be written.

    Raises:
        ModelPackageError: the version exists already, or its parent folder takes no files.
    """
    if folder.exists():
        raise ModelPackageError(
            f"{folder} exists, and a package never changes",
            remedy="Choose another --version or another --out.",
        )
    try:
        ensure_writable(folder.parent)
    except FolderNotWritableError as error:
        raise ModelPackageError(error.detail, remedy="Choose another --out.") from error
