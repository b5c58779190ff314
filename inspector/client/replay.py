"""Judging results of one station again."""

from __future__ import annotations

from functools import partial

from inspector.client.routes import Exchange, Routes
from inspector.wire.replay import ReplayReport, ReplayRequest

_TIMEOUT_S = 120.0
"""Another model must be loaded first, and gives way to the line."""


class ReplayClient(Routes):
    """Judges again what was judged. Methods raise as those of the station client."""

    def __init__(self, exchange: Exchange) -> None:
        """Ask through ``exchange``, with patience."""
        super().__init__(partial(exchange, timeout=_TIMEOUT_S))

    def replay(self, result_id: str, model: str | None = None) -> ReplayReport:
        """Judge a result again by its own model, or by another package of the station.

        Raises:
            ResultNotFoundError: there is no such result.
            ImageMissingError: it has no picture to judge.
            PackageUnknownError: the station has no such package.
            RecipeRevisionMissingError: the recipe of then is nowhere.
        """
        path = f"/v1/results/{result_id}/replay"
        return self._send(ReplayReport, "POST", path, ReplayRequest(model=model))
