"""The part that passes now, the counts of lot and shift, and the station's controls."""

# ruff: noqa: N802

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QResizeEvent

from inspector.ui.pages.live.actions import LiveAction
from inspector.ui.pages.live.counts_card import CountsCard, Period
from inspector.ui.pages.live.hindrance import HindranceCard, start_hindrance
from inspector.ui.pages.live.lot_panel import LotPanel
from inspector.ui.pages.live.notice_card import NoticeCard
from inspector.ui.pages.live.pace_card import PaceCard
from inspector.ui.pages.live.picture_card import PictureCard
from inspector.ui.pages.live.reconciliation_card import ReconciliationCard
from inspector.ui.pages.live.reject_strip import RejectStrip
from inspector.ui.pages.live.score_card import ScoreCard
from inspector.ui.pages.live.trend_view import MinuteCount
from inspector.ui.pages.live.verdict_band import VerdictBand
from inspector.ui.pages.page import Page
from inspector.ui.pictures import decode_picture
from inspector.ui.widgets.frame.control_bar import ControlBar
from inspector.ui.widgets.text.labels import column, row

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QImage

    from inspector.ui.actions.spec import ActionKey
    from inspector.ui.link import Sight
    from inspector.ui.pages.page import PageContext
    from inspector.wire.station import StationSnapshot
    from inspector.wire.statistics import TrendReply

_PICTURE_SHARE, _FIGURES_SHARE = 60, 40
_THUMBNAIL_PX = 240
_TREND_MINUTES, _TREND_INTERVAL_MS = 60, 10_000
_LEAST_WIDTH_PX, _COMPACT_LINES, _FULL_LINES, _ROOMY_LINES = 760, 28, 32, 36


