"""A broker, a subscriber and a publisher, each a process of its own; a history to publish."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from alarm_bench import alarm_bench
from api_cameras import BenchCameras
from api_fixtures import serving
from api_line import bench_line, bench_people
from api_models import BenchModels
from api_quality import bench_quality
from api_station import BenchStation
from lent_api import lent_api
from ports import free_port
from station_services import only
from store_examples import JOURNAL, example, passed
from waiting import wait_until

from inspector.client.station import StationClient
from inspector.config.station import StationConfig, parse_station
from inspector.domain.result_id import make_result_id
from inspector.mqtt.assembly import make_publisher
from inspector.paths import DataFolder
from inspector.services.history.served import HistoryService
from inspector.services.live.cameras import LiveCameras
from inspector.services.recipes.set_features import RecipeFeatures
from inspector.store.archive import FileImageArchive
from inspector.store.opening import open_store
from inspector.wire.run_file import write_run_file
from inspector.wire.station import Alarm, StationSnapshot

WAIT_S = 40
_log = logging.getLogger("inspector.mqtt")
TOPIC = "inspector/line-3"
_FOLDERS = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"))


def program(name: str) -> str:
    """Where a program of the mosquitto project lies; skip without it, but not in CI."""
    found = shutil.which(name, path=_FOLDERS)
    if found is None:
        reason = f"{name} is missing: apt-get install mosquitto mosquitto-clients"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(reason)
    return str(found)


@dataclass
class Broker:
    """mosquitto on a port of its own.

    It writes a message to its subscriber before it confirms it, and saves subscriptions at once.
    When it is killed, only what lies between the two sockets at that moment can be lost.
    """

    folder: Path
    settings: str = "allow_anonymous true"
    listener: str = ""
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self.folder.mkdir(exist_ok=True)
        self.folder.chmod(0o777)
        config = self.folder / "mosquitto.conf"
        config.write_text(
            f"listener {self.port} 127.0.0.1\n{self.listener}\n{self.settings}\n"
            f"user root\n"
            f"persistence true\npersistence_location {self.folder}/\n"
            "autosave_interval 1\nautosave_on_changes true\n"
            "max_inflight_messages 0\nmax_queued_messages 0\n"
        )
        with (self.folder / "broker.log").open("ab") as log:
            self.process = subprocess.Popen(
                [program("mosquitto"), "-v", "-c", str(config)], stdout=log, stderr=log
            )
        wait_until(self._listens, "the broker's start")

    def kill(self) -> None:
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        assert self.process is not None
        with contextlib.suppress(ProcessLookupError):
            self.process.send_signal(signal.SIGCONT)
        self.process.terminate()
        self.process.wait(WAIT_S)

    def log(self) -> str:
        return (self.folder / "broker.log").read_text("utf-8", "replace")

    def _listens(self) -> bool:
        assert self.process is not None
        assert self.process.poll() is None, self.log()
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port)):
            return True
        return False


@contextlib.contextmanager
def broker(
    folder: Path, settings: str = "allow_anonymous true", listener: str = ""
) -> Iterator[Broker]:
    """A running broker."""
    running = Broker(folder, settings, listener)
    running.start()
    try:
        yield running
    finally:
        running.stop()


@dataclass(frozen=True)
class Told:
    """One message as the subscriber got it."""

    topic: str
    body: dict[str, Any]
    retained: bool


class Subscriber:
    """mosquitto_sub with a session that outlives both its own and the broker's absence."""

    def __init__(self, port: int, output: Path, *options: str, topic: str = "#") -> None:
        self._output = output
        command = [program("mosquitto_sub"), "-p", str(port), "-q", "1", "-c", "-i", "observer"]
        command += ["-t", topic, "-F", '{"topic": "%t", "retained": %r, "body": %p}', *options]
        self._stream = output.open("ab")
        self._process = subprocess.Popen(
            command, stdout=self._stream, stderr=subprocess.DEVNULL, start_new_session=True
        )

    def told(self, name: str) -> list[Told]:
        """Messages of `<prefix>/<station>/name`, in the order of their coming."""
        return [each for each in self.all() if each.topic == f"{TOPIC}/{name}"]

    def all(self) -> list[Told]:
        lines = self._output.read_text("utf-8").splitlines(keepends=True)
        documents = [json.loads(line) for line in lines if line.endswith("\n")]
        return [Told(each["topic"], each["body"], bool(each["retained"])) for each in documents]

    def close(self) -> None:
        self._process.terminate()
        self._process.wait(WAIT_S)
        self._stream.close()


