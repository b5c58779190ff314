"""The part that passes now, the counts of lot and shift, and the station's controls."""

# ruff: noqa: N802

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from inspector.domain.evaluation import Evaluation, Reason
from inspector.ui.i18n.formats import identifier
from inspector.ui.i18n.language import translate
from inspector.ui.i18n.texts import evaluation_text
from inspector.ui.link import decoded_picture
from inspector.ui.pages.live.actions import LiveAction
from inspector.ui.pages.live.camera_grid import TILE_SIDE_PX, CameraGrid
from inspector.ui.pages.live.counts_card import CountsCard, Period
from inspector.ui.pages.live.hindrance import HindranceCard, start_hindrance
from inspector.ui.pages.live.lot_panel import LotPanel
from inspector.ui.pages.live.pace_card import PaceCard
from inspector.ui.pages.live.reconciliation_card import ReconciliationCard
from inspector.ui.pages.live.reject_strip import RejectStrip
from inspector.ui.pages.live.score_card import ScoreCard
from inspector.ui.pages.live.verdict_band import VerdictBand
from inspector.ui.pages.page import Page
from inspector.ui.pictures import decode_picture
from inspector.ui.theme.style import set_role, set_tone
from inspector.ui.theme.tokens import EVALUATION_TONES, Tone
from inspector.ui.widgets.control_bar import ControlBar
from inspector.ui.widgets.elided_label import ElidedLabel
from inspector.ui.widgets.labels import column, row
from inspector.ui.widgets.picture_view import PictureView

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QImage

    from inspector.ui.actions.keys import ActionKey
    from inspector.ui.feed import CameraView
    from inspector.ui.link import LivePicture, Sight
    from inspector.ui.pages.page import PageContext
    from inspector.wire.cameras import CameraState
    from inspector.wire.evidence import Evidence
    from inspector.wire.station import LiveResult, StationSnapshot

_PICTURE_SHARE, _FIGURES_SHARE = 60, 40
_THUMBNAIL_PX = 240
_LEAST_WIDTH_PX, _COMPACT_LINES, _FULL_LINES = 760, 28, 32
_EXPLAINED = (Evaluation.NOT_OK, Evaluation.NOT_DECIDABLE)


