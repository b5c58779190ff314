"""The draft that is set up now; the station keeps every change of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from inspector.wire.recipe_drafts import DraftChange, DraftRequest, DraftState

if TYPE_CHECKING:
    from collections.abc import Callable

    from inspector.client.station import StationClient
    from inspector.domain.errors.base import InspectorError
    from inspector.ui.pages.products.content import Content
    from inspector.ui.requests import RequestLink

T = TypeVar("T")
_PAUSE_MS = 400
"""Changes that follow each other faster are kept together."""


class Draft(QObject):
    """One draft, or none.

    Signals:
        opened: A draft is there, or none any more.
        changed: Something else stands in it, or something else is wrong with it.
        failed: With the error of anything that was asked.
    """

    opened = Signal()
    changed = Signal()
    failed = Signal(object)

    def __init__(self, requests: RequestLink, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._requests = requests
        self._state: DraftState | None = None
        self._content: Content = {}
        self._step = ""
        self._under_way = False
        self._unkept = False
        self._pause = QTimer(self, interval=_PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self._keep)

    @property
    def state(self) -> DraftState | None:
        """What the station said last; ``None`` while no draft is open."""
        return self._state

    @property
    def content(self) -> Content:
        """What stands in it now."""
        return self._content

    @property
    def step(self) -> str:
        """Where the person is."""
        return self._step

    @property
    def kept(self) -> bool:
        """Whether the station has every change."""
        return not self._unkept and not self._under_way

    def begin(self, request: DraftRequest) -> None:
        """Begin a new one."""
        self._ask("begin", lambda station: station.recipes.begin_draft(request), self._open)

    def open(self, draft_id: int) -> None:
        """Go on with one."""
        self._ask("open", lambda station: station.recipes.draft(draft_id), self._open)

    def drop(self, draft_id: int) -> None:
        """Forget one."""
        self._ask("drop", lambda station: station.recipes.drop_draft(draft_id), self._dropped)

    def close(self) -> None:
        """Keep what was changed last, and show none."""
        if self._unkept and not self._under_way:
            self._pause.stop()
            self._send(lambda _: None)
        self._state, self._content, self._unkept = None, {}, False
        self._under_way = False
        self._pause.stop()
        self.opened.emit()

    def change(self, content: Content) -> None:
        """Something else stands in it now."""
        if self._state is not None and content != self._content:
            self._content = content
            self._keep_soon()
            self.changed.emit()

    def turn_to(self, step: str) -> None:
        """The person is elsewhere now."""
        if self._state is not None and step != self._step:
            self._step = step
            self._keep_soon()

    def _keep_soon(self) -> None:
        self._unkept = True
        self._pause.start()

    def _keep(self) -> None:
        if self._state is not None and self._unkept and not self._under_way:
            self._under_way, self._unkept = True, False
            self._send(self._accept)

    def _send(self, answered: Callable[[DraftState], None]) -> None:
        state = self._state
        if state is None:
            return
        change = DraftChange(version=state.version, content=self._content, step=self._step)
        draft_id = state.draft_id
        self._ask("keep", lambda station: station.recipes.change_draft(draft_id, change), answered)

    def _ask(
        self, key: str, call: Callable[[StationClient], T], answered: Callable[[T], None]
    ) -> None:
        self._requests.ask(f"draft {key}", call, answered, self._fail)

    def _open(self, state: DraftState) -> None:
        self._state, self._content, self._step = state, dict(state.content), state.step
        self._unkept = self._under_way = False
        self.opened.emit()
        self.changed.emit()

    def _accept(self, state: DraftState) -> None:
        self._under_way = False
        if self._state is not None and state.draft_id == self._state.draft_id:
            self._state = state
            self.changed.emit()
            if self._unkept:
                self._pause.start()

    def _dropped(self, nothing: None) -> None:
        self._state, self._content, self._unkept = None, {}, False
        self.opened.emit()

    def _fail(self, error: InspectorError) -> None:
        self._under_way = False
        self.failed.emit(error)
