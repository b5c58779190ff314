"""Past results and their pictures."""

from __future__ import annotations

from typing import Annotated, Self

from fastapi import APIRouter, Path, Query, Response
from pydantic import Field, FiniteFloat, model_validator

from inspector.api.parameters import Moment, PageLimit, Position
from inspector.api.replies import binary_reply, error_replies
from inspector.domain.pictures import PictureFormat
from inspector.services.history.served import HistoryService, PastResults
from inspector.services.shared_history.reader import Here, Reader
from inspector.vision.stored import media_type
from inspector.wire.history import (
    ResultCount,
    ResultDetail,
    ResultFacets,
    ResultFilter,
    ResultPage,
)

THUMBNAIL_LIMIT_PX = 640
VIEW_LIMIT = 255

ResultId = Annotated[str, Path(pattern=r"^[0-9a-f]{8}-[0-9]{12}$")]
ThumbnailSize = Annotated[int, Query(ge=16, le=THUMBNAIL_LIMIT_PX)]
ViewNumber = Annotated[int | None, Query(ge=0, le=VIEW_LIMIT)]

_NO_RESULT = "No result has this id."
NO_QUESTION = "The filter names a what-if question that the station does not know any more."
_STORED = sorted({each.media_type for each in PictureFormat})
PICTURE = "The picture."
_NO_IMAGE = "No result has this id, it has no such view, or no picture; the message says which."
_FOR_EVER = {"Cache-Control": "private, max-age=31536000, immutable"}


class FilterQuery(ResultFilter):
    """The parameters of a filter; an unknown one is refused, not ignored."""

    since: Moment | None = None
    until: Moment | None = None
    part_id: Annotated[int | None, Field(ge=0, lt=2**63)] = None
    lot_id: Annotated[int | None, Field(ge=0, lt=2**63)] = None
    score_min: FiniteFloat | None = None
    score_max: FiniteFloat | None = None


class PageQuery(FilterQuery):
    """The parameters of a page."""

    before: Position | None = None
    after: Position | None = None
    limit: PageLimit = 100

    @model_validator(mode="after")
    def _require_one_direction(self) -> Self:
        if self.before is not None and self.after is not None:
            raise ValueError("a page lies before or after a position, not both")
        return self


def pages_router(past: Reader[PastResults], prefix: str, **refusals: str) -> APIRouter:
    """Pages, counts and facets below a prefix; the handlers run in worker threads."""
    router = APIRouter(prefix=prefix, tags=["history"])

    @router.get("", responses=error_replies(NOT_FOUND=NO_QUESTION, **refusals))
    def page(query: Annotated[PageQuery, Query()]) -> ResultPage:
        """Results newest first; ``next_before`` of one page is ``before`` of the next.

        With ``after`` they come in storing order; ``next_after`` is ``after`` of the next page.
        """
        if query.after is not None:
            after = query.after
            return past.ask(lambda results: results.page_after(query, after, query.limit))
        return past.ask(lambda results: results.page(query, query.before, query.limit))

    @router.get("/count", responses=error_replies(NOT_FOUND=NO_QUESTION, **refusals))
    def count(query: Annotated[FilterQuery, Query()]) -> ResultCount:
        """How many results match; `more` says that counting all of them would take long."""
        return past.ask(lambda results: results.count(query))

    @router.get("/facets", responses=error_replies(**refusals))
    def facets() -> ResultFacets:
        """Lots, recipes, models, classes and stations that occur, for the choices of a filter."""
        return past.ask(lambda results: results.facets())

    return router


def history_router(history: HistoryService) -> APIRouter:
    """Routes below ``/v1/results``; the handlers run in worker threads."""
    router = pages_router(Here(history), "/v1/results")

    @router.get("/{result_id}", responses=error_replies(NOT_FOUND=_NO_RESULT))
    def detail(result_id: ResultId) -> ResultDetail:
        """Everything that is known of one result."""
        return history.detail(result_id)

    @router.get(
        "/{result_id}/image",
        response_class=Response,
        responses=error_replies(NOT_FOUND=_NO_IMAGE) | binary_reply(*_STORED, description=PICTURE),
    )
    def image(result_id: ResultId, view: ViewNumber = None) -> Response:
        """The archived picture, byte for byte, after its SHA-256 was checked.

        Without ``view`` it is that of the view which decided.
        """
        content = history.image(result_id, view)
        return Response(content, media_type=media_type(content), headers=_FOR_EVER)

    @router.get(
        "/{result_id}/thumbnail",
        response_class=Response,
        responses=error_replies(NOT_FOUND=_NO_IMAGE)
        | binary_reply("image/jpeg", description=PICTURE),
    )
    def thumbnail(
        result_id: ResultId, size: ThumbnailSize = 160, view: ViewNumber = None
    ) -> Response:
        """A small JPEG for lists, fitting a square of ``size`` pixels."""
        content = history.thumbnail(result_id, size, view)
        return Response(content, media_type="image/jpeg", headers=_FOR_EVER)

    return router
