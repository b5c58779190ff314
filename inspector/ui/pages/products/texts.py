"""Words of the products' page: steps, operations, parameters, phases."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from inspector.domain.evaluation import Evaluation
from inspector.ui.i18n.formats import NOTHING
from inspector.ui.i18n.language import translate
from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP
from inspector.wire.recipes import ChangePhase

REVISION_DIGITS = 8


class SetUpStep(StrEnum):
    """The way to a recipe, in its order; the words in which a draft remembers it."""

    CAMERA = "camera"
    REGION = "region"
    PREPROCESSING = "preprocessing"
    TRACKING = "tracking"
    THRESHOLDS = "thresholds"
    OUTPUTS = "outputs"
    DRY_RUN = "dry_run"
    SIGN_OFF = "sign_off"


_STEPS: Mapping[SetUpStep, str] = MappingProxyType(
    {
        SetUpStep.CAMERA: QT_TRANSLATE_NOOP("Products", "Camera"),
        SetUpStep.REGION: QT_TRANSLATE_NOOP("Products", "Region"),
        SetUpStep.PREPROCESSING: QT_TRANSLATE_NOOP("Products", "Preprocessing"),
        SetUpStep.TRACKING: QT_TRANSLATE_NOOP("Products", "Trigger"),
        SetUpStep.THRESHOLDS: QT_TRANSLATE_NOOP("Products", "Thresholds"),
        SetUpStep.OUTPUTS: QT_TRANSLATE_NOOP("Products", "I/O test"),
        SetUpStep.DRY_RUN: QT_TRANSLATE_NOOP("Products", "Dry run"),
        SetUpStep.SIGN_OFF: QT_TRANSLATE_NOOP("Products", "Sign-off"),
    }
)
_PURPOSES: Mapping[SetUpStep, str] = MappingProxyType(
    {
        SetUpStep.CAMERA: QT_TRANSLATE_NOOP(
            "Products", "Make the picture sharp and well exposed; then take the settings."
        ),
        SetUpStep.REGION: QT_TRANSLATE_NOOP(
            "Products", "Draw a frame around the part; what lies outside never decides."
        ),
        SetUpStep.PREPROCESSING: QT_TRANSLATE_NOOP(
            "Products",
            "What happens to each picture before the model sees it, and how long it takes.",
        ),
        SetUpStep.TRACKING: QT_TRANSLATE_NOOP(
            "Products", "Whether the trigger comes, and whether the verdict is there in time."
        ),
        SetUpStep.THRESHOLDS: QT_TRANSLATE_NOOP(
            "Products",
            "When a part passes, and what each choice costs on parts whose truth is known.",
        ),
        SetUpStep.OUTPUTS: QT_TRANSLATE_NOOP(
            "Products", "Whether ejector, lamps and signals do what they should. Needs maintenance."
        ),
        SetUpStep.DRY_RUN: QT_TRANSLATE_NOOP(
            "Products", "The draft judges parts of the past again; nothing is ejected."
        ),
        SetUpStep.SIGN_OFF: QT_TRANSLATE_NOOP(
            "Products", "What will change, why, and who answers for it."
        ),
    }
)
_OPERATIONS: Mapping[str, str] = MappingProxyType(
    {
        "flat_field": QT_TRANSLATE_NOOP("Products", "Even out light by reference pictures"),
        "flat_field_estimated": QT_TRANSLATE_NOOP(
            "Products", "Even out light by the blurred background"
        ),
        "roi": QT_TRANSLATE_NOOP("Products", "Region of interest"),
        "grey": QT_TRANSLATE_NOOP("Products", "Colour to grey"),
        "to_8bit": QT_TRANSLATE_NOOP("Products", "Deep pixels to 8 bits"),
        "median": QT_TRANSLATE_NOOP("Products", "Remove salt-and-pepper noise"),
        "bilateral": QT_TRANSLATE_NOOP("Products", "Smooth noise, keep edges"),
        "non_local_means": QT_TRANSLATE_NOOP("Products", "Remove strong noise (slow)"),
        "clahe": QT_TRANSLATE_NOOP("Products", "Raise local contrast"),
        "percentile_stretch": QT_TRANSLATE_NOOP("Products", "Stretch between percentiles"),
        "normalise": QT_TRANSLATE_NOOP("Products", "Same range for every picture"),
        "resize": QT_TRANSLATE_NOOP("Products", "Scale to a fixed size"),
        "letterbox": QT_TRANSLATE_NOOP("Products", "Scale, keep the aspect ratio"),
    }
)
_PARAMETERS: Mapping[str, str] = MappingProxyType(
    {
        "gain_limit": QT_TRANSLATE_NOOP("Products", "Largest gain"),
        "sigma_px": QT_TRANSLATE_NOOP("Products", "Width of the blur (px)"),
        "offset_x_px": QT_TRANSLATE_NOOP("Products", "Left (px)"),
        "offset_y_px": QT_TRANSLATE_NOOP("Products", "Top (px)"),
        "width_px": QT_TRANSLATE_NOOP("Products", "Width (px)"),
        "height_px": QT_TRANSLATE_NOOP("Products", "Height (px)"),
        "channel": QT_TRANSLATE_NOOP("Products", "Channel"),
        "significant_bits": QT_TRANSLATE_NOOP("Products", "Bits of the camera"),
        "kernel_px": QT_TRANSLATE_NOOP("Products", "Window (px)"),
        "diameter_px": QT_TRANSLATE_NOOP("Products", "Diameter (px)"),
        "sigma_intensity": QT_TRANSLATE_NOOP("Products", "Grey levels smoothed"),
        "sigma_space_px": QT_TRANSLATE_NOOP("Products", "Reach (px)"),
        "strength": QT_TRANSLATE_NOOP("Products", "Strength"),
        "template_px": QT_TRANSLATE_NOOP("Products", "Patch (px)"),
        "search_px": QT_TRANSLATE_NOOP("Products", "Search window (px)"),
        "clip_limit": QT_TRANSLATE_NOOP("Products", "Contrast limit"),
        "tiles": QT_TRANSLATE_NOOP("Products", "Tiles per side"),
        "low_percent": QT_TRANSLATE_NOOP("Products", "Dark end (%)"),
        "high_percent": QT_TRANSLATE_NOOP("Products", "Bright end (%)"),
        "method": QT_TRANSLATE_NOOP("Products", "Method"),
        "mean": QT_TRANSLATE_NOOP("Products", "Mean"),
        "deviation": QT_TRANSLATE_NOOP("Products", "Deviation"),
        "interpolation": QT_TRANSLATE_NOOP("Products", "Interpolation"),
        "fill_level": QT_TRANSLATE_NOOP("Products", "Fill level"),
    }
)
_PHASES: Mapping[ChangePhase, str] = MappingProxyType(
    {
        ChangePhase.PREPARING: QT_TRANSLATE_NOOP("Products", "{product}: being prepared"),
        ChangePhase.CHANGING: QT_TRANSLATE_NOOP(
            "Products", "{product}: changing between two parts"
        ),
        ChangePhase.IN_FORCE: QT_TRANSLATE_NOOP("Products", "{product}: in force"),
        ChangePhase.READY: QT_TRANSLATE_NOOP("Products", "{product}: ready to be changed over to"),
        ChangePhase.REFUSED: QT_TRANSLATE_NOOP("Products", "{product}: refused"),
    }
)
_VERDICTS: Mapping[Evaluation, str] = MappingProxyType(
    {
        Evaluation.OK: QT_TRANSLATE_NOOP("Products", "OK"),
        Evaluation.NOT_OK: QT_TRANSLATE_NOOP("Products", "NOT OK"),
        Evaluation.NOT_DECIDABLE: QT_TRANSLATE_NOOP("Products", "Not decidable"),
        Evaluation.UNDEFINED: QT_TRANSLATE_NOOP("Products", "Undefined"),
    }
)
_DEADLINE: Mapping[str, str] = MappingProxyType(
    {
        "exposure": QT_TRANSLATE_NOOP("Products", "Exposure"),
        "best frame": QT_TRANSLATE_NOOP("Products", "Search for the best frame"),
        "transfer": QT_TRANSLATE_NOOP("Products", "Transfer of the picture"),
        "inspection": QT_TRANSLATE_NOOP("Products", "Inspection (p99.9)"),
    }
)


def step_text(step: SetUpStep) -> str:
    """The name of a step."""
    return translate("Products", _STEPS[step])


def purpose_text(step: SetUpStep) -> str:
    """What a step is for."""
    return translate("Products", _PURPOSES[step])


def operation_text(name: str) -> str:
    """An operation; one that this version does not know by its own name."""
    return translate("Products", _OPERATIONS[name]) if name in _OPERATIONS else name


def parameter_text(name: str) -> str:
    """A parameter of an operation."""
    return translate("Products", _PARAMETERS[name]) if name in _PARAMETERS else name


def phase_text(phase: ChangePhase, product: str) -> str:
    """How far a change has come."""
    return translate("Products", _PHASES[phase]).format(product=product)


def verdict_text(evaluation: Evaluation) -> str:
    """A verdict in a list."""
    return translate("Products", _VERDICTS[evaluation])


def deadline_text(name: str) -> str:
    """One thing that takes time before a verdict."""
    return translate("Products", _DEADLINE[name]) if name in _DEADLINE else name


def short_revision(revision: str) -> str:
    """The beginning of a revision's name: enough to tell revisions apart."""
    return revision[:REVISION_DIGITS] or NOTHING


def value_text(value: Any) -> str:
    """A value of a recipe in a list of differences."""
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        return translate("Setup", "on") if value else translate("Setup", "off")
    return f"{value:.6g}" if isinstance(value, float) else str(value)
