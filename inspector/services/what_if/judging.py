"""Archived pictures judged again by another model or recipe, only while the line leaves time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from inspector.clock import monotonic_ns
from inspector.domain.errors.camera import CameraError
from inspector.domain.errors.history import RecipeRevisionMissingError, ReplayImpossibleError
from inspector.domain.errors.model import ModelError
from inspector.domain.errors.release import PackageUnknownError
from inspector.domain.errors.store import ResultNotFoundError, StoreError
from inspector.domain.evaluation import Reason
from inspector.domain.history import HistoryFilter, ResultHistory
from inspector.domain.record import ResultRecord, ViewRecord
from inspector.domain.record_ports import ImageReader
from inspector.domain.scored_parts import PartColumns
from inspector.domain.what_if import SCORED, ScoredParts
from inspector.engine.trial.throttle import Throttle
from inspector.services.history.rows import views_of
from inspector.services.replay.again import judged_again
from inspector.services.replay.judge import Judge, Judges
from inspector.services.what_if.basis import Basis
from inspector.services.what_if.block import SeenView
from inspector.services.what_if.piece import Judged, Piece, judged_piece, pages, pictured
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
            places = np.flatnonzero(pictured(page)).tolist()
            judged = {at: self._judged(page, at) for at in places if not self._cancelled()}
            if self._cancelled():
                return
            yield judged_piece(page, judged, cameras)

    def _judged(self, page: PartColumns, at: int) -> Judged:
        self._throttle.wait_for_turn()
        begun = monotonic_ns()
        try:
            return self._seen(page.result_ids[at], int(page.provenance_ids[at]))
        finally:
            self._throttle.rest(monotonic_ns() - begun)

    def _seen(self, result_id: str, provenance_id: int) -> Judged:
        try:
            record = self._pictures.history.result(result_id).record
        except ResultNotFoundError:
            return LeftOut.PICTURE_LOST, ()
        views = views_of(record)
        missing = [each for each in views if not each.image.path and each.reason in _OF_PICTURES]
        if missing or not views:
            return LeftOut.NO_PICTURE, ()
        judge = self._judge(provenance_id, record)
        if isinstance(judge, LeftOut):
            return judge, ()
        try:
            return judge[1], [self._view(judge[0], record, view) for view in views]
        except (CameraError, StoreError):
            return LeftOut.PICTURE_LOST, ()

    def _view(self, judge: Judge, record: ResultRecord, view: ViewRecord) -> SeenView:
        if not view.image.path:
            return SeenView({}, view.evaluation)
        found = judged_again(
            judge, self._pictures.images, record, view, self._throttle.wait_for_turn
        )
        decision = found.decision
        by_scores = decision.reason in SCORED
        return SeenView(found.scores, None if by_scores else decision.evaluation)

    def _judge(self, provenance_id: int, record: ResultRecord) -> tuple[Judge, Basis] | LeftOut:
        if provenance_id not in self._known:
            self._known[provenance_id] = self._looked_up(record)
        return self._known[provenance_id]

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
