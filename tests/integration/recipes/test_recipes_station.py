"""Revisions, sign-off, changeover, drafts: a whole engine through its API."""

from __future__ import annotations

import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from scripted_gate import WAIT_S, ScriptedGate, status
from store_examples import JOURNAL, START_UTC_NS, example
from two_recipes import write_recipe, write_station
from waiting import wait_until

from inspector.app import EngineProcess, make_engine
from inspector.client.station import StationClient
from inspector.clock import monotonic_ns
from inspector.config.station import load_station
from inspector.domain.errors.config import RecipeInvalidError
from inspector.domain.errors.recipe import (
    ChangeoverRefusedError,
    DraftChangedError,
    DraftUnknownError,
    DryRunImpossibleError,
    RevisionUnknownError,
    SignOffRefusedError,
)
from inspector.domain.evaluation import Evaluation
from inspector.domain.phrases.recipes import RecipePhrase
from inspector.domain.phrases.steps import StepPhrase
from inspector.paths import DataFolder
from inspector.pipe.records import EngineStatus, LiveTrigger, PlcWords, Verdict, VisionWords
from inspector.store.archive import FileImageArchive
from inspector.store.opening import open_store
from inspector.wire.recipe_drafts import (
    DraftChange,
    DraftRequest,
    DryRunRequest,
    PreviewRequest,
    Step,
)
from inspector.wire.recipes import ChangePhase, ProductList, RevisionRequest
from inspector.wire.run_file import write_run_file
from inspector.wire.threshold_costs import CostRequest, Limits


@dataclass
class Running:
    process: EngineProcess
    client: StationClient

    def settled(self) -> ProductList:
        return after(self.client.recipes.products)

    def in_force(self) -> list[str]:
        return [row.recipe_id for row in self.settled().products if row.in_force]

    def revise(self, recipe_id: str = "a", **limits: float) -> str:
        """A new revision of a product; its number."""
        row = next(
            each for each in self.client.recipes.products().products if each.recipe_id == recipe_id
        )
        content = dict(self.client.recipes.text(row.revision).content)
        content["limits"] = {"accept": 0.5, "reject_default": 0.5, "reject": {}, **limits}
        request = RevisionRequest(content=content, parent=row.revision, note="less doubt")
        return self.client.recipes.make(request).revision


def after(look: Callable[[], ProductList]) -> ProductList:
    deadline, pause = monotonic_ns() + WAIT_S * 10**9, threading.Event()
    ended = (ChangePhase.IN_FORCE, ChangePhase.READY, ChangePhase.REFUSED)
    while (state := look()).course is not None and state.course.phase not in ended:
        assert monotonic_ns() < deadline
        pause.wait(0.02)
    return state


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_station(tmp_path)
    return tmp_path


@contextmanager
def running(folder: Path) -> Iterator[Running]:
    data = DataFolder(folder / "data")
    process = make_engine(load_station(folder / "station.toml"), data, "token")
    port = process.start()
    write_run_file(data.run_file, f"http://127.0.0.1:{port}", "token")
    try:
        with StationClient.from_run_file(data.run_file) as client:
            yield Running(process, client)
    finally:
        process.stop()


@pytest.fixture
def station(folder: Path) -> Iterator[Running]:
    with running(folder) as made:
        yield made


def streams(station: Running) -> None:
    deadline, pause = monotonic_ns() + WAIT_S * 10**9, threading.Event()
    while not station.client.cameras.states()[0].frames:
        assert monotonic_ns() < deadline
        pause.wait(0.02)


def test_files_are_imported_once_and_a_changed_one_is_a_new_revision(folder: Path) -> None:
    with running(folder) as station:
        before = station.client.recipes.products()
        assert [(row.recipe_id, row.number, row.in_force) for row in before.products] == [
            ("a", 7, True),
            ("b", 9, False),
        ]
        assert before.products[0].file == str(folder / "a.toml")
    write_recipe(folder, "a", 7, 0.6)
    with running(folder) as station:
        rows = station.client.recipes.revisions("a").revisions
        assert [row.in_use for row in rows] == [True, False]
        assert rows[0].parent == before.products[0].revision == rows[1].revision
        text = station.client.recipes.text(rows[0].revision)
        assert "accept = 0.6" in text.text
        diff = station.client.recipes.difference(rows[1].revision, rows[0].revision)
        assert [(each.path, each.old, each.new) for each in diff.changes] == [
            ("limits.accept", 0.5, 0.6)
        ]
        assert len(station.client.recipes.revisions("b").revisions) == 1


