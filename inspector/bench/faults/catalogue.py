"""Every fault that can be injected, by name, and for which row of the failure matrix it stands."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Final

from inspector.bench.faults import (
    coupler_faults,
    engine_faults,
    gate_faults,
    line_faults,
    plc_faults,
)
from inspector.bench.faults.rig import Inject
from inspector.bench.faults.script import Order
from inspector.bench.faults.settings import RunSettings
from inspector.plc.line.methods import TrackingMethod
from inspector.sim.line_plc import PlcRole

THINGS: Final = ("gate", "engine", "fieldbus", "belt", "bin", "air", "ejector")
"""All that a fault can break for itself."""
_ALL_WAYS: Final[frozenset[TrackingMethod]] = frozenset({"encoder", "photo_eye", "delay"})
_ENCODER: Final[frozenset[TrackingMethod]] = frozenset({"encoder"})
_TWO_EYES: Final[frozenset[TrackingMethod]] = frozenset({"photo_eye"})
_ALL_ROLES: Final[frozenset[PlcRole]] = frozenset({"server", "client", "coupler"})
_SERVER: Final[frozenset[PlcRole]] = frozenset({"server"})
_WITH_PLC: Final[frozenset[PlcRole]] = frozenset({"server", "client"})
_COUPLER: Final[frozenset[PlcRole]] = frozenset({"coupler"})


@dataclass(frozen=True, slots=True)
class Fault:
    """One kind of fault.

    Attributes:
        row: What it is, in the words of the failure matrix.
        inject: Breaks something, and mends it unless others must.
        breaks: What no other fault may break at the same time.
        tracking: The ways of tracking that can notice it.
        roles: The roles of the gate in which it can happen.
        long_belt: Whether it needs a belt with many parts between camera and ejector.
        linux_only: Whether only Linux can do it.
        alone: Whether parts escape by the fault itself, so that it is never mixed with others.
    """

    row: str
    inject: Inject
    breaks: tuple[str, ...] = ()
    tracking: frozenset[TrackingMethod] = _ALL_WAYS
    roles: frozenset[PlcRole] = _ALL_ROLES
    long_belt: bool = False
    linux_only: bool = False
    alone: bool = False

    def applies(self, settings: RunSettings) -> bool:
        """Whether it can be injected in such a run."""
        return (
            (not self.linux_only or sys.platform == "linux")
            and settings.tracking in self.tracking
            and settings.role in self.roles
            and self.long_belt <= settings.long_belt
        )


def _plc(row: str, inject: Inject, roles: frozenset[PlcRole] = _WITH_PLC) -> Fault:
    return Fault(row, inject, ("fieldbus",), roles=roles)


def _acks(row: str, wrongly: plc_faults.Wrongly) -> Fault:
    return _plc(row, plc_faults.acknowledged(wrongly))


def _answers(row: str, order: Order) -> Fault:
    return Fault(row, engine_faults.answered(order), ("engine",))


def _watchdog(row: str, inject: Inject) -> Fault:
    """The gate finds out within a second; it must not fall in that very second."""
    return Fault(row, inject, ("gate", "fieldbus"), roles=_COUPLER)


_STATION: Final = {
    "gate_killed": Fault("gate killed and restarted", gate_faults.killed, ("gate",)),
    "gate_frozen": Fault("gate hung", gate_faults.frozen, ("gate",)),
    "disk_full": Fault("journal's disk full", gate_faults.disk_full, ("gate",), linux_only=True),
    "clock_stepped": Fault("wall clock set", gate_faults.clock_stepped),
    "engine_killed": Fault("engine killed and restarted", engine_faults.killed, ("engine",)),
    "engine_frozen": Fault("engine hung", engine_faults.frozen, ("engine",)),
    "maintenance": Fault("maintenance", engine_faults.maintenance, ("engine",)),
    "result_late": _answers("result late", Order.LATE),
    "result_lost": _answers("result lost", Order.DROP),
    "result_twice": _answers("same result twice", Order.REPEAT),
    "result_worse": _answers("second verdict worse", Order.WORSEN),
    "result_better": _answers("second verdict better", Order.BETTER),
    "wrong_part": _answers("verdicts on parts that are not there", Order.LIE),
    "queue_overrun": Fault(
        "queue overrun", engine_faults.queue_overrun, ("engine",), long_belt=True
    ),
}
_FIELDBUS: Final = {
    "link_cut": Fault("link cut and restored", plc_faults.link_cut, ("fieldbus",)),
    "link_silent": Fault("link swallows everything", plc_faults.link_silent, ("fieldbus",)),
    "plc_hung": _plc("PLC hung, connection up", plc_faults.hung),
    "plc_hiccup": _plc("PLC frozen for a moment", plc_faults.hiccup),
    "plc_restarted": _plc("PLC restarted", plc_faults.restarted),
    "ack_withheld": _acks("result acknowledge late or lost", plc_faults.ack_withheld),
    "ack_again": _acks("older acknowledge again", plc_faults.ack_again),
    "ack_ahead": _acks("acknowledge ahead of the ring", plc_faults.ack_ahead),
    "write_again": _plc("same write again", plc_faults.write_again, _SERVER),
    "late_write": _plc("older write again", plc_faults.late_write),
    "trigger_missed": _plc("trigger numbers skipped", plc_faults.trigger_missed),
    "second_writer": Fault(
        "two writers", plc_faults.second_writer, ("gate", "fieldbus"), roles=_SERVER
    ),
    "recipe_changed": _plc("recipe changed by the PLC", plc_faults.recipe_changed),
    "recipe_unknown": _plc("recipe that is unknown", plc_faults.recipe_unknown),
    "coupler_power": _plc("coupler without power", coupler_faults.power_cycled, _COUPLER),
    "watchdog_lost": _watchdog("coupler's watchdog off", coupler_faults.watchdog_lost),
    "watchdog_refused": _watchdog("coupler's watchdog refused", coupler_faults.watchdog_refused),
}
_LINE: Final = {
    "belt_stopped": Fault("belt stopped", line_faults.stopped, ("belt",)),
    "belt_slowed": Fault("belt at another speed", line_faults.slowed, ("belt",), _ENCODER),
    "belt_reversed": Fault("belt runs backwards", line_faults.reversed_, ("belt",), _ENCODER),
    "encoder_failed": Fault(
        "encoder fails", line_faults.encoder_failed, ("belt", "fieldbus"), _ENCODER
    ),
    "bin_full": Fault("bin full", line_faults.bin_full, ("bin",)),
    "air_low": Fault("air low", line_faults.air_low, ("air",)),
    "ejector_closed": Fault("ejector stuck, rejecting", line_faults.ejector_closed, ("ejector",)),
    "photo_eye_blind": Fault("photo-eye misses a part", line_faults.blind("photo_eye")),
    "photo_eye_ghost": Fault("photo-eye sees too much", line_faults.ghost("photo_eye")),
    "reject_eye_blind": Fault(
        "second eye misses a part", line_faults.blind("reject_eye"), tracking=_TWO_EYES
    ),
    "reject_eye_ghost": Fault(
        "second eye sees too much", line_faults.ghost("reject_eye"), tracking=_TWO_EYES
    ),
    "chute_blind": Fault("reject not confirmed", line_faults.blind("bin_chute")),
    "ejector_open": Fault(
        "ejector stuck, letting pass", line_faults.ejector_open, ("ejector",), alone=True
    ),
}
CATALOGUE: Final = {**_STATION, **_FIELDBUS, **_LINE}


def names_for(settings: RunSettings) -> tuple[str, ...]:
    """The faults to inject: those that were asked for, or all that may be mixed."""
    if settings.faults:
        return settings.faults
    return tuple(
        name for name, fault in CATALOGUE.items() if fault.applies(settings) and not fault.alone
    )
