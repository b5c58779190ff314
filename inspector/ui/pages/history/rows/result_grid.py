"""The results as tiles with small pictures."""

# ruff: noqa: N802

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QScroller

from inspector.ui.pages.history.rows.tile_delegate import TileDelegate

if TYPE_CHECKING:
    from inspector.ui.pages.history.rows.result_model import ResultModel
    from inspector.ui.pages.history.rows.thumbnails import Thumbnails
    from inspector.ui.theme.look import Look

_MOVES = QAbstractItemView.CursorAction


class ResultGrid(QListView):
    """The same rows as the table, newest at the upper left; pictures come for what is in view."""

    def __init__(self, model: ResultModel, thumbnails: Thumbnails, look: Look) -> None:
        super().__init__()
        self._results = model
        self._thumbnails = thumbnails
        self.setModel(model)
        self._delegate = TileDelegate(thumbnails, look)
        self.setItemDelegate(self._delegate)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        look.changed.connect(self._restyle)
        thumbnails.arrived.connect(self._show_arrived)
        model.shifted.connect(self._follow)
        model.modelReset.connect(self.tell_view)
        model.rowsInserted.connect(self.tell_view)
        self.verticalScrollBar().valueChanged.connect(self.tell_view)

    def rows_in_view(self) -> range:
        """The rows that are seen."""
        rows, tile = self._results.rowCount(), self._tile()
        across, _ = self._shape()
        top = self.verticalScrollBar().value() // tile.height()
        bottom = (self.verticalScrollBar().value() + self.viewport().height()) // tile.height()
        return range(min(top * across, rows), min((bottom + 1) * across, rows))

    def tell_view(self) -> None:
        """Let the model fetch what lies ahead, and the pictures of what is in view."""
        if not self.isVisible() or not self._results.rowCount():
            return
        seen = self.rows_in_view()
        rows = self._results.window.rows
        near = (rows[place] for place in seen)
        self._thumbnails.want(
            row.result_id for row in near if row.has_image and not row.is_elsewhere
        )
        self._results.look(seen.start, seen.stop)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Where a key leads: through the tiles as they stand."""
        rows = self._results.rowCount()
        if not rows:
            return QModelIndex()
        across, deep = self._shape()
        steps = {
            _MOVES.MoveDown: across,
            _MOVES.MoveUp: -across,
            _MOVES.MovePageDown: across * deep,
            _MOVES.MovePageUp: -across * deep,
            _MOVES.MoveHome: -rows,
            _MOVES.MoveEnd: rows,
            _MOVES.MoveLeft: -1,
            _MOVES.MovePrevious: -1,
        }
        place = max(self.currentIndex().row(), 0) + steps.get(action, 1)
        return self._results.index(min(max(place, 0), rows - 1), 0)

    def showEvent(self, event: QShowEvent) -> None:
        """Fetch what is in view."""
        super().showEvent(event)
        self.tell_view()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fetch what came into view."""
        super().resizeEvent(event)
        self.tell_view()

    def sizeHint(self) -> QSize:
        """As large as the layout allows."""
        return QSize(640, 480)

    def _tile(self) -> QSize:
        return self.sizeHintForIndex(self._results.index(0, 0))

    def _shape(self) -> tuple[int, int]:
        """How many tiles stand side by side, and how many whole rows of them are seen."""
        tile, room = self._tile(), self.viewport().size()
        return max(1, room.width() // tile.width()), max(1, room.height() // tile.height())

    def _restyle(self) -> None:
        self.scheduleDelayedItemsLayout()

    def _show_arrived(self, result_id: str) -> None:
        place = self._results.place_of(result_id)
        if place is not None and self.isVisible():
            self.update(self._results.index(place, 0))

    def _follow(self, rows: int) -> None:
        """Keep what is in view where it is while rows come or go above it."""
        if not self.isVisible():
            return
        self.doItemsLayout()
        tile = self._tile()
        across, _ = self._shape()
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + round(rows / across) * tile.height())
