"""The cameras that the demo can put over the virtual line, from our own to a real producer's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from inspector.cameras.gentl.viky import viky_producer
from inspector.sim.camera_server import CameraSettings

CameraKind = Literal["sim", "aravis-fake", "gentl-viky"]
_VIKY_RATE_HZ = 60
_VIKY_WINDOW_MS = 60


def gige_address(port: int) -> str:
    """A loopback address that goes with a port which nobody else has on this computer.

    All GigE Vision cameras listen on one and the same UDP port, so each has an address of its own.
    """
    return f"127.{port >> 8}.{port & 0xFF}.1"


def camera_sections(
    kinds: Sequence[CameraKind],
    settings: Sequence[CameraSettings],
    frame_timeout_ms: int,
    decision_deadline_ms: int,
) -> str:
    """The part of the station file that names the cameras.

    Args:
        kinds: Which cameras look at each part.
        settings: Of the virtual camera of each.
        frame_timeout_ms: Longest wait for a frame.
        decision_deadline_ms: From trigger to verdict.

    Raises:
        DriverMissingError: a camera needs something that is not installed.
    """
    free_run_ms = min(_VIKY_WINDOW_MS, max(decision_deadline_ms // 2, 1))
    texts = [
        _viky(kinds[:number].count(kind), free_run_ms)
        if kind == "gentl-viky"
        else _MAKERS[kind](each, frame_timeout_ms)
        for number, (kind, each) in enumerate(zip(kinds, settings, strict=True))
    ]
    names = ["camera"] if len(kinds) == 1 else [f"cameras.view-{n + 1}" for n in range(len(kinds))]
    return "\n".join(f"[{name}]\n{text}" for name, text in zip(names, texts, strict=True))


def _sim(settings: CameraSettings, frame_timeout_ms: int) -> str:
    return f'driver = "sim"\nport = {settings.port}\nframe_timeout_ms = {frame_timeout_ms}\n'


def _gige(settings: CameraSettings, frame_timeout_ms: int) -> str:
    return (
        f'driver = "aravis"\naddress = "{settings.address}"\ntriggering = "line"\n'
        f"frame_timeout_ms = {frame_timeout_ms}\n"
        'features = { trigger_mode = "On", trigger_source = "Line1" }\n'
    )


_MAKERS = {"sim": _sim, "aravis-fake": _gige}


def _viky(serial: int, window_ms: int) -> str:
    """It shows a ball game and knows no trigger; each part gets its sharpest frame of a moment."""
    return (
        f'driver = "gentl"\nproducers = [\'{viky_producer()}\']\nserial = "{serial}"\n'
        f'triggering = "free_run"\nframe_timeout_ms = {window_ms}\n'
        f'features = {{ pixel_format = "Mono8", acquisition_frame_rate_hz = {_VIKY_RATE_HZ} }}\n'
    )
