"""Runs any camera driver in a process of its own, and finds drivers by name."""

from inspector.cameras.isolated.camera import IsolatedCamera
from inspector.cameras.isolated.discovery import Discovery, discover
from inspector.cameras.isolated.registry import Options, driver_class

__all__ = ["Discovery", "IsolatedCamera", "discover", "driver_class", "isolated"]


def isolated(driver: str, options: Options) -> IsolatedCamera:
    """A closed camera whose driver will run in a process of its own.

    Args:
        driver: Name of the driver, as the station file writes it.
        options: What the driver's constructor takes, in values that JSON knows.
    """
    return IsolatedCamera(driver, options)
