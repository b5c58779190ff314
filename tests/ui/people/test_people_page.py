"""The people page as each role meets it."""

from typing import cast

import pytest
import wire_samples
from fitting import GLOVE_PX, clipped, settle, too_small_to_touch
from open_window import Opened
from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QLineEdit
from scripted_people import NAMES, approval

from inspector.domain.errors.people import ApprovalPendingError, NotSignedInError, OwnApprovalError
from inspector.domain.people import Role, SecretKind
from inspector.ui.actions.window import WindowAction
from inspector.ui.i18n.language import Language
from inspector.ui.pages.keys import PageKey
from inspector.ui.pages.people.actions import PeopleAction
from inspector.ui.pages.people.page import PeoplePage
from inspector.ui.pages.people.person_form import FormMode
from inspector.ui.two_touch import BOUNCE_MS
from inspector.wire.audit import AuditFaultKind, AuditFaultRow
from inspector.wire.people import AccountChange, AddPersonRequest, OwnSecretRequest, PersonRow
from inspector.wire.station import StationState

PINS = {"Anna Berg": "246813", "Otto": "1357"}


def page_of(opened: Opened) -> PeoplePage:
    return cast("PeoplePage", opened.window.pages.page(PageKey.PEOPLE))


def enter(opened: Opened, name: str = "Anna Berg") -> PeoplePage:
    """Sign in and turn to the page; Anna is an administrator here."""
    people = opened.station.people
    people.rows = [PersonRow(name="Anna Berg", role=Role.ADMIN), *people.rows[1:]]
    opened.window.session.sign_in(name, PINS[name])
    opened.bot.waitUntil(lambda: opened.window.session.person is not None)
    opened.window.turn_to(PageKey.PEOPLE)
    page = page_of(opened)
    if name == "Anna Berg":
        opened.bot.waitUntil(lambda: page.accounts.model.rowCount() == len(people.account_rows))
    return page


def trigger(opened: Opened, key: PeopleAction) -> None:
    opened.window.board[key].trigger()


def fill(field: QLineEdit, text: str) -> None:
    field.setText(text)


