"""A picture with its aspect kept."""

# ruff: noqa: N802

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from inspector.ui.theme.tokens import AREA_HALO, AREA_LINE, OVERLAY_HALO, OVERLAY_LINE
from inspector.ui.widgets.symbol.symbol_paths import Symbol
from inspector.ui.widgets.symbol.symbols import paint_symbol

_NO_PICTURE_SYMBOL_PX = 72
_STALE_OPACITY = 0.4
_HALO_WIDTH_PX, _LINE_WIDTH_PX = 5.0, 2.0
_CORNER_PX = 4.0
Outline = tuple[tuple[QRect, QColor], ...]


class PictureView(QWidget):
    """Shows a picture as large as fits, or says why there is none.

    The scaled picture is made once per picture and size, not once per repaint. ``room_changed``
    tells that a picture of another size would fit.
    """

    room_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(160, 120)
        self._image: QImage | None = None
        self._note = ""
        self._stale = False
        self._scaled: QImage | None = None
        self._regions: tuple[QRectF, ...] = ()
        self._area: QRectF | None = None
        self._area_outline: tuple[QRectF, Outline] | None = None

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
        self._regions = ()
        self.update()

    @property
    def regions(self) -> tuple[QRectF, ...]:
        """The framed places, in fractions of the picture."""
        return self._regions

    def show_regions(self, regions: Sequence[QRectF]) -> None:
        """Frame places of the picture that is shown, in fractions of its width and height."""
        self._regions = tuple(regions)
        self.update()

    @property
    def area(self) -> QRectF | None:
        """The part of the picture that is judged, in fractions; ``None`` where none is marked."""
        return self._area

    def show_area(self, area: QRectF | None) -> None:
        """Mark the part of the picture that is judged, faintly and below all frames."""
        if area != self._area:
            self._area, self._area_outline = area, None
            self.update()

    @property
    def area_outline(self) -> Outline | None:
        """What was drawn for the area last."""
        return None if self._area_outline is None else self._area_outline[1]

    def room_px(self) -> QSize:
        """The largest picture that is drawn pixel by pixel, in pixels of the screen."""
        return self.size() * self.devicePixelRatioF()

    def show_note(self, note: str) -> None:
        """Show no picture, and why."""
        if self._image is None and note == self._note:
            return
        self._image, self._scaled, self._note = None, None, note
        self._regions = ()
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
        self.room_changed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture or the note."""
        painter = QPainter(self)
        if self._image is None:
            self._paint_note(painter)
            return
        if self._stale:
            painter.setOpacity(_STALE_OPACITY)
        self._paint_image(painter, self._image)
        if self._area is not None:
            self._paint_area(painter, self._area, self._image_area(self._image))
        if self._regions:
            self._paint_regions(painter, self._image_area(self._image))

    def _image_area(self, image: QImage) -> QRectF:
        """Where the whole picture lies in the view."""
        fit = image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (self.width() - fit.width()) / 2, (self.height() - fit.height()) / 2
        return QRectF(left, top, fit.width(), fit.height())

    def _paint_area(self, painter: QPainter, area: QRectF, within: QRectF) -> None:
        """The outline is made once for each area and size, not for each picture."""
        if self._area_outline is None or self._area_outline[0] != within:
            self._area_outline = within, _outline(_placed(area, within).toAlignedRect())
        for edge, colour in self._area_outline[1]:
            painter.fillRect(edge, colour)

    def _paint_regions(self, painter: QPainter, area: QRectF) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for colour, width in ((OVERLAY_HALO, _HALO_WIDTH_PX), (OVERLAY_LINE, _LINE_WIDTH_PX)):
            painter.setPen(QPen(QColor(colour), width))
            for region in self._regions:
                painter.drawRoundedRect(_placed(region, area), _CORNER_PX, _CORNER_PX)

    def _paint_image(self, painter: QPainter, image: QImage) -> None:
        if self._scaled is None:
            ratio = self.devicePixelRatioF()
            fit = image.size().scaled(self.room_px(), Qt.AspectRatioMode.KeepAspectRatio)
            if fit != image.size():
                smooth = Qt.TransformationMode.SmoothTransformation
                image = image.scaled(fit, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
            self._scaled = QImage(image)
            self._scaled.setDevicePixelRatio(ratio)
        size = self._scaled.deviceIndependentSize()
        corner = QPointF((self.width() - size.width()) / 2, (self.height() - size.height()) / 2)
        painter.drawImage(corner, self._scaled)

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


def _placed(part: QRectF, within: QRectF) -> QRectF:
    """A part, in fractions, of what lies in a rectangle."""
    return QRectF(
        within.left() + part.left() * within.width(),
        within.top() + part.top() * within.height(),
        part.width() * within.width(),
        part.height() * within.height(),
    )


def _outline(area: QRect) -> Outline:
    """Four edges with a darker one beside each; opaque, for blending and stroking take time."""
    edges = [
        (rect, QColor(colour))
        for colour, outer in ((AREA_HALO, area.adjusted(-1, -1, 1, 1)), (AREA_LINE, area))
        for rect in _edges(outer)
    ]
    return tuple(edges)


def _edges(area: QRect) -> tuple[QRect, ...]:
    left, top, width, height = area.left(), area.top(), area.width(), area.height()
    return (
        QRect(left, top, width, 1),
        QRect(left, top + height - 1, width, 1),
        QRect(left, top + 1, 1, height - 2),
        QRect(left + width - 1, top + 1, 1, height - 2),
    )
