"""Answers of the station as the models that they are."""

from __future__ import annotations

from typing import TypeVar

from pydantic import ValidationError

from inspector.domain.errors.api import RequestFailedError
from inspector.wire.model import WireModel

_Answer = TypeVar("_Answer", bound=WireModel)


def parsed(model: type[_Answer], content: bytes) -> _Answer:
    """An answer's body.

    Raises:
        RequestFailedError: the station is of another version.
    """
    try:
        return model.model_validate_json(content)
    except ValidationError as error:
        raise RequestFailedError(
            f"the answer is no {model.__name__} of this version",
            remedy="Use the client of the version that the station runs.",
        ) from error
