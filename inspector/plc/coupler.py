"""The sensors and actuators on a remote I/O coupler, as bits that have a name."""

from __future__ import annotations

from enum import IntFlag


class CouplerInput(IntFlag):
    """The sensors; each is wired to a discrete input."""

    PHOTO_EYE = 1 << 0
    CHUTE = 1 << 1
    EXIT_EYE = 1 << 2
    REJECT_EYE = 1 << 3
    LINE_RUNNING = 1 << 4
    BIN_FULL = 1 << 5
    AIR_LOW = 1 << 6


class CouplerOutput(IntFlag):
    """The actuators; each is wired to a coil. All off is safe."""

    PASS_GATE = 1 << 0
    INFEED = 1 << 1
    ALARM = 1 << 2
