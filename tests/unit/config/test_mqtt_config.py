"""The [mqtt] section: what is refused, and that a password is never repeated."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspector.config.mqtt import MqttConfig, MqttTlsConfig
from inspector.config.reference import station_template
from inspector.config.station import StationConfig, parse_station
from inspector.domain.errors.config import StationFileInvalidError
from inspector.domain.errors.mqtt import MqttSecretMissingError, MqttTlsFileError
from inspector.mqtt.assembly import broker_access
from inspector.mqtt.credentials import expand, tls_context

PATH = Path("station.toml")


def station(mqtt: str) -> StationConfig:
    return parse_station(f"{station_template()}\n[mqtt]\n{mqtt}\n", PATH)


def test_a_station_has_no_broker_until_it_names_one() -> None:
    assert parse_station(station_template(), PATH).mqtt is None
    assert station("").mqtt == MqttConfig()


def test_who_we_are_to_the_broker() -> None:
    config = station(
        'host = "broker.plant"\nport = 8883\nusername = "line"\npassword = "${SECRET}"\n'
        'prefix = "acme/plant-1"\nkeepalive_s = 60'
    )
    assert config.mqtt is not None
    access = broker_access(config, config.mqtt, {"SECRET": "s3cr3t"})
    assert (str(access), access.username, access.password) == (
        "broker.plant:8883",
        "line",
        "s3cr3t",
    )
    assert access.client_id == config.station.id
    assert "s3cr3t" not in repr(access)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('prefix = "a/+/b"', "topic levels"),
        ('prefix = "/a"', "topic levels"),
        ('prefix = "$SYS"', "topic levels"),
        ('prefix = ""', "topic levels"),
        (f'prefix = "{"a" * 129}"', "at most 128"),
        ('client_id = "two words"', "1 to 128"),
        ('password = "${SECRET}"', "needs a username"),
        ("keepalive_s = 5", "20"),
        ("in_flight = 0", "1"),
        ('protocol = "3.1"', "3.1.1"),
        ("port = 0", "1"),
        ('tls = { certificate = "own.pem" }', "belong together"),
        ("qos = 2", "unknown entry"),
    ],
)
def test_what_is_refused_is_told_with_its_line(line: str, words: str) -> None:
    with pytest.raises(StationFileInvalidError, match=r"line \d+: mqtt") as refusal:
        station(line)
    assert words in refusal.value.detail


def test_a_password_in_the_file_is_refused_and_not_repeated() -> None:
    with pytest.raises(StationFileInvalidError, match=r"must be \$\{NAME\}") as refusal:
        station('username = "line"\npassword = "hunter2"')
    assert "hunter2" not in str(refusal.value)


def test_variables_of_the_environment() -> None:
    assert expand("${SITE}-${LINE}", {"SITE": "b", "LINE": "3"}) == "b-3"
    assert expand("plain", {}) == "plain"
    with pytest.raises(MqttSecretMissingError, match="LINE is not set"):
        expand("${SITE}-${LINE}", {"SITE": "b"})


def test_an_authority_that_is_no_certificate(tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_text("nothing")
    for name in ("ca.pem", "missing.pem"):
        with pytest.raises(MqttTlsFileError, match=name):
            tls_context(MqttTlsConfig(authority=name), lambda each: tmp_path / each)


def test_without_a_file_the_authorities_of_the_system_are_trusted_and_names_checked() -> None:
    context = tls_context(MqttTlsConfig(), Path)
    assert context.check_hostname
