"""How long work tells how far it is, and hears that it shall end."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Told by every step that takes longer than a second.

    Raises:
        TrainingCancelledError: from :meth:`advance`, when somebody has cancelled; what was written
            so far stays, and the work can be resumed.
    """

    def begin(self, step: str, total: int) -> None:
        """A step of ``total`` equal parts begins, such as ``fit`` with its epochs."""

    def advance(self, detail: str = "") -> None:
        """One part is done; ``detail`` is a figure for people, such as ``loss 0.31``."""

    def tell(self, line: str) -> None:
        """A remark that stays, such as a file that was left out."""


class Silence:
    """Nobody listens and nobody cancels."""

    def begin(self, step: str, total: int) -> None:
        """Told to nobody."""

    def advance(self, detail: str = "") -> None:
        """Told to nobody."""

    def tell(self, line: str) -> None:
        """Told to nobody."""
