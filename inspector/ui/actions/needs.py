"""What the station has to be like for it to take a command, and what to do where it is not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from types import MappingProxyType

from inspector.ui.i18n.language import translate
from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP
from inspector.wire.station import StationState

INSPECTING = frozenset({StationState.CONTINUOUS_EXECUTION, StationState.SINGLE_EXECUTION})
"""While the station is in one of these, its cameras are for parts alone."""


class Need(Enum):
    """Something without which the station refuses a command."""

    REST = auto()
    """It inspects no parts."""
    INSPECTION = auto()
    """It inspects parts."""
    NOBODY_ELSE = auto()
    """Nobody at another screen works on it."""
    NO_MAINTENANCE = auto()
    """Nobody works on it."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What the app knows of the station; what it does not know yet hinders nothing.

    Attributes:
        lost: Whether it has ceased to answer.
        state: Its state.
        maintained: Whether somebody works on it.
        maintained_here: Whether that is at this screen.
    """

    lost: bool = False
    state: StationState | None = None
    maintained: bool = False
    maintained_here: bool = False


@dataclass(frozen=True, slots=True)
class _Rule:
    hinders: Callable[[Standing], bool]
    text: str


_RULES: Mapping[Need, _Rule] = MappingProxyType(
    {
        Need.REST: _Rule(
            lambda standing: standing.state in INSPECTING and not standing.maintained_here,
            QT_TRANSLATE_NOOP(
                "Lock",
                "the station inspects parts; stop it first. Parts are rejected until it runs again",
            ),
        ),
        Need.INSPECTION: _Rule(
            lambda standing: standing.state is not None and standing.state not in INSPECTING,
            QT_TRANSLATE_NOOP("Lock", "the station does not inspect; start it first"),
        ),
        Need.NOBODY_ELSE: _Rule(
            lambda standing: standing.maintained and not standing.maintained_here,
            QT_TRANSLATE_NOOP(
                "Lock", "somebody else works on the station; wait until the maintenance has ended"
            ),
        ),
        Need.NO_MAINTENANCE: _Rule(
            lambda standing: standing.maintained,
            QT_TRANSLATE_NOOP("Lock", "somebody works on the station; end the maintenance first"),
        ),
    }
)


def hindrance(needs: tuple[Need, ...], standing: Standing) -> str:
    """What the station would refuse a command for, and what to do about it; empty for nothing."""
    if standing.lost:
        return translate("Lock", "the station does not answer")
    rules = (_RULES[need] for need in needs)
    return next((translate("Lock", each.text) for each in rules if each.hinders(standing)), "")
