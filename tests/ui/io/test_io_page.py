"""Registers and signals, signing in, alarms and maintenance, as a person meets them."""

import pytest
import wire_line_samples as samples
import wire_samples
from fitting import GLOVE_PX, clipped, clipped_or_too_low, settle, too_small_to_touch
from open_window import Opened
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from scripted_station import ScriptedStation

from inspector.domain.alarm import Alarm
from inspector.domain.errors.people import MaintenanceOverError, NotSignedInError
from inspector.domain.errors.state import CommandNotAllowedError
from inspector.domain.evaluation import Reason
from inspector.domain.people import Role
from inspector.plc.coupler import CouplerInput, CouplerOutput
from inspector.plc.registers import PLC_BLOCK, VISION_BLOCK, Control, Request, Status
from inspector.ui.actions.window import WindowAction
from inspector.ui.i18n.language import Language
from inspector.ui.i18n.registers import BITS, REGISTERS
from inspector.ui.i18n.texts import ROLES
from inspector.ui.models.registers import CHANGED_MARK, RegisterColumn
from inspector.ui.pages.keys import PageKey
from inspector.ui.theme.tokens import ThemeName
from inspector.ui.two_touch import BOUNCE_MS
from inspector.wire.people import PersonRow
from inspector.wire.plc import LinkFault
from inspector.wire.station import StationState


def sign_in(opened: Opened, name: str = "Anna Berg", pin: str = "246813") -> None:
    opened.window.session.sign_in(name, pin)
    opened.bot.waitUntil(lambda: opened.window.session.person is not None)


def maintain(opened: Opened) -> None:
    sign_in(opened)
    opened.window.turn_to(PageKey.IO)
    maintenance = opened.window.maintenance
    maintenance.switch()
    opened.bot.wait(BOUNCE_MS + 20)
    maintenance.switch()
    opened.bot.waitUntil(lambda: maintenance.active)
    opened.bot.waitUntil(lambda: opened.window.io.outputs.rows[0].on.isEnabled())


def value_of(opened: Opened, row: int) -> str:
    model = opened.window.io.vision.model
    return str(model.index(row, RegisterColumn.VALUE).data())


