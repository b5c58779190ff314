"""The action that signs in or out, named after who is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspector.ui.i18n.language import translate
from inspector.ui.i18n.texts import role_text

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from inspector.wire.people import SessionState

_NAME_SHOWN = 12
"""So many characters of a person's name fit the header."""


def show_person(action: QAction, person: SessionState | None, locked: str = "") -> None:
    """Name the action after the person who is signed in, or after signing in.

    Args:
        action: The action.
        person: Who is signed in.
        locked: Whose screen has locked itself.
    """
    if person is None:
        text = translate("Action", "Sign in")
        if locked:
            text = translate("Action", "Locked: {person}").format(person=_short(locked))
        action.setText(text)
        action.setToolTip(text)
        return
    action.setText(_short(person.name))
    action.setToolTip(
        translate("Action", "{person}, {role}: sign out").format(
            person=person.name, role=role_text(person.role)
        )
    )


def _short(name: str) -> str:
    return f"{name[: _NAME_SHOWN - 1]}…" if len(name) > _NAME_SHOWN else name
