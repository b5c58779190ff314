"""What the file that a search has chosen still needs before it goes into a package."""

from __future__ import annotations

from dataclasses import replace

import onnx

from inspector.inference.session import ScoringSession
from inspector.training.datasets.dataset import Dataset
from inspector.training.evaluation.pictures import sample_pictures
from inspector.training.evaluation.scoring import Scored, score_pictures
from inspector.training.export.calibration import calibrate_unit, unit_pictures
from inspector.training.export.novelty import read_statistics
from inspector.training.progress import Progress
from inspector.training.quantization.variants import REFERENCE_VARIANT, Variant


def with_own_unit(chosen: Variant, dataset: Dataset, progress: Progress) -> Variant:
    """A quantized file sees other features than its float twin: novelty 1 is another distance.

    Raises:
        TrainingCancelledError: somebody cancelled.
    """
    graph = onnx.load_from_string(chosen.model)
    if chosen.name == REFERENCE_VARIANT or read_statistics(graph.graph) is None:
        return chosen
    calibrate_unit(graph, unit_pictures(dataset.split.validation, dataset.ok_classes), progress)
    return replace(chosen, model=graph.SerializeToString())


def score_validation(chosen: Variant, dataset: Dataset, progress: Progress) -> Scored:
    """The scores that the package carries, so that limits can be chosen anew without pictures.

    Raises:
        TrainingCancelledError: somebody cancelled.
    """
    validation = dataset.split.validation
    classes = validation.classes
    session = ScoringSession(chosen.model, len(classes), provider="cpu")
    return score_pictures(
        session, None, sample_pictures(validation), classes, dataset.ok_classes, progress
    )
