"""The alarms page: what waits, what was, what happened, and what comes too often."""

from __future__ import annotations

from pathlib import Path

import pytest
import wire_samples
from fitting import clipped_or_too_low, settle, too_small_to_touch
from open_window import Opened
from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QAccessible
from scripted_alarms import BIN, CAMERA, FOCUS, LATE, WAITING, alarm_row, one_of_each

from inspector.domain.alarm import AlarmState, Effect, EndedBy, Severity
from inspector.domain.errors.people import RightMissingError
from inspector.domain.place import Place
from inspector.ui import saving
from inspector.ui.i18n.language import Language
from inspector.ui.pages.alarms import texts
from inspector.ui.pages.alarms.actions import AlarmAction
from inspector.ui.pages.alarms.columns import FIX_COLUMN
from inspector.ui.pages.alarms.page import AlarmsPage
from inspector.ui.pages.alarms.sections import SECTION_KEYS, Section
from inspector.ui.pages.keys import PageKey
from inspector.ui.pages.places import PAGES_OF
from inspector.ui.two_touch import BOUNCE_MS
from inspector.wire.events import EventGroup
from inspector.wire.station import Alarm


@pytest.fixture
def page(opened: Opened) -> AlarmsPage:
    opened.window.turn_to(PageKey.ALARMS)
    made = opened.window.pages.page(PageKey.ALARMS)
    assert isinstance(made, AlarmsPage)
    opened.bot.waitUntil(lambda: made.tables.waiting_model.rowCount() == len(WAITING))
    return made


def asked(opened: Opened, what: str) -> list[object]:
    found = opened.station.alarms.asked
    return [each for each in found if isinstance(each, tuple) and each[0] == what]


def in_log(opened: Opened, page: AlarmsPage) -> None:
    opened.window.board[AlarmAction.SHOW_LOG].trigger()
    opened.bot.waitUntil(lambda: page.tables.log_model.rowCount() > 0)


def test_the_worst_that_nobody_has_seen_is_chosen_and_explained(page):
    detail = page.detail
    assert detail.alarm == CAMERA
    assert detail.headline.text() == "CAM-002  top: connected, but no frame for 3 s"
    assert detail.remedy.text() == CAMERA.remedy
    assert detail.effect.text() == "Fault · Parts are rejected"
    assert page.told.whole_text() == "3 faults · 0 warnings · 3 not acknowledged"


def test_no_alarm_is_explained_in_another_language(opened, page):
    opened.languages.choose(Language.CHINESE)
    opened.station.alarms.rows = rows = one_of_each()
    opened.bot.waitUntil(lambda: page.tables.waiting_model.rowCount() == len(rows))
    for alarm in rows:
        page.detail.show_alarm(alarm)
        assert page.detail.cause.isHidden()
        assert page.detail.headline.text() != f"{alarm.code}  {alarm.message}"


def test_nothing_of_an_alarm_is_left_where_none_is_chosen(page):
    assert page.detail.effect.text()
    page.detail.show_alarm(None)
    assert page.detail.headline.text() == "Choose an alarm to see what helps."
    assert page.detail.effect.isHidden()


def test_what_can_be_done_depends_on_the_alarm(page):
    buttons = page.detail.buttons
    for place, (acknowledge, clear) in enumerate(
        [(True, False), (True, True), (False, True), (True, False)]
    ):
        page.tables.waiting_table.selectRow(place)
        assert buttons[AlarmAction.ACKNOWLEDGE].isVisible() == acknowledge
        assert buttons[AlarmAction.CLEAR].isVisible() == clear


def test_acknowledging_keeps_the_alarm_and_what_was_chosen(opened, page):
    page.tables.waiting_table.selectRow(1)
    opened.window.board[AlarmAction.ACKNOWLEDGE].trigger()
    opened.bot.waitUntil(lambda: asked(opened, "acknowledge") == [("acknowledge", 42)])
    opened.bot.waitUntil(lambda: page.detail.alarm.state is AlarmState.ACKNOWLEDGED)
    assert page.detail.alarm.code == LATE.code


