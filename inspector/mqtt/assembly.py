"""A publisher from the station file."""

from __future__ import annotations

from collections.abc import Mapping

from inspector.client.station import StationClient
from inspector.config.mqtt import MqttConfig
from inspector.config.station import StationConfig
from inspector.mqtt.broker import BrokerAccess
from inspector.mqtt.credentials import expand, tls_context
from inspector.mqtt.layout import position_file, status_file
from inspector.mqtt.position import PositionFile
from inspector.mqtt.publisher import Publisher
from inspector.mqtt.status import StatusFile
from inspector.mqtt.topics import Topics
from inspector.paths import DataFolder


def make_publisher(
    config: StationConfig,
    mqtt: MqttConfig,
    data: DataFolder,
    station: StationClient,
    environment: Mapping[str, str],
) -> Publisher:
    """A publisher that has not connected yet.

    Raises:
        MqttSecretMissingError: an environment variable is not set.
        MqttTlsFileError: a certificate or key cannot be read.
    """
    access = broker_access(config, mqtt, environment)
    return Publisher(
        station,
        access,
        Topics(mqtt.prefix, config.station.id),
        PositionFile(position_file(data.mqtt)),
        StatusFile(status_file(data.mqtt), str(access)),
        counters_period_s=mqtt.counters_period_s,
        backlog=mqtt.backlog,
    )


def broker_access(
    config: StationConfig, mqtt: MqttConfig, environment: Mapping[str, str]
) -> BrokerAccess:
    """Where the broker is and who we are to it; raises as :func:`make_publisher`."""
    return BrokerAccess(
        host=mqtt.host,
        port=mqtt.port,
        client_id=mqtt.client_id or config.station.id,
        version=mqtt.protocol,
        username=None if mqtt.username is None else expand(mqtt.username, environment),
        password=None if mqtt.password is None else expand(mqtt.password, environment),
        keepalive_s=mqtt.keepalive_s,
        in_flight=mqtt.in_flight,
        tls=None if mqtt.tls is None else tls_context(mqtt.tls, config.resolve),
    )
