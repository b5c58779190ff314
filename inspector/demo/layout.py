"""A station file for the virtual line, with times that fit its speed."""

from __future__ import annotations

import socket
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from inspector.demo.cameras import CameraKind, camera_sections, gige_address
from inspector.demo.plc_section import coupler_sections, plc_section
from inspector.plc.line.methods import TrackingMethod
from inspector.sim.belt import counts_per_ms
from inspector.sim.camera_server import CameraSettings
from inspector.sim.line import LineSettings
from inspector.sim.line_plc import PlcRole
from inspector.sim.soft_plc import line_layout
from inspector.sim.world import Geometry

DEFAULT_MODEL = "machined-part/1.0.0"
_DEADLINE_SHARE = 0.85
_FRAME_SHARE = 0.5
_FRAME_MIN_MS = 60
_FRAME_MAX_MS = 200
_DEADLINE_MAX_MS = 5000
_SATURATED_CYCLE_MS = 1.0
_PROTOCOLS: Mapping[CameraKind, Literal["inspector", "gige_vision", "none"]] = MappingProxyType(
    {"sim": "inspector", "aravis-fake": "gige_vision", "gentl-viky": "none"}
)

_EARLY_DECISION = Geometry(ejector=6200, exit=6700)
"""For a line without a PLC: a part is decided before the one ahead of it is at the ejector."""


@dataclass(frozen=True, slots=True)
class DemoOptions:
    """What the user chose."""

    parts: int = 300
    rate_per_min: float = 600.0
    seed: int = 1
    images: Path | None = None
    model: str = DEFAULT_MODEL
    keep: str = "all"
    picture_format: str = "png"
    history_url: str = ""
    in_flight_max: int = 0
    repeat: int = 0
    cameras: tuple[CameraKind, ...] = ("sim",)
    role: PlcRole = "server"
    tracking: TrackingMethod = "encoder"
    trusted_keys: tuple[str, ...] = ()
    promote: Path | None = None
    shadow: Path | None = None


def free_port() -> int:
    """A port that nobody uses at this moment."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


def line_settings(options: DemoOptions, plc_port: int) -> LineSettings:
    """The virtual line for these options."""
    first, *others = [_camera(options, kind, n) for n, kind in enumerate(options.cameras)]
    more = tuple(others)
    if not options.in_flight_max:
        return LineSettings(
            plc_port,
            first,
            options.parts,
            options.rate_per_min,
            geometry=_EARLY_DECISION if options.role == "coupler" else Geometry(),
            more_cameras=more,
            tracking=options.tracking,
            role=options.role,
        )
    return LineSettings(
        plc_port,
        first,
        options.parts,
        options.rate_per_min,
        options.in_flight_max,
        scan_ms=_SATURATED_CYCLE_MS,
        poll_ms=_SATURATED_CYCLE_MS,
        geometry=_waiting_belt(options.in_flight_max),
        more_cameras=more,
    )


def _waiting_belt(in_flight_max: int) -> Geometry:
    """For a belt that waits for verdicts: the decision point lies behind all parts in flight."""
    usual = Geometry()
    way = (in_flight_max + 1) * usual.pitch - usual.decision
    return replace(
        usual,
        decision=usual.decision + way,
        ejector=usual.ejector + way,
        exit=usual.exit + way,
    )


def _camera(options: DemoOptions, kind: CameraKind, number: int) -> CameraSettings:
    port = free_port()
    return CameraSettings(
        port=port,
        seed=options.seed,
        images=None if options.images is None else str(options.images.resolve()),
        repeat=options.repeat,
        protocol=_PROTOCOLS[kind],
        address=gige_address(port),
        serial=f"VIRTUAL-{number + 1}",
    )


def station_toml(options: DemoOptions, line: LineSettings, plc_port: int | None = None) -> str:
    """The station file: deadline and frame window follow from the belt's speed.

    Args:
        options: What the user chose.
        line: The virtual line.
        plc_port: The station's end of the fieldbus, if a cable lies between it and the line's.
    """
    pitch_ms = 60_000 / options.rate_per_min
    geometry = Geometry()
    deadline_ms = pitch_ms * geometry.decision / geometry.pitch * _DEADLINE_SHARE
    frame_ms = pitch_ms * _FRAME_SHARE
    if options.in_flight_max:  # the belt waits for verdicts, so its pitch is no measure of time
        deadline_ms, frame_ms = _DEADLINE_MAX_MS, _FRAME_MAX_MS
    frame_timeout_ms = _bounded(frame_ms, _FRAME_MIN_MS, _FRAME_MAX_MS)
    decision_deadline_ms = _bounded(deadline_ms, 5, _DEADLINE_MAX_MS)
    cameras = camera_sections(
        options.cameras,
        (line.camera, *line.more_cameras),
        frame_timeout_ms,
        decision_deadline_ms,
    )
    return f"""\
# Written by `inspector demo`.
schema_version = 1

[station]
id = "demo"
simulated = true

{_plc(options, line, plc_port or line.plc_port, decision_deadline_ms)}
{cameras}
[model]
package = {_quoted(options.model)}
trusted_keys = [{", ".join(map(_quoted, options.trusted_keys))}]

[archive]
keep = "{options.keep}"
reject_format = "{options.picture_format}"
good_format = "{options.picture_format}"
reserve_mb = 200
{_history(options)}"""


def _history(options: DemoOptions) -> str:
    return f"\n[history]\nurl = {_quoted(options.history_url)}\n" if options.history_url else ""


def _plc(options: DemoOptions, line: LineSettings, port: int, decision_deadline_ms: int) -> str:
    section = plc_section(options.role, port, decision_deadline_ms)
    if options.role != "coupler":
        return section
    speed = counts_per_ms(line.geometry, options.rate_per_min)
    layout = line_layout(line.geometry, options.tracking, speed)
    return section + coupler_sections(layout, options.tracking, line.geometry.pitch / speed)


def _bounded(value: float, least: int, most: int) -> int:
    return round(min(max(value, least), most))


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
