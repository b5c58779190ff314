"""The virtual GigE Vision camera: one thread that answers, exposes and streams."""

from __future__ import annotations

import contextlib
import ipaddress
import selectors
import socket
import threading
from collections.abc import Collection

from inspector.clock import monotonic_ns
from inspector.sim.gige_camera.acquisition import Acquisition, View
from inspector.sim.gige_camera.control import ControlChannel
from inspector.sim.gige_camera.gvcp import PORT, parse_request
from inspector.sim.gige_camera.memory import Memory
from inspector.sim.gige_camera.settings import GigeCameraSettings
from inspector.sim.gige_camera.stream import StreamChannel

_DATAGRAM_BYTES = 65536
_EVERYBODY = "255.255.255.255"


class GigeCamera:
    """Runs from construction to :meth:`close`; all methods may be called from any thread.

    Args:
        settings: What it is.
        view: What it sees at its n-th exposure; ``None`` for a frame that is lost.

    Raises:
        OSError: another camera serves this address.
    """

    def __init__(self, settings: GigeCameraSettings, view: View) -> None:
        self._sockets = [_bound(settings.address, reuse=False)]
        with contextlib.suppress(OSError):  # found by its address all the same
            self._sockets.append(_bound(_EVERYBODY, reuse=True))
        memory = Memory(settings)
        self._stream = StreamChannel(settings, memory)
        self._acquisition = Acquisition(settings, memory, self._stream, view)
        self._control = ControlChannel(
            memory, self._acquisition.on_write, self._stream.resend, self._acquisition.stop
        )
        self._wake_reader, self._waker = socket.socketpair()
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="gige-camera", daemon=True)
        self._thread.start()

    def look_at(self, view: View) -> None:
        """Something else stands before the camera."""
        self._acquisition.look_at(view)

    def edge(self, exposed_ns: int | None = None) -> None:
        """A rising edge on Line1, now or then: exposes what is in view, if the camera is set so."""
        self._acquisition.edge(monotonic_ns() if exposed_ns is None else exposed_ns)
        self._wake()

    def lose(self, packets: Collection[int] | None = None) -> None:
        """One more frame loses these packets on the network, or all without an argument.

        The first call is about the next frame, a second about the one after it.
        """
        self._stream.lose(packets)

    def close(self) -> None:
        """Power down."""
        self._closing = True
        self._wake()
        self._thread.join()
        for each in (*self._sockets, self._wake_reader, self._waker):
            each.close()
        self._stream.close()

    def _wake(self) -> None:
        with contextlib.suppress(OSError):
            self._waker.send(b"\0")

    def _run(self) -> None:
        with selectors.DefaultSelector() as selector:
            for each in (*self._sockets, self._wake_reader):
                each.setblocking(False)
                selector.register(each, selectors.EVENT_READ, each)
            while not self._closing:
                for key, _ in selector.select(self._acquisition.pause_s()):
                    self._receive(key.data)
                self._control.check_heartbeat()
                self._acquisition.advance()

    def _receive(self, source: socket.socket) -> None:
        with contextlib.suppress(OSError):  # Windows reports an earlier answer that nobody took
            datagram, sender = source.recvfrom(_DATAGRAM_BYTES)
            if source is self._wake_reader or not _is_here(sender):
                return
            request = parse_request(datagram)
            answer = None if request is None else self._control.answer(request, sender)
            if answer is not None:
                self._sockets[0].sendto(answer, sender)


def _is_here(sender: tuple[str, int]) -> bool:
    """Whether a request is of this computer; broadcasts come from all over the network."""
    return ipaddress.ip_address(sender[0]).is_loopback


def _bound(address: str, *, reuse: bool) -> socket.socket:
    bound = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    try:
        if reuse:
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((address, PORT))
    except OSError:
        bound.close()
        raise
    return bound
