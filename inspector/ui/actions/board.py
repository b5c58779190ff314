"""The actions of one window; their commands come with the window and its pages."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

from inspector.domain.people import least_role
from inspector.ui.actions.guarded import GuardedAction
from inspector.ui.actions.keys import ActionKey, Scope
from inspector.ui.i18n.language import translate
from inspector.ui.i18n.texts import role_text
from inspector.ui.widgets.action_button import ActionButton

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QWidget

    from inspector.domain.people import Right
    from inspector.ui.actions.spec import ActionSpec, ActionTable

    Command = Callable[[], object]


class ActionBoard:
    """Holds one ``QAction`` per :class:`ActionKey`, and makes buttons for them.

    Args:
        parent: Owns the actions.
        tables: All that is declared.
    """

    def __init__(self, parent: QObject, tables: Iterable[ActionTable]) -> None:
        self._specs: dict[ActionKey, ActionSpec] = {
            key: spec for table in tables for key, spec in table.items()
        }
        self._actions: dict[ActionKey, GuardedAction] = {}
        self._rights: Collection[Right] | None = None
        self._on_asked: Callable[[Command], None] = _ignore
        for key, spec in self._specs.items():
            action = GuardedAction(parent)
            action.setShortcuts([QKeySequence(keys) for keys in spec.keys])
            action.setCheckable(spec.checkable)
            self._actions[key] = action
        self.retranslate()

    def __getitem__(self, key: ActionKey) -> GuardedAction:
        return self._actions[key]

    def carry_out(self, commands: Mapping[ActionKey, Callable[[], object]]) -> None:
        """Give actions their commands."""
        for key, command in commands.items():
            self._actions[key].triggered.connect(partial(self._run, key, command))

    def bind(self, table: ActionTable, places: Mapping[Scope, Sequence[QWidget]]) -> None:
        """Let each shortcut work where its action belongs; a hidden page hears none."""
        for key, spec in table.items():
            action = self._actions[key]
            if spec.scope is Scope.LIST:
                action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            for place in places[spec.scope]:
                place.addAction(action)

    def button(self, key: ActionKey, role: str = "button") -> ActionButton:
        """A new button for an action."""
        return ActionButton(self._actions[key], self._specs[key].symbol, role)

    def choose(self, chosen: ActionKey, among: Iterable[ActionKey]) -> None:
        """Mark one of several exclusive actions."""
        for key in among:
            self._actions[key].setChecked(key is chosen)

    def watch_asked(self, listener: Callable[[Command], None]) -> None:
        """Tell ``listener`` each command that needs a right, before it is carried out."""
        self._on_asked = listener

    def show_rights(self, rights: Collection[Right] | None) -> None:
        """Offer what somebody with these rights may do; ``None`` when nobody is signed in.

        Then everything is offered: the station asks who is there, and knows whether it has to.
        """
        self._rights = rights
        self._show_permissions()

    def retranslate(self) -> None:
        """Name all actions in the language in force."""
        for key, spec in self._specs.items():
            action = self._actions[key]
            text = translate("Action", spec.text)
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            action.setText(text)
            action.setToolTip(f"{text} ({keys})" if keys else text)
        self._show_permissions()

    def _show_permissions(self) -> None:
        for key, spec in self._specs.items():
            right, rights = spec.right, self._rights
            missing = right is not None and rights is not None and right not in rights
            needed = role_text(least_role(right)) if missing and right is not None else ""
            self._actions[key].show_needed(
                translate("Action", "needs the role {role}").format(role=needed) if needed else ""
            )

    def _run(self, key: ActionKey, command: Command, checked: bool = False) -> None:
        if self._specs[key].right is not None:
            self._on_asked(command)
        command()


def _ignore(command: Command) -> None:
    """Nobody listens yet."""
