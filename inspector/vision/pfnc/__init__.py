"""Pixels from cameras, decoded by the GenICam Pixel Format Naming Convention (PFNC)."""

from inspector.vision.pfnc.decode import decode, payload_bytes, shown_bits, significant_bits
from inspector.vision.pfnc.demosaic import DEMOSAICS
from inspector.vision.pfnc.formats import FORMATS, PixelFormat

__all__ = [
    "DEMOSAICS",
    "FORMATS",
    "PixelFormat",
    "decode",
    "payload_bytes",
    "shown_bits",
    "significant_bits",
]
