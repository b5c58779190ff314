"""Which lot each part belongs to.

A lot begins with the first part that comes after somebody said so. Rows are made a moment after
their parts came, so where each lot begins is remembered, and stored for an engine that takes over.
"""

from __future__ import annotations

import threading
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter

from inspector.domain.evaluation import Evaluation
from inspector.domain.lots import LotBoundary, LotUse
from inspector.domain.record import ResultRecord

_USES_KEPT = 256
_STORING_S = 10.0
_by_part = attrgetter("trigger_index")


class Lots:
    """Safe to use from any thread."""

    def __init__(self) -> None:
        self._changing = threading.Lock()
        self._news = threading.Condition()
        self._journal_id = 0
        self._last_index: int | None = None
        self._running: int | None = None
        self._counts: Counter[Evaluation] = Counter()
        self._uses: list[LotUse] = []
        self._unstored: list[LotUse] = []
        self._undecided: int | None = None
        self._resumes = False

    @property
    def counts(self) -> Mapping[Evaluation, int]:
        """How many parts of the lot that runs are stored, by verdict."""
        with self._news:
            return dict(self._counts)

    @property
    def unstored(self) -> Sequence[LotUse]:
        """What must be stored with the next rows."""
        with self._news:
            return tuple(self._unstored)

    def resume(self, lot_id: int, counts: Mapping[Evaluation, int]) -> None:
        """This lot runs since before this engine."""
        with self._news:
            self._running, self._counts = lot_id, Counter(counts)

    def restore(self, journal_id: int, uses: Iterable[LotUse], *, is_new: bool) -> None:
        """A journal begins or goes on.

        Args:
            journal_id: Which.
            uses: The boundaries in it that are stored.
            is_new: Whether no part of it is stored: all of them come while the present lot runs.
        """
        with self._news:
            self._journal_id, self._last_index = journal_id, None
            self._uses, self._unstored = sorted(uses, key=_by_part), []
            last = self._uses[-1].lot_id if self._uses else None
            self._resumes = last != self._running
            if self._resumes and is_new:
                self._put(LotUse(0, self._running), unstored=True)

    def note_coming(self, trigger_index: int) -> None:
        """This part comes now."""
        with self._news:
            self._resume_from(trigger_index)
            self._last_index = max(self._last_index or 0, trigger_index)

    def note_counted(self, parts: int) -> None:
        """The gate has counted so many parts."""
        with self._news:
            self._resume_from(parts + 1)
            self._last_index = max(self._last_index or 0, parts)

    def note_told(self, trigger_index: int) -> None:
        """The journal tells of this part, which may have come long ago."""
        with self._news:
            if self._last_index is not None:
                self._last_index = max(self._last_index, trigger_index)

    def note_stored(self, uses: Sequence[LotUse]) -> None:
        """These boundaries are stored."""
        with self._news:
            self._unstored = [each for each in self._unstored if each not in uses]

    def note_recorded(self, rows: Iterable[ResultRecord]) -> None:
        """These have become part of the history."""
        with self._news:
            if self._running is not None:
                self._counts.update(row.evaluation for row in rows if row.lot_id == self._running)

    def change(self, store: Callable[[LotBoundary], int | None]) -> None:
        """Another lot begins with the next part, or none.

        Rows of the parts to come wait until it is known which.

        Args:
            store: Keeps the boundary and returns the lot; what it raises leaves all as it was.
        """
        with self._changing:
            with self._news:
                boundary = self._next()
                self._undecided = boundary.trigger_index if boundary.journal_id else None
            try:
                lot_id = store(boundary)
                with self._news:
                    self._running, self._counts = lot_id, Counter()
                    if boundary.journal_id and boundary.journal_id == self._journal_id:
                        self._put(LotUse(boundary.trigger_index, lot_id), unstored=False)
                    else:
                        self._resumes = True
            finally:
                with self._news:
                    self._undecided = None
                    self._news.notify_all()

    def of(self, trigger_index: int) -> int | None:
        """The lot of a part."""
        with self._news:
            self._news.wait_for(lambda: self._is_decided(trigger_index), _STORING_S)
            place = bisect_right(self._uses, trigger_index, key=_by_part)
            return self._uses[place - 1].lot_id if place else None

    def _is_decided(self, trigger_index: int) -> bool:
        return self._undecided is None or trigger_index < self._undecided

    def _next(self) -> LotBoundary:
        """Before the next part, which has no number yet while no gate has told how many came."""
        if self._last_index is None:
            return LotBoundary(0, 0)
        return LotBoundary(self._journal_id, self._last_index + 1)

    def _resume_from(self, trigger_index: int) -> None:
        """What began or ended while nobody counted parts takes force with this one."""
        if self._resumes:
            self._put(LotUse(trigger_index, self._running), unstored=True)

    def _put(self, use: LotUse, *, unstored: bool) -> None:
        """Of two at one part the later one counts."""
        while self._uses and self._uses[-1].trigger_index >= use.trigger_index:
            self._uses.pop()
        self._uses.append(use)
        del self._uses[:-_USES_KEPT]
        self._resumes = False
        if unstored:
            self._unstored.append(use)
