"""What the broker has said on one connection."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from inspector.domain.errors.mqtt import BrokerProtocolError, MqttError
from inspector.mqtt.faults import connection_refused, refused

if TYPE_CHECKING:
    from paho.mqtt.client import Client, ConnectFlags, DisconnectFlags
    from paho.mqtt.properties import Properties
    from paho.mqtt.reasoncodes import ReasonCode


class Replies:
    """The library's callbacks; they run in the thread that pumps.

    Attributes:
        connected: Whether the broker has taken the connection.
        window: How many messages may wait; the broker may lower it.
        waiting: Topics of the messages that it has not taken yet, by message id.
        fault: The first thing that went wrong.
    """

    def __init__(self, window: int) -> None:
        self.connected = False
        self.window = window
        self.waiting: dict[int, str] = {}
        self.fault: MqttError | None = None

    def on_connect(
        self,
        _client: Client,
        _userdata: Any,
        _flags: ConnectFlags,
        reason_code: ReasonCode,
        properties: Properties | None,
    ) -> None:
        """The broker has answered the connection."""
        if reason_code.is_failure:
            self._fail(connection_refused(reason_code.value, f"the broker says: {reason_code}"))
            return
        self.window = min(self.window, getattr(properties, "ReceiveMaximum", self.window))
        self.connected = True

    def on_publish(
        self,
        _client: Client,
        _userdata: Any,
        message_id: int,
        reason_code: ReasonCode,
        _properties: Properties | None,
    ) -> None:
        """The broker has taken a message, or says why it does not."""
        if reason_code.is_failure:
            topic = self.waiting.get(message_id, "")
            self._fail(refused(reason_code.value, f"{topic}: the broker says: {reason_code}"))
        else:
            self.waiting.pop(message_id, None)

    def on_disconnect(
        self,
        _client: Client,
        _userdata: Any,
        _flags: DisconnectFlags,
        reason_code: ReasonCode,
        _properties: Properties | None,
    ) -> None:
        """The connection has ended, by whomever."""
        if self.connected:
            topic = next(iter(self.waiting.values()), "")
            when = f" before {topic} was confirmed" if topic else ""
            self._fail(refused(reason_code.value, f"the connection ended{when}: {reason_code}"))
        else:
            self._fail(BrokerProtocolError("the connection ended before the broker answered"))

    def _fail(self, fault: MqttError) -> None:
        self.fault = self.fault or fault
