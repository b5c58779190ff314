"""People, registers and outputs that do what a test tells them to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import wire_line_samples as samples
from scripted_people import account, accounts

from inspector.domain.errors.base import InspectorError
from inspector.domain.errors.people import SignInRefusedError
from inspector.domain.people import RIGHTS
from inspector.wire.people import (
    AccountChange,
    AccountRow,
    AddPersonRequest,
    OwnSecretRequest,
    PersonRow,
    Role,
    SessionState,
    SignedIn,
    SignedOut,
)
from inspector.wire.plc import MaintenanceState, PlcState

PINS = {"Anna Berg": "246813", "Otto": "1357"}


@dataclass
class ScriptedPeople:
    """Everybody's PIN stands in :data:`PINS`."""

    rows: list[PersonRow] = field(
        default_factory=lambda: [
            PersonRow(name="Anna Berg", role=Role.ENGINEER),
            PersonRow(name="Otto", role=Role.OPERATOR),
            PersonRow(name="王 芳", role=Role.QUALITY),
        ]
    )
    account_rows: list[AccountRow] = field(default_factory=accounts)
    expires_in_s: float = 600
    refusal: InspectorError | None = None
    asked: list[object] = field(default_factory=list)

    def everybody(self) -> Sequence[PersonRow]:
        self.asked.append("everybody")
        return self.rows

    def accounts(self) -> Sequence[AccountRow]:
        self.asked.append("accounts")
        if self.refusal is not None:
            raise self.refusal
        return list(self.account_rows)

    def add(self, request: AddPersonRequest, /) -> Sequence[AccountRow]:
        self.asked.append(request)
        if self.refusal is not None:
            raise self.refusal
        added = account(request.name, request.role, secret_kind=request.kind, last_sign_in=None)
        self.account_rows.append(added)
        return list(self.account_rows)

    def change(self, request: AccountChange, /) -> Sequence[AccountRow]:
        self.asked.append(request)
        if self.refusal is not None:
            raise self.refusal
        wanted = request.model_dump(include={"role", "active"}, exclude_none=True)
        self.account_rows = [
            each.model_copy(update=wanted) if each.name == request.name else each
            for each in self.account_rows
        ]
        return list(self.account_rows)

    def change_own_secret(self, request: OwnSecretRequest, /) -> SessionState:
        self.asked.append(request)
        return self.session("Anna Berg")

    def sign_in(self, name: str, pin: str, /) -> SignedIn:
        self.asked.append(("sign in", name))
        if PINS.get(name) != pin:
            raise SignInRefusedError("name and PIN do not belong together")
        return SignedIn(**self.session(name).model_dump(), token=f"session of {name}")

    def renew(self) -> SessionState:
        self.asked.append("renew")
        if self.refusal is not None:
            raise self.refusal
        return self.session("Anna Berg")

    def sign_out(self) -> SignedOut:
        self.asked.append("sign out")
        return SignedOut(name="Anna Berg")

    def session(self, name: str) -> SessionState:
        role = next(row.role for row in self.rows if row.name == name)
        return SessionState(
            name=name, role=role, rights=sorted(RIGHTS[role]), expires_in_s=self.expires_in_s
        )


@dataclass
class ScriptedLine:
    """One maintenance at a time; ``plc_state`` is what is told."""

    plc_state: PlcState = field(default_factory=samples.plc_state)
    refusal: InspectorError | None = None
    forced: dict[str, bool] = field(default_factory=dict)
    period: int = 0
    asked: list[object] = field(default_factory=list)

    def plc(self) -> PlcState:
        return self.plc_state

    def begin_maintenance(self) -> MaintenanceState:
        return self._answer("begin", self.period + 1, {})

    def renew_maintenance(self, period: int, forced: Mapping[str, bool], /) -> MaintenanceState:
        return self._answer("renew", period, dict(forced))

    def end_maintenance(self) -> MaintenanceState:
        return self._answer("end", 0, {})

    def _answer(self, question: object, period: int, forced: dict[str, bool]) -> MaintenanceState:
        self.asked.append(question)
        if self.refusal is not None:
            raise self.refusal
        self.period, self.forced = period, forced
        state = samples.maintenance(period, forced)
        self.plc_state = samples.with_maintenance(self.plc_state, state)
        return state
