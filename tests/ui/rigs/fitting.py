"""What of a window is cut off, or too small for a glove."""

from collections.abc import Callable, Iterator

from open_window import Opened
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
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
    return [fault for each in within_sight(root) for fault in cut_off(each)]


def within_sight(root: QWidget) -> Iterator[QWidget]:
    """What it is made of, without what lies in something hidden: of eleven pages one is shown."""
    for each in root.children():
        if isinstance(each, QWidget) and not each.isHidden():
            yield each
            yield from within_sight(each)


def cut_off(widget: QWidget) -> Iterator[str]:
    if not widget.isVisible():
        return
    if isinstance(widget, QLabel) and is_cut(widget):
        yield widget.text()
    elif isinstance(widget, QPushButton | QToolButton):
        hint = widget.sizeHint()
        if hint.width() > widget.width() or hint.height() > widget.height():
            yield f"button {widget.text() or widget.accessibleName()}"
    elif isinstance(widget, QHeaderView) and widget.orientation() is Qt.Orientation.Horizontal:
        yield from cut_headings(widget)
    if isinstance(widget, FittedLabel) and widget.fitted_font().pixelSize() < 18:
        yield widget.text()


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
