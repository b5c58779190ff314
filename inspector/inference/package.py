"""Model packages on disk: immutable, confined to their folder, every byte accounted for."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from inspector.domain.errors.model import ModelIntegrityError, ModelPackageError
from inspector.domain.errors.release import PackageLimitError
from inspector.domain.recipe import DecisionLimits
from inspector.inference.checks import limits
from inspector.inference.checks.content import MODEL_SUFFIX, check_content
from inspector.inference.checks.graph import check_graph
from inspector.inference.checks.listing import files_below
from inspector.inference.manifest import (
    MANIFEST_HASH_NAME,
    MANIFEST_NAME,
    Manifest,
    parse_manifest,
)
from inspector.inference.signature import (
    LARGEST_SIGNATURE_BYTES,
    SIGNATURE_NAME,
    SignatureState,
    Trust,
)

_NO_PACKAGE = (
    "Name the folder of a package, or NAME/VERSION of one that `inspector model list` shows."
)
CARD_NAME = "MODEL_CARD.md"
REPORT_NAME = "report.html"
EVALUATION_NAME = "evaluation.json"
"""What a package holds for people beside the model."""
VALIDATION_NAME = "validation.json"
"""What the model said of each validation picture; costs of thresholds rest on it."""


@dataclass(frozen=True, slots=True)
class ModelPackage:
    """A package whose every file was compared with its manifest.

    Attributes:
        folder: Where it lies.
        manifest: What it says of itself.
        sha256: Of the manifest, which holds the hashes of all other files: it names the package.
        signature: What its signature is worth to whom opened it.
    """

    folder: Path
    manifest: Manifest
    sha256: str
    signature: SignatureState = SignatureState.UNSIGNED

    @property
    def name(self) -> str:
        """``NAME/VERSION``, as people call it."""
        return f"{self.manifest.model_id}/{self.manifest.version}"

    @property
    def limits(self) -> DecisionLimits:
        """The recommended decision limits."""
        return self.manifest.limits.as_limits()

    def read(self, name: str) -> bytes:
        """The content of one file, compared with its hash at the moment of reading.

        Raises:
            ModelIntegrityError: the file changed or went since the package was loaded.
        """
        expected = self.manifest.files[name]
        content = _read_bounded(self.folder, name, limits.FILE_BYTES)
        if hashlib.sha256(content).hexdigest() != expected:
            raise ModelIntegrityError(f"{self.folder / name} is not the file that was packaged")
        return content


def load_package(folder: Path, trust: Trust | None = None, *, graphs: bool = True) -> ModelPackage:
    """Open a package and check all of it.

    Args:
        folder: ``<root>/<name>/<version>``.
        trust: The keys that the station trusts; with any listed, all but bundled packages must be
            signed by one.
        graphs: Look into the ONNX graphs, too; needless where another process has done so.

    Raises:
        ModelSignatureError: it is not signed by a trusted key, or its signature is damaged.
        ModelPackageError: no package, or a wrong manifest, missing or surplus files; all listed.
        ModelIntegrityError: a file is not the one that was packaged, be it by one bit.
        PackageLimitError: it is larger, deeper or has more in it than a station takes.
        PackageContentError: a file is of a kind that has no place in a package.
        ModelGraphError: a model has what a station does not run.
    """
    package = open_manifest(folder, trust)
    (trust or Trust()).require_to_run(package.signature, package.name)
    _compare_listing(package)
    for name in package.manifest.files:
        _check_file(package, name, graphs=graphs)
    return package


def open_manifest(folder: Path, trust: Trust | None = None) -> ModelPackage:
    """Read what a package says of itself, without looking at its other files; for listings.

    Raises:
        ModelPackageError: no package, or a wrong manifest.
        ModelIntegrityError: the manifest is not the one that was packaged.
        ModelSignatureError: its signature is damaged.
    """
    if not folder.is_dir():
        raise ModelPackageError(f"no model package at {folder}", remedy=_NO_PACKAGE)
    raw = _read_bounded(folder, MANIFEST_NAME, limits.MANIFEST_BYTES)
    sha256 = hashlib.sha256(raw).hexdigest()
    recorded = _read_bounded(folder, MANIFEST_HASH_NAME, limits.MANIFEST_BYTES)
    if recorded != manifest_hash_line(sha256):
        raise ModelIntegrityError(f"{folder / MANIFEST_NAME} is not the manifest that was packaged")
    state = (trust or Trust()).judge(raw, read_signature(folder))
    return ModelPackage(folder, parse_manifest(raw), sha256, state)


def read_signature(folder: Path) -> bytes | None:
    """The signature file of a package, if it has one."""
    if not (folder / SIGNATURE_NAME).exists():
        return None
    return _read_bounded(folder, SIGNATURE_NAME, LARGEST_SIGNATURE_BYTES)


def package_contents(package: ModelPackage) -> Iterator[tuple[str, bytes]]:
    """All files of a package by relative name, each compared with its hash while it is read.

    Raises:
        ModelIntegrityError: a file changed or went since the package was loaded.
    """
    raw = _read_bounded(package.folder, MANIFEST_NAME, limits.MANIFEST_BYTES)
    if hashlib.sha256(raw).hexdigest() != package.sha256:
        raise ModelIntegrityError(f"{package.folder / MANIFEST_NAME} has changed")
    yield MANIFEST_NAME, raw
    yield MANIFEST_HASH_NAME, manifest_hash_line(package.sha256)
    if (signature := read_signature(package.folder)) is not None:
        yield SIGNATURE_NAME, signature
    for name in package.manifest.files:
        yield name, package.read(name)


def manifest_hash_line(sha256: str) -> bytes:
    """The content of ``manifest.sha256``, as ``sha256sum --check`` reads it."""
    return f"{sha256}  {MANIFEST_NAME}\n".encode("ascii")


def find_packages(root: Path) -> list[Path]:
    """The folders ``<root>/<name>/<version>`` that hold a manifest, in order; no drafts."""
    return sorted(path.parent for path in root.glob(f"[!.]*/[!.]*/{MANIFEST_NAME}"))


def _compare_listing(package: ModelPackage) -> None:
    listed = set(package.manifest.files)
    allowed = listed | {MANIFEST_NAME, MANIFEST_HASH_NAME, SIGNATURE_NAME}
    present = set(files_below(package.folder))
    faults = [f"{name} is missing" for name in sorted(listed - present)]
    faults += [f"{name} is not part of the package" for name in sorted(present - allowed)]
    if faults:
        raise ModelPackageError(f"{package.folder}:\n  " + "\n  ".join(faults))


def _check_file(package: ModelPackage, name: str, *, graphs: bool) -> None:
    content = package.read(name)
    check_content(name, content)
    if graphs and name.endswith(MODEL_SUFFIX):
        manifest = package.manifest
        check_graph(name, content, len(manifest.classes), manifest.features)


def _read_bounded(folder: Path, name: str, most_bytes: int) -> bytes:
    """Read a regular file that really lies in ``folder``."""
    path = folder / name
    try:
        inside = path.resolve(strict=True).is_relative_to(folder.resolve(strict=True))
        if not inside or path.is_symlink():
            raise ModelPackageError(f"{path} leads out of the package")
        with path.open("rb") as file:
            content = file.read(most_bytes + 1)
    except OSError as error:
        raise ModelPackageError(f"{path} cannot be read: {error.strerror or error}") from error
    if len(content) > most_bytes:
        raise PackageLimitError(f"{path} is larger than {most_bytes} bytes")
    return content
