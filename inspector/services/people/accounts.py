"""Who may work at the station: each change is written down, and approved where the station asks."""

from __future__ import annotations

from collections.abc import Callable

from inspector.domain.people import FourEyes, Right, Role, SecretKind
from inspector.services.people.approvals import Request
from inspector.services.people.audit import Actor
from inspector.services.people.credentials import Secret, require_suits, sealed
from inspector.services.people.desk import PeopleDesk

_RIGHT = Right.MANAGE_PEOPLE
_CarryOut = Callable[[Actor], None]


class PeopleAccounts:
    """Changes the register in the name of an administrator.

    All methods raise ``ApprovalPendingError`` where the change waits for a second person, and
    ``AuditNotWritableError`` where it cannot be written down.
    """

    def __init__(self, desk: PeopleDesk) -> None:
        self._desk = desk
        self._register = desk.register

    def add(
        self, actor: Actor, name: str, role: Role, kind: SecretKind, secret: str, reason: str = ""
    ) -> None:
        """Define a person.

        Raises:
            PeopleError: the name, the secret or the role cannot be; see the register.
        """
        self._register.require_new(name, role)
        kept = sealed(kind, secret, role, name)

        def carry_out(by: Actor) -> None:
            with self._desk.audit.recorded(by, "people.add", name, reason=reason) as entry:
                entry.new = {"role": role, "secret_kind": kind}
                self._register.add(name, role, kept)

        asked = {"add": name, "role": role, "secret_kind": kind}
        self._require(actor, Request(name, asked, reason), carry_out)

    def set_role(
        self,
        actor: Actor,
        name: str,
        role: Role,
        secret: tuple[SecretKind, str] | None = None,
        reason: str = "",
    ) -> None:
        """Give a person another role, who is signed out by it.

        Args:
            actor: Who does.
            name: Whom.
            role: The new one.
            secret: A new PIN or password with it; a role that wants longer PINs wants a new one.
            reason: Why.

        Raises:
            PersonUnknownError: there is none of this name.
            LastAdminError: the station would be without an administrator.
            SecretUnsuitableError: the PIN may be too short for the role.
        """
        person = self._register.require(name)
        kept = None if secret is None else sealed(*secret, role, person.name)
        require_suits(kept or person.secret, person.role if kept is None else role, role)

        def carry_out(by: Actor) -> None:
            with self._desk.audit.recorded(by, "people.set_role", name, reason=reason) as entry:
                entry.old, entry.new = self._register.require(name).role, role
                self._register.set_role(name, role, kept)

        asked = {"role": {"old": person.role, "new": role}}
        self._require(actor, Request(name, asked, reason), carry_out)

    def set_active(self, actor: Actor, name: str, active: bool, reason: str = "") -> None:
        """Let a person in again, or no longer.

        Raises:
            PersonUnknownError: there is none of this name.
            LastAdminError: the station would be without an administrator.
        """
        person = self._register.require(name)

        def carry_out(by: Actor) -> None:
            with self._desk.audit.recorded(by, "people.set_active", name, reason=reason) as entry:
                entry.old, entry.new = self._register.require(name).active, active
                self._register.set_active(name, active)

        asked = {"active": {"old": person.active, "new": active}}
        self._require(actor, Request(name, asked, reason), carry_out)

    def set_secret(
        self, actor: Actor, name: str, kind: SecretKind, secret: str, reason: str = ""
    ) -> None:
        """Give a person another PIN or password, who is signed out by it.

        Raises:
            PersonUnknownError: there is none of this name.
            SecretUnsuitableError: it cannot be one.
        """
        person = self._register.require(name)
        kept: Secret = sealed(kind, secret, person.role, person.name)

        def carry_out(by: Actor) -> None:
            with self._desk.audit.recorded(by, "people.set_secret", name, reason=reason) as entry:
                entry.old, entry.new = self._register.require(name).secret.kind, kind
                self._register.set_secret(name, kept)

        asked = {"new_secret_for": person.name, "secret_kind": kind}
        self._require(actor, Request(name, asked, reason), carry_out)

    def _require(self, actor: Actor, request: Request, carry_out: _CarryOut) -> None:
        self._desk.approvals.require(actor, FourEyes.PEOPLE_CHANGE, _RIGHT, request, carry_out)
