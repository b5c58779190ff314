"""The pictures that a person should look at first."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from inspector.ui.i18n.formats import decimal
from inspector.ui.i18n.language import translate
from inspector.ui.pages.models.words import KINDS, word
from inspector.ui.pictures import decode_picture
from inspector.ui.theme.style import set_role
from inspector.ui.widgets.picture.picture_view import PictureView
from inspector.ui.widgets.text.elided_label import ElidedLabel
from inspector.ui.widgets.text.labels import column, label
from inspector.ui.widgets.text.scrolled import scrolled
from inspector.ui.widgets.text.translated import TranslatedWidget
from inspector.wire.evaluation import WorstPictureRow

_COLUMNS = 3
_HEIGHT_PX = 150


class PicturesView(TranslatedWidget):
    """Pictures in a grid, each with what is wrong with its verdict."""

    def __init__(self) -> None:
        super().__init__()
        self._pictures: Sequence[WorstPictureRow] = ()
        self.nothing = label("muted", wrap=True)
        self.tiles: list[_Tile] = []
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(10)
        for place in range(_COLUMNS):
            self._grid.setColumnStretch(place, 1)
        content = QWidget()
        content.setLayout(column(self._grid, 1))
        area = scrolled(content)
        layout = column(self.nothing, area, spacing=8)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def show_pictures(self, pictures: Sequence[WorstPictureRow]) -> None:
        """Show these pictures."""
        if pictures == self._pictures:
            return
        self._pictures = pictures
        while len(self.tiles) < len(pictures):
            self._add_tile()
        for tile, picture in zip(self.tiles, pictures, strict=False):
            tile.show_picture(picture)
        self.retranslate()

    def retranslate(self) -> None:
        """Show every text again."""
        self.nothing.setText(translate("Models", "This package carries no such pictures."))
        self.nothing.setVisible(not self._pictures)
        for place, tile in enumerate(self.tiles):
            tile.setVisible(place < len(self._pictures))
        for tile, picture in zip(self.tiles, self._pictures, strict=False):
            tile.describe(picture)

    def _add_tile(self) -> None:
        place = len(self.tiles)
        tile = _Tile()
        self._grid.addWidget(tile, place // _COLUMNS, place % _COLUMNS)
        self.tiles.append(tile)


class _Tile(QFrame):
    def __init__(self) -> None:
        super().__init__()
        set_role(self, "chip")
        self.picture = PictureView()
        self.picture.setFixedHeight(_HEIGHT_PX)
        self.kind, self.said = ElidedLabel("body"), label("caption", wrap=True)
        layout = column(self.picture, self.kind, self.said, spacing=4)
        layout.setContentsMargins(8, 8, 8, 8)
        self.setLayout(layout)

    def show_picture(self, picture: WorstPictureRow) -> None:
        try:
            content = base64.b64decode(picture.thumbnail_jpeg, validate=True)
        except (binascii.Error, ValueError):
            content = b""
        image = decode_picture(content) if content else None
        if image is None:
            self.picture.show_note("")
        else:
            self.picture.show_image(image)

    def describe(self, picture: WorstPictureRow) -> None:
        self.kind.show_text(word(KINDS, picture.kind))
        told = translate("Models", "{label} → {said} {score} (limit {limit})").format(
            label=picture.label,
            said=picture.class_name,
            score=decimal(picture.score, 3),
            limit=decimal(picture.threshold, 3),
        )
        self.said.setText(told)
        self.picture.setAccessibleName(f"{picture.name}: {told}")
