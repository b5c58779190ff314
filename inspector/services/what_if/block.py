"""Parts in columns, so that a hundred thousand are decided again while a finger moves a slider."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from inspector.domain.evaluation import SEVERITY, Evaluation
from inspector.domain.scored_parts import BY_SCORES, PartColumns
from inspector.domain.what_if import LimitChange
from inspector.engine.judging.decision import evaluate_all
from inspector.services.what_if.basis import Basis

if TYPE_CHECKING:
    from numpy.typing import NDArray

UNDECIDED = -1
"""Nobody can say."""
_RANK = np.array([SEVERITY.index(each) for each in sorted(Evaluation)], np.int8)
_OF_RANK = np.array([each.value for each in SEVERITY], np.int8)
_NOT_OK = Evaluation.NOT_OK.value


class SeenView(NamedTuple):
    """One camera's part in a verdict: its scores, or a verdict that no scores gave."""

    scores: Mapping[str, float]
    stays: Evaluation | None = None


@dataclass(frozen=True)
class Block:
    """Parts that are decided by one basis; one element or row for each part, or for each view.

    Attributes:
        basis: By which they are decided.
        sequences: Of each part, int64.
        was: The verdict of then, int8.
        truth: What each part is, int8.
        challenge: Whether it is a challenge part, bool.
        silent: Whether some camera said nothing, bool.
        first_view: Where the views of each part begin, intp.
        scores: Of each view in the order of the classes, float64.
        stays: The verdict of a view that no scores gave, or ``BY_SCORES``, int8.
    """

    basis: Basis
    sequences: NDArray[np.int64]
    was: NDArray[np.int8]
    truth: NDArray[np.int8]
    challenge: NDArray[np.bool_]
    silent: NDArray[np.bool_]
    first_view: NDArray[np.intp]
    scores: NDArray[np.float64]
    stays: NDArray[np.int8]

    @property
    def parts(self) -> int:
        """How many."""
        return len(self.sequences)

    def verdicts(self, change: LimitChange) -> NDArray[np.int8]:
        """What each part would be; ``UNDECIDED`` where a silent camera might have decided."""
        basis = self.basis
        limits = change.on(basis.limits)
        found = evaluate_all(self.scores, basis.classes, basis.ok_classes, limits)
        views = np.where(self.stays == BY_SCORES, found, self.stays)
        worst = np.minimum.reduceat(_RANK[views], self.first_view)
        verdicts = _OF_RANK[worst]
        return np.where(self.silent & (verdicts != _NOT_OK), np.int8(UNDECIDED), verdicts)

    def only(self, chosen: NDArray[np.bool_]) -> Block:
        """Some of its parts."""
        counts = np.diff(self.first_view, append=len(self.stays))
        views = np.repeat(chosen, counts)
        return replace(
            self,
            sequences=self.sequences[chosen],
            was=self.was[chosen],
            truth=self.truth[chosen],
            challenge=self.challenge[chosen],
            silent=self.silent[chosen],
            first_view=_beginnings(counts[chosen]),
            scores=self.scores[views],
            stays=self.stays[views],
        )

    def views(self, place: int) -> list[SeenView]:
        """What was seen of one part."""
        ends = np.append(self.first_view[1:], len(self.stays))
        rows = range(int(self.first_view[place]), int(ends[place]))
        classes = self.basis.classes
        return [
            SeenView(dict(zip(classes, self.scores[row].tolist(), strict=True)))
            if self.stays[row] == BY_SCORES
            else SeenView({}, Evaluation(self.stays[row]))
            for row in rows
        ]


def block_of(basis: Basis, parts: PartColumns, cameras: int) -> Block:
    """Parts that are decided by one basis; those without a view have to be left out of it."""
    views = parts.views
    counts = np.bincount(views.of_part, minlength=len(parts))
    return Block(
        basis=basis,
        sequences=parts.sequences,
        was=parts.was,
        truth=parts.truth,
        challenge=parts.challenge,
        silent=counts < cameras,
        first_view=_beginnings(counts),
        scores=_in_order(views.scores, views.classes, basis.classes),
        stays=views.stays,
    )


def joined(blocks: Sequence[Block]) -> Block:
    """Parts of one basis in one block: numpy takes as long for a thousand as for ten."""
    first, *others = blocks
    if not others:
        return first
    counts = [np.diff(each.first_view, append=len(each.stays)) for each in blocks]
    return Block(
        basis=first.basis,
        sequences=np.concatenate([each.sequences for each in blocks]),
        was=np.concatenate([each.was for each in blocks]),
        truth=np.concatenate([each.truth for each in blocks]),
        challenge=np.concatenate([each.challenge for each in blocks]),
        silent=np.concatenate([each.silent for each in blocks]),
        first_view=_beginnings(np.concatenate(counts)),
        scores=np.concatenate([each.scores for each in blocks]),
        stays=np.concatenate([each.stays for each in blocks]),
    )


def _beginnings(counts: NDArray[np.int_]) -> NDArray[np.intp]:
    """Where the views of each part begin."""
    return (np.cumsum(counts) - counts).astype(np.intp)


def _in_order(
    scores: NDArray[np.float64], known: tuple[str, ...], classes: tuple[str, ...]
) -> NDArray[np.float64]:
    """A class without a score makes the view UNDEFINED, as everywhere."""
    if known == classes:
        return scores
    found = np.full((len(scores), len(classes)), np.nan)
    for column, name in enumerate(classes):
        if name in known:
            found[:, column] = scores[:, known.index(name)]
    return found
