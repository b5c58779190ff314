"""Files made of the history."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol, TypeVar

from inspector.wire.exports import ExportFormat, ExportOptions
from inspector.wire.history import ResultFilter

Name = TypeVar("Name", contravariant=True)


class Exports(Protocol[Name]):
    """Writes results into files; raises as :class:`Station`, and where a file cannot be written.

    A result is named by its id, and among those of all stations by its station and id.
    """

    def results(
        self,
        target: Path,
        kind: ExportFormat,
        criteria: ResultFilter,
        options: ExportOptions,
        progress: Callable[[int], None],
        cancelled: threading.Event,
        /,
    ) -> int:
        """All rows of a filter; the number of bytes."""

    def selection(
        self,
        target: Path,
        kind: ExportFormat,
        names: Sequence[Name],
        options: ExportOptions,
        progress: Callable[[int], None],
        cancelled: threading.Event,
        /,
    ) -> int:
        """These results, in this order; the number of bytes."""
