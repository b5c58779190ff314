"""The ways to follow a part, by name."""

from __future__ import annotations

from typing import Literal

from inspector.plc.line.encoder_tracking import EncoderTracking
from inspector.plc.line.fixed_delay import FixedDelay
from inspector.plc.line.layout import LineLayout
from inspector.plc.line.photo_eye_queue import PhotoEyeQueue
from inspector.plc.line.tracking import Tracking

TrackingMethod = Literal["encoder", "photo_eye", "delay"]


def make_tracking(method: TrackingMethod, layout: LineLayout) -> Tracking:
    """The tracking of this name."""
    if method == "encoder":
        return EncoderTracking(layout)
    if method == "photo_eye":
        return PhotoEyeQueue(layout)
    return FixedDelay(layout)
