"""Whether a part that comes now can pass, and if not, why; the first reason that applies counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspector.domain.evaluation import Reason
from inspector.gate.ledger import admissible
from inspector.plc.registers import Control

if TYPE_CHECKING:
    from inspector.gate.core import GateCore


def obstacle(core: GateCore) -> Reason:
    """Why a part that comes now cannot pass; ``CLASSIFIED`` for no reason."""
    engine = core.engine
    _, fault = admissible(0, engine.fault_reason)
    wanted = recipe_wanted(core)
    unknown = wanted == engine.recipe_refused
    purging = core.bank.plc["control"] & Control.PURGE_ACTIVE
    hindrances = (
        (core.history.failing, Reason.JOURNAL_FAILED),
        (not core.engine_attached, Reason.ENGINE_LOST),
        (core.maintenance.active, Reason.MAINTENANCE),
        (fault, fault),
        (core.alarms.held, Reason.STATION_HELD),
        (purging, Reason.PURGING),
        (wanted, Reason.RECIPE_UNKNOWN if unknown else Reason.RECIPE_CHANGING),
        (not engine.ready, Reason.STATION_NOT_READY),
    )
    return next((reason for hinders, reason in hindrances if hinders), Reason.CLASSIFIED)


def recipe_wanted(core: GateCore) -> int:
    """The recipe that the PLC asks for and that is not in force, 0 for none."""
    wanted = core.bank.plc["recipe_request"] if core.synchronised else 0
    return 0 if wanted == core.engine.recipe_number else wanted
