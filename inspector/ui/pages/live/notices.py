"""What a line should know before it stops: rejects in a row, and the challenge parts to come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import TYPE_CHECKING

from inspector.ui.i18n.formats import count
from inspector.ui.i18n.language import translate
from inspector.ui.theme.tokens import Tone
from inspector.ui.widgets.symbol.symbol_paths import Symbol
from inspector.wire.challenge import Cause, ChallengeDue

if TYPE_CHECKING:
    from inspector.wire.challenge import ChallengeOutlook
    from inspector.wire.station import RejectRun

_WORTH_SAYING = 3
"""Rejects in a row; fewer come by chance on every line."""
_AHEAD = timedelta(minutes=30)
"""Challenge parts are fetched in this time; what is due later is said on its own page."""
_SECONDS_PER_MINUTE = 60


@dataclass(frozen=True, slots=True)
class Notice:
    """One figure to be read from afar, and what it is."""

    caption: str
    value: str
    tone: Tone
    symbol: Symbol


def reject_notice(run: RejectRun) -> Notice | None:
    """How many parts were rejected one after another, of how many that raise the alarm.

    ``None`` while that says nothing.
    """
    if run.parts < _WORTH_SAYING:
        return None
    reached = 0 < run.alarm_at <= run.parts
    return Notice(
        translate("Live", "Rejects in a row"),
        f"{count(run.parts)} / {count(run.alarm_at)}" if run.alarm_at else count(run.parts),
        Tone.NOT_OK if reached else Tone.WARNING,
        Symbol.CROSS,
    )


def challenge_notice(outlook: ChallengeOutlook, now: datetime) -> Notice | None:
    """How a challenge goes on, or when the next one must; ``None`` while none is near."""
    if outlook.parts:
        done = f"{count(outlook.judged)} / {count(outlook.parts)}"
        return _challenge(translate("Live", "Challenge parts done"), done, Tone.ACCENT)
    due = outlook.due
    if due is None or due.since - now > _AHEAD:
        return None
    if due.since > now:
        return _challenge(
            translate("Live", "Challenge due in"), _clock(due.since - now), Tone.ACCENT
        )
    if due.locks_at > now:
        return _challenge(
            translate("Live", "Station locks in"), _clock(due.locks_at - now), Tone.WARNING
        )
    return _challenge(translate("Live", "Challenge"), _locked_text(due), Tone.NOT_OK)


def _challenge(caption: str, value: str, tone: Tone) -> Notice:
    return Notice(caption, value, tone, Symbol.TARGET)


def _locked_text(due: ChallengeDue) -> str:
    if due.cause is Cause.FAILED:
        return translate("Challenge", "not passed")
    return translate("Live", "overdue")


def _clock(left: timedelta) -> str:
    """Minutes and seconds, the last second begun still counted."""
    minutes, seconds = divmod(ceil(left.total_seconds()), _SECONDS_PER_MINUTE)
    return f"{minutes}:{seconds:02d}"
