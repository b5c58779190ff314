"""Tiny real model packages: a few kilobytes, and they run."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from inspector.inference.package import ModelPackage, load_package, manifest_hash_line
from inspector.inference.session import ScoringSession
from inspector.inference.signature import SIGNATURE_NAME, signature_file
from inspector.training.release.package_writer import write_package

CLASSES = ["good", "scratch", "stain"]
KEY = bytes(range(32))
"""A private key of nobody."""


def tiny_graph(seed: int = 1, width: int = 16, head_seed: int | None = None) -> onnx.ModelProto:
    """A network with a body, ``features`` and a head; ``width`` makes the body larger."""
    rng = np.random.default_rng(seed)
    head = rng if head_seed is None else np.random.default_rng(head_seed)
    constants = {
        "axes": np.array([1, 2, 3], np.int64),
        "one": np.array([1], np.int64),
        "body": rng.normal(size=(1, width)).astype(np.float32),
        "inner": rng.normal(size=(width, width)).astype(np.float32),
        "head": head.normal(size=(width, len(CLASSES))).astype(np.float32) / width,
    }
    nodes = [
        helper.make_node("Cast", ["image"], ["pixels"], to=TensorProto.FLOAT),
        helper.make_node("ReduceMean", ["pixels", "axes"], ["mean"], keepdims=0),
        helper.make_node("Unsqueeze", ["mean", "one"], ["column"]),
        helper.make_node("MatMul", ["column", "body"], ["hidden"]),
        helper.make_node("Tanh", ["hidden"], ["bent"]),
        helper.make_node("MatMul", ["bent", "inner"], ["features"]),
        helper.make_node("MatMul", ["features", "head"], ["logits"]),
        helper.make_node("Softmax", ["logits"], ["scores"], axis=1),
    ]
    graph = helper.make_graph(
        nodes,
        "tiny",
        [
            helper.make_tensor_value_info(
                "image", TensorProto.UINT8, [1, "height", "width", "channels"]
            )
        ],
        [helper.make_tensor_value_info("scores", TensorProto.FLOAT, [1, len(CLASSES)])],
        [numpy_helper.from_array(value, name) for name, value in constants.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)])
    model.ir_version = 9
    return model


def tiny_package(
    root: Path,
    version: str = "1.0.0",
    *,
    name: str = "tiny",
    model: onnx.ModelProto | None = None,
    key: bytes | None = None,
    **manifest: Any,
) -> ModelPackage:
    """Write a package that loads and replays its golden picture."""
    content = (model or tiny_graph()).SerializeToString()
    picture = np.full((16, 16), 90, np.uint8)
    scores = ScoringSession(content, len(CLASSES), provider="cpu").score(picture)
    files = {
        "model.fp32.onnx": content,
        "MODEL_CARD.md": b"# tiny\n",
        "golden/01.png": cv2.imencode(".png", picture)[1].tobytes(),
    }
    document: dict[str, Any] = {
        "schema_version": 2,
        "model_id": name,
        "version": version,
        "architecture": "tiny",
        "variant": "fp32",
        "model_file": "model.fp32.onnx",
        "classes": CLASSES,
        "ok_classes": ["good"],
        "golden_tolerance": 0.05,
        "features": "features",
        "input": {"color": "gray", "size_px": 16},
        "limits": {"accept": 0.5, "reject_default": 0.5, "reject": {}},
        "training": {
            "dataset": "none",
            "samples": 1,
            "seed": 1,
            "epochs": 1,
            "command": "none",
            "tools": {"inspector": "0.1.0"},
            "metrics": {},
        },
        "golden": [
            {"image": "golden/01.png", "label": "good", "scores": [float(s) for s in scores]}
        ],
        **manifest,
    }
    package = write_package(root / name / version, document, files)
    if key is not None:
        sign(package.folder, key)
        return load_package(package.folder)
    return package


def sign(folder: Path, key: bytes = KEY) -> None:
    manifest = (folder / "manifest.toml").read_bytes()
    (folder / SIGNATURE_NAME).write_bytes(signature_file(manifest, key))


def evaluation(**changes: Any) -> Mapping[str, Any]:
    """The evaluation of a good model."""
    return {
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
        **changes,
    }


def rewrite_manifest(folder: Path, change: Callable[[str], str]) -> None:
    """Change the manifest as somebody would who also recomputes its hash."""
    path = folder / "manifest.toml"
    text = change(path.read_text("utf-8"))
    path.write_bytes(text.encode("utf-8"))
    sha256 = hashlib.sha256(text.encode("utf-8")).hexdigest()
    (folder / "manifest.sha256").write_bytes(manifest_hash_line(sha256))


def replace_file(folder: Path, name: str, content: bytes) -> None:
    """Put another file in the place of one, hashes recomputed."""
    path = folder / name
    old = hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    new = hashlib.sha256(content).hexdigest()
    if old:
        rewrite_manifest(folder, lambda text: text.replace(old, new))
    else:
        rewrite_manifest(
            folder, lambda text: text.replace("[files]\n", f'[files]\n"{name}" = "{new}"\n')
        )
