"""Several cameras side by side, as large as each other."""

from __future__ import annotations

from math import ceil, sqrt
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QGridLayout, QWidget

from inspector.ui.pages.live.camera_tile import CameraTile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QRectF

    from inspector.ui.feed import CameraView
    from inspector.ui.link import LivePicture
    from inspector.wire.cameras import CameraState

_SPACING_PX = 8
TILE_SIDE_PX = 640
"""Side of the pictures that are asked for; a tile is hardly larger on any screen."""


class CameraGrid(QWidget):
    """One tile per camera, in the order of the station file; tiles are made once."""

    def __init__(self) -> None:
        super().__init__()
        self.tiles: list[CameraTile] = []
        self._marking = True
        self._places = QGridLayout()
        self._places.setContentsMargins(0, 0, 0, 0)
        self._places.setSpacing(_SPACING_PX)
        self.setLayout(self._places)

    @property
    def undecided(self) -> tuple[str, ...]:
        """Cameras whose newest frame is wanted, for no part's picture stands in their place."""
        return tuple(
            tile.state.name
            for tile in self.tiles
            if tile.state is not None and not tile.has_decided and not tile.isHidden()
        )

    def room_px(self) -> QSize:
        """The largest picture that a tile draws, in pixels of the screen."""
        shown = [tile.picture.room_px() for tile in self.tiles if not tile.isHidden()]
        largest = max((max(size.width(), size.height()) for size in shown), default=TILE_SIDE_PX)
        return QSize(largest, largest)

    def show_regions(self, view: int, regions: Sequence[QRectF]) -> None:
        """Frame places of the picture that a verdict was reached on."""
        for number, tile in enumerate(self.tiles):
            if number == view and tile.has_decided:
                tile.picture.show_regions(regions)

    def mark_judged(self, *, wanted: bool) -> None:
        """Mark on each picture what the recipe lets decide, or nothing."""
        self._marking = wanted
        for tile in self.tiles:
            tile.mark_judged(wanted=wanted)

    def show_states(self, states: Sequence[CameraState]) -> None:
        """Show these cameras."""
        if len(states) != sum(not tile.isHidden() for tile in self.tiles):
            self._place_tiles(len(states))
        for tile, state in zip(self.tiles, states, strict=False):
            tile.show_state(state)

    def show_decided(self, picture: LivePicture | None, caption: str) -> None:
        """Show the picture that a verdict was reached on at its own camera, and of which part."""
        for view, tile in enumerate(self.tiles):
            own = picture is not None and picture.result.view == view
            tile.show_decided(picture if own else None, caption if own else "")

    def show_newest(self, name: str, view: CameraView) -> None:
        """Show a camera's newest frame."""
        for tile in self.tiles:
            if tile.state is not None and tile.state.name == name:
                tile.show_newest(view)

    def show_stale(self, stale: bool) -> None:
        """Mark all as no longer the present."""
        for tile in self.tiles:
            tile.show_stale(stale)

    def _place_tiles(self, number: int) -> None:
        """As many columns as rows, or one more."""
        while len(self.tiles) < number:
            self.tiles.append(CameraTile())
            self.tiles[-1].mark_judged(wanted=self._marking)
        columns = max(2, ceil(sqrt(number)))
        for place, tile in enumerate(self.tiles):
            self._places.addWidget(tile, place // columns, place % columns)
            tile.setVisible(place < number)
        for line in range(len(self.tiles)):
            self._places.setColumnStretch(line, line < columns)
            self._places.setRowStretch(line, line < ceil(number / columns))
