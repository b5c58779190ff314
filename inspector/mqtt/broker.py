"""One connection to a broker; the only file that calls the MQTT library.

A connection that fails is thrown away with all that it had not delivered: what was not confirmed is
read again from the history, so no queue of this process has to survive anything.
"""

from __future__ import annotations

import ssl
import struct
import threading
from dataclasses import dataclass, field

from paho.mqtt.client import Client
from paho.mqtt.enums import CallbackAPIVersion, MQTTErrorCode, MQTTProtocolVersion

from inspector.clock import monotonic_ns
from inspector.domain.errors.mqtt import BrokerSilentError, BrokerUnreachableError
from inspector.mqtt.faults import connection_fault
from inspector.mqtt.replies import Replies
from inspector.wire.model import WireModel

_CONNECT_TIMEOUT_S = 10.0
_CONFIRM_TIMEOUT_S = 15.0
_FAREWELL_S = 1.0
_SLICE_S = 0.1
"""Longest wait in one piece, so that a request to stop is seen soon."""
_AT_LEAST_ONCE = 1
_NO_WINDOW = 0
_BROKEN_BYTES = (OSError, ValueError, IndexError, KeyError, struct.error)
"""What the library lets through when what it reads is no MQTT."""


@dataclass(frozen=True, slots=True)
class BrokerAccess:
    """Where the broker is, and who we are to it."""

    host: str
    port: int
    client_id: str
    version: str = "5"
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    keepalive_s: int = 30
    in_flight: int = 20
    tls: ssl.SSLContext | None = None

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"


class ToldToEndError(Exception):
    """A wait ended because the process has to."""


class BrokerSession:
    """Publishes with QoS 1 until the connection is lost. Used by one thread.

    Every method but :meth:`leave` and :meth:`close` raises ``ToldToEndError`` soon after ``told``
    is set, instead of waiting on.

    Args:
        access: The broker.
        will_topic: Where the broker tells that we are gone, retained.
        will: What it tells.
        told: Set when the process has to end.
    """

    def __init__(
        self, access: BrokerAccess, will_topic: str, will: WireModel, told: threading.Event
    ) -> None:
        self._access = access
        self._told = told
        self._replies = Replies(access.in_flight)
        self._client = _client(access, self._replies)
        self._client.will_set(will_topic, will.model_dump_json(), _AT_LEAST_ONCE, retain=True)

    def open(self) -> None:
        """Connect, and wait until the broker has taken the connection.

        Raises:
            MqttError: it did not; the class says why.
        """
        try:
            self._client.connect(self._access.host, self._access.port, self._access.keepalive_s)
        except _BROKEN_BYTES as error:
            raise connection_fault(error, str(self._access)) from error
        deadline = _in(_CONNECT_TIMEOUT_S)
        while not self._replies.connected:
            if monotonic_ns() > deadline:
                raise BrokerSilentError(f"{self._access} does not answer the connection")
            self._wait(_SLICE_S)

    def publish(self, topic: str, message: WireModel, *, retain: bool = False) -> int:
        """Hand over a message, as soon as not too many wait to be confirmed.

        Returns:
            The number by which :meth:`delivered` knows it.

        Raises:
            MqttError: the connection is lost, or the broker confirms nothing for too long.
        """
        self._until_fewer_wait(self._replies.window)
        return self._hand_over(topic, message, retain=retain)

    def _hand_over(self, topic: str, message: WireModel, *, retain: bool) -> int:
        handed = self._client.publish(topic, message.model_dump_json(), _AT_LEAST_ONCE, retain)
        if handed.rc is not MQTTErrorCode.MQTT_ERR_SUCCESS:
            raise self._replies.fault or BrokerUnreachableError(f"{self._access}: {handed.rc.name}")
        self._replies.waiting[handed.mid] = topic
        return handed.mid

    def delivered(self, number: int) -> bool:
        """Whether the broker has taken this message of the present batch."""
        return number not in self._replies.waiting

    def settle(self) -> None:
        """Wait until the broker has taken every message.

        Raises:
            MqttError: it refuses one, takes none for too long, or the connection is lost.
        """
        self._until_fewer_wait(1)

    def _until_fewer_wait(self, limit: int) -> None:
        waiting, deadline = len(self._replies.waiting), _in(_CONFIRM_TIMEOUT_S)
        while len(self._replies.waiting) >= limit:
            self._wait(_SLICE_S)
            if len(self._replies.waiting) < waiting:
                waiting, deadline = len(self._replies.waiting), _in(_CONFIRM_TIMEOUT_S)
            elif monotonic_ns() > deadline:
                raise BrokerSilentError(f"{self._access} confirms no message any more")

    def pump(self, duration_s: float) -> None:
        """Keep the connection alive for so long.

        Raises:
            MqttError: the connection is lost.
        """
        deadline = _in(duration_s)
        while (left_s := (deadline - monotonic_ns()) / 1e9) > 0:
            self._wait(min(left_s, _SLICE_S))

    def leave(self, topic: str, message: WireModel) -> None:
        """Say goodbye with a retained message in place of the will, and disconnect.

        Raises:
            MqttError: the connection is lost; the will speaks.
        """
        if not self._replies.connected:
            return
        self._hand_over(topic, message, retain=True)
        deadline = _in(_FAREWELL_S)
        while self._replies.waiting and monotonic_ns() < deadline:
            self._look(_SLICE_S)
        self._client.disconnect()

    def close(self) -> None:
        """Drop the connection; unless :meth:`leave` went before, the broker tells the will."""
        self._client.reinitialise()

    def _wait(self, timeout_s: float) -> None:
        if self._told.is_set():
            raise ToldToEndError
        self._look(timeout_s)

    def _look(self, timeout_s: float) -> None:
        try:
            result = self._client.loop(timeout_s)
        except _BROKEN_BYTES as error:
            raise connection_fault(error, str(self._access)) from error
        if self._replies.fault is not None:
            raise self._replies.fault
        if result is not MQTTErrorCode.MQTT_ERR_SUCCESS:
            raise BrokerUnreachableError(f"{self._access}: {result.name}")


def _client(access: BrokerAccess, replies: Replies) -> Client:
    protocols = {"5": MQTTProtocolVersion.MQTTv5, "3.1.1": MQTTProtocolVersion.MQTTv311}
    client = Client(
        CallbackAPIVersion.VERSION2,
        client_id=access.client_id,
        protocol=protocols[access.version],
        reconnect_on_failure=False,
    )
    client.connect_timeout = _CONNECT_TIMEOUT_S
    client.max_inflight_messages_set(_NO_WINDOW)
    if access.username is not None:
        client.username_pw_set(access.username, access.password)
    if access.tls is not None:
        client.tls_set_context(access.tls)
    client.on_connect = replies.on_connect
    client.on_publish = replies.on_publish
    client.on_disconnect = replies.on_disconnect
    return client


def _in(duration_s: float) -> int:
    return monotonic_ns() + int(duration_s * 1e9)
