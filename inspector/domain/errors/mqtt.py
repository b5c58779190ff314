"""Errors of the MQTT publisher; none of them ever touches a part."""

from inspector.domain.errors.base import InspectorError


class MqttError(InspectorError):
    """The broker refused, or the link to it failed."""

    code = "MQT-000"
    remedy = "Compare the [mqtt] section of the station file with the broker's log."


class BrokerUnreachableError(MqttError):
    """Nobody answers at the broker's address, or the link to it broke."""

    code = "MQT-001"
    remedy = "Check that the broker runs, its host and port in [mqtt], and firewalls in between."


class BrokerHostUnknownError(MqttError):
    """The broker's name does not resolve to an address."""

    code = "MQT-002"
    remedy = "Correct `host` in the [mqtt] section, or the name service of this computer."


class BrokerCredentialsError(MqttError):
    """The broker refuses the connection to this user name, password or client id."""

    code = "MQT-003"
    remedy = "Correct `username` in [mqtt] and the environment variable that `password` names."


class BrokerNotAuthorizedError(MqttError):
    """The broker does not allow the account to write a topic."""

    code = "MQT-004"
    remedy = "Allow the account to write `PREFIX/STATION/#` in the broker's access list."


class BrokerCertificateError(MqttError):
    """The broker's certificate is not signed by the authority that is trusted, or names another."""

    code = "MQT-005"
    remedy = (
        "Set `authority` in [mqtt.tls] to the PEM file of the authority that signed the broker's."
    )


class MqttTlsFileError(MqttError):
    """A certificate or key of [mqtt.tls] cannot be read, or the two do not belong together."""

    code = "MQT-006"
    remedy = "Name PEM files that the account of the station can read; a key without password."


class BrokerProtocolError(MqttError):
    """What answers is no MQTT broker, or none of the configured protocol version."""

    code = "MQT-007"
    remedy = (
        "Check `port` in [mqtt], and whether the broker wants TLS or a client certificate in "
        '[mqtt.tls]; for an old broker set `protocol = "3.1.1"`.'
    )


class BrokerSilentError(MqttError):
    """The broker took the connection and does not answer any more."""

    code = "MQT-008"
    remedy = "Check that `port` in [mqtt] is the broker's, and look at the broker's load and log."


class ClientIdTakenError(MqttError):
    """The broker ends every connection soon after taking it.

    Another client connects with the same client id, and the broker keeps only the newest. With MQTT
    3.1.1 a broker may do the same to refuse a topic, for it has no words for that.
    """

    code = "MQT-009"
    remedy = (
        'Give each station its own `id`, or `client_id` in [mqtt]; with `protocol = "3.1.1"` look '
        "for a refused topic in the broker's log."
    )


class MqttLibraryMissingError(MqttError):
    """The station file has an [mqtt] section and the library paho-mqtt is not installed."""

    code = "MQT-010"
    remedy = "Run: pip install 'paho-mqtt>=2.1,<3' in the environment of the station."


class MqttSecretMissingError(MqttError):
    """An environment variable that the [mqtt] section names is not set."""

    code = "MQT-011"
    remedy = "Set it for the account that runs the station, and start the station again."


class MqttNotRunningError(MqttError):
    """No MQTT publisher has run with this data folder."""

    code = "MQT-012"
    remedy = "Add an [mqtt] section to the station file and start the station."
