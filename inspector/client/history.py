"""What the history of one station holds, beyond its pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import httpx

from inspector.client.answers import parsed
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


class ResultPages:
    """The results of one station or of several. Methods raise as those of the station client."""

    def __init__(
        self, exchange: Callable[..., httpx.Response], routes: str = "/v1/results"
    ) -> None:
        """Ask the routes below a prefix through ``exchange``."""
        self._exchange = exchange
        self._routes = routes

    def page(
        self, criteria: ResultFilter | None = None, before: int | None = None, limit: int = 100
    ) -> ResultPage:
        """A page, newest first; continue with ``before=page.next_before``."""
        return self._page(
            criteria, {"limit": limit} | ({} if before is None else {"before": before})
        )

    def page_after(
        self, position: int, limit: int = 100, criteria: ResultFilter | None = None
    ) -> ResultPage:
        """A page in storing order; continue with ``page.next_after``.

        Args:
            position: The ``sequence`` of the last row that is known; 0 for the oldest page.
            limit: The longest page, at most 500.
            criteria: Which rows; all by default.
        """
        return self._page(criteria, {"after": position, "limit": limit})

    def count(self, criteria: ResultFilter) -> ResultCount:
        """How many rows match, or more than how many when counting takes long."""
        reply = self._exchange("GET", f"{self._routes}/count", params=_wanted(criteria))
        return parsed(ResultCount, reply.content)

    def facets(self) -> ResultFacets:
        """What a filter may ask for."""
        return parsed(ResultFacets, self._exchange("GET", f"{self._routes}/facets").content)

    def _page(self, criteria: ResultFilter | None, place: dict[str, int]) -> ResultPage:
        params = _wanted(criteria or ResultFilter()) | place
        return parsed(ResultPage, self._exchange("GET", self._routes, params=params).content)


def _wanted(criteria: ResultFilter) -> dict[str, Any]:
    return criteria.model_dump(mode="json", exclude_none=True)


class HistoryClient(ResultPages):
    """The results of the station, and lists of them."""

    def golden(self, result_id: str, view: int | None = None) -> GoldenPicture:
        """A good part to compare a result with.

        Raises:
            ResultNotFoundError: there is no such result.
            GoldenMissingError: neither its recipe nor its model has a picture.
        """
        params = {} if view is None else {"view": view}
        reply = self._exchange("GET", f"/v1/results/{result_id}/golden", params=params)
        return GoldenPicture(reply.content, reply.headers.get(GOLDEN_SOURCE_HEADER, ""))

    def pick(self, name: str, result_ids: Sequence[str]) -> PickAnswer:
        """Put results on a list, from which `inspector dataset import` takes them.

        Raises:
            ResultNotFoundError: one of them does not exist; none was put on the list.
            PickNameUnsuitableError: no list can have this name.
            RightMissingError: the role may not review.
        """
        body = PickRequest(name=name, result_ids=list(result_ids)).model_dump(mode="json")
        return parsed(PickAnswer, self._exchange("POST", "/v1/datasets/picks", json=body).content)

    def picks(self) -> PickLists:
        """All lists."""
        return parsed(PickLists, self._exchange("GET", "/v1/datasets/picks").content)