class LivePage(Page):
    """The verdict on top; below it picture, last rejects, and counts with the controls."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._requests = context.requests
        self._feed = context.feed
        self._demand = context.demand
        self._watched = False
        self._stale = False
        self._explaining = ""
        self._live_picture: LivePicture | None = None
        self._latest: LiveResult | None = None
        self.verdict = VerdictBand()
        self.picture = PictureView()
        self.grid = CameraGrid()
        self.caption = ElidedLabel("muted")
        self.score = ScoreCard()
        self.counters = CountsCard(context.board)
        self.pace = PaceCard()
        self.reconciliation = ReconciliationCard()
        self.rejects = RejectStrip()
        self.controls = ControlBar(context.board, context.control)
        self.hindrance = HindranceCard()
        self._lay_out()
        self.lots = LotPanel(context.requests, self)
        self._connect(context)
        self.retranslate()

    def commands(self) -> Mapping[ActionKey, Callable[[], object]]:
        """What the actions of the page do."""
        return {
            LiveAction.COUNT_LOT: partial(self.counters.choose, Period.LOT),
            LiveAction.COUNT_SHIFT: partial(self.counters.choose, Period.SHIFT),
            LiveAction.COUNT_ALL: partial(self.counters.choose, Period.ALL),
            LiveAction.LOT: self._switch_lot_panel,
        }

    def show_sight(self, sight: Sight) -> None:
        """Show the newest part and, where there is one, the newest picture."""
        super().show_sight(sight)
        self._latest = sight.update.latest
        if sight.picture is not None:
            self._show_picture(sight.picture)
        self._show_cameras(sight.update.cameras)
        self.verdict.show_result(self._latest)
        self.score.show_result(self._latest)
        self.rejects.show_results(sight.update.last_rejects)
        self._describe_picture()
        self._follow()

    def show_snapshot(self, snapshot: StationSnapshot) -> None:
        """Show the counts."""
        self.counters.show_snapshot(snapshot)
        self.pace.show_snapshot(snapshot)
        self.reconciliation.show_snapshot(snapshot)
        self.lots.show_running("" if snapshot.lot is None else snapshot.lot.name)
        self.hindrance.show_reason(start_hindrance(snapshot))
        self.pace.setVisible(self.hindrance.isHidden())

    def show_stale(self, stale: bool) -> None:
        """Mark everything as the last state known."""
        self._stale = stale
        for card in (self.verdict, self.score, self.counters, self.pace, self.reconciliation):
            card.show_stale(stale)
        self.grid.show_stale(stale)
        self._describe_picture()
        self._follow()

    def watch(self, watched: bool) -> None:
        """Begin or end to ask for pictures."""
        self._watched = watched
        self._tell_room()
        kept = self._demand.take() if watched else None
        if kept is not None:
            picture = decoded_picture(*kept, self.picture.room_px())
            if picture is not None:
                self._show_picture(picture)
        self._describe_picture()
        self._follow()

    def minimumSizeHint(self) -> QSize:
        """What is needed while banner and strip take their share of the smallest screen."""
        return QSize(_LEAST_WIDTH_PX, _COMPACT_LINES * self.fontMetrics().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the least important lines where there is little height."""
        super().resizeEvent(event)
        compact = self.height() < _FULL_LINES * self.fontMetrics().height()
        for card in (self.score, self.counters, self.reconciliation):
            card.show_compact(compact)

    def retranslate(self) -> None:
        """Show every text again."""
        if self._live_picture is None:
            self.picture.show_note(translate("Live", "No picture yet"))
        self._describe_picture()

    def _lay_out(self) -> None:
        figures = column(
            self.score,
            self.counters,
            self.pace,
            self.hindrance,
            self.reconciliation,
            self.controls,
            spacing=8,
        )
        figures.setStretch(2, 1)
        figures.setStretch(3, 1)
        below = row(spacing=10)
        below.addWidget(self._picture_card(), _PICTURE_SHARE)
        below.addWidget(self.rejects)
        below.addLayout(figures, _FIGURES_SHARE)
        layout = column(self.verdict, spacing=8)
        layout.addLayout(below, 1)
        layout.setContentsMargins(12, 6, 12, 6)
        self.setLayout(layout)
        self.grid.hide()

    def _connect(self, context: PageContext) -> None:
        self._feed.arrived.connect(self._show_newest)
        self.picture.room_changed.connect(self._tell_room)
        self.rejects.chosen.connect(context.navigator.show_result)
        self.rejects.thumbnail_wanted.connect(self._fetch_thumbnail)
        self.lots.failed.connect(self.failed)

    def _picture_card(self) -> QWidget:
        card = QFrame()
        set_role(card, "card")
        layout = column(self.picture, self.grid, self.caption, spacing=6)
        layout.setStretch(0, 1)
        layout.setStretch(1, 1)
        layout.setContentsMargins(10, 10, 10, 8)
        card.setLayout(layout)
        return card

    def _show_picture(self, picture: LivePicture) -> None:
        self._live_picture = picture
        self.picture.show_image(picture.image)
        self._explain(picture.result)

    def _explain(self, result: LiveResult) -> None:
        """Ask where the model saw what it said, one part at a time and of rejects only."""
        judged = result.reason is Reason.CLASSIFIED and result.evaluation in _EXPLAINED
        if judged and not self._explaining and self._watched and result.has_image:
            self._explaining = result.result_id
            self._requests.ask(
                "evidence of the live part",
                lambda station: station.evidence(result.result_id, result.view),
                self._frame,
                lambda error: self._frame(None),
            )

    def _frame(self, evidence: Evidence | None) -> None:
        self._explaining = ""
        shown = self._live_picture
        if evidence is not None and shown and shown.result.result_id == evidence.result_id:
            frames = [QRectF(each.x, each.y, each.width, each.height) for each in evidence.regions]
            self.picture.show_regions(frames)
            self.grid.show_regions(shown.result.view, frames)

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
        if several is self.grid.isHidden():
            self.grid.setVisible(several)
            self._tell_room()
        if several:
            self.grid.show_states(cameras)

    def _tell_room(self) -> None:
        several = not self.grid.isHidden()
        room = self.grid.room_px() if several else self.picture.room_px()
        self._demand.want(room if self._watched else None)

    def _follow(self) -> None:
        if self._watched:
            wanted = () if self._stale or self.grid.isHidden() else self.grid.undecided
            self._feed.follow(wanted, TILE_SIDE_PX)

    def _show_newest(self, name: str, view: CameraView) -> None:
        if self._watched:
            self.grid.show_newest(name, view)

    def _switch_lot_panel(self) -> None:
        if self.lots.isVisible():
            self.lots.hide()
        else:
            self.lots.open()

    def _describe_picture(self) -> None:
        shown = self._live_picture
        if shown is None:
            self.caption.show_text("")
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
        self.caption.show_text(text.format(part=part, verdict=verdict))
        self.grid.show_decided(shown, self.caption.whole_text())
        present = of_latest and not self._stale
        set_tone(self.caption, EVALUATION_TONES[shown.result.evaluation] if present else Tone.STALE)
