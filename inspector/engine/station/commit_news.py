"""What follows when parts have become part of the history."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from inspector.engine.record.challenge import ChallengeWatch
from inspector.engine.record.recorder import Recorded
from inspector.engine.record.statistics import Statistics
from inspector.engine.station.live import LiveMailbox
from inspector.pipe.records import Committed, Record


@dataclass(frozen=True, slots=True)
class CommitNews:
    """The recorder's thread calls it.

    Attributes:
        statistics: How late the verdicts were.
        challenge: Which of them were challenge parts.
        live: Shows them.
        send: Tells the gate how much of its journal is stored.
    """

    statistics: Statistics
    challenge: ChallengeWatch
    live: LiveMailbox
    send: Callable[[Record], None]

    def tell(self, recorded: Recorded) -> None:
        """One commit: the gate hears of it first, the screens last."""
        self.send(Committed(recorded.position))
        self.statistics.note(recorded)
        self.challenge.note_recorded([row for row, _ in recorded.results], recorded.outcomes)
        self.live.post(recorded)
