"""The window: header, one banner, the pages, and the state of the connections."""

# ruff: noqa: N802

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QCloseEvent, QImage, QResizeEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from inspector.ui.actions.board import ActionBoard
from inspector.ui.actions.keys import ActionKey, Scope
from inspector.ui.commands import commands
from inspector.ui.control import StationControl
from inspector.ui.feed import CameraFeed
from inspector.ui.link import LinkPhase, LinkStatus, LiveLink, Sight
from inspector.ui.maintenance import MaintenanceControl
from inspector.ui.messages import MessageBoard
from inspector.ui.pages.history import HistoryPage
from inspector.ui.pages.io import IoPage
from inspector.ui.pages.live import LivePage
from inspector.ui.pages.setup import SetupPage
from inspector.ui.person_action import show_person
from inspector.ui.pictures import decode_picture
from inspector.ui.requests import RequestLink
from inspector.ui.session import SessionControl, SessionKey
from inspector.ui.theme.style import set_role
from inspector.ui.theme.tokens import ThemeName
from inspector.ui.widgets.banner import Banner
from inspector.ui.widgets.footer_bar import FooterBar
from inspector.ui.widgets.header_bar import HeaderBar
from inspector.ui.widgets.labels import column
from inspector.ui.widgets.maintenance_strip import MaintenanceStrip
from inspector.ui.widgets.sign_in_panel import SignInPanel

if TYPE_CHECKING:
    from inspector.domain.errors.base import InspectorError
    from inspector.ui.i18n.language import Language, LanguageSwitch
    from inspector.ui.port import Connect
    from inspector.ui.theme.look import Look
    from inspector.ui.widgets.zoom_view import ZoomView
    from inspector.wire.station import StationSnapshot

_THUMBNAIL_PX = 240
_PAGE_KEYS = (
    ActionKey.SHOW_LIVE,
    ActionKey.SHOW_HISTORY,
    ActionKey.SHOW_SETUP,
    ActionKey.SHOW_IO,
)


