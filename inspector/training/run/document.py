"""A finished training as a JSON document."""

from __future__ import annotations

from inspector.training.evaluation.documents import Json, identity_document, quality_document
from inspector.training.run.packaging import Trained


def training_document(trained: Trained) -> Json:
    """What ``inspector model train --json`` prints."""
    classes = trained.package.manifest.classes
    return {
        **identity_document(trained.package),
        **quality_document(trained.chosen.quality, classes),
        "remarks": [str(each) for each in trained.evaluation.remarks],
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
                "provider": variant.provider,
                "refused": variant.refused,
            }
            for variant in trained.variants
        ],
    }
