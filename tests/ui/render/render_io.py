"""The I/O page, signing in and maintenance, each state once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import wire_line_samples as samples
import wire_samples

from inspector.ui.pages.keys import PageKey
from inspector.wire.station import StationState

if TYPE_CHECKING:
    from render_pages import Studio


def photograph_io(studio: Studio, suffix: str) -> None:
    window, line = studio.window, studio.station.line
    window.turn_to(PageKey.IO)
    studio.station.snapshot = wire_samples.snapshot(state=StationState.READY)
    studio.show_part(41)
    studio.wait(lambda: bool(window.io.vision.model.registers))
    line.plc_state = samples.plc_state({"heartbeat": 41_209, "inspected": 128_407})
    studio.wait(lambda: window.io.vision.model.has_changed("heartbeat"))
    window.io.vision.table.selectRow(3)
    studio.shoot("io", suffix)
    window.session.wanted.emit()
    studio.wait(lambda: len(window.sign_in.names.buttons) == 3)
    studio.shoot("io-sign-in", suffix)
    window.sign_in.names.buttons[0].click()
    for digit in "2468":
        window.sign_in.keypad.keys[digit].click()
    window.sign_in.enter.click()
    studio.wait(lambda: ("sign in", "Anna Berg") in studio.station.people.asked)
    studio.settle(300)
    studio.shoot("io-sign-in-refused", suffix)
    window.session.sign_in("Anna Berg", "246813")
    studio.wait(lambda: window.session.person is not None)
    line.plc_state = samples.coupler_state()
    window.maintenance.switch()
    studio.shoot("io-armed", suffix)
    studio.settle(400)
    window.maintenance.switch()
    studio.wait(lambda: window.maintenance.active)
    studio.wait(lambda: len(window.io.outputs.rows) == 3)
    window.io.outputs.rows[0].on.click()
    studio.wait(lambda: line.forced == {"PASS_GATE": True})
    studio.settle(300)
    studio.shoot("io-maintenance", suffix)
    studio.station.snapshot = wire_samples.snapshot(
        state=StationState.READY, maintenance=True, alarms=[samples.BIN_FULL, wire_samples.DISK_LOW]
    )
    window.turn_to(PageKey.LIVE)
    studio.show_part(59)
    studio.shoot("live-maintenance-alarm", suffix)
    window.session.sign_out()
    window.switch_sign_in()
    studio.show_part(60)
    studio.shoot("live-sign-in", suffix)
    window.sign_in.close_panel()
    line.plc_state = samples.plc_state()
    studio.station.snapshot = wire_samples.snapshot()
    studio.show_part(95)
