"""The live page's panels, and how things are shown."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import wire_samples

from inspector.ui.pages.keys import PageKey
from inspector.wire.challenge import Cause, ChallengeDue, ChallengeOutlook
from inspector.wire.station import RejectRun, StationState

if TYPE_CHECKING:
    from render_pages import Studio


def photograph_live(studio: Studio, suffix: str) -> None:
    window, station = studio.window, studio.station
    window.turn_to(PageKey.LIVE)
    studio.show_part(59)
    studio.wait(lambda: bool(window.live.picture.regions))
    window.live.lots.open()
    studio.shoot("live-lot", suffix)
    window.live.lots.hide()
    window.display.switch()
    studio.shoot("live-display", suffix)
    window.display.switch()
    _photograph_notices(studio, suffix)
    station.snapshot = wire_samples.snapshot(
        state=StationState.ERROR, maintenance=True, lot=None, alarms=[wire_samples.CAMERA_LOST]
    )
    studio.show_part(60)
    studio.shoot("live-hindered", suffix)
    station.snapshot = wire_samples.snapshot()


def _photograph_notices(studio: Studio, suffix: str) -> None:
    station, now = studio.station, datetime.now(UTC)
    due = ChallengeDue(
        cause=Cause.SCHEDULE,
        since=now + timedelta(minutes=12),
        locks_at=now + timedelta(minutes=27),
    )
    station.snapshot = wire_samples.snapshot(
        rejects_in_a_row=RejectRun(parts=7, alarm_at=20), challenge=ChallengeOutlook(due=due)
    )
    studio.show_part(63)
    studio.shoot("live-notices", suffix)
    station.snapshot = wire_samples.snapshot(
        rejects_in_a_row=RejectRun(parts=20, alarm_at=20), alarms=[wire_samples.DISK_LOW]
    )
    studio.show_part(67)
    studio.shoot("live-reject-run", suffix)
    station.snapshot = wire_samples.snapshot(challenge=ChallengeOutlook(due=due, parts=3, judged=1))
    studio.show_part(41)
    studio.shoot("live-challenge-runs", suffix)
