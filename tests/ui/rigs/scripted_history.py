"""The history of a scripted station: rows, reviews, lists, files and replays, all in memory."""

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import wire_model_samples
import wire_samples
from metal_part import as_png, metal_part

from inspector.domain.errors.base import InspectorError
from inspector.domain.errors.history import ExportCancelledError
from inspector.domain.errors.people import NotSignedInError
from inspector.domain.evaluation import Evaluation
from inspector.domain.people import Role
from inspector.wire.exports import ExportFormat, ExportOptions
from inspector.wire.history import (
    ModelFacet,
    PickAnswer,
    PickList,
    PickLists,
    ResultCount,
    ResultDetail,
    ResultFacets,
    ResultFilter,
    ResultPage,
    ResultRow,
    ReviewStanding,
)
from inspector.wire.replay import (
    ReplayDifference,
    ReplayedView,
    ReplayPart,
    ReplayReport,
    ReplayVerdict,
)
from inspector.wire.reviews import (
    LabelQueuePage,
    ReviewBatch,
    ReviewBatchRequest,
    ReviewList,
    ReviewRequest,
    ReviewRow,
)

NEWEST = 350
_OK_CLASSES = frozenset({"good"})


@dataclass(frozen=True)
class ScriptedGolden:
    content: bytes
    source: str


