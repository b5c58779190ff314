"""What has moved away from where it was, and errors of reviews."""

from inspector.domain.errors.base import InspectorError


class ReviewError(InspectorError):
    """A review or a baseline is refused."""

    code = "DRF-000"


class LabelUnsuitableError(ReviewError):
    """The label is no name that a class can have."""

    code = "DRF-001"
    remedy = "Choose 1 to 100 printable characters without spaces at the ends."


class LabelContradictoryError(ReviewError):
    """The label is a good class and the review says that the part is not good, or the reverse."""

    code = "DRF-002"
    remedy = "Say OK with a class that a good part may have, NOT_OK with any other one."


class BaselineNotReadyError(ReviewError):
    """Too few pictures were measured since the station started to take a baseline from them."""

    code = "DRF-003"
    remedy = "Let the line run until drift.window_parts parts are recorded, then try again."


class DriftError(InspectorError):
    """Pictures or scores are not what they were when the recipe and the model came in force."""

    code = "DRF-009"
    remedy = "Look at the last pictures beside older ones; when all is well, take a new baseline."


class FocusDriftError(DriftError):
    """Pictures are less sharp than when the baseline was taken."""

    code = "DRF-010"
    remedy = "Clean the lens and its window, then check that focus and aperture are set and locked."


class BrightnessDriftError(DriftError):
    """Pictures are darker or brighter than when the baseline was taken."""

    code = "DRF-011"
    remedy = "Check lights and stray light, then exposure and gain; lamps age, windows get dirty."


class ContrastDriftError(DriftError):
    """Pictures have another contrast than when the baseline was taken."""

    code = "DRF-012"
    remedy = "Look for stray light, haze on the lens and a light that has moved."


class SaturationDriftError(DriftError):
    """More of the pictures is saturated than when the baseline was taken."""

    code = "DRF-013"
    remedy = "Shorten the exposure or dim the light, and look for glare on the parts."


class PositionDriftError(DriftError):
    """Parts lie elsewhere in the picture than when the baseline was taken."""

    code = "DRF-014"
    remedy = "Check that camera and guides are tight, and the trigger delay against the belt speed."


class ScoreDriftError(DriftError):
    """The model is less sure, or otherwise sure, of good parts than it was."""

    code = "DRF-015"
    remedy = "Label what the label queue offers, and train or adapt the model with it."


class NoveltyDriftError(DriftError):
    """Pictures are less like those that the model was trained on."""

    code = "DRF-016"
    remedy = "Look at the most novel pictures of the label queue; product or light may be new."


class RejectShareDriftError(DriftError):
    """The share of rejected parts has changed since the baseline was taken."""

    code = "DRF-017"
    remedy = "Look at the last rejects: product, light or recipe may have changed."
