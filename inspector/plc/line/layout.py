"""Where things are on the belt."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LineLayout:
    """Distances from the photo-eye at the camera.

    In encoder counts, or in milliseconds of running belt where no encoder is used. Two parts must
    be further apart than twice the ``window``, and further than the ``tolerance``.

    Attributes:
        decision: Where a part must have been cleared, or it is rejected. When the parts are queued
            for a second eye, that eye is there.
        ejector: Where the ejector is.
        exit: Where the exit eye is; behind it every part has been seen to pass or to fall.
        window: Half of the length over which a part is at the ejector.
        tolerance: How far from its place a part may be at the second eye, 0 for the ``window``.
        has_chute: Whether a sensor sees what falls into the reject bin.
        has_exit_eye: Whether a sensor sees what passes.
    """

    decision: int
    ejector: int
    exit: int
    window: int
    tolerance: int = 0
    has_chute: bool = True
    has_exit_eye: bool = True
