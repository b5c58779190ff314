"""What a camera process and its parent say to each other: JSON over pipes, never pickle."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any

from inspector.domain.errors.base import InspectorError
from inspector.domain.errors.camera import CameraError
from inspector.domain.errors.catalogue import catalogue
from inspector.domain.evaluation import Reason
from inspector.domain.feature import Feature, FeatureKind
from inspector.domain.frame import Frame
from inspector.domain.phrase import as_json, from_json, phrase_of

if TYPE_CHECKING:
    from inspector.domain.frame import Image

Message = dict[str, Any]
"""A command ``{"do": ...}``, an answer ``{"value": ...}`` or ``{"error": ...}``, or one of the
frames' pipe: ``frame``, ``room`` and ``error`` from the camera, ``free`` and ``ring`` to it."""


def send(link: Connection[Any, Any], message: Mapping[str, Any]) -> None:
    """Send one message."""
    link.send_bytes(json.dumps(message).encode())


def receive(link: Connection[Any, Any]) -> Message:
    """The next message.

    Raises:
        EOFError: the other end is gone.
    """
    try:
        message: Message = json.loads(link.recv_bytes())
    except OSError as error:
        raise EOFError from error
    return message


def from_error(error: InspectorError) -> Message:
    """An error as a message."""
    remedy = error.remedy if error.advice is None else as_json(error.advice)
    said = [as_json(phrase_of(each)) for each in error.said]
    return {"error": {"code": error.code, "said": said, "remedy": remedy}}


def to_error(message: Message) -> InspectorError:
    """The error of a message, of the same class as it was raised."""
    found = message["error"]
    said = [from_json(each) for each in found["said"]]
    remedy = found["remedy"]
    return error_class(found["code"])(
        *(each if each.key else each.text for each in said),
        remedy=remedy if isinstance(remedy, str) else from_json(remedy),
    )


@cache
def error_class(code: str) -> type[InspectorError]:
    """The class of an error code."""
    for entry in catalogue():
        if entry.code == code:
            return entry.error
    return CameraError


def from_features(features: tuple[Feature, ...]) -> list[Message]:
    """Features as a message's value."""
    return [asdict(feature) for feature in features]


def to_features(value: list[Message]) -> tuple[Feature, ...]:
    """The features of a message's value."""
    return tuple(
        Feature(**{**each, "kind": FeatureKind(each["kind"]), "choices": tuple(each["choices"])})
        for each in value
    )


def from_frame(frame: Frame, slot: int, dropped: int) -> Message:
    """A frame but for its picture, which is in a slot of the ring.

    Args:
        frame: The frame.
        slot: Where its picture is.
        dropped: Frame ids before it that never got a slot.
    """
    image = frame.image
    return {
        "frame": {
            "slot": slot,
            "shape": None if image is None else image.shape,
            "dtype": None if image is None else image.dtype.name,
            "pixel_format": frame.pixel_format,
            "frame_id": frame.frame_id,
            "missed_since_last": frame.missed_since_last + dropped,
            "host_ns": frame.host_ns,
            "device_ns": frame.device_ns,
            "fault": frame.fault,
            "source": frame.source,
        }
    }


def to_frame(message: Message, image: Image | None) -> Frame:
    """The frame of a message, with its picture."""
    fault = message["fault"]
    return Frame(
        image=image,
        pixel_format=message["pixel_format"],
        frame_id=message["frame_id"],
        missed_since_last=message["missed_since_last"],
        host_ns=message["host_ns"],
        device_ns=message["device_ns"],
        fault=None if fault is None else Reason(fault),
        source=message["source"],
    )
