"""Start, Stop and Reset as large buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSizePolicy

from inspector.ui.actions.window import WindowAction
from inspector.ui.i18n.language import translate
from inspector.ui.theme.style import set_tone
from inspector.ui.theme.tokens import Tone
from inspector.ui.two_touch import touch_text
from inspector.ui.widgets.text.labels import row
from inspector.ui.widgets.text.translated import TranslatedWidget
from inspector.wire.station import StationCommand

if TYPE_CHECKING:
    from inspector.ui.actions.board import ActionBoard
    from inspector.ui.control import StationControl

_COMMANDS = {
    WindowAction.START: StationCommand.START,
    WindowAction.RESET: StationCommand.RESET,
    WindowAction.STOP: StationCommand.STOP,
}


class ControlBar(TranslatedWidget):
    """Reset stands in the place of Start while the station waits for it; Stop never moves."""

    def __init__(self, board: ActionBoard, control: StationControl) -> None:
        super().__init__()
        self._board = board
        self._control = control
        self.buttons = {key: board.button(key, "control") for key in _COMMANDS}
        layout = row(*self.buttons.values(), spacing=10)
        for index, button in enumerate(self.buttons.values()):
            layout.setStretch(index, 1)
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setLayout(layout)
        control.changed.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        """Show what is offered, and whether Stop is armed."""
        for key, command in _COMMANDS.items():
            self._board[key].offer(self._control.lacking(command))
        waits_for_reset = self._control.offers(StationCommand.RESET)
        self.buttons[WindowAction.RESET].setVisible(waits_for_reset)
        self.buttons[WindowAction.START].setVisible(not waits_for_reset)
        armed = self._control.stop_armed
        stop = translate("Action", "Stop")
        self._board[WindowAction.STOP].setText(touch_text(stop, armed=armed))
        set_tone(self.buttons[WindowAction.START], Tone.OK)
        set_tone(self.buttons[WindowAction.RESET], Tone.ACCENT)
        set_tone(self.buttons[WindowAction.STOP], Tone.NOT_OK if armed else Tone.NEUTRAL)
