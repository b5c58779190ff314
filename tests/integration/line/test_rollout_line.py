"""Models in a row take force on a running line: no part missed, none rejected for it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from line_runs import assert_no_part_was_lost, process, run_line, save_sure_parts
from rollout_rig import PUBLIC_KEY, part_package

from inspector.client.station import StationClient
from inspector.clock import monotonic_ns
from inspector.demo.demo import Demo, Progress
from inspector.demo.layout import DemoOptions
from inspector.demo.report import Run
from inspector.domain.errors.base import InspectorError
from inspector.domain.evaluation import Evaluation, Reason
from inspector.inference.package import ModelPackage
from inspector.inference.registry.registry import ModelRegistry
from inspector.inference.signature import Trust
from inspector.paths import DataFolder
from inspector.wire.rollout import ModelsState, PromotionPhase, ShadowState

pytestmark = pytest.mark.timeout(180)
FEW, MANY = 2, 10
"""Models in a row: for every run of the tests, and for the long campaigns."""
PARTS_AFTER = 20
BUSY = "a computer that is busy besides takes longer for a picture than a station may"
ENDED = (PromotionPhase.IN_FORCE, PromotionPhase.REFUSED)
OF_THE_SWITCH = {
    Reason.RECIPE_CHANGING,
    Reason.PREPROCESSING_FAILED,
    Reason.INFERENCE_FAILED,
    Reason.SCORE_INVALID,
}
"""What a promotion could cost a part, and a busy computer cannot."""


@dataclass(frozen=True)
class Row:
    trigger_index: int
    sha256: str
    evaluation: Evaluation
    reason: Reason


@dataclass
class Meddler:
    """Puts one model in force after the other, alternately forwards and back."""

    switches: int
    boundaries: list[tuple[int, str]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    trial: ShadowState | None = None
    parts_at_end: int = 0
    _begun: int = 0

    def look(self, demo: Demo, progress: Progress) -> bool:
        client = demo._client
        if client is None or progress.snapshot is None:
            return True
        try:
            state = client.models.state()
            if not self.boundaries:
                self.boundaries.append((0, state.in_force.sha256))
                client.models.set_shadow("machined-part/1.2.0")
            self._note(state)
            if len(self.boundaries) > self.switches or self.faults:
                self.trial = client.models.shadow().trial
                self.parts_at_end = self.parts_at_end or progress.snapshot.counters.triggered
                return progress.snapshot.counters.triggered < self.parts_at_end + PARTS_AFTER
            if self._begun < len(self.boundaries):
                forwards = len(self.boundaries) % 2 == 1
                if forwards:
                    client.models.promote("machined-part/1.1.0", override_reason=BUSY)
                else:
                    client.models.roll_back("back")
                self._begun += 1
        except InspectorError as error:
            self.faults.append(str(error))
        return True

    def _note(self, state: ModelsState) -> None:
        promotion = state.promotion
        if promotion is None or promotion.phase not in ENDED or self._begun < len(self.boundaries):
            return
        if promotion.first_trigger_index is None:
            self.faults.append(f"{promotion.code}: {promotion.detail}")
        else:
            self.boundaries.append((promotion.first_trigger_index, promotion.sha256))


def options(parts: Path, rate_per_min: float = 600) -> DemoOptions:
    return DemoOptions(
        parts=0, rate_per_min=rate_per_min, images=parts, trusted_keys=(PUBLIC_KEY,), keep="none"
    )


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_sure_parts(tmp_path_factory.mktemp("parts"), of_each=10)


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Sequence[ModelPackage]:
    root = tmp_path_factory.mktemp("packages")
    timid = {"accept": 0.9999999, "reject_default": 0.5, "reject": {}}
    return [part_package(root, "1.1.0"), part_package(root, "1.2.0", limits=timid)]


def install(folder: Path, packages: Sequence[ModelPackage]) -> DataFolder:
    data = DataFolder(folder)
    registry = ModelRegistry(data.models, Trust.of((PUBLIC_KEY,)))
    for package in packages:
        registry.add(package.folder)
    return data


def rows_of(run: Run) -> list[Row]:
    connection = sqlite3.connect(run.database)
    found = connection.execute(
        "SELECT r.trigger_index, p.model_sha256, r.evaluation, r.reason"
        " FROM result r JOIN provenance p USING (provenance_id) ORDER BY r.trigger_index"
    ).fetchall()
    connection.close()
    return [Row(index, sha, Evaluation(e), Reason(why)) for index, sha, e, why in found]


@pytest.mark.parametrize("switches", [FEW, pytest.param(MANY, marks=pytest.mark.soak)])
def test_models_take_force_while_parts_flow_and_one_judges_along(
    tmp_path: Path, parts: Path, packages: Sequence[ModelPackage], switches: int
) -> None:
    install(tmp_path / "data", packages)
    meddler = Meddler(switches)
    run = run_line(options(parts), tmp_path / "data", meddler.look)
    assert meddler.faults == []
    assert len(meddler.boundaries) == switches + 1
    assert_no_part_was_lost(run)
    rows = rows_of(run)
    assert [row.trigger_index for row in rows] == list(range(1, len(rows) + 1))
    undefined = [row for row in rows if row.evaluation is Evaluation.UNDEFINED]
    assert not {row.reason for row in undefined} & OF_THE_SWITCH
    for row in rows:
        said = [sha for first, sha in meddler.boundaries if first <= row.trigger_index]
        assert row.reason is not Reason.CLASSIFIED or row.sha256 == said[-1], row
    judged_by = {row.sha256 for row in rows}
    assert judged_by == {sha for _, sha in meddler.boundaries}
    _account_for(meddler.trial, len(rows))


def _account_for(trial: ShadowState | None, parts: int) -> None:
    """It saw some, said how many it did not see, and would have let nothing pass."""
    assert trial is not None
    assert trial.running
    assert 0 < trial.judged <= trial.offered <= parts
    assert trial.offered - trial.judged - trial.skipped - trial.failed <= 9, "some may wait"
    assert 0 < trial.compared <= trial.judged
    assert trial.would_be_escapes == 0
    said = {cell.said for cell in trial.confusion if cell.stood is Evaluation.OK}
    assert said == {Evaluation.NOT_DECIDABLE}, "it is more timid than the model in force"


@dataclass
class Killer:
    """Kills the engine in the middle of two promotions, each in another phase."""

    left: list[PromotionPhase]
    in_force: list[str] = field(default_factory=list)
    _killed: bool = False
    _judged_before: int = 0

    def look(self, demo: Demo, progress: Progress) -> bool:
        client, snapshot = demo._client, progress.snapshot
        if client is None or snapshot is None or snapshot.counters.triggered < PARTS_AFTER:
            return True
        judged = snapshot.counters.ok + snapshot.counters.not_ok
        if self._killed and snapshot.model is not None:
            self._killed = False
            self.in_force.append(snapshot.model.sha256)
            self._judged_before = judged
        if self._killed or (self.in_force and judged < self._judged_before + PARTS_AFTER):
            return True
        if not self.left:
            return False
        self._kill_in(self.left.pop(0), demo, client)
        return True

    def _kill_in(self, phase: PromotionPhase, demo: Demo, client: StationClient) -> None:
        state = client.models.promote("machined-part/1.1.0", override_reason=BUSY)
        deadline = monotonic_ns() + 60 * 10**9
        phases = list(PromotionPhase)
        while phases.index(_phase(state)) < phases.index(phase) and monotonic_ns() < deadline:
            state = client.models.state()
        process(demo, "engine").kill()
        self._killed = True


def test_an_engine_killed_in_a_promotion_goes_on_with_the_old_or_the_new_model(
    tmp_path: Path, parts: Path, packages: Sequence[ModelPackage]
) -> None:
    data = install(tmp_path / "data", packages)
    killer = Killer([PromotionPhase.PREPARING, PromotionPhase.BOUNDARY])
    run = run_line(options(parts), tmp_path / "data", killer.look)
    assert_no_part_was_lost(run)
    rollout = ModelRegistry(data.models).rollout()
    old, new = rollout.base_sha256, packages[0].sha256
    assert killer.in_force == [old, new]
    assert rollout.in_force_sha256 == new
    rows = rows_of(run)
    assert [row.trigger_index for row in rows] == list(range(1, len(rows) + 1))
    judged = [row.sha256 for row in rows if row.reason is Reason.CLASSIFIED]
    assert judged[-1] == new
    assert set(judged) == {old, new}


def _phase(state: ModelsState) -> PromotionPhase:
    assert state.promotion is not None
    return state.promotion.phase
