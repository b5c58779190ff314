"""The page of the station's check, each state once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import scripted_check as samples

from inspector.ui.pages.keys import PageKey
from inspector.wire.station_check import CheckRun

if TYPE_CHECKING:
    from render_pages import Studio


def photograph_check(studio: Studio, suffix: str) -> None:
    window, check = studio.window, studio.station.check
    window.turn_to(PageKey.STATION_CHECK)
    page = window.pages.page(PageKey.STATION_CHECK)

    def shoot(name: str, run: CheckRun) -> None:
        check.run = run
        studio.wait(lambda: page.run == run)
        studio.shoot(name, suffix)

    shoot("check-never", samples.NEVER)
    shoot("check-running", samples.RUNNING)
    shoot("check-done", samples.DONE)
    page.table.selectRow(1)
    studio.shoot("check-warning", suffix)
