"""Progress on standard error: a bar on a terminal, a line per part elsewhere; Ctrl-C cancels."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

import click

from inspector.domain.errors.training import TrainingCancelledError


class ShownProgress:
    """Tells a person at a command line. ``quiet_parts`` leaves out the lines where no bar fits."""

    def __init__(self, *, quiet_parts: bool = False) -> None:
        self._bar: Any = None
        self._lines = not sys.stderr.isatty()
        self._quiet_parts = quiet_parts
        self._step, self._done, self._total = "", 0, 0
        self.cancelled = False

    def begin(self, step: str, total: int) -> None:
        """Draw a new bar."""
        self.close()
        self._step, self._done, self._total = step, 0, total
        if self._lines:
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
        elif detail and not self._quiet_parts:
            self._say(f"{self._step} {self._done}/{self._total}: {detail}")
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

    def _say(self, line: str) -> None:
        click.echo(line, err=True)


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
