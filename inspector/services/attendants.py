"""What a station has beside its line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol


class Attendant(Protocol):
    """Works from the start of a station to its end."""

    def start(self) -> object:
        """Begin."""

    def stop(self) -> object:
        """End, and wait until that has happened; also where it was never started."""


def _opened_already() -> None:
    """Nothing is left to begin."""


@dataclass(frozen=True, slots=True)
class Attending:
    """Something that begins and ends under other names, as an attendant.

    Attributes:
        stop: Its end.
        start: Its beginning; by default it was opened when it was made.
    """

    stop: Callable[[], object]
    start: Callable[[], object] = _opened_already
