"""What runs in a camera process. Only built-in values cross from the parent: text and pipes."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import threading
from dataclasses import asdict
from multiprocessing.connection import Connection
from typing import Any

from inspector.cameras.isolated import activity, wire
from inspector.cameras.isolated.pulse import Pulse
from inspector.cameras.isolated.registry import driver_class, driver_lister
from inspector.cameras.isolated.server import CameraServer
from inspector.clock import monotonic_ns
from inspector.domain.errors.base import InspectorError
from inspector.domain.ports import Camera

_BEAT_S = 0.2
_STUCK_NS = 10_000_000_000
_LAST_MOMENT_S = 5.0
_ORPHANED = 3
_STANDARD_OUTPUT, _STANDARD_ERROR = 1, 2


def serve_camera(
    spec: str,
    pulse_name: str,
    control: Connection[Any, Any],
    triggers: Connection[Any, Any],
    frames: Connection[Any, Any],
) -> None:
    """Run one camera until the parent says so or is gone.

    Args:
        spec: JSON object with ``driver``, ``options`` and ``slots``.
        pulse_name: Segment of the sign of life.
        control: Pipe for commands and answers.
        triggers: Pipe for software triggers and answers; from any thread of the parent.
        frames: Pipe for frames and slots.
    """
    pulse = _begin(pulse_name)
    ended = threading.Event()
    wanted = json.loads(spec)
    camera = driver_class(wanted["driver"])(**wanted["options"])
    server = CameraServer(camera, control, frames, wanted["slots"])
    beating = threading.Thread(target=_beat, args=(pulse, server, ended), daemon=True)
    exposing = threading.Thread(target=_expose, args=(triggers, camera, ended), daemon=True)
    beating.start()
    exposing.start()
    try:
        server.run()
    finally:
        ended.set()
        beating.join()
        pulse.close()


def list_once(driver: str, options: str, pulse_name: str, answer: Connection[Any, Any]) -> None:
    """List the devices of a driver and answer with them.

    Args:
        driver: Name of the driver.
        options: JSON object of the lister's arguments.
        pulse_name: Segment for what is done.
        answer: Pipe for the answer.
    """
    pulse = _begin(pulse_name)
    try:
        found = driver_lister(driver)(**json.loads(options))
        wire.send(answer, {"value": [asdict(each) for each in found]})
    except InspectorError as error:
        wire.send(answer, wire.from_error(error))
    finally:
        pulse.close()


def _begin(pulse_name: str) -> Pulse:
    """Leave Ctrl-C to the parent, and its standard output too: a vendor's library may chatter."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(OSError):  # a program without a console has neither
        os.dup2(_STANDARD_ERROR, _STANDARD_OUTPUT)
    pulse = Pulse(pulse_name)
    activity.tell_with(pulse.tell)
    return pulse


def _beat(pulse: Pulse, server: CameraServer, ended: threading.Event) -> None:
    """Show life, unless the thread that owns the camera is stuck."""
    while not ended.wait(_BEAT_S):
        if monotonic_ns() - server.last_turn_ns < _STUCK_NS:
            pulse.beat()


def _expose(triggers: Connection[Any, Any], camera: Camera, ended: threading.Event) -> None:
    """Answer each trigger; when the parent is gone, see that this process ends, stuck or not."""
    while True:
        try:
            wire.receive(triggers)
            wire.send(triggers, _exposed(camera))
        except (EOFError, OSError):
            break
    if not ended.wait(_LAST_MOMENT_S):
        os._exit(_ORPHANED)


def _exposed(camera: Camera) -> wire.Message:
    try:
        camera.trigger()
    except InspectorError as error:
        return wire.from_error(error)
    return {"value": None}
