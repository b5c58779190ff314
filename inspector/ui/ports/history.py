"""What the history holds beyond its pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from inspector.wire.history import PickAnswer, PickLists, ResultCount, ResultFacets, ResultFilter


class Golden(Protocol):
    """A good part to compare with."""

    @property
    def content(self) -> bytes:
        """Its picture."""

    @property
    def source(self) -> str:
        """Where the picture comes from."""


class History(Protocol):
    """Counts, values to filter by, good parts and lists; raises as :class:`Station`."""

    def count(self, criteria: ResultFilter, /) -> ResultCount:
        """How many rows match, or more than how many."""

    def facets(self) -> ResultFacets:
        """What a filter may ask for."""

    def golden(self, result_id: str, view: int | None = None, /) -> Golden:
        """A good part to compare a result with."""

    def pick(self, name: str, result_ids: Sequence[str], /) -> PickAnswer:
        """Put results on a list, from which a dataset is made."""

    def picks(self) -> PickLists:
        """All lists."""
