"""Lists devices in processes of their own, so that a vendor's library that crashes ends no more."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from inspector.cameras.found import FoundCamera
from inspector.cameras.isolated.child import list_once
from inspector.cameras.isolated.process import ChildProcess
from inspector.cameras.isolated.registry import Options, divided
from inspector.domain.errors.camera import CameraError

_LIST_S = 30.0


@dataclass(frozen=True, slots=True)
class Discovery:
    """What a search found, and what stood in its way.

    Attributes:
        cameras: The devices.
        errors: Such as a GenTL producer that crashed; the devices of the others are all there.
    """

    cameras: tuple[FoundCamera, ...]
    errors: tuple[CameraError, ...]


def discover(driver: str, options: Options | None = None) -> Discovery:
    """Search with one driver.

    Args:
        driver: Name of the driver.
        options: Arguments of its ``list_devices``, in values that JSON knows.
    """
    cameras: list[FoundCamera] = []
    errors: list[CameraError] = []
    try:
        parts = divided(driver, options or {})
    except CameraError as error:
        return Discovery((), (error,))
    for part in parts:
        try:
            cameras += list_apart(driver, part)
        except CameraError as error:
            errors.append(error)
    return Discovery(tuple(cameras), tuple(errors))


def list_apart(driver: str, options: Mapping[str, object]) -> tuple[FoundCamera, ...]:
    """The driver's ``list_devices`` in one process.

    Raises:
        CameraError: what the driver raised.
        CameraLostError: the process ended, or did not answer.
    """
    arguments = (driver, json.dumps(dict(options)))
    process = ChildProcess(f"list-{driver}", list_once, arguments, pipes=1)
    try:
        value = process.receive(process.links[0], _LIST_S)
    finally:
        process.close()
    return tuple(FoundCamera(**each) for each in value)
