"""What the station would refuse is locked before the touch, and the screen says why."""

from __future__ import annotations

from typing import cast

import pytest
import wire_line_samples
import wire_samples
from open_window import Opened
from product_cases import products, with_draft, with_product
from scripted_recipes import BRACKET

from inspector.domain.errors.people import NotSignedInError
from inspector.domain.errors.state import StationNotRunningError
from inspector.domain.people import Role
from inspector.ui.actions.needs import Need, Standing, hindrance
from inspector.ui.actions.spec import ActionKey
from inspector.ui.actions.window import WindowAction
from inspector.ui.i18n.language import Language
from inspector.ui.pages.challenge.actions import ChallengeAction
from inspector.ui.pages.challenge.page import ChallengePage
from inspector.ui.pages.keys import PageKey
from inspector.ui.pages.products.actions import ProductAction
from inspector.ui.pages.products.texts import SetUpStep
from inspector.ui.pages.setup.actions import SetupAction
from inspector.ui.pages.statistics.actions import StatisticsAction
from inspector.ui.two_touch import BOUNCE_MS
from inspector.wire.station import StationState

RUNNING, READY = StationState.CONTINUOUS_EXECUTION, StationState.READY
STOP_FIRST = "the station inspects parts; stop it first. Parts are rejected until it runs again"


def in_state(opened: Opened, state: StationState, index: int = 3, **changes: object) -> None:
    opened.station.snapshot = wire_samples.snapshot(state=state, **changes)
    opened.show_part(index)


def locked(opened: Opened, key: ActionKey, reason: str) -> None:
    """The action is locked, and the line at the foot of the window says so."""
    action, line = opened.window.board[key], opened.window.locks
    opened.bot.waitUntil(lambda: (action.reason, action.isEnabled()) == (reason, False))
    opened.bot.waitUntil(lambda: line.isVisible() and reason in line.text.whole_text())
    assert action.text() in line.text.whole_text()


def signed_in(opened: Opened, name: str, pin: str) -> None:
    opened.window.session.sign_in(name, pin)
    opened.bot.waitUntil(lambda: opened.window.session.person is not None)


@pytest.mark.parametrize(
    ("need", "state", "maintained"),
    [
        (Need.REST, RUNNING, False),
        (Need.INSPECTION, READY, False),
        (Need.NOBODY_ELSE, READY, True),
        (Need.NO_MAINTENANCE, READY, True),
    ],
)
def test_each_need_hinders_in_its_state_alone(
    need: Need, state: StationState, maintained: bool
) -> None:
    assert hindrance((need,), Standing(state=state, maintained=maintained))
    other = READY if state is RUNNING else RUNNING
    assert not hindrance((need,), Standing(state=other))
    assert not hindrance((need,), Standing())


class TestSetUp:
    def test_a_camera_is_not_touched_while_parts_pass(self, opened: Opened) -> None:
        in_state(opened, RUNNING)
        opened.window.turn_to(PageKey.SETUP)
        for key in (SetupAction.TEST_EXPOSURE, SetupAction.KEEP_FEATURES):
            locked(opened, key, STOP_FIRST)
        opened.window.board[SetupAction.TEST_EXPOSURE].trigger()
        in_state(opened, READY, 4)
        assert opened.window.board[SetupAction.TEST_EXPOSURE].isEnabled()
        opened.bot.waitUntil(lambda: not opened.window.locks.isVisible())
        assert opened.station.cameras.asked.count(("trigger", "camera")) == 0

    def test_who_may_not_set_cameras_cannot_write_a_value(self, opened: Opened) -> None:
        signed_in(opened, "Otto", "1357")
        in_state(opened, READY)
        opened.window.turn_to(PageKey.SETUP)
        panel = opened.window.setup.features
        opened.bot.waitUntil(lambda: bool(panel.model.features))
        panel.tree.choose("gain_db")
        assert not panel.editor.apply.isEnabled()
        assert panel.remedy.whole_text() == "needs the role Engineer"
        locked(opened, SetupAction.TEST_EXPOSURE, "needs the role Engineer")
        opened.window.session.sign_out()
        assert panel.editor.apply.isEnabled()

    @pytest.mark.parametrize(
        ("key", "step"),
        [
            (ProductAction.TAKE_SETTINGS, SetUpStep.CAMERA),
            (ProductAction.TEST_TRIGGER, SetUpStep.TRACKING),
        ],
    )
    def test_the_way_to_a_recipe_says_it_too(
        self, opened: Opened, key: ProductAction, step: SetUpStep
    ) -> None:
        with_draft(opened, step)
        locked(opened, key, STOP_FIRST)
        in_state(opened, READY, 42)
        assert opened.window.board[key].isEnabled()
        opened.station.cameras.states = [wire_samples.lost_camera("camera")]
        in_state(opened, READY, 43)
        locked(opened, key, "the camera is not connected")
        assert opened.station.cameras.asked.count(("trigger", "camera")) == 0


