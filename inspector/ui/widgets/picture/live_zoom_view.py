"""A live picture to look into: zoom and place stay while pictures come, with a crosshair."""

# ruff: noqa: N802

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen

from inspector.ui.theme.tokens import OVERLAY_HALO, OVERLAY_LINE
from inspector.ui.widgets.picture.picture_view import PictureView
from inspector.ui.widgets.picture.zoom_view import ZoomView

_HALO_WIDTH_PX, _LINE_WIDTH_PX = 3.0, 1.0
_RING_SHARE = 0.12


class LiveZoomView(ZoomView):
    """The crosshair marks the middle of the picture, not of the view.

    ``zoomed`` tells that a larger or smaller picture is looked at.
    """

    zoomed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._crosshair = False

    @property
    def crosshair(self) -> bool:
        """Whether the crosshair is shown."""
        return self._crosshair

    def switch_crosshair(self) -> None:
        """Show the crosshair, or hide it."""
        self._crosshair = not self._crosshair
        self.update()

    def show_image(self, image: QImage) -> None:
        """Show the next picture at the same place."""
        PictureView.show_image(self, image)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture, and the crosshair over it."""
        super().paintEvent(event)
        if self._crosshair and self.image is not None:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for colour, width in ((OVERLAY_HALO, _HALO_WIDTH_PX), (OVERLAY_LINE, _LINE_WIDTH_PX)):
                painter.setPen(QPen(QColor(colour), width))
                self._paint_crosshair(painter, self.image)

    def zoom_to_fit(self) -> None:
        """See the whole picture."""
        super().zoom_to_fit()
        self.zoomed.emit()

    def middle(self) -> QPointF:
        """Where the middle of the picture lies in the view."""
        if self.image is None:
            return QPointF(self.width() / 2, self.height() / 2)
        fit = self.image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        return QPointF(
            self.width() / 2 + (0.5 - self.centre.x()) * fit.width() * self.zoom,
            self.height() / 2 + (0.5 - self.centre.y()) * fit.height() * self.zoom,
        )

    def _zoom_about(self, factor: float, anchor: QPointF) -> None:
        super()._zoom_about(factor, anchor)
        self.zoomed.emit()

    def _paint_crosshair(self, painter: QPainter, image: QImage) -> None:
        middle = self.middle()
        ring = min(self.width(), self.height()) * _RING_SHARE
        painter.drawLine(QPointF(0, middle.y()), QPointF(self.width(), middle.y()))
        painter.drawLine(QPointF(middle.x(), 0), QPointF(middle.x(), self.height()))
        painter.drawEllipse(middle, ring, ring)
