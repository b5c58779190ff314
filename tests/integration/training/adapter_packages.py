"""A tiny package with an INT8 file, its twin and statistics, and pictures that fit it."""

from __future__ import annotations

import contextlib
import io
import tomllib
from pathlib import Path

import cv2
import numpy as np
import onnx
import torch
from onnxruntime.quantization import (
    CalibrationDataReader,
    QuantFormat,
    QuantType,
    quantize_static,
)

from inspector.inference.package import ModelPackage, load_package
from inspector.inference.preprocessing import INPUT_MEAN, INPUT_STD
from inspector.inference.session import ScoringSession
from inspector.resources import bundled
from inspector.training.datasets.dataset import resize
from inspector.training.datasets.samples import Samples
from inspector.training.export.calibration import calibrate_unit, learn_statistics
from inspector.training.export.core import export_core
from inspector.training.export.graph import complete_graph
from inspector.training.export.names import CORE_INPUT, FEATURES, HEAD_NODE
from inspector.training.export.novelty import remove_novelty
from inspector.training.networks.architectures import build_network
from inspector.training.progress import Silence
from inspector.training.release.package_writer import write_package
from inspector.training.release.toml_writer import TomlValue

SIZE_PX = 32
OLD = ("dent", "good", "stain")
ELSEWHERE = ("ring", "bars", "grid")
"""What the backbone has seen and the package does not judge, as a backbone from other pictures."""
INT8, FP32 = "model.int8.onnx", "model.fp32.onnx"


def picture(kind: str, number: int) -> np.ndarray:
    """A grey plate with one mark: none, a dark disc, a bright blot, lines or a grid."""
    rng = np.random.default_rng((sum(kind.encode()), number))
    image = np.full((40, 40), float(rng.uniform(110, 140)), np.float32)
    x, y = (int(place) for place in rng.integers(14, 26, 2))
    if kind == "dent":
        cv2.circle(image, (x, y), int(rng.integers(8, 11)), 20.0, -1)
    elif kind == "stain":
        cv2.rectangle(image, (x - 9, y - 6), (x + 9, y + 6), 215.0, -1)
    elif kind == "cross":
        for sign in (1, -1):
            cv2.line(image, (x - 10, y - 10 * sign), (x + 10, y + 10 * sign), 250.0, 3)
    elif kind == "ring":
        cv2.circle(image, (x, y), int(rng.integers(8, 11)), 235.0, 3)
    elif kind == "bars":
        for shift in (-13, -3):
            cv2.line(image, (x - 10, y + shift), (x + 10, y + shift + 16), 250.0, 2)
    elif kind == "grid":
        image[::4] = 60
        image[:, ::4] = 60
    return (image + rng.normal(0, 4, image.shape)).clip(0, 255).astype(np.uint8)


def write_pictures(root: Path, kinds: tuple[str, ...], count: int, first: int = 0) -> Path:
    for kind in kinds:
        (root / kind).mkdir(parents=True, exist_ok=True)
        for number in range(first, first + count):
            cv2.imwrite(str(root / kind / f"{number:03d}.png"), picture(kind, number))
    return root


def samples(first: int, count: int, kinds: tuple[str, ...] = OLD) -> Samples:
    labels = np.repeat(np.arange(len(kinds)), count)
    images = [
        resize(picture(kind, number), SIZE_PX)
        for kind in kinds
        for number in range(first, first + count)
    ]
    names = tuple(map(str, range(len(labels))))
    return Samples(np.stack(images)[..., None], labels.astype(np.int64), kinds, names)


class _Planes(CalibrationDataReader):
    def __init__(self, images: np.ndarray) -> None:
        self._images = iter(images)

    def get_next(self) -> dict[str, np.ndarray] | None:
        image = next(self._images, None)
        if image is None:
            return None
        planes = np.broadcast_to(image, (*image.shape[:2], 3)).transpose(2, 0, 1)[None]
        return {CORE_INPUT: (planes.astype(np.float32) - INPUT_MEAN) / np.float32(INPUT_STD)}


def quantized(core: onnx.ModelProto, images: np.ndarray, folder: Path) -> onnx.ModelProto:
    source, target = folder / "core.onnx", folder / "int8.onnx"
    onnx.save(core, source)
    with contextlib.redirect_stdout(io.StringIO()):
        quantize_static(
            str(source),
            str(target),
            _Planes(images),
            quant_format=QuantFormat.QDQ,
            activation_type=QuantType.QUInt8,
            weight_type=QuantType.QInt8,
            nodes_to_exclude=[HEAD_NODE],
        )
    return onnx.load(target)


