"""What stands in the place of the verdict while the station judges nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP
from inspector.ui.widgets.symbol.symbol_paths import Symbol
from inspector.wire.station import Effect, StationState

if TYPE_CHECKING:
    from inspector.wire.station import LiveResult, StationSnapshot


@dataclass(frozen=True, slots=True)
class Rest:
    """Why nothing is judged, as a word that is readable from three metres, and its symbol."""

    word: str
    symbol: Symbol


_MAINTENANCE = Rest(QT_TRANSLATE_NOOP("Live", "MAINTENANCE"), Symbol.WRENCH)
_LOCKED = Rest(QT_TRANSLATE_NOOP("Live", "LOCKED"), Symbol.LOCK)
_STARTING = Rest(QT_TRANSLATE_NOOP("Live", "STARTING"), Symbol.RING)
_BY_STATE: Mapping[StationState, Rest] = MappingProxyType(
    {
        StationState.PREOPERATIONAL: _STARTING,
        StationState.INITIALIZED: _STARTING,
        StationState.READY: Rest(QT_TRANSLATE_NOOP("Live", "STOPPED"), Symbol.STOP),
        StationState.ERROR: Rest(QT_TRANSLATE_NOOP("Live", "FAULT"), Symbol.WARNING),
        StationState.HALTED: Rest(QT_TRANSLATE_NOOP("Live", "SHUT DOWN"), Symbol.CLOSE),
    }
)


def rest_of(snapshot: StationSnapshot, latest: LiveResult | None) -> Rest | None:
    """Why nothing is judged now; ``None`` while the station inspects.

    A verdict from before an alarm that lets no part pass is not the present one either; the next
    part has one again, with the reason.
    """
    if snapshot.maintenance:
        return _MAINTENANCE
    since = [each.since for each in snapshot.alarms if each.effect is not Effect.WARNS]
    locked = bool(since) and (latest is None or latest.decided_at < min(since))
    return _BY_STATE.get(snapshot.state, _LOCKED if locked else None)
