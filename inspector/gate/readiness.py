"""Whether a part that comes now can pass, and if not, why; the first reason that applies counts."""

from __future__ import annotations

from typing import Protocol

from inspector.domain.evaluation import Reason
from inspector.gate.alarms import Alarms
from inspector.gate.history import History
from inspector.gate.ledger import admissible
from inspector.pipe.records import EngineStatus, Maintenance
from inspector.plc.bank import RegisterBank
from inspector.plc.registers import Control, is_set


class Situation(Protocol):
    """How things stand at the gate."""

    history: History
    alarms: Alarms
    bank: RegisterBank
    engine: EngineStatus
    engine_attached: bool
    epoch: int
    maintenance: Maintenance

    @property
    def synchronised(self) -> bool:
        """Whether PLC and gate count the same parts."""


def obstacle(now: Situation) -> Reason:
    """Why a part that comes now cannot pass; ``CLASSIFIED`` for no reason."""
    engine = now.engine
    _, fault = admissible(0, engine.fault_reason)
    wanted = recipe_wanted(now)
    unknown = wanted == engine.recipe_refused
    purging = is_set(now.bank.plc["control"], Control.PURGE_ACTIVE)
    hindrances = (
        (now.history.failing, Reason.JOURNAL_FAILED),
        (not now.engine_attached, Reason.ENGINE_LOST),
        (now.maintenance.active, Reason.MAINTENANCE),
        (fault, fault),
        (now.alarms.held, Reason.STATION_HELD),
        (purging, Reason.PURGING),
        (wanted, Reason.RECIPE_UNKNOWN if unknown else Reason.RECIPE_CHANGING),
        (not engine.ready or engine.epoch != now.epoch, Reason.STATION_NOT_READY),
    )
    return next((reason for hinders, reason in hindrances if hinders), Reason.CLASSIFIED)


def recipe_wanted(now: Situation) -> int:
    """The recipe that the PLC asks for and that is not in force, 0 for none."""
    wanted = now.bank.plc["recipe_request"] if now.synchronised else 0
    return 0 if wanted == now.engine.recipe_number else wanted
