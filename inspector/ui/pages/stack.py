"""The pages, one of them in view."""

# ruff: noqa: N802

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QSize, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from inspector.ui.pages.catalogue import PAGES

if TYPE_CHECKING:
    from inspector.ui.link import Sight
    from inspector.ui.pages.keys import PageKey
    from inspector.ui.pages.page import Page, PageContext
    from inspector.wire.station import StationSnapshot


class PageStack(QWidget):
    """Makes each page when it is first turned to, or when there is time.

    The station's news go to the page in view; the others are told when they are turned to. It has
    no layout: what changes in one page has neither the others nor the window laid out again.

    Signals:
        failed: With the error that a page tells.
    """

    failed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._least = QSize()
        self._context: PageContext | None = None
        self._pages: dict[PageKey, Page] = {}
        self._in_view: PageKey | None = None
        self._sight: Sight | None = None
        self._snapshot: StationSnapshot | None = None
        self._stale = True
        self._spare_time = QTimer(self, interval=0)
        self._spare_time.timeout.connect(self._make_another)

    def furnish(self, context: PageContext) -> None:
        """Say what the pages are made from."""
        self._context = context

    def make_all(self) -> None:
        """Make those that are missing, one at each turn of the event loop."""
        self._spare_time.start()

    def page(self, key: PageKey) -> Page:
        """A page, made now if it has not been before."""
        if key not in self._pages:
            self._pages[key] = self._made(key)
        return self._pages[key]

    def turn_to(self, key: PageKey) -> None:
        """Bring a page into view; the keys are its own from then on."""
        turned = self.page(key)
        if key is not self._in_view:
            self._tell(turned)
            self._in_view = key
            self._bring_into_view(turned)
        for page in self._pages.values():
            if page is not turned:
                page.watch(False)
        turned.watch(True)

    @property
    def in_view(self) -> Page:
        """The page that was turned to last."""
        if self._in_view is None:
            raise LookupError("no page was turned to yet")
        return self._pages[self._in_view]

    def show_sight(self, sight: Sight) -> None:
        """Tell the page in view what the station sends."""
        self._sight, self._snapshot = sight, None
        self.in_view.show_sight(sight)

    def show_snapshot(self, snapshot: StationSnapshot) -> None:
        """Tell the page in view the state of a station that has nothing else to tell."""
        self._snapshot = snapshot
        self.in_view.show_snapshot(snapshot)

    def show_stale(self, stale: bool) -> None:
        """Tell all pages whether the station answers."""
        self._stale = stale
        for page in self._pages.values():
            page.show_stale(stale)

    def sizeHint(self) -> QSize:
        """What the page in view would like."""
        return self.in_view.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """What the page in view needs."""
        return self.in_view.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The page in view fills it."""
        super().resizeEvent(event)
        self.in_view.setGeometry(self.rect())

    def event(self, event: QEvent) -> bool:
        """The window hears of a page only when it needs another room."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._follow_need()
        return super().event(event)

    def _bring_into_view(self, turned: Page) -> None:
        self.setUpdatesEnabled(False)
        turned.setGeometry(self.rect())
        turned.show()
        for page in self._pages.values():
            if page is not turned:
                page.hide()
        self.setUpdatesEnabled(True)
        self._follow_need()
        turned.setFocus()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        self.repaint()

    def _follow_need(self) -> None:
        if (needed := self.minimumSizeHint()) != self._least:
            self._least = needed
            self.updateGeometry()

    def _made(self, key: PageKey) -> Page:
        if self._context is None:
            raise LookupError("the stack has not been furnished")
        spec, board = PAGES[key], self._context.board
        page = spec.make(self._context)
        page.setParent(self)
        page.lower()
        board.carry_out(page.commands())
        board.bind(spec.actions, page.places)
        page.failed.connect(self.failed)
        page.show_stale(self._stale)
        return page

    def _tell(self, page: Page) -> None:
        """What came last; the snapshot only where it came after the sight."""
        if self._sight is not None:
            page.show_sight(self._sight)
        if self._snapshot is not None:
            page.show_snapshot(self._snapshot)
        if self._stale:
            page.show_stale(True)

    def _make_another(self) -> None:
        missing = next((key for key in PAGES if key not in self._pages), None)
        self._spare_time.stop()
        if missing is not None:
            self.page(missing)
            self._spare_time.start()