def test_a_signed_off_revision_judges_and_stays_after_a_restart(folder: Path) -> None:
    with running(folder) as station:
        streams(station)
        old = station.client.snapshot().recipe_revision
        made = station.revise(accept=0.8)
        assert station.client.snapshot().recipe_revision == old
        assert station.client.recipes.products().products[0].waiting == 1
        station.client.recipes.sign_off(made, "checked")
        course = station.settled().course
        assert course is not None
        assert (course.phase, course.code) == (ChangePhase.IN_FORCE, "")
        assert station.client.snapshot().recipe_revision == made
        judged = station.process.engine.recipes.in_force.recipe
        assert judged.limits.accept == 0.8
        with pytest.raises(SignOffRefusedError, match="in use already"):
            station.client.recipes.sign_off(made)
    with running(folder) as station:
        assert station.client.snapshot().recipe_revision == made
        streams(station)
        station.client.recipes.sign_off(old, "back again")
        assert station.settled().products[0].revision == old
        rows = station.client.recipes.revisions("a").revisions
        assert {row.revision: row.sign_off_note for row in rows} == {
            made: "checked",
            old: "back again",
        }


def test_no_part_is_judged_by_two_revisions_and_none_is_lost(
    folder: Path, station: Running
) -> None:
    streams(station)
    gate = ScriptedGate(DataFolder(folder / "data").gate_file)
    gate.accept()
    gate.send(status())
    gate.wait_for(EngineStatus, ready=1, recipe_number=7)
    made = station.revise(accept=1.0)
    station.client.recipes.sign_off(made)
    told, index = [], 0
    while station.client.snapshot().recipe_revision != made:
        index += 1
        now = monotonic_ns()
        gate.send(LiveTrigger(index, 70, 0, now, now + 2 * 10**9, 0, 0, 7))
        told.append(gate.wait_for(Verdict, trigger_index=index))
        gate.send(status())
    assert station.settled().course is not None
    assert len(told) == index
    gate.close()


def test_a_person_changes_over_and_the_choice_outlives_a_restart(folder: Path) -> None:
    with running(folder) as station:
        streams(station)
        station.client.recipes.change_over("b")
        assert [row.in_force for row in station.settled().products] == [False, True]
        assert station.client.snapshot().recipe_number == 9
        with pytest.raises(ChangeoverRefusedError, match="in force already"):
            station.client.recipes.change_over("b")
        with pytest.raises(RevisionUnknownError):
            station.client.recipes.change_over("c")
    with running(folder) as station:
        assert station.client.snapshot().recipe_id == "b"


def test_what_the_plc_asks_for_no_person_changes(folder: Path, station: Running) -> None:
    streams(station)
    gate = ScriptedGate(DataFolder(folder / "data").gate_file)
    gate.accept()
    gate.send(status())
    gate.send(VisionWords(bytes(96)))
    gate.send(PlcWords(struct.pack("<24H", *[0] * 8, 7, *[0] * 15)))
    deadline, pause = monotonic_ns() + WAIT_S * 10**9, threading.Event()
    while station.client.recipes.products().plc_request != 7:
        assert monotonic_ns() < deadline
        pause.wait(0.02)
    with pytest.raises(ChangeoverRefusedError, match="the PLC asks for recipe 7"):
        station.client.recipes.change_over("b")
    gate.close()


