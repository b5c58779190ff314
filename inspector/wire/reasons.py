"""What an error says, for clients that speak another language than the station."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from inspector.domain.errors.base import InspectorError
from inspector.domain.phrase import Phrase
from inspector.wire.model import WireModel


class Reasoned(WireModel):
    """Tells of an error in phrases; docs/reference/reasons.md lists their templates.

    ``reasons`` say what happened, as the English words beside them do; empty where the station has
    plain words alone. ``advice`` is the remedy where it is not that of the code.
    """

    reasons: list[Phrase] = Field(default_factory=list)
    advice: Phrase | None = None


def phrases_of(error: InspectorError | None) -> dict[str, Any]:
    """The fields of :class:`Reasoned`."""
    if error is None:
        return {}
    return {"reasons": list(error.reasons), "advice": error.advice}
