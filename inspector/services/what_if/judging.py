"""Archived pictures judged again by another model or recipe, only while the line leaves time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from inspector.clock import monotonic_ns
from inspector.domain.errors.camera import CameraError
from inspector.domain.errors.history import RecipeRevisionMissingError, ReplayImpossibleError
from inspector.domain.errors.model import ModelError
from inspector.domain.errors.release import PackageUnknownError
from inspector.domain.errors.store import ResultNotFoundError, StoreError
from inspector.domain.evaluation import Reason
from inspector.domain.history import HistoryFilter, ResultHistory
from inspector.domain.record import ImageReader, ResultRecord, ViewRecord
from inspector.domain.what_if import SCORED, ScoredPart, ScoredParts
from inspector.engine.trial.throttle import Throttle
from inspector.services.history.rows import views_of
from inspector.services.replay.again import judged_again
from inspector.services.replay.judge import Judge, Judges
from inspector.services.what_if.basis import Basis
from inspector.services.what_if.block import SeenView
from inspector.services.what_if.piece import Piece, Sorted, pages, piece_of, taken
from inspector.wire.what_if import LeftOut, WhatIfQuestion

_PAGE = 8
"""Parts between two looks at whether anybody still wants to know."""
_DUTY_PERCENT = 25.0
_OF_PICTURES = SCORED | {
    Reason.IMAGE_UNSUITABLE,
    Reason.PREPROCESSING_FAILED,
    Reason.INFERENCE_FAILED,
}
"""Reasons that another model or recipe can change; without a frame nothing can."""


@dataclass(frozen=True, slots=True)
class Pictures:
    """What pictures are judged again from.

    Attributes:
        source: The parts.
        history: All that is known of each.
        images: Their pictures.
        judges: Recipes and models.
        may_work: Whether no part waits, and no verdict is near its deadline.
    """

    source: ScoredParts
    history: ResultHistory
    images: ImageReader
    judges: Judges
    may_work: Callable[[], bool]


class Judging:
    """Judges the parts of one question; used by one thread.

    Args:
        pictures: From what.
        question: Which model and recipe.
        cancelled: Whether nobody wants to know any more.
    """

    def __init__(
        self, pictures: Pictures, question: WhatIfQuestion, cancelled: Callable[[], bool]
    ) -> None:
        self._pictures = pictures
        self._question = question
        self._cancelled = cancelled
        self._throttle = Throttle(_DUTY_PERCENT, lambda: cancelled() or pictures.may_work())
        self._known: dict[int, tuple[Judge, Basis] | LeftOut] = {}

    def pieces(self, criteria: HistoryFilter, parts_max: int, cameras: int) -> Iterator[Piece]:
        """The parts of a filter, newest first."""
        for page in pages(self._pictures.source, criteria, parts_max, _PAGE):
            seen, kept = taken(page)
            judged = [self._judged(part) for part in seen if not self._cancelled()]
            if self._cancelled():
                return
            yield piece_of(judged, kept, len(page), cameras)

    def _judged(self, part: ScoredPart) -> Sorted:
        self._throttle.wait_for_turn()
        begun = monotonic_ns()
        try:
            return self._seen(part)
        finally:
            self._throttle.rest(monotonic_ns() - begun)

    def _seen(self, part: ScoredPart) -> Sorted:
        try:
            record = self._pictures.history.result(part.result_id).record
        except ResultNotFoundError:
            return part, LeftOut.PICTURE_LOST, ()
        views = views_of(record)
        missing = [each for each in views if not each.image.path and each.reason in _OF_PICTURES]
        if missing or not views:
            return part, LeftOut.NO_PICTURE, ()
        judge = self._judge(part, record)
        if isinstance(judge, LeftOut):
            return part, judge, ()
        try:
            return part, judge[1], [self._view(judge[0], record, view) for view in views]
        except (CameraError, StoreError):
            return part, LeftOut.PICTURE_LOST, ()

    def _view(self, judge: Judge, record: ResultRecord, view: ViewRecord) -> SeenView:
        if not view.image.path:
            return SeenView({}, view.evaluation)
        found = judged_again(
            judge, self._pictures.images, record, view, self._throttle.wait_for_turn
        )
        decision = found.decision
        by_scores = decision.reason in SCORED
        return SeenView(found.scores, None if by_scores else decision.evaluation)

    def _judge(self, part: ScoredPart, record: ResultRecord) -> tuple[Judge, Basis] | LeftOut:
        if part.provenance_id not in self._known:
            self._known[part.provenance_id] = self._looked_up(record)
        return self._known[part.provenance_id]

    def _looked_up(self, record: ResultRecord) -> tuple[Judge, Basis] | LeftOut:
        question = self._question
        try:
            judge = self._pictures.judges.of(record.provenance, question.model, question.revision)
        except RecipeRevisionMissingError:
            return LeftOut.RECIPE_GONE
        except (PackageUnknownError, ReplayImpossibleError):
            return LeftOut.MODEL_GONE
        except ModelError:
            if question.model is not None:
                raise
            return LeftOut.MODEL_GONE
        inspector = next(iter(judge.inspectors.values()))
        classifier = inspector.classifier
        classes, good = tuple(classifier.classes), frozenset(classifier.ok_classes)
        return judge, Basis(classes, good, inspector.limits)
