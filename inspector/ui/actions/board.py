"""The actions of one window; their commands come with the window and its pages."""

from __future__ import annotations

from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence

from inspector.domain.people import Role, least_role
from inspector.ui.actions.guarded import GuardedAction, Lock
from inspector.ui.actions.needs import Standing, hindrance
from inspector.ui.actions.spec import ActionKey, Scope
from inspector.ui.i18n.language import translate
from inspector.ui.i18n.texts import role_text
from inspector.ui.widgets.text.action_button import ActionButton
from inspector.ui.widgets.text.captioned_button import CaptionedButton

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from inspector.domain.people import Right

    Command = Callable[[], object]

B = TypeVar("B", bound=ActionButton)


class ActionBoard(QObject):
    """Holds one ``QAction`` per :class:`ActionKey`, and makes buttons for them.

    Args:
        parent: Owns the actions.
        tables: All that is declared.

    Signals:
        locks_changed: Something may be done now that might not before, or the other way round; or
            a button has come into sight or left it.
    """

    locks_changed = Signal()

    def __init__(self, parent: QObject, tables: Iterable[Iterable[ActionKey]]) -> None:
        super().__init__(parent)
        self._actions: dict[ActionKey, GuardedAction] = {}
        self._rights: Collection[Right] | None = None
        self._role: Role | None = None
        self._standing = Standing()
        self._roles: dict[ActionKey, Role] = {}
        self._on_asked: Callable[[Command], None] = _ignore
        for key in chain.from_iterable(tables):
            self._actions[key] = action = GuardedAction(parent)
            action.setShortcuts([QKeySequence(keys) for keys in key.spec.keys])
            action.setCheckable(key.spec.checkable)
        self.retranslate()

    def __getitem__(self, key: ActionKey) -> GuardedAction:
        return self._actions[key]

    def carry_out(self, commands: Mapping[ActionKey, Callable[[], object]]) -> None:
        """Give actions their commands."""
        for key, command in commands.items():
            self._actions[key].triggered.connect(partial(self._run, key, command))

    def bind(self, table: Iterable[ActionKey], places: Mapping[Scope, Sequence[QWidget]]) -> None:
        """Let each shortcut work where its action belongs; a hidden page hears none."""
        for key in table:
            action, scope = self._actions[key], key.spec.scope
            if scope is Scope.LIST:
                action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            for place in places[scope]:
                place.addAction(action)

    def button(self, key: ActionKey, role: str = "button") -> ActionButton:
        """A new button for an action."""
        return self._watched(ActionButton(self._actions[key], key.spec.symbol, role))

    def tool(self, key: ActionKey) -> CaptionedButton:
        """A new button with the action's symbol above its short word."""
        return self._watched(CaptionedButton(self._actions[key], key.spec.symbol, "tool"))

    def choose(self, chosen: ActionKey, among: Iterable[ActionKey]) -> None:
        """Mark one of several exclusive actions."""
        for key in among:
            self._actions[key].setChecked(key is chosen)

    def watch_asked(self, listener: Callable[[Command], None]) -> None:
        """Tell ``listener`` each command that needs a right, before it is carried out."""
        self._on_asked = listener

    def show_person(self, role: Role | None, rights: Collection[Right]) -> None:
        """Offer what somebody of this role may do; ``None`` when nobody is signed in.

        Then everything is offered: the station asks who is there, and knows whether it has to.
        """
        self._role, self._rights = role, None if role is None else rights
        self._show_locks()

    def show_standing(self, standing: Standing) -> None:
        """Offer what the station takes now."""
        if standing != self._standing:
            self._standing = standing
            self._show_locks()

    def require(self, key: ActionKey, role: Role | None) -> None:
        """What is done now needs a higher role than the action usually does; ``None`` for no."""
        if role is not self._roles.get(key):
            self._roles.pop(key, None)
            if role is not None:
                self._roles[key] = role
            self._show_locks()

    def lock(self, key: ActionKey, reason: str) -> None:
        """A page knows why the station would refuse this; empty where it would not."""
        if self._actions[key].lock(Lock.PAGE, reason):
            self.locks_changed.emit()

    def retranslate(self) -> None:
        """Name all actions in the language in force."""
        for key, action in self._actions.items():
            spec = key.spec
            text = translate("Action", spec.text)
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            action.setText(text)
            action.setIconText(translate("Action", spec.short) if spec.short else text)
            action.setToolTip(f"{text} ({keys})" if keys else text)
        self._show_locks()

    def _show_locks(self) -> None:
        for key, action in self._actions.items():
            spec, role = key.spec, self._missing_role(key)
            needed = translate("Action", "needs the role {role}")
            action.lock(Lock.RIGHT, "" if role is None else needed.format(role=role_text(role)))
            asks = spec.right is not None or spec.needs
            action.lock(Lock.STATION, hindrance(spec.needs, self._standing) if asks else "")
        self.locks_changed.emit()

    def _missing_role(self, key: ActionKey) -> Role | None:
        """The role that this takes, where the person who is signed in has a lesser one."""
        if self._role is None or self._rights is None:
            return None
        right = key.spec.right
        if right is not None and right not in self._rights:
            return least_role(right)
        wanted, ranks = self._roles.get(key), list(Role)
        lacking = wanted is not None and ranks.index(self._role) < ranks.index(wanted)
        return wanted if lacking else None

    def _watched(self, button: B) -> B:
        button.seen.connect(self.locks_changed)
        return button

    def _run(self, key: ActionKey, command: Command, checked: bool = False) -> None:
        if key.spec.right is not None:
            self._on_asked(command)
        command()


def _ignore(command: Command) -> None:
    """Nobody listens yet."""
