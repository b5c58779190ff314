"""What a person says of the chosen parts: right, or of another class, and why."""

# ruff: noqa: N802

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPushButton

from inspector.ui.i18n.language import translate
from inspector.ui.pages.history.actions import CLASS_ACTIONS, HistoryAction
from inspector.ui.pages.history.flow_layout import FlowLayout
from inspector.ui.pages.history.text_entry import TextEntry
from inspector.ui.theme.style import set_role
from inspector.ui.widgets.translated import TranslatedFrame

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from inspector.ui.actions.board import ActionBoard

_REASON_WIDTH_PX, _WIDE_REASON_WIDTH_PX = 150, 320
_WIDE_FROM_PX = 1500
_TOOLS = (
    HistoryAction.UNDO_REVIEW,
    HistoryAction.SEND_TO_DATASET,
    HistoryAction.SHOW_KEYS,
)
_NAME_LONGEST = 24


class ReviewBar(TranslatedFrame):
    """Confirm, one button per class of the model with its key, and a reason.

    Signals:
        reason_given: The reason is written; the focus belongs to the list again.
    """

    reason_given = Signal()

    def __init__(self, board: ActionBoard) -> None:
        super().__init__()
        set_role(self, "card")
        self._board = board
        self._classes: tuple[str, ...] = ()
        self.reason: QLineEdit = TextEntry()
        self.reason.setFixedWidth(_REASON_WIDTH_PX)
        self.reason.returnPressed.connect(self.reason_given)
        self.confirm = board.button(HistoryAction.CONFIRM)
        self.buttons = [self._class_button(number) for number in range(len(CLASS_ACTIONS))]
        flow = FlowLayout(self.confirm, *self.buttons, self.reason)
        for key in _TOOLS:
            flow.addWidget(board.button(key, "square"))
        flow.setContentsMargins(12, 10, 12, 10)
        self.setLayout(flow)
        self.show_classes(())
        self.retranslate()

    @property
    def classes(self) -> tuple[str, ...]:
        """What a part may belong to, in the order of the keys."""
        return self._classes

    def show_classes(self, classes: Sequence[str]) -> None:
        """Offer the classes of the model in force."""
        offered = tuple(classes)[: len(CLASS_ACTIONS)]
        if offered != self._classes or not self.buttons[0].text():
            self._classes = offered
            self._show_buttons()

    def take_reason(self) -> str:
        """The reason; it is used once."""
        reason = self.reason.text().strip()
        self.reason.clear()
        return reason

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the reason more room where there is some."""
        super().resizeEvent(event)
        wide = self.width() >= _WIDE_FROM_PX
        self.reason.setFixedWidth(_WIDE_REASON_WIDTH_PX if wide else _REASON_WIDTH_PX)

    def retranslate(self) -> None:
        """Show every text again."""
        self.reason.setPlaceholderText(translate("History", "Reason (R)"))
        self.reason.setAccessibleName(translate("History", "Reason"))
        self._show_buttons()

    def _class_button(self, number: int) -> QPushButton:
        button = QPushButton()
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        action = self._board[CLASS_ACTIONS[number]]
        button.clicked.connect(action.trigger)
        action.changed.connect(partial(self._follow, number))
        return button

    def _follow(self, number: int) -> None:
        """Be locked where the person who is signed in may not review, and say so."""
        action, button = self._board[CLASS_ACTIONS[number]], self.buttons[number]
        button.setEnabled(action.isEnabled())
        button.setToolTip("\n".join(filter(None, (button.accessibleName(), action.statusTip()))))

    def _show_buttons(self) -> None:
        for number, button in enumerate(self.buttons):
            offered = number < len(self._classes)
            button.setVisible(offered)
            self._board[CLASS_ACTIONS[number]].setEnabled(offered)
            name = self._classes[number] if offered else ""
            cut = len(name) > _NAME_LONGEST
            shown = f"{name[: _NAME_LONGEST - 1]}…" if cut else name
            button.setText(f"{number + 1}  {shown}".replace("&", "&&"))
            told = translate("History", "It is: {name} ({key})").format(name=name, key=number + 1)
            button.setAccessibleName(told)
            self._follow(number)
