"""Who may work at a station and what people did there, put together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from inspector.domain.people import Role
from inspector.services.people.audit_desk import AuditAnchoring
from inspector.services.people.desk import PeopleDesk
from inspector.services.people.register import PeopleRegister
from inspector.services.people.rules import PeopleRules

if TYPE_CHECKING:
    from inspector.assembly.core import StationCore


@dataclass(frozen=True, slots=True)
class PeopleOfStation:
    """The desk, and what anchors the audit trail by itself; it stops before the store does."""

    desk: PeopleDesk
    anchoring: AuditAnchoring


def make_people(core: StationCore) -> PeopleOfStation:
    """The people of a running station."""
    config = core.config.people
    rules = PeopleRules(
        idle_s={role: config.idle_s.of(role) for role in Role},
        four_eyes=config.four_eyes,
        approval_expires_s=60 * config.approval_expires_min,
    )
    desk = PeopleDesk(
        PeopleRegister(core.data.people), core.audit, rules, core.store.audit_anchors()
    )
    return PeopleOfStation(desk, AuditAnchoring(desk.audit_desk))
