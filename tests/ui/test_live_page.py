"""What the live page says about a part, and how it says that it does not know."""

import pytest
import wire_samples
from conftest import Opened

from inspector.domain.errors.state import StationNotRunningError
from inspector.domain.evaluation import Evaluation, Reason
from inspector.ui.theme.tokens import Tone
from inspector.wire.station import Reconciliation, StationState


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


def test_score_limit_and_margin_stand_beside_each_other(opened: Opened) -> None:
    opened.show_part(59)
    assert opened.window.live.verdict.score.text() == "Score 0.912  ·  limit 0.500"
    assert opened.window.live.verdict.margin.text() == "margin +0.412"


def test_counts_and_pace_are_the_stations_own(opened: Opened) -> None:
    opened.show_part(1)
    figures = opened.window.live.counters.figures
    assert {name: figure.value.text() for name, figure in figures.items()} == {
        "triggered": "128,406",
        "ok": "124,988",
        "not_ok": "2,901",
        "not_decidable": "498",
        "undefined": "19",
        "rejected": "3,418",
    }
    assert opened.window.live.pace.good_share.value.text() == "97.3 %"
    assert opened.window.live.pace.latency.value.text() == "14 / 23"


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
    assert opened.window.live.caption.text() == "Picture of part 402052 · OK"
    opened.show_part(53)
    assert opened.window.live.caption.text() == "Picture of an earlier part: 402052 · OK"


def test_a_touched_reject_shows_all_about_it(opened: Opened) -> None:
    opened.show_part(60)
    first = opened.window.live.rejects.buttons[1]
    opened.bot.waitUntil(lambda: first.picture.image is not None)
    first.click()
    detail = opened.window.history.detail
    opened.bot.waitUntil(lambda: detail.detail is not None and detail.picture.image is not None)
    assert detail.detail == wire_samples.result_detail(59)
    assert opened.window.pages.currentWidget() is opened.window.history


def test_thumbnails_of_parts_that_left_the_strip_are_forgotten(opened: Opened) -> None:
    strip = opened.window.live.rejects
    for index in range(60, 100):
        opened.show_part(index)
    opened.bot.waitUntil(lambda: strip.asked == strip.thumbnails.keys())
    shown = {b.result.result_id for b in strip.buttons if b.result and b.isVisible()}
    assert strip.thumbnails.keys() <= shown


def test_a_lost_station_is_said_and_what_is_shown_marked_as_old(opened: Opened) -> None:
    opened.show_part(41)
    opened.station.offline = StationNotRunningError("gone")
    opened.station.drop()
    banner, live = opened.window.banner, opened.window.live
    opened.bot.waitUntil(banner.isVisible)
    assert banner.headline.whole_text().startswith("No connection to the station · STA-002")
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


def test_alarms_come_faults_first_and_one_at_a_time(opened: Opened) -> None:
    opened.station.snapshot = wire_samples.snapshot(
        alarms=[wire_samples.DISK_LOW, wire_samples.CAMERA_LOST]
    )
    opened.show_part(1)
    banner = opened.window.banner
    assert banner.headline.whole_text().startswith("CAM-002  camera line-1 stopped answering")
    assert banner.detail.whole_text() == wire_samples.CAMERA_LOST.remedy
    assert banner.more.text() == "1 of 2 ›"
    banner.more.click()
    assert banner.headline.whole_text().startswith("STO-001")


def test_a_score_that_is_no_number_is_a_dash(opened: Opened) -> None:
    opened.station.say(
        wire_samples.live_update(
            1, latest=wire_samples.live_result(1, reason=Reason.CLASSIFIED, score=float("nan"))
        )
    )
    opened.bot.waitUntil(lambda: opened.window.live.verdict.result is not None)
    assert "–" in opened.window.live.verdict.score.text()
    opened.window.grab()
