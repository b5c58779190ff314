"""Four eyes: what one person asks for and another one has to approve."""

from __future__ import annotations

import logging
import secrets
import threading
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from inspector.clock import monotonic_ns
from inspector.domain.errors.people import (
    ApprovalPendingError,
    ApprovalUnknownError,
    NotSignedInError,
    OwnApprovalError,
    PeopleError,
)
from inspector.domain.people import FourEyes, Right
from inspector.services.people.audit import Actor, AuditEntry, AuditTrail, Value

_log = logging.getLogger(__name__)
T = TypeVar("T")
_NS_PER_S = 1_000_000_000
_AT_MOST = 32
"""Requests that wait at a time; more are refused until some are decided."""


@dataclass(frozen=True, slots=True)
class Request:
    """What a second person is shown.

    Attributes:
        target: What it is about, such as the name of a package or of a person.
        payload: All that would be done, as JSON; no secret.
        reason: Why, in the words of the person who asks.
    """

    target: str
    payload: Value = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Pending:
    """A request that waits.

    Attributes:
        approval_id: Its name.
        action: What is asked for.
        right: What both people need.
        request: What the second one is shown.
        asker: Who asked.
        asked_at: When, in UTC.
        expires_at: When it is forgotten, in UTC, for people; ``expires_ns`` decides.
        expires_ns: The same on the monotonic clock.
        carry_out: Does it in the name of both.
    """

    approval_id: str
    action: FourEyes
    right: Right
    request: Request
    asker: Actor
    asked_at: datetime
    expires_at: datetime
    expires_ns: int
    carry_out: Callable[[Actor], object]


class Approvals:
    """Requests of one person that wait for another one. Safe to use from any thread.

    A route uses it like this; what is returned is what the route answers::

        return people.approvals.require(
            actor, FourEyes.RECIPE_SIGN_OFF, Right.SET_CAMERAS, Request(recipe_id, changes, why),
            lambda by: recipes.sign_off(by, recipe_id),
        )

    Where the station asks for no second person it is carried out at once. Otherwise the route
    answers 202 with ``PPL-015`` and ends; ``by`` is later the person who asked, with the one who
    approved as ``by.approved_by``, so that both names stand in every entry of the audit trail.
    What waits lies in memory: it does not outlive the engine, and the line never waits for it.

    Args:
        audit: Where each request and each decision is written down.
        actions: What needs a second person at this station.
        expires_s: For so long a request waits.
        holders: How many people have a right.
        may: Whether the person of a name still has a right.
        clock: Monotonic nanoseconds.
    """

    def __init__(
        self,
        audit: AuditTrail,
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
        self._lock = threading.Lock()
        self._pending: dict[str, Pending] = {}

    def require(
        self,
        actor: Actor,
        action: FourEyes,
        right: Right,
        request: Request,
        carry_out: Callable[[Actor], T],
    ) -> T:
        """Do it now where one person is enough, else leave it to a second one.

        Raises:
            ApprovalPendingError: it waits; the message names the request.
            NotSignedInError: it needs two people, and nobody has signed in.
        """
        if action not in self._actions or self._cannot_be_asked_for(action, right):
            return carry_out(actor)
        if actor.role is None:
            raise NotSignedInError(f"{action} needs two people who have signed in")
        pending = self._pend(actor, action, right, request, carry_out)
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
        found.carry_out(Actor(asker.name, asker.role, asker.client, approved_by=actor.name))
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

    def _pend(
        self,
        actor: Actor,
        action: FourEyes,
        right: Right,
        request: Request,
        carry_out: Callable[[Actor], object],
    ) -> Pending:
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
            carry_out=carry_out,
        )
        with self._lock:
            self._forget_expired()
            if len(self._pending) >= _AT_MOST:
                raise PeopleError("too many requests wait for a second person")
            self._pending[pending.approval_id] = pending
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
            del self._pending[approval_id]
            return found

    def _found(self, approval_id: str) -> Pending:
        if approval_id not in self._pending:
            raise ApprovalUnknownError(f"no request {approval_id!r} waits")
        return self._pending[approval_id]

    def _forget_expired(self) -> None:
        now = self._clock()
        for pending in [each for each in self._pending.values() if each.expires_ns <= now]:
            del self._pending[pending.approval_id]
            self._audit.note(pending.asker, "approval.expire", _target(pending), outcome="expired")


def _target(pending: Pending) -> str:
    return f"{pending.action} {pending.request.target} ({pending.approval_id})"
