"""What a broker refuses is told by code, once, and in `inspector mqtt status`."""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from mqtt_rig import (
    TOPIC,
    PublisherProcess,
    PublisherThread,
    ServedHistory,
    broker,
    program,
    publishing,
    sequences,
    served_history,
    subscriber,
    telling,
)
from ports import free_port
from station_command import inspector, inspector_process, refused
from waiting import wait_until

from inspector.mqtt import broker as broker_module
from inspector.paths import DataFolder

ACCOUNT = 'username = "station"\npassword = "${BROKER_PASSWORD}"\n'
SECRET = "correct horse"  # noqa: S105
WRONG = {"BROKER_PASSWORD": "guess"}
Publisher = PublisherProcess | PublisherThread


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


@pytest.fixture
def history(data: DataFolder) -> Iterator[ServedHistory]:
    with served_history(data) as served:
        served.add(3)
        yield served


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two authorities, and certificates that the first one signed."""
    folder = tmp_path_factory.mktemp("certificates")

    def openssl(*arguments: str) -> None:
        command = [program("openssl"), *arguments]
        subprocess.run(command, cwd=folder, check=True, capture_output=True)

    for name in ("authority", "stranger"):
        openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", f"{name}.key",
                "-out", f"{name}.pem", "-days", "2", "-subj", f"/CN={name}")  # fmt: skip
    for name, host in (("broker", "localhost"), ("station", "line-3"), ("elsewhere", "far.away")):
        (folder / f"{name}.ext").write_text(f"subjectAltName=DNS:{host}")
        openssl("req", "-newkey", "rsa:2048", "-nodes", "-keyout", f"{name}.key",
                "-out", f"{name}.csr", "-subj", f"/CN={host}")  # fmt: skip
        openssl("x509", "-req", "-in", f"{name}.csr", "-CA", "authority.pem", "-CAkey",
                "authority.key", "-CAcreateserial", "-out", f"{name}.pem", "-days", "2",
                "-extfile", f"{name}.ext")  # fmt: skip
    return folder


def fault_of(publisher: Publisher) -> str:
    try:
        code: str = json.loads((publisher.data.mqtt / "status.json").read_bytes())["fault_code"]
    except FileNotFoundError:
        return "nothing yet"
    return code


def until_fault(publisher: Publisher, code: str) -> None:
    wait_until(lambda: fault_of(publisher) == code, f"{code} after {fault_of(publisher)}")
    assert publisher.runs
    assert "Traceback" not in publisher.log()


@contextlib.contextmanager
def with_password(folder: Path, settings: str = "") -> Iterator[int]:
    """A broker with an account and, perhaps, an access list."""
    folder.mkdir()
    passwords = folder / "passwords"
    passwords.touch(mode=0o600)
    subprocess.run(
        [program("mosquitto_passwd"), "-b", str(passwords), "station", SECRET], check=True
    )
    with broker(folder, f"allow_anonymous false\npassword_file {passwords}\n{settings}") as running:
        yield running.port


def test_an_account_with_its_password_from_the_environment(data, history, tmp_path):
    with (
        with_password(tmp_path / "broker") as port,
        publishing(data, port, ACCOUNT, BROKER_PASSWORD=SECRET) as publisher,
    ):
        until_fault(publisher, "")
        assert SECRET not in publisher.log()
        assert SECRET not in publisher.station_file.read_text()


def test_a_wrong_password_is_told_once_and_the_right_one_needs_no_other_station_file(
    data, history, tmp_path
):
    with (
        with_password(tmp_path / "broker") as port,
        telling(data, port, ACCOUNT, **WRONG) as publisher,
    ):
        until_fault(publisher, "MQT-003")
        tries = tmp_path / "broker" / "broker.log"
        wait_until(lambda: tries.read_text("utf-8").count("New connection") >= 4)
        assert publisher.log().count("MQT-003") == 1
        assert "guess" not in publisher.log()


def test_an_environment_without_the_password(data, tmp_path):
    with publishing(data, free_port(), ACCOUNT) as publisher:
        assert "error MQT-011: the environment variable BROKER_PASSWORD" in publisher.refusal()
        assert fault_of(publisher) == "MQT-011"


def test_a_topic_that_the_access_list_forbids_is_not_lost_but_waits(data, history, tmp_path):
    rules = tmp_path / "rules"
    rules.write_text(f"user station\ntopic write {TOPIC}/state\ntopic write {TOPIC}/online\n")
    rules.chmod(0o600)
    with (
        with_password(tmp_path / "broker", f"acl_file {rules}") as port,
        telling(data, port, ACCOUNT, BROKER_PASSWORD=SECRET) as publisher,
    ):
        until_fault(publisher, "MQT-004")
        assert f"{TOPIC}/counters" in publisher.log()
    assert not (data.mqtt / "position.json").exists() or '"results": 0' in (
        data.mqtt / "position.json"
    ).read_text("utf-8")


def test_the_old_protocol_version_has_no_words_for_a_forbidden_topic(data, history, tmp_path):
    rules = tmp_path / "rules"
    rules.write_text(f"topic write {TOPIC}/state\ntopic write {TOPIC}/online\n")
    rules.chmod(0o600)
    with (
        broker(tmp_path / "broker", f"allow_anonymous true\nacl_file {rules}") as running,
        telling(data, running.port, 'protocol = "3.1.1"') as publisher,
    ):
        until_fault(publisher, "MQT-009")
        assert "refused topic in the broker's log" in publisher.log()


def test_nobody_listens_and_then_somebody_does(data, history, tmp_path):
    port = free_port()
    with telling(data, port) as publisher:
        until_fault(publisher, "MQT-001")
        with broker(tmp_path / "broker") as running:
            running.stop()
            running.port = port
            running.start()
            until_fault(publisher, "")
        until_fault(publisher, "MQT-001")
    assert publisher.log().count("MQT-001") == 2


def test_a_host_that_nobody_knows(data, history):
    with telling(data, 1883, 'host = "broker.invalid"') as publisher:
        until_fault(publisher, "MQT-002")


def test_a_web_server_is_no_broker(data, history):
    with (
        socket.create_server(("127.0.0.1", 0)) as listener,
        telling(data, listener.getsockname()[1]) as publisher,
    ):
        connection, _ = listener.accept()
        with connection:
            connection.recv(1000)
            connection.sendall(b"HTTP/1.1 400 Bad Request\r\nServer: nginx/1.18.0\r\n" * 9)
            until_fault(publisher, "MQT-007")


def test_bytes_of_chance_are_no_broker(data, history):
    with (
        socket.create_server(("127.0.0.1", 0)) as listener,
        telling(data, listener.getsockname()[1]) as publisher,
    ):
        for seed in range(4):
            connection, _ = listener.accept()
            with connection:
                connection.recv(1000)
                connection.sendall(b"\x20" + random.Random(seed).randbytes(400))
        until_fault(publisher, "MQT-007")


def test_a_listener_that_never_says_a_word(data, history, monkeypatch):
    monkeypatch.setattr(broker_module, "_CONNECT_TIMEOUT_S", 1.0)
    with (
        socket.create_server(("127.0.0.1", 0)) as listener,
        telling(data, listener.getsockname()[1]) as publisher,
    ):
        until_fault(publisher, "MQT-008")


def test_a_broker_that_freezes_is_noticed_and_costs_no_row(data, history, tmp_path, monkeypatch):
    monkeypatch.setattr(broker_module, "_CONFIRM_TIMEOUT_S", 2.0)
    with (
        broker(tmp_path / "broker") as running,
        subscriber(running, tmp_path) as observer,
        telling(data, running.port) as publisher,
    ):
        wait_until(lambda: len(observer.told("result")) == 3)
        assert running.process is not None
        running.process.send_signal(signal.SIGSTOP)
        history.add(5)
        until_fault(publisher, "MQT-008")
        running.process.send_signal(signal.SIGCONT)
        wait_until(lambda: sequences(observer.told("result")) == list(range(1, 9)))


def test_two_stations_of_one_name_are_told_of_each_other(data, history, tmp_path):
    with broker(tmp_path / "broker") as running, telling(data, running.port) as first:
        until_fault(first, "")
        second = DataFolder(tmp_path / "other")
        with served_history(second), telling(second, running.port):
            until_fault(first, "MQT-009")


def test_a_broker_of_the_old_protocol_version(data, history, tmp_path):
    old = 'protocol = "3.1.1"'
    with broker(tmp_path / "broker") as running, subscriber(running, tmp_path) as observer:
        with telling(data, running.port, old) as publisher:
            wait_until(lambda: len(observer.told("result")) == 3)
            assert fault_of(publisher) == ""
        assert "as line-3 (p2, c1, k30)" in running.log()
    with (
        with_password(tmp_path / "closed") as port,
        telling(data, port, f"{old}\n{ACCOUNT}", **WRONG) as publisher,
    ):
        until_fault(publisher, "MQT-003")


class TestTls:
    def settings(self, folder: Path, *, ask: bool = False, name: str = "broker") -> str:
        files = f"cafile {folder}/authority.pem\ncertfile {folder}/{name}.pem\n"
        return f"{files}keyfile {folder}/{name}.key\nrequire_certificate {str(ask).lower()}"

    def section(self, folder: Path, authority: str = "authority", *, own: bool = False) -> str:
        text = f'host = "localhost"\n[mqtt.tls]\nauthority = "{folder}/{authority}.pem"\n'
        pair = f'certificate = "{folder}/station.pem"\nprivate_key = "{folder}/station.key"\n'
        return text + pair * own

    def test_both_sides_show_their_certificates(self, data, history, tmp_path, certificates):
        listener = self.settings(certificates, ask=True)
        with (
            broker(tmp_path / "broker", listener=listener) as running,
            telling(data, running.port, self.section(certificates, own=True)) as publisher,
        ):
            until_fault(publisher, "")
            wait_until(lambda: '"results": 3' in position(data))

    def test_a_broker_that_asks_for_a_certificate(self, data, history, tmp_path, certificates):
        listener = self.settings(certificates, ask=True)
        with (
            broker(tmp_path / "broker", listener=listener) as running,
            telling(data, running.port, self.section(certificates)) as publisher,
        ):
            until_fault(publisher, "MQT-007")

    @pytest.mark.parametrize(
        ("authority", "name"), [("stranger", "broker"), ("authority", "elsewhere")]
    )
    def test_a_broker_that_is_not_the_one(
        self, data, history, tmp_path, certificates, authority, name
    ):
        with (
            broker(tmp_path / "broker", listener=self.settings(certificates, name=name)) as running,
            publishing(data, running.port, self.section(certificates, authority)) as publisher,
        ):
            until_fault(publisher, "MQT-005")

    def test_tls_where_the_broker_speaks_plainly(self, data, history, tmp_path, certificates):
        with (
            broker(tmp_path / "broker") as running,
            publishing(data, running.port, self.section(certificates)) as publisher,
        ):
            until_fault(publisher, "MQT-007")

    @pytest.mark.parametrize("key", ["missing.key", "stranger.key", "station.pem"])
    def test_a_key_that_cannot_be_used(self, data, certificates, key):
        section = self.section(certificates, own=True).replace("station.key", key)
        with publishing(data, free_port(), section) as publisher:
            assert "error MQT-006: " in publisher.refusal()
            assert fault_of(publisher) == "MQT-006"


def position(data: DataFolder) -> str:
    path = data.mqtt / "position.json"
    return path.read_text("utf-8") if path.exists() else ""


def test_status_shows_the_link_and_how_far_the_history_was_told(data, history, tmp_path):
    refused(inspector("mqtt", "status", "--data-dir", data.root), "MQT-012")
    with broker(tmp_path / "broker") as running, publishing(data, running.port):
        wait_until(lambda: '"results": 3' in position(data))
        shown = json.loads(inspector("mqtt", "status", "--json", "--data-dir", data.root).stdout)
        assert (shown["running"], shown["connected"], shown["fault_code"]) == (True, True, "")
        assert (shown["results"], shown["outcomes"], shown["newest"]) == (3, 0, 3)
        assert shown["broker"] == f"127.0.0.1:{running.port}"
    history.stop()
    shown = json.loads(inspector("mqtt", "status", "--json", "--data-dir", data.root).stdout)
    assert (shown["running"], shown["connected"], shown["newest"]) == (False, False, None)


def test_a_station_file_without_a_broker_starts_no_publisher(data, history):
    publisher = PublisherProcess(data, 1883)
    text = publisher.station_file.read_text("utf-8")
    publisher.station_file.write_text(text[: text.index("[mqtt]")], "utf-8")
    told = refused(
        inspector_process(
            "mqtt-publisher", "--station", publisher.station_file, "--data-dir", data.root
        ),
        "MQT-012",
    )
    assert "no [mqtt] section" in told


def test_who_lacks_the_library_is_told_which(data, history, tmp_path):
    hook = tmp_path / "hook"
    hook.mkdir()
    (hook / "sitecustomize.py").write_text(
        "import importlib.util as util\n"
        "found = util.find_spec\n"
        "util.find_spec = lambda name, *more: None if name == 'paho' else found(name, *more)\n"
    )
    with publishing(data, free_port(), PYTHONPATH=f"{hook}{os.pathsep}") as publisher:
        assert "error MQT-010: " in publisher.refusal()
        assert fault_of(publisher) == "MQT-010"
