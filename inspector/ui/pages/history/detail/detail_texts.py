"""One inspection as lines of text and bars."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite

from inspector.domain.evaluation import Evaluation, Reason
from inspector.ui.i18n.formats import (
    date_and_time,
    decimal,
    identifier,
    milliseconds,
    percent,
    short_date_and_time,
    signed,
)
from inspector.ui.i18n.language import translate
from inspector.ui.i18n.texts import evaluation_text, role_text
from inspector.ui.theme.tokens import EVALUATION_TONES, Tone
from inspector.ui.widgets.chart.bar_list import Bar
from inspector.wire.history import ResultDetail, ViewDetail
from inspector.wire.reviews import ReviewRow

Seen = ResultDetail | ViewDetail
"""What was found on a part: as the station decided, or in one camera's picture."""

_PLACES = 3


def first_seen(detail: ResultDetail) -> Seen:
    """What is shown of a part before a camera is chosen: the deciding view, if there is one."""
    if not detail.views:
        return detail
    return next((view for view in detail.views if view.view == detail.view), detail.views[0])


def rejecting_view(detail: ResultDetail) -> ViewDetail | None:
    """The one of several views that the part was rejected for."""
    if len(detail.views) < 2 or detail.evaluation is Evaluation.OK:
        return None
    decided = (detail.view, detail.evaluation, detail.reason)
    return next(
        (view for view in detail.views if (view.view, view.evaluation, view.reason) == decided),
        None,
    )


def score_bars(seen: Seen) -> list[Bar]:
    """One bar per class, the most probable first; the deciding one carries its limit."""
    ranked = sorted(seen.scores.items(), key=_by_score, reverse=True)
    return [
        Bar(
            name,
            score,
            decimal(score, _PLACES),
            seen.threshold if name == seen.class_name else None,
            EVALUATION_TONES[seen.evaluation] if name == seen.class_name else Tone.ACCENT,
        )
        for name, score in ranked
    ]


def _by_score(item: tuple[str, float]) -> float:
    return item[1] if isfinite(item[1]) else -1.0


def timing_bars(detail: ResultDetail, seen: Seen) -> list[Bar]:
    """One bar per stage of a view, as shares of the longest of them and the part's total."""
    timings, total = seen.timings_ms, detail.timings_ms.total
    stages = [
        (translate("Timing", "Picture wait"), timings.image_wait),
        (translate("Timing", "Queue"), timings.queue),
        (translate("Timing", "Preprocessing"), timings.preprocessing),
        (translate("Timing", "Inference"), timings.inference),
        (translate("Timing", "Decision"), timings.decision),
    ]
    if total is not None:
        stages.append((translate("Timing", "Trigger to verdict"), total))
    longest = max((duration for _, duration in stages), default=0.0) or 1.0
    return [
        Bar(name, duration / longest, milliseconds(duration), tone=Tone.ACCENT)
        for name, duration in stages
    ]


def findings(detail: ResultDetail, seen: Seen) -> list[tuple[str, str]]:
    """What was decided on which part."""
    lines = [
        (translate("Fact", "Part"), identifier(detail.part_id)),
        (translate("Fact", "Triggered"), date_and_time(detail.triggered_at)),
        (translate("Fact", "Decided"), date_and_time(detail.decided_at)),
    ]
    if seen.reason is Reason.CLASSIFIED:
        score, limit = decimal(seen.score, _PLACES), decimal(seen.threshold, _PLACES)
        margin = signed(seen.score - seen.threshold, _PLACES)
        lines.append((translate("Fact", "Score, limit, margin"), f"{score} · {limit} · {margin}"))
    if detail.late_evaluation is not None:
        verdict = evaluation_text(detail.late_evaluation)
        lines.append((translate("Fact", "Verdict that came late"), verdict))
    if detail.outcome_at is not None:
        lines.append((translate("Fact", "Outcome confirmed"), date_and_time(detail.outcome_at)))
    return lines


def review_lines(reviews: Sequence[ReviewRow]) -> list[str]:
    """What people said, the last one first: it counts."""
    return [_said(each) for each in reversed(reviews)]


def _said(review: ReviewRow) -> str:
    role = "" if review.role is None else f" ({role_text(review.role)})"
    said = f"{review.person}{role}: {evaluation_text(review.evaluation)} · {review.label}"
    reason = f" – {review.reason}" if review.reason else ""
    return f"{short_date_and_time(review.at)} {said}{reason}"


def facts(detail: ResultDetail, seen: Seen) -> list[tuple[str, str]]:
    """With what it was seen and decided; empty values are left out."""
    simulated = translate("Fact", "yes") if detail.is_simulated else translate("Fact", "no")
    lines = [
        (translate("Fact", "Result id"), detail.result_id),
        (translate("Fact", "Trigger"), identifier(detail.trigger_index)),
        (translate("Fact", "Encoder"), identifier(detail.encoder)),
        *_camera_facts(seen),
        *_health_facts(seen),
        (translate("Fact", "Frame"), identifier(seen.frame_id)),
        (translate("Fact", "Frame source"), seen.frame_source),
        (translate("Fact", "Pixel format"), seen.pixel_format),
        (translate("Fact", "Image SHA-256"), seen.image_sha256),
        (translate("Fact", "Lot"), detail.lot),
        (translate("Fact", "Recipe"), detail.recipe_id),
        (translate("Fact", "Recipe revision"), detail.recipe_revision),
        (translate("Fact", "Model"), detail.model_id),
        (translate("Fact", "Model variant"), detail.model_variant),
        (translate("Fact", "Provider"), detail.provider),
        (translate("Fact", "Model SHA-256"), detail.model_sha256),
        (translate("Fact", "Configuration"), detail.config_hash),
        (translate("Fact", "Program version"), detail.app_version),
        (translate("Fact", "Runtime"), detail.runtime or translate("Fact", "not recorded")),
        (translate("Fact", "Station"), detail.station_id),
        (translate("Fact", "Simulated"), simulated),
    ]
    return [(caption, value) for caption, value in lines if value]


def _camera_facts(seen: Seen) -> list[tuple[str, str]]:
    if isinstance(seen, ResultDetail):
        return []
    missed = identifier(seen.missed_since_last) if seen.missed_since_last else ""
    return [
        (translate("Fact", "Camera"), seen.camera),
        (translate("Fact", "Frames missed before"), missed),
        (translate("Fact", "Camera time stamp"), _nanoseconds(seen.device_ns)),
    ]


def _health_facts(seen: Seen) -> list[tuple[str, str]]:
    """What was measured on the picture, as the charts of the statistics name it."""
    health = None if isinstance(seen, ResultDetail) else seen.health
    if health is None:
        return []
    shift = ""
    if health.shift_x_px is not None and health.shift_y_px is not None:
        shift = f"{signed(health.shift_x_px, 1)} · {signed(health.shift_y_px, 1)} px"
    return [
        (translate("Fact", "Focus"), decimal(health.focus, _PLACES)),
        (translate("Fact", "Brightness, contrast"), _shares(health.brightness, health.contrast)),
        (translate("Fact", "Saturated pixels"), f"{decimal(health.saturated_percent, 2)} %"),
        (translate("Fact", "Shift to the right, down"), shift),
    ]


def _shares(*ratios: float) -> str:
    return " · ".join(percent(ratio) for ratio in ratios)


def _nanoseconds(duration_ns: int | None) -> str:
    return "" if duration_ns is None else f"{identifier(duration_ns)} ns"
