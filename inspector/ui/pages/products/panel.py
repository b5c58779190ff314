"""What every step of the set-up is, and what it is given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from inspector.ui.actions.window import WindowAction
from inspector.ui.widgets.text.translated import TranslatedWidget

if TYPE_CHECKING:
    from inspector.ui.feed import CameraView
    from inspector.ui.pages.page import PageContext
    from inspector.ui.pages.products.draft import Draft
    from inspector.ui.requests import RequestLink
    from inspector.ui.widgets.picture.zoom_view import ZoomView
    from inspector.ui.widgets.text.action_button import ActionButton
    from inspector.wire.cameras import CameraState
    from inspector.wire.station import StationSnapshot


_ZOOM = (WindowAction.ZOOM_OUT, WindowAction.ZOOM_IN, WindowAction.ZOOM_TO_FIT)


class ChosenCamera(QObject):
    """The camera that is set up, the same in every step; ``changed`` when it is another."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.states: Sequence[CameraState] = ()
        self._name = ""

    @property
    def name(self) -> str:
        """Empty before the station named one."""
        return self._name

    @property
    def several(self) -> bool:
        """Whether the station has more than one."""
        return len(self.states) > 1

    def show_cameras(self, states: Sequence[CameraState]) -> None:
        """Follow the cameras of the station."""
        self.states = states
        names = [each.name for each in states]
        if names and self._name not in names:
            self.choose(names[0])

    def choose(self, name: str) -> None:
        """Set another one up."""
        if name != self._name:
            self._name = name
            self.changed.emit()


@dataclass(frozen=True)
class SetUpBench:
    """What steps are made from.

    Attributes:
        context: The window's parts.
        draft: What is set up.
        camera: The camera that is set up.
        requests: For questions that may take long.
    """

    context: PageContext
    draft: Draft
    camera: ChosenCamera
    requests: RequestLink


class SetUpPanel(TranslatedWidget):
    """One step.

    Attributes:
        follows_camera: Whether it is told of new pictures of the chosen camera.
        picture: The live picture that the zoom actions work on; ``None`` in a step without one.

    Signals:
        failed: With the error of something that the person asked for.
    """

    follows_camera = False
    picture: ZoomView | None = None
    failed = Signal(object)

    def __init__(self, bench: SetUpBench) -> None:
        super().__init__()
        self.bench = bench

    def watch(self, watched: bool) -> None:
        """The step was turned to, or away from."""

    def show_draft(self) -> None:
        """Something else stands in the draft."""

    def show_snapshot(self, snapshot: StationSnapshot) -> None:
        """Follow the state of the station."""

    def show_picture(self, view: CameraView) -> None:
        """A new picture of the chosen camera has come."""

    def zoom_keys(self) -> list[ActionButton]:
        """New buttons that zoom the picture."""
        return [self.bench.context.board.button(key, "square") for key in _ZOOM]