def test_a_product_is_set_up_from_nothing(folder: Path) -> None:
    with running(folder) as station:
        streams(station)
        recipes = station.client.recipes
        draft = recipes.begin_draft(DraftRequest(recipe_id="c", number=7))
        taken = RecipePhrase.NUMBER_TAKEN(number=7, other="a.toml")
        assert draft.faults == [RecipePhrase.OF_PRODUCT(product="c", fault=taken)]
        assert draft.faults[0].text == "c: number 7 is that of a.toml already"
        content = {**draft.content, "number": 12, "preprocessing": [{"operation": "ro"}]}
        change = DraftChange(version=draft.version, content=content, step="preprocessing")
        draft = recipes.change_draft(draft.draft_id, change)
        assert [each.text for each in draft.faults] == [
            "step 1, ro: unknown operation; did you mean roi?"
        ]
        with pytest.raises(DraftChangedError):
            recipes.change_draft(draft.draft_id, change)
    with running(folder) as station:
        streams(station)
        recipes = station.client.recipes
        kept = recipes.draft(draft.draft_id)
        assert (kept.step, kept.content) == ("preprocessing", content)
        assert [each.recipe_id for each in recipes.products().drafts] == ["c"]
        content["preprocessing"] = [{"operation": "grey"}]
        made = recipes.make(RevisionRequest(content=content, note="first"))
        recipes.sign_off(made.revision)
        course = station.settled().course
        assert course is not None
        assert (course.phase, course.message) == (ChangePhase.READY, "")
        recipes.drop_draft(draft.draft_id)
        with pytest.raises(DraftUnknownError):
            recipes.draft(draft.draft_id)
        recipes.change_over("c")
        wait_until(lambda: station.in_force() == ["c"])
    with running(folder) as station:
        assert station.client.snapshot().recipe_id == "c"


def test_a_station_with_nothing_but_the_models_own_limits_gets_its_first_product(
    folder: Path,
) -> None:
    station_toml = folder / "station.toml"
    station_toml.write_text(station_toml.read_text().partition("[recipe]")[0])
    with running(folder) as station:
        streams(station)
        recipes = station.client.recipes
        taken = recipes.begin_draft(DraftRequest(recipe_id="b", number=1))
        assert [each.text for each in taken.faults] == ["b: number 1 is that of default already"]
        draft = recipes.begin_draft(DraftRequest(recipe_id="c", number=7))
        assert draft.faults == []
        assert draft.content["limits"] == {"accept": 0.998378, "reject_default": 0.5, "reject": {}}
        made = recipes.make(RevisionRequest(content=draft.content, note="first"))
        recipes.sign_off(made.revision)
        settled = station.settled()
        assert settled.course is not None
        assert settled.course.phase is ChangePhase.READY
        assert [(each.recipe_id, each.in_force) for each in settled.products] == [
            ("default", True),
            ("c", False),
        ]
        for wanted in ("c", "default", "c"):
            recipes.change_over(wanted)
            products = station.settled().products
            assert [each.recipe_id for each in products if each.in_force] == [wanted]
    with running(folder) as station:
        assert station.client.snapshot().recipe_id == "c"


def test_a_preview_shows_each_step_and_names_the_one_that_fails(station: Running) -> None:
    streams(station)
    preview = station.client.recipes.preview
    steps = [
        Step(operation="roi", parameters={"width_px": 32, "height_px": 16}),
        Step(operation="median", parameters={"kernel_px": 3}),
    ]
    shown = preview(PreviewRequest(camera="camera", steps=steps))
    assert [(each.operation, each.width_px, each.height_px) for each in shown.steps] == [
        ("roi", 32, 16),
        ("median", 32, 16),
    ]
    after_png = cv2.imdecode(np.frombuffer(shown.after_png, np.uint8), cv2.IMREAD_UNCHANGED)
    assert after_png is not None
    assert after_png.shape[:2] == (16, 32)
    assert (shown.width_px, shown.height_px) == (64, 64)
    assert shown.total_ms > 0
    wrong = [Step(operation="roi", parameters={"width_px": 65, "height_px": 16})]
    with pytest.raises(Exception, match="step 1, roi: the region 65x16"):
        preview(PreviewRequest(camera="camera", steps=wrong))
    with pytest.raises(RecipeInvalidError, match="unknown operation") as refused:
        preview(PreviewRequest(camera="camera", steps=[Step(operation="rio")]))
    similar = StepPhrase.OPERATION_UNKNOWN_SIMILAR(similar="roi")
    assert refused.value.reasons == (StepPhrase.IN_STEP(number=1, operation="rio", fault=similar),)


