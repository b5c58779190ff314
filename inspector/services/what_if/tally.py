"""Counting what changes: every figure of an answer is a sum over one small table."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from inspector.domain.evaluation import Evaluation
from inspector.domain.what_if import LimitChange, Truth
from inspector.services.what_if.block import UNDECIDED

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from inspector.services.what_if.block import Block
    from inspector.services.what_if.piece import Kept

_SHAPE = (len(Truth), 2, len(Evaluation), len(Evaluation))


def _counted(block: Block, now: NDArray[np.int8]) -> NDArray[np.int64]:
    known = now != UNDECIDED
    place = np.ravel_multi_index(
        (block.truth[known], block.challenge[known], block.was[known], now[known]), _SHAPE
    )
    return np.bincount(place, minlength=math.prod(_SHAPE)).reshape(_SHAPE)


class Tally:
    """Parts by truth, whether they are challenge parts, verdict of then, and verdict now."""

    def __init__(self) -> None:
        self.table = np.zeros(_SHAPE, np.int64)

    def add(self, block: Block, now: NDArray[np.int8]) -> None:
        """Parts that were decided again; undecided ones do not count."""
        self.table += _counted(block, now)

    def add_kept(self, kept: Kept) -> None:
        """Parts that stay what they were."""
        for (truth, challenge, was), parts in kept.items():
            self.table[truth, int(challenge), was, was] += parts

    def parts(
        self,
        truth: Truth | None = None,
        *,
        challenge: bool | None = None,
        was: Evaluation | None = None,
        now: Evaluation | None = None,
    ) -> int:
        """How many are so; ``None`` for all."""
        every = slice(None)
        return int(
            self.table[
                every if truth is None else truth,
                every if challenge is None else int(challenge),
                every if was is None else was,
                every if now is None else now,
            ].sum()
        )

    @property
    def changed(self) -> int:
        """Parts whose verdict is another one."""
        return int(self.table.sum()) - int(np.trace(self.table, axis1=2, axis2=3).sum())


class ChangedParts:
    """Which parts change, and to what; 9 bytes for each."""

    def __init__(self) -> None:
        self._sequences: list[NDArray[np.int64]] = []
        self._now: list[NDArray[np.int8]] = []

    def add(self, block: Block, now: NDArray[np.int8]) -> None:
        """Note those of a block."""
        changed = (now != UNDECIDED) & (now != block.was)
        self._sequences.append(block.sequences[changed])
        self._now.append(now[changed])

    def ascending(self, would_be: Evaluation | None = None) -> NDArray[np.int64]:
        """Their sequences, of all or of those that would be something."""
        if not self._sequences:
            return np.zeros(0, np.int64)
        sequences = np.concatenate(self._sequences)
        if would_be is not None:
            sequences = sequences[np.concatenate(self._now) == would_be]
        return np.sort(sequences)


class Fold:
    """All that is counted of one question.

    Args:
        change: To the limits.
        swept: The values of a sweep, each with the change that it is.
        explains: Whether the scores are those that the verdicts of then came from.
    """

    def __init__(
        self, change: LimitChange, swept: Mapping[float, LimitChange], *, explains: bool
    ) -> None:
        self._change = change
        self._explains = explains
        self._swept = swept
        self.tally, self.changed = Tally(), ChangedParts()
        self.sweep = {value: Tally() for value in swept}
        self.unexplained = 0
        self.undecided: dict[Evaluation, int] = dict.fromkeys(Evaluation, 0)

    def add(self, block: Block) -> None:
        """Decide a block again, once for each value of the sweep, too."""
        if self._explains:
            then = block.verdicts(LimitChange())
            self.unexplained += int(((then != UNDECIDED) & (then != block.was)).sum())
        now = block.verdicts(self._change)
        self.tally.add(block, now)
        self.changed.add(block, now)
        if self._swept:
            self._add_swept(block)
        for was in Evaluation:
            self.undecided[was] += int(((now == UNDECIDED) & (block.was == was)).sum())

    def _add_swept(self, block: Block) -> None:
        values = list(self._swept)
        ends = {at: block.verdicts(self._swept[values[at]]) for at in (0, len(values) - 1)}
        for at, verdicts in ends.items():
            self.sweep[values[at]].add(block, verdicts)
        first, last = ends[0], ends[len(values) - 1]
        self._add_between(block, values, first, last)

    def _add_between(
        self,
        block: Block,
        values: Sequence[float],
        first: NDArray[np.int8],
        last: NDArray[np.int8],
    ) -> None:
        """All values but those at the ends, of which the verdicts are known.

        While one limit moves, a part's verdict changes once at most: raising the accept limit
        takes parts from OK, raising a reject limit takes them from NOT_OK. So a part that is the
        same at both ends is the same between them, and the others are looked for by halves.
        """
        inner = values[1:-1]
        if not inner or not block.parts:
            return
        moves = first != last
        same = _counted(block.only(~moves), first[~moves])
        for value in inner:
            self.sweep[value].table += same
        if not moves.any():
            return
        movers, half = block.only(moves), len(values) // 2
        verdicts = movers.verdicts(self._swept[values[half]])
        self.sweep[values[half]].add(movers, verdicts)
        self._add_between(movers, values[: half + 1], first[moves], verdicts)
        self._add_between(movers, values[half:], verdicts, last[moves])

    def add_kept(self, kept: Kept) -> None:
        """Parts that stay what they were, whatever the limits are."""
        for tally in (self.tally, *self.sweep.values()):
            tally.add_kept(kept)
