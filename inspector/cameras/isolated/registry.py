"""The drivers by the name that a station file uses; none is imported before it is asked for."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from inspector.domain.errors.camera import DriverMissingError
from inspector.domain.phrases.drivers import DriverPhrase

if TYPE_CHECKING:
    from inspector.cameras.found import FoundCamera
    from inspector.domain.ports import Camera

Options = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Driver:
    """Where a driver's parts are, each as ``module:name``.

    Attributes:
        camera: The driver's class.
        lister: Function that lists the devices; empty where there is nothing to list.
        one_by_one: Function that divides the lister's options, so that what fails in one listing
            leaves the others.
    """

    camera: str
    lister: str = ""
    one_by_one: str = ""


DRIVERS: Mapping[str, Driver] = MappingProxyType(
    {
        "gentl": Driver(
            "inspector.cameras.gentl.camera:GentlCamera",
            "inspector.cameras.gentl.devices:list_devices",
            "inspector.cameras.gentl.files:one_by_one",
        ),
        "aravis": Driver(
            "inspector.cameras.aravis.camera:AravisCamera",
            "inspector.cameras.aravis.discovery:list_devices",
        ),
        "pylon": Driver(
            "inspector.cameras.pylon.camera:PylonCamera",
            "inspector.cameras.pylon.devices:list_devices",
        ),
        "viva": Driver(
            "inspector.cameras.viva.camera:VivaCamera",
            "inspector.cameras.viva.devices:list_devices",
        ),
        "opencv": Driver("inspector.cameras.opencv:OpenCvCamera"),
        "replay": Driver("inspector.cameras.replay:ReplayCamera"),
    }
)


def driver_class(name: str) -> Callable[..., Camera]:
    """The class of a driver.

    Raises:
        DriverMissingError: there is no such driver.
    """
    made: Callable[..., Camera] = _load(_driver(name).camera)
    return made


def driver_lister(name: str) -> Callable[..., Sequence[FoundCamera]]:
    """The function that lists a driver's devices; of a driver without one, one that finds none."""
    path = _driver(name).lister
    lister: Callable[..., Sequence[FoundCamera]] = _load(path) if path else _no_devices
    return lister


def divided(name: str, options: Options) -> Sequence[Options]:
    """The options of a listing, divided into those that can fail apart from each other."""
    path = _driver(name).one_by_one
    if not path:
        return (options,)
    parts: Sequence[Options] = _load(path)(**options)
    return parts


def _driver(name: str) -> Driver:
    if name not in DRIVERS:
        raise DriverMissingError(
            DriverPhrase.DRIVER_UNKNOWN(found=name), remedy=f"Use one of: {', '.join(DRIVERS)}."
        )
    return DRIVERS[name]


def _load(path: str) -> Any:
    module, _, name = path.partition(":")
    return getattr(importlib.import_module(module), name)


def _no_devices(**_: object) -> Sequence[FoundCamera]:
    return ()
