"""Faults of the station in the user's language.

The station itself speaks English. For each code below the catalogues of the other languages hold a
title and a remedy; in English, and for a code that is not listed, the station's own words stand.
"""

from __future__ import annotations

from inspector.ui.i18n.language import translate
from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP

TITLES: tuple[str, ...] = (
    QT_TRANSLATE_NOOP("Fault", "API-001"),
    QT_TRANSLATE_NOOP("Fault", "API-005"),
    QT_TRANSLATE_NOOP("Fault", "CAM-000"),
    QT_TRANSLATE_NOOP("Fault", "CAM-001"),
    QT_TRANSLATE_NOOP("Fault", "CAM-002"),
    QT_TRANSLATE_NOOP("Fault", "CAM-003"),
    QT_TRANSLATE_NOOP("Fault", "CAM-004"),
    QT_TRANSLATE_NOOP("Fault", "CAM-005"),
    QT_TRANSLATE_NOOP("Fault", "CAM-006"),
    QT_TRANSLATE_NOOP("Fault", "CAM-007"),
    QT_TRANSLATE_NOOP("Fault", "CAM-008"),
    QT_TRANSLATE_NOOP("Fault", "CAM-009"),
    QT_TRANSLATE_NOOP("Fault", "CAM-010"),
    QT_TRANSLATE_NOOP("Fault", "CAM-011"),
    QT_TRANSLATE_NOOP("Fault", "CAM-012"),
    QT_TRANSLATE_NOOP("Fault", "GAT-001"),
    QT_TRANSLATE_NOOP("Fault", "GAT-002"),
    QT_TRANSLATE_NOOP("Fault", "GAT-100"),
    QT_TRANSLATE_NOOP("Fault", "GAT-101"),
    QT_TRANSLATE_NOOP("Fault", "GAT-102"),
    QT_TRANSLATE_NOOP("Fault", "GAT-103"),
    QT_TRANSLATE_NOOP("Fault", "GAT-104"),
    QT_TRANSLATE_NOOP("Fault", "GAT-105"),
    QT_TRANSLATE_NOOP("Fault", "GAT-106"),
    QT_TRANSLATE_NOOP("Fault", "GAT-107"),
    QT_TRANSLATE_NOOP("Fault", "GAT-108"),
    QT_TRANSLATE_NOOP("Fault", "GAT-109"),
    QT_TRANSLATE_NOOP("Fault", "GAT-110"),
    QT_TRANSLATE_NOOP("Fault", "GAT-111"),
    QT_TRANSLATE_NOOP("Fault", "GAT-112"),
    QT_TRANSLATE_NOOP("Fault", "GAT-113"),
    QT_TRANSLATE_NOOP("Fault", "GAT-114"),
    QT_TRANSLATE_NOOP("Fault", "GAT-115"),
    QT_TRANSLATE_NOOP("Fault", "IMG-001"),
    QT_TRANSLATE_NOOP("Fault", "IMG-002"),
    QT_TRANSLATE_NOOP("Fault", "MOD-000"),
    QT_TRANSLATE_NOOP("Fault", "MOD-001"),
    QT_TRANSLATE_NOOP("Fault", "MOD-002"),
    QT_TRANSLATE_NOOP("Fault", "MOD-003"),
    QT_TRANSLATE_NOOP("Fault", "MOD-004"),
    QT_TRANSLATE_NOOP("Fault", "MOD-005"),
    QT_TRANSLATE_NOOP("Fault", "PLC-000"),
    QT_TRANSLATE_NOOP("Fault", "PLC-001"),
    QT_TRANSLATE_NOOP("Fault", "PLC-002"),
    QT_TRANSLATE_NOOP("Fault", "PLC-003"),
    QT_TRANSLATE_NOOP("Fault", "PLC-004"),
    QT_TRANSLATE_NOOP("Fault", "RCP-001"),
    QT_TRANSLATE_NOOP("Fault", "RCP-002"),
    QT_TRANSLATE_NOOP("Fault", "STA-000"),
    QT_TRANSLATE_NOOP("Fault", "STA-001"),
    QT_TRANSLATE_NOOP("Fault", "STA-002"),
    QT_TRANSLATE_NOOP("Fault", "STA-003"),
    QT_TRANSLATE_NOOP("Fault", "STA-007"),
    QT_TRANSLATE_NOOP("Fault", "STO-000"),
    QT_TRANSLATE_NOOP("Fault", "STO-001"),
    QT_TRANSLATE_NOOP("Fault", "STO-002"),
    QT_TRANSLATE_NOOP("Fault", "STO-003"),
    QT_TRANSLATE_NOOP("Fault", "STO-004"),
    QT_TRANSLATE_NOOP("Fault", "STO-005"),
    QT_TRANSLATE_NOOP("Fault", "STO-006"),
    QT_TRANSLATE_NOOP("Fault", "STO-007"),
    QT_TRANSLATE_NOOP("Fault", "STO-008"),
)
"""Codes whose titles are translated."""

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
    QT_TRANSLATE_NOOP("Remedy", "GAT-001"),
    QT_TRANSLATE_NOOP("Remedy", "GAT-002"),
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
    QT_TRANSLATE_NOOP("Remedy", "IMG-001"),
    QT_TRANSLATE_NOOP("Remedy", "IMG-002"),
    QT_TRANSLATE_NOOP("Remedy", "MOD-000"),
    QT_TRANSLATE_NOOP("Remedy", "MOD-001"),
    QT_TRANSLATE_NOOP("Remedy", "MOD-002"),
    QT_TRANSLATE_NOOP("Remedy", "MOD-003"),
    QT_TRANSLATE_NOOP("Remedy", "MOD-004"),
    QT_TRANSLATE_NOOP("Remedy", "MOD-005"),
    QT_TRANSLATE_NOOP("Remedy", "PLC-000"),
    QT_TRANSLATE_NOOP("Remedy", "PLC-001"),
    QT_TRANSLATE_NOOP("Remedy", "PLC-002"),
    QT_TRANSLATE_NOOP("Remedy", "PLC-003"),
    QT_TRANSLATE_NOOP("Remedy", "PLC-004"),
    QT_TRANSLATE_NOOP("Remedy", "RCP-001"),
    QT_TRANSLATE_NOOP("Remedy", "RCP-002"),
    QT_TRANSLATE_NOOP("Remedy", "STA-000"),
    QT_TRANSLATE_NOOP("Remedy", "STA-001"),
    QT_TRANSLATE_NOOP("Remedy", "STA-002"),
    QT_TRANSLATE_NOOP("Remedy", "STA-003"),
    QT_TRANSLATE_NOOP("Remedy", "STA-007"),
    QT_TRANSLATE_NOOP("Remedy", "STO-000"),
    QT_TRANSLATE_NOOP("Remedy", "STO-001"),
    QT_TRANSLATE_NOOP("Remedy", "STO-002"),
    QT_TRANSLATE_NOOP("Remedy", "STO-003"),
    QT_TRANSLATE_NOOP("Remedy", "STO-004"),
    QT_TRANSLATE_NOOP("Remedy", "STO-005"),
    QT_TRANSLATE_NOOP("Remedy", "STO-006"),
    QT_TRANSLATE_NOOP("Remedy", "STO-007"),
    QT_TRANSLATE_NOOP("Remedy", "STO-008"),
)
"""Codes whose remedies are translated."""


def title_text(code: str, spoken: str) -> str:
    """What happened; ``spoken`` is what the station said."""
    translated = translate("Fault", code)
    return spoken if translated == code else translated


def remedy_text(code: str, spoken: str) -> str:
    """What to do; ``spoken`` is what the station said."""
    translated = translate("Remedy", code)
    return spoken if translated == code else translated
