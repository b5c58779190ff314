"""Twenty changeovers in a row with parts coming: a real gate, a real engine, a PLC on Modbus."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
from engine_bench import AMPLE_MS, MS, RECIPE, UNSURE, BrightnessClassifier, QueueCamera
from gate_rig import running_gate, until
from store_examples import MODEL, PROVENANCE

from inspector.domain.evaluation import Evaluation, Reason
from inspector.domain.history import HistoryFilter
from inspector.domain.pictures import PicturePolicy
from inspector.domain.recipe import DecisionLimits
from inspector.domain.record import ResultRecord
from inspector.engine.building import build_engine
from inspector.engine.cameras.lane import LaneSettings
from inspector.engine.engine import Engine
from inspector.engine.judging.inspector import Inspector
from inspector.engine.judging.known_models import KnownModels
from inspector.engine.judging.recipes import LineModel, PreparedRecipe, RecipeView
from inspector.engine.matching.frame_matcher import FrameWindow
from inspector.engine.record.rows import RowMaker
from inspector.engine.settings import EngineSettings
from inspector.gate.settings import GateSettings
from inspector.plc.block import RegisterBlock, next_sequence
from inspector.plc.client import ModbusClient
from inspector.plc.registers import (
    PLC_BASE,
    PLC_BLOCK,
    PLC_WORDS,
    VISION_BLOCK,
    VISION_MIRROR_BASE,
    VISION_WORDS,
)
from inspector.plc.transport import Tcp
from inspector.store.archive import FileImageArchive
from inspector.store.opening import open_store
from inspector.store.result_store import SqliteResultStore
from inspector.vision.pipeline import Pipeline

MILD = replace(RECIPE, features={"exposure_time_us": 500.0})
STRICT = replace(
    MILD,
    recipe_id="flange",
    revision="f" * 64,
    number=2,
    limits=DecisionLimits(reject_default=0.3),
    features={"exposure_time_us": 900.0},
)
BY_RECIPE = {"bracket": (Evaluation.OK, "500.0"), "flange": (Evaluation.NOT_OK, "900.0")}
CHANGEOVERS = 20
PITCH_S = 0.035
PARTS_OF_EACH = 6


class ExposingCamera(QueueCamera):
    """Writes into each frame with which setting it was exposed."""

    @property
    def source(self) -> str:
        return str(self.settings["exposure_time_us"])


class LoadingPlc:
    """Triggers parts without a pause, takes results, and wants another recipe now and then."""

    def __init__(self, port: int, camera: QueueCamera) -> None:
        self.vision = RegisterBlock(VISION_BLOCK, VISION_WORDS)
        self.plc = RegisterBlock(PLC_BLOCK, PLC_WORDS)
        self.plc["plc_session"] = 5
        self.results: dict[int, Evaluation] = {}
        self.parts = 0
        self._client = ModbusClient(Tcp("127.0.0.1", port), timeout_s=2.0)
        self._camera = camera

    async def run(self) -> None:
        """Exchange until cancelled."""
        try:
            await self._client.connect()
            while True:
                await self._exchange()
                await asyncio.sleep(0.002)
        finally:
            self._client.close()

    async def pass_parts(self, count: int) -> None:
        """Parts at an even pitch; the photo-eye fires the camera."""
        for _ in range(count):
            self.parts += 1
            self._camera.show(UNSURE)
            self.plc["trigger_seq"] = next_sequence(self.plc["trigger_seq"])
            await asyncio.sleep(PITCH_S)

    async def _exchange(self) -> None:
        plc, vision = self.plc, self.vision
        plc["plc_heartbeat"] = next_sequence(plc["plc_heartbeat"])
        vision.load(
            await self._client.exchange(VISION_MIRROR_BASE, VISION_WORDS, PLC_BASE, plc.words)
        )
        plc["session_ack"] = vision["session_id"]
        if vision["result_seq"] not in (0, plc["result_ack_seq"]):
            plc["result_ack_seq"] = vision["result_seq"]
            self.results[vision["result_trigger_seq"]] = Evaluation(vision["evaluation"])


def an_engine(folder: Path, camera: QueueCamera, store: SqliteResultStore) -> Engine:
    classifier = BrightnessClassifier()
    recipes = tuple(
        PreparedRecipe(
            each, (RecipeView(Inspector(Pipeline(), classifier, each.limits), each.features),)
        )
        for each in (MILD, STRICT)
    )
    model = LineModel(MODEL, recipes)
    lane = LaneSettings("top", lambda: camera, window=FrameWindow(40 * MS, 160 * MS))
    archive = FileImageArchive(folder / "archive", reserve_bytes=0)
    rows = RowMaker(archive, PROVENANCE, KnownModels(MODEL), PicturePolicy(None, None), ("top",))
    settings = EngineSettings(folder / "gate.json", deadline_ms=AMPLE_MS)
    return build_engine(settings, [lane], model, store, rows)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("locked", [set(), {"exposure_time_us"}], ids=["streaming", "paused"])
def test_twenty_changeovers_under_load_leave_no_part_without_its_own_verdict(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, locked: set[str]
) -> None:
    monkeypatch.setattr(FrameWindow, "quiet_ns", property(lambda _: 20 * MS))
    camera = ExposingCamera()
    camera.settings, camera.locked = {"exposure_time_us": 100.0}, locked
    store = open_store(tmp_path / "db")
    engine = an_engine(tmp_path, camera, store)

    async def run() -> LoadingPlc:
        async with running_gate(tmp_path, GateSettings(decision_deadline_ms=2000)) as gate:
            await asyncio.to_thread(engine.start)
            plc = LoadingPlc(gate.port, camera)
            talking = asyncio.create_task(plc.run())
            await until(lambda: engine.gate.status and engine.gate.status.synchronised)
            for change in range(CHANGEOVERS):
                wanted = 2 - change % 2
                plc.plc["recipe_request"] = wanted
                while plc.vision["recipe_active"] != wanted:
                    await plc.pass_parts(1)
                await plc.pass_parts(PARTS_OF_EACH)
            await until(lambda: len(plc.results) == plc.parts and _stored(store) == plc.parts)
            talking.cancel()
            await asyncio.gather(talking, return_exceptions=True)
        return plc

    try:
        plc = asyncio.run(run())
        _account_for(_rows(store), plc)
    finally:
        engine.stop()
        store.close()


def _stored(store: SqliteResultStore) -> int:
    history = store.history()
    stored = len(history.page(HistoryFilter(), None, 100_000))
    history.close()
    return stored


def _rows(store: SqliteResultStore) -> list[ResultRecord]:
    history = store.history()
    ids = [row.result_id for row in history.page(HistoryFilter(), None, 100_000)]
    rows = [history.result(each).record for each in reversed(ids)]
    history.close()
    return rows


def _account_for(rows: list[ResultRecord], plc: LoadingPlc) -> None:
    assert sorted(row.trigger_index for row in rows) == list(range(1, plc.parts + 1))
    assert plc.results == {row.trigger_index: row.evaluation for row in rows}
    judged = [row for row in rows if row.reason is Reason.CLASSIFIED]
    assert {(row.provenance.recipe_id, row.evaluation, row.frame_source) for row in judged} == {
        (recipe, *expected) for recipe, expected in BY_RECIPE.items()
    }
    assert {row.evaluation for row in rows if row not in judged} <= {Evaluation.UNDEFINED}
    assert len(judged) > CHANGEOVERS
