"""The words of the check; a test holds every table to its whole enum."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from inspector.ui.i18n.faults import remedy_text
from inspector.ui.i18n.language import translate
from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP
from inspector.ui.theme.tokens import Tone
from inspector.ui.widgets.symbol.symbol_paths import Symbol
from inspector.wire.station_check import CheckGroup, CheckName, CheckRow, CheckStatus

GROUPS: Mapping[CheckGroup, str] = MappingProxyType(
    {
        CheckGroup.CAMERAS: QT_TRANSLATE_NOOP("Check", "Cameras"),
        CheckGroup.MODEL: QT_TRANSLATE_NOOP("Check", "Model"),
        CheckGroup.PLC: QT_TRANSLATE_NOOP("Check", "Gate and PLC"),
        CheckGroup.DISK: QT_TRANSLATE_NOOP("Check", "Disk"),
        CheckGroup.DATABASE: QT_TRANSLATE_NOOP("Check", "Database"),
        CheckGroup.CLOCK: QT_TRANSLATE_NOOP("Check", "Clock"),
        CheckGroup.COMPUTER: QT_TRANSLATE_NOOP("Check", "Computer"),
        CheckGroup.PEOPLE: QT_TRANSLATE_NOOP("Check", "People"),
    }
)
NAMES: Mapping[CheckName, str] = MappingProxyType(
    {
        CheckName.CAMERA_CONNECTED: QT_TRANSLATE_NOOP("Check", "Camera connected"),
        CheckName.CAMERA_LOSSES: QT_TRANSLATE_NOOP(
            "Check", "Frames incomplete · missed · reconnects"
        ),
        CheckName.CAMERA_SETTINGS: QT_TRANSLATE_NOOP("Check", "Camera keeps its settings"),
        CheckName.CAMERA_EXPOSURE: QT_TRANSLATE_NOOP("Check", "Exposure: mean · saturated"),
        CheckName.CAMERA_FOCUS: QT_TRANSLATE_NOOP("Check", "Focus · contrast"),
        CheckName.CAMERA_HOST: QT_TRANSLATE_NOOP("Check", "Computer's side of the cameras"),
        CheckName.MODEL_PACKAGE: QT_TRANSLATE_NOOP("Check", "Model gives its golden answers"),
        CheckName.MODEL_DEADLINE: QT_TRANSLATE_NOOP("Check", "Time needed / deadline"),
        CheckName.MODEL_LATENCY: QT_TRANSLATE_NOOP("Check", "Verdicts on time"),
        CheckName.PLC_GATE: QT_TRANSLATE_NOOP("Check", "Gate answers"),
        CheckName.PLC_LINK: QT_TRANSLATE_NOOP("Check", "PLC connected"),
        CheckName.PLC_HEARTBEAT: QT_TRANSLATE_NOOP("Check", "Age of the PLC's heartbeat"),
        CheckName.PLC_MAP: QT_TRANSLATE_NOOP("Check", "Version of the register map"),
        CheckName.PLC_WATCHDOG: QT_TRANSLATE_NOOP("Check", "Coupler guards its outputs"),
        CheckName.PLC_COUNTS: QT_TRANSLATE_NOOP("Check", "Counts agree"),
        CheckName.DISK_FREE: QT_TRANSLATE_NOOP("Check", "Free / size · reserve"),
        CheckName.DISK_DAYS: QT_TRANSLATE_NOOP("Check", "Days left at today's rate"),
        CheckName.DISK_WRITE: QT_TRANSLATE_NOOP("Check", "Write speed"),
        CheckName.DATABASE_INTEGRITY: QT_TRANSLATE_NOOP("Check", "Database whole"),
        CheckName.DATABASE_WRITER: QT_TRANSLATE_NOOP("Check", "Writer answers"),
        CheckName.DATABASE_RECORDING: QT_TRANSLATE_NOOP("Check", "Results are recorded"),
        CheckName.DATABASE_SHARED: QT_TRANSLATE_NOOP(
            "Check", "Sent to the shared history: waiting · for"
        ),
        CheckName.CLOCK_ZONE: QT_TRANSLATE_NOOP("Check", "Time zone"),
        CheckName.CLOCK_STEPS: QT_TRANSLATE_NOOP("Check", "Set since the engine started by"),
        CheckName.CLOCK_SYNCHRONISED: QT_TRANSLATE_NOOP("Check", "Clock follows a time server"),
        CheckName.COMPUTER_LOAD: QT_TRANSLATE_NOOP("Check", "Processor load"),
        CheckName.COMPUTER_GOVERNOR: QT_TRANSLATE_NOOP("Check", "Processor frequency governor"),
        CheckName.COMPUTER_MEMORY: QT_TRANSLATE_NOOP("Check", "Memory free / size"),
        CheckName.COMPUTER_VERSION: QT_TRANSLATE_NOOP("Check", "App and engine are one version"),
        CheckName.PEOPLE_DEFINED: QT_TRANSLATE_NOOP("Check", "People defined"),
        CheckName.PEOPLE_AUDIT: QT_TRANSLATE_NOOP("Check", "Audit trail whole: entries"),
    }
)
STATUSES: Mapping[CheckStatus, str] = MappingProxyType(
    {
        CheckStatus.PASSED: QT_TRANSLATE_NOOP("Check", "passed"),
        CheckStatus.WARNING: QT_TRANSLATE_NOOP("Check", "warning"),
        CheckStatus.FAILED: QT_TRANSLATE_NOOP("Check", "failed"),
        CheckStatus.NOT_APPLICABLE: QT_TRANSLATE_NOOP("Check", "not applicable"),
    }
)
SYMBOLS: Mapping[CheckStatus, Symbol] = MappingProxyType(
    {
        CheckStatus.PASSED: Symbol.CHECK,
        CheckStatus.WARNING: Symbol.WARNING,
        CheckStatus.FAILED: Symbol.CROSS,
        CheckStatus.NOT_APPLICABLE: Symbol.BAR,
    }
)
TONES: Mapping[CheckStatus, Tone] = MappingProxyType(
    {
        CheckStatus.PASSED: Tone.OK,
        CheckStatus.WARNING: Tone.WARNING,
        CheckStatus.FAILED: Tone.NOT_OK,
        CheckStatus.NOT_APPLICABLE: Tone.NEUTRAL,
    }
)


def name_text(row: CheckRow) -> str:
    """The question, and what it is about."""
    name = translate("Check", NAMES[row.name])
    return f"{row.subject} · {name}" if row.subject else name


def remedy_of(row: CheckRow) -> str:
    """What to do."""
    return remedy_text(row.code, row.remedy, row.advice)
