"""Write a model package in one step: it appears whole or not at all."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from inspector.domain.errors.config import FolderNotWritableError
from inspector.domain.errors.model import ModelPackageError
from inspector.inference.manifest import MANIFEST_HASH_NAME, MANIFEST_NAME
from inspector.inference.package import ModelPackage, load_package, manifest_hash_line
from inspector.paths import ensure_writable
from inspector.training.release.toml_writer import TomlValue, dump_toml


def write_package(
    folder: Path, manifest: Mapping[str, TomlValue], files: Mapping[str, bytes]
) -> ModelPackage:
    """Create the package ``folder`` and open it again, checked.

    Args:
        folder: ``<root>/<name>/<version>``; must not exist, for a version never changes.
        manifest: All of the manifest but the hashes of ``files``.
        files: Content by relative name.

    Raises:
        ModelPackageError: the version exists already or cannot be written.
    """
    claim_folder(folder)
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    text = dump_toml({**manifest, "files": hashes}).encode("utf-8")
    own_hash = manifest_hash_line(hashlib.sha256(text).hexdigest())
    everything = {**files, MANIFEST_NAME: text, MANIFEST_HASH_NAME: own_hash}
    try:
        draft = Path(tempfile.mkdtemp(prefix=".draft-", dir=folder.parent))
        try:
            for name, content in everything.items():
                path = draft / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            load_package(draft)
            draft.chmod(0o755)
            draft.rename(folder)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    except OSError as error:
        detail = f"{folder} cannot be written: {error.strerror or error}"
        raise ModelPackageError(detail, remedy="Choose another --out.") from error
    return load_package(folder)


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
