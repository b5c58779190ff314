"""A picture with its aspect kept."""

# ruff: noqa: N802

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from inspector.ui.widgets.symbol_paths import Symbol
from inspector.ui.widgets.symbols import paint_symbol

_NO_PICTURE_SYMBOL_PX = 72
_STALE_OPACITY = 0.4


class PictureView(QWidget):
    """Shows a picture as large as fits, or says why there is none.

    The scaled picture is made once per picture and size, not once per repaint.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(160, 120)
        self._image: QImage | None = None
        self._note = ""
        self._stale = False
        self._scaled: QPixmap | None = None

    @property
    def image(self) -> QImage | None:
        """The picture that is shown."""
        return self._image

    def note(self) -> str:
        """What stands in place of a picture."""
        return "" if self._image is not None else self._note

    def sizeHint(self) -> QSize:
        """As large as the layout allows."""
        return QSize(640, 480)

    def show_image(self, image: QImage) -> None:
        """Show a picture."""
        self._image = image
        self._scaled = None
        self.update()

    def show_note(self, note: str) -> None:
        """Show no picture, and why."""
        if self._image is None and note == self._note:
            return
        self._image, self._scaled, self._note = None, None, note
        self.update()

    def show_stale(self, stale: bool) -> None:
        """Fade what is no longer the present."""
        if stale != self._stale:
            self._stale = stale
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Scale anew."""
        self._scaled = None
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture or the note."""
        painter = QPainter(self)
        if self._image is None:
            self._paint_note(painter)
            return
        if self._stale:
            painter.setOpacity(_STALE_OPACITY)
        self._paint_image(painter, self._image)

    def _paint_image(self, painter: QPainter, image: QImage) -> None:
        if self._scaled is None:
            ratio = self.devicePixelRatioF()
            self._scaled = QPixmap.fromImage(
                image.scaled(
                    self.size() * ratio,
                    Qt.AspectRatioMode.KeepAspectRatio,
                    Qt.TransformationMode.SmoothTransformation,
                )
            )
            self._scaled.setDevicePixelRatio(ratio)
        size = self._scaled.deviceIndependentSize()
        corner = QPointF((self.width() - size.width()) / 2, (self.height() - size.height()) / 2)
        painter.drawPixmap(corner, self._scaled)

    def _paint_note(self, painter: QPainter) -> None:
        colour = self.palette().windowText().color()
        middle = QRectF(self.rect()).center()
        side = min(_NO_PICTURE_SYMBOL_PX, self.height() / 3)
        area = QRectF(middle.x() - side / 2, middle.y() - side, side, side)
        paint_symbol(painter, Symbol.NO_PICTURE, area, colour)
        painter.setPen(colour)
        below = QRectF(16, middle.y() + 16, self.width() - 32, self.height() / 2 - 16)
        alignment = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.drawText(below, alignment | Qt.TextFlag.TextWordWrap, self._note)
