"""Judging results of one station again."""

from __future__ import annotations

from collections.abc import Callable

import httpx

from inspector.client.answers import parsed
from inspector.wire.replay import ReplayReport, ReplayRequest

_TIMEOUT_S = 120.0
"""Another model must be loaded first, and gives way to the line."""


class ReplayClient:
    """Judges again what was judged. Methods raise as those of the station client."""

    def __init__(self, exchange: Callable[..., httpx.Response]) -> None:
        """Ask through ``exchange``."""
        self._exchange = exchange

    def replay(self, result_id: str, model: str | None = None) -> ReplayReport:
        """Judge a result again by its own model, or by another package of the station.

        Raises:
            ResultNotFoundError: there is no such result.
            ImageMissingError: it has no picture to judge.
            PackageUnknownError: the station has no such package.
            RecipeRevisionMissingError: the recipe of then is nowhere.
        """
        body = ReplayRequest(model=model).model_dump(mode="json")
        path = f"/v1/results/{result_id}/replay"
        reply = self._exchange("POST", path, json=body, timeout=_TIMEOUT_S)
        return parsed(ReplayReport, reply.content)
