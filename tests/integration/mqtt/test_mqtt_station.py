"""The publisher beside a real station: its supervisor, its line, and what it may never cost."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from line_runs import assert_no_part_was_lost, process, run_line, save_sure_parts
from mqtt_rig import (
    Broker,
    Subscriber,
    broker,
    publishing,
    served_history,
    subscriber,
)
from station_command import running, write_station
from waiting import wait_until

from inspector.demo import demo as demo_module
from inspector.demo.demo import Demo, Progress
from inspector.demo.layout import DemoOptions, station_toml
from inspector.paths import DataFolder

PARTS, FREEZE_AFTER = 60, 45


@pytest.fixture(scope="module")
def options(tmp_path_factory: pytest.TempPathFactory) -> DemoOptions:
    images = save_sure_parts(tmp_path_factory.mktemp("parts"), of_each=4)
    return DemoOptions(parts=PARTS, rate_per_min=900.0, keep="none", images=images)


@pytest.fixture
def mosquitto(tmp_path: Path) -> Iterator[Broker]:
    with broker(tmp_path / "broker") as started:
        yield started


@contextlib.contextmanager
def telling(port: int) -> Iterator[None]:
    """The demo's station file names a broker."""
    section = f"\n[mqtt]\nport = {port}\ncounters_period_s = 1\n"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            demo_module, "station_toml", lambda *given: f"{station_toml(*given)}{section}"
        )
        yield


def told(observer: Subscriber, name: str) -> list[dict[str, Any]]:
    return [each.body for each in observer.all() if each.topic == f"inspector/demo/{name}"]


def test_every_part_is_told_with_its_outcome_though_the_publisher_is_killed_and_freezes(
    mosquitto: Broker, tmp_path: Path, options: DemoOptions
) -> None:
    data = DataFolder(tmp_path / "data")
    killed: set[int] = set()
    frozen: list[psutil.Process] = []

    def meddle(demo: Demo, progress: Progress) -> bool:
        triggered = progress.snapshot.counters.triggered
        if triggered > FREEZE_AFTER and not frozen:
            frozen.append(process(demo, "mqtt"))
            frozen[0].suspend()
        elif triggered > 15 * (len(killed) + 1) and len(killed) < 2:
            publisher = process(demo, "mqtt")
            if publisher.pid not in killed:
                killed.add(publisher.pid)
                publisher.kill()
        return True

    with subscriber(mosquitto, tmp_path) as observer:
        with telling(mosquitto.port):
            run = run_line(options, data.root, meddle)
        assert_no_part_was_lost(run)
        assert sum(run.rows.evaluations.values()) == PARTS
        assert (len(killed), len(frozen)) == (2, 1)
        states = [each["state"] for each in told(observer, "state")]
        assert "ContinuousExecution" in states
        assert told(observer, "counters")

        # What was stored while the station went down is told when it is back.
        with served_history(data), publishing(data, mosquitto.port, station_id="demo"):
            wait_until(
                lambda: len({each["sequence"] for each in told(observer, "outcome")}) == PARTS
            )
        assert told(observer, "online")[-1]["online"] is False
        results, outcomes = told(observer, "result"), told(observer, "outcome")

    for rows in (results, outcomes):
        assert list(dict.fromkeys(each["sequence"] for each in rows)) == list(range(1, PARTS + 1))
    went = {each["sequence"]: each["outcome"] for each in outcomes}
    assert sum(outcome == 1 for outcome in went.values()) == run.line["passed"]
    judged = {each["sequence"]: each["evaluation"] for each in results}
    assert {went[row] == 1 for row, evaluation in judged.items() if evaluation != 1} == {False}


def command_of(process: psutil.Process) -> list[str]:
    """Of a process that may have just ended, nothing."""
    try:
        return process.cmdline()
    except psutil.NoSuchProcess:  # a zombie is one of these
        return []


def publishers(station: psutil.Process) -> list[psutil.Process]:
    return [each for each in station.children() if "mqtt-publisher" in command_of(each)]


def test_a_publisher_that_cannot_run_ends_no_station(tmp_path: Path) -> None:
    data = DataFolder(tmp_path / "data")
    station_file = write_station(tmp_path)
    with station_file.open("a", encoding="utf-8") as text:
        text.write('[mqtt]\nusername = "line"\npassword = "${NOBODY_HAS_SET_THIS}"\n')
    with running(station_file, data) as station:
        status = data.mqtt / "status.json"
        wait_until(lambda: status.exists() and "MQT-011" in status.read_text("utf-8"))
        wait_until(lambda: publishers(psutil.Process(station.pid)) == [])
        assert station.poll() is None
        station.send_signal(signal.SIGTERM)
        said = station.communicate(timeout=30)[0]
    assert said.count("mqtt does not run: MQT-011") == 1
    assert station.returncode == 0
