"""A part's picture with what was found on it, and a good part over it."""

# ruff: noqa: N802

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter, QPaintEvent

from inspector.ui.theme.tokens import OVERLAY_HALO, OVERLAY_TEXT
from inspector.ui.widgets.picture.picture_view import PictureView
from inspector.ui.widgets.picture.zoom_view import ZoomView

if TYPE_CHECKING:
    from inspector.wire.evidence import EvidenceRegion

_CAPTION_PAD_PX = 6
_AMPLIFICATIONS = 2
"""A difference is doubled so often that a faint one is seen."""


class Comparison(Enum):
    """How a part is held against a good one."""

    NONE = auto()
    BESIDE = auto()
    BLENDED = auto()
    DIFFERENCE = auto()


class PartPicture(ZoomView):
    """Draws regions as frames, bright on dark, and the good part as a layer.

    Signals:
        looked: Somebody zoomed or moved; another view follows with :meth:`look_at`.
    """

    looked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._evidence: list[QRectF] = []
        self.golden: QImage | None = None
        self._regions_shown = True
        self._comparison = Comparison.NONE
        self._share = 0.5
        self._caption = ""
        self._seen_size = QSize()

    @property
    def share(self) -> float:
        """How much of the good part is seen when it lies over the picture."""
        return self._share

    def show_evidence(self, regions: Sequence[EvidenceRegion]) -> None:
        """Show where in the picture the defect is, of this picture and the one that follows."""
        self._evidence = [QRectF(each.x, each.y, each.width, each.height) for each in regions]
        self.show_regions(self._evidence)
        self._reveal_evidence()

    def show_image(self, image: QImage) -> None:
        """Show the next picture at the same place; one of another size as a whole."""
        PictureView.show_image(self, image)
        if image.size() != self._seen_size:
            self._seen_size = image.size()
            self.zoom_to_fit()
        self.show_regions(self._evidence)
        self._reveal_evidence()

    def show_regions_drawn(self, drawn: bool) -> None:
        """Draw the regions, or leave the picture as it is."""
        self._regions_shown = drawn
        self.update()

    def show_golden(self, golden: QImage | None) -> None:
        """Take a good part to compare with."""
        self.golden = golden
        self.update()

    def show_comparison(self, comparison: Comparison) -> None:
        """Compare in another way."""
        self._comparison = comparison
        self.update()

    def show_share(self, share: float) -> None:
        """Show more or less of the good part."""
        self._share = min(max(share, 0.0), 1.0)
        self.update()

    def show_caption(self, caption: str) -> None:
        """Say in the corner what it is."""
        self._caption = caption
        self.update()

    def look_at(self, zoom: float, centre: QPointF) -> None:
        """Look where another view looks."""
        self._zoom, self._centre = zoom, QPointF(centre)
        self.update()

    def zoom_to_fit(self) -> None:
        """See the whole picture."""
        super().zoom_to_fit()
        self.looked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture, then what lies over it."""
        super().paintEvent(event)
        if self.image is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._caption:
            self._paint_caption(painter)

    def _reveal_evidence(self) -> None:
        """What was found on the next part is never outside of what is looked at."""
        side = 1 / self.zoom
        looked_at = QRectF(0, 0, side, side)
        looked_at.moveCenter(self.centre)
        if not all(looked_at.contains(region) for region in self._evidence):
            self.zoom_to_fit()

    def _move_centre(self, shift_x: float, shift_y: float) -> None:
        super()._move_centre(shift_x, shift_y)
        self.looked.emit()

    def _paint_regions(self, painter: QPainter, area: QRectF) -> None:
        if self._regions_shown:
            super()._paint_regions(painter, area)

    def _paint_image(self, painter: QPainter, image: QImage) -> None:
        if self.golden is None or self._comparison in (Comparison.NONE, Comparison.BESIDE):
            super()._paint_image(painter, image)
        elif self._comparison is Comparison.BLENDED:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            area = self._image_area(image)
            painter.drawImage(area, image)
            painter.setOpacity(self._share)
            painter.drawImage(area, self.golden)
            painter.setOpacity(1.0)
        else:
            painter.drawImage(QPointF(0, 0), self._difference(image, self.golden))

    def _difference(self, image: QImage, golden: QImage) -> QImage:
        """Black where both are alike, bright where they are not."""
        ratio = self.devicePixelRatioF()
        drawn = QImage(self.size() * ratio, QImage.Format.Format_RGB32)
        drawn.setDevicePixelRatio(ratio)
        drawn.fill(Qt.GlobalColor.black)
        area = self._image_area(image)
        painter = QPainter(drawn)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(area, image)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Difference)
        painter.drawImage(area, golden)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Plus)
        for _ in range(_AMPLIFICATIONS):
            painter.drawImage(QPointF(0, 0), drawn.copy())
        painter.end()
        return drawn

    def _paint_caption(self, painter: QPainter) -> None:
        font = QFont(self.font())
        font.setBold(True)
        metrics = QFontMetrics(font)
        room = self.width() - 4 * _CAPTION_PAD_PX
        text = metrics.elidedText(self._caption, Qt.TextElideMode.ElideRight, room)
        size = QSize(metrics.horizontalAdvance(text), metrics.height())
        plate = QRectF(
            _CAPTION_PAD_PX,
            _CAPTION_PAD_PX,
            size.width() + 2 * _CAPTION_PAD_PX,
            size.height() + _CAPTION_PAD_PX,
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(OVERLAY_HALO))
        painter.drawRoundedRect(plate, 5, 5)
        painter.setFont(font)
        painter.setPen(QColor(OVERLAY_TEXT))
        painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, text)