@dataclass
class ScriptedHistory:
    """What the history page asks for; ``refusal`` is raised by what changes something."""

    newest: int = NEWEST
    said: dict[str, list[ReviewRow]] = field(default_factory=dict)
    lists: dict[str, list[str]] = field(default_factory=dict)
    asked: list[object] = field(default_factory=list)
    refusal: InspectorError | None = None
    person: str = "Anna Berg"
    golden_refusal: InspectorError | None = None
    replay_refusal: InspectorError | None = None
    flip: bool = False
    chunks: int = 3
    go_on: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(1_000_000))

    def row(self, index: int) -> ResultRow:
        row = wire_samples.result_row(index)
        return row.model_copy(update=self._more(index, row.result_id))

    def detail(self, result_id: str) -> ResultDetail:
        index = int(result_id.partition("-")[2])
        return wire_samples.result_detail(index).model_copy(update=self._more(index, result_id))

    def page(self, criteria: ResultFilter, before: int | None, limit: int) -> ResultPage:
        top = self.newest if before is None else before - 1
        rows = self._first(range(top, 0, -1), criteria, limit + 1)
        more = len(rows) > limit
        return ResultPage(rows=rows[:limit], next_before=rows[limit - 1].sequence if more else None)

    def page_after(self, position: int, limit: int, criteria: ResultFilter | None) -> ResultPage:
        wanted = criteria or ResultFilter()
        rows = self._first(range(position + 1, self.newest + 1), wanted, limit + 1)
        more = len(rows) > limit
        return ResultPage(
            rows=rows[:limit],
            next_before=None,
            next_after=rows[limit - 1].sequence if more else None,
        )

    def count(self, criteria: ResultFilter, /) -> ResultCount:
        matching = sum(1 for _ in self._matching(range(1, self.newest + 1), criteria))
        return ResultCount(count=matching, more=False)

    def facets(self) -> ResultFacets:
        return ResultFacets(
            lots=["L-3", "L-2", "L-1", "L-0"],
            recipes=["flange-40", "flange-60"],
            models=[
                ModelFacet(model_id="flange-mobilenet-v3", sha256="c4" * 32, variant="int8"),
                ModelFacet(model_id="flange-vit-s", sha256="5e" * 32, variant="int8"),
            ],
            classes=list(wire_samples.CLASSES),
        )

    def golden(self, result_id: str, view: int | None = None, /) -> ScriptedGolden:
        self.asked.append(("golden", result_id, view))
        if self.golden_refusal is not None:
            raise self.golden_refusal
        return ScriptedGolden(as_png(metal_part(4, Evaluation.OK)), "recipe flange-40")

    def pick(self, name: str, result_ids: Sequence[str], /) -> PickAnswer:
        self._demand()
        known = self.lists.setdefault(name, [])
        new = [each for each in result_ids if each not in known]
        known.extend(new)
        return PickAnswer(pick=self._pick(name), added=len(new))

    def picks(self) -> PickLists:
        return PickLists(picks=[self._pick(name) for name in reversed(self.lists)])

    def review(self, result_id: str, request: ReviewRequest, /) -> ReviewRow:
        self._demand()
        meant = Evaluation.OK if request.label in _OK_CLASSES else Evaluation.NOT_OK
        earlier = self.said.setdefault(result_id, [])
        row = ReviewRow(
            review_id=sum(map(len, self.said.values())) + 1,
            result_id=result_id,
            at=datetime(2026, 11, 21, 12, 30, tzinfo=UTC) + timedelta(seconds=len(earlier)),
            person=self.person,
            role=Role.QUALITY,
            label=request.label,
            evaluation=meant,
            reason=request.reason,
            review_of=earlier[-1].review_id if earlier else None,
        )
        earlier.append(row)
        return row

    def review_all(self, request: ReviewBatchRequest, /) -> ReviewBatch:
        one = ReviewRequest(label=request.label, reason=request.reason)
        return ReviewBatch(
            reviews=[self.review(each, one) for each in request.result_ids], refused=[]
        )

    def label_queue(self, limit: int, /) -> LabelQueuePage:
        return wire_model_samples.label_queue()

    def of_result(self, result_id: str, /) -> ReviewList:
        return ReviewList(result_id=result_id, reviews=list(self.said.get(result_id, [])))

    def replay(self, result_id: str, model: str | None = None, /) -> ReplayReport:
        self.asked.append(("replay", result_id, model))
        if self.replay_refusal is not None:
            raise self.replay_refusal
        detail = self.detail(result_id)
        was = ReplayVerdict(
            evaluation=detail.evaluation,
            reason=detail.reason,
            class_name=detail.class_name,
            score=detail.score,
            threshold=detail.threshold,
            scores=detail.scores,
            novelty=0.2,
        )
        other = was.model_copy(
            update={"evaluation": Evaluation.OK, "class_name": "good", "score": 0.871}
        )
        now = other if self.flip else was
        different = ReplayDifference(part=ReplayPart.MODEL, was="c4" * 32, now="5e" * 32)
        return ReplayReport(
            result_id=result_id,
            model="flange-mobilenet-v3/1.4.0" if model is None else "flange-vit-s/0.9.1",
            model_sha256=model or "c4" * 32,
            recipe_id="flange-40",
            recipe_revision="9a" * 32,
            was=was.evaluation,
            now=now.evaluation,
            same_verdict=was.evaluation is now.evaluation,
            largest_score_difference=0.8213 if self.flip else 0.0,
            views=[
                ReplayedView(view=0, camera="camera", was=was, now=now, lossy_picture=bool(model))
            ],
            differences=[different] if model else [],
            took_ms=61.7,
        )

    def results(
        self,
        target: Path,
        kind: ExportFormat,
        criteria: ResultFilter,
        options: ExportOptions,
        progress: Callable[[int], None],
        cancelled: threading.Event,
        /,
    ) -> int:
        self.asked.append(("export", kind, criteria, options))
        return self._write(target, progress, cancelled)

    def selection(
        self,
        target: Path,
        kind: ExportFormat,
        result_ids: Sequence[str],
        options: ExportOptions,
        progress: Callable[[int], None],
        cancelled: threading.Event,
        /,
    ) -> int:
        self.asked.append(("export", kind, tuple(result_ids), options))
        return self._write(target, progress, cancelled)

    def _write(
        self, target: Path, progress: Callable[[int], None], cancelled: threading.Event
    ) -> int:
        for number in range(1, self.chunks + 1):
            self.go_on.acquire(timeout=10)
            if cancelled.is_set():
                raise ExportCancelledError("the export was cancelled")
            progress(number * 1024 * 1024)
        target.write_bytes(b"rows")
        return self.chunks * 1024 * 1024

    def _more(self, index: int, result_id: str) -> dict[str, object]:
        return {
            "lot": f"L-{index // 100}",
            "recipe_id": "flange-40",
            "model_id": "flange-mobilenet-v3",
            "review": self._standing(index, result_id),
        }

    def _standing(self, index: int, result_id: str) -> ReviewStanding:
        said = self.said.get(result_id, [])
        if not said:
            return ReviewStanding.NONE
        if len({each.label for each in said}) > 1 and len({each.person for each in said}) > 1:
            return ReviewStanding.DISPUTED
        own = wire_samples.result_row(index).class_name
        return ReviewStanding.CONFIRMED if said[-1].label == own else ReviewStanding.OVERRIDDEN

    def _pick(self, name: str) -> PickList:
        noon = wire_samples.NOON
        return PickList(name=name, results=len(self.lists[name]), first_at=noon, last_at=noon)

    def _demand(self) -> None:
        if self.refusal is not None:
            raise self.refusal

    def _first(self, indexes: Iterable[int], criteria: ResultFilter, limit: int) -> list[ResultRow]:
        found = []
        for row in self._matching(indexes, criteria):
            found.append(row)
            if len(found) == limit:
                break
        return found

    def _matching(self, indexes: Iterable[int], criteria: ResultFilter) -> Iterable[ResultRow]:
        return (row for row in map(self.row, indexes) if matches(row, criteria))


def matches(row: ResultRow, criteria: ResultFilter) -> bool:
    """What the station's own filter means, for rows in memory."""
    same = ("evaluation", "reason", "class_name", "part_id", "lot", "recipe_id", "model_id")
    for name in (*same, "outcome", "review", "challenge"):
        wanted = getattr(criteria, name)
        if wanted is not None and wanted != getattr(row, name):
            return False
    since, until = criteria.since, criteria.until
    least, most = criteria.score_min, criteria.score_max
    return (
        (since is None or row.triggered_at >= since)
        and (until is None or row.triggered_at < until)
        and (least is None or row.score >= least)
        and (most is None or row.score < most)
    )


def sign_in_first() -> NotSignedInError:
    return NotSignedInError("nobody is signed in")
