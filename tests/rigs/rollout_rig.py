"""Packages to promote: the shipped model under other versions and limits, evaluated and signed."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from package_rig import KEY, sign

from inspector.inference.package import ModelPackage, load_package
from inspector.inference.signature import public_key_text
from inspector.resources import bundled
from inspector.training.release.package_writer import write_package

PUBLIC_KEY = public_key_text(
    Ed25519PrivateKey.from_private_bytes(KEY).public_key().public_bytes_raw()
)
_OF_THE_SHIPPED = ("evaluation.json", "report.html")
EVALUATION: dict[str, Any] = {
    "samples": 400,
    "accuracy": 0.985,
    "accuracy_low": 0.968,
    "accuracy_high": 0.994,
    "good": 200,
    "defective": 200,
    "escapes": 0,
    "false_rejects": 2,
    "not_decidable": 2,
    "flips": 0,
    "calibration_error": 0.01,
    "robustness": {"noise": 0.97, "blur": 0.95},
}


def part_package(
    root: Path,
    version: str,
    *,
    signed: bool = True,
    more: Mapping[str, bytes] = MappingProxyType({}),
    **manifest: Any,
) -> ModelPackage:
    """The shipped model under another version; what is given replaces entries of its manifest."""
    shipped = load_package(bundled("models") / "machined-part" / "1.0.0")
    text = (shipped.folder / "manifest.toml").read_text("utf-8")
    document: dict[str, Any] = tomllib.loads(text)
    del document["files"]
    document |= {"schema_version": 2, "version": version, "evaluation": EVALUATION, **manifest}
    files = {
        name: shipped.read(name) for name in shipped.manifest.files if name not in _OF_THE_SHIPPED
    }
    files |= more
    package = write_package(root / "machined-part" / version, document, files)
    if signed:
        sign(package.folder)
    return load_package(package.folder)
