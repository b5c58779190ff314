"""Loads GenTL producers and finds their devices."""

from __future__ import annotations

import contextlib
import ctypes
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from inspector.cameras.found import FoundCamera
from inspector.cameras.gentl import library
from inspector.cameras.gentl.files import producer_files
from inspector.cameras.isolated.activity import doing
from inspector.domain.errors.camera import (
    CameraAmbiguousError,
    CameraNotFoundError,
    ProducerError,
)
from inspector.domain.phrases.drivers import DriverPhrase
from inspector.domain.phrases.line import joined

if TYPE_CHECKING:
    from harvesters import core

_ACCESS_UNKNOWN = 0
_ACCESS_FREE = 1
_ENTRY_POINTS = ("GCInitLib", "TLOpen")
_LOAD_WITH_ALTERED_SEARCH_PATH = 8


class Producer:
    """One loaded producer.

    Args:
        path: Its `.cti` file.

    Raises:
        ProducerError: it does not load or is none.
    """

    def __init__(self, path: Path) -> None:
        library.silence()
        self.path = path
        self.harvester = library.core().Harvester()
        with (
            doing(f"loading the GenTL producer {path}", ProducerError),
            library.native_output_muted(),
        ):
            _require_producer(path)
            self.harvester.add_file(str(path))
            self.harvester.update()

    @property
    def devices(self) -> Sequence[core.DeviceInfo]:
        """What it has found."""
        found: list[core.DeviceInfo] = self.harvester.device_info_list
        return found

    def close(self) -> None:
        """Unload it."""
        with contextlib.suppress(library.gentl().GenericException):
            self.harvester.reset()


def list_devices(producers: Sequence[str] = ()) -> list[FoundCamera]:
    """All devices of the producers; load them in a process that may crash.

    Raises:
        ProducerError: one is missing or does not load.
        DriverMissingError: Harvesters or genicam is not installed.
    """
    found = []
    for path in producer_files(producers):
        producer = Producer(path)
        found += [_found(each, path) for each in producer.devices]
        producer.close()
    return found


def choose(serial: str, producers: Sequence[str]) -> tuple[Producer, core.DeviceInfo]:
    """The one device that fits; its producer is to be closed by the caller.

    Raises:
        CameraNotFoundError: none fits.
        CameraAmbiguousError: several fit.
        ProducerError: a producer is missing or does not load.
    """
    loaded: list[Producer] = []
    try:
        loaded += [Producer(path) for path in producer_files(producers)]
        everything = [(producer, each) for producer in loaded for each in producer.devices]
        fitting = [
            found
            for found in everything
            if not serial or text_of(found[1], "serial_number") == serial
        ]
        _require_one(fitting, everything, serial)
    except (CameraNotFoundError, CameraAmbiguousError, ProducerError):
        for producer in loaded:
            producer.close()
        raise
    for producer in loaded:
        if producer is not fitting[0][0]:
            producer.close()
    return fitting[0]


def text_of(device: core.DeviceInfo, name: str) -> str:
    """A property of a device, empty where the producer does not tell."""
    try:
        return str(getattr(device, name) or "")
    except library.gentl().GenericException:
        return ""


def _require_one(
    fitting: Sequence[tuple[Producer, core.DeviceInfo]],
    everything: Sequence[tuple[Producer, core.DeviceInfo]],
    serial: str,
) -> None:
    if not fitting:
        absent = DriverPhrase.NO_GENTL_SERIAL(serial=serial) if serial else DriverPhrase.NO_GENTL()
        others = DriverPhrase.GENTL_SEEN(seen=_named(everything))
        raise CameraNotFoundError(joined([absent, others]) if everything else absent)
    if len(fitting) > 1:
        count, seen = len(fitting), _named(fitting)
        raise CameraAmbiguousError(
            DriverPhrase.GENTL_SAME_SERIAL(count=count, serial=serial, seen=seen)
            if serial
            else DriverPhrase.GENTL_SEVERAL(count=count, seen=seen)
        )


def _named(devices: Sequence[tuple[Producer, core.DeviceInfo]]) -> str:
    return ", ".join(
        f"{text_of(device, 'model')} {text_of(device, 'serial_number')} ({producer.path.name})"
        for producer, device in devices
    )


def _found(device: core.DeviceInfo, path: Path) -> FoundCamera:
    access = int(text_of(device, "access_status") or _ACCESS_UNKNOWN)
    return FoundCamera(
        driver="gentl",
        serial=text_of(device, "serial_number"),
        vendor=text_of(device, "vendor"),
        model=text_of(device, "model"),
        address=f"{path.name}:{text_of(device, 'id_')}",
        in_use=None if access == _ACCESS_UNKNOWN else access != _ACCESS_FREE,
    )


def _require_producer(path: Path) -> None:
    """Load it once for the error's sake: Harvesters says nothing of a producer that fails.

    A library without the entry points would end the process inside genicam.
    """
    try:
        loaded = ctypes.CDLL(str(path), winmode=_LOAD_WITH_ALTERED_SEARCH_PATH)
    except OSError as error:
        raise ProducerError(DriverPhrase.PRODUCER_NOT_LOADED(fault=str(error))) from error
    absent = [name for name in _ENTRY_POINTS if not hasattr(loaded, name)]
    if absent:
        raise ProducerError(DriverPhrase.NO_PRODUCER(path=str(path), names=absent))
    producer = library.gentl().GenTLProducer.create_producer()
    try:
        producer.open(str(path))
        system = producer.create_system()
        system.open()
        system.close()
        producer.close()
    except library.gentl().GenericException as error:
        raise ProducerError(
            DriverPhrase.PRODUCER_NOT_STARTED(path=str(path), fault=library.first_line(error))
        ) from error
