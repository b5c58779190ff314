"""Where people say what verdicts should have been."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from inspector.clock import utc_datetime, utc_ns
from inspector.domain.errors.drift import LabelContradictoryError, LabelUnsuitableError
from inspector.domain.errors.store import ResultNotFoundError
from inspector.domain.evaluation import Evaluation
from inspector.domain.history import ResultHistory
from inspector.domain.review import Review, ReviewStore, StoredReview
from inspector.services.people.audit import Actor, AuditTrail
from inspector.wire.reviews import (
    LABEL_MAX,
    ReviewBatch,
    ReviewBatchRequest,
    ReviewList,
    ReviewPage,
    ReviewRefusal,
    ReviewRequest,
    ReviewRow,
)

NOT_SIGNED_IN = "(not signed in)"
"""The person of a review while nobody is defined at the station."""


@dataclass(frozen=True, slots=True)
class KnownClasses:
    """The classes of a model, and those that a good part may have."""

    classes: Sequence[str] = ()
    ok_classes: frozenset[str] = frozenset()


class ReviewDesk:
    """Confirms or overrides verdicts. All methods may be called from several threads.

    Args:
        reviews: Where reviews are kept.
        history: What the station had said.
        classes: Those of the model in force.
        audit: Where it is written down who did what.
    """

    def __init__(
        self,
        reviews: ReviewStore,
        history: ResultHistory,
        classes: Callable[[], KnownClasses],
        audit: AuditTrail,
    ) -> None:
        self._reviews = reviews
        self._history = history
        self._classes = classes
        self._audit = audit

    def review(self, actor: Actor, result_id: str, request: ReviewRequest) -> ReviewRow:
        """Keep what a person says of a part; what the station said stays as it is.

        Raises:
            ResultNotFoundError: there is no such result.
            LabelUnsuitableError: no class can have this name.
            LabelContradictoryError: label and evaluation do not go together.
            AuditNotWritableError: nothing was kept.
        """
        with self._audit.recorded(actor, "result.review", result_id) as entry:
            record = self._history.result(result_id).record
            entry.old = {"label": record.class_name, "evaluation": record.evaluation.name}
            evaluation = self._evaluation(request)
            entry.new = {"label": request.label, "evaluation": evaluation.name}
            said = _said(actor, result_id, request, evaluation)
            return review_row(self._reviews.add(said))

    def review_all(self, actor: Actor, request: ReviewBatchRequest) -> ReviewBatch:
        """The same review of several results; one that does not exist hinders no other.

        Raises:
            LabelUnsuitableError: no class can have this name.
            LabelContradictoryError: label and evaluation do not go together.
            AuditNotWritableError: nothing was kept.
        """
        wanted = list(dict.fromkeys(request.result_ids))
        with self._audit.recorded(actor, "result.review", f"{len(wanted)} results") as entry:
            evaluation = self._evaluation(request)
            entry.new = {"label": request.label, "evaluation": evaluation.name, "results": wanted}
            kept = self._reviews.add_all(
                [_said(actor, each, request, evaluation) for each in wanted]
            )
        missing = [each for each, stored in zip(wanted, kept, strict=True) if stored is None]
        refused = ResultNotFoundError("no such result")
        return ReviewBatch(
            reviews=[review_row(stored) for stored in kept if stored is not None],
            refused=[
                ReviewRefusal(
                    result_id=each,
                    code=refused.code,
                    detail=refused.detail,
                    remedy=refused.remedy,
                )
                for each in missing
            ],
        )

    def of_result(self, result_id: str) -> ReviewList:
        """All reviews of one result.

        Raises:
            ResultNotFoundError: there is no such result, and nobody ever reviewed it.
        """
        found = self._reviews.of_result(result_id)
        if not found:
            self._history.result(result_id)
        return ReviewList(result_id=result_id, reviews=[review_row(each) for each in found])

    def page_after(self, after: int, limit: int) -> ReviewPage:
        """Up to ``limit`` reviews behind one, in the order of their storing."""
        found = self._reviews.page_after(after, limit + 1)
        shown = found[:limit]
        return ReviewPage(
            reviews=[review_row(each) for each in shown],
            next_after=shown[-1].review_id if len(found) > limit else None,
        )

    def _evaluation(self, request: ReviewRequest) -> Evaluation:
        known = self._classes()
        if request.label not in known.classes:
            if request.evaluation is None:
                raise LabelContradictoryError(
                    f"{request.label!r} is no class of the model, so say whether the part is good",
                    remedy="Say whether a part of the new class is good: --good or "
                    "--defect, in the API an evaluation OK or NOT_OK.",
                )
            return Evaluation(request.evaluation)
        meant = Evaluation.OK if request.label in known.ok_classes else Evaluation.NOT_OK
        if request.evaluation not in (None, meant):
            raise LabelContradictoryError(
                f"a part of class {request.label!r} is {meant.name}, not {request.evaluation.name}"
            )
        return meant


def review_row(stored: StoredReview) -> ReviewRow:
    """A review as clients see it."""
    review = stored.review
    return ReviewRow(
        review_id=stored.review_id,
        result_id=review.result_id,
        at=utc_datetime(review.utc_ns),
        person=review.person,
        role=review.role,
        label=review.label,
        evaluation=review.evaluation,
        reason=review.reason,
        review_of=stored.review_of,
    )


def _said(actor: Actor, result_id: str, request: ReviewRequest, evaluation: Evaluation) -> Review:
    return Review(
        result_id=result_id,
        utc_ns=utc_ns(),
        person=actor.name or NOT_SIGNED_IN,
        role=actor.role,
        label=_required_label(request.label),
        evaluation=evaluation,
        reason=request.reason.strip(),
    )


def _required_label(label: str) -> str:
    if not label.isprintable() or label != label.strip() or not 0 < len(label) <= LABEL_MAX:
        raise LabelUnsuitableError(f"{label!r} is no name of a class")
    return label
