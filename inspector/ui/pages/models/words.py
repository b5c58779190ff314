"""The words of the models page for values of the station; tests hold the tables to their enums."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from inspector.domain.labels import Why
from inspector.ui.i18n.formats import NOTHING, count, decimal, percent
from inspector.ui.i18n.language import translate
from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP
from inspector.wire.evaluation import Share
from inspector.wire.rollout import PackageStanding, PromotionPhase
from inspector.wire.training import TrainingSource, TrainingState

STANDINGS: Mapping[PackageStanding, str] = MappingProxyType(
    {
        PackageStanding.IN_FORCE: QT_TRANSLATE_NOOP("Models", "● in force"),
        PackageStanding.BEFORE: QT_TRANSLATE_NOOP("Models", "◂ before"),
        PackageStanding.ON_TRIAL: QT_TRANSLATE_NOOP("Models", "◐ on trial"),
        PackageStanding.INSTALLED: QT_TRANSLATE_NOOP("Models", "○ installed"),
        PackageStanding.DAMAGED: QT_TRANSLATE_NOOP("Models", "✕ damaged"),
    }
)
SIGNATURES: Mapping[str, str] = MappingProxyType(
    {
        "bundled": QT_TRANSLATE_NOOP("Models", "ships with the program"),
        "trusted": QT_TRANSLATE_NOOP("Models", "signed by a trusted key"),
        "unknown key": QT_TRANSLATE_NOOP("Models", "signed by an unknown key"),
        "unsigned": QT_TRANSLATE_NOOP("Models", "not signed"),
    }
)
PHASES: Mapping[PromotionPhase, str] = MappingProxyType(
    {
        PromotionPhase.PREPARING: QT_TRANSLATE_NOOP("Models", "Loading and checking"),
        PromotionPhase.WARMING_UP: QT_TRANSLATE_NOOP("Models", "Replaying its examples"),
        PromotionPhase.GATE: QT_TRANSLATE_NOOP("Models", "Release gate"),
        PromotionPhase.BOUNDARY: QT_TRANSLATE_NOOP("Models", "Taking over"),
        PromotionPhase.IN_FORCE: QT_TRANSLATE_NOOP("Models", "In force"),
        PromotionPhase.REFUSED: QT_TRANSLATE_NOOP("Models", "Refused"),
    }
)
STATES: Mapping[TrainingState, str] = MappingProxyType(
    {
        TrainingState.QUEUED: QT_TRANSLATE_NOOP("Models", "… waiting"),
        TrainingState.RUNNING: QT_TRANSLATE_NOOP("Models", "▶ running"),
        TrainingState.CANCELLING: QT_TRANSLATE_NOOP("Models", "■ ending"),
        TrainingState.CANCELLED: QT_TRANSLATE_NOOP("Models", "■ cancelled"),
        TrainingState.INTERRUPTED: QT_TRANSLATE_NOOP("Models", "⚠ interrupted"),
        TrainingState.FAILED: QT_TRANSLATE_NOOP("Models", "✕ failed"),
        TrainingState.FINISHED: QT_TRANSLATE_NOOP("Models", "✓ finished"),
    }
)
SOURCES: Mapping[TrainingSource, str] = MappingProxyType(
    {
        TrainingSource.DATASET: QT_TRANSLATE_NOOP("Models", "Dataset"),
        TrainingSource.HISTORY: QT_TRANSLATE_NOOP("Models", "Reviewed parts"),
        TrainingSource.GENERATED: QT_TRANSLATE_NOOP("Models", "Parts of the virtual line"),
    }
)
WHYS: Mapping[Why, str] = MappingProxyType(
    {
        Why.DISPUTED: QT_TRANSLATE_NOOP("Models", "models disagree"),
        Why.NEAR_THRESHOLD: QT_TRANSLATE_NOOP("Models", "close to a limit"),
        Why.NOVEL: QT_TRANSLATE_NOOP("Models", "unlike the training"),
        Why.RANDOM: QT_TRANSLATE_NOOP("Models", "random sample"),
    }
)
FIGURES: Mapping[str, str] = MappingProxyType(
    {
        "accuracy": QT_TRANSLATE_NOOP("Models", "Accuracy"),
        "escape_percent": QT_TRANSLATE_NOOP("Models", "Escapes in %"),
        "false_reject_percent": QT_TRANSLATE_NOOP("Models", "False rejects in %"),
        "not_decidable_percent": QT_TRANSLATE_NOOP("Models", "Not decidable in %"),
        "flip_percent": QT_TRANSLATE_NOOP("Models", "Other verdicts than FP32 in %"),
        "robustness": QT_TRANSLATE_NOOP("Models", "Robustness"),
        "p99_ms": QT_TRANSLATE_NOOP("Models", "Time p99 in ms"),
        "golden_difference": QT_TRANSLATE_NOOP("Models", "Difference of its examples"),
        "evaluation": QT_TRANSLATE_NOOP("Models", "Evaluation"),
        "turned_good": QT_TRANSLATE_NOOP("Models", "Defects taken for good"),
    }
)
DISTURBANCES: Mapping[str, str] = MappingProxyType(
    {
        "gaussian_blur": QT_TRANSLATE_NOOP("Models", "Blur"),
        "defocus": QT_TRANSLATE_NOOP("Models", "Out of focus"),
        "gaussian_noise": QT_TRANSLATE_NOOP("Models", "Noise"),
        "salt_and_pepper": QT_TRANSLATE_NOOP("Models", "Dead pixels"),
        "brightness": QT_TRANSLATE_NOOP("Models", "Brightness"),
        "contrast": QT_TRANSLATE_NOOP("Models", "Contrast"),
        "uneven_light": QT_TRANSLATE_NOOP("Models", "Uneven light"),
        "vignetting": QT_TRANSLATE_NOOP("Models", "Dark corners"),
        "occlusion": QT_TRANSLATE_NOOP("Models", "Covered places"),
        "rotation": QT_TRANSLATE_NOOP("Models", "Turned"),
        "shift": QT_TRANSLATE_NOOP("Models", "Shifted"),
        "jpeg": QT_TRANSLATE_NOOP("Models", "JPEG compression"),
    }
)
STEPS: Mapping[str, str] = MappingProxyType(
    {
        "verify": QT_TRANSLATE_NOOP("Models", "Verifying the pictures"),
        "read": QT_TRANSLATE_NOOP("Models", "Reading the pictures"),
        "check": QT_TRANSLATE_NOOP("Models", "Checking the pictures"),
        "load": QT_TRANSLATE_NOOP("Models", "Loading the pictures"),
        "generate": QT_TRANSLATE_NOOP("Models", "Generating parts"),
        "fit": QT_TRANSLATE_NOOP("Models", "Learning"),
        "score": QT_TRANSLATE_NOOP("Models", "Evaluating"),
        "robustness": QT_TRANSLATE_NOOP("Models", "Disturbing pictures"),
        "compare": QT_TRANSLATE_NOOP("Models", "Comparing with FP32"),
        "latency": QT_TRANSLATE_NOOP("Models", "Timing"),
        "calibrate": QT_TRANSLATE_NOOP("Models", "Calibrating"),
        "sensitivity": QT_TRANSLATE_NOOP("Models", "Looking for sensitive layers"),
        "unit of novelty": QT_TRANSLATE_NOOP("Models", "Measuring novelty"),
    }
)
KINDS: Mapping[str, str] = MappingProxyType(
    {
        "escape": QT_TRANSLATE_NOOP("Models", "would pass"),
        "lost": QT_TRANSLATE_NOOP("Models", "good, would not pass"),
        "uncertain": QT_TRANSLATE_NOOP("Models", "next to a limit"),
    }
)
_KILO = 1000
_MINUTE_S, _HOUR_S = 60, 3600


def word(table: Mapping[str, str], key: str) -> str:
    """The word of a key; of one that is not known, the key itself."""
    return translate("Models", table[key]) if key in table else key


def file_size(size_bytes: int | None) -> str:
    """In the largest unit that leaves digits before the point."""
    if size_bytes is None or size_bytes <= 0:
        return NOTHING
    size, units = float(size_bytes), ("B", "kB", "MB", "GB", "TB")
    place = 0
    while size >= _KILO and place < len(units) - 1:
        size, place = size / _KILO, place + 1
    return f"{decimal(size, 1 if place > 1 else 0)} {units[place]}"


def escapes_text(escapes: int | None, defective: int | None) -> str:
    """How many defective pictures would pass."""
    if escapes is None or defective is None:
        return NOTHING
    return translate("Models", "{count} of {total}").format(
        count=count(escapes), total=count(defective)
    )


def escapes_of(escapes: int | None, defective: int | None) -> str:
    """The same for a narrow column."""
    if escapes is None or defective is None:
        return NOTHING
    return f"{count(escapes)} / {count(defective)}"


def step_text(step: str) -> str:
    """What a training does now; a candidate of the search has only its name."""
    return word(STEPS, step) if step else NOTHING


def share_text(share: Share) -> str:
    """A count of a total with the interval of its share."""
    told = translate("Models", "{count} of {total}").format(
        count=count(share.count), total=count(share.total)
    )
    if share.rate is None or share.low is None or share.high is None:
        return told
    return translate("Models", "{share} ({told}; 95 %: {low} to {high})").format(
        share=percent(share.rate), told=told, low=percent(share.low), high=percent(share.high)
    )


def duration_text(seconds: float | None) -> str:
    """In hours, minutes or seconds."""
    if seconds is None:
        return NOTHING
    if seconds >= _HOUR_S:
        return translate("Models", "{hours} h {minutes} min").format(
            hours=int(seconds // _HOUR_S), minutes=int(seconds % _HOUR_S // _MINUTE_S)
        )
    if seconds >= _MINUTE_S:
        return translate("Models", "{minutes} min").format(minutes=round(seconds / _MINUTE_S))
    return translate("Models", "{seconds} s").format(seconds=round(seconds))
