"""The picture that the latest verdict was reached on, or several cameras side by side."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtWidgets import QFrame

from inspector.domain.evaluation import Evaluation, Reason
from inspector.ui.i18n.formats import identifier
from inspector.ui.i18n.language import translate
from inspector.ui.i18n.texts import evaluation_text
from inspector.ui.link import LivePicture, decoded_picture
from inspector.ui.pages.live.actions import LiveAction
from inspector.ui.pages.live.camera_grid import TILE_SIDE_PX, CameraGrid
from inspector.ui.pages.live.camera_tile import judged_area
from inspector.ui.pictures import decode_picture
from inspector.ui.theme.style import set_role, set_tone
from inspector.ui.theme.tokens import EVALUATION_TONES, Tone
from inspector.ui.widgets.picture.picture_view import PictureView
from inspector.ui.widgets.text.elided_label import ElidedLabel
from inspector.ui.widgets.text.labels import column, row

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from inspector.ui.feed import CameraView
    from inspector.ui.link import Sight
    from inspector.ui.pages.page import PageContext
    from inspector.wire.cameras import CameraState
    from inspector.wire.evidence import Evidence
    from inspector.wire.station import LiveResult

_HELD_PX = 640
_EXPLAINED = (Evaluation.NOT_OK, Evaluation.NOT_DECIDABLE)


class PictureCard(QFrame):
    """Says which part it shows, and frames where the model saw what it rejected the part for."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        set_role(self, "card")
        self._requests, self._feed = context.requests, context.feed
        self._demand = context.demand
        self._watched = self._stale = False
        self._explaining = self._fetching = ""
        self._held: LiveResult | None = None
        self._shown: LivePicture | None = None
        self._latest: LiveResult | None = None
        self._cameras: list[CameraState] = []
        self.picture = PictureView()
        self.grid = CameraGrid()
        self.caption = ElidedLabel("muted")
        self._switch = context.board[LiveAction.SHOW_REGION]
        self.region = context.board.tool(LiveAction.SHOW_REGION)
        self.hold = context.board.tool(LiveAction.HOLD_REJECT)
        below = row(self.caption, self.hold, self.region)
        below.setStretch(0, 1)
        below.setAlignment(self.hold, Qt.AlignmentFlag.AlignRight)
        layout = column(self.picture, self.grid, below, spacing=6)
        layout.setStretch(0, 1)
        layout.setStretch(1, 1)
        layout.setContentsMargins(10, 10, 10, 8)
        self.setLayout(layout)
        self.grid.hide()
        self.region.hide()
        self._switch.setChecked(True)
        self._switch.toggled.connect(self._mark_judged)
        self._feed.arrived.connect(self._show_newest)
        self.picture.room_changed.connect(self._tell_room)

    def show_sight(self, sight: Sight, held: LiveResult | None = None) -> None:
        """Show the newest picture, where there is one; or that of a part that stays in view."""
        self._latest = held or sight.update.latest
        self._held = held
        self._show_cameras(sight.update.cameras)
        if held is not None:
            self._show_held(held, sight.picture)
        elif sight.picture is not None:
            self._show_picture(sight.picture)
        self.retranslate()
        self._follow()

    def show_stale(self, stale: bool) -> None:
        """Mark the picture as the last one known."""
        self._stale = stale
        self.grid.show_stale(stale)
        self.retranslate()
        self._follow()

    def watch(self, watched: bool) -> None:
        """Begin or end to ask for pictures; one that came meanwhile is decoded now."""
        self._watched = watched
        self._tell_room()
        kept = self._demand.take() if watched else None
        picture = None if kept is None else decoded_picture(*kept, self._room_px())
        if picture is not None:
            self._show_picture(picture)
        self.retranslate()
        self._follow()

    def retranslate(self) -> None:
        """Say which part is shown."""
        shown, latest = self._shown, self._latest
        if shown is None:
            self.picture.show_note(translate("Live", "No picture yet"))
            self.caption.show_text("")
            return
        of_latest = latest is not None and shown.result.result_id == latest.result_id
        never_seen = latest is not None and latest.reason is not Reason.CLASSIFIED
        self.picture.show_stale(self._stale or (never_seen and not of_latest))
        text = (
            translate("Live", "Picture of part {part} · {verdict}")
            if of_latest
            else translate("Live", "Picture of an earlier part: {part} · {verdict}")
        )
        part, verdict = identifier(shown.result.part_id), evaluation_text(shown.result.evaluation)
        self.caption.show_text(text.format(part=part, verdict=verdict))
        self.grid.show_decided(shown, self.caption.whole_text())
        present = of_latest and not self._stale
        set_tone(self.caption, EVALUATION_TONES[shown.result.evaluation] if present else Tone.STALE)

    def _show_picture(self, picture: LivePicture) -> None:
        self._shown = picture
        self.picture.show_image(picture.image)
        self._mark_judged()
        self._explain(picture.result)

    def _show_held(self, held: LiveResult, picture: LivePicture | None) -> None:
        """The live picture where it is that of the part, else the one in the archive."""
        wanted, shown = held.result_id, self._shown
        if shown is not None and shown.result.result_id == wanted:
            return
        if picture is not None and picture.result.result_id == wanted:
            self._show_picture(picture)
        elif held.has_image and self._fetching != wanted:
            self._fetching = wanted
            self._requests.ask(
                "picture of the held part",
                lambda station: decode_picture(
                    station.history.thumbnail(wanted, _HELD_PX, held.view)
                ),
                partial(self._take_held, held),
                lambda error: self._take_held(held, None),
            )

    def _take_held(self, held: LiveResult, image: QImage | None) -> None:
        if image is not None and self._held is not None and self._held.result_id == held.result_id:
            self._show_picture(LivePicture(held, image))
            self.retranslate()

    def _explain(self, result: LiveResult) -> None:
        """Ask where the model saw what it said, one part at a time and of rejects only."""
        judged = result.reason is Reason.CLASSIFIED and result.evaluation in _EXPLAINED
        if judged and not self._explaining and self._watched and result.has_image:
            self._explaining = result.result_id
            self._requests.ask(
                "evidence of the live part",
                lambda station: station.history.evidence(result.result_id, result.view),
                self._frame,
                lambda error: self._frame(None),
            )

    def _frame(self, evidence: Evidence | None) -> None:
        self._explaining = ""
        shown = self._shown
        if evidence is not None and shown and shown.result.result_id == evidence.result_id:
            frames = [QRectF(each.x, each.y, each.width, each.height) for each in evidence.regions]
            self.picture.show_regions(frames)
            self.grid.show_regions(shown.result.view, frames)

    def _mark_judged(self) -> None:
        """Mark what the recipe lets decide on the picture, unless nobody wants to see it."""
        wanted, view = (
            self._switch.isChecked(),
            0 if self._shown is None else self._shown.result.view,
        )
        known = wanted and view < len(self._cameras)
        self.picture.show_area(judged_area(self._cameras[view]) if known else None)
        self.grid.mark_judged(wanted=wanted)

    def _show_cameras(self, cameras: list[CameraState]) -> None:
        """One camera has the whole place; several stand side by side."""
        self._cameras = cameras
        self.region.setVisible(any(each.judged is not None for each in cameras))
        several = len(cameras) > 1
        self.picture.setVisible(not several)
        self.caption.setVisible(not several)
        if several is self.grid.isHidden():
            self.grid.setVisible(several)
            self._tell_room()
        if several:
            self.grid.show_states(cameras)

    def _room_px(self) -> QSize:
        return self.picture.room_px() if self.grid.isHidden() else self.grid.room_px()

    def _tell_room(self) -> None:
        self._demand.want(self._room_px() if self._watched else None)

    def _follow(self) -> None:
        if self._watched:
            wanted = () if self._stale or self.grid.isHidden() else self.grid.undecided
            self._feed.follow(wanted, TILE_SIDE_PX)

    def _show_newest(self, name: str, view: CameraView) -> None:
        if self._watched:
            self.grid.show_newest(name, view)