class OperatorWindow(QMainWindow):
    """The operator's app. Closing, killing or freezing it never matters to the line."""

    closed = Signal()

    def __init__(self, connect: Connect, look: Look, languages: LanguageSwitch) -> None:
        super().__init__()
        self._look = look
        self._languages = languages
        self._pulse_under_way = False
        self.link: LiveLink = LiveLink(connect, self)
        key = SessionKey()
        self.requests: RequestLink = RequestLink(connect, self, lambda: key.token)
        self.camera_requests: RequestLink = RequestLink(connect, self, lambda: key.token)
        self.line_requests: RequestLink = RequestLink(connect, self, lambda: key.token)
        self.session: SessionControl = SessionControl(
            self.requests, key, QApplication.instance() or QApplication([]), self
        )
        self.feed: CameraFeed = CameraFeed(self.camera_requests, self)
        self.control: StationControl = StationControl(self.requests, self)
        self.maintenance: MaintenanceControl = MaintenanceControl(
            self.line_requests, self.session, self
        )
        self.board: ActionBoard = ActionBoard(self)
        self.header = HeaderBar(self.board)
        self.strip = MaintenanceStrip(self.maintenance)
        self.banner = Banner(self.board.button(ActionKey.CLEAR_ALARM))
        self.messages = MessageBoard(self.banner)
        self.live: LivePage = LivePage(self.board, self.control, self.feed)
        self.history: HistoryPage = HistoryPage(self.board, self.requests, look)
        self.setup: SetupPage = SetupPage(
            self.board, self.control, self.camera_requests, self.feed, look
        )
        self.io: IoPage = IoPage(self.board, self.line_requests, self.maintenance)
        self.footer = FooterBar()
        self.pages = QStackedWidget()
        self.pages.addWidget(self.live)
        self.pages.addWidget(self.history)
        self.pages.addWidget(self.setup)
        self.pages.addWidget(self.io)
        self.sign_in: SignInPanel = SignInPanel(self.session, self.pages)
        self._lay_out()
        self._connect_parts()
        self.setWindowTitle("Inspector")
        self.retranslate()
        self.show_live()

    def start(self) -> None:
        """Begin to follow the station."""
        self.requests.start()
        self.camera_requests.start()
        self.line_requests.start()
        self.link.start()

    def stop(self) -> None:
        """Let go of the station."""
        self.link.stop()
        self.feed.follow((), 0)
        self.io.watch(False)
        self.session.forget()
        self.requests.stop()
        self.camera_requests.stop()
        self.line_requests.stop()

    def show_live(self) -> None:
        """Turn to the live page."""
        self._turn_to(self.live, ActionKey.SHOW_LIVE)

    def show_history(self) -> None:
        """Turn to the history, with its newest page."""
        self._turn_to(self.history, ActionKey.SHOW_HISTORY)
        self.history.refresh()
        self.history.close_detail()

    def show_setup(self) -> None:
        """Turn to the cameras' set-up."""
        self._turn_to(self.setup, ActionKey.SHOW_SETUP)

    def show_io(self) -> None:
        """Turn to the registers and signals."""
        self._turn_to(self.io, ActionKey.SHOW_IO)

    def switch_sign_in(self) -> None:
        """Ask who is there, or sign that person out."""
        if self.session.person is not None:
            self.session.sign_out()
        elif self.sign_in.isVisible():
            self.sign_in.close_panel()
        else:
            self.sign_in.open()

    def clear_alarm(self) -> None:
        """Clear the alarm that is shown."""
        alarm = self.messages.clearable
        if alarm is not None:
            codes = [alarm.code]
            self.line_requests.ask(
                "clear",
                lambda station: station.line.clear(codes),
                lambda page: None,
                self._tell_refusal,
            )

    @property
    def picture_in_view(self) -> ZoomView:
        """The picture that the zoom buttons work on."""
        on_setup = self.pages.currentWidget() is self.setup
        return self.setup.picture if on_setup else self.history.detail.picture

    def show_result(self, result_id: str) -> None:
        """Turn to the history and show all about one inspection."""
        self.show_history()
        self.history.show_result(result_id)

    def switch_language(self) -> None:
        """Show everything in the next language."""
        self._languages.choose(self._languages.language.next)

    def switch_theme(self) -> None:
        """From light to dark or back."""
        dark = self._look.theme.name is ThemeName.DARK
        self._look.choose(ThemeName.LIGHT if dark else ThemeName.DARK)

    def switch_full_screen(self) -> None:
        """Fill the screen, or go back to a window."""
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()

    def quit(self) -> None:
        """Close the app; the station goes on."""
        self.close()

    def retranslate(self) -> None:
        """Show every text of the window itself again."""
        self.board.retranslate()
        language: Language = self._languages.language
        self.board[ActionKey.SWITCH_LANGUAGE].setText(language.next.own_name)
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

    def _lay_out(self) -> None:
        central = QWidget()
        set_role(central, "page")
        layout = column(self.header, self.strip, self.banner, spacing=0)
        layout.addWidget(self.pages, 1)
        layout.addWidget(self.footer)
        central.setLayout(layout)
        self.setCentralWidget(central)
        self.board.bind(
            {
                Scope.WINDOW: (self,),
                Scope.HISTORY_PAGE: (self.history,),
                Scope.RESULT_TABLE: (self.history.table,),
                Scope.SETUP_PAGE: (self.setup,),
                Scope.PICTURE_PAGES: (self.history, self.setup),
            }
        )

    def _connect_parts(self) -> None:
        self.board.carry_out(
            commands(self, self.control, self.maintenance, self.history, self.setup)
        )
        self.link.sight_arrived.connect(self._show_sight)
        self.link.status_changed.connect(self._show_status)
        self.link.pulse_wanted.connect(self._take_pulse)
        for refused in (
            self.control.refused,
            self.maintenance.refused,
            self.history.failed,
            self.setup.cameras.failed,
        ):
            refused.connect(self._tell_refusal)
        self.setup.cameras.refused.connect(lambda feature, error: self.session.consider(error))
        self.session.wanted.connect(self.sign_in.open)
        self.session.changed.connect(self._show_person)
        self.live.rejects.chosen.connect(self.show_result)
        self.live.rejects.thumbnail_wanted.connect(self._fetch_thumbnail)

    def _turn_to(self, page: QWidget, key: ActionKey) -> None:
        self.pages.setCurrentWidget(page)
        self.board.choose(key, _PAGE_KEYS)
        self.feed.follow((), 0)
        self.live.watch(page is self.live)
        self.setup.watch(page is self.setup)
        self.io.watch(page is self.io)

    def _show_sight(self, sight: Sight) -> None:
        self._show_snapshot(sight.update.snapshot)
        self.live.show_sight(sight)
        self.setup.show_cameras(sight.update.cameras)

    def _show_snapshot(self, snapshot: StationSnapshot) -> None:
        self.strip.show_anywhere(snapshot.maintenance)
        self.control.show_state(snapshot.state)
        self.setup.show_station(snapshot.state)
        self.header.show_snapshot(snapshot)
        self.footer.show_snapshot(snapshot)
        self.messages.show_alarms(snapshot.alarms)
        self.live.show_snapshot(snapshot)

    def _tell_refusal(self, error: InspectorError) -> None:
        self.messages.show_error(error)
        self.session.consider(error)

    def _show_person(self) -> None:
        show_person(self.board[ActionKey.SIGN_IN], self.session.person)

    def _take_pulse(self) -> None:
        if self._pulse_under_way:
            return

        def confirm(snapshot: StationSnapshot) -> None:
            self._pulse_under_way = False
            self.link.confirm_pulse()
            self._show_snapshot(snapshot)

        def refuse(error: InspectorError) -> None:
            self._pulse_under_way = False

        self._pulse_under_way = True
        self.requests.ask("pulse", lambda station: station.snapshot(), confirm, refuse)

    def _show_status(self, status: LinkStatus) -> None:
        connected = status.phase is LinkPhase.CONNECTED
        if connected:
            self.requests.renew()
            self.camera_requests.renew()
            self.line_requests.renew()
        else:
            self.control.show_state(None)
            self.setup.show_station(None)
        self.messages.show_link(status)
        self.header.show_stale(not connected)
        self.footer.show_stale(not connected)
        self.live.show_stale(not connected)
        self.setup.show_stale(not connected)
        self.io.show_stale(not connected)

    def _fetch_thumbnail(self, result_id: str) -> None:
        def show(image: QImage | None) -> None:
            self.live.rejects.show_thumbnail(result_id, image)

        self.requests.ask(
            f"thumbnail {result_id}",
            lambda station: decode_picture(station.thumbnail(result_id, _THUMBNAIL_PX)),
            show,
            lambda error: show(None),
        )
