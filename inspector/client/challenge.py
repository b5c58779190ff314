"""Challenge parts of one station as a program sees them."""

from __future__ import annotations

from collections.abc import Callable

import httpx

from inspector.client.answers import parsed
from inspector.wire.challenge import (
    ChallengePartList,
    ChallengePartRequest,
    ChallengePartRow,
    ChallengeRunPage,
    ChallengeRunRow,
    ChallengeState,
)

_ROOT = "/v1/challenge"


class ChallengeClient:
    """Describes and runs challenge parts. Methods raise as those of the station client."""

    def __init__(self, exchange: Callable[..., httpx.Response]) -> None:
        """Ask through ``exchange``."""
        self._exchange = exchange

    def state(self) -> ChallengeState:
        """How it stands."""
        return parsed(ChallengeState, self._exchange("GET", _ROOT).content)

    def parts(self) -> ChallengePartList:
        """All challenge parts in the order of a run."""
        return parsed(ChallengePartList, self._exchange("GET", f"{_ROOT}/parts").content)

    def put_part(
        self, request: ChallengePartRequest, part_id: int | None = None
    ) -> ChallengePartRow:
        """Describe a new part, or a known one otherwise."""
        body = request.model_dump(mode="json")
        method, path = ("POST", "") if part_id is None else ("PUT", f"/{part_id}")
        reply = self._exchange(method, f"{_ROOT}/parts{path}", json=body)
        return parsed(ChallengePartRow, reply.content)

    def retire_part(self, part_id: int) -> ChallengePartRow:
        """Use a part no more."""
        reply = self._exchange("DELETE", f"{_ROOT}/parts/{part_id}")
        return parsed(ChallengePartRow, reply.content)

    def runs(self, before: int | None = None, limit: int = 50) -> ChallengeRunPage:
        """Runs, newest first; continue with ``before=page.next_before``."""
        params = {"limit": limit} if before is None else {"limit": limit, "before": before}
        reply = self._exchange("GET", f"{_ROOT}/runs", params=params)
        return parsed(ChallengeRunPage, reply.content)

    def begin(self) -> ChallengeRunRow:
        """The next parts are the challenge parts."""
        return parsed(ChallengeRunRow, self._exchange("POST", f"{_ROOT}/runs").content)

    def abort(self) -> ChallengeRunRow:
        """End the run that runs; it proves nothing."""
        return parsed(ChallengeRunRow, self._exchange("DELETE", f"{_ROOT}/runs/current").content)
