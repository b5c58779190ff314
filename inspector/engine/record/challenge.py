"""Which parts are challenge parts, what became of them, and whether the station is locked out.

The parts of a run are those that come next. The engine marks their rows and keeps what is stored of
them until somebody asks.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from inspector.domain.errors.base import InspectorError
from inspector.domain.evaluation import Outcome
from inspector.domain.phrase import Phrase
from inspector.domain.phrases.challenge import ChallengePhrase
from inspector.domain.record import OutcomeUpdate, ResultRecord


@dataclass(frozen=True, slots=True)
class ChallengeSight:
    """What is known of the parts of a run.

    Attributes:
        came: How many of them have come.
        rows: Their results, by place in the run.
        outcomes: Where they went, by the id of the result.
        interrupted: Why no more can be learned; ``None`` while more can.
    """

    came: int = 0
    rows: Mapping[int, ResultRecord] = field(default_factory=dict)
    outcomes: Mapping[str, Outcome] = field(default_factory=dict)
    interrupted: Phrase | None = None


class ChallengeWatch:
    """Safe to use from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._count = 0
        self._first: int | None = None
        self._came = 0
        self._rows: dict[int, ResultRecord] = {}
        self._outcomes: dict[str, Outcome] = {}
        self._interrupted: Phrase | None = None
        self._lock_out: InspectorError | None = None

    @property
    def locked_out(self) -> bool:
        """Whether no part may pass, but for the parts of a run."""
        with self._lock:
            return self._lock_out is not None and not self._count

    @property
    def lock(self) -> InspectorError | None:
        """Why the station is locked out, also during a run; ``None`` while it is not."""
        with self._lock:
            return self._lock_out

    def lock_out(self, why: InspectorError | None) -> None:
        """No part may pass from now on, or parts may pass again."""
        with self._lock:
            self._lock_out = why

    def begin(self, count: int) -> None:
        """The next parts are those of a run."""
        with self._lock:
            self._forget()
            self._count = count

    def end(self) -> None:
        """The run is over; parts that come are parts like others."""
        with self._lock:
            self._count = 0

    def sight(self) -> ChallengeSight:
        """What is known by now."""
        with self._lock:
            return ChallengeSight(
                self._came, dict(self._rows), dict(self._outcomes), self._interrupted
            )

    def note_coming(self, trigger_index: int) -> None:
        """This part comes now."""
        with self._lock:
            if self._count and self._first is None:
                self._first = trigger_index
            place = self._place(trigger_index)
            if place is not None:
                self._came = max(self._came, place + 1)

    def begin_anew(self) -> None:
        """Parts are counted anew: which of them belong to the run nobody knows any more."""
        with self._lock:
            if self._count and self._first is not None:
                self._interrupted = ChallengePhrase.GATE_COUNTS_ANEW()

    def is_challenge(self, trigger_index: int) -> bool:
        """Whether a part is one of the run."""
        with self._lock:
            return self._place(trigger_index) is not None

    def note_recorded(
        self, rows: Iterable[ResultRecord], outcomes: Sequence[OutcomeUpdate]
    ) -> None:
        """These have become part of the history."""
        with self._lock:
            if self._first is None:
                return
            for row in rows:
                place = self._place(row.trigger_index)
                if place is not None:
                    self._rows[place] = row
            self._outcomes.update((update.result_id, update.outcome) for update in outcomes)

    def _place(self, trigger_index: int) -> int | None:
        if self._first is None or self._interrupted:
            return None
        place = trigger_index - self._first
        return place if 0 <= place < self._count else None

    def _forget(self) -> None:
        self._first, self._came = None, 0
        self._rows, self._outcomes = {}, {}
        self._interrupted = None
