"""Every declared action does what it says, in every language."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import cast

import pytest
import wire_line_samples
import wire_samples
from _pytest.mark import ParameterSet
from challenge_cases import CHALLENGE_CASES
from history_cases import HISTORY_CASES
from open_window import Opened
from people_cases import PEOPLE_CASES
from product_cases import PRODUCT_CASES
from PySide6.QtGui import QKeySequence
from scripted_alarms import past_row
from statistics_cases import STATISTICS_CASES

from inspector import __version__
from inspector.domain.evaluation import Evaluation
from inspector.engine.station.states import TRANSITIONS
from inspector.ui.actions.spec import ActionKey, Scope
from inspector.ui.actions.window import WindowAction
from inspector.ui.control import OFFERED
from inspector.ui.i18n.language import Language
from inspector.ui.pages.alarms.actions import AlarmAction
from inspector.ui.pages.alarms.page import AlarmsPage
from inspector.ui.pages.alarms.sections import Section
from inspector.ui.pages.catalogue import PAGES
from inspector.ui.pages.history.actions import HistoryAction
from inspector.ui.pages.keys import PageKey
from inspector.ui.pages.live.actions import LiveAction
from inspector.ui.pages.live.counts_card import Period
from inspector.ui.pages.models.actions import ModelsAction
from inspector.ui.pages.models.page import ModelsPage
from inspector.ui.pages.setup.actions import SetupAction
from inspector.ui.pages.station_check.actions import CheckAction
from inspector.ui.pages.station_check.page import StationCheckPage
from inspector.ui.theme import look as look_module
from inspector.ui.theme.tokens import ThemeName
from inspector.ui.two_touch import BOUNCE_MS
from inspector.wire.events import EventGroup
from inspector.wire.history import ViewDetail
from inspector.wire.station import Severity, StationCommand, StationState


@pytest.fixture(autouse=True)
def _without_a_style(monkeypatch: pytest.MonkeyPatch) -> None:
    """What an action does is no matter of colours; tests/ui/look has windows with their style."""
    monkeypatch.setattr(look_module, "make_stylesheet", lambda *_: "")


ACTIONS: list[ActionKey] = [
    key
    for table in (WindowAction, PAGES, *(page.actions for page in PAGES.values()))
    for key in table
]


def in_state(opened: Opened, state: StationState) -> None:
    opened.station.snapshot = wire_samples.snapshot(state=state)
    opened.show_part(3)


def with_rows(opened: Opened) -> None:
    opened.window.turn_to(PageKey.HISTORY)
    opened.bot.waitUntil(lambda: opened.window.history.model.rowCount() > 0)


def with_detail(opened: Opened, index: int = 347) -> None:
    opened.window.navigator.show_result(wire_samples.result_id(index))
    opened.bot.waitUntil(lambda: opened.window.history.detail.picture.image is not None)


def with_setup(opened: Opened) -> None:
    in_state(opened, StationState.READY)
    opened.window.turn_to(PageKey.SETUP)
    opened.bot.waitUntil(lambda: bool(opened.window.setup.features.model.features))


def with_setting(opened: Opened) -> None:
    with_setup(opened)
    cameras, model = opened.window.setup.cameras, opened.window.setup.features.model
    cameras.set_feature(model.feature(model.index_of("gain_db")), 3.0)
    opened.bot.waitUntil(lambda: cameras.changed == ("gain_db",))


def signed_in(opened: Opened) -> None:
    opened.window.session.sign_in("Anna Berg", "246813")
    opened.bot.waitUntil(lambda: opened.window.session.person is not None)


def with_alarm(opened: Opened) -> None:
    opened.station.snapshot = wire_samples.snapshot(
        alarms=[wire_line_samples.BIN_FULL.model_copy(update={"occurrence_id": 7})]
    )
    opened.show_part(3)


def counting(opened: Opened, period: Period) -> None:
    opened.show_part(3)
    opened.window.live.counters.choose(period)


def on_check(opened: Opened) -> StationCheckPage:
    return cast("StationCheckPage", opened.window.pages.page(PageKey.STATION_CHECK))


def on_alarms(opened: Opened) -> AlarmsPage:
    return cast("AlarmsPage", opened.window.pages.page(PageKey.ALARMS))


def with_alarms(opened: Opened) -> None:
    opened.window.turn_to(PageKey.ALARMS)
    opened.bot.waitUntil(lambda: on_alarms(opened).detail.alarm is not None)


def with_log(opened: Opened) -> None:
    with_alarms(opened)
    page = on_alarms(opened)
    page.show_section(Section.LOG)
    opened.bot.waitUntil(lambda: page.tables.log_model.rowCount() > 0)
    page.tables.log_table.selectRow(0)


def filtered(evaluation: Evaluation | None) -> Callable[[Opened], bool]:
    return lambda opened: opened.window.history.criteria.evaluation is evaluation


def shown_detail(index: int) -> Callable[[Opened], bool]:
    def shown(opened: Opened) -> bool:
        detail = opened.window.history.detail.detail
        return detail is not None and detail.result_id == wire_samples.result_id(index)

    return shown


def three_views() -> list[ViewDetail]:
    return wire_samples.result_detail(wire_samples.SEEN_BY_THREE).views


def asked_for_pages(count: int) -> Callable[[Opened], bool]:
    return lambda opened: sum(isinstance(q, tuple) for q in opened.station.questions) >= count


def models(opened: Opened) -> ModelsPage:
    page = opened.window.pages.page(PageKey.MODELS)
    assert isinstance(page, ModelsPage)
    return page


def with_package(opened: Opened, place: int = 1) -> ModelsPage:
    opened.window.turn_to(PageKey.MODELS)
    page = models(opened)
    opened.bot.waitUntil(lambda: page.packages.list.model.rowCount() > 0)
    page.packages.list.table.selectRow(place)
    opened.bot.waitUntil(lambda: bool(page.packages.detail.card.toPlainText()))
    return page


def with_training(opened: Opened, place: int = 1) -> ModelsPage:
    page = with_package(opened)
    page.turn_to(ModelsAction.TRAINING)
    opened.bot.waitUntil(lambda: page.training.list.model.rowCount() > 0)
    page.training.list.table.selectRow(place)
    return page


def with_form(opened: Opened) -> None:
    page = with_training(opened)
    page.training.open_form()
    opened.bot.waitUntil(lambda: page.training.form.dataset.count() > 0)
    page.training.form.name.setText("bracket")


def with_flip(opened: Opened) -> None:
    page = with_package(opened)
    page.turn_to(ModelsAction.TRIAL)
    opened.bot.waitUntil(lambda: page.trial.model.rowCount() > 0)
    page.trial.table.selectRow(0)


def in_tab(tab: ModelsAction) -> Callable[[Opened], bool]:
    return lambda opened: models(opened).tab is tab


Step = Callable[[Opened], object]
CASES: dict[ActionKey, tuple[Step, Callable[[Opened], bool]]] = {
    **PEOPLE_CASES,
    **CHALLENGE_CASES,
    PageKey.LIVE: (
        lambda o: o.window.turn_to(PageKey.HISTORY),
        lambda o: o.window.live.isVisible(),
    ),
    PageKey.HISTORY: (
        lambda o: None,
        lambda o: o.window.history.model.rowCount() > 0,
    ),
    PageKey.SETUP: (
        lambda o: in_state(o, StationState.READY),
        lambda o: bool(o.window.setup.features.model.features),
    ),
    PageKey.IO: (
        lambda o: None,
        lambda o: bool(o.window.io.vision.model.registers),
    ),
    PageKey.STATION_CHECK: (lambda o: None, lambda o: on_check(o).run is not None),
    CheckAction.BEGIN: (
        lambda o: o.window.turn_to(PageKey.STATION_CHECK),
        lambda o: ("begin", __version__) in o.station.check.asked,
    ),
    CheckAction.CANCEL: (
        lambda o: o.window.turn_to(PageKey.STATION_CHECK),
        lambda o: "cancel" in o.station.check.asked,
    ),
    CheckAction.GO_TO_PAGE: (
        lambda o: (
            o.window.turn_to(PageKey.STATION_CHECK),
            o.bot.waitUntil(lambda: on_check(o).run is not None),
        ),
        lambda o: o.window.pages.in_view is o.window.setup,
    ),
    PageKey.ALARMS: (lambda o: None, lambda o: on_alarms(o).tables.waiting_model.rowCount() > 0),
    AlarmAction.SHOW_WAITING: (with_log, lambda o: on_alarms(o).section is Section.WAITING),
    AlarmAction.SHOW_LOG: (with_alarms, lambda o: on_alarms(o).section is Section.LOG),
    AlarmAction.SHOW_EVENTS: (
        with_alarms,
        lambda o: on_alarms(o).tables.event_model.rowCount() > 0,
    ),
    AlarmAction.SHOW_FREQUENCY: (
        with_alarms,
        lambda o: bool(on_alarms(o).tables.frequency.by_count.texts()),
    ),
    AlarmAction.ACKNOWLEDGE: (
        with_alarms,
        lambda o: ("acknowledge", 41) in o.station.alarms.asked,
    ),
    AlarmAction.ACKNOWLEDGE_ALL: (
        lambda o: (with_alarms(o), on_alarms(o).acknowledge_all(), o.bot.wait(BOUNCE_MS + 20)),
        lambda o: ("acknowledge", 41, 42, 39) in o.station.alarms.asked,
    ),
    AlarmAction.CLEAR: (
        lambda o: (with_alarms(o), on_alarms(o).tables.waiting_table.selectRow(1)),
        lambda o: ("clear", "GAT-105") in o.station.alarms.asked,
    ),
    AlarmAction.GO_TO_PAGE: (with_alarms, lambda o: o.window.pages.in_view is o.window.setup),
    AlarmAction.SHOW_SAME: (
        with_log,
        lambda o: ("log", past_row(350).code, None, None) in o.station.alarms.asked,
    ),
    AlarmAction.LAST_DAY: (with_log, lambda o: on_alarms(o).wanted.time.days == 1),
    AlarmAction.LAST_WEEK: (
        lambda o: (with_log(o), on_alarms(o).show_time(AlarmAction.LAST_DAY)),
        lambda o: on_alarms(o).wanted.time.days == 7,
    ),
    AlarmAction.LAST_MONTH: (with_log, lambda o: on_alarms(o).wanted.time.days == 30),
    AlarmAction.FAULTS_ONLY: (
        with_log,
        lambda o: ("log", None, Severity.FAULT, None) in o.station.alarms.asked,
    ),
    AlarmAction.EVERY_EVENT: (
        lambda o: (with_alarms(o), on_alarms(o).show_section(Section.EVENTS)),
        lambda o: ("events", (), None) in o.station.alarms.asked,
    ),
    AlarmAction.EVENTS_OF_STATION: (
        lambda o: (with_alarms(o), on_alarms(o).show_section(Section.EVENTS)),
        lambda o: ("events", (EventGroup.STATION,), None) in o.station.alarms.asked,
    ),
    AlarmAction.EVENTS_OF_PEOPLE: (
        lambda o: (with_alarms(o), on_alarms(o).show_section(Section.EVENTS)),
        lambda o: ("events", (EventGroup.PEOPLE,), None) in o.station.alarms.asked,
    ),
    AlarmAction.EXPORT: (with_log, lambda o: ("export", None) in o.station.alarms.asked),
    WindowAction.ACKNOWLEDGE_ALARM: (
        with_alarm,
        lambda o: ("acknowledge", 7) in o.station.alarms.asked,
    ),
    LiveAction.COUNT_LOT: (
        lambda o: counting(o, Period.ALL),
        lambda o: o.window.live.counters.period is Period.LOT,
    ),
    LiveAction.COUNT_SHIFT: (
        lambda o: o.show_part(3),
        lambda o: o.window.live.counters.period is Period.SHIFT,
    ),
    LiveAction.COUNT_ALL: (
        lambda o: o.show_part(3),
        lambda o: o.window.live.counters.period is Period.ALL,
    ),
    LiveAction.LOT: (
        lambda o: o.show_part(3),
        lambda o: o.window.live.lots.isVisible(),
    ),
    LiveAction.HOLD_REJECT: (
        lambda o: o.show_part(41),
        lambda o: o.window.live.verdict.word.text() in ("NOT OK", "不合格"),
    ),
    LiveAction.SHOW_REGION: (
        lambda o: o.show_part(3),
        lambda o: not o.window.board[LiveAction.SHOW_REGION].isChecked(),
    ),
    LiveAction.LOT_REPORT: (
        lambda o: o.show_part(3),
        lambda o: o.window.history.panels.reporting.panel.isVisible(),
    ),
    WindowAction.MAINTENANCE: (
        lambda o: (in_state(o, StationState.READY), signed_in(o)),
        lambda o: o.window.maintenance.armed and o.station.line.asked == [],
    ),
    WindowAction.CLEAR_ALARM: (
        lambda o: with_alarm(o),
        lambda o: ("clear", "GAT-106") in o.station.alarms.asked,
    ),
    WindowAction.SIGN_IN: (
        lambda o: None,
        lambda o: o.window.sign_in.isVisible() and len(o.window.sign_in.names.buttons) == 3,
    ),
    WindowAction.START: (
        lambda o: in_state(o, StationState.READY),
        lambda o: o.station.commands == [StationCommand.START],
    ),
    WindowAction.STOP: (
        lambda o: in_state(o, StationState.CONTINUOUS_EXECUTION),
        lambda o: o.window.control.stop_armed and o.station.commands == [],
    ),
    WindowAction.RESET: (
        lambda o: in_state(o, StationState.ERROR),
        lambda o: o.station.commands == [StationCommand.RESET],
    ),
    WindowAction.ZOOM_IN: (with_detail, lambda o: o.window.history.detail.picture.zoom > 1),
    WindowAction.ZOOM_OUT: (
        lambda o: (
            with_detail(o),
            o.window.history.detail.picture.zoom_in(),
            o.window.history.detail.picture.zoom_in(),
        ),
        lambda o: 1 < o.window.history.detail.picture.zoom < 1.5,
    ),
    WindowAction.ZOOM_TO_FIT: (
        lambda o: (with_detail(o), o.window.history.detail.picture.zoom_in()),
        lambda o: o.window.history.detail.picture.zoom == 1,
    ),
    SetupAction.TEST_EXPOSURE: (
        lambda o: with_setup(o),
        lambda o: ("trigger", "camera") in o.station.cameras.asked,
    ),
    SetupAction.CROSSHAIR: (with_setup, lambda o: o.window.setup.picture.crosshair),
    SetupAction.KEEP_FEATURES: (
        lambda o: with_setting(o),
        lambda o: ("keep", "camera", ("gain_db",)) in o.station.cameras.asked,
    ),
    PageKey.MODELS: (
        lambda o: None,
        lambda o: models(o).packages.list.model.rowCount() > 0,
    ),
    ModelsAction.PACKAGES: (with_training, in_tab(ModelsAction.PACKAGES)),
    ModelsAction.TRAINING: (with_package, in_tab(ModelsAction.TRAINING)),
    ModelsAction.TRIAL: (with_package, in_tab(ModelsAction.TRIAL)),
    ModelsAction.LABELS: (
        with_package,
        lambda o: models(o).labels.model.rowCount() > 0,
    ),
    ModelsAction.PROMOTE: (
        with_package,
        lambda o: models(o).packages.panel_open and o.station.models.asked == [],
    ),
    ModelsAction.ROLL_BACK: (
        with_package,
        lambda o: models(o).packages.panel_open and o.station.models.asked == [],
    ),
    ModelsAction.CONFIRM: (
        lambda o: with_package(o).packages.ask_promotion(),
        lambda o: o.station.models.asked == [("promote", "machined-part/2.0.0", "", "")],
    ),
    ModelsAction.DISMISS: (
        lambda o: with_package(o).packages.ask_promotion(),
        lambda o: not models(o).packages.panel_open,
    ),
    ModelsAction.TRY: (with_package, lambda o: o.station.models.asked == [("trial", None)]),
    ModelsAction.REPORT: (
        lambda o: setattr(with_package(o).packages.reports, "open_url", lambda url: None),
        lambda o: o.station.models.asked == [("report", "machined-part/2.0.0")],
    ),
    ModelsAction.COMPARE: (
        with_package,
        lambda o: models(o).packages.detail.changes.model.rowCount() > 0,
    ),
    ModelsAction.NEW_TRAINING: (with_training, lambda o: models(o).training.form_open),
    ModelsAction.START_TRAINING: (
        with_form,
        lambda o: [getattr(each, "name", "") for each in o.station.training.asked] == ["bracket"],
    ),
    ModelsAction.CANCEL_TRAINING: (
        with_training,
        lambda o: [each[0] for each in o.station.training.asked] == ["cancel"],
    ),
    ModelsAction.RESUME_TRAINING: (
        lambda o: with_training(o, 2),
        lambda o: [each[0] for each in o.station.training.asked] == ["resume"],
    ),
    ModelsAction.DELETE_TRAINING: (
        lambda o: (with_training(o, 4), models(o).training.delete(), o.bot.wait(BOUNCE_MS + 20)),
        lambda o: [each[0] for each in o.station.training.asked] == ["delete"],
    ),
    ModelsAction.SHOW_PART: (
        with_flip,
        lambda o: o.window.history.isVisible(),
    ),
    WindowAction.SWITCH_LANGUAGE: (
        lambda o: o.languages.choose(Language.ENGLISH),
        lambda o: o.languages.language is Language.CHINESE,
    ),
    WindowAction.SWITCH_CONTRAST: (
        lambda o: None,
        lambda o: o.look.theme.name is ThemeName.DARK_CONTRAST,
    ),
    WindowAction.LARGER: (
        lambda o: None,
        lambda o: o.window.zoom.wished == 1.5,
    ),
    WindowAction.SMALLER: (
        lambda o: o.window.zoom.larger(),
        lambda o: o.window.zoom.wished == 1.0,
    ),
    WindowAction.DISPLAY: (
        lambda o: None,
        lambda o: o.window.display.isVisible(),
    ),
    WindowAction.SWITCH_THEME: (
        lambda o: o.look.choose(ThemeName.DARK),
        lambda o: o.look.theme.name is ThemeName.LIGHT,
    ),
    WindowAction.FULL_SCREEN: (lambda o: None, lambda o: o.window.isFullScreen()),
    WindowAction.QUIT: (lambda o: None, lambda o: not o.window.isVisible()),
    **HISTORY_CASES,
    **PRODUCT_CASES,
    **STATISTICS_CASES,
}


def in_every_language() -> list[ParameterSet]:
    """Each action in one language in every run, and in the others in the long campaigns."""
    languages = tuple(Language)
    return [
        pytest.param(
            key, language, marks=() if place % len(languages) == turn else pytest.mark.soak
        )
        for place, key in enumerate(ACTIONS)
        for turn, language in enumerate(languages)
    ]


@pytest.mark.parametrize(("key", "first_language"), in_every_language())
def test_an_action_does_what_it_says(
    opened: Opened, key: ActionKey, first_language: Language
) -> None:
    prepare, done = CASES[key]
    assert opened.languages.language is first_language
    prepare(opened)
    opened.window.board[key].trigger()
    opened.bot.waitUntil(lambda: done(opened))


@pytest.mark.parametrize("key", ACTIONS)
def test_an_action_has_a_text_and_keys_that_no_other_in_reach_has(key: ActionKey) -> None:
    """Two pages may use the same keys: only one of them hears them."""
    assert key.spec.text
    assert key.spec.keys
    everywhere = [*WindowAction, *PAGES]
    pages = [list(page.actions) for page in PAGES.values()]
    if key not in everywhere:
        pages = [actions for actions in pages if key in actions]
    for keys in key.spec.keys:
        assert not QKeySequence(keys).isEmpty()
        for actions in pages:
            reach = [*everywhere, *actions]
            assert [other for other in reach if keys in other.spec.keys] == [key]


@cache
def manual() -> str:
    pages = (Path(__file__).parents[3] / "docs/how-to").glob("*.md")
    return "".join(page.read_text("utf-8") for page in pages)


@pytest.mark.parametrize("key", ACTIONS)
def test_the_first_key_of_an_action_stands_in_the_manual(key: ActionKey) -> None:
    shown = {"Left": "←", "Right": "→"}.get(key.spec.keys[0], key.spec.keys[0])
    assert f"`{shown}`" in manual()


def test_shortcuts_of_a_hidden_page_are_deaf(opened: Opened) -> None:
    opened.show_part(1)
    opened.bot.keyClick(opened.window, "G")
    assert not opened.window.board[HistoryAction.SHOW_TILES].isChecked()
    opened.window.turn_to(PageKey.HISTORY)
    opened.window.activateWindow()
    opened.bot.keyClick(opened.window.history.table, "G")
    assert opened.window.board[HistoryAction.SHOW_TILES].isChecked()
    assert HistoryAction.SHOW_TILES.spec.scope is Scope.PAGE


@pytest.mark.parametrize("state", StationState)
def test_the_screen_offers_what_the_station_allows(state: StationState) -> None:
    allowed = {command for command in StationCommand if (state, command) in TRANSITIONS}
    assert OFFERED[state] == allowed


class TestStop:
    """Stopping takes two deliberate touches."""

    @pytest.fixture(autouse=True)
    def _running(self, opened: Opened) -> None:
        in_state(opened, StationState.CONTINUOUS_EXECUTION)

    def test_a_second_touch_stops(self, opened: Opened) -> None:
        button = opened.window.live.controls.buttons[WindowAction.STOP]
        button.click()
        assert button.text().strip() == "Touch again"
        opened.bot.wait(BOUNCE_MS + 20)
        button.click()
        opened.bot.waitUntil(lambda: opened.station.commands == [StationCommand.STOP])
        assert button.text().strip() == "Stop"

    def test_a_bouncing_glove_does_not_stop(self, opened: Opened) -> None:
        button = opened.window.live.controls.buttons[WindowAction.STOP]
        for _ in range(5):
            button.click()
        assert opened.window.control.stop_armed
        assert opened.station.commands == []

    def test_a_touch_without_a_second_one_is_forgotten(self, opened: Opened) -> None:
        opened.window.control.stop()
        with opened.bot.waitSignal(opened.window.control.changed, timeout=10_000):
            pass
        assert not opened.window.control.stop_armed
        assert opened.station.commands == []

    def test_a_stop_in_vain_is_told_without_a_dialog(self, opened: Opened) -> None:
        from inspector.domain.errors.state import CommandNotAllowedError

        opened.station.refusal = CommandNotAllowedError("not now")
        opened.window.control.stop()
        opened.bot.wait(BOUNCE_MS + 20)
        opened.window.control.stop()
        banner = opened.window.banner
        opened.bot.waitUntil(banner.isVisible)
        assert banner.headline.whole_text() == "STA-001  not now"
        banner.more.click()
        assert not banner.isVisible()
