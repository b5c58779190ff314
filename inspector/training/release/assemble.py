"""Put the chosen variant and all that is known of it into a package."""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from pathlib import Path

from inspector import __version__
from inspector.inference.package import ModelPackage
from inspector.training.datasets.dataset import Dataset
from inspector.training.quantization.variants import REFERENCE_VARIANT, Variant
from inspector.training.release.card import model_card
from inspector.training.release.golden import golden_files
from inspector.training.release.package_writer import write_package
from inspector.training.release.toml_writer import TomlValue
from inspector.training.run.options import TrainingOptions

GOLDEN_TOLERANCE = 0.05


def assemble_package(
    options: TrainingOptions,
    dataset: Dataset,
    variants: list[Variant],
    chosen: Variant,
    command: str,
) -> ModelPackage:
    """Write the package with its card, golden images and, beside INT8, the FP32 twin.

    Raises:
        ModelPackageError: the package exists already or cannot be written.
    """
    card = model_card(options, dataset, variants, chosen, command)
    golden, pictures = golden_files(dataset, chosen)
    files = {f"model.{chosen.name}.onnx": chosen.model, "MODEL_CARD.md": card.encode("utf-8")}
    reference = ""
    if chosen.name != REFERENCE_VARIANT:
        reference = f"model.{REFERENCE_VARIANT}.onnx"
        files[reference] = variants[0].model
    manifest: dict[str, TomlValue] = {
        "schema_version": 1,
        "model_id": options.name,
        "version": options.version,
        "architecture": options.architecture,
        "variant": chosen.name,
        "model_file": f"model.{chosen.name}.onnx",
        "reference_file": reference,
        "classes": list(dataset.split.train.classes),
        "ok_classes": list(dataset.ok_classes),
        "golden_tolerance": GOLDEN_TOLERANCE,
        "input": {"color": dataset.color, "size_px": options.size_px},
        "limits": {
            "accept": chosen.limits.accept,
            "reject_default": chosen.limits.reject_default,
            "reject": dict(chosen.limits.reject),
        },
        "training": _training_entry(options, dataset, variants, chosen, command),
        "golden": golden,
    }
    return write_package(options.package_folder, manifest, {**files, **pictures})


def _training_entry(
    options: TrainingOptions,
    dataset: Dataset,
    variants: list[Variant],
    chosen: Variant,
    command: str,
) -> dict[str, TomlValue]:
    quality = chosen.quality
    return {
        "dataset": dataset.description,
        "samples": len(dataset.split.train),
        "seed": options.seed,
        "epochs": options.passes,
        "initial_weights_sha256": _sha256_of_file(options.weights),
        "command": command,
        "tools": {
            "inspector": __version__,
            **{name: version(name) for name in ("torch", "torchvision", "onnx")},
        },
        "metrics": {
            "accuracy": quality.accuracy,
            "escape_rate": quality.escape_rate,
            "false_reject_rate": quality.false_reject_rate,
            "fp32_accuracy": variants[0].quality.accuracy,
            "p50_ms": chosen.p50_ms,
            "fp32_p50_ms": variants[0].p50_ms,
        },
    }


def _sha256_of_file(weights: str | None) -> str:
    """Empty for weights that have a name and no file."""
    if weights is None or not Path(weights).is_file():
        return ""
    return hashlib.sha256(Path(weights).read_bytes()).hexdigest()
