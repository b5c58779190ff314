"""What the history of one station holds, beyond its pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from inspector.client.routes import Exchange, Routes, parameters
from inspector.wire.history import (
    GOLDEN_SOURCE_HEADER,
    PickAnswer,
    PickLists,
    PickRequest,
    ResultCount,
    ResultFacets,
    ResultFilter,
    ResultPage,
)


@dataclass(frozen=True, slots=True)
class GoldenPicture:
    """A good part to compare with, and where the picture comes from."""

    content: bytes
    source: str


class ResultPages(Routes):
    """The results of one station or of several. Methods raise as those of the station client."""

    def __init__(self, exchange: Exchange, routes: str = "/v1/results") -> None:
        """Ask the routes below a prefix through ``exchange``."""
        super().__init__(exchange)
        self._routes = routes

    def page(
        self, criteria: ResultFilter | None = None, before: int | None = None, limit: int = 100
    ) -> ResultPage:
        """A page, newest first; continue with ``before=page.next_before``."""
        return self._get(ResultPage, self._routes, criteria, before=before, limit=limit)

    def page_after(
        self, position: int, limit: int = 100, criteria: ResultFilter | None = None
    ) -> ResultPage:
        """A page in storing order; continue with ``page.next_after``.

        Args:
            position: The ``sequence`` of the last row that is known; 0 for the oldest page.
            limit: The longest page, at most 500.
            criteria: Which rows; all by default.
        """
        return self._get(ResultPage, self._routes, criteria, after=position, limit=limit)

    def count(self, criteria: ResultFilter) -> ResultCount:
        """How many rows match, or more than how many when counting takes long."""
        return self._get(ResultCount, f"{self._routes}/count", criteria)

    def facets(self) -> ResultFacets:
        """What a filter may ask for."""
        return self._get(ResultFacets, f"{self._routes}/facets")


class HistoryClient(ResultPages):
    """The results of the station, and lists of them."""

    def golden(self, result_id: str, view: int | None = None) -> GoldenPicture:
        """A good part to compare a result with.

        Raises:
            ResultNotFoundError: there is no such result.
            GoldenMissingError: neither its recipe nor its model has a picture.
        """
        asked = parameters(view=view)
        reply = self._exchange("GET", f"/v1/results/{result_id}/golden", params=asked)
        return GoldenPicture(reply.content, reply.headers.get(GOLDEN_SOURCE_HEADER, ""))

    def pick(self, name: str, result_ids: Sequence[str]) -> PickAnswer:
        """Put results on a list, from which `inspector dataset import` takes them.

        Raises:
            ResultNotFoundError: one of them does not exist; none was put on the list.
            PickNameUnsuitableError: no list can have this name.
            RightMissingError: the role may not review.
        """
        request = PickRequest(name=name, result_ids=list(result_ids))
        return self._send(PickAnswer, "POST", "/v1/datasets/picks", request)

    def picks(self) -> PickLists:
        """All lists."""
        return self._get(PickLists, "/v1/datasets/picks")
