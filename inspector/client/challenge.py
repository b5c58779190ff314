"""Challenge parts of one station as a program sees them."""

from __future__ import annotations

from inspector.client.routes import Routes
from inspector.wire.challenge import (
    ChallengePartList,
    ChallengePartRequest,
    ChallengePartRow,
    ChallengeRunPage,
    ChallengeRunRow,
    ChallengeState,
)

_ROOT = "/v1/challenge"


class ChallengeClient(Routes):
    """Describes and runs challenge parts. Methods raise as those of the station client."""

    def state(self) -> ChallengeState:
        """How it stands."""
        return self._get(ChallengeState, _ROOT)

    def parts(self) -> ChallengePartList:
        """All challenge parts in the order of a run."""
        return self._get(ChallengePartList, f"{_ROOT}/parts")

    def put_part(
        self, request: ChallengePartRequest, part_id: int | None = None
    ) -> ChallengePartRow:
        """Describe a new part, or a known one otherwise."""
        method, path = ("POST", "") if part_id is None else ("PUT", f"/{part_id}")
        return self._send(ChallengePartRow, method, f"{_ROOT}/parts{path}", request)

    def retire_part(self, part_id: int) -> ChallengePartRow:
        """Use a part no more."""
        return self._send(ChallengePartRow, "DELETE", f"{_ROOT}/parts/{part_id}")

    def runs(self, before: int | None = None, limit: int = 50) -> ChallengeRunPage:
        """Runs, newest first; continue with ``before=page.next_before``."""
        return self._get(ChallengeRunPage, f"{_ROOT}/runs", before=before, limit=limit)

    def begin(self) -> ChallengeRunRow:
        """The next parts are the challenge parts."""
        return self._send(ChallengeRunRow, "POST", f"{_ROOT}/runs")

    def abort(self) -> ChallengeRunRow:
        """End the run that runs; it proves nothing."""
        return self._send(ChallengeRunRow, "DELETE", f"{_ROOT}/runs/current")
