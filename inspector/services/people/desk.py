"""Where people sign in and out, and where it is decided who may do what."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from inspector.clock import monotonic_ns
from inspector.domain.audit import AnchorStore
from inspector.domain.errors.people import (
    NotSignedInError,
    RightMissingError,
    SignInRefusedError,
)
from inspector.domain.people import RIGHTS, SIGNED_IN_ALWAYS, Right, SecretKind, least_role
from inspector.domain.phrases.station import StationPhrase
from inspector.services.people.approval_file import ApprovalFile
from inspector.services.people.approvals import Approvals
from inspector.services.people.audit import Actor, AuditEntry, AuditTrail
from inspector.services.people.audit_desk import AuditDesk
from inspector.services.people.credentials import Secret, decoy, matches, sealed
from inspector.services.people.limit import SignInLimit
from inspector.services.people.register import PeopleRegister, Person, name_key
from inspector.services.people.rules import PeopleRules
from inspector.services.people.sessions import Session, Sessions
from inspector.services.people.sign_ins import SignInLog, SignIns
from inspector.services.people.trace import account


@dataclass(frozen=True, slots=True)
class Account:
    """A person as an administrator sees it.

    Attributes:
        person: Who.
        last_sign_in: When, in UTC; ``None`` for never.
        failures: So many attempts in vain since then.
        locked: The name is locked for now.
    """

    person: Person
    last_sign_in: datetime | None
    failures: int
    locked: bool


class PeopleDesk:
    """The people of one station. Safe to use from any thread.

    As long as nobody is defined, whoever holds the station's token may do everything but what
    :data:`SIGNED_IN_ALWAYS` names.

    Args:
        register: Who is defined.
        audit: Where it is written down who did what.
        rules: What the station asks of its people.
        anchors: Where the database keeps how far the audit trail had come.
        clock: Monotonic nanoseconds.
    """

    def __init__(
        self,
        register: PeopleRegister,
        audit: AuditTrail,
        rules: PeopleRules | None = None,
        anchors: AnchorStore | None = None,
        clock: Callable[[], int] = monotonic_ns,
    ) -> None:
        rules = rules or PeopleRules()
        self.audit = audit
        self.audit_desk = AuditDesk(audit, anchors)
        self.register = register
        self.approvals = Approvals(
            audit,
            ApprovalFile(register.path.with_name("approvals.json")),
            rules.four_eyes,
            rules.approval_expires_s,
            holders=register.holders,
            may=self._may,
            clock=clock,
        )
        self._sessions = Sessions(rules.idle_s, clock)
        self._limit = SignInLimit(clock)
        self._sign_ins = SignInLog(register.path.with_name("sign-ins.json"))
        self._trying = threading.Lock()

    def people(self) -> Sequence[Person]:
        """Everybody who can sign in, in the order of the file."""
        return tuple(self.register.people().values())

    def accounts(self) -> Sequence[Account]:
        """Everybody, also who cannot sign in any more."""
        with self._trying:
            return [
                self._account(person, self._sign_ins.of(key))
                for key, person in self.register.everybody().items()
            ]

    def sign_in(self, name: str, typed: str, client: str = "") -> tuple[str, Session]:
        """Begin a session; its token and the session.

        One attempt at a time, and each takes as long for a name that nobody has.

        Raises:
            SignInRefusedError: name and secret do not belong together; not said which is wrong.
            SignInLockedError: too many attempts.
        """
        with self._trying:
            decoy, person = self._decoy, self.register.find(name)
            key = None if person is None else person.name
            self._limit.require_open(key)
            right = matches(decoy if person is None else person.secret, typed)
            if person is None or not right:
                self._note_failure(name, person, locked=self._limit.failed(key), client=client)
                raise SignInRefusedError("name and PIN or password do not belong together")
            self._limit.succeeded(person.name)
            self._sign_ins.succeeded(name_key(person.name))
        self.audit.note(Actor(person.name, person.role, client), "session.sign_in")
        return self._sessions.open(person)

    def change_own_secret(self, token: str, old: str, kind: SecretKind, new: str) -> Session:
        """Give oneself another PIN or password; other sessions of this person end.

        Raises:
            NotSignedInError: nobody is signed in.
            SignInRefusedError: the old one is wrong.
            SignInLockedError: too many attempts.
            SecretUnsuitableError: the new one cannot be one.
        """
        session = self.session(token)
        person = session.person
        with self.audit.recorded(actor_of(session), "people.set_own_secret", person.name) as entry:
            entry.old, entry.new = person.secret.kind, kind
            self._require_secret(person, old)
            self.register.set_secret(person.name, sealed(kind, new, person.role, person.name))
            return self._sessions.rebind(session, self.register.require(person.name))

    def confirm(self, token: str, typed: str) -> None:
        """Whoever is signed in proves it once more, as for a signature.

        Raises:
            NotSignedInError: nobody is signed in.
            SignInRefusedError: the PIN or password is another one.
            SignInLockedError: too many attempts.
        """
        self._require_secret(self.session(token).person, typed)

    def session(self, token: str) -> Session:
        """The session of a token.

        Raises:
            NotSignedInError: there is none, it has expired, or the person was changed since.
        """
        session = self._sessions.find(token) if token else None
        if session is None:
            raise NotSignedInError("nobody is signed in, or the session has expired")
        if self.register.find(session.person.name) != session.person:
            self._sessions.close(session)
            raise NotSignedInError(f"{session.person.name} has to sign in again")
        return session

    def renew(self, token: str) -> Session:
        """The person is still here; raises as :meth:`session`."""
        account()
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

    def require(
        self, token: str, right: Right, client: str = "", *, looks_on: bool = False
    ) -> Actor:
        """Who asks, when that person has a right; to use it is a sign that the person is here.

        Maintenance is none: an app renews it by itself. Looking on is none, either: an app that
        asks again and again would keep the screen of somebody who left from locking itself.

        Raises:
            NotSignedInError: somebody has to sign in first.
            RightMissingError: the person's role does not have it.
            PeopleFileInvalidError: nobody knows who has which role.
        """
        if not self.register.everybody() and right not in SIGNED_IN_ALWAYS:
            return Actor(client=client)
        session = self.session(token)
        if right not in RIGHTS[session.person.role]:
            refused = actor_of(session, client)
            self.audit.note(refused, f"right.{right}", outcome=RightMissingError.code)
            raise RightMissingError(
                StationPhrase.ROLE_MISSING(
                    least_role=str(least_role(right)), role=str(session.person.role)
                )
            )
        if right is not Right.MAINTAIN and not looks_on:
            self._sessions.renew(session)
        return actor_of(session, client)

    def allows(self, actor: Actor, right: Right) -> bool:
        """Whether somebody who was let in may do something else, too."""
        return right not in SIGNED_IN_ALWAYS if actor.role is None else right in RIGHTS[actor.role]

    def _require_secret(self, person: Person, typed: str) -> None:
        with self._trying:
            self._limit.require_open(person.name)
            if not matches(person.secret, typed):
                self._limit.failed(person.name)
                raise SignInRefusedError(f"the PIN or password of {person.name} is another one")
            self._limit.succeeded(person.name)

    @cached_property
    def _decoy(self) -> Secret:
        return decoy()

    def _note_failure(self, name: str, person: Person | None, *, locked: bool, client: str) -> None:
        if person is not None:
            self._sign_ins.failed(name_key(person.name))
        entry = AuditEntry(new={"locked": locked})
        asker = Actor(client=client)
        self.audit.note(asker, "session.sign_in", name, entry, SignInRefusedError.code)

    def _account(self, person: Person, known: SignIns) -> Account:
        return Account(person, known.last, known.failures, self._limit.is_locked(person.name))

    def _may(self, name: str, right: Right) -> bool:
        person = self.register.find(name)
        return person is not None and right in RIGHTS[person.role]


def actor_of(session: Session, client: str = "") -> Actor:
    """The person of a session."""
    return Actor(session.person.name, session.person.role, client)
