"""What a person says of the chosen parts: right, or of another class, and why."""

# ruff: noqa: N802

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from inspector.ui.actions.lacking import Lacking
from inspector.ui.actions.offered import answer_touch
from inspector.ui.i18n.language import translate
from inspector.ui.pages.history.actions import CLASS_ACTIONS, HistoryAction
from inspector.ui.pages.history.filter.class_finder import ClassFinder
from inspector.ui.pages.history.filter.flow_layout import FlowLayout
from inspector.ui.pages.history.review.text_entry import TextEntry
from inspector.ui.theme.style import set_role
from inspector.ui.widgets.text.translated import TranslatedFrame

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from inspector.ui.actions.board import ActionBoard
    from inspector.ui.actions.guarded import GuardedAction

_REASON_WIDTH_PX, _WIDE_REASON_WIDTH_PX = 150, 320
_WIDE_FROM_PX = 1500
_TOOLS = (
    HistoryAction.UNDO_REVIEW,
    HistoryAction.SEND_TO_DATASET,
    HistoryAction.SHOW_KEYS,
)
_NAME_LONGEST = 24
_KEYED = len(CLASS_ACTIONS)


class ReviewBar(TranslatedFrame):
    """Confirm, one button per class of the model with its key, and a reason.

    Of a model with more classes than there are digits, the others appear while they are looked
    for by name or number.

    Signals:
        reason_given: The reason is written; the focus belongs to the list again.
        class_chosen: The place of a class that has no key of its own, or that was found by name.
        class_left: No class was taken; the focus belongs to the list again.
    """

    reason_given = Signal()
    class_chosen = Signal(int)
    class_left = Signal()

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
        self.finder = ClassFinder()
        self.finder.matched.connect(self._offer)
        self.finder.chosen.connect(self.class_chosen)
        self.finder.left.connect(self.class_left)
        board[HistoryAction.FIND_CLASS].changed.connect(self._follow_others)
        flow = FlowLayout(self.confirm, *self.buttons, self.finder, self.reason)
        for key in _TOOLS:
            flow.addWidget(board.tool(key))
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
        offered = tuple(classes)
        if offered != self._classes or not self.buttons[0].text():
            self._classes = offered
            self._make_buttons()
            self.finder.show_classes(offered)
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
        self.finder.retranslate()
        self._show_buttons()

    def _class_button(self, number: int) -> QPushButton:
        button = QPushButton()
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        action = self._board[CLASS_ACTIONS[number]]
        button.clicked.connect(action.trigger)
        action.changed.connect(partial(self._follow, number))
        return button

    def _follow_others(self) -> None:
        self._lock(self.finder, self._board[HistoryAction.FIND_CLASS])
        for number in range(_KEYED, len(self.buttons)):
            self._follow(number)

    def _make_buttons(self) -> None:
        """One for each class beyond the keys, in the row before the finder."""
        flow = self.layout()
        while len(self.buttons) < len(self._classes) and isinstance(flow, FlowLayout):
            number = len(self.buttons)
            button = QPushButton()
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(partial(self._choose, number))
            self.buttons.append(button)
            flow.insert(flow.indexOf(self.finder), button)

    def _choose(self, number: int) -> None:
        self.finder.clear()
        self.class_chosen.emit(number)

    def _action(self, number: int) -> GuardedAction:
        return self._board[(*CLASS_ACTIONS, HistoryAction.FIND_CLASS)[min(number, _KEYED)]]

    def _follow(self, number: int) -> None:
        """Be locked where the person who is signed in may not review, and say so."""
        self._lock(self.buttons[number], self._action(number))

    @staticmethod
    def _lock(control: QWidget, action: GuardedAction) -> None:
        control.setEnabled(action.isEnabled())
        control.setStatusTip(action.statusTip())
        if not action.isEnabled():
            answer_touch(control)
        control.setToolTip("\n".join(filter(None, (control.accessibleName(), action.statusTip()))))

    def _offer(self, places: Sequence[int]) -> None:
        """The classes that were found, or those that have a key."""
        for number, button in enumerate(self.buttons):
            keyed = number < min(_KEYED, len(self._classes))
            button.setVisible(number in places if places else keyed)

    def _show_buttons(self) -> None:
        more = len(self._classes) > _KEYED
        self.finder.setVisible(more)
        self._board[HistoryAction.FIND_CLASS].offer(None if more else Lacking.MORE_CLASSES)
        self._offer(self.finder.places)
        for number, button in enumerate(self.buttons):
            offered = number < len(self._classes)
            if number < _KEYED:
                self._action(number).offer(None if offered else Lacking.CLASS)
            name = self._classes[number] if offered else ""
            cut = len(name) > _NAME_LONGEST
            shown = f"{name[: _NAME_LONGEST - 1]}…" if cut else name
            button.setText(f"{number + 1}  {shown}".replace("&", "&&"))
            told = translate("History", "It is: {name} ({key})").format(name=name, key=number + 1)
            button.setAccessibleName(told)
            self._follow(number)