def test_acknowledging_all_takes_two_touches(opened, page):
    opened.window.board[AlarmAction.ACKNOWLEDGE_ALL].trigger()
    assert asked(opened, "acknowledge") == []
    opened.bot.wait(BOUNCE_MS + 20)
    opened.window.board[AlarmAction.ACKNOWLEDGE_ALL].trigger()
    opened.bot.waitUntil(lambda: asked(opened, "acknowledge") == [("acknowledge", 41, 42, 39)])
    opened.bot.waitUntil(lambda: page.tables.waiting_model.rowCount() == len(WAITING) - 1)


def test_a_refusal_is_told_and_nothing_changes(opened, page):
    opened.station.alarms.refusal = RightMissingError("an alarm that stops the infeed")
    page.tables.waiting_table.selectRow(2)
    opened.window.board[AlarmAction.CLEAR].trigger()
    banner = opened.window.banner
    opened.bot.waitUntil(lambda: "PPL-002" in banner.headline.whole_text())
    assert page.tables.waiting_model.rowCount() == len(WAITING)


def test_the_button_turns_to_the_page_that_mends_it(opened, page):
    assert page.detail.buttons[AlarmAction.GO_TO_PAGE].text().strip() == "Go to Cameras"
    opened.window.board[AlarmAction.GO_TO_PAGE].trigger()
    assert opened.window.pages.in_view is opened.window.setup


def touch_link(opened: Opened, page: AlarmsPage, place: int) -> None:
    table = page.tables.waiting_table
    cell = table.visualRect(page.tables.waiting_model.index(place, FIX_COLUMN))
    opened.bot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=cell.center())


def test_one_touch_on_a_row_turns_to_the_page_that_mends_it(opened, page):
    opened.station.cameras.states = [wire_samples.camera(name) for name in ("side", "top", "top.2")]
    opened.show_part(3)
    touch_link(opened, page, WAITING.index(BIN))
    assert opened.window.pages.in_view is opened.window.io
    opened.window.turn_to(PageKey.ALARMS)
    touch_link(opened, page, WAITING.index(CAMERA))
    assert opened.window.pages.in_view is opened.window.setup
    assert opened.window.setup.cameras.name == CAMERA.subject == "top"


def test_a_touch_on_the_words_of_a_row_only_chooses_it(opened, page):
    table = page.tables.waiting_table
    cell = table.visualRect(page.tables.waiting_model.index(2, 0))
    opened.bot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=cell.center())
    assert opened.window.pages.in_view is page
    assert page.detail.alarm == BIN


def test_an_alarm_that_is_seen_to_here_leads_nowhere(opened, page):
    opened.station.alarms.rows = [alarm_row(60, fixed_on=Place.ALARMS), *WAITING]
    opened.bot.waitUntil(lambda: page.tables.waiting_model.rowCount() == len(WAITING) + 1)
    page.tables.waiting_table.selectRow(0)
    assert page.tables.waiting_model.index(0, FIX_COLUMN).data() == ""
    assert not page.detail.buttons[AlarmAction.GO_TO_PAGE].isVisible()
    touch_link(opened, page, 0)
    assert opened.window.pages.in_view is page


def test_an_empty_list_says_that_all_is_well(opened, page):
    opened.station.alarms.rows = []
    opened.bot.waitUntil(lambda: page.told.whole_text() == "No alarm. All is well.")
    assert page.detail.alarm is None
    assert not page.detail.buttons[AlarmAction.ACKNOWLEDGE].isVisible()


def test_rows_that_stay_keep_their_choice_when_others_come(opened, page):
    page.tables.waiting_table.selectRow(2)
    opened.station.alarms.rows = [alarm_row(50, subject="side"), *WAITING]
    opened.bot.waitUntil(lambda: page.tables.waiting_model.rowCount() == len(WAITING) + 1)
    assert page.detail.alarm.occurrence_id == BIN.occurrence_id


def test_a_page_that_nobody_looks_at_asks_nothing(opened, page):
    opened.window.turn_to(PageKey.LIVE)
    before = page.waiting
    opened.station.alarms.rows = []
    opened.bot.wait(1200)
    assert page.waiting is before


