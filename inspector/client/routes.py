"""How the client of one subject asks the routes of a station."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

import httpx
from pydantic import ValidationError

from inspector.domain.errors.api import RequestFailedError
from inspector.wire.model import WireModel

Exchange = Callable[..., httpx.Response]
"""Sends a request by method and path, with the keyword arguments of ``httpx.Client.request``."""

_Answer = TypeVar("_Answer", bound=WireModel)


class Routes:
    """The routes of one subject. Methods raise as those of the station client."""

    def __init__(self, exchange: Exchange) -> None:
        """Ask through ``exchange``."""
        self._exchange = exchange

    def _get(
        self, answer: type[_Answer], path: str, query: WireModel | None = None, **more: object
    ) -> _Answer:
        """What a route answers to the parameters of ``query`` and ``more``."""
        asked = parameters(query, **more)
        return parsed(answer, self._exchange("GET", path, params=asked).content)

    def _send(
        self, answer: type[_Answer], method: str, path: str, body: WireModel | None = None
    ) -> _Answer:
        """What a route answers to ``body``."""
        content = {} if body is None else {"json": body.model_dump(mode="json")}
        return parsed(answer, self._exchange(method, path, **content).content)


def parameters(query: WireModel | None = None, **more: object) -> dict[str, Any]:
    """Parameters of a request; what is ``None`` is not sent."""
    asked = {} if query is None else query.model_dump(mode="json", exclude_none=True)
    for name, value in more.items():
        if value is not None:
            asked[name] = value.isoformat() if isinstance(value, datetime) else value
    return asked


def parsed(answer: type[_Answer], content: bytes) -> _Answer:
    """An answer's body.

    Raises:
        RequestFailedError: the station is of another version.
    """
    try:
        return answer.model_validate_json(content)
    except ValidationError as error:
        raise RequestFailedError(
            f"the answer is no {answer.__name__} of this version",
            remedy="Use the client of the version that the station runs.",
        ) from error
