"""The results of one station, page by page and one by one, with their pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import httpx

from inspector.client.routes import Exchange, Routes, parameters
from inspector.wire.evidence import Evidence
from inspector.wire.history import (
    GOLDEN_SOURCE_HEADER,
    PickAnswer,
    PickLists,
    PickRequest,
    ResultCount,
    ResultDetail,
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
    """The results of the station with their pictures, and lists of them."""

    def result(self, result_id: str) -> ResultDetail:
        """All that is known of one result.

        Raises:
            ResultNotFoundError: there is none of this id.
        """
        return self._get(ResultDetail, f"{self._routes}/{result_id}")

    def image(self, result_id: str, view: int | None = None) -> bytes:
        """The archived PNG of one view of a result, by default of the view that decided.

        Raises:
            ViewNotFoundError: there is no such view.
            ImageMissingError: it has no picture; the message says why.
        """
        return self._file(f"{result_id}/image", view=view).content

    def thumbnail(self, result_id: str, size_px: int = 160, view: int | None = None) -> bytes:
        """A JPEG that fits a square of ``size_px``; raises as :meth:`image`."""
        return self._file(f"{result_id}/thumbnail", size=size_px, view=view).content

    def evidence(self, result_id: str, view: int | None = None) -> Evidence:
        """What in a picture speaks for the class that was found in it."""
        return self._get(Evidence, f"{self._routes}/{result_id}/evidence", view=view)

    def golden(self, result_id: str, view: int | None = None) -> GoldenPicture:
        """A good part to compare a result with.

        Raises:
            ResultNotFoundError: there is no such result.
            GoldenMissingError: neither its recipe nor its model has a picture.
        """
        reply = self._file(f"{result_id}/golden", view=view)
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

    def _file(self, path: str, **asked: object) -> httpx.Response:
        return self._exchange("GET", f"{self._routes}/{path}", params=parameters(None, **asked))
