"""The challenge page: passed, running, locked out, and the form."""

from __future__ import annotations

from typing import TYPE_CHECKING

import scripted_challenge

from inspector.ui.pages.keys import PageKey

if TYPE_CHECKING:
    from render_pages import Studio


def photograph_challenge(studio: Studio, suffix: str) -> None:
    window, challenge = studio.window, studio.station.challenge
    window.turn_to(PageKey.CHALLENGE)
    page = window.pages.page(PageKey.CHALLENGE)
    studio.wait(
        lambda: page.parts.rows_model.rowCount() > 0 and page.runs.rows_model.rowCount() > 0
    )
    for name in ("PASSED", "RUNNING", "LOCKED"):
        challenge.now = getattr(scripted_challenge, name)
        page.watcher.look()
        studio.wait(lambda: page.state == challenge.now)
        studio.shoot(f"challenge-{name.lower()}", suffix)
    page.show_runs()
    studio.shoot("challenge-runs", suffix)
    page.describe_again()
    studio.shoot("challenge-form", suffix)
    page.show_parts()
    challenge.now = scripted_challenge.PASSED
