"""Four eyes: what one person asks for and another one has to approve."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from inspector.clock import monotonic_ns
from inspector.domain.errors.people import (
    ApprovalPendingError,
    ApprovalUnknownError,
    NotSignedInError,
    OwnApprovalError,
    PeopleError,
)
from inspector.domain.people import FourEyes, Right
from inspector.services.people.approval_file import ApprovalFile, Pending, Request
from inspector.services.people.audit import Actor, AuditEntry, AuditTrail, Value

_NS_PER_S = 1_000_000_000
Deed = Callable[[Actor, Value], Any]
_AT_MOST = 32
"""Requests that wait at a time; more are refused until some are decided."""


class Approvals:
    """Requests of one person that wait for another one. Safe to use from any thread.

    Who does such a thing says once how, and asks each time; what is returned is what the route
    answers::

        people.approvals.teach(FourEyes.RECIPE_SIGN_OFF, sign_off)
        return people.approvals.require(
            actor, FourEyes.RECIPE_SIGN_OFF, Right.SET_RECIPE, Request(name, changes, why, order)
        )

    Where the station asks for no second person it is carried out at once: ``sign_off(actor,
    order)``. Otherwise the route answers 202 with ``PPL-015`` and ends; it is later carried out
    for the person who asked, with the one who approved as ``by.approved_by``, so that both names
    stand in every entry of the audit trail. What waits stands in a file and outlives the station.

    Args:
        audit: Where each request and each decision is written down.
        file: Where what waits is kept.
        actions: What needs a second person at this station.
        expires_s: For so long a request waits.
        holders: How many people have a right.
        may: Whether the person of a name still has a right.
        clock: Monotonic nanoseconds.
    """

    def __init__(
        self,
        audit: AuditTrail,
        file: ApprovalFile,
        actions: Collection[FourEyes],
        expires_s: float,
        *,
        holders: Callable[[Right], int],
        may: Callable[[str, Right], bool],
        clock: Callable[[], int] = monotonic_ns,
    ) -> None:
        self._audit = audit
        self._actions = frozenset(actions)
        self._expires_s = expires_s
        self._holders = holders
        self._may = may
        self._clock = clock
        self._file = file
        self._deeds: dict[FourEyes, Deed] = {}
        self._lock = threading.Lock()
        self._pending = {each.approval_id: self._resumed(each) for each in file.read()}

    def teach(self, action: FourEyes, deed: Deed) -> None:
        """Say how it is carried out: for whom, and by which order of a request."""
        self._deeds[action] = deed

    def require(
        self,
        actor: Actor,
        action: FourEyes,
        right: Right,
        request: Request,
    ) -> Any:
        """Do it now where one person is enough, else leave it to a second one.

        Raises:
            ApprovalPendingError: it waits; the message names the request.
            NotSignedInError: it needs two people, and nobody has signed in.
        """
        if action not in self._actions or self._cannot_be_asked_for(action, right):
            return self._deeds[action](actor, request.order)
        if actor.role is None:
            raise NotSignedInError(f"{action} needs two people who have signed in")
        pending = self._pend(actor, action, right, request)
        raise ApprovalPendingError(
            f"{action} {request.target}: waits for a second person as {pending.approval_id}"
        )

    def pending(self) -> Sequence[Pending]:
        """What waits, oldest first."""
        with self._lock:
            self._forget_expired()
            return tuple(self._pending.values())

    def approve(self, actor: Actor, approval_id: str, reason: str = "") -> Pending:
        """Let it be carried out, now and in the name of both.

        Raises:
            ApprovalUnknownError: nothing of this name waits any more.
            OwnApprovalError: one's own request.
            InspectorError: of what was asked for; the request is over all the same.
        """
        found = self._taken(approval_id, actor, own=False)
        entry = AuditEntry(old=found.request.payload, reason=reason)
        self._audit.note(actor, "approval.approve", _target(found), entry)
        asker = found.asker
        if not self._may(asker.name, found.right):
            raise ApprovalUnknownError(f"{asker.name} may not ask for this any more")
        by = Actor(asker.name, asker.role, asker.client, approved_by=actor.name)
        self._deeds[found.action](by, found.request.order)
        return found

    def refuse(self, actor: Actor, approval_id: str, reason: str = "") -> Pending:
        """Forget it; whoever asked withdraws it by this.

        Raises:
            ApprovalUnknownError: nothing of this name waits any more.
        """
        found = self._taken(approval_id, actor, own=True)
        what = "approval.withdraw" if found.asker == actor else "approval.refuse"
        self._audit.note(actor, what, _target(found), AuditEntry(reason=reason))
        return found

    def right_of(self, approval_id: str) -> Right:
        """What somebody needs to decide it.

        Raises:
            ApprovalUnknownError: nothing of this name waits any more.
        """
        with self._lock:
            return self._found(approval_id).right

    def _cannot_be_asked_for(self, action: FourEyes, right: Right) -> bool:
        """A station begins with one administrator, who has to let the second one in."""
        return action is FourEyes.PEOPLE_CHANGE and self._holders(right) < 2

    def _resumed(self, kept: Pending) -> Pending:
        """It waits on until the time that was said, and never longer for a clock that was set."""
        left_s = (kept.expires_at - datetime.now(UTC)).total_seconds()
        left_ns = round(min(left_s, self._expires_s) * _NS_PER_S)
        return replace(kept, expires_ns=self._clock() + left_ns)

    def _pend(self, actor: Actor, action: FourEyes, right: Right, request: Request) -> Pending:
        now = datetime.now(UTC)
        pending = Pending(
            approval_id=secrets.token_hex(4),
            action=action,
            right=right,
            request=request,
            asker=actor,
            asked_at=now,
            expires_at=now + timedelta(seconds=self._expires_s),
            expires_ns=self._clock() + round(self._expires_s * _NS_PER_S),
        )
        with self._lock:
            self._forget_expired()
            if len(self._pending) >= _AT_MOST:
                raise PeopleError("too many requests wait for a second person")
            self._keep({**self._pending, pending.approval_id: pending})
        entry = AuditEntry(new=request.payload, reason=request.reason)
        self._audit.note(actor, "approval.ask", _target(pending), entry)
        return pending

    def _taken(self, approval_id: str, actor: Actor, *, own: bool) -> Pending:
        """The request, which nobody else can decide from now on."""
        with self._lock:
            self._forget_expired()
            found = self._found(approval_id)
            if found.asker.name == actor.name and not own:
                raise OwnApprovalError(f"{actor.name} asked for this")
            self._keep({key: each for key, each in self._pending.items() if each is not found})
            return found

    def _found(self, approval_id: str) -> Pending:
        if approval_id not in self._pending:
            raise ApprovalUnknownError(f"no request {approval_id!r} waits")
        return self._pending[approval_id]

    def _forget_expired(self) -> None:
        now = self._clock()
        expired = [each for each in self._pending.values() if each.expires_ns <= now]
        if expired:
            self._keep({key: each for key, each in self._pending.items() if each not in expired})
        for pending in expired:
            self._audit.note(pending.asker, "approval.expire", _target(pending), outcome="expired")

    def _keep(self, pending: dict[str, Pending]) -> None:
        """The file first: what it does not hold, does not wait, and is not carried out twice."""
        self._file.write(list(pending.values()))
        self._pending = pending


def _target(pending: Pending) -> str:
    return f"{pending.action} {pending.request.target} ({pending.approval_id})"
