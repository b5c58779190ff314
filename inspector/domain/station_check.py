"""What a station's check of itself looks at, and what it finds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from inspector.domain.phrase import Phrase
from inspector.domain.place import Place


class CheckGroup(StrEnum):
    """What is looked at in one step."""

    CAMERAS = "cameras"
    MODEL = "model"
    PLC = "plc"
    DISK = "disk"
    DATABASE = "database"
    CLOCK = "clock"
    COMPUTER = "computer"
    PEOPLE = "people"


class CheckName(StrEnum):
    """One question; its group stands before the point."""

    CAMERA_CONNECTED = "cameras.connected"
    CAMERA_LOSSES = "cameras.losses"
    CAMERA_SETTINGS = "cameras.settings"
    CAMERA_EXPOSURE = "cameras.exposure"
    CAMERA_FOCUS = "cameras.focus"
    CAMERA_HOST = "cameras.host"
    MODEL_PACKAGE = "model.package"
    MODEL_DEADLINE = "model.deadline"
    MODEL_LATENCY = "model.latency"
    PLC_GATE = "plc.gate"
    PLC_LINK = "plc.link"
    PLC_HEARTBEAT = "plc.heartbeat"
    PLC_MAP = "plc.map"
    PLC_WATCHDOG = "plc.watchdog"
    PLC_COUNTS = "plc.counts"
    DISK_FREE = "disk.free"
    DISK_DAYS = "disk.days"
    DISK_WRITE = "disk.write"
    DATABASE_INTEGRITY = "database.integrity"
    DATABASE_WRITER = "database.writer"
    DATABASE_RECORDING = "database.recording"
    DATABASE_SHARED = "database.shared"
    CLOCK_ZONE = "clock.zone"
    CLOCK_STEPS = "clock.steps"
    CLOCK_SYNCHRONISED = "clock.synchronised"
    COMPUTER_LOAD = "computer.load"
    COMPUTER_GOVERNOR = "computer.governor"
    COMPUTER_MEMORY = "computer.memory"
    COMPUTER_VERSION = "computer.version"
    PEOPLE_DEFINED = "people.defined"
    PEOPLE_AUDIT = "people.audit"


class CheckStatus(StrEnum):
    """How a question was answered."""

    PASSED = "passed"
    WARNING = "warning"
    FAILED = "failed"
    NOT_APPLICABLE = "not_applicable"


class CheckRunState(StrEnum):
    """Whether the check runs, and how the last one ended."""

    NEVER = "never"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class CheckFinding:
    """One answer.

    Attributes:
        name: The question.
        status: How it was answered.
        figure: What was measured, with its unit.
        remedy: What to do; empty when all is well.
        subject: What it is about, where there are several, such as a camera.
        code: Of the error behind it; empty for none.
        fixed_on: Where it is mended.
    """

    name: CheckName
    status: CheckStatus
    figure: str = ""
    remedy: str | Phrase = ""
    subject: str = ""
    code: str = ""
    fixed_on: Place = Place.STATION_CHECK
