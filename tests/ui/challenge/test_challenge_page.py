"""The challenge page: what it says, and that it does nothing by one touch."""

from __future__ import annotations

import pytest
import scripted_challenge
from challenge_cases import page, turned
from open_window import Opened
from PySide6.QtCore import Qt

from inspector.domain.errors.challenge import ChallengeNotPossibleError
from inspector.ui.pages.challenge.actions import ChallengeAction
from inspector.ui.two_touch import BOUNCE_MS


def shown(opened: Opened, name: str) -> None:
    opened.station.challenge.now = getattr(scripted_challenge, name)
    turned(opened)
    opened.bot.waitUntil(lambda: page(opened).state == opened.station.challenge.now)


@pytest.mark.parametrize(
    ("name", "headline"),
    [
        ("PASSED", "Challenge passed"),
        ("RUNNING", "Challenge runs"),
        ("LOCKED", "Locked out"),
    ],
)
def test_the_headline_is_the_one_thing_to_know(opened: Opened, name: str, headline: str) -> None:
    shown(opened, name)
    assert page(opened).course.headline.text() == headline


def test_the_next_part_is_named_and_the_missed_one_says_why(opened: Opened) -> None:
    shown(opened, "RUNNING")
    rows = page(opened).course.rows
    assert [row.name.text() for row in rows] == list(scripted_challenge.NAMES)
    assert rows[2].told.whole_text() == "must be rejected"
    shown(opened, "LOCKED")
    assert rows[2].fault.whole_text() == "missed: a defective part was found good"
    assert "CHG-011" in page(opened).course.trouble.text()


def test_two_touches_begin_and_one_does_not(opened: Opened) -> None:
    turned(opened)
    button = page(opened)._buttons[ChallengeAction.BEGIN]
    opened.bot.waitUntil(button.isEnabled)
    button.click()
    assert opened.station.challenge.asked == []
    opened.bot.wait(BOUNCE_MS + 20)
    button.click()
    opened.bot.waitUntil(lambda: opened.station.challenge.asked == ["begin"])
    opened.bot.waitUntil(lambda: not button.isEnabled())


def test_a_refusal_is_told_in_the_banner(opened: Opened) -> None:
    opened.station.challenge.refusal = ChallengeNotPossibleError("the station does not inspect")
    turned(opened)
    opened.bot.waitUntil(opened.window.board[ChallengeAction.BEGIN].isEnabled)
    page(opened).begin()
    opened.bot.wait(BOUNCE_MS + 20)
    page(opened).begin()
    opened.bot.waitUntil(opened.window.banner.isVisible)
    assert "CHG-003" in opened.window.banner.headline.whole_text()


def test_a_part_is_described_by_keys_alone(opened: Opened) -> None:
    turned(opened)
    form = page(opened).form
    opened.window.activateWindow()
    page(opened).describe_new()
    form.name.setFocus()
    opened.bot.keyClicks(form.name, "Burr 03")
    opened.bot.keyClick(form.passed, Qt.Key.Key_Space)
    opened.bot.keyClicks(form.until, "2030-02-31")
    page(opened).keep()
    assert form.wrong.text()
    assert opened.station.challenge.asked == []
    form.until.setText("2030-02-28")
    page(opened).keep()
    opened.bot.waitUntil(lambda: bool(opened.station.challenge.asked))
    kind, part_id, request = opened.station.challenge.asked[0]
    assert (kind, part_id) == ("put", None)
    assert (request.name, request.defective, request.position) == ("Burr 03", False, 3)
    assert request.valid_until.date().isoformat() == "2030-02-28"


def test_a_part_needs_a_name(opened: Opened) -> None:
    turned(opened)
    page(opened).describe_new()
    page(opened).keep()
    assert page(opened).form.wrong.text() == "A part needs a name."
