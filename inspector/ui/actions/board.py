"""The actions of one window, made from the table; their commands come with the pages."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence

from inspector.ui.actions.keys import ActionKey, Scope
from inspector.ui.actions.table import ACTIONS
from inspector.ui.i18n.language import translate
from inspector.ui.widgets.action_button import ActionButton

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QWidget


class ActionBoard:
    """Holds one ``QAction`` per :class:`ActionKey`, and makes buttons for them."""

    def __init__(self, parent: QObject) -> None:
        self._actions: dict[ActionKey, QAction] = {}
        for key, spec in ACTIONS.items():
            action = QAction(parent)
            action.setShortcuts([QKeySequence(keys) for keys in spec.keys])
            action.setCheckable(spec.checkable)
            self._actions[key] = action
        self.retranslate()

    def __getitem__(self, key: ActionKey) -> QAction:
        return self._actions[key]

    def carry_out(self, commands: Mapping[ActionKey, Callable[[], object]]) -> None:
        """Give each action its command."""
        for key, action in self._actions.items():
            action.triggered.connect(partial(_run, commands[key]))

    def bind(self, scopes: Mapping[Scope, Sequence[QWidget]]) -> None:
        """Let each shortcut work where its action belongs; a hidden page hears none."""
        for key, spec in ACTIONS.items():
            action = self._actions[key]
            if spec.scope is Scope.RESULT_TABLE:
                action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            for place in scopes[spec.scope]:
                place.addAction(action)

    def button(self, key: ActionKey, role: str = "button") -> ActionButton:
        """A new button for an action."""
        return ActionButton(self._actions[key], ACTIONS[key].symbol, role)

    def choose(self, chosen: ActionKey, among: tuple[ActionKey, ...]) -> None:
        """Mark one of several exclusive actions."""
        for key in among:
            self._actions[key].setChecked(key is chosen)

    def retranslate(self) -> None:
        """Name all actions in the language in force."""
        for key, spec in ACTIONS.items():
            action = self._actions[key]
            text = translate("Action", spec.text)
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            action.setText(text)
            action.setToolTip(f"{text} ({keys})" if keys else text)


def _run(command: Callable[[], object], checked: bool = False) -> None:
    command()
