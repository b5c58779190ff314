"""GigE Vision and USB3 Vision cameras on Linux through the Aravis library."""

from inspector.cameras.aravis.camera import AravisCamera
from inspector.cameras.aravis.discovery import list_devices

__all__ = ["AravisCamera", "list_devices"]