@contextlib.contextmanager
def subscriber(of: Broker, folder: Path, *options: str) -> Iterator[Subscriber]:
    """A subscriber that the broker has taken."""
    connected = of.log().count("Sending SUBACK to observer")
    running = Subscriber(of.port, folder / "told.jsonl", *options)
    try:
        wait_until(lambda: of.log().count("Sending SUBACK to observer") > connected)
        yield running
    finally:
        running.close()


class AlarmedStation(BenchStation):
    """A station that complains of what the test says."""

    def __init__(self) -> None:
        super().__init__()
        self.alarms: list[Alarm] = []

    def _snapshot(self, triggered: int) -> StationSnapshot:
        return super()._snapshot(triggered).model_copy(update={"alarms": list(self.alarms)})


class ServedHistory:
    """A history that grows as the test says, behind the real API."""

    def __init__(self, data: DataFolder) -> None:
        self._data = data
        self._store = open_store(data.database)
        self._history = self._store.history()
        self.station = AlarmedStation()
        self._serving = contextlib.ExitStack()
        self.rows = 0

    def add(self, count: int, journal_id: int = JOURNAL) -> None:
        """Store so many more parts, outcomes pending."""
        indexes = range(self.rows, self.rows + count)
        records = [
            example(index, journal_id=journal_id, result_id=make_result_id(journal_id, index))
            for index in indexes
        ]
        self.rows += count
        self._store.commit(journal_id, self.rows, records, [], [])

    def confirm(self, first: int, last: int) -> None:
        """The PLC confirms the parts of these indexes, the last one excluded."""
        outcomes = [passed(example(index)) for index in range(first, last)]
        self._store.commit(JOURNAL, self.rows, [], outcomes, [])

    def start(self) -> None:
        """Serve, on another port and with another token than before."""
        archive = FileImageArchive(self._data.archive, reserve_bytes=0)
        cameras = BenchCameras()
        service = LiveCameras(cameras, RecipeFeatures(None, cameras.names()))
        token = secrets.token_urlsafe(16)
        folder = self._data.root
        services = only(
            station=self.station,
            history=HistoryService(self._history, archive),
            cameras=service,
            line=bench_line(folder),
            alarms=alarm_bench(folder, self._store).services,
            models=BenchModels(),
            quality=bench_quality(self._store, self._history, folder),
            people=bench_people(folder),
        )
        port = self._serving.enter_context(
            serving(self._serving.enter_context(lent_api(services, token)))
        )
        write_run_file(self._data.run_file, f"http://127.0.0.1:{port}", token)

    def stop(self) -> None:
        self._serving.close()
        self._data.run_file.unlink(missing_ok=True)

    def close(self) -> None:
        self.stop()
        self._history.close()
        self._store.close()


@contextlib.contextmanager
def served_history(data: DataFolder) -> Iterator[ServedHistory]:
    """A history that is being served."""
    served = ServedHistory(data)
    served.start()
    try:
        yield served
    finally:
        served.close()


