"""Trigger and tracking: does the trigger come, and is the verdict there in time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame

from inspector.ui.i18n.formats import NOTHING, count, milliseconds
from inspector.ui.i18n.language import translate
from inspector.ui.i18n.recipe_names import deadline_text
from inspector.ui.i18n.registers import register_text
from inspector.ui.line_watch import LineWatch
from inspector.ui.pages.products.actions import ProductAction
from inspector.ui.pages.products.panel import SetUpBench, SetUpPanel
from inspector.ui.pages.products.rows_table import RowsTable, TableRow
from inspector.ui.theme.style import set_role, set_tone
from inspector.ui.theme.tokens import Tone
from inspector.ui.widgets.picture.live_zoom_view import LiveZoomView
from inspector.ui.widgets.text.elided_label import ElidedLabel
from inspector.ui.widgets.text.labels import column, label, row

if TYPE_CHECKING:
    from inspector.ui.feed import CameraView
    from inspector.wire.plc import PlcState, RegisterValue
    from inspector.wire.station import StationSnapshot

_SHOWN = (
    "trigger_seq",
    "trigger_seq_seen",
    "encoder_now",
    "encoder_at_trigger",
    "part_id",
    "recipe_request",
    "recipe_active",
    "queue_depth",
    "latency_ms",
)


class TrackingPanel(SetUpPanel):
    """The picture of the test trigger, the deadline budget, and the PLC's registers."""

    follows_camera = True
    picture: LiveZoomView

    def __init__(self, bench: SetUpBench) -> None:
        super().__init__(bench)
        board = bench.context.board
        self._snapshot: StationSnapshot | None = None
        self._plc: PlcState | None = None
        self.watcher = LineWatch(bench.context.line_requests, self)
        self.picture = LiveZoomView()
        self.trigger_note, self.link = ElidedLabel("muted"), ElidedLabel("strong")
        self.budget_title = ElidedLabel("strong")
        self.budget = RowsTable(stretched=2, right=(1,))
        self.registers_title = label("strong")
        self.registers = RowsTable(stretched=1, right=(2,))
        self.place = label("muted", wrap=True)
        trigger = board.button(ProductAction.TEST_TRIGGER)
        tools = row(trigger, self.trigger_note, *self.zoom_keys())
        tools.setStretch(1, 1)
        left = column(self.picture, tools, spacing=8)
        left.setStretch(0, 1)
        card = QFrame()
        set_role(card, "card")
        right = column(
            self.budget_title,
            self.budget,
            self.link,
            self.registers_title,
            self.registers,
            self.place,
        )
        right.setStretch(1, 2)
        right.setStretch(4, 3)
        right.setContentsMargins(12, 10, 12, 10)
        card.setLayout(right)
        layout = row(spacing=12)
        layout.addLayout(left, 1)
        layout.addWidget(card, 1)
        self.setLayout(layout)
        self.watcher.told.connect(self._show_plc)
        self.retranslate()

    def watch(self, watched: bool) -> None:
        """Ask for registers while somebody looks."""
        self.watcher.watch(watched)

    def test_trigger(self) -> None:
        """Expose one frame."""
        name = self.bench.camera.name
        self.bench.context.camera_requests.ask(
            "test trigger",
            lambda station: station.cameras.trigger(name),
            lambda _: self.trigger_note.show_text(
                translate("Products", "{camera} was triggered").format(camera=name)
            ),
            self.failed.emit,
        )

    def show_picture(self, view: CameraView) -> None:
        """Show the newest picture."""
        self.picture.show_image(view.image)

    def show_snapshot(self, snapshot: StationSnapshot) -> None:
        """Show the deadline budget."""
        self._snapshot = snapshot
        budget = snapshot.deadline
        rows = []
        self.budget.setVisible(budget is not None)
        if budget is None:
            self.budget_title.show_text(
                translate("Products", "The deadline budget is not known yet")
            )
            set_tone(self.budget_title, Tone.NEUTRAL)
        else:
            rows = [
                TableRow(each.name, (deadline_text(each.name), milliseconds(each.ms), each.detail))
                for each in budget.terms
            ]
            met = budget.met
            words = (
                translate("Products", "In time: {needed} of {deadline}")
                if met
                else translate("Products", "Too late: {needed} of {deadline}")
            )
            self.budget_title.show_text(
                words.format(
                    needed=milliseconds(budget.needed_ms),
                    deadline=milliseconds(budget.deadline_ms),
                )
            )
            set_tone(self.budget_title, Tone.OK if met else Tone.NOT_OK)
        headers = (
            translate("Products", "Takes time"),
            translate("Products", "Time"),
            translate("Products", "From"),
        )
        self.budget.show_rows(headers, rows)

    def retranslate(self) -> None:
        """Show every text again."""
        self.registers_title.setText(translate("Products", "What the PLC and the station count"))
        self.budget.setAccessibleName(translate("Products", "Deadline budget"))
        self.registers.setAccessibleName(
            translate("Products", "What the PLC and the station count")
        )
        self.place.setText(
            translate(
                "Products",
                "Distances, encoder and deadline stand in the station file, sections [plc] and "
                "[line]; they hold for all products.",
            )
        )
        if self.picture.image is None:
            self.picture.show_note(translate("Live", "No picture yet"))
        if self._snapshot is not None:
            self.show_snapshot(self._snapshot)
        if self._plc is not None:
            self._show_plc(self._plc)

    def _show_plc(self, state: PlcState) -> None:
        self._plc = state
        link = state.link
        words = (
            translate("Products", "PLC answers · {role} · {address}")
            if link.alive
            else translate("Products", "PLC is silent · {role} · {address}")
        )
        self.link.show_text(
            words.format(role=link.role, address=link.address or link.transport or NOTHING)
        )
        set_tone(self.link, Tone.OK if link.alive else Tone.NOT_DECIDABLE)
        found = {each.name: each for each in (*state.vision, *state.plc)}
        rows = [
            TableRow(name, (name, register_text(name, found[name].meaning), _value(found[name])))
            for name in _SHOWN
            if name in found
        ]
        headers = (
            translate("Products", "Register"),
            translate("Products", "Meaning"),
            translate("Setup", "Value"),
        )
        self.registers.show_rows(headers, rows)


def _value(register: RegisterValue) -> str:
    return register.text or count(register.value)
