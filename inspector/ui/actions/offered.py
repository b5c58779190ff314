"""A control that is disabled says why: in its tool tip, and beside the finger that touches it."""

# ruff: noqa: N802

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QToolTip, QWidget

if TYPE_CHECKING:
    from inspector.ui.actions.lacking import Lacking


def offer(control: QWidget, lacking: Lacking | None, tip: str = "") -> None:
    """Enable a control that no action stands behind, or disable it and say why.

    Args:
        control: What is touched.
        lacking: What is lacking to use it; ``None`` for nothing.
        tip: What it does, where its own text does not say it.
    """
    why = "" if lacking is None else lacking.text
    control.setEnabled(lacking is None)
    control.setStatusTip(why)
    control.setAccessibleDescription(why)
    control.setToolTip("\n".join(filter(None, (tip, why))))
    if why:
        answer_touch(control)


def answer_touch(control: QWidget) -> None:
    """Say why the control is disabled where a finger touches it: it sees no tool tip else."""
    if not any(isinstance(each, _Answer) for each in control.children()):
        control.installEventFilter(_Answer(control))


class _Answer(QObject):
    """Buttons that are disabled keep touches to themselves, so each is listened to.

    At the release, for a press or a release takes away every tool tip.
    """

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show the reason, that of the control or of what it lies in."""
        if event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent):
            control = self.parent()
            while isinstance(control, QWidget) and not control.isEnabled():
                if control.statusTip():
                    QToolTip.showText(
                        event.globalPosition().toPoint(), control.statusTip(), control
                    )
                    break
                control = control.parentWidget()
        return False
