"""How fast a backlog is told, and what that and idling cost publisher and API.

python tests/bench/mqtt_backlog.py ROWS
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path

import psutil

sys.path.insert(0, str(Path(__file__).parents[1] / "rigs"))

from mqtt_rig import Broker, ServedHistory, publishing

from inspector.paths import DataFolder

BATCH = 500
IDLE_S = 10


def told(data: DataFolder) -> int:
    path = data.mqtt / "position.json"
    return int(json.loads(path.read_text())["outcomes"]) if path.exists() else 0


def spent_s(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def main(rows: int, folder: Path) -> None:
    data = DataFolder(folder / "data")
    history, broker, api = ServedHistory(data), Broker(folder / "broker"), psutil.Process()
    for _ in range(rows // BATCH):
        history.add(BATCH)
    history.confirm(0, history.rows)
    history.start()
    broker.start()
    begun, api_begun_s = time.perf_counter(), spent_s(api)
    with publishing(data, broker.port) as running:
        assert running.process is not None
        publisher = psutil.Process(running.process.pid)
        while told(data) < history.rows:
            time.sleep(0.1)
        elapsed_s = time.perf_counter() - begun
        print(f"{history.rows} rows in {elapsed_s:.1f} s")
        print(f"API {spent_s(api) - api_begun_s:.2f} s, publisher {spent_s(publisher):.2f} s")
        api_begun_s, publisher_begun_s = spent_s(api), spent_s(publisher)
        time.sleep(IDLE_S)
        idle_api = (spent_s(api) - api_begun_s) / IDLE_S
        idle_publisher = (spent_s(publisher) - publisher_begun_s) / IDLE_S
        print(f"idle: API {idle_api:.2%} of a core, publisher {idle_publisher:.2%}")
    broker.stop()
    history.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        main(int(sys.argv[1]), Path(scratch))
