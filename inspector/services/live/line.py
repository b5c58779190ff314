"""The running engine's line as the service that the API offers."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Protocol

from inspector.clock import monotonic_ns, utc_datetime
from inspector.config.plc import PlcConfig
from inspector.domain.alarm import Alarm, ClearedBy, Reaction
from inspector.domain.errors.plc import PlcError
from inspector.domain.history import StoredAlarm
from inspector.domain.people import Right
from inspector.engine.station.gate_view import GateRegisters, GateView
from inspector.engine.station.maintenance import RENEWAL_NS
from inspector.plc.registers import PLC_BLOCK, VISION_BLOCK
from inspector.services.alarms.clearing import CODES, alarms_of, right_to_clear
from inspector.services.live.heartbeat_age import HeartbeatAge
from inspector.services.live.maintenance import MaintainedEngine, MaintenanceDesk
from inspector.services.live.outputs import inputs_of, outputs_of
from inspector.services.live.register_values import register_values
from inspector.services.people.audit import Actor, AuditTrail
from inspector.wire.alarms import AlarmChange, AlarmPage, AlarmWord
from inspector.wire.plc import (
    LinkFault,
    MaintenanceRequest,
    MaintenanceState,
    PlcLink,
    PlcState,
)
from inspector.wire.reasons import phrases_of
from inspector.wire.station import Alarm as StandingAlarm

_NS_PER_S = 1_000_000_000
_NS_PER_MS = 1_000_000
_REQUEST = next(each.offset for each in VISION_BLOCK if each.name == "request")
_HEARTBEAT = next(each.offset for each in PLC_BLOCK if each.name == "plc_heartbeat")


class AlarmHistory(Protocol):
    """Where past alarms are read; may be called from several threads."""

    def alarms(self, before: int | None, limit: int) -> Sequence[StoredAlarm]:
        """At most ``limit`` changes with an id below ``before``, newest first."""


class LineEngine(MaintainedEngine, Protocol):
    """What this needs of the engine; may be called from several threads."""

    @property
    def gate(self) -> GateView:
        """What the gate told last."""

    @property
    def gate_connected(self) -> bool:
        """Whether the gate listens."""

    def clear_alarms(self, alarms: Alarm) -> None:
        """A person has seen to these alarms."""


class LiveLine:
    """The line beside the station: its alarms, registers and outputs; asked from any thread.

    Args:
        engine: The running engine.
        history: Where past alarms are read.
        standing: The alarms that stand now, as the station's snapshot shows them.
        plc: The Modbus side of the station file.
        reactions: What the gate's alarms do; one that is not named warns.
        audit: Where it is written down who switched what.
    """

    def __init__(
        self,
        engine: LineEngine,
        history: AlarmHistory,
        standing: Callable[[], Sequence[StandingAlarm]],
        plc: PlcConfig,
        reactions: Mapping[Alarm, Reaction],
        audit: AuditTrail,
    ) -> None:
        self._engine = engine
        self._history = history
        self._standing = standing
        self._plc = plc
        self._reactions = reactions
        self._inputs, self._outputs = inputs_of(plc), outputs_of(plc)
        self._maintenance = MaintenanceDesk(engine, self._outputs, audit, RENEWAL_NS / _NS_PER_S)
        self._heartbeat = HeartbeatAge()

    def plc(self) -> PlcState:
        """Both register blocks, the signals and the link as the gate told of them last."""
        told = self._engine.gate.registers
        maintenance = self._maintenance.state()
        return PlcState(
            link=self._link(told),
            vision=register_values(VISION_BLOCK, told.vision if told else ()),
            plc=register_values(PLC_BLOCK, told.plc if told else ()),
            inputs=self._inputs.signals(told.inputs if told else 0),
            outputs=self._outputs.signals(self._driven(told), maintenance.forced),
            maintenance=maintenance,
        )

    def maintenance(self) -> MaintenanceState:
        """Whether somebody works on the station."""
        return self._maintenance.state()

    def maintain(self, actor: Actor, request: MaintenanceRequest) -> MaintenanceState:
        """Begin, renew or end the maintenance in the name of a person.

        Raises:
            CommandNotAllowedError: the station inspects parts.
            MaintenanceHeldError: somebody works on it already.
            MaintenanceOverError: the period to renew is over.
            RequestInvalidError: there is no such output.
        """
        return self._maintenance.ask(actor, request)

    def leave(self, actor: Actor) -> None:
        """End the maintenance if it is this person's."""
        self._maintenance.leave(actor)

    def alarms(self, before: int | None, limit: int) -> AlarmPage:
        """What stands now, and up to ``limit`` changes before the event ``before``."""
        found = self._history.alarms(before, limit + 1)
        shown = found[:limit]
        return AlarmPage(
            active=list(self._standing()),
            changes=[_change(each) for each in shown],
            next_before=shown[-1].event_id if len(found) > limit else None,
        )

    def clear(self, alarms: Alarm) -> None:
        """A person has seen to these alarms; the gate clears what stands of them."""
        self._engine.clear_alarms(alarms)

    def stops_infeed(self, alarms: Alarm) -> bool:
        """Whether one of these alarms stops the infeed."""
        stops = Right.CLEAR_STOPS
        return any(right_to_clear(self._reaction(alarm)) is stops for alarm in alarms)

    def alarms_of(self, codes: Collection[str]) -> Alarm:
        """The alarms of these codes.

        Raises:
            CommandNotAllowedError: one of them ends with its cause and cannot be cleared.
            RequestInvalidError: one of them is no alarm of the gate.
        """
        return alarms_of(codes)

    def _reaction(self, alarm: Alarm) -> Reaction:
        return self._reactions.get(alarm, Reaction.WARN)

    def _driven(self, told: GateRegisters | None) -> int:
        if told is None:
            return 0
        if self._plc.role == "coupler":
            return told.outputs
        return told.vision[_REQUEST]

    def _link(self, told: GateRegisters | None) -> PlcLink:
        now = monotonic_ns()
        status = self._engine.gate.status
        changed_ns = None
        if told is not None:
            changed_ns = self._heartbeat.look(told.plc[_HEARTBEAT], told.received_ns)
        return PlcLink(
            role=self._plc.role,
            transport=self._plc.transport,
            address=address_of(self._plc),
            gate_connected=self._engine.gate_connected,
            alive=status is not None and bool(status.plc_connected),
            heartbeat_age_ms=_age_ms(changed_ns, now),
            told_age_ms=_age_ms(None if told is None else told.received_ns, now),
            fault=_fault(self._engine.gate.link_fault),
        )


def address_of(plc: PlcConfig) -> str:
    """Where the other side is reached, or where it reaches the station."""
    if plc.serial is not None:
        return f"{plc.serial.device} {plc.serial.baud_rate}"
    return f"{plc.host}:{plc.port}"


def _fault(error: PlcError | None) -> LinkFault | None:
    if error is None:
        return None
    return LinkFault(
        code=error.code, message=error.detail, remedy=error.remedy, **phrases_of(error)
    )


def _age_ms(moment_ns: int | None, now_ns: int) -> float | None:
    return None if moment_ns is None else max(now_ns - moment_ns, 0) / _NS_PER_MS


def _change(stored: StoredAlarm) -> AlarmChange:
    event = stored.event
    return AlarmChange(
        event_id=stored.event_id,
        at=utc_datetime(event.utc_ns),
        raised=_words(event.raised),
        cleared=_words(event.cleared),
        standing=_words(event.latched),
        cleared_by=ClearedBy(event.cleared_by).name.lower(),
        trigger_index=event.trigger_index or None,
    )


def _words(alarms: Alarm) -> list[AlarmWord]:
    return [AlarmWord(name=alarm.name or "", code=CODES[alarm]) for alarm in alarms]
