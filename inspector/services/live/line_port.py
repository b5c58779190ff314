"""What the API needs of the line beside the station: its alarms, its registers, its outputs."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from inspector.domain.alarm import Alarm
from inspector.services.people.audit import Actor
from inspector.wire.alarms import AlarmPage
from inspector.wire.plc import MaintenanceRequest, MaintenanceState, PlcState


class LineService(Protocol):
    """The line as clients see it. All methods may be called from several threads."""

    def plc(self) -> PlcState:
        """Both register blocks, the signals and the link as the gate told of them last."""

    def maintenance(self) -> MaintenanceState:
        """Whether somebody works on the station."""

    def maintain(self, actor: Actor, request: MaintenanceRequest) -> MaintenanceState:
        """Begin, renew or end the maintenance in the name of a person.

        Raises:
            CommandNotAllowedError: the station inspects parts.
            MaintenanceHeldError: somebody works on it already.
            MaintenanceOverError: the period to renew is over.
            RequestInvalidError: there is no such output.
        """

    def leave(self, actor: Actor) -> None:
        """End the maintenance if it is this person's."""

    def alarms(self, before: int | None, limit: int) -> AlarmPage:
        """What stands now, and up to ``limit`` changes before the event ``before``."""

    def clear(self, alarms: Alarm) -> None:
        """A person has seen to these alarms; the gate clears what stands of them."""

    def stops_infeed(self, alarms: Alarm) -> bool:
        """Whether one of these alarms stops the infeed at this station."""

    def alarms_of(self, codes: Collection[str]) -> Alarm:
        """The alarms of these codes.

        Raises:
            CommandNotAllowedError: one of them ends with its cause and cannot be cleared.
            RequestInvalidError: one of them is no alarm of the gate.
        """
