"""Draws one inspection as a tile: picture, verdict, part and class."""

# ruff: noqa: N802

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from inspector.ui.i18n.formats import clock_time, identifier
from inspector.ui.i18n.texts import evaluation_text
from inspector.ui.pages.history.rows.columns import finding
from inspector.ui.pages.history.words import STANDING_SYMBOLS, STANDING_TONES
from inspector.ui.theme.tokens import EVALUATION_TONES, WELL_INK, Tone
from inspector.ui.widgets.symbol.symbol_paths import Symbol
from inspector.ui.widgets.symbol.symbols import EVALUATION_SYMBOLS, paint_symbol
from inspector.wire.history import ResultRow, ReviewStanding

if TYPE_CHECKING:
    from inspector.ui.pages.history.rows.thumbnails import Thumbnails
    from inspector.ui.theme.look import Look

_WIDTH_PX = 204
_PICTURE_PX = 138
_MARGIN_PX = 6
_PAD_PX = 8
_SYMBOL_PX = 18
_LINE_HEIGHT = 1.35


class TileDelegate(QStyledItemDelegate):
    """All tiles have one size; colours come from the theme in force."""

    def __init__(self, thumbnails: Thumbnails, look: Look) -> None:
        super().__init__()
        self._thumbnails = thumbnails
        self._look = look

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Room for the picture and three lines."""
        lines = 3 * round(QFontMetrics(option.font).height() * _LINE_HEIGHT)
        return QSize(_WIDTH_PX, _PICTURE_PX + lines + 2 * _PAD_PX + 2 * _MARGIN_PX)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the tile."""
        row = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(row, ResultRow):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tile = QRectF(option.rect).adjusted(_MARGIN_PX, _MARGIN_PX, -_MARGIN_PX, -_MARGIN_PX)
        self._paint_frame(painter, tile, option)
        picture = tile.adjusted(_PAD_PX, _PAD_PX, -_PAD_PX, 0)
        picture.setHeight(_PICTURE_PX)
        self._paint_picture(painter, picture, row)
        words = tile.adjusted(_PAD_PX, _PICTURE_PX + 1.5 * _PAD_PX, -_PAD_PX, 0)
        self._paint_words(painter, words, row, option.font)
        painter.restore()

    def _paint_frame(self, painter: QPainter, tile: QRectF, option: QStyleOptionViewItem) -> None:
        theme = self._look.theme
        accent = theme.tones[Tone.ACCENT]
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.setBrush(QColor(accent.tint if chosen else theme.raised))
        rim = accent.fill if chosen or focused else theme.line
        painter.setPen(QPen(QColor(rim), 2 if chosen or focused else 1))
        painter.drawRoundedRect(tile, 10, 10)

    def _paint_picture(self, painter: QPainter, area: QRectF, row: ResultRow) -> None:
        painter.fillRect(area, QColor(self._look.theme.well))
        picture = None if row.is_elsewhere else self._thumbnails.picture(row.result_id)
        if picture is not None:
            size = picture.size().scaled(area.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
            corner = area.center() - QPointF(size.width() / 2, size.height() / 2)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(QRectF(corner, size.toSizeF()), picture, QRectF(picture.rect()))
        elif row.is_elsewhere or not row.has_image:
            symbol = QRectF(area.center().x() - 20, area.center().y() - 20, 40, 40)
            paint_symbol(painter, Symbol.NO_PICTURE, symbol, QColor(WELL_INK))
        if row.review is not ReviewStanding.NONE:
            self._paint_standing(painter, area, row.review)

    def _paint_standing(self, painter: QPainter, picture: QRectF, standing: ReviewStanding) -> None:
        tone = self._look.theme.tones[STANDING_TONES[standing]]
        badge = QRectF(picture.right() - 32, picture.top() + 4, 28, 28)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tone.fill))
        painter.drawRoundedRect(badge, 7, 7)
        symbol = badge.adjusted(5, 5, -5, -5)
        paint_symbol(painter, STANDING_SYMBOLS[standing], symbol, QColor(tone.on_fill))

    def _paint_words(self, painter: QPainter, area: QRectF, row: ResultRow, font: QFont) -> None:
        theme = self._look.theme
        metrics = QFontMetrics(font)
        height = round(metrics.height() * _LINE_HEIGHT)
        colour = QColor(theme.tones[EVALUATION_TONES[row.evaluation]].ink)
        line = QRectF(area.left(), area.top(), area.width(), height)
        symbol = QRectF(line.left(), line.center().y() - _SYMBOL_PX / 2, _SYMBOL_PX, _SYMBOL_PX)
        paint_symbol(painter, EVALUATION_SYMBOLS[row.evaluation], symbol, colour)
        bold = QFont(font)
        bold.setBold(True)
        _write(
            painter,
            line.adjusted(_SYMBOL_PX + 6, 0, 0, 0),
            evaluation_text(row.evaluation),
            bold,
            colour,
        )
        line.translate(0, height)
        _write(painter, line, finding(row), font, QColor(theme.ink))
        line.translate(0, height)
        beside = row.station_id if row.is_elsewhere else clock_time(row.triggered_at)
        told = f"{identifier(row.part_id)} · {beside}"
        _write(painter, line, told, font, QColor(theme.ink_muted))


def _write(painter: QPainter, line: QRectF, text: str, font: QFont, colour: QColor) -> None:
    painter.setFont(font)
    painter.setPen(colour)
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(line.width()))
    painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