class TestAccounts:
    def test_an_administrator_adds_a_person(self, opened: Opened) -> None:
        page = enter(opened)
        trigger(opened, PeopleAction.ADD)
        form = page.accounts.form
        assert not opened.window.board[PeopleAction.SAVE].isEnabled()
        fill(form.name, "Ben Bo")
        form.kind.setCurrentIndex(form.kind.findData(SecretKind.PASSWORD))
        fill(form.secret, "a horse on the roof")
        assert not opened.window.board[PeopleAction.SAVE].isEnabled(), "it is typed twice"
        fill(form.again, "a horse on the roof")
        trigger(opened, PeopleAction.SAVE)
        opened.bot.waitUntil(lambda: page.accounts.model.place_of("Ben Bo") is not None)
        (asked,) = [
            each for each in opened.station.people.asked if isinstance(each, AddPersonRequest)
        ]
        assert (asked.role, asked.kind) == (Role.OPERATOR, SecretKind.PASSWORD)
        assert form.mode is FormMode.NOTHING
        assert form.secret.text() == "", "what was typed is kept nowhere"

    def test_deactivating_takes_two_touches(self, opened: Opened) -> None:
        page = enter(opened)
        page.accounts.table.selectRow(1)
        assert page.accounts.form.title.whole_text() == "Otto"
        trigger(opened, PeopleAction.SWITCH_ACTIVE)
        trigger(opened, PeopleAction.SWITCH_ACTIVE)
        assert not any(isinstance(each, AccountChange) for each in opened.station.people.asked)
        opened.bot.wait(BOUNCE_MS + 20)
        trigger(opened, PeopleAction.SWITCH_ACTIVE)
        opened.bot.waitUntil(lambda: not opened.station.people.account_rows[1].active)

    def test_a_change_that_waits_for_a_second_person_says_so(self, opened: Opened) -> None:
        page = enter(opened)
        page.accounts.table.selectRow(1)
        opened.station.people.refusal = ApprovalPendingError("waits as 00c0ffee")
        page.accounts.form.role.setCurrentIndex(page.accounts.form.role.findData(Role.QUALITY))
        trigger(opened, PeopleAction.SAVE)
        opened.bot.waitUntil(lambda: "same right" in page.accounts.form.told.text())

    def test_who_is_no_administrator_sees_what_it_needs(self, opened: Opened) -> None:
        page = enter(opened, "Otto")
        add = opened.window.board[PeopleAction.ADD]
        assert not add.isEnabled()
        assert add.toolTip().endswith("needs the role Administrator")
        assert add.statusTip() == "needs the role Administrator"
        assert page.accounts.model.rowCount() == 0
        assert "Administrator" in page.accounts.form.told.text()
        opened.window.session.sign_out()
        assert add.isEnabled()

    def test_everybody_changes_the_own_pin(self, opened: Opened) -> None:
        page = enter(opened, "Otto")
        trigger(opened, PeopleAction.CHANGE_OWN)
        form = page.accounts.form
        for field, text in ((form.old, "1357"), (form.secret, "2468"), (form.again, "2468")):
            fill(field, text)
        trigger(opened, PeopleAction.SAVE)
        expected = OwnSecretRequest(old="1357", kind=SecretKind.PIN, secret="2468")
        opened.bot.waitUntil(lambda: expected in opened.station.people.asked)

    def test_what_one_began_is_nothing_for_the_next(self, opened: Opened) -> None:
        page = enter(opened)
        trigger(opened, PeopleAction.CHANGE_OWN)
        fill(page.accounts.form.old, "246813")
        opened.window.session.sign_out()
        assert page.accounts.form.mode is FormMode.NOTHING
        assert page.accounts.form.old.text() == ""

    def test_the_keyboard_on_the_screen_types_where_the_cursor_is(self, opened: Opened) -> None:
        page = enter(opened)
        opened.window.activateWindow()
        trigger(opened, PeopleAction.ADD)
        trigger(opened, PeopleAction.KEYBOARD)
        keyboard, form = page.accounts.keyboard, page.accounts.form
        opened.bot.waitUntil(lambda: form.name.hasFocus())
        keyboard.shift.click()
        for letter in "eve":
            next(key for key in keyboard.keys if key.text().casefold() == letter).click()
        keyboard.back.click()
        assert form.name.text() == "Ev"


class TestApprovals:
    def test_it_is_counted_in_the_header_and_approved_by_two_touches(self, opened: Opened) -> None:
        opened.station.approvals.rows = [approval(1)]
        page = enter(opened)
        opened.bot.waitUntil(lambda: opened.window.header.approvals.isVisible())
        assert opened.window.header.approvals.text() == "1 to approve"
        trigger(opened, PeopleAction.SHOW_WAITING)
        opened.bot.waitUntil(lambda: page.approvals.card.row is not None)
        fill(page.approvals.card.reason, "seen")
        trigger(opened, PeopleAction.APPROVE)
        assert opened.station.approvals.decided == []
        opened.bot.wait(BOUNCE_MS + 20)
        assert page.approvals.armed
        trigger(opened, PeopleAction.APPROVE)
        opened.bot.waitUntil(lambda: not opened.window.header.approvals.isVisible(), timeout=20_000)
        assert opened.station.approvals.decided == [("00000001", True, "seen")]

    def test_ones_own_is_withdrawn_only(self, opened: Opened) -> None:
        opened.station.approvals.rows = [approval(1, "Anna Berg")]
        page = enter(opened)
        trigger(opened, PeopleAction.SHOW_WAITING)
        opened.bot.waitUntil(lambda: page.approvals.card.row is not None)
        assert not opened.window.board[PeopleAction.APPROVE].isEnabled()
        assert opened.window.board[PeopleAction.REFUSE].text() == "Withdraw"
        trigger(opened, PeopleAction.REFUSE)
        opened.bot.waitUntil(lambda: opened.station.approvals.decided == [("00000001", False, "")])

    def test_a_refusal_by_the_station_stands_beside_it(self, opened: Opened) -> None:
        opened.station.approvals.rows = [approval(1)]
        opened.station.approvals.refusal = OwnApprovalError("no")
        page = enter(opened)
        trigger(opened, PeopleAction.SHOW_WAITING)
        opened.bot.waitUntil(lambda: page.approvals.card.row is not None)
        trigger(opened, PeopleAction.REFUSE)
        opened.bot.waitUntil(lambda: bool(page.approvals.card.told.text()))