class TestLog:
    def test_it_is_loaded_page_by_page(self, opened, page):
        in_log(opened, page)
        model = page.tables.log_model
        assert model.rowCount() == 100
        while model.canFetchMore(model.index(-1, -1)):
            rows = model.rowCount()
            model.fetchMore(model.index(-1, -1))
            opened.bot.waitUntil(lambda rows=rows: model.rowCount() > rows)
        assert [row.occurrence_id for row in model.rows] == list(range(350, 0, -1))

    def test_its_filters_are_asked_of_the_station(self, opened, page):
        in_log(opened, page)
        page.tables.log_table.selectRow(0)
        code = page.detail.alarm.code
        for key in (AlarmAction.FAULTS_ONLY, AlarmAction.SHOW_SAME, AlarmAction.LAST_DAY):
            opened.window.board[key].trigger()
        wanted = ("log", code, Severity.FAULT, None)
        opened.bot.waitUntil(lambda: wanted in asked(opened, "log"))
        opened.bot.waitUntil(lambda: {row.code for row in page.tables.log_model.rows} == {code})

    def test_the_export_is_saved_and_its_place_told(self, opened, page, tmp_path, monkeypatch):
        monkeypatch.setattr(
            QStandardPaths, "writableLocation", staticmethod(lambda _: str(tmp_path / "saved"))
        )
        in_log(opened, page)
        opened.window.board[AlarmAction.EXPORT].trigger()
        opened.bot.waitUntil(lambda: page.told.whole_text().startswith("Saved to "))
        saved = Path(page.told.whole_text().removeprefix("Saved to "))
        assert saved.read_bytes() == b"occurrence_id\r\n1\r\n"
        assert saved != saving.save_for_person("alarms", ".csv", b"")

    def test_a_folder_that_takes_no_file_is_told(self, opened, page, tmp_path, monkeypatch):
        (tmp_path / "file").write_text("")
        monkeypatch.setattr(
            QStandardPaths, "writableLocation", staticmethod(lambda _: str(tmp_path / "file"))
        )
        in_log(opened, page)
        opened.window.board[AlarmAction.EXPORT].trigger()
        banner = opened.window.banner
        opened.bot.waitUntil(lambda: "CFG-" in banner.headline.whole_text())


def test_events_are_filtered_by_what_makes_them_happen(opened, page):
    opened.window.board[AlarmAction.SHOW_EVENTS].trigger()
    model = page.tables.event_model
    opened.bot.waitUntil(lambda: model.rowCount() == 40)
    assert model.index(3, 2).data() == "refused: PPL-002  State: Ready"
    opened.window.board[AlarmAction.EVENTS_OF_PEOPLE].trigger()
    opened.bot.waitUntil(lambda: {row.group for row in model.rows} == {EventGroup.PEOPLE})


def test_the_most_frequent_say_when_they_are_too_many(opened, page):
    opened.window.board[AlarmAction.SHOW_FREQUENCY].trigger()
    view = page.tables.frequency
    opened.bot.waitUntil(lambda: bool(view.by_count.texts()))
    assert view.by_count.texts()[0][1] == "361 ×"
    assert "7.4 per hour" in view.summary.text()
    assert "6 per hour" in view.summary.text()


