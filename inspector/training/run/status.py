"""How far a training is, in a file that any other process may read, and a file that ends it."""

from __future__ import annotations

import contextlib
from pathlib import Path

from inspector.clock import monotonic_ns, utc_ns
from inspector.domain.errors.config import FolderNotWritableError
from inspector.domain.errors.training import TrainingCancelledError
from inspector.paths import write_atomically
from inspector.training.progress import Progress
from inspector.wire.training_files import CANCEL_NAME, PROGRESS_NAME, ProgressFile

_PAUSE_NS = 500_000_000


class ToldProgress:
    """Passes everything on, keeps ``progress.json`` fresh and looks for ``cancel``.

    Args:
        folder: Of the training.
        inner: Who else is told.
    """

    def __init__(self, folder: Path, inner: Progress) -> None:
        self._status = folder / PROGRESS_NAME
        self._cancel = folder / CANCEL_NAME
        self._cancel.unlink(missing_ok=True)
        self._inner = inner
        self._step, self._done, self._total = "", 0, 0
        self._written_ns = -_PAUSE_NS
        self._begun_ns = 0
        self._detail = ""

    def begin(self, step: str, total: int) -> None:
        """As :class:`Progress` says."""
        self._step, self._done, self._total = step, 0, total
        self._begun_ns, self._detail = monotonic_ns(), ""
        self._write("")
        self._inner.begin(step, total)

    def advance(self, detail: str = "") -> None:
        """As :class:`Progress` says.

        Raises:
            TrainingCancelledError: somebody put a file named ``cancel`` into the folder.
        """
        self._done += 1
        if self._done >= self._total or monotonic_ns() - self._written_ns > _PAUSE_NS:
            self._write(detail)
        self._inner.advance(detail)
        if self._cancel.exists():
            self._cancel.unlink(missing_ok=True)
            raise TrainingCancelledError(f"cancelled in {self._step}, {self._done}/{self._total}")

    def tell(self, line: str) -> None:
        """As :class:`Progress` says."""
        self._inner.tell(line)

    def _write(self, detail: str) -> None:
        self._written_ns = monotonic_ns()
        told = ProgressFile(
            step=self._step,
            done=self._done,
            total=self._total,
            detail=detail or self._detail,
            utc_ns=utc_ns(),
            seconds_left=self._seconds_left(),
        )
        self._detail = told.detail
        with contextlib.suppress(FolderNotWritableError):  # what matters is told when it is written
            write_atomically(self._status, told.model_dump_json())

    def _seconds_left(self) -> float | None:
        """Until the end of the step, if it goes on as it went so far."""
        if not self._done:
            return None
        per_part_s = (monotonic_ns() - self._begun_ns) / 1e9 / self._done
        return round(per_part_s * max(0, self._total - self._done), 1)