class TestTrail:
    @pytest.fixture
    def page(self, opened: Opened) -> PeoplePage:
        page = enter(opened)
        trigger(opened, PeopleAction.SHOW_TRAIL)
        opened.bot.waitUntil(lambda: page.trail.model.rowCount() == 100)
        return page

    def test_older_entries_come_while_scrolling(self, opened: Opened, page: PeoplePage) -> None:
        page.trail.table.scrollToBottom()
        opened.bot.waitUntil(lambda: page.trail.model.rowCount() > 100)

    def test_one_person_is_shown(self, opened: Opened, page: PeoplePage) -> None:
        page.trail.who.setCurrentIndex(page.trail.who.findData("Otto"))
        opened.bot.waitUntil(lambda: {each.who for each in page.trail.model.rows} == {"Otto"})
        assert NAMES[1] == "Otto"

    def test_old_and_new_stand_beside_each_other(self, page: PeoplePage) -> None:
        page.trail.table.selectRow(0)
        assert page.trail.card.changes.text() == "Role: Operator → Quality"

    def test_what_was_changed_in_a_recipe_is_told_in_words(self, page: PeoplePage) -> None:
        page.trail.table.selectRow(5)
        assert page.trail.card.changes.text().splitlines() == [
            "Step 2: Remove salt-and-pepper noise → Raise local contrast",
            "Step 2 · Window (px): 3 → –",
            "Reject from (missing bolt hole): – → 0.35",
            "Exposure time: 900 µs → 1,200 µs",
        ]

    def test_what_was_set_at_a_camera_is_told_with_its_unit(self, page: PeoplePage) -> None:
        page.trail.table.selectRow(9)
        assert page.trail.card.changes.text() == "Exposure time: 5,000 µs → 4,000 µs"
        assert dict(page.trail.card.facts.texts())["Target"] == "left"

    def test_settings_that_were_kept_are_told_in_words(self, page: PeoplePage) -> None:
        page.trail.table.selectRow(4)
        assert page.trail.card.changes.text().splitlines() == [
            "File: bracket-left.toml",
            "Table: Camera side · Camera settings",
            "Gain: 2 dB",
            "Trigger source: Line1",
        ]

    def test_a_baseline_is_told_by_its_measures(self, page: PeoplePage) -> None:
        page.trail.table.selectRow(3)
        told = page.trail.card.changes.text().splitlines()
        assert told == ["top · Focus: 0.1824", "side · Shift x, px: -1.5"]

    def test_the_check_tells_in_words(self, opened: Opened, page: PeoplePage) -> None:
        trigger(opened, PeopleAction.VERIFY)
        verdict = page.trail.card.verdict
        opened.bot.waitUntil(lambda: "whole: 340 entries" in verdict.text())
        fault = AuditFaultRow(
            kind=AuditFaultKind.REMOVED, file="audit.jsonl", line=7, seq=8, detail=""
        )
        known = opened.station.audit.verification
        opened.station.audit.verification = known.model_copy(
            update={"whole": False, "fault": fault}
        )
        trigger(opened, PeopleAction.VERIFY)
        opened.bot.waitUntil(lambda: "NOT whole: entry 8 is missing" in verdict.text())

    def test_it_is_saved_as_a_table(
        self, opened: Opened, page: PeoplePage, tmp_path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(QStandardPaths, "writableLocation", lambda place: str(tmp_path))
        trigger(opened, PeopleAction.EXPORT)
        opened.bot.waitUntil(lambda: "Saved as" in page.trail.card.verdict.text())
        (saved,) = tmp_path.glob("inspector-audit-*.csv")
        assert saved.read_bytes() == b"seq,at\r\n"


class TestSignIn:
    def test_a_password_has_letters(self, opened: Opened) -> None:
        rows = opened.station.people.rows
        rows[0] = rows[0].model_copy(update={"secret_kind": SecretKind.PASSWORD})
        panel = opened.window.sign_in
        opened.window.board[WindowAction.SIGN_IN].trigger()
        opened.bot.waitUntil(lambda: len(panel.names.buttons) == 3)
        panel.names.buttons[0].click()
        assert panel.letters.isVisible()
        assert not panel.digits.isVisible()
        for digit in "246813":
            next(key for key in panel.keyboard.keys if key.text() == digit).click()
        assert panel.password.text() == "246813"
        panel.enter.click()
        opened.bot.waitUntil(lambda: opened.window.session.person is not None)
        assert panel.password.text() == ""
        assert not panel.isVisible()

    def test_what_was_asked_for_goes_on_after_signing_in(self, opened: Opened) -> None:
        session, done = opened.window.session, []
        session.remember(lambda: done.append("started"))
        session.consider(NotSignedInError("nobody is signed in"))
        assert opened.window.sign_in.isVisible()
        session.sign_in("Otto", "1357")
        opened.bot.waitUntil(lambda: done == ["started"])

    def test_nothing_goes_on_after_cancelling(self, opened: Opened) -> None:
        session, done = opened.window.session, []
        session.remember(lambda: done.append("started"))
        session.consider(NotSignedInError("nobody is signed in"))
        opened.window.sign_in.cancel.click()
        session.sign_in("Otto", "1357")
        opened.bot.waitUntil(lambda: session.person is not None)
        assert done == []

    def test_only_what_needs_a_right_is_remembered(self, opened: Opened) -> None:
        asked: list[object] = []
        opened.window.board.watch_asked(asked.append)
        opened.window.board[WindowAction.SWITCH_THEME].trigger()
        assert asked == []
        opened.station.snapshot = wire_samples.snapshot(state=StationState.READY)
        opened.show_part(3)
        opened.bot.waitUntil(opened.window.board[WindowAction.START].isEnabled)
        opened.window.board[WindowAction.START].trigger()
        assert len(asked) == 1


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080)])
def test_every_text_fits(opened: Opened, size: tuple[int, int], language: Language) -> None:
    opened.languages.choose(language)
    opened.window.resize(*size)
    page = enter(opened)
    opened.station.approvals.rows = [approval(1)]
    page.accounts.table.selectRow(0)
    settle(opened, clipped)
    settle(opened, too_small_to_touch)
    for key in (PeopleAction.SHOW_WAITING, PeopleAction.SHOW_TRAIL):
        page.show_tab(key)
        settle(opened, clipped)
    page.show_tab(PeopleAction.SHOW_PEOPLE)
    trigger(opened, PeopleAction.ADD)
    page.accounts.switch_keyboard()
    settle(opened, clipped)
    assert too_small_to_touch(page.accounts.keyboard) == []
    assert page.accounts.form.name.height() >= GLOVE_PX - 2


def test_every_action_of_the_page_has_a_command(opened: Opened) -> None:
    assert page_of(opened).commands().keys() == set(PeopleAction)


def test_the_form_is_left_by_tab_in_the_order_of_reading(opened: Opened) -> None:
    page = enter(opened)
    opened.window.activateWindow()
    trigger(opened, PeopleAction.ADD)
    form = page.accounts.form
    opened.bot.waitUntil(lambda: form.name.hasFocus())
    for following in (form.role, form.kind, form.secret, form.again, form.reason):
        opened.bot.keyClick(opened.window.focusWidget(), Qt.Key.Key_Tab)
        assert following.hasFocus()
