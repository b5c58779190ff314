"""What every page of the app is, and what it is given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Signal

from inspector.ui.actions.spec import Scope
from inspector.ui.sharing.whose import Whose
from inspector.ui.theme.style import set_role
from inspector.ui.widgets.text.translated import TranslatedWidget

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from inspector.ui.actions.board import ActionBoard
    from inspector.ui.actions.spec import ActionKey
    from inspector.ui.approval_watch import ApprovalWatch
    from inspector.ui.control import StationControl
    from inspector.ui.demand import PictureDemand
    from inspector.ui.feed import CameraFeed
    from inspector.ui.link import Sight
    from inspector.ui.maintenance import MaintenanceControl
    from inspector.ui.pages.keys import PageKey
    from inspector.ui.requests import RequestLink
    from inspector.ui.session import SessionControl
    from inspector.ui.theme.look import Look
    from inspector.ui.widgets.picture.zoom_view import ZoomView
    from inspector.wire.history import ResultFilter
    from inspector.wire.station import StationSnapshot


class Page(TranslatedWidget):
    """One place of the app.

    Signals:
        failed: With the error of something that the person asked for.
    """

    failed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "page")

    @property
    def places(self) -> Mapping[Scope, Sequence[QWidget]]:
        """Where the page's shortcuts work."""
        return {Scope.PAGE: (self,)}

    @property
    def picture_in_view(self) -> ZoomView | None:
        """The picture that the zoom actions work on."""
        return None

    def commands(self) -> Mapping[ActionKey, Callable[[], object]]:
        """One command for every action of the page."""
        return {}

    def watch(self, watched: bool) -> None:
        """The page was turned to, or away from."""

    def show_sight(self, sight: Sight) -> None:
        """Follow the live socket while the page is in view, and the newest when it is turned to."""
        self.show_snapshot(sight.update.snapshot)

    def show_snapshot(self, snapshot: StationSnapshot) -> None:
        """Follow the state of the station; comes alone while the line is idle."""

    def show_stale(self, stale: bool) -> None:
        """Mark everything as the last state known, while nobody answers."""

    def show_subject(self, subject: str) -> None:
        """Show what an alarm is about, such as one of several cameras."""


class Navigator(Protocol):
    """Turns to other pages."""

    def turn_to(self, key: PageKey, /) -> None:
        """Turn to a page."""

    def turn_to_fix(self, key: PageKey, subject: str, /) -> None:
        """Turn to the page where something is mended, and there to what it is about."""

    def show_result(self, result_id: str, /) -> None:
        """Turn to the history and show all about one inspection."""

    def show_queue(self, result_ids: Sequence[str], first: str, /) -> None:
        """Turn to the history and go through parts one by one."""

    def show_results(self, criteria: ResultFilter, whose: Whose = Whose.STATION, /) -> None:
        """Turn to the history and list what matches, of this station or of all."""

    def show_lot_report(self) -> None:
        """Turn to the history and offer the report of the newest lot."""


@dataclass(frozen=True, slots=True)
class PageContext:
    """What pages are made from.

    Attributes:
        requests: For short questions; a page whose questions take long asks for a thread of its
            own with ``own_requests``, which starts and ends with the window.
    """

    board: ActionBoard
    look: Look
    navigator: Navigator
    session: SessionControl
    approvals: ApprovalWatch
    control: StationControl
    maintenance: MaintenanceControl
    feed: CameraFeed
    requests: RequestLink
    camera_requests: RequestLink
    line_requests: RequestLink
    own_requests: Callable[[], RequestLink]
    demand: PictureDemand