class LivePage(Page):
    """The verdict on top; below it picture, last rejects, and counts with the controls."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._requests, self._navigator = context.requests, context.navigator
        self._hold = context.board[LiveAction.HOLD_REJECT]
        self._sight: Sight | None = None
        self._watched = False
        self._stale = False
        self._trend_due = QTimer(self, interval=_TREND_INTERVAL_MS)
        self.verdict = VerdictBand()
        self.pictures = PictureCard(context)
        self.picture, self.grid = self.pictures.picture, self.pictures.grid
        self.caption = self.pictures.caption
        self.score = ScoreCard()
        self.counters = CountsCard(context.board)
        self.pace = PaceCard()
        self.reconciliation = ReconciliationCard()
        self.rejects = RejectStrip()
        self.controls = ControlBar(context.board, context.control)
        self.hindrance = HindranceCard()
        self.notices = NoticeCard()
        self._lay_out()
        self.lots = LotPanel(context.board, context.requests, self)
        self._connect(context)
        self.retranslate()

    def commands(self) -> Mapping[ActionKey, Callable[[], object]]:
        """What the actions of the page do."""
        return {
            LiveAction.COUNT_LOT: partial(self.counters.choose, Period.LOT),
            LiveAction.COUNT_SHIFT: partial(self.counters.choose, Period.SHIFT),
            LiveAction.COUNT_ALL: partial(self.counters.choose, Period.ALL),
            LiveAction.LOT: self._switch_lot_panel,
            LiveAction.LOT_REPORT: self._navigator.show_lot_report,
            LiveAction.HOLD_REJECT: self._show_part,
        }

    def show_sight(self, sight: Sight) -> None:
        """Show the newest part and, where there is one, the newest picture."""
        super().show_sight(sight)
        self._sight = sight
        self._show_part()
        self.rejects.show_results(sight.update.last_rejects)

    def _show_part(self) -> None:
        """The newest part; or the newest reject, until there is another one or it is let go."""
        sight = self._sight
        if sight is None:
            return
        latest, rejects = sight.update.latest, sight.update.last_rejects
        held = rejects[0] if self._hold.isChecked() and rejects else None
        self.pictures.show_sight(sight, held)
        self.verdict.show_result(latest, held)
        self.score.show_result(held or latest)

    def show_snapshot(self, snapshot: StationSnapshot) -> None:
        """Show the counts."""
        self.counters.show_snapshot(snapshot)
        self.pace.show_snapshot(snapshot)
        self.reconciliation.show_snapshot(snapshot)
        self.verdict.show_snapshot(snapshot)
        self.lots.show_running("" if snapshot.lot is None else snapshot.lot.name)
        self.hindrance.show_reason(start_hindrance(snapshot))
        self.notices.show_snapshot(snapshot)
        self._share_height()

    def show_stale(self, stale: bool) -> None:
        """Mark everything as the last state known."""
        became_known, self._stale = self._stale and not stale, stale
        if became_known:
            self._ask_trend()
        for card in (
            self.verdict,
            self.score,
            self.counters,
            self.notices,
            self.pace,
            self.reconciliation,
        ):
            card.show_stale(stale)
        self.pictures.show_stale(stale)

    def watch(self, watched: bool) -> None:
        """Begin or end to ask for pictures."""
        self._watched = watched
        self._ask_trend()
        self.pictures.watch(watched)

    def minimumSizeHint(self) -> QSize:
        """What is needed while banner and strip take their share of the smallest screen."""
        return QSize(_LEAST_WIDTH_PX, _COMPACT_LINES * self.fontMetrics().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the least important lines where there is little height."""
        super().resizeEvent(event)
        compact = not self._has_room_for(_FULL_LINES)
        for card in (self.score, self.counters, self.reconciliation):
            card.show_compact(compact)
        self._share_height()

    def retranslate(self) -> None:
        """Show every text again."""
        self.pictures.retranslate()

    def _has_room_for(self, lines: int) -> bool:
        return self.height() >= lines * self.fontMetrics().height()

    def _share_height(self) -> None:
        """What hinders the line, and what may stop it soon, come before how fast it is."""
        hindered = not self.hindrance.isHidden()
        noticed = self.notices.speaks and not hindered
        self.notices.setVisible(noticed)
        self.pace.setVisible(not hindered and (not noticed or self._has_room_for(_ROOMY_LINES)))

    def _lay_out(self) -> None:
        figures = column(
            self.score,
            self.counters,
            self.pace,
            self.hindrance,
            self.notices,
            self.reconciliation,
            self.controls,
            spacing=8,
        )
        figures.setStretch(2, 1)
        figures.setStretch(3, 1)
        figures.setStretch(4, 1)
        below = row(spacing=10)
        below.addWidget(self.pictures, _PICTURE_SHARE)
        below.addWidget(self.rejects)
        below.addLayout(figures, _FIGURES_SHARE)
        layout = column(self.verdict, spacing=8)
        layout.addLayout(below, 1)
        layout.setContentsMargins(12, 6, 12, 6)
        self.setLayout(layout)

    def _connect(self, context: PageContext) -> None:
        self._trend_due.timeout.connect(self._ask_trend)
        self._trend_due.start()
        self.rejects.chosen.connect(context.navigator.show_result)
        self.rejects.thumbnail_wanted.connect(self._fetch_thumbnail)
        self.lots.failed.connect(self.failed)

    def _ask_trend(self) -> None:
        if self._watched and not self._stale:
            self._requests.ask(
                "trend of the live page",
                lambda station: station.statistics.trend(_TREND_MINUTES),
                self._show_trend,
                lambda error: None,
            )

    def _show_trend(self, trend: TrendReply) -> None:
        self.pace.show_trend(
            [
                MinuteCount(each.ok, each.not_ok + each.not_decidable + each.undefined)
                for each in trend.minutes
            ]
        )

    def _fetch_thumbnail(self, result_id: str) -> None:
        def show(image: QImage | None) -> None:
            self.rejects.show_thumbnail(result_id, image)

        self._requests.ask(
            f"thumbnail {result_id}",
            lambda station: decode_picture(station.history.thumbnail(result_id, _THUMBNAIL_PX)),
            show,
            lambda error: show(None),
        )

    def _switch_lot_panel(self) -> None:
        if self.lots.isVisible():
            self.lots.hide()
        else:
            self.lots.open()
