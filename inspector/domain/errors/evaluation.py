"""Errors of evaluating models: of the pictures, the target and the report."""

from inspector.domain.errors.model import ModelError
from inspector.domain.errors.training import TrainingDatasetError


class NothingToEvaluateError(TrainingDatasetError):
    """No picture is left to evaluate on: the set is empty or no file of it can be read."""

    code = "TRN-040"
    remedy = "Name pictures that the model never saw, with --dataset."


class LabelUnknownError(TrainingDatasetError):
    """The pictures have a label that the model does not know."""

    code = "TRN-041"
    remedy = "Correct the label, or evaluate a model that was trained on this class."


class EvidenceMissingError(ModelError):
    """Limits cannot be chosen: there are too few good or too few defective pictures."""

    code = "TRN-042"
    remedy = "Collect more labelled pictures of the kind that the message names."


class EvaluationOptionsError(ModelError):
    """A target, cost or number of pictures is out of bounds, or two of them contradict."""

    code = "TRN-043"
    remedy = "Correct the options named in the message."


class ReportNotWrittenError(ModelError):
    """The report cannot be written: the folder is missing or read-only, or the disk is full."""

    code = "TRN-044"
    remedy = "Name another file with --report, or free disk space."