class PublisherProcess:
    """`inspector mqtt-publisher`, as the supervisor starts it."""

    def __init__(
        self,
        data: DataFolder,
        port: int,
        mqtt: str = "",
        station_id: str = "line-3",
        **environment: str,
    ) -> None:
        self.data = data
        self.station_file = data.root / "station.toml"
        self._environment = {**os.environ, **environment}
        self.station_file.parent.mkdir(parents=True, exist_ok=True)
        self.station_file.write_text(station_toml(port, mqtt, station_id), "utf-8")
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "inspector", "mqtt-publisher"]
        command += ["--station", str(self.station_file), "--data-dir", str(self.data.root)]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, env=self._environment
        )

    def kill(self) -> None:
        assert self.process is not None
        self.process.kill()
        self.stop()

    def stop(self) -> str:
        """Ask it to end; what it had to say."""
        if self.process is None:
            return ""
        said = self.process.communicate(timeout=WAIT_S)[1]
        self.process = None
        return said.decode()

    def refusal(self) -> str:
        """Wait until it ends by itself; what it had to say."""
        assert self.process is not None
        process = self.process
        assert process.wait(WAIT_S) == 2
        return self.stop()

    @property
    def runs(self) -> bool:
        """Whether it has not ended."""
        return self.process is not None and self.process.poll() is None

    def log(self) -> str:
        return _log_of(self.data)


@contextlib.contextmanager
def publishing(
    data: DataFolder, port: int, mqtt: str = "", station_id: str = "line-3", **environment: str
) -> Iterator[PublisherProcess]:
    """A running publisher."""
    running = PublisherProcess(data, port, mqtt, station_id, **environment)
    running.start()
    try:
        yield running
    finally:
        running.stop()


class PublisherThread:
    """The publisher in this process; its log lies where its own process would write it."""

    def __init__(self, data: DataFolder, config: StationConfig, environment: Mapping[str, str]):
        assert config.mqtt is not None
        self.data = data
        data.logs.mkdir(parents=True, exist_ok=True)
        self._file = logging.FileHandler(data.logs / "mqtt.log", encoding="utf-8")
        self._told = threading.Event()
        self._client = StationClient.from_run_file(data.run_file)
        publisher = make_publisher(config, config.mqtt, data, self._client, environment)
        self._thread = threading.Thread(target=publisher.run, args=(self._told,), name="publisher")

    def start(self) -> None:
        _log.setLevel(logging.INFO)
        _log.propagate = False  # pytest keeps records, and with a fault the sockets that it met
        _log.addHandler(self._file)
        self._thread.start()

    def stop(self) -> None:
        """Tell it to end, and wait until it has."""
        self._told.set()
        self._thread.join(WAIT_S)
        self._client.close()
        _log.removeHandler(self._file)
        _log.propagate = not _log.handlers
        self._file.close()
        assert not self._thread.is_alive()

    @property
    def runs(self) -> bool:
        """Whether it has not ended."""
        return self._thread.is_alive()

    def log(self) -> str:
        return _log_of(self.data)


@contextlib.contextmanager
def telling(
    data: DataFolder, port: int, mqtt: str = "", **environment: str
) -> Iterator[PublisherThread]:
    """A publisher that is no process of its own: it starts in no time."""
    config = parse_station(station_toml(port, mqtt), data.station_file)
    running = PublisherThread(data, config, environment)
    running.start()
    try:
        yield running
    finally:
        running.stop()


def _log_of(data: DataFolder) -> str:
    path = data.logs / "mqtt.log"
    return path.read_text("utf-8") if path.exists() else ""


def station_toml(port: int, mqtt: str = "", station_id: str = "line-3") -> str:
    """A station file with a broker."""
    return (
        f'schema_version = 1\n[station]\nid = "{station_id}"\n[camera]\ndriver = "replay"\n'
        'folder = "images"\n[model]\npackage = "machined-part/1.0.0"\n'
        f"[mqtt]\nport = {port}\n{mqtt}\n"
    )


def sequences(told: list[Told]) -> list[int]:
    """The rows that were told, each where it came first."""
    return list(dict.fromkeys(each.body["sequence"] for each in told))
