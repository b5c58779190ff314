"""The rows around the place that somebody looks at, out of a history of any length."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from inspector.ui.pages.history.scope import home_of
from inspector.wire.history import ResultRow

PAGE_ROWS = 100
"""Rows that are asked for at a time."""
WINDOW_ROWS = 1200
"""Rows that are kept; those farthest from the view are let go."""
HELD_ROWS = 10_000
"""Rows that are kept at most while several are chosen."""


class Side(Enum):
    """Where a page belongs."""

    ANEW = auto()
    """In place of all others, newest first."""
    ANEW_OLDEST = auto()
    """In place of all others, the oldest ones."""
    OLDER = auto()
    NEWER = auto()


@dataclass(frozen=True, slots=True)
class PageAsk:
    """A page that is wanted.

    Attributes:
        side: Where it belongs.
        beside: The sequence that it lies beside; ``None`` at the end of the history.
        before: The time that the newest of them lies before; ``None`` for any time.
        rows: How many at most.
    """

    side: Side
    beside: int | None = None
    before: datetime | None = None
    rows: int = PAGE_ROWS


class RowWindow:
    """Rows in the order of the list, the newest first, and whether there are more at either end."""

    def __init__(self) -> None:
        self.rows: list[ResultRow] = []
        self.newest_reached = True
        self.oldest_reached = True
        self.skipped: int | None = 0
        """How many newer rows lie before the first; ``None`` where nobody counted."""

    def begin(self, ask: PageAsk, rows: Sequence[ResultRow], more: bool) -> None:
        """Keep this page and no other; ``more`` tells of further rows in its direction."""
        self.rows = list(rows)
        oldest = ask.side is Side.ANEW_OLDEST
        self.oldest_reached = oldest or not more
        at_top = ask.beside is None and ask.before is None
        self.newest_reached = not more if oldest else at_top
        self.skipped = 0 if self.newest_reached else None

    def ask_beyond(self, side: Side) -> PageAsk | None:
        """The page that is wanted next on one side, if there is one."""
        if not self.rows:
            return None
        if side is Side.OLDER:
            return None if self.oldest_reached else PageAsk(side, self.rows[-1].sequence)
        return None if self.newest_reached else PageAsk(side, self.rows[0].sequence)

    def drop_newest(self, count: int) -> None:
        """Let the first rows go."""
        del self.rows[:count]
        if count:
            self.newest_reached = False
            self.skipped = None if self.skipped is None else self.skipped + count

    def drop_oldest(self, count: int) -> None:
        """Let the last rows go."""
        if count:
            del self.rows[-count:]
            self.oldest_reached = False

    def add_older(self, rows: Sequence[ResultRow], more: bool) -> None:
        """Put a page below."""
        self.rows.extend(rows)
        self.oldest_reached = not more

    def add_newer(self, rows: Sequence[ResultRow], more: bool) -> None:
        """Put a page above; ``rows`` are newest first."""
        self.rows[:0] = rows
        if self.skipped is not None:
            self.skipped = max(0, self.skipped - len(rows))
        self.newest_reached = not more
        if not more:
            self.skipped = 0

    def place_of(self, result_id: str, home: str = "") -> int | None:
        """The place of an inspection of this station or another, if it is in the window."""
        places = (
            place
            for place, row in enumerate(self.rows)
            if row.result_id == result_id and home_of(row) == home
        )
        return next(places, None)
