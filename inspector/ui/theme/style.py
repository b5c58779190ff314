"""The properties by which a widget asks the stylesheet for its look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspector.ui.theme.tokens import Tone

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def set_role(widget: QWidget, role: str) -> None:
    """Name what the widget is, such as ``card`` or ``title``; once, before it is shown."""
    widget.setProperty("role", role)


def set_tone(widget: QWidget, tone: Tone) -> None:
    """Name what the widget's colour means; cheap when nothing changes."""
    set_style_property(widget, "tone", tone.value)


def set_style_property(widget: QWidget, name: str, value: str | bool) -> None:
    """Set a property that the stylesheet selects by, and style the widget again if it changed."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()
