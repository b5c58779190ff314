"""What the history of one station holds, beyond its pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

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
)


@dataclass(frozen=True, slots=True)
class GoldenPicture:
    """A good part to compare with, and where the picture comes from."""

    content: bytes
    source: str


class HistoryClient:
    """Counts, facets and lists. Methods raise as those of the station client."""

    def __init__(self, exchange: Callable[..., httpx.Response]) -> None:
        """Ask through ``exchange``."""
        self._exchange = exchange

    def count(self, criteria: ResultFilter) -> ResultCount:
        """How many rows match, or more than how many when counting takes long."""
        params = criteria.model_dump(mode="json", exclude_none=True)
        reply = self._exchange("GET", "/v1/results/count", params=params)
        return parsed(ResultCount, reply.content)

    def facets(self) -> ResultFacets:
        """What a filter may ask for."""
        return parsed(ResultFacets, self._exchange("GET", "/v1/results/facets").content)

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
