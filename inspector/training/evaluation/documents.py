"""Evaluations as JSON documents."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import TypeVar

from inspector.domain.phrase import as_json
from inspector.inference.package import ModelPackage
from inspector.training.evaluation.class_figures import ClassFigures
from inspector.training.evaluation.evaluation import ModelEvaluation, Subject
from inspector.training.evaluation.limits import LimitChoice
from inspector.training.evaluation.parity import Parity
from inspector.training.evaluation.proportion import Proportion
from inspector.training.evaluation.quality import Quality
from inspector.training.evaluation.ranking import Ranking
from inspector.training.evaluation.robustness.measure import Robustness
from inspector.training.evaluation.worst import WorstPicture

Json = dict[str, object]
_Value = TypeVar("_Value")


def evaluation_document(evaluation: ModelEvaluation) -> Json:
    """All figures of an evaluation, and what was said of each part."""
    quality, parity = evaluation.quality, evaluation.parity
    classes = evaluation.subject.classes
    return {
        **subject_document(evaluation.subject),
        **quality_document(quality, classes),
        "tiles": evaluation.tiles,
        "intervals": {
            "accuracy": proportion_document(evaluation.accuracy),
            "escapes": proportion_document(evaluation.escapes),
            "false_rejects": proportion_document(evaluation.false_rejects),
            "lost": proportion_document(evaluation.lost),
            "not_decidable": proportion_document(evaluation.not_decidable),
        },
        "by_class": [_class_document(each) for each in evaluation.classes],
        "ranking": _optional(evaluation.ranking, _ranking_document),
        "calibration": asdict(evaluation.calibration),
        "uncalibrated": _optional(evaluation.uncalibrated, asdict),
        "limits_in_force": _optional(evaluation.in_force, _choice_document),
        "limits_for_target": _optional(evaluation.chosen, _choice_document),
        "fp32": _optional(parity, lambda found: quality_document(found.quality, classes)),
        "fp32_minus_model_points": _optional(
            parity, lambda found: 100 * (found.quality.accuracy - quality.accuracy)
        ),
        "parity": _optional(parity, _parity_document),
        "robustness": _optional(evaluation.robustness, _robustness_document),
        "latency": asdict(evaluation.latency),
        "shortcut_auc": evaluation.shortcut_auc,
        "worst": [_worst_document(each) for each in evaluation.worst],
        "pictures": _pictures_document(evaluation),
        "left_out": list(evaluation.left_out),
        "remarks": [str(each) for each in evaluation.remarks],
        "reasons": [as_json(each) for each in evaluation.remarks],
    }


def package_json(evaluation: ModelEvaluation) -> str:
    """As it lies in a package: without the list of all pictures, but with the worst of them."""
    document = evaluation_document(evaluation)
    del document["pictures"]
    document["worst"] = [
        {
            **_worst_document(worst),
            "thumbnail_jpeg": base64.b64encode(worst.thumbnail).decode("ascii"),
        }
        for worst in evaluation.worst
    ]
    return json.dumps(document)


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


def subject_document(subject: Subject) -> Json:
    """What was evaluated, on what and where."""
    model_id, _, version = subject.name.rpartition("/")
    return {
        "model_id": model_id,
        "version": version,
        "sha256": subject.package_sha256,
        "variant": subject.variant,
        "architecture": subject.architecture,
        "classes": list(subject.classes),
        "ok_classes": list(subject.ok_classes),
        "limits": subject.limits.table(),
        "file_sha256": subject.file_sha256,
        "file_bytes": subject.file_bytes,
        "dataset": subject.dataset,
        "dataset_revision": subject.dataset_revision,
        "machine": subject.machine,
        "provider": subject.provider,
        "utc": subject.utc,
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


def proportion_document(proportion: Proportion) -> Json:
    """A count of a total with its interval."""
    return {
        "count": proportion.count,
        "total": proportion.total,
        "rate": proportion.rate,
        "low": proportion.low,
        "high": proportion.high,
        "text": str(proportion),
    }


def _class_document(figures: ClassFigures) -> Json:
    return {
        "name": figures.name,
        "good": figures.good,
        "recall": proportion_document(figures.recall),
        "precision": proportion_document(figures.precision),
        "auc": _optional(figures.auc, asdict),
    }


def _ranking_document(ranking: Ranking) -> Json:
    return {
        "auc": asdict(ranking.auc),
        "average_precision": asdict(ranking.average_precision),
        "roc": asdict(ranking.roc),
        "precision_recall": asdict(ranking.precision_recall),
        "at_false_reject_rate": [
            {
                "false_reject_rate": point.false_reject_rate,
                "accept": point.accept,
                "false_rejects": proportion_document(point.false_rejects),
                "escapes": proportion_document(point.escapes),
            }
            for point in ranking.points
        ],
    }


def _choice_document(choice: LimitChoice) -> Json:
    return {
        "target": str(choice.target),
        "limits": choice.limits.table(),
        "met": choice.met,
        "escapes": proportion_document(choice.escapes),
        "false_rejects": proportion_document(choice.false_rejects),
        "lost": proportion_document(choice.lost),
        "not_decidable": proportion_document(choice.not_decidable),
        "claim": choice.claim,
        "alternatives": [asdict(each) for each in choice.alternatives],
    }


def _parity_document(parity: Parity) -> Json:
    return {
        "largest_difference": parity.largest,
        "mean_difference": parity.mean,
        "flips": [
            {
                "name": flip.name,
                "label": flip.label,
                "good_score": flip.good_score,
                "fp32_good_score": flip.twin_good_score,
                "evaluation": flip.evaluation.name,
                "fp32_evaluation": flip.twin_evaluation.name,
            }
            for flip in parity.flips
        ],
    }


def _robustness_document(robustness: Robustness) -> Json:
    return {**asdict(robustness), "scores": dict(robustness.scores)}


def _worst_document(worst: WorstPicture) -> Json:
    document = asdict(worst)
    del document["thumbnail"]
    return {**document, "kind": worst.kind.value, "evaluation": worst.evaluation.name}


def _pictures_document(evaluation: ModelEvaluation) -> list[Json]:
    parts, parity = evaluation.parts, evaluation.parity
    return [
        {
            "name": picture.name,
            "label": parts.classes[parts.labels[row]],
            "evaluation": evaluation.quality.evaluations[row].name,
            "scores": [float(score) for score in parts.scores[row]],
            "novelty": None if parts.novelty is None else float(parts.novelty[row]),
            "fp32_difference": None if parity is None else parity.differences[row],
        }
        for row, picture in enumerate(parts.pictures)
    ]


def _optional(value: _Value | None, document: Callable[[_Value], object]) -> object:
    return None if value is None else document(value)
