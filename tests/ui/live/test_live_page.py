"""What the live page says about a part, and how it says that it does not know."""

# ruff: noqa: N802

from datetime import timedelta
from typing import Any

import pytest
import wire_samples
from open_window import Opened
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget

from inspector.domain.errors.history import LotRunningError
from inspector.domain.errors.state import StationNotRunningError, StationRefusedError
from inspector.domain.evaluation import Evaluation, Reason
from inspector.ui.i18n.language import Language
from inspector.ui.pages.keys import PageKey
from inspector.ui.pages.live.actions import LiveAction
from inspector.ui.pages.live.counts_card import Period
from inspector.ui.theme.tokens import Tone
from inspector.ui.two_touch import BOUNCE_MS
from inspector.wire.station import Effect, Reconciliation, StationState


@pytest.mark.parametrize(
    ("index", "evaluation", "word", "finding", "tone"),
    [
        (41, Evaluation.OK, "OK", "good", Tone.OK),
        (59, Evaluation.NOT_OK, "NOT OK", "missing bolt hole", Tone.NOT_OK),
        (49, Evaluation.NOT_DECIDABLE, "NOT DECIDABLE", "Not certain: dent", Tone.NOT_DECIDABLE),
        (53, Evaluation.UNDEFINED, "UNDEFINED", "No picture of this part arrived", Tone.UNDEFINED),
    ],
)
def test_a_verdict_is_word_finding_and_colour(
    opened: Opened, index: int, evaluation: Evaluation, word: str, finding: str, tone: Tone
) -> None:
    assert wire_samples.evaluation_of(index) is evaluation
    opened.show_part(index)
    verdict = opened.window.live.verdict
    assert (verdict.word.text(), verdict.finding.text(), verdict.tone()) == (word, finding, tone)


LETTER_PX = 70
"""12 mm, for three metres, on a panel of 10.1 inches with 1280 by 800."""


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("index", [41, 59, 49, 53])
def test_every_verdict_is_readable_from_three_metres(
    opened: Opened, index: int, language: Language
) -> None:
    opened.languages.choose(language)
    opened.show_part(index)
    opened.bot.waitUntil(lambda: opened.window.live.verdict.letter_height_px() >= LETTER_PX)


def test_a_verdict_passed_for_the_present_one_when_no_part_came_any_more(opened: Opened) -> None:
    verdict = opened.window.live.verdict
    verdict.idle_due.setInterval(0)
    opened.show_part(41)
    opened.bot.waitUntil(lambda: verdict.finding.text().startswith("No part since "))
    assert verdict.finding.text().endswith("\ngood")
    assert (verdict.word.text(), verdict.tone()) == ("OK", Tone.OK)
    verdict.idle_due.setInterval(60_000)
    opened.show_part(42)
    assert "No part since" not in verdict.finding.text()


def test_score_limit_and_margin_stand_beside_each_other(opened: Opened) -> None:
    opened.show_part(59)
    assert opened.window.live.score.score.whole_text() == "Score 0.912  ·  limit 0.500"
    assert opened.window.live.score.margin.whole_text() == "margin +0.412"


def counted(opened: Opened) -> list[str]:
    card = opened.window.live.counters
    return [figure.value.text() for figure in (*card.figures.values(), card.good_share)]


def test_counts_and_yield_are_those_of_lot_shift_or_all(opened: Opened) -> None:
    opened.show_part(1)
    board, card = opened.window.board, opened.window.live.counters
    assert counted(opened) == ["8,406", "8,188", "178", "31", "9", "97.4 %"]
    assert card.since.whole_text().startswith("Lot L-2231 · since ")
    board[LiveAction.COUNT_SHIFT].trigger()
    assert counted(opened) == ["21,950", "21,400", "460", "78", "12", "97.5 %"]
    board[LiveAction.COUNT_ALL].trigger()
    assert counted(opened) == ["128,406", "124,988", "2,901", "498", "19", "97.3 %"]
    assert opened.window.live.pace.latency.value.text() == "14 / 23"


def test_between_lots_all_parts_are_counted_and_the_lot_cannot_be_chosen(opened: Opened) -> None:
    card = opened.window.live.counters
    card.choose(Period.LOT)
    opened.station.snapshot = wire_samples.snapshot(lot=None, shift=None)
    opened.show_part(1)
    assert [button.isChecked() for button in card.buttons.values()] == [False, False, True]
    assert not opened.window.board[LiveAction.COUNT_LOT].isEnabled()
    assert not opened.window.board[LiveAction.COUNT_SHIFT].isEnabled()
    opened.station.snapshot = wire_samples.snapshot()
    opened.show_part(2)
    assert [button.isChecked() for button in card.buttons.values()] == [True, False, False]


