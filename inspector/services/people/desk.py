"""Where people sign in and out, and where it is decided who may do what."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from functools import cached_property

from inspector.clock import monotonic_ns
from inspector.domain.errors.people import (
    NotSignedInError,
    RightMissingError,
    SignInRefusedError,
)
from inspector.domain.people import RIGHTS, SIGNED_IN_ALWAYS, Right, least_role
from inspector.services.people.audit import Actor, AuditEntry, AuditTrail
from inspector.services.people.limit import SignInLimit
from inspector.services.people.pins import hash_pin, matches
from inspector.services.people.register import PeopleRegister, Person
from inspector.services.people.sessions import IDLE_S, Session, Sessions


class PeopleDesk:
    """The people of one station. Safe to use from any thread.

    As long as nobody is defined, whoever holds the station's token may do everything but what
    :data:`SIGNED_IN_ALWAYS` names.

    Args:
        register: Who is defined.
        audit: Where it is written down who did what.
        idle_s: A session ends after so long without a sign of its person.
        clock: Monotonic nanoseconds.
    """

    def __init__(
        self,
        register: PeopleRegister,
        audit: AuditTrail,
        idle_s: float = IDLE_S,
        clock: Callable[[], int] = monotonic_ns,
    ) -> None:
        self.audit = audit
        self._register = register
        self._sessions = Sessions(idle_s, clock)
        self._limit = SignInLimit(clock)
        self._trying = threading.Lock()

    def people(self) -> Sequence[Person]:
        """Everybody who can sign in, in the order of the file."""
        return tuple(self._register.people().values())

    def sign_in(self, name: str, pin: str) -> tuple[str, Session]:
        """Begin a session; its token and the session.

        One attempt at a time, and each takes as long for a name that nobody has.

        Raises:
            SignInRefusedError: name and PIN do not belong together; not said which is wrong.
            SignInLockedError: too many attempts.
        """
        with self._trying:
            decoy, person = self._decoy, self._register.find(name)
            key = None if person is None else person.name
            self._limit.require_open(key)
            right = matches(decoy if person is None else person.pin_hash, pin)
            if person is None or not right:
                self._note_failure(name, locked=self._limit.failed(key))
                raise SignInRefusedError("name and PIN do not belong together")
            self._limit.succeeded(person.name)
        self.audit.note(Actor(person.name, person.role), "session.sign_in")
        return self._sessions.open(person)

    def session(self, token: str) -> Session:
        """The session of a token.

        Raises:
            NotSignedInError: there is none, it has expired, or the person was changed since.
        """
        session = self._sessions.find(token) if token else None
        if session is None:
            raise NotSignedInError("nobody is signed in, or the session has expired")
        if self._register.find(session.person.name) != session.person:
            self._sessions.close(session)
            raise NotSignedInError(f"{session.person.name} has to sign in again")
        return session

    def renew(self, token: str) -> Session:
        """The person is still here; raises as :meth:`session`."""
        return self._sessions.renew(self.session(token))

    def sign_out(self, token: str) -> Session:
        """End a session; raises as :meth:`session`."""
        session = self.session(token)
        self._sessions.close(session)
        self.audit.note(actor_of(session), "session.sign_out")
        return session

    def seconds_left(self, session: Session) -> float:
        """How long the session lasts when nobody renews it."""
        return self._sessions.seconds_left(session)

    def require(self, token: str, right: Right) -> Actor:
        """Who asks, when that person has a right; to use it is a sign that the person is here.

        Maintenance is none: an app renews it by itself.

        Raises:
            NotSignedInError: somebody has to sign in first.
            RightMissingError: the person's role does not have it.
            PeopleFileInvalidError: nobody knows who has which role.
        """
        if not self._register.people() and right not in SIGNED_IN_ALWAYS:
            return Actor()
        session = self.session(token)
        if right not in RIGHTS[session.person.role]:
            self.audit.note(actor_of(session), f"right.{right}", outcome=RightMissingError.code)
            raise RightMissingError(
                f"this needs the role {least_role(right)}, not {session.person.role}"
            )
        if right is not Right.MAINTAIN:
            self._sessions.renew(session)
        return actor_of(session)

    def allows(self, actor: Actor, right: Right) -> bool:
        """Whether somebody who was let in may do something else, too."""
        return right not in SIGNED_IN_ALWAYS if actor.role is None else right in RIGHTS[actor.role]

    @cached_property
    def _decoy(self) -> str:
        """A hash that takes as long to check as a person's."""
        return hash_pin("0000")

    def _note_failure(self, name: str, *, locked: bool) -> None:
        entry = AuditEntry(new={"locked": locked})
        self.audit.note(Actor(), "session.sign_in", name, entry, SignInRefusedError.code)


def actor_of(session: Session) -> Actor:
    """The person of a session."""
    return Actor(session.person.name, session.person.role)
