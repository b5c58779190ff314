"""Labels and layouts that the widgets are put together from."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget

from inspector.ui.theme.style import set_role

L = TypeVar("L", bound=QBoxLayout)


def label(role: str, *, wrap: bool = False) -> QLabel:
    """An empty label of one role of the stylesheet; plain text only."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    set_role(made, role)
    return made


def row(*items: QWidget | QLayout | int, spacing: int = 8, margin: int = 0) -> QHBoxLayout:
    """A row of widgets and layouts; a number is an empty stretch of that weight."""
    return _filled(QHBoxLayout(), items, spacing, margin)


def column(*items: QWidget | QLayout | int, spacing: int = 8, margin: int = 0) -> QVBoxLayout:
    """A column of widgets and layouts; a number is an empty stretch of that weight."""
    return _filled(QVBoxLayout(), items, spacing, margin)


def _filled(layout: L, items: tuple[QWidget | QLayout | int, ...], spacing: int, margin: int) -> L:
    layout.setSpacing(spacing)
    layout.setContentsMargins(margin, margin, margin, margin)
    for item in items:
        if isinstance(item, int):
            layout.addStretch(item)
        elif isinstance(item, QLayout):
            layout.addLayout(item)
        else:
            layout.addWidget(item)
    return layout
