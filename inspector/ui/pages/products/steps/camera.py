"""The camera: sharp and well exposed, and its settings in the recipe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame

from inspector.ui.i18n.features import feature_text, value_word
from inspector.ui.i18n.language import translate
from inspector.ui.pages.keys import PageKey
from inspector.ui.pages.products.actions import ProductAction
from inspector.ui.pages.products.content import features_of, with_features
from inspector.ui.pages.products.panel import SetUpBench, SetUpPanel
from inspector.ui.pages.products.rows_table import RowsTable, TableRow
from inspector.ui.theme.style import set_role
from inspector.ui.widgets.camera.measure_card import MeasureCard
from inspector.ui.widgets.picture.live_zoom_view import LiveZoomView
from inspector.ui.widgets.text.elided_label import ElidedLabel
from inspector.ui.widgets.text.labels import column, label, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inspector.ui.feed import CameraView
    from inspector.wire.cameras import FeatureRow, PictureMeasures

_LEFT_SHARE, _RIGHT_SHARE = 62, 38
_ALWAYS = ("exposure_time_us", "gain_db")


class CameraPanel(SetUpPanel):
    """Live picture with focus and exposure; on the right what the recipe sets."""

    follows_camera = True
    picture: LiveZoomView

    def __init__(self, bench: SetUpBench) -> None:
        super().__init__(bench)
        board = bench.context.board
        self._measuring = False
        self.picture, self.measures = LiveZoomView(), MeasureCard()
        self.title, self.table = label("strong"), RowsTable(stretched=0)
        self.hint = label("muted", wrap=True)
        self.note = ElidedLabel("muted")
        tools = row(self.note, *self.zoom_keys())
        tools.setStretch(0, 1)
        left = column(self.picture, tools, self.measures, spacing=8)
        left.setStretch(0, 1)
        card = QFrame()
        set_role(card, "card")
        right = column(
            self.title,
            self.table,
            self.hint,
            board.button(ProductAction.TAKE_SETTINGS),
            board.button(PageKey.SETUP),
        )
        right.setStretch(1, 1)
        right.setContentsMargins(12, 10, 12, 10)
        card.setLayout(right)
        layout = row(spacing=12)
        layout.addLayout(left, _LEFT_SHARE)
        layout.addWidget(card, _RIGHT_SHARE)
        self.setLayout(layout)
        bench.camera.changed.connect(self._begin_anew)
        self.retranslate()

    def take_settings(self) -> None:
        """Read the camera's settings into the draft."""
        name = self.bench.camera.name
        self.bench.requests.ask(
            "settings",
            lambda station: station.cameras.features(name),
            lambda rows: self._take(name, rows),
            self.failed.emit,
        )

    def show_picture(self, view: CameraView) -> None:
        """Show it, and measure it."""
        self.picture.show_image(view.image)
        name = self.bench.camera.name
        self.note.show_text(f"{name} · {view.picture.width_px} × {view.picture.height_px}")
        if not self._measuring:
            self._measuring = True
            self.bench.context.camera_requests.ask(
                "measures of set-up",
                lambda station: station.cameras.measures(name),
                self._show_measures,
                lambda _: self._end_measuring(),
            )

    def show_draft(self) -> None:
        """Show what the recipe sets."""
        settings = features_of(self.bench.draft.content, self.bench.camera.name)
        headers = (translate("Setup", "Feature"), translate("Setup", "Value"))
        self.table.show_rows(
            headers,
            [
                TableRow(name, (feature_text(name), value_word(name, value)))
                for name, value in settings.items()
            ],
        )

    def retranslate(self) -> None:
        """Show every text again."""
        self.title.setText(translate("Products", "Settings of this product"))
        self.table.setAccessibleName(translate("Products", "Settings of this product"))
        self.hint.setText(
            translate(
                "Products",
                "Exposure and gain are taken as they stand, with all settings that the recipe "
                "names already. Stop the station to read them.",
            )
        )
        if self.picture.image is None:
            self.picture.show_note(translate("Live", "No picture yet"))
        self.show_draft()

    def _take(self, name: str, rows: Sequence[FeatureRow]) -> None:
        draft = self.bench.draft
        wanted = {*_ALWAYS, *features_of(draft.content, name)}
        found = {
            each.name: each.value for each in rows if each.name in wanted and each.value is not None
        }
        several = self.bench.camera.several
        draft.change(with_features(draft.content, name, found, several=several))

    def _show_measures(self, measures: PictureMeasures) -> None:
        self._measuring = False
        self.measures.show_measures(measures)

    def _end_measuring(self) -> None:
        self._measuring = False

    def _begin_anew(self) -> None:
        self.picture.zoom_to_fit()
        self.measures.begin_anew()
        self.show_draft()
