"""Rejects in a row and the challenge parts to come stand on the live page, and only when due."""

from datetime import UTC, datetime, timedelta

import pytest
import wire_samples
from fitting import clipped, settle
from open_window import Opened
from PySide6.QtGui import QFontMetrics

from inspector.domain.errors.state import StationNotRunningError
from inspector.ui.i18n.language import Language
from inspector.ui.pages.live.notice_card import NoticeView
from inspector.ui.pages.live.notices import challenge_notice, reject_notice
from inspector.ui.theme.tokens import Tone
from inspector.wire.challenge import Cause, ChallengeDue, ChallengeOutlook
from inspector.wire.station import RejectRun, StationState

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
LETTER_PX = 40
"""7 mm on a panel of 10.1 inches with 1280 by 800: readable from nearly two metres."""


def due(
    in_: timedelta, grace: timedelta = timedelta(minutes=15), cause: Cause = Cause.SCHEDULE
) -> ChallengeOutlook:
    since = NOW + in_
    return ChallengeOutlook(due=ChallengeDue(cause=cause, since=since, locks_at=since + grace))


@pytest.mark.parametrize(
    ("parts", "alarm_at", "value", "tone"),
    [
        (0, 20, None, None),
        (2, 20, None, None),
        (3, 20, "3 / 20", Tone.WARNING),
        (19, 20, "19 / 20", Tone.WARNING),
        (20, 20, "20 / 20", Tone.NOT_OK),
        (1200, 0, "1,200", Tone.WARNING),
    ],
)
def test_rejects_in_a_row_are_told_when_they_can_hardly_be_chance(
    opened: Opened, parts: int, alarm_at: int, value: str | None, tone: Tone | None
) -> None:
    notice = reject_notice(RejectRun(parts=parts, alarm_at=alarm_at))
    assert (notice and notice.value, notice and notice.tone) == (value, tone)


@pytest.mark.parametrize(
    ("outlook", "caption", "value", "tone"),
    [
        (due(timedelta(minutes=12)), "Challenge due in", "12:00", Tone.ACCENT),
        (due(timedelta(seconds=59.2)), "Challenge due in", "1:00", Tone.ACCENT),
        (due(timedelta(minutes=-10)), "Station locks in", "5:00", Tone.WARNING),
        (due(timedelta(minutes=-15)), "Challenge", "overdue", Tone.NOT_OK),
        (
            due(timedelta(minutes=-1), timedelta(), Cause.FAILED),
            "Challenge",
            "not passed",
            Tone.NOT_OK,
        ),
        (ChallengeOutlook(parts=3, judged=1), "Challenge parts done", "1 / 3", Tone.ACCENT),
    ],
)
def test_a_challenge_is_counted_down_to_and_followed(
    opened: Opened, outlook: ChallengeOutlook, caption: str, value: str, tone: Tone
) -> None:
    notice = challenge_notice(outlook, NOW)
    assert notice is not None
    assert (notice.caption, notice.value, notice.tone) == (caption, value, tone)


@pytest.mark.parametrize("outlook", [ChallengeOutlook(), due(timedelta(minutes=31))])
def test_a_challenge_that_nobody_asked_for_or_that_is_far_off_is_not_told(
    outlook: ChallengeOutlook,
) -> None:
    assert challenge_notice(outlook, NOW) is None


def soon() -> ChallengeOutlook:
    since = datetime.now(UTC) + timedelta(minutes=20)
    return ChallengeOutlook(
        due=ChallengeDue(cause=Cause.LOT, since=since, locks_at=since + timedelta(minutes=15))
    )


def letter_px(view: NoticeView) -> int:
    return QFontMetrics(view.value.fitted_font()).capHeight()


@pytest.mark.parametrize("language", Language)
def test_the_live_page_shows_both_large_and_nothing_else_gives_way_but_the_pace(
    opened: Opened, language: Language
) -> None:
    opened.languages.choose(language)
    live = opened.window.live
    opened.show_part(41)
    assert live.notices.isHidden()
    assert live.pace.isVisible()
    figures_px = live.counters.good_share.value.height()
    opened.station.snapshot = wire_samples.snapshot(
        rejects_in_a_row=RejectRun(parts=7, alarm_at=20), challenge=soon()
    )
    opened.show_part(59)
    settle(opened, clipped)
    assert live.notices.rejects.value.text() == "7 / 20"
    assert live.notices.challenge.value.text().startswith("19:") or (
        live.notices.challenge.value.text() == "20:00"
    )
    opened.bot.waitUntil(
        lambda: min(letter_px(live.notices.rejects), letter_px(live.notices.challenge)) >= LETTER_PX
    )
    assert live.counters.good_share.value.height() == figures_px
    assert live.notices.rejects.accessibleName().endswith(": 7 / 20")
    opened.station.snapshot = wire_samples.snapshot()
    opened.show_part(41)
    assert live.notices.isHidden()
    assert live.pace.isVisible()


def test_what_hinders_the_line_comes_before_what_may_stop_it_later(opened: Opened) -> None:
    opened.station.snapshot = wire_samples.snapshot(
        state=StationState.ERROR, rejects_in_a_row=RejectRun(parts=7, alarm_at=20)
    )
    opened.show_part(59)
    live = opened.window.live
    assert live.hindrance.isVisible()
    assert live.notices.isHidden()


def test_a_count_down_that_nobody_can_know_any_more_fades(opened: Opened) -> None:
    opened.station.snapshot = wire_samples.snapshot(challenge=soon())
    opened.show_part(41)
    shown = opened.window.live.notices.challenge.value
    opened.station.offline = StationNotRunningError("no station answers")
    opened.station.drop()
    opened.bot.waitUntil(lambda: shown.property("stale") is True)
