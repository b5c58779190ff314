"""Set one camera up: live picture, focus and exposure beside its features."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QWidget

from inspector.ui.actions.window import WindowAction
from inspector.ui.camera_setup import CameraSetup
from inspector.ui.feed import INTERVAL_MS
from inspector.ui.i18n.faults import told_text
from inspector.ui.i18n.formats import identifier
from inspector.ui.i18n.language import translate
from inspector.ui.pages.page import Page
from inspector.ui.pages.setup.actions import SetupAction
from inspector.ui.theme.style import set_role
from inspector.ui.widgets.camera.camera_card import CameraCard
from inspector.ui.widgets.camera.camera_tabs import CameraTabs
from inspector.ui.widgets.camera.feature_panel import FeaturePanel
from inspector.ui.widgets.camera.measure_card import MeasureCard
from inspector.ui.widgets.frame.control_bar import ControlBar
from inspector.ui.widgets.picture.live_zoom_view import LiveZoomView
from inspector.ui.widgets.text.elided_label import ElidedLabel
from inspector.ui.widgets.text.labels import column, row

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from inspector.domain.errors.base import InspectorError
    from inspector.ui.actions.board import ActionBoard
    from inspector.ui.actions.spec import ActionKey
    from inspector.ui.feed import CameraView
    from inspector.ui.link import Sight
    from inspector.ui.pages.page import PageContext
    from inspector.wire.cameras import CameraState, PictureMeasures
    from inspector.wire.station import StationSnapshot

_LEFT_SHARE, _RIGHT_SHARE = 54, 46
_WHOLE_SIDE_PX, _CLOSE_SIDE_PX = 1280, 4096
_INSPECTING_INTERVAL_MS = 500
"""While parts pass, looking on must not take the station's time."""
_TOOLS = (
    SetupAction.CROSSHAIR,
    WindowAction.ZOOM_OUT,
    WindowAction.ZOOM_IN,
    WindowAction.ZOOM_TO_FIT,
)


