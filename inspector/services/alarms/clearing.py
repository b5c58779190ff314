"""Which alarms of the gate a person can clear, and who may."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from inspector.domain.alarm import Alarm, Reaction
from inspector.domain.errors.api import RequestInvalidError
from inspector.domain.errors.state import CommandNotAllowedError
from inspector.domain.people import Right, Role, least_role
from inspector.domain.phrases.station import StationPhrase
from inspector.services.alarms.gate import STANDING, gate_alarm

CODES: Mapping[Alarm, str] = {alarm: gate_alarm(alarm).code for alarm in Alarm}
_ALARMS = {code: alarm for alarm, code in CODES.items()}


def right_to_clear(reaction: Reaction) -> Right:
    """What somebody needs to clear an alarm of this reaction."""
    return Right.CLEAR_STOPS if reaction is Reaction.STOP else Right.CLEAR_ALARMS


def clearing_roles(reactions: Mapping[Alarm, Reaction]) -> Mapping[str, Role]:
    """The least role that may clear, by the code of the alarm; none for what ends by itself."""
    return {
        CODES[alarm]: least_role(right_to_clear(reactions.get(alarm, Reaction.WARN)))
        for alarm in Alarm
        if not alarm & STANDING
    }


def alarms_of(codes: Collection[str]) -> Alarm:
    """The alarms of these codes.

    Raises:
        CommandNotAllowedError: one of them ends with its cause and cannot be cleared.
        RequestInvalidError: one of them is no alarm of the gate.
    """
    found = Alarm(0)
    for code in codes:
        alarm = _ALARMS.get(code)
        if alarm is None:
            raise RequestInvalidError(f"{code} is no alarm of the gate")
        if alarm & STANDING:
            raise CommandNotAllowedError(
                StationPhrase.ALARM_LASTS(code=code),
                remedy=gate_alarm(alarm).remedy,
            )
        found |= alarm
    return found