def test_a_lot_begins_with_its_name_and_ends_after_two_touches(opened: Opened) -> None:
    opened.show_part(1)
    opened.window.board[LiveAction.LOT].trigger()
    panel, lots = opened.window.live.lots, opened.station.lots
    assert panel.isVisible()
    assert not panel.begin.isEnabled()
    panel.name.setText("  L-2232 ")
    panel.begin.click()
    opened.bot.waitUntil(lambda: lots.asked == [("begin", "L-2232")])
    opened.bot.waitUntil(lambda: not panel.isVisible())
    panel.open()
    panel.end.click()
    assert panel.end.text() == "Touch again"
    opened.bot.wait(BOUNCE_MS + 50)
    panel.end.click()
    opened.bot.waitUntil(lambda: lots.asked[1:] == [("end",)])


def test_a_refused_lot_says_why_and_keeps_the_name(opened: Opened) -> None:
    opened.show_part(1)
    opened.station.lots.refusal = LotRunningError("lot L-2231 runs")
    panel = opened.window.live.lots
    panel.open()
    panel.name.setText("L-2232")
    panel.begin.click()
    opened.bot.waitUntil(lambda: LotRunningError("").remedy in panel.told.text())
    assert panel.name.text() == "L-2232"


def test_the_lot_that_runs_cannot_be_begun_and_the_panel_says_so(opened: Opened) -> None:
    opened.show_part(1)
    panel = opened.window.live.lots
    panel.open()
    panel.name.setText("L-2231")
    assert not panel.begin.isEnabled()
    assert panel.told.text().startswith("This lot runs already.")
    opened.bot.keyClick(panel.name, Qt.Key.Key_Return)
    panel.name.setText("L-2232")
    assert panel.begin.isEnabled()
    assert opened.station.lots.asked == []


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"state": StationState.ERROR}, "Cannot start: see to the alarm, then touch Reset."),
        (
            {"state": StationState.READY, "maintenance": True},
            "Cannot start: somebody works on the station.",
        ),
        ({"state": StationState.READY}, ""),
        ({"state": StationState.CONTINUOUS_EXECUTION}, ""),
    ],
)
def test_a_station_that_may_not_start_says_why(
    opened: Opened, changes: dict[str, Any], reason: str
) -> None:
    opened.station.snapshot = wire_samples.snapshot(**changes)
    opened.show_part(1)
    assert opened.window.live.hindrance.reason.text() == reason
    assert opened.window.live.hindrance.isVisible() is bool(reason)


def test_a_reject_is_framed_where_the_model_saw_it(opened: Opened) -> None:
    opened.show_part(59)
    picture = opened.window.live.picture
    opened.bot.waitUntil(lambda: bool(picture.regions))
    opened.show_part(60)
    opened.bot.waitUntil(lambda: not picture.regions)


def test_a_picture_is_decoded_in_the_size_it_is_shown_in(opened: Opened) -> None:
    opened.show_part(41)
    opened.bot.waitUntil(lambda: opened.window.live.picture.image is not None)
    opened.show_part(42)
    live = opened.window.live
    opened.bot.waitUntil(lambda: live.caption.whole_text().startswith("Picture of part 402042"))
    assert live.picture.image is not None
    assert live.picture.image.width() <= live.picture.room_px().width()


def test_a_page_out_of_view_has_no_picture_decoded_and_shows_the_newest_when_turned_to(
    opened: Opened,
) -> None:
    opened.show_part(41)
    opened.window.turn_to(PageKey.IO)
    opened.show_part(42)
    live = opened.window.live
    assert live.caption.whole_text().startswith("Picture of part 402041")
    opened.window.turn_to(PageKey.LIVE)
    assert live.caption.whole_text().startswith("Picture of part 402042")


