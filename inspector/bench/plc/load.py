"""What else the computer does while the PLC link is measured."""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from inspector.bench.line import saturated_line
from inspector.demo.demo import Demo, Progress
from inspector.demo.report import Run, disagreements
from inspector.domain.errors.base import InspectorError
from inspector.domain.errors.state import LineUnreconciledError
from inspector.paths import DataFolder

_ENDLESS = 0
_READY_S = 90.0


@contextmanager
def busy_processes(count: int) -> Iterator[None]:
    """So many other processes that calculate without a pause."""
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=_calculate, daemon=True) for _ in range(count)]
    for process in processes:
        process.start()
    try:
        yield
    finally:
        for process in processes:
            process.kill()
            process.join()


def _calculate() -> None:
    number = 1
    while True:
        number = number * 1_103_515_245 + 12_345 & 0xFFFF_FFFF


@dataclass(slots=True)
class FullRate:
    """A line that feeds parts as fast as the engine inspects them.

    Attributes:
        run: What it did, once it has ended.
        error: Why it did not.
    """

    run: Run | None = None
    error: InspectorError | None = None

    @property
    def parts_per_s(self) -> float:
        """How fast the engine was.

        Raises:
            InspectorError: the line did not run, or did not account for every part.
        """
        if self.run is None:
            raise self.error or LineUnreconciledError("the line did not run")
        faults = disagreements(self.run)
        if faults:
            raise LineUnreconciledError("; ".join(faults))
        return round(self.run.rows.parts_per_s, 1)


@contextmanager
def engine_at_full_rate(folder: Path) -> Iterator[FullRate]:
    """The production gate and engine on a saturated virtual line, while the context lasts.

    Raises:
        InspectorError: it did not begin to inspect.
    """
    options = saturated_line(_ENDLESS)
    line = FullRate()
    inspecting, ended = threading.Event(), threading.Event()

    def on_progress(progress: Progress) -> bool:
        if progress.line.get("plc_passed"):
            inspecting.set()
        return not ended.is_set()

    def run() -> None:
        try:
            line.run = Demo(options, DataFolder(folder)).run(on_progress, with_app=False)
        except InspectorError as error:
            line.error = error
        finally:
            inspecting.set()

    thread = threading.Thread(target=run, name="saturated line")
    thread.start()
    try:
        if not inspecting.wait(_READY_S) or line.error is not None:
            raise line.error or LineUnreconciledError("the line did not begin in time")
        yield line
    finally:
        ended.set()
        thread.join()
