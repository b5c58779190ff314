"""Evaluations and trainings as JSON documents and as text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from inspector.inference.package import ModelPackage
from inspector.training.evaluation.evaluate import Evaluated
from inspector.training.evaluation.quality import Quality

if TYPE_CHECKING:
    from inspector.training.run.train import Trained

Json = dict[str, object]


def quality_document(quality: Quality, classes: Sequence[str]) -> Json:
    """All counts and rates of one file."""
    return {
        "samples": quality.samples,
        "accuracy": quality.accuracy,
        "recall": quality.recall(classes),
        "confusion": [list(row) for row in quality.confusion],
        "defective": quality.defective,
        "good": quality.good,
        "escapes": quality.escapes,
        "escape_rate": quality.escape_rate,
        "false_rejects": quality.false_rejects,
        "false_reject_rate": quality.false_reject_rate,
        "not_decidable": quality.not_decidable,
    }


def evaluation_document(package: ModelPackage, evaluated: Evaluated) -> Json:
    """What ``inspector model evaluate --json`` prints."""
    classes = package.manifest.classes
    twin = evaluated.reference
    return {
        **identity_document(package),
        **quality_document(evaluated.quality, classes),
        "fp32": None if twin is None else quality_document(twin, classes),
        "fp32_minus_model_points": evaluated.loss_points,
    }


def training_document(trained: Trained) -> Json:
    """What ``inspector model train --json`` prints."""
    classes = trained.package.manifest.classes
    return {
        **identity_document(trained.package),
        **quality_document(trained.chosen.quality, classes),
        "variants": [
            {
                "variant": variant.name,
                "accuracy": variant.quality.accuracy,
                "escapes": variant.quality.escapes,
                "false_rejects": variant.quality.false_rejects,
                "not_decidable": variant.quality.not_decidable,
                "flips": variant.flips,
                "size_bytes": len(variant.model),
                "p50_ms": variant.p50_ms,
                "p99_ms": variant.p99_ms,
            }
            for variant in trained.variants
        ],
    }


def identity_document(package: ModelPackage) -> Json:
    """Which package this is."""
    manifest = package.manifest
    return {
        "model_id": manifest.model_id,
        "version": manifest.version,
        "sha256": package.sha256,
        "variant": manifest.variant,
        "architecture": manifest.architecture,
        "classes": list(manifest.classes),
        "ok_classes": list(manifest.ok_classes),
        "folder": str(package.folder),
    }


def quality_text(quality: Quality, classes: Sequence[str]) -> str:
    """The same figures for a person."""
    width = max(len(name) for name in classes)
    rows = [
        f"  {name:<{width}}  {'-' if share is None else f'{100 * share:6.2f} %'}  "
        + " ".join(f"{count:5d}" for count in counts)
        for (name, share), counts in zip(
            quality.recall(classes).items(), quality.confusion, strict=True
        )
    ]
    return "\n".join(
        [
            f"samples        {quality.samples}",
            f"accuracy       {100 * quality.accuracy:.2f} %",
            f"escapes        {quality.escapes} of {quality.defective} defective parts "
            f"({100 * quality.escape_rate:.2f} %)",
            f"false rejects  {quality.false_rejects} of {quality.good} good parts "
            f"({100 * quality.false_reject_rate:.2f} %)",
            f"not decidable  {quality.not_decidable}",
            "recall and confusion (rows are true classes, columns in the same order):",
            *rows,
        ]
    )
