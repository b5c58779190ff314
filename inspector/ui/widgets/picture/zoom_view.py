"""A picture to look into: zoom with wheel, pinch or buttons, pan by dragging."""

# ruff: noqa: N802

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QWheelEvent
from PySide6.QtWidgets import QGestureEvent, QPinchGesture

from inspector.ui.widgets.picture.picture_view import PictureView

_STEP = 1.4
_MAX_PIXEL_PX = 24.0
"""Largest size of one picture pixel on the screen."""
_WHEEL_NOTCH = 120


class ZoomView(PictureView):
    """Zoom 1 fits the whole picture; the point under the pointer stays where it is."""

    def __init__(self) -> None:
        super().__init__()
        self._zoom = 1.0
        self._centre = QPointF(0.5, 0.5)
        self._drag_from: QPointF | None = None
        self.grabGesture(Qt.GestureType.PinchGesture)

    @property
    def zoom(self) -> float:
        """Magnification over the whole picture."""
        return self._zoom

    @property
    def centre(self) -> QPointF:
        """The point of the picture in the middle of the view, as fractions of its size."""
        return self._centre

    def show_image(self, image: QImage) -> None:
        """Show a picture as a whole."""
        self.zoom_to_fit()
        super().show_image(image)

    def zoom_in(self) -> None:
        """Look closer."""
        self._zoom_about(_STEP, QRectF(self.rect()).center())

    def zoom_out(self) -> None:
        """Step back."""
        self._zoom_about(1 / _STEP, QRectF(self.rect()).center())

    def zoom_to_fit(self) -> None:
        """See the whole picture."""
        self._zoom = 1.0
        self._centre = QPointF(0.5, 0.5)
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the pointer."""
        self._zoom_about(_STEP ** (event.angleDelta().y() / _WHEEL_NOTCH), event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to pan."""
        self._drag_from = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pan."""
        if self._drag_from is not None:
            self._pan(event.position() - self._drag_from)
            self._drag_from = event.position()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End panning."""
        self._drag_from = None

    def event(self, event: QEvent) -> bool:
        """Zoom with two fingers."""
        if isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                middle = self.mapFromGlobal(pinch.centerPoint())
                self._zoom_about(pinch.scaleFactor(), QPointF(middle))
                return True
        return super().event(event)

    def _drawn_size(self, image: QImage) -> QSize:
        fit = image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        return fit * self._zoom

    def _zoom_about(self, factor: float, anchor: QPointF) -> None:
        if self.image is None:
            return
        fit = self.image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        largest = max(1.0, _MAX_PIXEL_PX * self.image.width() / max(fit.width(), 1))
        zoom = min(max(self._zoom * factor, 1.0), largest)
        offset = anchor - QRectF(self.rect()).center()
        before = self._drawn_size(self.image)
        self._zoom = zoom
        after = self._drawn_size(self.image)
        shift_x = offset.x() / max(before.width(), 1) - offset.x() / max(after.width(), 1)
        shift_y = offset.y() / max(before.height(), 1) - offset.y() / max(after.height(), 1)
        self._move_centre(shift_x, shift_y)

    def _pan(self, distance: QPointF) -> None:
        if self.image is not None:
            size = self._drawn_size(self.image)
            self._move_centre(
                -distance.x() / max(size.width(), 1), -distance.y() / max(size.height(), 1)
            )

    def _move_centre(self, shift_x: float, shift_y: float) -> None:
        margin = 0.5 / self._zoom
        self._centre = QPointF(
            min(max(self._centre.x() + shift_x, margin), 1 - margin),
            min(max(self._centre.y() + shift_y, margin), 1 - margin),
        )
        self.update()

    def _image_area(self, image: QImage) -> QRectF:
        size = self._drawn_size(image)
        left = self.width() / 2 - self._centre.x() * size.width()
        top = self.height() / 2 - self._centre.y() * size.height()
        return QRectF(left, top, size.width(), size.height())

    def _paint_image(self, painter: QPainter, image: QImage) -> None:
        if self._zoom == 1.0:
            super()._paint_image(painter, image)
            return
        area = self._image_area(image)
        magnified = area.width() > 2 * image.width()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not magnified)
        painter.drawImage(area, image)
