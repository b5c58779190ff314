"""What a broker or the network says, as errors with code and remedy."""

from __future__ import annotations

import socket
import ssl

from inspector.domain.errors.mqtt import (
    BrokerCertificateError,
    BrokerCredentialsError,
    BrokerHostUnknownError,
    BrokerNotAuthorizedError,
    BrokerProtocolError,
    BrokerSilentError,
    BrokerUnreachableError,
    ClientIdTakenError,
    MqttError,
)

_OF_CONNACK: dict[int, type[MqttError]] = {
    0x81: BrokerProtocolError,
    0x82: BrokerProtocolError,
    0x84: BrokerProtocolError,
    0x85: BrokerCredentialsError,
    0x86: BrokerCredentialsError,
    0x87: BrokerCredentialsError,
    0x8C: BrokerCredentialsError,
}
"""Reason codes of MQTT 5; those of 3.1.1 are mapped to them by the library."""
_AFTER_CONNACK: dict[int, type[MqttError]] = {
    0x80: BrokerUnreachableError,
    0x82: BrokerProtocolError,
    0x87: BrokerNotAuthorizedError,
    0x8B: BrokerUnreachableError,
    0x8D: BrokerSilentError,
    0x8E: ClientIdTakenError,
}


def connection_refused(reason_code: int, words: str) -> MqttError:
    """The error for a reason code of CONNACK."""
    return _OF_CONNACK.get(reason_code, MqttError)(words)


def refused(reason_code: int, words: str) -> MqttError:
    """The error for a reason code of PUBACK or DISCONNECT."""
    return _AFTER_CONNACK.get(reason_code, MqttError)(words)


def connection_fault(error: Exception, broker: str) -> MqttError:
    """The error for what kept the connection from being made."""
    if isinstance(error, socket.gaierror):
        return BrokerHostUnknownError(f"{broker}: {error.strerror or error}")
    if isinstance(error, ssl.SSLCertVerificationError):
        return BrokerCertificateError(f"{broker}: {error.verify_message}")
    if isinstance(error, ssl.SSLError):
        return BrokerProtocolError(f"{broker}: no TLS: {error.reason or error}")
    if isinstance(error, ConnectionResetError | ConnectionAbortedError | BrokenPipeError):
        return BrokerProtocolError(f"{broker} ended the connection before it answered")
    if isinstance(error, OSError):
        return BrokerUnreachableError(f"{broker}: {error.strerror or error}")
    return BrokerProtocolError(f"{broker} sent what is no MQTT: {error}")
