"""The window: header, one banner, the pages, and the state of the connections."""

# ruff: noqa: N802

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from inspector.ui.actions.board import ActionBoard
from inspector.ui.actions.spec import Scope
from inspector.ui.actions.window import WindowAction
from inspector.ui.alarm_control import AlarmControl
from inspector.ui.appearance import Appearance
from inspector.ui.approval_watch import ApprovalWatch
from inspector.ui.control import StationControl
from inspector.ui.demand import PictureDemand
from inspector.ui.feed import CameraFeed
from inspector.ui.first_run import FirstRun
from inspector.ui.link import LiveLink
from inspector.ui.maintenance import MaintenanceControl
from inspector.ui.messages import MessageBoard
from inspector.ui.navigation import PageTurner
from inspector.ui.news import StationNews
from inspector.ui.pages.catalogue import PAGES
from inspector.ui.pages.keys import PageKey
from inspector.ui.pages.page import PageContext
from inspector.ui.pages.stack import PageStack
from inspector.ui.person_action import show_person
from inspector.ui.pulse import Pulse
from inspector.ui.request_links import RequestLinks
from inspector.ui.session import SessionControl, SessionKey
from inspector.ui.theme.style import set_role
from inspector.ui.widgets.frame.banner import Banner
from inspector.ui.widgets.frame.display_panel import DisplayPanel
from inspector.ui.widgets.frame.footer_bar import FooterBar
from inspector.ui.widgets.frame.header_bar import HeaderBar
from inspector.ui.widgets.frame.lock_line import LockLine
from inspector.ui.widgets.frame.nav_rail import NavRail
from inspector.ui.widgets.frame.sign_in_panel import SignInPanel
from inspector.ui.widgets.plc.maintenance_strip import MaintenanceStrip
from inspector.ui.widgets.text.labels import column, row
from inspector.ui.widgets.touch.touch_entry import TouchEntry
from inspector.ui.zoom import Zoom

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from inspector.client.station import StationClient
    from inspector.domain.errors.base import InspectorError
    from inspector.ui.actions.spec import ActionKey
    from inspector.ui.i18n.language import Language, LanguageSwitch
    from inspector.ui.pages.history.page import HistoryPage
    from inspector.ui.pages.io.page import IoPage
    from inspector.ui.pages.live.page import LivePage
    from inspector.ui.pages.setup.page import SetupPage
    from inspector.ui.theme.look import Look
    from inspector.ui.widgets.picture.zoom_view import ZoomView