class TestRegisters:
    @pytest.fixture(autouse=True)
    def _shown(self, opened: Opened) -> None:
        opened.window.turn_to(PageKey.IO)
        opened.bot.waitUntil(lambda: bool(opened.window.io.vision.model.registers))

    def test_both_blocks_stand_there_whole(self, opened: Opened) -> None:
        page = opened.window.io
        shown = [each.name for each in page.vision.model.registers]
        assert shown == [each.name for each in VISION_BLOCK]
        assert [each.name for each in page.plc.model.registers] == [each.name for each in PLC_BLOCK]

    def test_what_changes_is_marked_for_a_second(self, opened: Opened) -> None:
        assert value_of(opened, 1) == "41207"
        opened.station.line.plc_state = samples.plc_state({"heartbeat": 41_208})
        opened.bot.waitUntil(lambda: value_of(opened, 1) == f"41208 {CHANGED_MARK}")
        opened.bot.waitUntil(lambda: value_of(opened, 1) == "41208")

    def test_a_lamp_says_by_shape_and_word_what_its_colour_says(self, opened: Opened) -> None:
        lamps = opened.window.io.lamps
        assert lamps.lamp("TRIGGER_READY").on
        assert not lamps.lamp("PLC_LOST").on
        off = lamps.lamp("PLC_LOST").accessibleName()
        opened.station.line.plc_state = samples.plc_state({"status": int(Status.PLC_LOST)})
        opened.bot.waitUntil(lambda: lamps.lamp("PLC_LOST").on)
        assert off.startswith("PLC_LOST: off")
        assert lamps.lamp("PLC_LOST").accessibleName().startswith("PLC_LOST: on")

    def test_what_the_link_fails_by_stands_below_its_address_with_what_to_do(
        self, opened: Opened
    ) -> None:
        """It stood in the gate's log alone."""
        card, state = opened.window.io.link, samples.plc_state()
        assert card.fault.isHidden()
        fault = LinkFault(code="PLC-008", message="no port COM3", remedy="Check [plc.serial].")
        link = state.link.model_copy(update={"fault": fault, "alive": False})
        opened.station.line.plc_state = state.model_copy(update={"link": link})
        opened.bot.waitUntil(card.fault.isVisible)
        assert card.fault.text() == "PLC-008  no port COM3\nCheck [plc.serial]."
        opened.languages.choose(Language.CHINESE)
        chinese = "PLC-008  串口不存在、被占用或无权打开（原文：no port COM3）"
        opened.bot.waitUntil(lambda: card.fault.text().startswith(chinese))
        assert card.fault.text().endswith("dialout 组。")
        opened.station.line.plc_state = state
        opened.bot.waitUntil(card.fault.isHidden)

    def test_the_chosen_register_is_explained(self, opened: Opened) -> None:
        table = opened.window.io.vision
        table.table.selectRow(18)
        assert table.meaning.text() == "inspected = 128406 parts: Parts with a verdict"

    def test_a_long_value_leaves_the_names_of_its_block_readable(self, opened: Opened) -> None:
        """On a real line a reason in words once took the whole table."""
        block = opened.window.io.vision
        reason = [each.name for each in block.model.registers].index("reason")
        block.table.scrollTo(block.model.index(reason, 0))
        opened.station.line.plc_state = samples.plc_state(
            {"reason": int(Reason.DEADLINE_UNREACHABLE)}
        )
        opened.bot.waitUntil(lambda: value_of(opened, reason).startswith("52 DEADLINE"))
        header, metrics = block.table.horizontalHeader(), block.table.fontMetrics()
        name_px = header.sectionSize(RegisterColumn.NAME)
        assert name_px >= metrics.horizontalAdvance("score_permille")
        block.table.selectRow(reason)
        assert "= 52 DEADLINE_UNREACHABLE:" in block.meaning.text()

    def test_a_lamp_tells_all_of_its_meaning(self, opened: Opened) -> None:
        lamps = opened.window.io.lamps
        opened.bot.waitUntil(lambda: lamps.lamp("SIMULATED") is not None)
        settle(opened, lambda window: clipped_or_too_low(lamps))
        assert "the engine is attached to the gate" in lamps.lamp("ONLINE").meaning.text()

    def test_values_of_a_silent_plc_are_told_as_the_last_known(self, opened: Opened) -> None:
        page, line = opened.window.io, opened.station.line
        assert page.plc.title.whole_text() == "Block P · PLC to station"
        alive = samples.plc_state()
        silent = alive.link.model_copy(update={"alive": False})
        line.plc_state = alive.model_copy(update={"link": silent})
        opened.bot.waitUntil(
            lambda: page.plc.title.whole_text() == "Last known · Block P · PLC to station"
        )
        assert page.vision.title.whole_text() == "Block V · station to PLC"
        line.plc_state = alive
        opened.bot.waitUntil(lambda: page.plc.title.whole_text() == "Block P · PLC to station")

    def test_a_couplers_inputs_and_outputs_come_and_go(self, opened: Opened) -> None:
        page = opened.window.io
        opened.station.line.plc_state = samples.coupler_state()
        opened.bot.waitUntil(lambda: len(page.outputs.rows) == len(CouplerOutput))
        assert page.lamps.lamp("PHOTO_EYE").on
        opened.station.line.plc_state = samples.plc_state()
        opened.bot.waitUntil(lambda: len(page.outputs.rows) == len(Request))
        assert page.lamps.lamp("PHOTO_EYE") is None

    def test_nobody_asks_while_nobody_looks(self, opened: Opened) -> None:
        page = opened.window.io
        opened.window.turn_to(PageKey.LIVE)
        with opened.bot.assertNotEmitted(page.watcher.told, wait=500):
            pass


