"""Judging results again."""

from __future__ import annotations

from typing import Protocol

from inspector.wire.replay import ReplayReport


class Replays(Protocol):
    """Judges again what was judged; raises as :class:`Station`."""

    def replay(self, result_id: str, model: str | None = None, /) -> ReplayReport:
        """Judge a result again by its own model, or by another package of the station."""
