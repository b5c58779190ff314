"""The live page's panels, and how things are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import wire_samples

from inspector.ui.pages.keys import PageKey
from inspector.wire.station import StationState

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
    station.snapshot = wire_samples.snapshot(
        state=StationState.ERROR, maintenance=True, lot=None, alarms=[wire_samples.CAMERA_LOST]
    )
    studio.show_part(60)
    studio.shoot("live-hindered", suffix)
    station.snapshot = wire_samples.snapshot()