class TestSigningIn:
    def test_name_and_pin_by_touch(self, opened: Opened) -> None:
        panel = opened.window.sign_in
        opened.window.board[WindowAction.SIGN_IN].trigger()
        opened.bot.waitUntil(lambda: len(panel.names.buttons) == 3)
        assert not panel.enter.isEnabled()
        panel.names.buttons[0].click()
        for digit in "246813":
            panel.keypad.keys[digit].click()
        panel.enter.click()
        opened.bot.waitUntil(lambda: opened.window.session.person is not None)
        assert not panel.isVisible()
        assert opened.window.board[WindowAction.SIGN_IN].text() == "Anna Berg"
        opened.window.requests.ask("any", lambda station: None, lambda _: None, lambda _: None)
        opened.bot.waitUntil(lambda: opened.station.sessions[-1] == "session of Anna Berg")

    def test_name_and_pin_by_keyboard(self, opened: Opened) -> None:
        panel = opened.window.sign_in
        opened.window.activateWindow()
        opened.window.turn_to(PageKey.HISTORY)
        panel.open()
        opened.bot.waitUntil(lambda: len(panel.names.buttons) == 3)
        panel.names.buttons[1].click()
        opened.bot.keyClicks(panel, "13579")
        opened.bot.keyClick(panel, Qt.Key.Key_Backspace)
        opened.bot.keyClick(panel, Qt.Key.Key_Return)
        opened.bot.waitUntil(lambda: opened.window.session.person is not None)
        assert opened.window.history.criteria.evaluation is None

    def test_a_wrong_pin_is_told_and_forgotten(self, opened: Opened) -> None:
        panel = opened.window.sign_in
        panel.open()
        opened.bot.waitUntil(lambda: len(panel.names.buttons) == 3)
        panel.names.buttons[0].click()
        opened.bot.keyClicks(panel, "0000")
        panel.enter.click()
        opened.bot.waitUntil(lambda: "do not belong together" in panel.told.text())
        assert panel.isVisible()
        assert not panel.enter.isEnabled()

    def test_the_panel_covers_neither_verdict_nor_stop(self, opened: Opened) -> None:
        opened.show_part(41)
        opened.window.sign_in.open()
        panel = opened.window.sign_in
        covered = panel.rect().translated(panel.mapTo(opened.window, panel.rect().topLeft()))
        for widget in (opened.window.live.verdict, opened.window.live.controls):
            place = widget.rect().translated(widget.mapTo(opened.window, widget.rect().topLeft()))
            assert not covered.intersects(place)

    def test_names_of_people_were_cut_off_in_larger_type(self, opened: Opened) -> None:
        people = opened.station.people
        longest = PersonRow(name="Maximilian Schwarzenberger-Hehe", role=Role.ADMIN)
        people.rows = [*people.rows, longest]
        opened.window.resize(1920, 1080)
        opened.window.sign_in.open()
        names = opened.window.sign_in.names
        opened.bot.waitUntil(lambda: len(names.buttons) == len(people.rows))

        def all_in_sight() -> None:
            for button in names.buttons:
                right = button.mapTo(names, button.rect().bottomRight()).x()
                assert right < names.width(), button.text()

        opened.bot.waitUntil(all_in_sight)

    def test_the_screen_locks_itself(self, opened: Opened) -> None:
        opened.station.people.expires_in_s = 0.2
        opened.window.session.sign_in("Anna Berg", "246813")
        opened.bot.waitUntil(lambda: opened.window.session.locked == "Anna Berg", timeout=20_000)
        assert opened.window.session.person is None
        assert opened.window.board[WindowAction.SIGN_IN].text() == "Locked: Anna Berg"
        opened.station.people.expires_in_s = 600
        opened.window.session.sign_in("Otto", "1357")
        opened.bot.waitUntil(lambda: opened.window.session.person is not None, timeout=20_000)
        assert opened.window.session.locked == ""

    def test_a_touch_tells_the_station_that_the_person_is_here(
        self, opened: Opened, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("inspector.ui.session.RENEW_MS", 0)
        sign_in(opened)
        opened.bot.mouseClick(opened.window.live, Qt.MouseButton.LeftButton)
        opened.bot.waitUntil(lambda: "renew" in opened.station.people.asked)

    def test_a_refused_command_asks_who_is_there(self, opened: Opened) -> None:
        opened.station.snapshot = wire_samples.snapshot(state=StationState.READY)
        opened.show_part(3)
        opened.station.refusal = NotSignedInError("nobody is signed in")
        opened.window.control.start()
        opened.bot.waitUntil(opened.window.sign_in.isVisible)
        assert "PPL-001" in opened.window.banner.headline.whole_text()

    def test_signing_out_tells_the_station(self, opened: Opened) -> None:
        sign_in(opened)
        opened.window.board[WindowAction.SIGN_IN].trigger()
        assert opened.window.session.person is None
        opened.bot.waitUntil(lambda: opened.station.people.asked[-1] == "sign out")


class TestAlarms:
    def test_only_what_a_person_can_clear_offers_it(self, opened: Opened) -> None:
        window = opened.window
        opened.station.snapshot = wire_samples.snapshot(alarms=[wire_samples.CAMERA_LOST])
        opened.show_part(3)
        assert not window.banner.clear.isVisible()
        window.alarms.clear()
        opened.station.snapshot = wire_samples.snapshot(alarms=[samples.BIN_FULL])
        opened.show_part(4)
        assert window.banner.clear.isVisible()
        window.banner.clear.click()
        opened.bot.waitUntil(lambda: ("clear", "GAT-106") in opened.station.alarms.asked)


class TestMaintenance:
    @pytest.fixture(autouse=True)
    def _at_rest(self, station: ScriptedStation) -> None:
        station.snapshot = wire_samples.snapshot(state=StationState.READY)

    def test_it_needs_a_person_who_may(self, opened: Opened) -> None:
        opened.window.board[WindowAction.MAINTENANCE].trigger()
        assert opened.window.sign_in.isVisible()
        sign_in(opened, "Otto", "1357")
        opened.window.board[WindowAction.MAINTENANCE].trigger()
        assert opened.window.sign_in.isVisible()
        assert opened.station.line.asked == []

    def test_a_bouncing_glove_begins_nothing(self, opened: Opened) -> None:
        sign_in(opened)
        for _ in range(5):
            opened.window.board[WindowAction.MAINTENANCE].trigger()
        assert opened.window.maintenance.armed
        assert opened.station.line.asked == []

    def test_outputs_are_forced_told_everywhere_and_released(self, opened: Opened) -> None:
        maintain(opened)
        window, line = opened.window, opened.station.line
        window.io.outputs.rows[0].on.click()
        opened.bot.waitUntil(lambda: line.forced == {"STOP_INFEED": True})
        for key in (PageKey.LIVE, PageKey.HISTORY, PageKey.SETUP):
            window.turn_to(key)
            assert window.strip.isVisible()
            assert "STOP_INFEED = on" in window.strip.text()
        window.turn_to(PageKey.IO)
        opened.bot.waitUntil(window.io.outputs.rows[0].automatic.isEnabled)
        window.io.outputs.rows[0].automatic.click()
        opened.bot.waitUntil(lambda: line.forced == {})
        window.board[WindowAction.MAINTENANCE].trigger()
        opened.bot.waitUntil(lambda: line.asked[-1] == "end")
        assert not window.maintenance.active
        assert not window.io.outputs.rows[0].on.isEnabled()

    def test_it_is_renewed_by_itself(self, opened: Opened) -> None:
        maintain(opened)
        opened.bot.waitUntil(lambda: opened.station.line.asked.count("renew") >= 2)

    def test_an_ended_one_is_not_begun_again(self, opened: Opened) -> None:
        maintain(opened)
        opened.station.line.refusal = MaintenanceOverError("this maintenance has ended")
        opened.bot.waitUntil(lambda: not opened.window.maintenance.active)
        opened.bot.waitUntil(lambda: "PPL-012" in opened.window.banner.headline.whole_text())
        asked = len(opened.station.line.asked)
        opened.bot.wait(1200)
        assert len(opened.station.line.asked) == asked

    def test_a_refused_beginning_is_told(self, opened: Opened) -> None:
        opened.station.line.refusal = CommandNotAllowedError("the station looks at parts now")
        sign_in(opened)
        opened.window.maintenance.switch()
        opened.bot.wait(BOUNCE_MS + 20)
        opened.window.maintenance.switch()
        opened.bot.waitUntil(lambda: "STA-001" in opened.window.banner.headline.whole_text())
        assert not opened.window.maintenance.active

    def test_signing_out_ends_it_here(self, opened: Opened) -> None:
        maintain(opened)
        opened.window.session.sign_out()
        assert not opened.window.maintenance.active

    def test_somebody_elses_is_told_too(self, opened: Opened) -> None:
        opened.station.snapshot = wire_samples.snapshot(maintenance=True)
        opened.show_part(3)
        assert opened.window.strip.isVisible()
        opened.station.snapshot = wire_samples.snapshot()
        opened.show_part(4)
        assert not opened.window.strip.isVisible()


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080)])
def test_every_text_fits_in_maintenance_with_an_alarm(
    opened: Opened, size: tuple[int, int], language: Language
) -> None:
    window = opened.window
    opened.languages.choose(language)
    opened.look.choose(ThemeName.LIGHT)
    window.resize(*size)
    opened.station.line.plc_state = samples.coupler_state()
    maintain(opened)
    alarms = [samples.BIN_FULL, wire_samples.DISK_LOW]
    opened.station.snapshot = wire_samples.snapshot(
        state=StationState.READY, maintenance=True, alarms=alarms
    )
    opened.show_part(59)
    settle(opened, clipped)
    settle(opened, too_small_to_touch)
    window.turn_to(PageKey.LIVE)
    settle(opened, clipped)
    window.session.sign_out()
    window.sign_in.open()
    opened.bot.waitUntil(lambda: len(window.sign_in.names.buttons) == 3)
    small = [
        button.accessibleName()
        for button in window.sign_in.findChildren(QPushButton)
        if button.isVisible() and min(button.width(), button.height()) < GLOVE_PX
    ]
    assert small == []
    assert (window.width(), window.height()) == size


def test_every_register_and_bit_has_a_meaning_in_every_language() -> None:
    assert set(REGISTERS) == {each.name for each in (*VISION_BLOCK, *PLC_BLOCK)}
    flags = {
        "status": Status,
        "control": Control,
        "request": Request,
        "alarm_bits": Alarm,
        "input": CouplerInput,
        "output": CouplerOutput,
    }
    assert set(BITS) == {f"{owner}.{flag.name}" for owner, kind in flags.items() for flag in kind}
    assert set(ROLES) == set(Role)