class LayoutWatch(QObject):
    """Counts how often a widget is laid out."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.times = 0
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.times += event.type() == QEvent.Type.LayoutRequest
        return False


def test_figures_that_change_with_every_part_do_not_lay_the_window_out(opened: Opened) -> None:
    """It cost more than picture and figures together: all pages take part in it."""
    good = (44, 45, 46)
    for index in good:
        opened.show_part(index)
    layouts = LayoutWatch(opened.window.live)
    for index in good:
        opened.show_part(index)
    assert layouts.times == 0


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"state": StationState.READY}, "STOPPED"),
        ({"state": StationState.ERROR}, "FAULT"),
        ({"state": StationState.PREOPERATIONAL}, "STARTING"),
        ({"state": StationState.HALTED}, "SHUT DOWN"),
        ({"state": StationState.READY, "maintenance": True}, "MAINTENANCE"),
    ],
)
def test_a_station_that_judges_nothing_shows_no_verdict_as_the_present_one(
    opened: Opened, changes: dict[str, Any], word: str
) -> None:
    band = opened.window.live.verdict
    opened.show_part(41)
    assert (band.word.text(), band.tone()) == ("OK", Tone.OK)
    opened.station.snapshot = wire_samples.snapshot(**changes)
    opened.bot.waitUntil(lambda: band.word.text() == word)
    assert band.tone() is Tone.STALE
    assert band.finding.text().startswith("Every part is rejected\nLast part ")
    assert band.finding.text().endswith(" · OK")
    opened.station.snapshot = wire_samples.snapshot()
    opened.show_part(59)
    assert (band.word.text(), band.tone()) == ("NOT OK", Tone.NOT_OK)


def test_a_verdict_from_before_a_lock_out_gives_way_until_the_next_part(opened: Opened) -> None:
    band = opened.window.live.verdict
    opened.show_part(41)
    since = wire_samples.live_result(41).decided_at + timedelta(seconds=1)
    locked = wire_samples.CAMERA_LOST.model_copy(update={"effect": Effect.STOPS, "since": since})
    opened.station.snapshot = wire_samples.snapshot(alarms=[locked])
    opened.bot.waitUntil(lambda: band.word.text() == "LOCKED")
    assert band.tone() is Tone.STALE
    opened.show_part(53)
    assert (band.word.text(), band.tone()) == ("UNDEFINED", Tone.UNDEFINED)
    warning = locked.model_copy(update={"effect": Effect.WARNS})
    opened.station.snapshot = wire_samples.snapshot(alarms=[warning])
    opened.show_part(41)
    assert band.word.text() == "OK"


def test_a_short_finding_is_drawn_larger_than_a_long_one(opened: Opened) -> None:
    finding = opened.window.live.verdict.finding
    opened.show_part(41)
    large = finding.font().pixelSize()
    opened.show_part(49)
    assert finding.font().pixelSize() < large


class TestHeldReject:
    """At ten parts a second a reject would be gone before anybody has looked up."""

    @pytest.fixture(autouse=True)
    def _held(self, opened: Opened) -> None:
        opened.show_part(59)
        opened.window.live.pictures.hold.click()
        for index in (60, 61, 62):
            opened.show_part(index)

    def test_it_stays_in_view_with_its_picture_and_says_so(self, opened: Opened) -> None:
        live = opened.window.live
        newest = opened.sights[-1].update.last_rejects[0]
        assert live.verdict.result == newest
        assert live.verdict.finding.text().startswith(f"Held · part {newest.part_id} · ")
        assert live.caption.whole_text().startswith(f"Picture of part {newest.part_id} · ")
        assert live.score.part.whole_text().startswith(f"Part {newest.part_id} · ")

    def test_the_next_reject_takes_its_place(self, opened: Opened) -> None:
        before = opened.window.live.verdict.result
        index = next(
            each for each in range(63, 99) if wire_samples.evaluation_of(each) is Evaluation.NOT_OK
        )
        opened.show_part(index)
        shown = opened.window.live.verdict.result
        assert shown is not None
        assert shown != before
        assert shown.result_id == wire_samples.result_id(index)

    def test_let_go_the_newest_part_is_shown_at_once(self, opened: Opened) -> None:
        opened.window.live.pictures.hold.click()
        shown = opened.window.live.verdict.result
        assert shown is not None
        assert shown.result_id == wire_samples.result_id(62)
        opened.show_part(63)
        assert opened.window.live.caption.whole_text().startswith("Picture of part 402063")

    def test_a_picture_that_the_screen_has_skipped_comes_from_the_archive(
        self, opened: Opened
    ) -> None:
        live = opened.window.live
        live.pictures.hold.click()
        opened.show_part(70)
        live.pictures.hold.click()
        held = live.verdict.result
        assert held is not None
        text = f"Picture of part {held.part_id} · "
        opened.bot.waitUntil(lambda: live.caption.whole_text().startswith(text))


def test_disagreeing_counts_are_named(opened: Opened) -> None:
    opened.show_part(1)
    assert opened.window.live.reconciliation.headline.text() == "Every part accounted for"
    opened.station.snapshot = wire_samples.snapshot(
        reconciliation=Reconciliation(agreed=False, detail="the PLC counted two more")
    )
    opened.show_part(2)
    assert opened.window.live.reconciliation.headline.text() == "Counts disagree"
    assert opened.window.live.reconciliation.detail.text() == "the PLC counted two more"


def test_a_picture_is_never_passed_off_as_that_of_another_part(opened: Opened) -> None:
    opened.show_part(52)
    assert opened.window.live.caption.whole_text() == "Picture of part 402052 · OK"
    opened.show_part(53)
    assert opened.window.live.caption.whole_text() == "Picture of an earlier part: 402052 · OK"


def test_a_touched_reject_shows_all_about_it(opened: Opened) -> None:
    opened.show_part(60)
    first = opened.window.live.rejects.buttons[1]
    opened.bot.waitUntil(lambda: first.picture.image is not None)
    first.click()
    detail = opened.window.history.detail
    opened.bot.waitUntil(lambda: detail.detail is not None and detail.picture.image is not None)
    assert detail.detail is not None
    assert detail.detail.result_id == wire_samples.result_id(59)
    assert opened.window.history.isVisible()


def test_thumbnails_of_parts_that_left_the_strip_are_forgotten(opened: Opened) -> None:
    strip = opened.window.live.rejects
    for index in range(60, 100):
        opened.show_part(index)
    opened.bot.waitUntil(lambda: strip.asked == strip.thumbnails.keys())
    shown = {b.result.result_id for b in strip.buttons if b.result and b.isVisible()}
    assert strip.thumbnails.keys() <= shown


def test_what_was_known_last_stays_on_as_many_lines_as_it_has(opened: Opened) -> None:
    opened.show_part(49)
    band = opened.window.live.verdict
    band.show_stale(True)
    finding = band.finding
    opened.bot.waitUntil(lambda: "\n" in finding.text() and finding.width() > 0)

    def whole() -> bool:
        widths = map(finding.fontMetrics().horizontalAdvance, finding.text().splitlines())
        return max(widths) <= finding.contentsRect().width()

    opened.bot.waitUntil(whole)


def test_a_station_whose_engine_refuses_to_start_says_what_refuses_and_what_to_do(
    opened: Opened,
) -> None:
    opened.show_part(41)
    remedy = "Restore the package."
    opened.station.offline = StationRefusedError.of("engine", "MOD-002", "one bit changed", remedy)
    opened.station.drop()
    banner = opened.window.banner
    headline = "No connection to the station · MOD-002 one bit changed"
    opened.bot.waitUntil(lambda: banner.headline.whole_text() == headline)
    assert banner.detail.whole_text().startswith("What you see is the last state known.")


def test_a_lost_station_is_said_and_what_is_shown_marked_as_old(opened: Opened) -> None:
    opened.show_part(41)
    opened.station.offline = StationNotRunningError("gone")
    opened.station.drop()
    banner, live = opened.window.banner, opened.window.live
    opened.bot.waitUntil(banner.isVisible)
    assert banner.headline.whole_text().startswith("No connection to the station · STA-002")
    assert banner.detail.whole_text().endswith(StationNotRunningError.remedy)
    assert live.verdict.word.text() == "OK"
    assert live.verdict.tone() is Tone.STALE
    assert live.reconciliation.headline.text() == "Counts not known now"
    assert opened.window.header.state.text() == "Not connected"
    assert not any(button.isEnabled() for button in live.controls.buttons.values())
    opened.station.offline = None
    assert opened.station.connected.acquire(timeout=10)
    assert opened.station.connected.acquire(timeout=10)
    opened.show_part(42)
    assert not banner.isVisible()
    assert live.verdict.tone() is Tone.OK


def test_an_idle_line_stays_connected_and_its_state_up_to_date(opened: Opened) -> None:
    opened.show_part(41)
    opened.station.snapshot = wire_samples.snapshot(state=StationState.READY)
    opened.bot.waitUntil(lambda: opened.window.header.state.text() == "Ready")
    assert not opened.window.banner.isVisible()


def test_the_worst_alarm_is_shown_and_the_others_are_one_touch_away(opened: Opened) -> None:
    opened.station.snapshot = wire_samples.snapshot(
        alarms=[wire_samples.DISK_LOW, wire_samples.CAMERA_LOST]
    )
    opened.show_part(1)
    banner = opened.window.banner
    assert banner.headline.whole_text().startswith("CAM-002  camera line-1 stopped answering")
    assert banner.detail.whole_text() == wire_samples.CAMERA_LOST.remedy
    assert banner.more.text() == "1 more ›"
    banner.more.click()
    assert opened.window.pages.in_view is opened.window.pages.page(PageKey.ALARMS)


def test_a_score_that_is_no_number_is_a_dash(opened: Opened) -> None:
    opened.station.say(
        wire_samples.live_update(
            1, latest=wire_samples.live_result(1, reason=Reason.CLASSIFIED, score=float("nan"))
        )
    )
    opened.bot.waitUntil(lambda: opened.window.live.verdict.result is not None)
    assert "–" in opened.window.live.score.score.text()
    opened.window.grab()


def test_the_trend_of_the_last_hour_is_drawn_and_told(opened: Opened) -> None:
    opened.show_part(1)
    trend = opened.window.live.pace.trend
    opened.bot.waitUntil(lambda: len(trend.minutes) == 60)
    minutes = opened.station.statistics.trend(60).minutes
    assert sum(each.ok for each in trend.minutes) == sum(each.ok for each in minutes)
    assert trend.minutes[26].other == minutes[26].not_ok + minutes[26].undefined
    assert trend.accessibleName().startswith("Last 60 minutes: ")