class TestBanner:
    def show(self, opened: Opened, *alarms: Alarm, returned: int = 0) -> None:
        opened.station.snapshot = wire_samples.snapshot(
            alarms=list(alarms), alarms_returned=returned
        )
        opened.show_part(3)
        told = alarms[-1].code if alarms else "nobody has seen them"
        headline = opened.window.banner.headline
        opened.bot.waitUntil(lambda: told in headline.whole_text())

    def test_the_worst_that_nobody_has_seen_comes_first(self, opened):
        lost = wire_samples.CAMERA_LOST.model_copy(update={"acknowledged": True})
        full = wire_samples.DISK_LOW.model_copy(update={"occurrence_id": 7})
        self.show(opened, lost, full)
        banner = opened.window.banner
        assert banner.headline.whole_text().startswith("STO-001")
        assert banner.more.text() == "1 more ›"
        opened.window.banner.acknowledge.click()
        opened.bot.waitUntil(lambda: asked(opened, "acknowledge") == [("acknowledge", 7)])

    def test_one_touch_shows_all_alarms(self, opened):
        seen_to_here = wire_samples.CAMERA_LOST.model_copy(update={"fixed_on": Place.ALARMS})
        self.show(opened, seen_to_here)
        assert opened.window.banner.more.text() == "Show ›"
        opened.window.banner.more.click()
        assert opened.window.pages.in_view is opened.window.pages.page(PageKey.ALARMS)

    def test_one_touch_on_the_only_alarm_turns_to_what_mends_it(self, opened):
        alarm = wire_samples.CAMERA_LOST.model_copy(update={"subject": "side"})
        opened.station.cameras.states = [wire_samples.camera(name) for name in ("top", "side")]
        self.show(opened, alarm)
        banner = opened.window.banner
        assert banner.more.text() == "Go to Cameras ›"
        banner.more.click()
        assert opened.window.pages.in_view is opened.window.setup
        assert opened.window.setup.cameras.name == "side"

    def test_of_several_alarms_the_banner_leads_to_all(self, opened):
        alarms = [wire_samples.CAMERA_LOST, wire_samples.DISK_LOW]
        opened.station.snapshot = wire_samples.snapshot(alarms=alarms)
        opened.show_part(3)
        banner = opened.window.banner
        opened.bot.waitUntil(lambda: banner.more.text() == "1 more ›")
        banner.more.click()
        assert opened.window.pages.in_view is opened.window.pages.page(PageKey.ALARMS)

    def test_what_came_and_went_unseen_is_told(self, opened):
        self.show(opened, returned=2)
        assert opened.window.banner.headline.whole_text().endswith("nobody has seen them: 2")

    def test_a_screen_reader_hears_a_new_alarm_once(self, opened, monkeypatch):
        said: list[str] = []
        monkeypatch.setattr(
            QAccessible, "updateAccessibility", staticmethod(lambda e: said.append(e.message()))
        )
        self.show(opened, wire_samples.CAMERA_LOST)
        opened.show_part(4)
        told = [each for each in said if "CAM-002" in each]
        assert len(told) == 1
        assert wire_samples.CAMERA_LOST.remedy in told[0]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080)])
def test_every_text_fits(opened, page, size, language):
    opened.languages.choose(language)
    opened.window.resize(*size)
    opened.station.alarms.rows = rows = one_of_each()
    opened.bot.waitUntil(lambda: page.tables.waiting_model.rowCount() == len(rows))
    for section, key in SECTION_KEYS.items():
        opened.window.board[key].trigger()
        if section is Section.FREQUENCY:
            opened.bot.waitUntil(lambda: len(page.tables.frequency.by_count.texts()) == 10)
        if section is Section.WAITING:
            for place in range(len(rows)):
                page.tables.waiting_table.selectRow(place)
                settle(opened, clipped_or_too_low)
        settle(opened, clipped_or_too_low)
        settle(opened, too_small_to_touch)
    assert (opened.window.width(), opened.window.height()) == size


@pytest.mark.parametrize(
    ("code", "subject", "told"),
    [
        ("DRF-014", "line.1.shift_x_px.baseline", "line.1 · Shift x, px"),
        ("CAM-011", "side.exposure_time_us", "side · Exposure time"),
        ("CAM-002", "top", "top"),
    ],
)
def test_on_what_an_alarm_is_is_told_in_words(qapp, code, subject, told):
    assert texts.subject_text(code, subject) == told


def test_every_word_of_the_domain_has_a_text():
    assert set(texts.STATES) == set(AlarmState)
    assert set(texts.EFFECTS) == set(Effect)
    assert set(texts.ENDS) == set(EndedBy)
    assert set(texts.SEVERITIES) == set(texts.SEVERITY_SYMBOLS) == set(Severity)
    assert set(PAGES_OF) == set(Place)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(4.9, "4 s"), (95, "1 min 35 s"), (3660, "1 h 1 min"), (90_000, "1 d 1 h")],
)
def test_a_duration_is_told_in_two_units(seconds, text):
    assert texts.duration_text(seconds) == text


def test_the_detail_of_what_is_over_says_how_it_ended(page):
    page.tables.waiting_table.selectRow(3)
    facts = dict(page.detail.facts.texts())
    assert facts["State"] == "Returned unseen"
    assert facts["Ended"] == "by itself"
    assert facts["In a row"] == "4 ×"
    assert page.detail.alarm == FOCUS
