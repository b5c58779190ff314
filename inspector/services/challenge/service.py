"""What the API offers of challenges."""

from __future__ import annotations

from inspector.clock import utc_ns, utc_ns_of
from inspector.domain.challenge import ChallengePart
from inspector.domain.errors.challenge import ChallengePartUnsuitableError
from inspector.domain.people import Right, least_role
from inspector.services.challenge.desk import ChallengeDesk
from inspector.services.challenge.rows import part_row, run_row, state
from inspector.services.people.audit import Actor, AuditTrail
from inspector.wire.challenge import (
    ChallengePartList,
    ChallengePartRequest,
    ChallengePartRow,
    ChallengeRunPage,
    ChallengeRunRow,
    ChallengeState,
)


class ChallengeService:
    """All methods may be called from several threads.

    Args:
        desk: Where challenges are begun and watched.
        audit: Where it is written down who did what.
    """

    def __init__(self, desk: ChallengeDesk, audit: AuditTrail) -> None:
        self._desk = desk
        self._audit = audit

    @property
    def needs_supervisor(self) -> bool:
        """Whether only somebody who may clear stops may begin: a part was missed."""
        return self._desk.needs_supervisor()

    def state(self) -> ChallengeState:
        """How it stands."""
        right = Right.CLEAR_STOPS if self.needs_supervisor else Right.RUN
        return state(self._desk.standing(), len(self._desk.store.parts()), least_role(right))

    def parts(self) -> ChallengePartList:
        """All parts in the order of a run."""
        now = utc_ns()
        return ChallengePartList(parts=[part_row(each, now) for each in self._desk.store.parts()])

    def put_part(
        self, actor: Actor, request: ChallengePartRequest, part_id: int = 0
    ) -> ChallengePartRow:
        """Keep a new part (id 0), or another description of a known one.

        Raises:
            ChallengePartUnknownError: there is none of this id.
            ChallengePartUnsuitableError: it has no name, or was valid only until the past.
        """
        with self._audit.recorded(actor, "challenge.put_part", request.name) as entry:
            entry.new = request.model_dump(mode="json") | {"part_id": part_id}
            part = self._desk.store.put_part(_part(request, part_id))
        return part_row(part, utc_ns())

    def retire_part(self, actor: Actor, part_id: int) -> ChallengePartRow:
        """Use a part no more.

        Raises:
            ChallengePartUnknownError: there is none of this id.
        """
        with self._audit.recorded(actor, "challenge.retire_part", str(part_id)) as entry:
            part = self._desk.store.retire_part(part_id)
            entry.old = part.name
        return part_row(part, utc_ns())

    def begin(self, actor: Actor) -> ChallengeRunRow:
        """The next parts are the challenge parts.

        Raises:
            ChallengeNotPossibleError: not now; the message says why.
        """
        return run_row(self._desk.begin(actor))

    def abort(self, actor: Actor) -> ChallengeRunRow:
        """End the run that runs; it proves nothing.

        Raises:
            ChallengeNotPossibleError: none runs.
        """
        return run_row(self._desk.abort(actor))

    def runs(self, before: int | None, limit: int) -> ChallengeRunPage:
        """Runs, newest first, with an id below ``before``."""
        found = self._desk.store.runs(before, limit + 1)
        shown = found[:limit]
        return ChallengeRunPage(
            runs=[run_row(each) for each in shown],
            next_before=shown[-1].run_id if len(found) > limit else None,
        )


def _part(request: ChallengePartRequest, part_id: int) -> ChallengePart:
    name = request.name.strip()
    until = None if request.valid_until is None else utc_ns_of(request.valid_until)
    if not name or not name.isprintable():
        raise ChallengePartUnsuitableError("a challenge part needs a name")
    if until is not None and until <= utc_ns():
        raise ChallengePartUnsuitableError(f"{name} would not be valid any more")
    return ChallengePart(
        part_id=part_id,
        name=name,
        defective=request.defective,
        class_name=request.class_name.strip(),
        note=request.note.strip(),
        valid_until_utc_ns=until,
        position=request.position,
    )
