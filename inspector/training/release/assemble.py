"""Put the chosen variant and all that is known of it into a package."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import cast

import onnx

from inspector import __version__
from inspector.inference.manifest import SCHEMA_VERSION, VariantEntry
from inspector.inference.package import CARD_NAME, ModelPackage
from inspector.training.datasets.dataset import Dataset
from inspector.training.datasets.pictures import file_sha256
from inspector.training.datasets.recorded_split import split_entry, split_table
from inspector.training.export.names import FEATURES
from inspector.training.options import TrainingOptions
from inspector.training.quantization.search import FailedCandidate
from inspector.training.quantization.variants import REFERENCE_VARIANT, Variant
from inspector.training.release.card import model_card
from inspector.training.release.evidence import ReleaseEvidence
from inspector.training.release.golden import golden_files
from inspector.training.release.package_writer import write_package
from inspector.training.release.toml_writer import TomlValue

GOLDEN_TOLERANCE = 0.05


def assemble_package(
    options: TrainingOptions,
    dataset: Dataset,
    variants: Sequence[Variant],
    chosen: Variant,
    command: str,
    *,
    evidence: ReleaseEvidence | None = None,
    failed: Sequence[FailedCandidate] = (),
    temperature: float | None = None,
    signing_key: bytes | None = None,
) -> ModelPackage:
    """Write the package with its card, report, golden images and, beside INT8, the FP32 twin.

    Args:
        options: What was trained.
        dataset: On what.
        variants: All candidates, ``fp32`` first.
        chosen: The one that runs.
        command: The command line, for manifest and card.
        evidence: Without it no station will let the package judge.
        failed: Candidates that could not be made, for the card.
        temperature: What the logits of the graph are divided by.
        signing_key: Raw Ed25519 private key; ``None`` leaves the package unsigned.

    Raises:
        ModelPackageError: the package exists already or cannot be written.
        ModelError: a station would refuse the package.
    """
    card = model_card(options, dataset, variants, chosen, command, evidence, failed)
    golden, pictures = golden_files(dataset, chosen)
    files = {f"model.{chosen.name}.onnx": chosen.model, CARD_NAME: card.encode("utf-8")}
    reference = ""
    if chosen.name != REFERENCE_VARIANT:
        reference = f"model.{REFERENCE_VARIANT}.onnx"
        files[reference] = variants[0].model
    if evidence is not None:
        files |= evidence.files()
    manifest: dict[str, TomlValue] = {
        "schema_version": SCHEMA_VERSION,
        "model_id": options.name,
        "version": options.version,
        "architecture": options.architecture,
        "variant": chosen.name,
        "model_file": f"model.{chosen.name}.onnx",
        "reference_file": reference,
        "classes": list(dataset.split.train.classes),
        "ok_classes": list(dataset.ok_classes),
        "golden_tolerance": GOLDEN_TOLERANCE,
        "dataset_revision": dataset.revision,
        "features": _features(chosen, variants[0]),
        "input": {"color": dataset.color, "size_px": options.size_px},
        "limits": chosen.limits.table(),
        "training": _training_entry(options, dataset, variants, chosen, command, temperature),
        **({} if evidence is None else evidence.entries()),
        "variants": [variant_entry(variant) for variant in variants],
        "golden": golden,
    }
    return write_package(options.package_folder, manifest, {**files, **pictures}, signing_key)


def _features(*variants: Variant) -> str:
    """The tensor that the head reads, when every file of the package has it under its name."""
    for variant in variants:
        graph = onnx.load_model_from_string(variant.model).graph
        if all(FEATURES not in node.output for node in graph.node):
            return ""
    return FEATURES


def variant_entry(variant: Variant) -> TomlValue:
    """One candidate as the manifest lists it."""
    quality = variant.quality
    entry = VariantEntry(
        variant=variant.name,
        accuracy=quality.accuracy,
        escapes=quality.escapes,
        false_rejects=quality.false_rejects,
        not_decidable=quality.not_decidable,
        flips=variant.flips,
        size_bytes=variant.size_bytes,
        p50_ms=variant.p50_ms,
        p99_ms=variant.p99_ms,
        provider=variant.provider,
        refused=variant.refused,
    )
    return cast("TomlValue", entry.model_dump(mode="json"))


def variant_metrics(chosen: Variant, reference: Variant) -> dict[str, TomlValue]:
    """What the manifest says of the file that runs, beside the float file."""
    return {
        "accuracy": chosen.quality.accuracy,
        "escape_rate": chosen.quality.escape_rate,
        "false_reject_rate": chosen.quality.false_reject_rate,
        "fp32_accuracy": reference.quality.accuracy,
        "p50_ms": chosen.p50_ms,
        "fp32_p50_ms": reference.p50_ms,
    }


def _training_entry(
    options: TrainingOptions,
    dataset: Dataset,
    variants: Sequence[Variant],
    chosen: Variant,
    command: str,
    temperature: float | None,
) -> dict[str, TomlValue]:
    metrics = variant_metrics(chosen, variants[0])
    if temperature is not None:
        metrics["temperature"] = temperature
    return {
        "dataset": dataset.description,
        "samples": len(dataset.split.train),
        "seed": options.seed,
        "epochs": options.passes,
        "initial_weights_sha256": _weights_hash(options.weights),
        "command": command,
        "tools": {
            "inspector": __version__,
            **{name: version(name) for name in ("torch", "torchvision", "onnx")},
        },
        "metrics": metrics,
        **({} if dataset.plan is None else split_table(split_entry(dataset.plan), options.seed)),
    }


def _weights_hash(weights: str | None) -> str:
    """Of a file; weights that are known by name are told by the command line."""
    if weights is None or not Path(weights).is_file():
        return ""
    return file_sha256(Path(weights))
