"""The way to a recipe: steps on a rail, each of which can be gone back to."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QStackedWidget

from inspector.ui.actions.lacking import Lacking
from inspector.ui.feed import INTERVAL_MS
from inspector.ui.i18n.language import translate
from inspector.ui.i18n.phrases import said_text
from inspector.ui.pages.products.actions import ProductAction
from inspector.ui.pages.products.panel import SetUpBench, SetUpPanel
from inspector.ui.pages.products.steps.camera import CameraPanel
from inspector.ui.pages.products.steps.dry_run import DryRunPanel
from inspector.ui.pages.products.steps.outputs import OutputPanel
from inspector.ui.pages.products.steps.preprocessing import PreprocessingPanel
from inspector.ui.pages.products.steps.region import RegionPanel
from inspector.ui.pages.products.steps.sign_off import SignOffPanel
from inspector.ui.pages.products.steps.thresholds import ThresholdPanel
from inspector.ui.pages.products.steps.tracking import TrackingPanel
from inspector.ui.pages.products.texts import SetUpStep, purpose_text, step_text
from inspector.ui.theme.style import set_role, set_tone
from inspector.ui.theme.tokens import Tone
from inspector.ui.widgets.camera.camera_tabs import CameraTabs
from inspector.ui.widgets.text.elided_label import ElidedLabel
from inspector.ui.widgets.text.labels import column, row
from inspector.ui.widgets.text.translated import TranslatedWidget

if TYPE_CHECKING:
    from inspector.ui.feed import CameraView
    from inspector.ui.pages.products.desk import ProductDesk
    from inspector.ui.widgets.picture.zoom_view import ZoomView
    from inspector.wire.station import StationSnapshot

_SIDE_PX = 1600
_INSPECTING_INTERVAL_MS = 500
_STEPS = tuple(SetUpStep)
_OF_CAMERA = (ProductAction.TAKE_SETTINGS, ProductAction.TEST_TRIGGER)


class SetUpWizard(TranslatedWidget):
    """All steps of one draft."""

    def __init__(self, bench: SetUpBench, desk: ProductDesk) -> None:
        super().__init__()
        self._bench = bench
        self._watched = False
        self._view: CameraView | None = None
        board = bench.context.board
        self.camera = CameraPanel(bench)
        self.region = RegionPanel(bench)
        self.preprocessing = PreprocessingPanel(bench)
        self.tracking = TrackingPanel(bench)
        self.thresholds = ThresholdPanel(bench)
        self.outputs = OutputPanel(bench)
        self.dry_run = DryRunPanel(bench)
        self.sign_off = SignOffPanel(bench, desk)
        self.panels: dict[SetUpStep, SetUpPanel] = dict(
            zip(
                _STEPS,
                (
                    self.camera,
                    self.region,
                    self.preprocessing,
                    self.tracking,
                    self.thresholds,
                    self.outputs,
                    self.dry_run,
                    self.sign_off,
                ),
                strict=True,
            )
        )
        self.title, self.purpose = ElidedLabel("title"), ElidedLabel("muted")
        self.standing = ElidedLabel("muted")
        self.tabs = CameraTabs()
        self.buttons = {step: QPushButton() for step in _STEPS}
        self._stack = QStackedWidget()
        for step, panel in self.panels.items():
            self._stack.addWidget(panel)
            self.buttons[step].setCheckable(True)
            set_role(self.buttons[step], "segment")
            self.buttons[step].clicked.connect(partial(self._touch, step))
        self._lay_out(
            board.button(ProductAction.CLOSE_DRAFT),
            board.button(ProductAction.STEP_BACK),
            board.button(ProductAction.STEP_NEXT),
        )
        bench.context.feed.arrived.connect(self._show_picture)
        bench.camera.changed.connect(self._look_elsewhere)
        self.tabs.chosen.connect(bench.camera.choose)
        bench.draft.changed.connect(self._show_draft)
        self.retranslate()

    @property
    def step(self) -> SetUpStep:
        """The step in view."""
        return _STEPS[self._stack.currentIndex()]

    @property
    def picture_in_view(self) -> ZoomView | None:
        """The picture that the zoom actions work on."""
        return self.panels[self.step].picture

    def open(self, step: str) -> None:
        """Begin at the step where the person was."""
        known = step in {each.value for each in _STEPS}
        self.turn_to(SetUpStep(step) if known else SetUpStep.CAMERA)

    def turn_to(self, step: SetUpStep) -> None:
        """Bring a step into view."""
        before = self.panels[self.step]
        if self._watched:
            before.watch(False)
        self._stack.setCurrentWidget(self.panels[step])
        self._bench.draft.turn_to(step.value)
        self.panels[step].show_draft()
        self._follow()
        self._show_last_picture()
        if self._watched:
            self.panels[step].watch(True)
        self._show_rail()

    def go(self, by: int) -> None:
        """To the next step, or the one before."""
        place = _STEPS.index(self.step) + by
        if 0 <= place < len(_STEPS):
            self.turn_to(_STEPS[place])

    def watch(self, watched: bool) -> None:
        """The wizard was turned to, or away from."""
        self._watched = watched
        self.panels[self.step].watch(watched)
        self._follow()

    def show_snapshot(self, snapshot: StationSnapshot, *, inspecting: bool) -> None:
        """Follow the station."""
        if self._watched:
            self._bench.context.feed.slow_down(
                _INSPECTING_INTERVAL_MS if inspecting else INTERVAL_MS
            )
        for panel in self.panels.values():
            panel.show_snapshot(snapshot)

    def show_cameras(self) -> None:
        """Follow the cameras."""
        camera = self._bench.camera
        self.tabs.setVisible(camera.several)
        self.tabs.show_cameras(camera.states, camera.name)
        lost = any(each.name == camera.name and not each.connected for each in camera.states)
        reason = translate("Lock", "the camera is not connected") if lost else ""
        for key in _OF_CAMERA:
            self._bench.context.board.lock(key, reason)

    def retranslate(self) -> None:
        """Show every text again."""
        for place, (step, button) in enumerate(self.buttons.items(), start=1):
            button.setText(f"{place} {step_text(step)}")
            button.setAccessibleName(step_text(step))
        self._show_draft()
        self._show_rail()

    def _lay_out(self, close: QPushButton, back: QPushButton, forth: QPushButton) -> None:
        head = row(close, self.title, self.standing, back, forth, spacing=10)
        head.setStretch(1, 2)
        head.setStretch(2, 3)
        rail = row(spacing=6)
        for button in self.buttons.values():
            rail.addWidget(button, 1)
        layout = column(head, rail, self.purpose, self.tabs, self._stack, spacing=8)
        layout.setStretch(4, 1)
        self.setLayout(layout)
        self.tabs.hide()

    def _touch(self, step: SetUpStep, checked: bool = False) -> None:
        del checked
        self.turn_to(step)

    def _show_rail(self) -> None:
        for step, button in self.buttons.items():
            button.setChecked(step is self.step)
        self.purpose.show_text(purpose_text(self.step))
        board, place = self._bench.context.board, _STEPS.index(self.step)
        board[ProductAction.STEP_BACK].offer(None if place else Lacking.STEP_BEFORE)
        last = place == len(_STEPS) - 1
        board[ProductAction.STEP_NEXT].offer(Lacking.STEP_AFTER if last else None)

    def _show_draft(self) -> None:
        draft = self._bench.draft
        state = draft.state
        if state is None:
            return
        self.title.show_text(str(draft.content.get("recipe_id", "")))
        if not draft.kept:
            self.standing.show_text(translate("Products", "being kept …"))
            set_tone(self.standing, Tone.NEUTRAL)
        elif state.faults:
            self.standing.show_text("⚠ " + said_text("", state.faults))
            set_tone(self.standing, Tone.NOT_DECIDABLE)
        else:
            self.standing.show_text(translate("Products", "✓ Draft kept by the station"))
            set_tone(self.standing, Tone.OK)
        self.panels[self.step].show_draft()

    def _follow(self) -> None:
        name = self._bench.camera.name
        wanted = self._watched and self.panels[self.step].follows_camera and bool(name)
        if self._watched:
            self._bench.context.feed.follow((name,) if wanted else (), _SIDE_PX)
        self.show_cameras()

    def _look_elsewhere(self) -> None:
        self._view = None
        self._follow()

    def _show_last_picture(self) -> None:
        """An idle camera sends no other one for the step that was turned to."""
        panel = self.panels[self.step]
        if self._view is not None and panel.follows_camera:
            panel.show_picture(self._view)

    def _show_picture(self, name: str, view: CameraView) -> None:
        if self._watched and name == self._bench.camera.name:
            self._view = view
            self._show_last_picture()
