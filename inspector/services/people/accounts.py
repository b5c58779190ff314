"""Who may work at the station: each change is written down, and approved where the station asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Literal

from pydantic import BaseModel, ConfigDict

from inspector.domain.people import FourEyes, Right, Role, SecretKind
from inspector.services.people.approval_file import Request
from inspector.services.people.audit import Actor, AuditEntry, Value
from inspector.services.people.credentials import Secret, require_suits, sealed
from inspector.services.people.desk import PeopleDesk
from inspector.services.people.register import PeopleRegister

_RIGHT = Right.MANAGE_PEOPLE


class _Order(BaseModel):
    """A change as it is carried out; of a secret it holds what the register would keep."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    what: Literal["people.add", "people.set_role", "people.set_active", "people.set_secret"]
    name: str
    reason: str = ""
    role: Role | None = None
    active: bool = True
    secret: Secret | None = None


class PeopleAccounts:
    """Changes the register in the name of an administrator.

    All methods raise ``ApprovalPendingError`` where the change waits for a second person, and
    ``AuditNotWritableError`` where it cannot be written down.
    """

    def __init__(self, desk: PeopleDesk) -> None:
        self._desk = desk
        self._register = desk.register
        desk.approvals.teach(FourEyes.PEOPLE_CHANGE, self._carry_out)

    def add(
        self, actor: Actor, name: str, role: Role, kind: SecretKind, secret: str, reason: str = ""
    ) -> None:
        """Define a person.

        Raises:
            PeopleError: the name, the secret or the role cannot be; see the register.
        """
        self._register.require_new(name, role)
        kept = sealed(kind, secret, role, name)
        order = _Order(what="people.add", name=name, reason=reason, role=role, secret=kept)
        self._require(actor, {"add": name, "role": role, "secret_kind": kind}, order)

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
        order = _Order(what="people.set_role", name=name, reason=reason, role=role, secret=kept)
        self._require(actor, {"role": {"old": person.role, "new": role}}, order)

    def set_active(self, actor: Actor, name: str, active: bool, reason: str = "") -> None:
        """Let a person in again, or no longer.

        Raises:
            PersonUnknownError: there is none of this name.
            LastAdminError: the station would be without an administrator.
        """
        person = self._register.require(name)
        order = _Order(what="people.set_active", name=name, reason=reason, active=active)
        self._require(actor, {"active": {"old": person.active, "new": active}}, order)

    def set_secret(
        self, actor: Actor, name: str, kind: SecretKind, secret: str, reason: str = ""
    ) -> None:
        """Give a person another PIN or password, who is signed out by it.

        Raises:
            PersonUnknownError: there is none of this name.
            SecretUnsuitableError: it cannot be one.
        """
        person = self._register.require(name)
        kept = sealed(kind, secret, person.role, person.name)
        order = _Order(what="people.set_secret", name=name, reason=reason, secret=kept)
        self._require(actor, {"new_secret_for": person.name, "secret_kind": kind}, order)

    def _require(self, actor: Actor, payload: Value, order: _Order) -> None:
        request = Request(order.name, payload, order.reason, order.model_dump(mode="json"))
        self._desk.approvals.require(actor, FourEyes.PEOPLE_CHANGE, _RIGHT, request)

    def _carry_out(self, by: Actor, told: Value) -> None:
        order = _Order.model_validate(told)
        audit = self._desk.audit
        with audit.recorded(by, order.what, order.name, reason=order.reason) as entry:
            _DEEDS[order.what](self._register, order, entry)


def _add(register: PeopleRegister, order: _Order, entry: AuditEntry) -> None:
    if order.role is not None and order.secret is not None:
        entry.new = {"role": order.role, "secret_kind": order.secret.kind}
        register.add(order.name, order.role, order.secret)


def _set_role(register: PeopleRegister, order: _Order, entry: AuditEntry) -> None:
    if order.role is not None:
        entry.old, entry.new = register.require(order.name).role, order.role
        register.set_role(order.name, order.role, order.secret)


def _set_active(register: PeopleRegister, order: _Order, entry: AuditEntry) -> None:
    entry.old, entry.new = register.require(order.name).active, order.active
    register.set_active(order.name, order.active)


def _set_secret(register: PeopleRegister, order: _Order, entry: AuditEntry) -> None:
    if order.secret is not None:
        entry.old, entry.new = register.require(order.name).secret.kind, order.secret.kind
        register.set_secret(order.name, order.secret)


_DEEDS: Mapping[str, Callable[[PeopleRegister, _Order, AuditEntry], None]] = MappingProxyType(
    {
        "people.add": _add,
        "people.set_role": _set_role,
        "people.set_active": _set_active,
        "people.set_secret": _set_secret,
    }
)
