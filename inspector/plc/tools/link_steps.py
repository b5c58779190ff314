"""The steps of the handshake that need no part: both sides are alive and know each other."""

from __future__ import annotations

from inspector.domain.alarm import Alarm
from inspector.plc.registers import (
    ALARM_MEANING,
    HOLDING_REGISTER,
    MAP_VERSION,
    PLC_BASE,
    PLC_WORDS,
    VISION_BLOCK,
    Request,
    Status,
)
from inspector.plc.tools.finding import Finding, missing, seen, wrong
from inspector.plc.tools.watch import Watch
from inspector.plc.values import describe

_REGISTERS = {register.name: register for register in VISION_BLOCK}
_CYCLIC_CHANGES = 3


def station_alive(watch: Watch) -> Finding:
    """The station speaks this map and beats."""
    version, beat = watch.vision["map_version"], watch.vision["heartbeat"]
    spoken = describe(_REGISTERS["map_version"], version.value)
    if version.value != MAP_VERSION:
        known = describe(_REGISTERS["map_version"], MAP_VERSION)
        return wrong(
            f"the station speaks register map {spoken}, this program knows {known}",
            "Use the program that is installed with the station.",
        )
    if beat.changes == 0:
        return missing(
            "the station's heartbeat stands still",
            "The gate hangs: look at logs/gate.log in the data folder.",
        )
    return seen(f"register map {spoken}, heartbeat at most {beat.slowest_ms:.0f} ms old")


def plc_alive(watch: Watch) -> Finding:
    """The PLC writes block P again and again."""
    beat, control = watch.plc["plc_heartbeat"], watch.plc["control"]
    if beat.changes == 0 and control.changes >= _CYCLIC_CHANGES:
        return wrong(
            f"`control` ({PLC_BASE + 1}) changes as a heartbeat would, `plc_heartbeat` does not",
            f"The PLC's addresses are one too high: block P begins at PDU address {PLC_BASE}, "
            f"{HOLDING_REGISTER + PLC_BASE} in the notation that counts from 1.",
        )
    if beat.changes == 0:
        return missing(
            f"plc_heartbeat ({PLC_BASE}) stands at {beat.value}",
            f"Write block P, holding registers {PLC_BASE}-{PLC_BASE + PLC_WORDS - 1}, with "
            "function 23 or 16 in a cycle of at most 100 ms, and count plc_heartbeat up in each. "
            "If the PLC says exception 2, its addresses are outside the block, often by one.",
        )
    if watch.plc_losses:
        return wrong(
            f"plc_heartbeat stood still for {beat.slowest_ms:.0f} ms, and the station took the PLC "
            f"for lost {watch.plc_losses} times",
            "Write block P in every cycle, also while the belt stands; look for a slow task or "
            "for a connection that is opened anew for each request.",
        )
    return seen(f"plc_heartbeat stood still for {beat.slowest_ms:.0f} ms at most")


def plc_session(watch: Watch) -> Finding:
    """The PLC has a session number and keeps it."""
    session = watch.plc["plc_session"]
    if session.value == 0:
        return missing(
            "plc_session is 0",
            "Set plc_session to a random number that is not 0 when the PLC starts.",
        )
    if session.changes > 0:
        return wrong(
            f"plc_session changed {session.changes} times",
            "Set it once when the PLC starts: each change tells the station that the PLC has "
            "forgotten the parts on the belt.",
        )
    return seen(f"plc_session is {session.value}")


def session_acknowledged(watch: Watch) -> Finding:
    """The PLC knows which run of the station it talks to."""
    session, answer = watch.vision["session_id"].value, watch.plc["session_ack"].value
    if answer != session:
        return missing(
            f"session_ack is {answer}, session_id is {session}",
            "When session_id differs from session_ack, take back every clearance on the belt and "
            "then copy session_id to session_ack. Until then no trigger, confirmation or "
            "acknowledge counts.",
        )
    return seen(f"session_ack is session_id, {session}")


def no_alarm(watch: Watch) -> Finding:
    """Nothing is latched that would hold the line or that somebody should look at."""
    latched = Alarm(watch.vision["alarm_bits"].value)
    if not latched:
        return seen("no alarm is latched")
    names = "; ".join(f"{each.name}: {ALARM_MEANING[each]}" for each in latched)
    stops = Request.STOP_INFEED in Request(watch.vision["request"].value)
    asked = ", and STOP_INFEED asks the PLC to stop the infeed" if stops else ""
    return wrong(
        names.replace("`", "") + asked,
        "See to the cause, then clear it: control bit CLEAR_FAULT for a moment, or the operator's "
        "app. What each alarm does stands in [alarms] of the station file.",
    )


def recipe_in_force(watch: Watch) -> Finding:
    """The station has the recipe that the PLC asks for."""
    wanted, active = watch.plc["recipe_request"].value, watch.vision["recipe_active"].value
    if wanted in (0, active):
        return seen(f"recipe_active is {active}, recipe_request {wanted}")
    if watch.vision["recipe_refused"].value == wanted:
        return wrong(
            f"the station has no usable recipe {wanted}; in force is {active}",
            "Ask for another number, or name the recipe's file in [recipe] of the station file.",
        )
    return missing(
        f"recipe_request is {wanted}, recipe_active still {active}",
        "Wait for recipe_active; parts that come before are rejected.",
    )


def station_ready(watch: Watch) -> Finding:
    """The station judges parts."""
    if Status.TRIGGER_READY in watch.status:
        return seen("TRIGGER_READY is set")
    if Status.RESYNC_NEEDED in watch.status:
        return missing("TRIGGER_READY is clear", "It comes with the session, see above.")
    fault = describe(_REGISTERS["fault_code"], watch.vision["fault_code"].value)
    state = describe(_REGISTERS["state"], watch.vision["state"].value)
    return missing(
        f"TRIGGER_READY is clear: state {state}, fault_code {fault}",
        "Give Start in the app or by `inspector station command start`, and clear what its alarms "
        "name. Until then every part is rejected.",
    )
