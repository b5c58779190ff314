"""Where in the app each alarm is seen to."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from inspector.domain.place import Place

_BY_CODE: Mapping[str, Place] = MappingProxyType(
    {
        "GAT-001": Place.STATION_CHECK,
        "GAT-002": Place.STATION_CHECK,
        "GAT-101": Place.HISTORY,
        "GAT-102": Place.STATISTICS,
        "GAT-104": Place.IO,
        "GAT-105": Place.STATION_CHECK,
        "GAT-113": Place.STATION_CHECK,
        "CAM-007": Place.CAMERAS,
        "STA-005": Place.STATION_CHECK,
    }
)
_BY_BRANCH: Mapping[str, Place] = MappingProxyType(
    {
        "CAL": Place.CAMERAS,
        "CAM": Place.CAMERAS,
        "CHG": Place.CHALLENGE,
        "DRF": Place.STATISTICS,
        "GAT": Place.IO,
        "IMG": Place.CAMERAS,
        "MOD": Place.MODELS,
        "PLC": Place.IO,
        "PPL": Place.PEOPLE,
        "RCP": Place.PRODUCTS,
        "ROL": Place.MODELS,
        "STA": Place.STATION_CHECK,
        "STO": Place.STATION_CHECK,
    }
)


def place_of(code: str) -> Place:
    """Where somebody goes for an alarm of this code."""
    return _BY_CODE.get(code) or _BY_BRANCH.get(code.partition("-")[0], Place.ALARMS)