def test_costs_rest_on_what_the_model_said_of_its_validation_pictures(station: Running) -> None:
    limits = Limits(accept=0.98, reject_default=0.5)
    request = CostRequest(limits=limits, escape_cost=100, false_reject_cost=1)
    table = station.client.recipes.threshold_costs(request)
    assert (table.validation, table.reviewed, table.good) == (3428, 0, 554)
    assert (table.asked.escapes, table.asked.false_rejects) == (1, 1)
    assert table.asked.cost == 1 * 100 + 1 * 1
    escapes = [point.escapes for point in table.accepts]
    assert escapes == sorted(escapes, reverse=True)
    lost = [point.false_rejects + point.not_decidable for point in table.accepts]
    assert lost == sorted(lost)


def test_the_cost_of_each_classs_limit_is_told(station: Running) -> None:
    recipes = station.client.recipes
    model = recipes.recommended_limits()
    defects = [name for name in model.classes if name not in model.ok_classes]
    strict = Limits(accept=0.5, reject_default=1.0, reject={defects[0]: 0.00005})
    table = recipes.threshold_costs(CostRequest(limits=strict, class_name=defects[0]))
    assert table.class_name == defects[0]
    assert [each.class_name for each in table.by_class] == defects
    assert sum(each.pictures for each in table.by_class) == table.defective
    assert sum(each.escapes for each in table.by_class) == table.asked.escapes
    chosen = next(point for point in table.rejects if point.limit == 0.00005)
    assert chosen.escapes == table.asked.escapes
    assert table.by_class[0].false_rejects == chosen.false_rejects > 0
    assert table.rejects[-1].false_rejects < chosen.false_rejects
    escapes = [point.escapes for point in table.rejects]
    assert escapes == sorted(escapes)
    lenient = Limits(accept=0.5, reject_default=1.0, reject={})
    others = recipes.threshold_costs(CostRequest(limits=lenient))
    assert others.rejects[0].false_rejects > others.rejects[-1].false_rejects


def test_without_a_picture_there_is_no_dry_run(station: Running) -> None:
    content = dict(station.client.recipes.text(station.client.snapshot().recipe_revision).content)
    with pytest.raises(DryRunImpossibleError, match="no part"):
        station.client.recipes.begin_dry_run(DryRunRequest(content=content))


def test_a_dry_run_says_which_parts_would_be_judged_otherwise(folder: Path) -> None:
    data = DataFolder(folder / "data")
    store = open_store(data.database)
    archive = FileImageArchive(data.archive, 0)
    image = np.full((96, 96), 128, np.uint8)
    records = []
    for index in range(1, 7):
        made = example(index)
        kept = archive.save(made.result_id, START_UTC_NS, image) if index < 6 else made.image
        records.append(replace(made, image=kept))
    store.commit(JOURNAL, len(records), records, [], [])
    store.close()
    with running(folder) as station:
        recipes = station.client.recipes
        revision = station.client.snapshot().recipe_revision
        content = {**recipes.text(revision).content, "limits": {"accept": 1, "reject_default": 1}}
        recipes.begin_dry_run(DryRunRequest(content=content, parts=5))
        deadline, pause = monotonic_ns() + WAIT_S * 10**9, threading.Event()
        while not (state := recipes.dry_run()).ended:
            assert monotonic_ns() < deadline
            pause.wait(0.02)
    assert (state.code, state.asked, state.judged + state.skipped) == ("", 5, 5)
    assert state.judged >= 4
    assert state.same + len(state.flips) == state.judged
    said = {(each.was, each.would_be) for each in state.flips}
    assert said
    assert {would_be for _, would_be in said} == {Evaluation.NOT_DECIDABLE}


def test_all_operations_are_told_with_their_parameters(station: Running) -> None:
    listed = station.client.recipes.operations().operations
    roi = next(each for each in listed if each.name == "roi")
    assert [each.name for each in roi.parameters] == [
        "offset_x_px",
        "offset_y_px",
        "width_px",
        "height_px",
    ]