class TestMaintenance:
    def test_it_begins_at_rest_only(self, opened: Opened) -> None:
        in_state(opened, RUNNING)
        opened.window.turn_to(PageKey.IO)
        locked(opened, WindowAction.MAINTENANCE, STOP_FIRST)

    def test_one_person_at_a_time(self, opened: Opened) -> None:
        in_state(opened, READY, maintenance=True)
        opened.window.turn_to(PageKey.IO)
        told = "somebody else works on the station; wait until the maintenance has ended"
        locked(opened, WindowAction.MAINTENANCE, told)

    def test_the_own_one_is_ended_and_never_called_somebody_elses(self, opened: Opened) -> None:
        signed_in(opened, "Anna Berg", "246813")
        in_state(opened, READY)
        opened.window.turn_to(PageKey.IO)
        switch, control = opened.window.board[WindowAction.MAINTENANCE], opened.window.maintenance
        switch.trigger()
        opened.bot.wait(BOUNCE_MS + 20)
        switch.trigger()
        opened.bot.waitUntil(lambda: control.active)
        in_state(opened, READY, 4, maintenance=True)
        assert switch.isEnabled()
        switch.trigger()
        in_state(opened, READY, 5, maintenance=True)
        assert (control.active, switch.reason) == (False, "")
        in_state(opened, READY, 6)
        in_state(opened, READY, 7, maintenance=True)
        assert switch.reason

    def test_nobody_starts_what_somebody_works_on(self, opened: Opened) -> None:
        in_state(opened, READY)
        start = opened.window.board[WindowAction.START]
        assert start.isEnabled()
        in_state(opened, READY, 4, maintenance=True)
        assert not start.isEnabled()
        assert opened.window.live.hindrance.isVisible()


class TestRoles:
    def test_an_alarm_that_stops_the_infeed_needs_its_role(self, opened: Opened) -> None:
        alarm = wire_line_samples.BIN_FULL
        signed_in(opened, "Otto", "1357")
        in_state(opened, RUNNING, alarms=[alarm])
        locked(opened, WindowAction.CLEAR_ALARM, "needs the role Engineer")
        lesser = alarm.model_copy(update={"clearing": Role.OPERATOR})
        in_state(opened, RUNNING, 4, alarms=[lesser])
        assert opened.window.board[WindowAction.CLEAR_ALARM].isEnabled()

    def test_a_missed_challenge_is_made_again_by_its_role_alone(self, opened: Opened) -> None:
        station = opened.station.challenge
        station.now = station.now.model_copy(update={"begins": Role.ENGINEER})
        signed_in(opened, "Otto", "1357")
        in_state(opened, RUNNING)
        opened.window.turn_to(PageKey.CHALLENGE)
        page = cast("ChallengePage", opened.window.pages.page(PageKey.CHALLENGE))
        opened.bot.waitUntil(lambda: page.state is not None)
        locked(opened, ChallengeAction.BEGIN, "needs the role Engineer")

    def test_a_what_if_is_for_who_reviews(self, opened: Opened) -> None:
        signed_in(opened, "Otto", "1357")
        opened.window.turn_to(PageKey.STATISTICS)
        locked(opened, StatisticsAction.WHAT_IF, "needs the role Quality")


class TestOtherReasons:
    def test_a_challenge_needs_a_running_station(self, opened: Opened) -> None:
        in_state(opened, READY)
        opened.window.turn_to(PageKey.CHALLENGE)
        told = "the station does not inspect; start it first"
        locked(opened, ChallengeAction.BEGIN, told)

    def test_a_lot_is_ended_before_another_product_or_named_with_it(self, opened: Opened) -> None:
        opened.show_part(3)
        page = with_product(opened, BRACKET)
        told = "lot L-2231 runs; end it first, or say that the parts belong to it"
        locked(opened, ProductAction.CHANGE_OVER, told)
        opened.window.board[ProductAction.WITHIN_LOT].trigger()
        assert opened.window.board[ProductAction.CHANGE_OVER].isEnabled()
        assert page is products(opened)

    def test_nothing_is_offered_to_a_station_that_does_not_answer(self, opened: Opened) -> None:
        opened.show_part(3)
        opened.window.turn_to(PageKey.PRODUCTS)
        opened.bot.waitUntil(lambda: bool(products(opened).desk.list.products))
        opened.station.offline = StationNotRunningError("gone")
        opened.station.drop()
        locked(opened, ProductAction.NEW_PRODUCT, "the station does not answer")
        assert opened.window.board[PageKey.LIVE].isEnabled()

    def test_the_line_speaks_the_language_in_force(self, opened: Opened) -> None:
        in_state(opened, RUNNING)
        opened.window.turn_to(PageKey.SETUP)
        locked(opened, SetupAction.TEST_EXPOSURE, STOP_FIRST)
        before = opened.window.locks.text.whole_text()
        opened.languages.choose(Language.CHINESE)
        opened.bot.waitUntil(lambda: opened.window.locks.text.whole_text() != before)


def test_a_refusal_ended_with_an_english_sentence_for_a_chinese_reader(opened: Opened) -> None:
    opened.languages.choose(Language.CHINESE)
    opened.window.messages.show_error(NotSignedInError("nobody is signed in"))
    banner = opened.window.banner
    assert banner.headline.whole_text() == "PPL-001  没有人登录，或登录已过期"
    assert banner.detail.whole_text() == "请用姓名和 PIN 码登录。"
