"""What was decided beside what is decided now."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from inspector import __version__
from inspector.domain.evaluation import SEVERITY
from inspector.domain.history import StoredResult
from inspector.domain.inspection import Decision, Inspection
from inspector.domain.record import ViewRecord
from inspector.services.replay.judge import Judge
from inspector.wire.replay import (
    ReplayDifference,
    ReplayedView,
    ReplayPart,
    ReplayReport,
    ReplayVerdict,
)


def compared_view(
    view: ViewRecord, now: Inspection | None, fault: str = "", *, lossy: bool = False
) -> ReplayedView:
    """One view; without an inspection ``fault`` says why."""
    was = _verdict(view, view.scores, view.novelty)
    if now is None:
        return ReplayedView(view=view.view, camera=view.camera, was=was, now=None, fault=fault)
    said = _verdict(now.decision, now.scores, now.novelty)
    return ReplayedView(
        view=view.view,
        camera=view.camera,
        was=was,
        now=said,
        score_difference=largest_difference(was.scores, said.scores),
        lossy_picture=lossy,
    )


def _verdict(
    decided: ViewRecord | Decision, scores: Mapping[str, float], novelty: float | None
) -> ReplayVerdict:
    return ReplayVerdict(
        evaluation=decided.evaluation,
        reason=decided.reason,
        class_name=decided.class_name,
        score=decided.score,
        threshold=decided.threshold,
        scores=dict(scores),
        novelty=novelty,
    )


def report(
    stored: StoredResult, judge: Judge, views: Sequence[ReplayedView], took_ms: float
) -> ReplayReport:
    """All views together; a view that could not be judged again keeps its verdict."""
    record = stored.record
    found = [each.was.evaluation if each.now is None else each.now.evaluation for each in views]
    now = min(found, key=SEVERITY.index)
    was = record.evaluation
    gaps = [each.score_difference for each in views if each.score_difference is not None]
    return ReplayReport(
        result_id=record.result_id,
        model=judge.package,
        model_sha256=judge.model_sha256,
        recipe_id=judge.recipe_id,
        recipe_revision=judge.recipe_revision,
        was=was,
        now=now,
        same_verdict=was is now and all(_same(each) for each in views),
        largest_score_difference=max(gaps, default=None),
        views=list(views),
        differences=list(_differences(stored, judge)),
        took_ms=took_ms,
    )


def largest_difference(was: Mapping[str, float], now: Mapping[str, float]) -> float | None:
    """Of the scores of all classes that both know; ``None`` where there is none."""
    gaps = [abs(was[name] - now[name]) for name in was.keys() & now.keys()]
    known = [gap for gap in gaps if math.isfinite(gap)]
    return max(known, default=None)


def _same(view: ReplayedView) -> bool:
    now, was = view.now, view.was
    return now is None or (now.evaluation, now.class_name) == (was.evaluation, was.class_name)


def _differences(stored: StoredResult, judge: Judge) -> Iterator[ReplayDifference]:
    """What is not the same; of a runtime that nobody recorded, nothing can be said."""
    cited = stored.record.provenance
    for part, was, now in (
        (ReplayPart.APP_VERSION, cited.app_version, __version__),
        (ReplayPart.RUNTIME, cited.runtime or judge.runtime, judge.runtime),
        (ReplayPart.PROVIDER, cited.provider, judge.provider),
        (ReplayPart.MODEL, cited.model_sha256, judge.model_sha256),
        (ReplayPart.RECIPE, cited.recipe_revision, judge.recipe_revision),
    ):
        if was != now:
            yield ReplayDifference(part=part, was=was, now=now)
