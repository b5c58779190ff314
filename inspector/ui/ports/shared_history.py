"""The history that several stations share, asked through one of them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from inspector.ui.ports.statistics import Charts
from inspector.wire.exports import ExportFormat, ExportOptions
from inspector.wire.history import (
    ResultCount,
    ResultDetail,
    ResultFacets,
    ResultFilter,
    ResultPage,
)
from inspector.wire.shared_history import ForwardingState


class SharedExports(Protocol):
    """Writes results of all stations into files; raises as :class:`Exports`."""

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
        names: Sequence[tuple[str, str]],
        options: ExportOptions,
        progress: Callable[[int], None],
        cancelled: threading.Event,
        /,
    ) -> int:
        """These results, each named by station and id, in this order; the number of bytes."""


class SharedHistory(Protocol):
    """The results of all stations; raises as :class:`Station`, and may take seconds."""

    @property
    def exports(self) -> SharedExports:
        """Files made of them."""

    @property
    def statistics(self) -> Charts:
        """Charts and figures over them."""

    def forwarding(self) -> ForwardingState:
        """How far this station is behind; answered at once."""

    def page(self, criteria: ResultFilter, before: int | None, limit: int, /) -> ResultPage:
        """One page, newest first."""

    def page_after(self, position: int, limit: int, criteria: ResultFilter, /) -> ResultPage:
        """One page in storing order."""

    def count(self, criteria: ResultFilter, /) -> ResultCount:
        """How many rows match, or more than how many."""

    def facets(self) -> ResultFacets:
        """What a filter may ask for."""

    def result(self, station_id: str, result_id: str, /) -> ResultDetail:
        """One inspection."""
