"""The challenge parts of a station; :mod:`inspector.client.challenge` provides them."""

from __future__ import annotations

from typing import Protocol

from inspector.wire.challenge import (
    ChallengePartList,
    ChallengePartRequest,
    ChallengePartRow,
    ChallengeRunPage,
    ChallengeRunRow,
    ChallengeState,
)


class Challenges(Protocol):
    """Every method raises a subclass of ``InspectorError``."""

    def state(self) -> ChallengeState:
        """How it stands."""

    def parts(self) -> ChallengePartList:
        """All challenge parts in the order of a run."""

    def put_part(
        self, request: ChallengePartRequest, part_id: int | None = None
    ) -> ChallengePartRow:
        """Describe a new part, or a known one otherwise."""

    def retire_part(self, part_id: int) -> ChallengePartRow:
        """Use a part no more."""

    def runs(self, before: int | None = None, limit: int = 50) -> ChallengeRunPage:
        """Runs, newest first."""

    def begin(self) -> ChallengeRunRow:
        """The next parts are the challenge parts."""

    def abort(self) -> ChallengeRunRow:
        """End the run that runs; it proves nothing."""
