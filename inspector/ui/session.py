"""Who is signed in at this screen, and when the screen locks itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QTimer, Signal

from inspector.domain.errors.people import NotSignedInError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QCoreApplication

    from inspector.client.station import StationClient
    from inspector.domain.errors.base import InspectorError
    from inspector.domain.people import Right
    from inspector.ui.requests import RequestLink
    from inspector.wire.people import PersonRow, SessionState, SignedIn

WISH_MS = 5_000
"""What was asked for so long before the station wanted to know who asks goes on afterwards."""
RENEW_MS = 20_000
"""A person who touches the screen is told to the station at most this often."""
_SIGNS = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin})


class SessionKey:
    """The token of the session, read by the threads that ask the station."""

    def __init__(self) -> None:
        self.token = ""


class SessionControl(QObject):
    """Signs in and out.

    Signals:
        changed: Somebody else is signed in, or nobody.
        refused: With the error of an attempt to sign in.
        listed: With all who can sign in.
        wanted: Something needs a person who is signed in.
    """

    changed = Signal()
    refused = Signal(object)
    listed = Signal(object)
    wanted = Signal()

    def __init__(
        self,
        requests: RequestLink,
        key: SessionKey,
        application: QCoreApplication,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._requests = requests
        self._key = key
        self._application = application
        self._person: SessionState | None = None
        self._locked = ""
        self._wish: Callable[[], object] | None = None
        self._since_wish = QElapsedTimer()
        self._goes_on: Callable[[], object] | None = None
        self._since_renewed = QElapsedTimer()
        self._expiry = QTimer(self, singleShot=True)
        self._expiry.timeout.connect(self._lock)

    @property
    def person(self) -> SessionState | None:
        """Who is signed in."""
        return self._person

    def may(self, right: Right) -> bool:
        """Whether the person who is signed in has a right."""
        return self._person is not None and right in self._person.rights

    def may_or_unknown(self, right: Right) -> bool:
        """As :meth:`may`, and where nobody is signed in the station decides."""
        return self._person is None or right in self._person.rights

    @property
    def locked(self) -> str:
        """Whose screen has locked itself, empty for nobody's; somebody else may sign in, too."""
        return self._locked

    def remember(self, command: Callable[[], object]) -> None:
        """This was asked for, maybe by nobody whom the station knows."""
        self._wish = command if self._person is None else None
        self._since_wish.start()

    def ask_who(self) -> None:
        """Somebody has to sign in; then goes on what was asked for just now."""
        recent = self._wish is not None and not self._since_wish.hasExpired(WISH_MS)
        self._goes_on = self._wish if recent else None
        self.wanted.emit()

    def drop_wish(self) -> None:
        """Nobody signs in: nothing goes on."""
        self._goes_on = self._wish = None

    def list_people(self) -> None:
        """Ask who can sign in."""
        self._ask("people", lambda station: station.people.everybody(), self._list)

    def sign_in(self, name: str, pin: str) -> None:
        """Sign in; the PIN is kept nowhere."""
        self._ask("session", lambda station: station.people.sign_in(name, pin), self._begin)

    def sign_out(self) -> None:
        """Sign out at once, and tell the station."""
        if self._person is not None:
            token = self._key.token

            def end(station: StationClient) -> object:
                station.adopt_session(token)
                return station.people.sign_out()

            self._requests.ask("session", end, _accept, _accept)
            self.forget()

    def forget(self) -> None:
        """Nobody is signed in any more."""
        if self._person is not None:
            self._person, self._key.token = None, ""
            self._locked = ""
            self._expiry.stop()
            self._application.removeEventFilter(self)
            self.changed.emit()

    def consider(self, error: InspectorError) -> None:
        """A refusal may mean that somebody has to sign in first."""
        if isinstance(error, NotSignedInError):
            self.forget()
            self.ask_who()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """A touch or a key is a sign that the person is here."""
        if event.type() in _SIGNS and self._since_renewed.hasExpired(RENEW_MS):
            self._since_renewed.restart()
            self._ask("renew", lambda station: station.people.renew(), self._prolong)
        return False

    def _ask(
        self, key: str, call: Callable[[StationClient], object], answered: Callable[..., None]
    ) -> None:
        self._requests.ask(key, call, answered, self._refuse)

    def _list(self, people: Sequence[PersonRow]) -> None:
        self.listed.emit(people)

    def _begin(self, signed_in: SignedIn) -> None:
        self._person, self._key.token = signed_in, signed_in.token
        self._since_renewed.start()
        self._expiry.start(round(signed_in.expires_in_s * 1000))
        self._application.installEventFilter(self)
        self._locked = ""
        goes_on, self._goes_on, self._wish = self._goes_on, None, None
        self.changed.emit()
        if goes_on is not None:
            goes_on()

    def _lock(self) -> None:
        """Nobody was here for a while: all stays in sight, and nothing can be done."""
        if self._person is not None:
            name = self._person.name
            self.forget()
            self._locked = name
            self.changed.emit()

    def _prolong(self, session: SessionState) -> None:
        if self._person is not None:
            self._expiry.start(round(session.expires_in_s * 1000))

    def _refuse(self, error: InspectorError) -> None:
        if isinstance(error, NotSignedInError):
            self._lock()
        else:
            self.refused.emit(error)


def _accept(reply: object) -> None:
    """Nobody is signed in any more, whatever the station said."""