class SetupPage(Page):
    """Cameras and picture on the left; state, features and controls on the right."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        board = context.board
        self._session = context.session
        self._feed = context.feed
        self._watched, self._stale = False, True
        self._view: CameraView | None = None
        self._missing: InspectorError | None = None
        self.cameras: CameraSetup = CameraSetup(context.camera_requests, self)
        self.tabs = CameraTabs()
        self.picture: LiveZoomView = LiveZoomView()
        self.caption = ElidedLabel("muted")
        self.measures = MeasureCard()
        self.card = CameraCard()
        self.features: FeaturePanel = FeaturePanel(board, self.cameras, context.look)
        self.controls = ControlBar(board, context.control)
        left = column(self.tabs, self._picture_card(board), self.measures, spacing=10)
        left.setStretch(1, 1)
        right = column(self.card, self.features, self.controls, spacing=10)
        right.setStretch(1, 1)
        layout = row(spacing=12)
        layout.addLayout(left, _LEFT_SHARE)
        layout.addLayout(right, _RIGHT_SHARE)
        layout.setContentsMargins(16, 10, 16, 10)
        self.setLayout(layout)
        self._connect()
        self.retranslate()

    @property
    def picture_in_view(self) -> LiveZoomView:
        """The picture that the zoom actions work on."""
        return self.picture

    def commands(self) -> Mapping[ActionKey, Callable[[], object]]:
        """One command for every action of the page."""
        return {
            SetupAction.TEST_EXPOSURE: self.cameras.expose,
            SetupAction.CROSSHAIR: self.picture.switch_crosshair,
            SetupAction.KEEP_FEATURES: self.cameras.keep,
        }

    def watch(self, watched: bool) -> None:
        """Begin or end to ask for pictures; features are read when the page is turned to."""
        self._watched = watched
        self._follow()
        self.cameras.watch(watched)

    def show_cameras(self, states: Sequence[CameraState]) -> None:
        """Show how the cameras fare."""
        self.cameras.show_cameras(states)
        self.tabs.show_cameras(states, self.cameras.name)
        self.card.show_state(self.cameras.state)
        self._describe_picture()
        self._follow()

    def show_sight(self, sight: Sight) -> None:
        """Follow the station and its cameras."""
        super().show_sight(sight)
        self.show_cameras(sight.update.cameras)

    def show_snapshot(self, snapshot: StationSnapshot) -> None:
        """Follow the state of the station."""
        self.cameras.show_station(snapshot.state)
        self._follow()

    def show_stale(self, stale: bool) -> None:
        """Mark everything as the last state known."""
        self._stale = stale
        if stale:
            self.cameras.show_station(None)
        self.card.show_stale(stale)
        self._describe_picture()
        self._follow()

    def show_subject(self, subject: str) -> None:
        """Turn to the camera that an alarm is about; its subject may name a feature as well."""
        named = (state.name for state in self.cameras.states)
        about = [name for name in named if f"{subject}.".startswith(f"{name}.")]
        if about:
            self._choose(max(about, key=len))

    def retranslate(self) -> None:
        """Show every text again."""
        self._describe_picture()

    def _connect(self) -> None:
        self.tabs.chosen.connect(self._choose)
        self.cameras.chosen.connect(self._begin_anew)
        self.cameras.measured.connect(self._show_measures)
        self.cameras.was_set.connect(self.measures.begin_anew)
        self._feed.arrived.connect(self._show_picture)
        self._feed.refused.connect(self._miss_picture)
        self.cameras.failed.connect(self.failed)
        self.cameras.refused.connect(lambda feature, error: self._session.consider(error))
        self.picture.zoomed.connect(self._follow)

    def _choose(self, name: str) -> None:
        self.cameras.choose(name)
        self.tabs.show_cameras(self.cameras.states, name)
        self.card.show_state(self.cameras.state)
        self._follow()

    def _begin_anew(self) -> None:
        self._view, self._missing = None, None
        self.picture.zoom_to_fit()
        self.measures.begin_anew()
        self._describe_picture()

    def _follow(self) -> None:
        """Ask for what is looked at: the whole picture small, a part of it at full size."""
        if not self._watched:
            return
        name = self.cameras.name
        close = self.picture.zoom > 1
        self._feed.slow_down(_INSPECTING_INTERVAL_MS if self.cameras.inspecting else INTERVAL_MS)
        self._feed.follow(
            () if self._stale or not name else (name,), _CLOSE_SIDE_PX if close else _WHOLE_SIDE_PX
        )

    def _show_picture(self, name: str, view: CameraView) -> None:
        if not self._watched or name != self.cameras.name:
            return
        self._view, self._missing = view, None
        self.picture.show_image(view.image)
        self._describe_picture()
        if not self.cameras.inspecting:
            self.cameras.measure()

    def _miss_picture(self, name: str, error: InspectorError) -> None:
        if self._watched and name == self.cameras.name:
            self._missing = error
            self._describe_picture()

    def _show_measures(self, measures: PictureMeasures) -> None:
        self.measures.show_measures(measures)

    def _describe_picture(self) -> None:
        view, missing = self._view, self._missing
        state = self.cameras.state
        lost = state is None or not state.connected
        self.picture.show_stale(self._stale or lost or missing is not None)
        if view is None:
            said = translate("Live", "No picture yet")
            if missing is not None:
                said = f"{missing.code}  {told_text(missing.code, missing.detail, missing.reasons)}"
            self.picture.show_note(said)
            self.caption.show_text("")
            return
        picture = view.picture
        text = (
            translate("Setup", "Frame {frame} · {width} × {height} · {pixel_format}")
            if picture.complete
            else translate(
                "Setup", "Incomplete frame {frame} · {width} × {height} · {pixel_format}"
            )
        )
        self.caption.show_text(
            text.format(
                frame=identifier(picture.frame_id),
                width=identifier(picture.width_px),
                height=identifier(picture.height_px),
                pixel_format=picture.pixel_format,
            )
        )

    def _picture_card(self, board: ActionBoard) -> QWidget:
        card = QFrame()
        set_role(card, "card")
        tools = row(board.button(SetupAction.TEST_EXPOSURE), 1, spacing=8)
        for key in _TOOLS:
            tools.addWidget(board.tool(key))
        layout = column(self.picture, self.caption, spacing=6)
        layout.addLayout(tools)
        layout.setStretch(0, 1)
        layout.setContentsMargins(10, 10, 10, 10)
        card.setLayout(layout)
        return card
