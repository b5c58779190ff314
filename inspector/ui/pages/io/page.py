"""What station and PLC tell each other, live; and in maintenance the outputs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspector.ui.actions.window import WindowAction
from inspector.ui.i18n.language import translate
from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP
from inspector.ui.i18n.registers import bit_text
from inspector.ui.line_watch import LineWatch
from inspector.ui.pages.page import Page
from inspector.ui.theme.style import set_tone
from inspector.ui.theme.tokens import Tone
from inspector.ui.two_touch import touch_text
from inspector.ui.widgets.plc.lamp import LampBit
from inspector.ui.widgets.plc.lamp_list import LampGroup, LampList
from inspector.ui.widgets.plc.link_card import LinkCard
from inspector.ui.widgets.plc.output_card import OutputCard
from inspector.ui.widgets.plc.register_table import RegisterTable
from inspector.ui.widgets.text.labels import column, row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from inspector.ui.pages.page import PageContext
    from inspector.wire.plc import BitState, PlcState, Signal

_TABLES_SHARE, _LAMPS_SHARE = 62, 38
_TITLES = {
    "status": QT_TRANSLATE_NOOP("Io", "Status of the station"),
    "alarm_bits": QT_TRANSLATE_NOOP("Io", "Alarms"),
    "request": QT_TRANSLATE_NOOP("Io", "Requests to the PLC"),
    "control": QT_TRANSLATE_NOOP("Io", "Control by the PLC"),
}
_TROUBLE = frozenset(
    {
        "BUFFER_OVERRUN",
        "MISSED_TRIGGER",
        "FAULT",
        "BYPASS",
        "PLC_LOST",
        "ALARM",
        "RESYNC_NEEDED",
        "REJECT_INHIBIT",
        "STOP_INFEED",
        "PURGE",
    }
)


class IoPage(Page):
    """Link and maintenance above; both blocks, their bits and the inputs below; then outputs."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        board, maintenance = context.board, context.maintenance
        self._board = board
        self._maintenance = maintenance
        self._state: PlcState | None = None
        self._stale = True
        self.watcher: LineWatch = LineWatch(context.line_requests, self)
        self.link = LinkCard()
        self.switch = board.button(WindowAction.MAINTENANCE, "control")
        self.vision = RegisterTable(QT_TRANSLATE_NOOP("Io", "Block V · station to PLC"))
        self.plc = RegisterTable(QT_TRANSLATE_NOOP("Io", "Block P · PLC to station"))
        self.lamps = LampList()
        self.outputs = OutputCard()
        self._lay_out()
        self.watcher.told.connect(self._show_state)
        self.watcher.missed.connect(self._miss_state)
        self.outputs.forced.connect(maintenance.force)
        maintenance.changed.connect(self._follow_maintenance)
        self.retranslate()

    def watch(self, watched: bool) -> None:
        """Ask for registers while somebody looks at them."""
        self.watcher.watch(watched)

    def show_stale(self, stale: bool) -> None:
        """Mark everything as the last state known."""
        self._stale = stale
        self.link.show_stale(stale)
        self._show_outputs()

    def retranslate(self) -> None:
        """Show every text again."""
        self._follow_maintenance()
        self._show_lamps()

    def _lay_out(self) -> None:
        top = row(self.link, self.switch, spacing=10)
        top.setStretch(0, 1)
        tables = row(self.vision, self.plc, spacing=10)
        tables.setStretch(0, 1)
        tables.setStretch(1, 1)
        left = column(tables, self.outputs, spacing=10)
        left.setStretch(0, 1)
        below = row(spacing=10)
        below.addLayout(left, _TABLES_SHARE)
        below.addWidget(self.lamps, _LAMPS_SHARE)
        layout = column(top, below, spacing=10)
        layout.setStretch(1, 1)
        layout.setContentsMargins(16, 10, 16, 10)
        self.setLayout(layout)

    def _show_state(self, state: PlcState) -> None:
        self._state = state
        self.link.show_link(state.link)
        self.link.show_stale(False)
        self.vision.show_registers(state.vision)
        self.plc.show_registers(state.plc)
        self.plc.show_silent(not state.link.alive)
        self._stale = False
        self._show_lamps()
        self._show_outputs()

    def _miss_state(self) -> None:
        self.show_stale(True)

    def _follow_maintenance(self) -> None:
        here, armed = self._maintenance.active, self._maintenance.armed
        text = touch_text(translate("Action", "Maintenance"), armed=armed)
        if here:
            text = translate("Io", "End maintenance")
        self._board[WindowAction.MAINTENANCE].setText(text)
        tone = Tone.NOT_OK if here else Tone.WARNING if armed else Tone.NEUTRAL
        set_tone(self.switch, tone)
        self._show_outputs()

    def _show_outputs(self) -> None:
        state = self._state
        if state is not None:
            permitted = self._maintenance.active and not self._stale
            self.outputs.show_outputs(state.outputs, self._maintenance.forced, permitted=permitted)

    def _show_lamps(self) -> None:
        if self._state is not None:
            self.lamps.show_groups(list(_groups(self._state)))


def _groups(state: PlcState) -> Iterator[LampGroup]:
    if state.inputs:
        inputs = [_input_lamp(each) for each in state.inputs]
        yield LampGroup(translate("Io", "Inputs"), inputs)
    by_name = {each.name: each for each in (*state.vision, *state.plc)}
    for name, title in _TITLES.items():
        if name in by_name:
            bits = [_lamp_bit(name, bit) for bit in by_name[name].bits]
            yield LampGroup(translate("Io", title), bits)


def _input_lamp(signal: Signal) -> LampBit:
    return LampBit(signal.name, bit_text("input", signal.name, signal.meaning), signal.on)


def _lamp_bit(register: str, bit: BitState) -> LampBit:
    trouble = register == "alarm_bits" or bit.name in _TROUBLE
    return LampBit(bit.name, bit_text(register, bit.name, bit.meaning), bit.on, trouble)