def make_package(root: Path) -> ModelPackage:
    """A network of a few seconds of training: quick, and it judges."""
    torch.manual_seed(5)
    seen = OLD + ELSEWHERE
    network = build_network("mobilenet_v2_peak", len(seen), size_px=SIZE_PX)
    _fit(network, samples(0, 60, seen))
    _judge_only_the_first(len(OLD), network)
    train, validation = samples(0, 30), samples(100, 10)
    core = export_core(network, SIZE_PX)
    cores = {FP32: core, INT8: quantized(core, train.images, root)}
    models = {}
    for name, each in cores.items():
        bare = complete_graph(each, SIZE_PX, 1.0)
        statistics = learn_statistics(bare, train, Silence())
        models[name] = complete_graph(each, SIZE_PX, 1.0, statistics)
        good = validation.images[validation.labels == OLD.index("good")]
        calibrate_unit(models[name], good, Silence())
    return write_package(root / "plate" / "1.0.0", *_content(models, validation))


def _fit(network: torch.nn.Module, train: Samples) -> None:
    pixels = torch.from_numpy(train.images).permute(0, 3, 1, 2).expand(-1, 3, -1, -1)
    planes, labels = (pixels.float() - INPUT_MEAN) / INPUT_STD, torch.from_numpy(train.labels)
    optimizer = torch.optim.AdamW(network.parameters(), 3e-3)
    network.train()
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    for _ in range(12):
        for rows in torch.randperm(len(labels)).split(15):
            loss = torch.nn.functional.cross_entropy(network(planes[rows]), labels[rows])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    torch.set_num_threads(threads)


def _judge_only_the_first(count: int, network: torch.nn.Module) -> None:
    head = network.classifier[-1]
    head.weight = torch.nn.Parameter(head.weight[:count].detach())
    head.bias = torch.nn.Parameter(head.bias[:count].detach())
    head.out_features = count


def without_statistics(package: ModelPackage, root: Path, golden: str) -> ModelPackage:
    """The same package as one that knows nothing but the golden pictures of one class."""
    manifest = package.manifest
    kept = [entry for entry in manifest.golden if entry.label == golden]
    files = {entry.image: package.read(entry.image) for entry in kept}
    for name in (INT8, FP32):
        model = onnx.load_from_string(package.read(name))
        remove_novelty(model.graph)
        files[name] = model.SerializeToString()
    document = manifest.model_dump(mode="json", exclude_none=True, exclude={"files", "golden"})
    document["golden"] = [entry.model_dump(mode="json") for entry in kept]
    return write_package(root / "plate" / "1.0.0", document, files)


def first_schema(folder: Path) -> Path:
    """The shipped package as one of the time before packages knew features and statistics."""
    shipped = load_package(bundled("models") / "machined-part" / "1.0.0")
    document = tomllib.loads((shipped.folder / "manifest.toml").read_text("utf-8"))
    for later in ("dataset_revision", "features", "evaluation", "validation", "variants", "files"):
        del document[later]
    files = {entry.image: shipped.read(entry.image) for entry in shipped.manifest.golden}
    for name in (document["model_file"], document["reference_file"]):
        model = onnx.load_from_string(shipped.read(name))
        remove_novelty(model.graph)
        files[name] = model.SerializeToString()
    return write_package(folder, document | {"schema_version": 1}, files).folder


def _content(
    models: dict[str, onnx.ModelProto], validation: Samples
) -> tuple[dict[str, TomlValue], dict[str, bytes]]:
    files = {name: model.SerializeToString() for name, model in models.items()}
    session = ScoringSession(files[INT8], len(OLD), provider="cpu")
    golden: list[TomlValue] = []
    for label, name in enumerate(OLD):
        image = validation.images[validation.labels == label][0]
        files[f"golden/{name}.png"] = cv2.imencode(".png", image)[1].tobytes()
        scores: list[TomlValue] = [float(score) for score in session.score(image)]
        golden.append({"image": f"golden/{name}.png", "label": name, "scores": scores})
    manifest: dict[str, TomlValue] = {
        "schema_version": 2,
        "model_id": "plate",
        "version": "1.0.0",
        "architecture": "mobilenet_v2_peak",
        "variant": "int8",
        "model_file": INT8,
        "reference_file": FP32,
        "classes": list(OLD),
        "ok_classes": ["good"],
        "golden_tolerance": 0.05,
        "features": FEATURES,
        "input": {"color": "gray", "size_px": SIZE_PX},
        "limits": {"accept": 0.8, "reject_default": 0.5},
        "training": {
            "dataset": "plates",
            "samples": 90,
            "seed": 3,
            "epochs": 1,
            "command": "none",
            "tools": {},
            "metrics": {},
        },
        "golden": golden,
    }
    return manifest, files
