"""Error replies back to the errors they were on the station."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache

import httpx
from pydantic import ValidationError

from inspector.domain import errors
from inspector.domain.errors.api import RequestFailedError
from inspector.domain.errors.base import InspectorError
from inspector.wire.history import ErrorReply


def error_of(response: httpx.Response) -> InspectorError:
    """The error that a refused request stands for, of the class it had on the station.

    A code that this client does not know, from a newer station, becomes a plain
    :class:`InspectorError` that names it.
    """
    try:
        reply = ErrorReply.model_validate_json(response.content)
    except ValidationError:
        return RequestFailedError(f"HTTP {response.status_code} from {response.url.host}")
    return error_from(reply)


def error_from(reply: ErrorReply) -> InspectorError:
    """The error that a reply stands for."""
    kind = _classes_by_code().get(reply.code)
    if kind is None:
        return InspectorError(f"{reply.code}: {reply.detail}", remedy=reply.remedy)
    error = kind(reply.detail, remedy=reply.remedy)
    error.reasons, error.advice = tuple(reply.reasons), reply.advice
    return error


@cache
def _classes_by_code() -> dict[str, type[InspectorError]]:
    for module in pkgutil.iter_modules(errors.__path__, f"{errors.__name__}."):
        importlib.import_module(module.name)
    return {kind.code: kind for kind in _subclasses(InspectorError)}


def _subclasses(kind: type[InspectorError]) -> Iterator[type[InspectorError]]:
    yield kind
    for child in kind.__subclasses__():
        yield from _subclasses(child)
