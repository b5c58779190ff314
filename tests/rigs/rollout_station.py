"""A whole station without a gate, with packages to promote, and a client of it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
from rollout_rig import EVALUATION, PUBLIC_KEY, part_package
from scripted_gate import WAIT_S
from station_texts import LOOPING_STATION

from inspector.app import EngineProcess, make_engine
from inspector.assembly.shelf import RegistryShelf
from inspector.client.station import StationClient
from inspector.clock import monotonic_ns
from inspector.config.station import load_station
from inspector.inference.registry.registry import ModelRegistry
from inspector.paths import DataFolder
from inspector.store.result_store import SqliteResultStore
from inspector.wire.rollout import ModelsState, PromotionPhase, PromotionState
from inspector.wire.run_file import write_run_file

STATION = f"""\
{LOOPING_STATION}trusted_keys = ["{PUBLIC_KEY}"]
[recipe]
file = "part.toml"
"""
RECIPE = """\
schema_version = 1
recipe_id = "part"
[limits]
accept = 0.5
[limits.reject]
burr = 0.6
[release]
max_p99_ms = 10000
"""
TOKEN = "station-token"  # noqa: S105


def station_folder(folder: Path) -> Path:
    """The files of a station."""
    (folder / "images").mkdir()
    cv2.imwrite(str(folder / "images" / "1.png"), np.full((64, 64), 128, np.uint8))
    (folder / "station.toml").write_text(STATION)
    (folder / "part.toml").write_text(RECIPE)
    return folder


def part_packages(root: Path) -> Path:
    """1.1.0 and 1.2.0 may be promoted; each of the others misses something."""
    part_package(root, "1.1.0")
    part_package(root, "1.2.0", limits={"accept": 0.9, "reject_default": 0.4, "reject": {}})
    part_package(root, "1.3.0", evaluation={**EVALUATION, "accuracy": 0.5, "escapes": 20})
    part_package(root, "1.4.0", signed=False)
    renamed = ["bur", "dent", "good", "missing_hole", "scratch", "stain"]
    golden = [{"image": "golden/03.png", "label": "dent", "scores": [0, 0.999, 0.001, 0, 0, 0]}]
    part_package(root, "1.5.0", classes=renamed, golden=golden)
    wrong = [{"image": "golden/03.png", "label": "dent", "scores": [1.0, 0, 0, 0, 0, 0]}]
    part_package(root, "1.6.0", golden=wrong)
    part_package(root, "1.7.0", ok_classes=["good", "dent"])
    return root / "machined-part"


def data_of(folder: Path) -> DataFolder:
    return DataFolder(folder / "data")


class Station:
    """A station that runs, without a gate, and a client of it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.data = folder, data_of(folder)
        self.start()

    def start(self) -> None:
        self.process: EngineProcess = make_engine(
            load_station(self.folder / "station.toml"), self.data, TOKEN
        )
        port = self.process.start()
        write_run_file(self.data.run_file, f"http://127.0.0.1:{port}", TOKEN)
        self.client = StationClient.from_run_file(self.data.run_file)

    def restart(self) -> None:
        self.stop()
        self.start()

    @property
    def registry(self) -> ModelRegistry:
        """The one of the running station."""
        shelf = self.process.services.models._shelf
        assert isinstance(shelf, RegistryShelf)
        return shelf._registry

    @property
    def store(self) -> SqliteResultStore:
        """Where the running station writes."""
        store = self.process.engine.recorder._store
        assert isinstance(store, SqliteResultStore)
        return store

    def install(self, package: Path) -> str:
        return self.registry.add(package).name

    def settled(self) -> ModelsState:
        """The state when the promotion has ended."""
        return after(self.client.models.state)

    def promoted(self, package: Path, **reasons: str) -> PromotionState:
        self.client.models.promote(self.install(package), **reasons)
        promotion = self.settled().promotion
        assert promotion is not None
        return promotion

    def in_force(self) -> str:
        model = self.client.snapshot().model
        assert model is not None
        return model.version

    def stop(self) -> None:
        self.client.close()
        self.data.run_file.unlink()
        self.process.stop()


def after(look: Callable[[], ModelsState]) -> ModelsState:
    deadline, pause = monotonic_ns() + WAIT_S * 10**9, threading.Event()
    ended = (PromotionPhase.IN_FORCE, PromotionPhase.REFUSED)
    while (state := look()).promotion is not None and state.promotion.phase not in ended:
        assert monotonic_ns() < deadline
        pause.wait(0.02)
    return state
