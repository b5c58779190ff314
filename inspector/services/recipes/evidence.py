"""Pictures whose truth is known, with what a model said of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from inspector.domain.errors.store import ResultNotFoundError
from inspector.domain.evaluation import Evaluation
from inspector.domain.history import ResultHistory
from inspector.domain.recipe import DecisionLimits
from inspector.domain.review import ReviewedResult, ReviewStore
from inspector.engine.judging.decision import evaluate_all

if TYPE_CHECKING:
    from numpy.typing import NDArray

_PAGE = 200
_REVIEWED_MOST = 5000


@dataclass(frozen=True, slots=True)
class TruePicture:
    """One picture: what the model said, and what the part is.

    Attributes:
        scores: Probabilities in the order of the classes.
        good: Whether the part is good.
        label: The class that it truly has.
    """

    scores: Sequence[float]
    good: bool
    label: str = ""


@dataclass(frozen=True)
class Evidence:
    """Scores of ``N`` pictures.

    Attributes:
        classes: In the order of the scores.
        ok_classes: Those that a good part may have.
        scores: Probabilities, float64 ``(N, len(classes))``.
        truly_good: Whether each shows a good part, bool ``(N,)``.
        labels: The class that each truly has, empty for one that is not known.
    """

    classes: Sequence[str]
    ok_classes: frozenset[str]
    scores: NDArray[np.float64]
    truly_good: NDArray[np.bool_]
    labels: NDArray[np.str_]

    @classmethod
    def of(
        cls,
        classes: Sequence[str],
        ok_classes: frozenset[str],
        pictures: Sequence[TruePicture],
    ) -> Evidence:
        """From single pictures."""
        scores = np.array([each.scores for each in pictures], np.float64)
        return cls(
            classes,
            ok_classes,
            scores.reshape(-1, len(classes)),
            np.array([each.good for each in pictures], bool),
            np.array([each.label for each in pictures], np.str_),
        )

    def together_with(self, other: Evidence) -> Evidence:
        """Both, of the same classes."""
        return Evidence(
            self.classes,
            self.ok_classes,
            np.concatenate([self.scores, other.scores]),
            np.concatenate([self.truly_good, other.truly_good]),
            np.concatenate([self.labels, other.labels]),
        )

    def outcomes(self, limits: DecisionLimits) -> tuple[int, int, int]:
        """Escapes, false rejects and undecided pictures under given limits.

        The rule is that of :class:`~inspector.domain.recipe.DecisionLimits`.
        """
        passing, rejected = self._decided(limits)
        escapes = int((passing & ~self.truly_good).sum())
        false_rejects = int((rejected & self.truly_good).sum())
        return escapes, false_rejects, int((~passing & ~rejected).sum())

    def by_class(self, limits: DecisionLimits) -> Mapping[str, tuple[int, int, int]]:
        """Of each defect class: its pictures, which of them escape, and good parts over its limit.

        A good part over the limits of two classes counts for both.
        """
        passing, _ = self._decided(limits)
        counted = {}
        for place, name in enumerate(self.classes):
            if name not in self.ok_classes:
                shown = (self.labels == name) & ~self.truly_good
                over = self.scores[:, place] >= limits.reject_limit(name)
                lost = int((over & self.truly_good).sum())
                counted[name] = (int(shown.sum()), int((shown & passing).sum()), lost)
        return counted

    def _decided(self, limits: DecisionLimits) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Which pass, and which are rejected."""
        found = evaluate_all(self.scores, self.classes, self.ok_classes, limits)
        return found == Evaluation.OK, found == Evaluation.NOT_OK


@dataclass(frozen=True, slots=True)
class ModelClasses:
    """The model in force: its package, its classes, those of good parts."""

    sha256: str
    classes: Sequence[str]
    ok_classes: frozenset[str]


@dataclass
class ReviewedEvidence:
    """What people said of parts at this station. Used under its caller's lock.

    Args:
        reviews: What they said.
        history: What the model said.
        model: Whose scores count.
    """

    reviews: ReviewStore
    history: ResultHistory
    model: Callable[[], ModelClasses]
    _seen: int = 0
    _of: str = ""
    _rows: dict[str, tuple[str, TruePicture]] = field(default_factory=dict)

    def evidence(self, recipe_id: str = "") -> Evidence:
        """All reviewed parts that the model in force judged, of one product or of all."""
        model = self.model()
        if model.sha256 != self._of:
            self._of, self._seen = model.sha256, 0
            self._rows.clear()
        while page := self.reviews.reviewed_after(self._seen, _PAGE):
            self._seen = page[-1].stored.review_id
            for each in page:
                self._take(each, model)
        chosen = [picture for of, picture in self._rows.values() if recipe_id in ("", of)]
        return Evidence.of(model.classes, model.ok_classes, chosen[-_REVIEWED_MOST:])

    def _take(self, reviewed: ReviewedResult, model: ModelClasses) -> None:
        review = reviewed.stored.review
        known = review.evaluation in (Evaluation.OK, Evaluation.NOT_OK)
        if reviewed.model_sha256 != model.sha256 or not known:
            return
        try:
            said: Mapping[str, float] = self.history.result(review.result_id).record.scores
        except ResultNotFoundError:
            return
        scores = [said.get(name, np.nan) for name in model.classes]
        if np.isfinite(scores).all():
            good = review.evaluation is Evaluation.OK
            self._rows.pop(review.result_id, None)
            picture = TruePicture(scores, good, review.label)
            self._rows[review.result_id] = (reviewed.recipe_id, picture)
