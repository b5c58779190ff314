"""Progress on standard error: a bar on a terminal, a few lines elsewhere; Ctrl-C cancels."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

import click

from inspector.domain.errors.training import TrainingCancelledError

_LINE_AFTER_S = 1.0
"""Elsewhere than on a terminal: the least time between two lines that each report a figure."""
_SIGN_OF_LIFE_AFTER_S = 5.0
"""How long a step may go on before it is named although it has no figure."""


class ShownProgress:
    """Tells a person at a command line, and a log file without flooding it.

    Args:
        now_s: A clock that never goes back.
    """

    def __init__(self, now_s: Callable[[], float] = time.monotonic) -> None:
        self._bar: Any = None
        self._lines = not sys.stderr.isatty()
        self._now_s, self._said_s = now_s, now_s()
        self._step, self._done, self._total = "", 0, 0
        self.cancelled = False

    def begin(self, step: str, total: int) -> None:
        """Draw a new bar."""
        self.close()
        self._step, self._done, self._total = step, 0, total
        if self._lines:
            if self._silent_for(_LINE_AFTER_S):
                self._say(f"{step} 0/{total}")
            return
        self._bar = click.progressbar(
            length=total,
            label=f"{step:<12}",
            file=sys.stderr,
            show_pos=True,
            item_show_func=lambda detail: str(detail) if detail else None,
        )
        self._bar.render_progress()

    def advance(self, detail: str = "") -> None:
        """One part further.

        Raises:
            TrainingCancelledError: somebody has pressed Ctrl-C.
        """
        self._done += 1
        if self._bar is not None:
            self._bar.update(1, detail)
            if self._done >= self._total:
                self.close()
        elif self._lines and self._due(detail):
            self._say(": ".join(filter(None, (f"{self._step} {self._done}/{self._total}", detail))))
        if self.cancelled:
            self.close()
            raise TrainingCancelledError(f"cancelled in {self._step}, {self._done}/{self._total}")

    def tell(self, line: str) -> None:
        """A line above the bar."""
        self.close()
        self._say(line)

    def close(self) -> None:
        """End the bar."""
        if self._bar is not None:
            self._bar.render_finish()
            self._bar = None

    def _due(self, detail: str) -> bool:
        """Figures at most once a second, and always the last one of a step."""
        if detail:
            return self._done >= self._total or self._silent_for(_LINE_AFTER_S)
        return self._silent_for(_SIGN_OF_LIFE_AFTER_S)

    def _silent_for(self, duration_s: float) -> bool:
        return self._now_s() - self._said_s >= duration_s

    def _say(self, line: str) -> None:
        click.echo(line, err=True)
        self._said_s = self._now_s()


@contextmanager
def shown_progress() -> Iterator[ShownProgress]:
    """Progress that Ctrl-C cancels at the end of the part in hand; a second Ctrl-C at once."""
    progress = ShownProgress()

    def cancel(number: int, frame: FrameType | None) -> None:
        progress.cancelled = True
        signal.signal(signal.SIGINT, former)
        progress.tell("ending after this part; press Ctrl-C again to stop at once")

    former = signal.signal(signal.SIGINT, cancel)
    try:
        yield progress
    finally:
        signal.signal(signal.SIGINT, former)
        progress.close()
