"""What a station asks of its people, from its station file."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from inspector.domain.people import FourEyes, Role

IDLE_S = 600.0
APPROVAL_EXPIRES_S = 1800.0


@dataclass(frozen=True, slots=True)
class PeopleRules:
    """How people work at one station.

    Attributes:
        idle_s: The session of a role ends after so long without a sign of its person.
        four_eyes: What needs a second person.
        approval_expires_s: For so long a request waits for the second person.
    """

    idle_s: Mapping[Role, float] = field(default_factory=lambda: dict.fromkeys(Role, IDLE_S))
    four_eyes: Collection[FourEyes] = ()
    approval_expires_s: float = APPROVAL_EXPIRES_S
