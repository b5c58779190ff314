"""Both blocks as a table for a terminal, as plain lines, and as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from inspector.plc.registers import PLC_BASE, VISION_BASE
from inspector.plc.tools.monitor import HEARTBEATS, MonitorState, Reading
from inspector.plc.values import bit_names, describe, named_values

_HIGHLIGHT_MS = 1000.0
_NAME_WIDTH = 20
_COLUMN_GAP = 2
_BOLD_REVERSE, _PLAIN = "\x1b[1;7m", "\x1b[0m"


@dataclass(frozen=True, slots=True)
class _Cell:
    text: str = ""
    highlighted: bool = False

    def padded(self, width: int, *, colours: bool) -> str:
        text = self.text[:width]
        fill = " " * (width - len(text))
        if self.highlighted and colours:
            return f"{_BOLD_REVERSE}{text}{_PLAIN}{fill}"
        return text + fill


def as_table(state: MonitorState, width: int, *, colours: bool) -> list[str]:
    """Block V at the left, block P at the right; what changed within a second stands out.

    Args:
        state: What to show.
        width: Columns of the terminal.
        colours: Whether the terminal understands escape sequences.
    """
    column = max((width - _COLUMN_GAP) // 2, _NAME_WIDTH)
    left = [_Cell("block V, vision to PLC"), *_cells(state.vision, VISION_BASE)]
    right = [_Cell("block P, PLC to vision"), *_cells(state.plc, PLC_BASE)]
    lines = [summary(state)[:width], ""]
    for vision, plc in zip_longest(left, right, fillvalue=_Cell()):
        text = vision.padded(column, colours=colours) + " " * _COLUMN_GAP
        lines.append((text + plc.padded(column, colours=colours)).rstrip())
    return lines


def as_lines(state: MonitorState) -> list[str]:
    """What changed, one line each; at first everything."""
    lines = []
    for name, readings, changed in zip("VP", (state.vision, state.plc), state.changed, strict=True):
        lines += [
            f"{name} {each.register.name} = {_shown(each)}"
            for each in readings
            if each.register.name in changed
        ]
    return lines


def as_document(state: MonitorState, elapsed_ms: float) -> dict[str, Any]:
    """What changed as numbers, and what they say under ``decoded``."""
    vision = [each for each in state.vision if each.register.name in state.changed[0]]
    plc = [each for each in state.plc if each.register.name in state.changed[1]]
    return {
        "elapsed_ms": round(elapsed_ms, 1),
        "round_trip_ms": round(state.round_trip_ms, 3),
        "heartbeat_age_ms": dict(zip(("vision", "plc"), state.heartbeat_age_ms, strict=True)),
        "vision": {each.register.name: each.value for each in vision},
        "plc": {each.register.name: each.value for each in plc},
        "decoded": {
            each.register.name: _decoded(each)
            for each in (*vision, *plc)
            if each.register.bits is not None or each.register.numbers is not None
        },
    }


def _decoded(reading: Reading) -> str | list[str] | None:
    if reading.register.bits is not None:
        return bit_names(reading.register, reading.value)
    return named_values(reading.register).get(reading.value)


def summary(state: MonitorState) -> str:
    """Heartbeats and round trip in one line."""
    vision, plc = (_age(age_ms) for age_ms in state.heartbeat_age_ms)
    return (
        f"station's heartbeat {vision}   PLC's heartbeat {plc}   "
        f"round trip {state.round_trip_ms:.1f} ms"
    )


def _age(age_ms: float | None) -> str:
    return "not seen to change" if age_ms is None else f"{age_ms:.0f} ms ago"


def _cells(readings: tuple[Reading, ...], base: int) -> list[_Cell]:
    cells = []
    for each in readings:
        address, name = base + each.register.offset, each.register.name
        recent = each.age_ms is not None and each.age_ms < _HIGHLIGHT_MS
        highlighted = recent and name not in HEARTBEATS
        bits = bit_names(each.register, each.value)
        value = f"0x{each.value:04X}" if bits else _shown(each)
        cells.append(_Cell(f"{address:>3} {name:<{_NAME_WIDTH}} {value}", highlighted))
        cells += [_Cell(f"{'':>4}  {bit}", highlighted) for bit in bits]
    return cells


def _shown(reading: Reading) -> str:
    return describe(reading.register, reading.value)
