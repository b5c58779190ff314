"""What of a window is cut off, or too small for a glove."""

from collections.abc import Callable

from open_window import Opened
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QHeaderView,
    QLabel,
    QPushButton,
    QToolButton,
    QWidget,
)

from inspector.ui.widgets.text.elided_label import ElidedLabel
from inspector.ui.widgets.text.fitted_label import FittedLabel

GLOVE_PX = 48
"""10 mm at 96 dpi are 38 px; touch panels of 12 inches with 1280 by 800 have 125 dpi."""
_HEADER_PADDING_PX = 22


def clipped(root: QWidget) -> list[str]:
    found = [label.text() for label in root.findChildren(QLabel) if is_cut(label)]
    for button in root.findChildren(QAbstractButton):
        hint = button.sizeHint()
        if (
            isinstance(button, QPushButton | QToolButton)
            and button.isVisible()
            and (hint.width() > button.width() or hint.height() > button.height())
        ):
            found.append(f"button {button.text() or button.accessibleName()}")
    for fitted in root.findChildren(FittedLabel):
        if fitted.isVisible() and fitted.fitted_font().pixelSize() < 18:
            found.append(fitted.text())
    for header in root.findChildren(QHeaderView):
        if header.isVisible() and header.orientation() is Qt.Orientation.Horizontal:
            found += cut_headings(header)
    return found


def is_cut(label: QLabel) -> bool:
    if not label.isVisible() or isinstance(label, ElidedLabel) or not label.text():
        return False
    room, flags = label.contentsRect(), Qt.TextFlag.TextExpandTabs
    if label.wordWrap():
        flags = Qt.TextFlag.TextWordWrap
    area = QRect(0, 0, room.width() if label.wordWrap() else 100_000, 100_000)
    needed = label.fontMetrics().boundingRect(area, flags, label.text())
    return needed.width() > room.width() + 1 or needed.height() > room.height() + 1


def cut_headings(header: QHeaderView) -> list[str]:
    model = header.model()
    return [
        f"heading {text}"
        for section in range(header.count())
        if not header.isSectionHidden(section)
        and (text := str(model.headerData(section, Qt.Orientation.Horizontal) or ""))
        and header.fontMetrics().horizontalAdvance(text) + _HEADER_PADDING_PX
        > header.sectionSize(section)
    ]


def too_small_to_touch(root: QWidget) -> list[str]:
    return [
        button.accessibleName()
        for button in root.findChildren(QPushButton)
        if button.isVisible() and min(button.width(), button.height()) < GLOVE_PX
    ]


def settle(opened: Opened, faults: Callable[[QWidget], list[str]]) -> None:
    """Layouts come to rest in the event loop; then nothing may be found."""

    def check() -> None:
        assert faults(opened.window) == []

    opened.bot.waitUntil(check)


def clipped_or_too_low(root: QWidget) -> list[str]:
    """As elsewhere, but a label of several lines needs its height, not its width."""
    wrapped = {label.text() for label in root.findChildren(QLabel) if label.wordWrap()}
    cut = [
        label.text()
        for label in root.findChildren(QLabel)
        if label.isVisible()
        and label.wordWrap()
        and label.heightForWidth(label.width()) > label.height()
    ]
    return [each for each in clipped(root) if each not in wrapped] + cut
