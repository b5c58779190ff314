"""`inspector station doctor` on real processes; alarms outlive a killed engine."""

from __future__ import annotations

import json
from pathlib import Path

import psutil
from station_command import inspector, running, write_station
from waiting import wait_until

from inspector.client.station import StationClient
from inspector.domain.alarm import AlarmState
from inspector.paths import DataFolder


def test_a_running_station_checks_itself_and_remembers_what_was_acknowledged(tmp_path: Path):
    path, data = write_station(tmp_path), DataFolder(tmp_path / "data")
    with running(path, data) as process:
        done = inspector("station", "doctor", "--json", "--data-dir", data.root)
        rows = {row["name"]: row["status"] for row in json.loads(done.stdout)["rows"]}
        assert rows["model.package"] == rows["database.integrity"] == "passed", done.stdout
        assert rows["plc.link"] == "failed"  # nobody is at the other end
        assert done.returncode == 1
        with StationClient.from_run_file(data.run_file) as client:
            wait_until(lambda: client.alarms.waiting().rows)
            (alarm,) = client.alarms.waiting().rows
            assert (alarm.code, alarm.state) == ("PLC-002", AlarmState.UNACKNOWLEDGED)
            client.alarms.acknowledge([alarm.occurrence_id])
            engine = next(
                each
                for each in psutil.Process(process.pid).children()
                if each.cmdline()[each.cmdline().index("inspector") + 1] == "engine"
            )
            data.run_file.unlink()
            engine.kill()
            wait_until(data.run_file.exists)
        with StationClient.from_run_file(data.run_file) as client:
            wait_until(lambda: client.alarms.waiting().rows)
            (again,) = client.alarms.waiting().rows
            assert again.occurrence_id == alarm.occurrence_id
            assert again.state is AlarmState.ACKNOWLEDGED
