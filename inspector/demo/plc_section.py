"""The part of the station file that wires the station to the virtual line."""

from __future__ import annotations

from typing import Final

from inspector.plc.line.layout import LineLayout
from inspector.plc.line.methods import TrackingMethod
from inspector.sim.coupler import COILS, ENCODER, INPUTS, PHOTO_EYE_COUNTER, WATCHDOG_MS
from inspector.sim.line_plc import PlcRole
from inspector.sim.plc_server import PLC_BASE, VISION_BASE

_CYCLE_MS: Final = 5
_WATCHDOG_SHARE: Final = 0.4
"""Of the time from part to part: less than lies between two of them at the ejector."""
_WATCHDOG_MIN_MS: Final = 3 * _CYCLE_MS
_WATCHDOG_MAX_MS: Final = 500


def plc_section(role: PlcRole, port: int, decision_deadline_ms: int) -> str:
    """The keys of ``[plc]`` that every role has, and those of roles server and client."""
    text = f"[plc]\nport = {port}\ndecision_deadline_ms = {decision_deadline_ms}\n"
    if role == "server":
        return text
    text += f'role = "{role}"\ncycle_ms = {_CYCLE_MS}\n'
    if role == "client":
        text += f"vision_base = {VISION_BASE}\nplc_base = {PLC_BASE}\n"
    return text


def coupler_sections(layout: LineLayout, method: TrackingMethod, pitch_ms: float) -> str:
    """What is wired to the virtual coupler, and how it guards itself.

    Args:
        layout: Where things are on the belt.
        method: How parts are followed.
        pitch_ms: From part to part.
    """
    watchdog_ms = round(min(max(pitch_ms * _WATCHDOG_SHARE, _WATCHDOG_MIN_MS), _WATCHDOG_MAX_MS))
    inputs = "\n".join(f"{str(each.name).lower()} = {at}" for each, at in INPUTS.items())
    outputs = "\n".join(f"{str(each.name).lower()} = {at}" for each, at in COILS.items())
    return f"""\
watchdog_ms = {watchdog_ms}

[[plc.watchdog]]
address = {WATCHDOG_MS}
value = {watchdog_ms}

[plc.inputs]
{inputs}
encoder = {ENCODER}
photo_eye_counter = {PHOTO_EYE_COUNTER}

[plc.outputs]
{outputs}

[plc.tracking]
method = "{method}"
decision = {layout.decision}
ejector = {layout.ejector}
exit = {layout.exit}
window = {layout.window}
"""
