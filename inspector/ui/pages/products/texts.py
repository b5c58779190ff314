"""Words of the products' page: steps, operations, parameters, phases."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

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


def step_text(step: SetUpStep) -> str:
    """The name of a step."""
    return translate("Products", _STEPS[step])


def purpose_text(step: SetUpStep) -> str:
    """What a step is for."""
    return translate("Products", _PURPOSES[step])


def phase_text(phase: ChangePhase, product: str) -> str:
    """How far a change has come."""
    return translate("Products", _PHASES[phase]).format(product=product)


def verdict_text(evaluation: Evaluation) -> str:
    """A verdict in a list."""
    return translate("Products", _VERDICTS[evaluation])


def short_revision(revision: str) -> str:
    """The beginning of a revision's name: enough to tell revisions apart."""
    return revision[:REVISION_DIGITS] or NOTHING
