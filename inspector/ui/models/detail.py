"""One inspection as lines of text and bars."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING

from inspector.domain.evaluation import Reason
from inspector.ui.i18n.formats import date_and_time, decimal, identifier, milliseconds, signed
from inspector.ui.i18n.language import translate
from inspector.ui.i18n.texts import evaluation_text
from inspector.ui.theme.tokens import EVALUATION_TONES, Tone
from inspector.ui.widgets.bar_list import Bar

if TYPE_CHECKING:
    from inspector.wire.history import ResultDetail

_PLACES = 3


def score_bars(detail: ResultDetail) -> list[Bar]:
    """One bar per class, the most probable first; the deciding one carries its limit."""
    ranked = sorted(detail.scores.items(), key=_by_score, reverse=True)
    return [
        Bar(
            name,
            score,
            decimal(score, _PLACES),
            detail.threshold if name == detail.class_name else None,
            EVALUATION_TONES[detail.evaluation] if name == detail.class_name else Tone.ACCENT,
        )
        for name, score in ranked
    ]


def _by_score(item: tuple[str, float]) -> float:
    return item[1] if isfinite(item[1]) else -1.0


def timing_bars(detail: ResultDetail) -> list[Bar]:
    """One bar per stage, as shares of the longest of them and the total."""
    timings = detail.timings_ms
    stages = [
        (translate("Timing", "Picture wait"), timings.image_wait),
        (translate("Timing", "Queue"), timings.queue),
        (translate("Timing", "Preprocessing"), timings.preprocessing),
        (translate("Timing", "Inference"), timings.inference),
        (translate("Timing", "Decision"), timings.decision),
    ]
    if timings.total is not None:
        stages.append((translate("Timing", "Trigger to verdict"), timings.total))
    longest = max((duration for _, duration in stages), default=0.0) or 1.0
    return [
        Bar(name, duration / longest, milliseconds(duration), tone=Tone.ACCENT)
        for name, duration in stages
    ]


def findings(detail: ResultDetail) -> list[tuple[str, str]]:
    """What was decided on which part."""
    lines = [
        (translate("Fact", "Part"), identifier(detail.part_id)),
        (translate("Fact", "Triggered"), date_and_time(detail.triggered_at)),
        (translate("Fact", "Decided"), date_and_time(detail.decided_at)),
    ]
    if detail.reason is Reason.CLASSIFIED:
        margin = signed(detail.score - detail.threshold, _PLACES)
        lines.append(
            (
                translate("Fact", "Score, limit, margin"),
                f"{decimal(detail.score, _PLACES)} · {decimal(detail.threshold, _PLACES)}"
                f" · {margin}",
            )
        )
    if detail.late_evaluation is not None:
        verdict = evaluation_text(detail.late_evaluation)
        lines.append((translate("Fact", "Verdict that came late"), verdict))
    if detail.outcome_at is not None:
        lines.append((translate("Fact", "Outcome confirmed"), date_and_time(detail.outcome_at)))
    return lines


def facts(detail: ResultDetail) -> list[tuple[str, str]]:
    """With what it was decided; empty values are left out."""
    simulated = translate("Fact", "yes") if detail.is_simulated else translate("Fact", "no")
    lines = [
        (translate("Fact", "Result id"), detail.result_id),
        (translate("Fact", "Trigger"), identifier(detail.trigger_index)),
        (translate("Fact", "Encoder"), identifier(detail.encoder)),
        (translate("Fact", "Frame"), identifier(detail.frame_id)),
        (translate("Fact", "Frame source"), detail.frame_source),
        (translate("Fact", "Pixel format"), detail.pixel_format),
        (translate("Fact", "Image SHA-256"), detail.image_sha256),
        (translate("Fact", "Recipe"), detail.recipe_id),
        (translate("Fact", "Recipe revision"), detail.recipe_revision),
        (translate("Fact", "Model"), detail.model_id),
        (translate("Fact", "Model variant"), detail.model_variant),
        (translate("Fact", "Provider"), detail.provider),
        (translate("Fact", "Model SHA-256"), detail.model_sha256),
        (translate("Fact", "Configuration"), detail.config_hash),
        (translate("Fact", "Program version"), detail.app_version),
        (translate("Fact", "Station"), detail.station_id),
        (translate("Fact", "Simulated"), simulated),
    ]
    return [(caption, value) for caption, value in lines if value]
