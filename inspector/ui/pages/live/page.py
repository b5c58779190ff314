"""The part that passes now, the station's counts, and its controls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QWidget

from inspector.domain.evaluation import Reason
from inspector.ui.i18n.formats import identifier
from inspector.ui.i18n.language import translate
from inspector.ui.i18n.texts import evaluation_text
from inspector.ui.pages.page import Page
from inspector.ui.pictures import decode_picture
from inspector.ui.theme.style import set_role, set_tone
from inspector.ui.theme.tokens import EVALUATION_TONES, Tone
from inspector.ui.widgets.camera_grid import TILE_SIDE_PX, CameraGrid
from inspector.ui.widgets.control_bar import ControlBar
from inspector.ui.widgets.figures import CountersCard, PaceCard
from inspector.ui.widgets.labels import column, label, row
from inspector.ui.widgets.picture_view import PictureView
from inspector.ui.widgets.reconciliation_card import ReconciliationCard
from inspector.ui.widgets.reject_strip import RejectStrip
from inspector.ui.widgets.verdict_card import VerdictCard

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from inspector.ui.feed import CameraView
    from inspector.ui.link import LivePicture, Sight
    from inspector.ui.pages.page import PageContext
    from inspector.wire.cameras import CameraState
    from inspector.wire.station import LiveResult, StationSnapshot

_LEFT_SHARE, _RIGHT_SHARE = 61, 39
_THUMBNAIL_PX = 240


class LivePage(Page):
    """Large picture and reject strip on the left; verdict, counts and controls on the right."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._requests = context.requests
        self._feed = context.feed
        self._watched = False
        self.picture = PictureView()
        self.grid = CameraGrid()
        self.caption = label("muted")
        self._live_picture: LivePicture | None = None
        self._latest: LiveResult | None = None
        self._stale = False
        self.verdict = VerdictCard()
        self.counters = CountersCard()
        self.pace = PaceCard()
        self.reconciliation = ReconciliationCard()
        self.rejects = RejectStrip()
        self.controls = ControlBar(context.board, context.control)
        left = column(self._picture_card(), self.rejects, spacing=12)
        left.setStretch(0, 1)
        right = column(
            self.verdict,
            self.counters,
            self.pace,
            self.reconciliation,
            self.controls,
            spacing=8,
        )
        right.setStretch(0, 1)
        layout = row(spacing=12)
        layout.addLayout(left, _LEFT_SHARE)
        layout.addLayout(right, _RIGHT_SHARE)
        layout.setContentsMargins(16, 6, 16, 6)
        self.setLayout(layout)
        self.grid.hide()
        self._feed.arrived.connect(self._show_newest)
        self.rejects.chosen.connect(context.navigator.show_result)
        self.rejects.thumbnail_wanted.connect(self._fetch_thumbnail)
        self.retranslate()

    def show_sight(self, sight: Sight) -> None:
        """Show the newest part and, where there is one, the newest picture."""
        super().show_sight(sight)
        self._latest = sight.update.latest
        if sight.picture is not None:
            self._live_picture = sight.picture
            self.picture.show_image(sight.picture.image)
        self._show_cameras(sight.update.cameras)
        self.verdict.show_result(self._latest)
        self.rejects.show_results(sight.update.last_rejects)
        self._describe_picture()
        self._follow()

    def show_snapshot(self, snapshot: StationSnapshot) -> None:
        """Show the counts."""
        self.counters.show_counters(snapshot.counters)
        self.pace.show_snapshot(snapshot)
        self.reconciliation.show_snapshot(snapshot)

    def show_stale(self, stale: bool) -> None:
        """Mark everything as the last state known."""
        self._stale = stale
        for card in (self.verdict, self.counters, self.pace, self.reconciliation):
            card.show_stale(stale)
        self.grid.show_stale(stale)
        self._describe_picture()
        self._follow()

    def watch(self, watched: bool) -> None:
        """Begin or end to ask for the pictures of further cameras."""
        self._watched = watched
        self._follow()

    def retranslate(self) -> None:
        """Show every text again."""
        if self._live_picture is None:
            self.picture.show_note(translate("Live", "No picture yet"))
        self._describe_picture()

    def _fetch_thumbnail(self, result_id: str) -> None:
        def show(image: QImage | None) -> None:
            self.rejects.show_thumbnail(result_id, image)

        self._requests.ask(
            f"thumbnail {result_id}",
            lambda station: decode_picture(station.thumbnail(result_id, _THUMBNAIL_PX)),
            show,
            lambda error: show(None),
        )

    def _show_cameras(self, cameras: list[CameraState]) -> None:
        """One camera has the whole place; several stand side by side."""
        several = len(cameras) > 1
        self.picture.setVisible(not several)
        self.caption.setVisible(not several)
        self.grid.setVisible(several)
        if several:
            self.grid.show_states(cameras)

    def _follow(self) -> None:
        if self._watched:
            wanted = () if self._stale or self.grid.isHidden() else self.grid.undecided
            self._feed.follow(wanted, TILE_SIDE_PX)

    def _show_newest(self, name: str, view: CameraView) -> None:
        if self._watched:
            self.grid.show_newest(name, view)

    def _describe_picture(self) -> None:
        shown = self._live_picture
        if shown is None:
            self.caption.setText("")
            return
        part = identifier(shown.result.part_id)
        verdict = evaluation_text(shown.result.evaluation)
        latest = self._latest
        of_latest = latest is not None and shown.result.result_id == latest.result_id
        never_seen = latest is not None and latest.reason is not Reason.CLASSIFIED
        self.picture.show_stale(self._stale or (never_seen and not of_latest))
        text = (
            translate("Live", "Picture of part {part} · {verdict}")
            if of_latest
            else translate("Live", "Picture of an earlier part: {part} · {verdict}")
        )
        self.caption.setText(text.format(part=part, verdict=verdict))
        self.grid.show_decided(shown, self.caption.text())
        present = of_latest and not self._stale
        set_tone(self.caption, EVALUATION_TONES[shown.result.evaluation] if present else Tone.STALE)

    def _picture_card(self) -> QWidget:
        card = QFrame()
        set_role(card, "card")
        layout = column(self.picture, self.grid, self.caption, spacing=6)
        layout.setStretch(0, 1)
        layout.setStretch(1, 1)
        layout.setContentsMargins(10, 10, 10, 8)
        card.setLayout(layout)
        return card
