"""A picture with a frame that is drawn and moved by finger, mouse or key."""

# ruff: noqa: N802

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen

from inspector.ui.theme.tokens import OVERLAY_HALO, OVERLAY_LINE
from inspector.ui.widgets.picture.zoom_view import ZoomView

Region = tuple[int, int, int, int]
LEAST_PX = 8
_HANDLE_PX = 46.0
_DOT_PX = 9.0
_SHADE = QColor(0, 0, 0, 110)


class _Grip(Enum):
    """What of the frame is held."""

    NEW = auto()
    ALL = auto()
    TOP_LEFT = auto()
    TOP_RIGHT = auto()
    BOTTOM_LEFT = auto()
    BOTTOM_RIGHT = auto()


_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class RegionView(ZoomView):
    """Drag a corner, the whole frame, or a new one; arrow keys move it, with Shift they size it.

    ``drawn(left, top, width, height)`` in pixels of the camera's picture.
    """

    drawn = Signal(int, int, int, int)

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._region: Region | None = None
        self._size = (0, 0)
        self._grip: _Grip | None = None
        self._anchor = QPointF()
        self._before: Region | None = None

    @property
    def region(self) -> Region | None:
        """Left, top, width and height; ``None`` for the whole picture."""
        return self._region

    def show_live(self, image: QImage, width_px: int, height_px: int) -> None:
        """Show the newest picture; the size is that before it was shrunk for display."""
        self._size = (width_px, height_px)
        zoom, centre = self.zoom, self.centre
        self.show_image(image)
        self._zoom, self._centre = zoom, centre

    def show_region(self, region: Region | None) -> None:
        """Show a frame, unless one is being drawn."""
        if self._grip is None and region != self._region:
            self._region = region
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a corner, the frame, or begin a new one."""
        if self.image is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        self._anchor = self._in_picture(event.position())
        self._before = self._region
        self._grip = self._grip_at(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw."""
        if self._grip is None:
            return
        at = self._in_picture(event.position())
        self._region = self._dragged(self._grip, at)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Keep what was drawn; a touch without a drag changes nothing."""
        grip, self._grip = self._grip, None
        if grip is None:
            return
        region = self._region
        if region is None or min(region[2:]) < LEAST_PX:
            self._region = self._before
        elif region != self._before:
            self.drawn.emit(*region)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by one pixel, by ten with Ctrl; with Shift change the size. The first one begins."""
        key = Qt.Key(event.key())
        if key not in _ARROWS or self.image is None:
            super().keyPressEvent(event)
            return
        if self._region is None:
            half_width, half_height = (side // 2 for side in self._size)
            self._region = (half_width // 2, half_height // 2, half_width, half_height)
        modifiers = event.modifiers()
        pace = 10 if modifiers & Qt.KeyboardModifier.ControlModifier else 1
        right, down = (pace * way for way in _ARROWS[key])
        left, top, width, height = self._region
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            width, height = width + right, height + down
        else:
            left, top = left + right, top + down
        self._region = self._inside(left, top, width, height)
        self.drawn.emit(*self._region)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture, and the frame over it."""
        super().paintEvent(event)
        if self.image is None or self._region is None or not self._size[0]:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area, frame = self._image_area(self.image), self._frame()
        shade = QRectF(area)
        for part in _around(shade, frame):
            painter.fillRect(part, _SHADE)
        for colour, width in ((OVERLAY_HALO, 5.0), (OVERLAY_LINE, 2.5)):
            painter.setPen(QPen(QColor(colour), width))
            painter.drawRect(frame)
        painter.setPen(QPen(QColor(OVERLAY_HALO), 2.0))
        painter.setBrush(QColor(OVERLAY_LINE))
        for corner in (
            frame.topLeft(),
            frame.topRight(),
            frame.bottomLeft(),
            frame.bottomRight(),
        ):
            painter.drawEllipse(corner, _DOT_PX, _DOT_PX)

    def _frame(self) -> QRectF:
        if self.image is None or self._region is None:
            return QRectF()
        area = self._image_area(self.image)
        scale_x, scale_y = area.width() / self._size[0], area.height() / self._size[1]
        left, top, width, height = self._region
        return QRectF(
            area.left() + left * scale_x,
            area.top() + top * scale_y,
            width * scale_x,
            height * scale_y,
        )

    def _grip_at(self, at: QPointF) -> _Grip:
        frame = self._frame()
        corners = {
            _Grip.TOP_LEFT: frame.topLeft(),
            _Grip.TOP_RIGHT: frame.topRight(),
            _Grip.BOTTOM_LEFT: frame.bottomLeft(),
            _Grip.BOTTOM_RIGHT: frame.bottomRight(),
        }
        if self._region is None:
            return _Grip.NEW
        near = {
            grip: (corner - at).manhattanLength()
            for grip, corner in corners.items()
            if (corner - at).manhattanLength() <= _HANDLE_PX
        }
        if near:
            return min(near, key=near.__getitem__)
        return _Grip.ALL if frame.contains(at) else _Grip.NEW

    def _dragged(self, grip: _Grip, at: QPointF) -> Region | None:
        if grip is _Grip.NEW or self._before is None:
            return self._between(self._anchor, at)
        left, top, width, height = self._before
        if grip is _Grip.ALL:
            way = at - self._anchor
            return self._inside(left + round(way.x()), top + round(way.y()), width, height)
        opposite = QPointF(
            left + width if grip in (_Grip.TOP_LEFT, _Grip.BOTTOM_LEFT) else left,
            top + height if grip in (_Grip.TOP_LEFT, _Grip.TOP_RIGHT) else top,
        )
        return self._between(opposite, at)

    def _between(self, one: QPointF, other: QPointF) -> Region:
        left, right = sorted((round(one.x()), round(other.x())))
        top, bottom = sorted((round(one.y()), round(other.y())))
        return left, top, right - left, bottom - top

    def _inside(self, left: int, top: int, width: int, height: int) -> Region:
        whole_width, whole_height = self._size
        width = min(max(width, LEAST_PX), whole_width)
        height = min(max(height, LEAST_PX), whole_height)
        return (
            min(max(left, 0), whole_width - width),
            min(max(top, 0), whole_height - height),
            width,
            height,
        )

    def _in_picture(self, at: QPointF) -> QPointF:
        """In pixels of the camera's picture, never outside of it."""
        if self.image is None:
            return QPointF()
        area = self._image_area(self.image)
        x = (at.x() - area.left()) / max(area.width(), 1) * self._size[0]
        y = (at.y() - area.top()) / max(area.height(), 1) * self._size[1]
        return QPointF(min(max(x, 0), self._size[0]), min(max(y, 0), self._size[1]))


def _around(whole: QRectF, hole: QRectF) -> list[QRectF]:
    """The four parts of a rectangle beside a hole in it."""
    return [
        QRectF(whole.left(), whole.top(), whole.width(), hole.top() - whole.top()),
        QRectF(whole.left(), hole.bottom(), whole.width(), whole.bottom() - hole.bottom()),
        QRectF(whole.left(), hole.top(), hole.left() - whole.left(), hole.height()),
        QRectF(hole.right(), hole.top(), whole.right() - hole.right(), hole.height()),
    ]