class OperatorWindow(QMainWindow):
    """The operator's app. Closing, killing or freezing it never matters to the line."""

    closed = Signal()

    def __init__(
        self,
        connect: Callable[[], StationClient],
        look: Look,
        languages: LanguageSwitch,
        zoom: Zoom | None = None,
    ) -> None:
        super().__init__()
        self.zoom = zoom or Zoom()
        self._look = look
        self._languages = languages
        key, demand = SessionKey(), PictureDemand()
        self.link: LiveLink = LiveLink(connect, self, demand)
        self.links = RequestLinks(connect, lambda: key.token, self)
        self.requests, self.line_requests = self.links.make(), self.links.make()
        camera_requests = self.links.make()
        self.session: SessionControl = SessionControl(
            self.requests, key, QApplication.instance() or QApplication([]), self
        )
        self.pulse = Pulse(self.requests, self)
        self.feed: CameraFeed = CameraFeed(camera_requests, self)
        self.control: StationControl = StationControl(self.requests, self)
        self.maintenance: MaintenanceControl = MaintenanceControl(
            self.line_requests, self.session, self
        )
        self.approvals: ApprovalWatch = ApprovalWatch(self.requests, self.session, self)
        self.board: ActionBoard = ActionBoard(
            self, [WindowAction, PAGES, *(spec.actions for spec in PAGES.values())]
        )
        self.header = HeaderBar(self.board)
        self.strip = MaintenanceStrip(self.maintenance)
        self.banner = Banner(
            self.board.button(WindowAction.CLEAR_ALARM),
            self.board.button(WindowAction.ACKNOWLEDGE_ALARM),
        )
        self.messages = MessageBoard(self.banner)
        self.alarms: AlarmControl = AlarmControl(self.line_requests, self.messages, self)
        self.appearance = Appearance(look, languages)
        self.footer = FooterBar()
        self.locks = LockLine(self.board)
        self.pages: PageStack = PageStack()
        self.navigator = PageTurner(self.pages, self.board, self.feed)
        self.pages.furnish(
            PageContext(
                board=self.board,
                look=look,
                navigator=self.navigator,
                session=self.session,
                approvals=self.approvals,
                control=self.control,
                maintenance=self.maintenance,
                feed=self.feed,
                requests=self.requests,
                camera_requests=camera_requests,
                line_requests=self.line_requests,
                own_requests=self.links.make,
                demand=demand,
            )
        )
        self.display: DisplayPanel = DisplayPanel(self.board, self.zoom, self.pages)
        self.first_run: FirstRun = FirstRun(
            self.requests, lambda: self.turn_to(PageKey.STATION_CHECK), self
        )
        self.sign_in: SignInPanel = SignInPanel(self.session, self.pages)
        self.entry: TouchEntry = TouchEntry(self.pages)
        self._lay_out()
        self._connect_parts()
        self.news = StationNews(self)
        self.setWindowTitle("Inspector")
        self.retranslate()
        self.turn_to(PageKey.LIVE)

    @property
    def live(self) -> LivePage:
        """The part that passes now."""
        return cast("LivePage", self.pages.page(PageKey.LIVE))

    @property
    def history(self) -> HistoryPage:
        """Past inspections."""
        return self.navigator.history

    @property
    def setup(self) -> SetupPage:
        """The cameras."""
        return cast("SetupPage", self.pages.page(PageKey.SETUP))

    @property
    def io(self) -> IoPage:
        """Registers and signals."""
        return cast("IoPage", self.pages.page(PageKey.IO))

    def start(self) -> None:
        """Begin to follow the station."""
        self.links.start()
        self.link.start()
        self.pages.make_all()

    def stop(self) -> None:
        """Let go of the station."""
        self.link.stop()
        self.feed.follow((), 0)
        self.pages.in_view.watch(False)
        self.session.forget()
        self.links.stop()

    def turn_to(self, key: PageKey) -> None:
        """Bring a page into view."""
        self.navigator.turn_to(key)

    def switch_sign_in(self) -> None:
        """Ask who is there, or sign that person out."""
        if self.session.person is not None:
            self.session.sign_out()
        elif self.sign_in.isVisible():
            self.sign_in.close_panel()
        else:
            self.sign_in.open()

    def commands(self) -> Mapping[ActionKey, Callable[[], object]]:
        """One command for every action of the window."""
        return {
            **{key: partial(self.turn_to, key) for key in PAGES},
            WindowAction.START: self.control.start,
            WindowAction.STOP: self.control.stop,
            WindowAction.RESET: self.control.reset,
            WindowAction.MAINTENANCE: self.maintenance.switch,
            WindowAction.ACKNOWLEDGE_ALARM: self.alarms.acknowledge,
            WindowAction.CLEAR_ALARM: self.alarms.clear,
            WindowAction.SIGN_IN: self.switch_sign_in,
            WindowAction.ZOOM_IN: lambda: self._zoom_picture(lambda picture: picture.zoom_in()),
            WindowAction.ZOOM_OUT: lambda: self._zoom_picture(lambda picture: picture.zoom_out()),
            WindowAction.ZOOM_TO_FIT: lambda: self._zoom_picture(
                lambda picture: picture.zoom_to_fit()
            ),
            WindowAction.SWITCH_LANGUAGE: self.appearance.switch_language,
            WindowAction.SWITCH_THEME: self.appearance.switch_theme,
            WindowAction.SWITCH_CONTRAST: self.appearance.switch_contrast,
            WindowAction.LARGER: self.zoom.larger,
            WindowAction.SMALLER: self.zoom.smaller,
            WindowAction.DISPLAY: self.display.switch,
            WindowAction.FULL_SCREEN: self.switch_full_screen,
            WindowAction.QUIT: self.close,
        }

    def switch_full_screen(self) -> None:
        """Fill the screen, or go back to a window."""
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()

    def retranslate(self) -> None:
        """Show every text of the window itself again."""
        self.board.retranslate()
        language: Language = self._languages.language
        self.board[WindowAction.SWITCH_LANGUAGE].setText(language.next.own_name)
        self._show_person()
        self.messages.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use larger type on a larger screen."""
        super().resizeEvent(event)
        self._look.fit(self)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Go from the screen at once, then let go of the station."""
        self.hide()
        self.stop()
        super().closeEvent(event)
        self.closed.emit()

    def _zoom_picture(self, change: Callable[[ZoomView], object]) -> None:
        picture = self.pages.in_view.picture_in_view
        if picture is not None:
            change(picture)

    def _lay_out(self) -> None:
        central = QWidget()
        set_role(central, "page")
        beside = column(self.banner, self.pages, self.locks, spacing=0)
        beside.setStretch(1, 1)
        below = row(NavRail(self.board, PAGES, (WindowAction.DISPLAY,)), spacing=0)
        below.addLayout(beside, 1)
        layout = column(self.header, self.strip, spacing=0)
        layout.addLayout(below, 1)
        layout.addWidget(self.footer)
        central.setLayout(layout)
        self.setCentralWidget(central)

    def _connect_parts(self) -> None:
        self.board.carry_out(self.commands())
        self.board.watch_asked(self.session.remember)
        for table in (WindowAction, PAGES):
            self.board.bind(table, {Scope.WINDOW: (self,)})
        self.link.pulse_wanted.connect(self.pulse.take)
        for refused in (
            self.control.refused,
            self.maintenance.refused,
            self.alarms.refused,
            self.pages.failed,
        ):
            refused.connect(self._tell_refusal)
        self.messages.alarms_wanted.connect(lambda: self.turn_to(PageKey.ALARMS))
        self.messages.fix_wanted.connect(self.navigator.turn_to_fix)
        self.session.wanted.connect(self.sign_in.open)
        self.session.changed.connect(self._show_person)
        self.approvals.changed.connect(self._show_approvals)

    def _tell_refusal(self, error: InspectorError) -> None:
        self.messages.show_error(error)
        self.session.consider(error)

    def _show_person(self) -> None:
        person = self.session.person
        role, rights = (None, ()) if person is None else (person.role, person.rights)
        self.board.show_person(role, rights)
        show_person(self.board[WindowAction.SIGN_IN], person, self.session.locked)

    def _show_approvals(self) -> None:
        self.header.show_approvals(len(self.approvals.waiting))
