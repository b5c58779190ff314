"""Faults of the station in the user's language.

The station itself speaks English. The Chinese for what a code means is
:mod:`inspector.domain.chinese`, which is printed, too; the catalogues hold the remedies. In
English, and for a code that is not listed, the station's own words stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from inspector.domain.chinese.phrases import alarm_in_chinese
from inspector.domain.chinese.titles import TITLES
from inspector.ui.i18n.language import Language, translate
from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP
from inspector.ui.i18n.phrases import phrase_text, said_text

if TYPE_CHECKING:
    from inspector.domain.errors.base import InspectorError
    from inspector.domain.phrase import Phrase

REMEDIES: tuple[str, ...] = (
    QT_TRANSLATE_NOOP("Remedy", "API-001"),
    QT_TRANSLATE_NOOP("Remedy", "API-005"),
    QT_TRANSLATE_NOOP("Remedy", "CAM-000"),
    QT_TRANSLATE_NOOP("Remedy", "CAM-001"),
    QT_TRANSLATE_NOOP("Remedy", "CAM-002"),
    QT_TRANSLATE_NOOP("Remedy", "CAM-003"),
    QT_TRANSLATE_NOOP("Remedy", "CAM-004"),
    QT_TRANSLATE_NOOP("Remedy", "CAM-005"),
    QT_TRANSLATE_NOOP("Remedy", "CAM-006"),
    QT_TRANSLATE_NOOP("Remedy", "CAM-007"),
    QT_TRANSLATE_NOOP("Remedy", "CAM-008"),
    QT_TRANSLATE_NOOP("Remedy", "CAM-009"),
    QT_TRANSLATE_NOOP("Remedy", "CAM-010"),
    QT_TRANSLATE_NOOP("Remedy", "CAM-011"),
    QT_TRANSLATE_NOOP("Remedy", "CAM-012"),
    QT_TRANSLATE_NOOP("Remedy", "CHG-001"),
    QT_TRANSLATE_NOOP("Remedy", "CHG-002"),
    QT_TRANSLATE_NOOP("Remedy", "CHG-003"),
    QT_TRANSLATE_NOOP("Remedy", "CHG-010"),
    QT_TRANSLATE_NOOP("Remedy", "CHG-011"),
    QT_TRANSLATE_NOOP("Remedy", "CHG-012"),
    QT_TRANSLATE_NOOP("Remedy", "CHG-013"),
    QT_TRANSLATE_NOOP("Remedy", "DRF-010"),
    QT_TRANSLATE_NOOP("Remedy", "DRF-011"),
    QT_TRANSLATE_NOOP("Remedy", "DRF-012"),
    QT_TRANSLATE_NOOP("Remedy", "DRF-013"),
    QT_TRANSLATE_NOOP("Remedy", "DRF-014"),
    QT_TRANSLATE_NOOP("Remedy", "DRF-015"),
    QT_TRANSLATE_NOOP("Remedy", "DRF-016"),
    QT_TRANSLATE_NOOP("Remedy", "DRF-017"),
    QT_TRANSLATE_NOOP("Remedy", "GAT-001"),
    QT_TRANSLATE_NOOP("Remedy", "GAT-002"),
    QT_TRANSLATE_NOOP("Remedy", "GAT-003"),
    QT_TRANSLATE_NOOP("Remedy", "GAT-100"),
    QT_TRANSLATE_NOOP("Remedy", "GAT-101"),
    QT_TRANSLATE_NOOP("Remedy", "GAT-102"),
    QT_TRANSLATE_NOOP("Remedy", "GAT-103"),
    QT_TRANSLATE_NOOP("Remedy", "GAT-104"),
    QT_TRANSLATE_NOOP("Remedy", "GAT-105"),
    QT_TRANSLATE_NOOP("Remedy", "GAT-106"),
    QT_TRANSLATE_NOOP("Remedy", "GAT-107"),
    QT_TRANSLATE_NOOP("Remedy", "GAT-108"),
    QT_TRANSLATE_NOOP("Remedy", "GAT-109"),
    QT_TRANSLATE_NOOP("Remedy", "GAT-110"),
    QT_TRANSLATE_NOOP("Remedy", "GAT-111"),
    QT_TRANSLATE_NOOP("Remedy", "GAT-112"),
    QT_TRANSLATE_NOOP("Remedy", "GAT-113"),
    QT_TRANSLATE_NOOP("Remedy", "GAT-114"),
    QT_TRANSLATE_NOOP("Remedy", "GAT-115"),
    QT_TRANSLATE_NOOP("Remedy", "HIS-001"),
    QT_TRANSLATE_NOOP("Remedy", "HIS-002"),
    QT_TRANSLATE_NOOP("Remedy", "HIS-003"),
    QT_TRANSLATE_NOOP("Remedy", "HIS-004"),
    QT_TRANSLATE_NOOP("Remedy", "HIS-005"),
    QT_TRANSLATE_NOOP("Remedy", "HIS-006"),
    QT_TRANSLATE_NOOP("Remedy", "HIS-007"),
    QT_TRANSLATE_NOOP("Remedy", "HIS-008"),
    QT_TRANSLATE_NOOP("Remedy", "HIS-010"),
    QT_TRANSLATE_NOOP("Remedy", "HIS-011"),
    QT_TRANSLATE_NOOP("Remedy", "HIS-012"),
    QT_TRANSLATE_NOOP("Remedy", "HIS-020"),
    QT_TRANSLATE_NOOP("Remedy", "HIS-021"),
    QT_TRANSLATE_NOOP("Remedy", "HIS-022"),
    QT_TRANSLATE_NOOP("Remedy", "HIS-030"),
    QT_TRANSLATE_NOOP("Remedy", "HIS-031"),
    QT_TRANSLATE_NOOP("Remedy", "IMG-001"),
    QT_TRANSLATE_NOOP("Remedy", "IMG-002"),
    QT_TRANSLATE_NOOP("Remedy", "MOD-000"),
    QT_TRANSLATE_NOOP("Remedy", "MOD-001"),
    QT_TRANSLATE_NOOP("Remedy", "MOD-002"),
    QT_TRANSLATE_NOOP("Remedy", "MOD-003"),
    QT_TRANSLATE_NOOP("Remedy", "MOD-004"),
    QT_TRANSLATE_NOOP("Remedy", "MOD-005"),
    QT_TRANSLATE_NOOP("Remedy", "MOD-010"),
    QT_TRANSLATE_NOOP("Remedy", "MOD-020"),
    QT_TRANSLATE_NOOP("Remedy", "MOD-021"),
    QT_TRANSLATE_NOOP("Remedy", "MOD-030"),
    QT_TRANSLATE_NOOP("Remedy", "MOD-031"),
    QT_TRANSLATE_NOOP("Remedy", "MOD-032"),
    QT_TRANSLATE_NOOP("Remedy", "MOD-034"),
    QT_TRANSLATE_NOOP("Remedy", "PLC-000"),
    QT_TRANSLATE_NOOP("Remedy", "PLC-001"),
    QT_TRANSLATE_NOOP("Remedy", "PLC-002"),
    QT_TRANSLATE_NOOP("Remedy", "PLC-003"),
    QT_TRANSLATE_NOOP("Remedy", "PLC-004"),
    QT_TRANSLATE_NOOP("Remedy", "PLC-005"),
    QT_TRANSLATE_NOOP("Remedy", "PLC-007"),
    QT_TRANSLATE_NOOP("Remedy", "PLC-008"),
    QT_TRANSLATE_NOOP("Remedy", "PLC-011"),
    QT_TRANSLATE_NOOP("Remedy", "PLC-012"),
    QT_TRANSLATE_NOOP("Remedy", "PLC-013"),
    QT_TRANSLATE_NOOP("Remedy", "PLC-015"),
    QT_TRANSLATE_NOOP("Remedy", "PLC-016"),
    QT_TRANSLATE_NOOP("Remedy", "PLC-017"),
    QT_TRANSLATE_NOOP("Remedy", "PPL-000"),
    QT_TRANSLATE_NOOP("Remedy", "PPL-001"),
    QT_TRANSLATE_NOOP("Remedy", "PPL-002"),
    QT_TRANSLATE_NOOP("Remedy", "PPL-003"),
    QT_TRANSLATE_NOOP("Remedy", "PPL-004"),
    QT_TRANSLATE_NOOP("Remedy", "PPL-005"),
    QT_TRANSLATE_NOOP("Remedy", "PPL-006"),
    QT_TRANSLATE_NOOP("Remedy", "PPL-007"),
    QT_TRANSLATE_NOOP("Remedy", "PPL-008"),
    QT_TRANSLATE_NOOP("Remedy", "PPL-009"),
    QT_TRANSLATE_NOOP("Remedy", "PPL-010"),
    QT_TRANSLATE_NOOP("Remedy", "PPL-011"),
    QT_TRANSLATE_NOOP("Remedy", "PPL-012"),
    QT_TRANSLATE_NOOP("Remedy", "PPL-013"),
    QT_TRANSLATE_NOOP("Remedy", "PPL-014"),
    QT_TRANSLATE_NOOP("Remedy", "PPL-015"),
    QT_TRANSLATE_NOOP("Remedy", "PPL-016"),
    QT_TRANSLATE_NOOP("Remedy", "PPL-017"),
    QT_TRANSLATE_NOOP("Remedy", "PPL-018"),
    QT_TRANSLATE_NOOP("Remedy", "PPL-019"),
    QT_TRANSLATE_NOOP("Remedy", "RCP-001"),
    QT_TRANSLATE_NOOP("Remedy", "RCP-002"),
    QT_TRANSLATE_NOOP("Remedy", "RCP-003"),
    QT_TRANSLATE_NOOP("Remedy", "RCP-004"),
    QT_TRANSLATE_NOOP("Remedy", "RCP-005"),
    QT_TRANSLATE_NOOP("Remedy", "RCP-006"),
    QT_TRANSLATE_NOOP("Remedy", "RCP-007"),
    QT_TRANSLATE_NOOP("Remedy", "RCP-008"),
    QT_TRANSLATE_NOOP("Remedy", "RCP-009"),
    QT_TRANSLATE_NOOP("Remedy", "RCP-010"),
    QT_TRANSLATE_NOOP("Remedy", "RCP-011"),
    QT_TRANSLATE_NOOP("Remedy", "RCP-012"),
    QT_TRANSLATE_NOOP("Remedy", "RCP-013"),
    QT_TRANSLATE_NOOP("Remedy", "RCP-014"),
    QT_TRANSLATE_NOOP("Remedy", "STA-000"),
    QT_TRANSLATE_NOOP("Remedy", "STA-001"),
    QT_TRANSLATE_NOOP("Remedy", "STA-002"),
    QT_TRANSLATE_NOOP("Remedy", "STA-003"),
    QT_TRANSLATE_NOOP("Remedy", "STA-007"),
    QT_TRANSLATE_NOOP("Remedy", "STA-008"),
    QT_TRANSLATE_NOOP("Remedy", "SHR-000"),
    QT_TRANSLATE_NOOP("Remedy", "SHR-001"),
    QT_TRANSLATE_NOOP("Remedy", "SHR-002"),
    QT_TRANSLATE_NOOP("Remedy", "SHR-003"),
    QT_TRANSLATE_NOOP("Remedy", "SHR-004"),
    QT_TRANSLATE_NOOP("Remedy", "SHR-005"),
    QT_TRANSLATE_NOOP("Remedy", "SHR-006"),
    QT_TRANSLATE_NOOP("Remedy", "SHR-007"),
    QT_TRANSLATE_NOOP("Remedy", "SHR-008"),
    QT_TRANSLATE_NOOP("Remedy", "SHR-009"),
    QT_TRANSLATE_NOOP("Remedy", "STO-000"),
    QT_TRANSLATE_NOOP("Remedy", "STO-001"),
    QT_TRANSLATE_NOOP("Remedy", "STO-002"),
    QT_TRANSLATE_NOOP("Remedy", "STO-003"),
    QT_TRANSLATE_NOOP("Remedy", "STO-004"),
    QT_TRANSLATE_NOOP("Remedy", "STO-005"),
    QT_TRANSLATE_NOOP("Remedy", "STO-006"),
    QT_TRANSLATE_NOOP("Remedy", "STO-007"),
    QT_TRANSLATE_NOOP("Remedy", "STO-008"),
    QT_TRANSLATE_NOOP("Remedy", "STO-009"),
    QT_TRANSLATE_NOOP("Remedy", "STO-010"),
    QT_TRANSLATE_NOOP("Remedy", "TRN-001"),
    QT_TRANSLATE_NOOP("Remedy", "TRN-002"),
    QT_TRANSLATE_NOOP("Remedy", "TRN-003"),
    QT_TRANSLATE_NOOP("Remedy", "TRN-004"),
    QT_TRANSLATE_NOOP("Remedy", "TRN-016"),
    QT_TRANSLATE_NOOP("Remedy", "TRN-017"),
    QT_TRANSLATE_NOOP("Remedy", "TRN-018"),
    QT_TRANSLATE_NOOP("Remedy", "TRN-020"),
    QT_TRANSLATE_NOOP("Remedy", "TRN-022"),
    QT_TRANSLATE_NOOP("Remedy", "TRN-023"),
    QT_TRANSLATE_NOOP("Remedy", "TRN-024"),
    QT_TRANSLATE_NOOP("Remedy", "TRN-027"),
    QT_TRANSLATE_NOOP("Remedy", "TRN-060"),
    QT_TRANSLATE_NOOP("Remedy", "TRN-061"),
    QT_TRANSLATE_NOOP("Remedy", "TRN-062"),
    QT_TRANSLATE_NOOP("Remedy", "TRN-063"),
    QT_TRANSLATE_NOOP("Remedy", "TRN-064"),
    QT_TRANSLATE_NOOP("Remedy", "TRN-065"),
)
"""Codes whose remedies are translated."""


def title_text(code: str, spoken: str) -> str:
    """What happened; ``spoken`` is what the station said."""
    return TITLES.get(code, spoken) if Language.in_force() is Language.CHINESE else spoken


def alarm_text(code: str, spoken: str, reasons: Sequence[Phrase]) -> str:
    """What happened, with its values; without reasons what the code means, and the words."""
    if reasons or Language.in_force() is not Language.CHINESE:
        return said_text(spoken, reasons)
    return alarm_in_chinese(code, spoken, ())


def remedy_text(code: str, spoken: str, advice: Phrase | None = None) -> str:
    """What to do; ``spoken`` is what the station said, and ``advice`` the same as a phrase."""
    if advice is not None:
        return phrase_text(advice)
    translated = translate("Remedy", code)
    return spoken if translated == code else translated


def error_text(error: InspectorError) -> str:
    """What happened, and what to do on the line below."""
    told = told_text(error.code, error.detail, error.reasons)
    return f"{told}\n{remedy_text(error.code, error.remedy, error.advice)}"


def told_text(code: str, detail: str, reasons: Sequence[Phrase]) -> str:
    """What happened, and of that the reasons, where the station gives any."""
    said = said_text(detail, reasons)
    title = title_text(code, said)
    return " · ".join(dict.fromkeys((title, said))) if reasons else title
