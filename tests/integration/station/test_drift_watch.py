"""Drift over a real history: told when pictures change, not told while they are steady."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from store_examples import JOURNAL, PROVENANCE, example, with_view

from inspector.config.drift import DriftConfig
from inspector.domain.drift import Baseline, Measure
from inspector.domain.errors.drift import BaselineNotReadyError
from inspector.domain.errors.store import DiskFullError, StoreError
from inspector.domain.evaluation import Evaluation
from inspector.domain.record import ResultRecord
from inspector.services.drift.values import ModelReference
from inspector.services.drift.watch import PARTS_PER_LOOK, DriftWatch
from inspector.store.opening import open_store
from inspector.store.result_store import SqliteResultStore
from inspector.store.rows.observations import SqliteObservations
from inspector.vision.measure.health import measure_health, shift_reference

CONFIG = DriftConfig(window_parts=100, baseline_parts=100)
SIZE = (48, 64)
KEY = (PROVENANCE.recipe_revision, PROVENANCE.model_sha256)


class Line:
    """Parts with a common look and a variation of their own, before a camera that may age."""

    def __init__(self, store: SqliteResultStore, seed: int) -> None:
        self.store = store
        self.rng = np.random.default_rng(seed)
        self.index = 0
        coarse = np.random.default_rng(7).normal(0, 1, (9, 12)).astype(np.float32)
        self.scene = 120 + 30 * cv2.resize(coarse, SIZE[::-1], interpolation=cv2.INTER_CUBIC)
        self.reference = shift_reference(np.clip(self.scene, 0, 255).astype(np.uint8))
        self.blur_px = 0.0
        self.light = 1.0
        self.shift_px = 0
        self.reject_share = 0.05
        self.good_score = (60.0, 1.0)
        self.novelty = 0.4
        self.provenance = PROVENANCE

    def picture(self) -> np.ndarray:
        image = self.scene * self.light * self.rng.normal(1, 0.02)
        image = np.roll(image, self.shift_px, axis=1)
        if self.blur_px:
            image = cv2.GaussianBlur(image, (0, 0), self.blur_px)
        image = image + self.rng.normal(0, 2, SIZE)
        return np.clip(image, 0, 255).astype(np.uint8)

    def part(self) -> ResultRecord:
        self.index += 1
        rejected = self.rng.random() < self.reject_share
        score = float(self.rng.beta(*self.good_score))
        good = 1 - score if rejected else score
        record = with_view(
            example(
                self.index,
                evaluation=Evaluation.NOT_OK if rejected else Evaluation.OK,
                scores={"good": good, "scratch": 1 - good},
                novelty=abs(float(self.rng.normal(self.novelty, 0.1))),
                provenance=self.provenance,
            )
        )
        health = measure_health(self.picture(), significant_bits=8, reference=self.reference)
        view = replace(record.views[0], health=health, novelty=record.novelty)
        return replace(record, views=(view,))

    def run(self, parts: int) -> None:
        records = [self.part() for _ in range(parts)]
        self.store.commit(JOURNAL, self.index, records, [], [])


def reference() -> ModelReference:
    rng = np.random.default_rng(99)
    scores = np.histogram(rng.beta(60, 1, 1000), bins=50, range=(0, 1))[0]
    novelties = np.histogram(np.abs(rng.normal(0.4, 0.1, 1000)), bins=40, range=(0, 4))[0]
    return ModelReference(frozenset({"good"}), tuple(scores.tolist()), tuple(novelties.tolist()))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteResultStore]:
    opened = open_store(tmp_path)
    yield opened
    opened.close()


def watch_of(store: SqliteResultStore, config: DriftConfig = CONFIG) -> DriftWatch:
    return DriftWatch(config, store.observations(), lambda _: reference())


def codes(watch: DriftWatch) -> set[str]:
    return {finding.error.code for _, finding in watch.look().alarms}


@pytest.mark.parametrize("seed", range(4))
def test_two_thousand_steady_pictures_raise_nothing(store, seed):
    line, watch = Line(store, seed), watch_of(store)
    told = set()
    for _ in range(40):
        line.run(50)
        told |= codes(watch)
    assert told == set()
    assert len(watch.standing.findings) == 10


def defocus(line: Line) -> None:
    line.blur_px = 1.5


def dim(line: Line) -> None:
    line.light = 0.75


def move(line: Line) -> None:
    line.shift_px = 15


def doubt(line: Line) -> None:
    line.good_score = (8.0, 2.0)


def be_new(line: Line) -> None:
    line.novelty = 1.2


def go_wrong(line: Line) -> None:
    line.reject_share = 0.4


DRIFTS = {
    "DRF-010": defocus,
    "DRF-011": dim,
    "DRF-014": move,
    "DRF-015": doubt,
    "DRF-016": be_new,
    "DRF-017": go_wrong,
}


@pytest.mark.parametrize("code", DRIFTS)
def test_a_change_is_told_and_is_over_when_it_is_back(store, code):
    line, watch = Line(store, 1), watch_of(store)
    line.run(250)
    assert codes(watch) == set()
    steady = dict(vars(line))
    DRIFTS[code](line)
    line.run(100)
    assert code in codes(watch)
    for name, value in steady.items():
        if name not in ("index", "rng"):
            setattr(line, name, value)
    line.run(100)
    assert codes(watch) == set()


def test_an_alarm_says_how_much_and_what_to_do(store):
    line, watch = Line(store, 1), watch_of(store)
    line.run(200)
    watch.look()
    defocus(line)
    line.run(100)
    ((camera, finding),) = [each for each in watch.look().alarms if each[1].measure == "focus"]
    assert camera == "top"
    assert finding.error.detail.startswith("top: focus fell ")
    assert finding.error.detail.endswith(" % below its baseline")
    assert "lens" in finding.error.remedy


def test_a_value_that_swings_about_its_limit_does_not_flicker(store, caplog):
    line, watch = Line(store, 1), watch_of(store)
    line.run(200)
    watch.look()
    changes = 0
    for light in (0.84, 0.86, 0.84, 0.86, 0.84, 0.86):
        line.light = light
        line.run(100)
        changes += len(caplog.records)
        caplog.clear()
        assert "DRF-011" in codes(watch)
    assert changes <= 2


def test_a_baseline_outlives_a_restart(store):
    line = Line(store, 1)
    line.run(200)
    watch_of(store).look()
    dim(line)
    line.run(300)
    assert "DRF-011" in codes(watch_of(store))


def test_another_recipe_has_a_baseline_of_its_own(store):
    line, watch = Line(store, 1), watch_of(store)
    line.run(200)
    watch.look()
    dim(line)
    line.provenance = replace(PROVENANCE, recipe_revision="9" * 64)
    line.run(200)
    assert codes(watch) == set()
    line.provenance = PROVENANCE
    line.run(100)
    assert "DRF-011" in codes(watch)


def test_a_person_takes_a_new_baseline(store):
    line, watch = Line(store, 1), watch_of(store)
    line.run(200)
    watch.look()
    dim(line)
    line.run(100)
    assert "DRF-011" in codes(watch)
    taken = watch.take_baseline()
    assert {each.measure for each in taken} >= {Measure.FOCUS, Measure.BRIGHTNESS, Measure.REJECTED}
    assert codes(watch) == set()
    assert codes(watch_of(store)) == set()


def test_no_baseline_is_taken_from_too_few_parts(store):
    line, watch = Line(store, 1), watch_of(store)
    with pytest.raises(BaselineNotReadyError):
        watch.take_baseline()
    line.run(60)
    with pytest.raises(BaselineNotReadyError):
        watch.take_baseline()


def test_a_limit_of_zero_is_never_told(store):
    zero = {
        name: 0 for name in DriftConfig.model_fields if name.endswith(("percent", "points", "px"))
    }
    config = DriftConfig(window_parts=100, baseline_parts=100, stability_index=0, **zero)
    line, watch = Line(store, 1), watch_of(store, config)
    line.run(200)
    watch.look()
    for change in DRIFTS.values():
        change(line)
    line.run(100)
    assert watch.look().findings == []


def test_a_look_reads_a_bounded_number_of_parts(store):
    line, watch = Line(store, 1), watch_of(store)
    line.run(100)
    watch.look()
    records = [example(index) for index in range(200, 3 * PARTS_PER_LOOK)]
    store.commit(JOURNAL, 3 * PARTS_PER_LOOK, records, [], [])
    watch.look()
    assert watch._cursor == store.observations().newest_sequence()


def test_without_its_model_only_pictures_are_followed(store):
    line, watch = Line(store, 1), DriftWatch(CONFIG, store.observations(), lambda _: None)
    line.run(200)
    measures = {finding.measure for _, finding in watch.look().findings}
    assert Measure.GOOD_SCORE not in measures
    assert Measure.FOCUS in measures


class FullDisk(SqliteObservations):
    """Reads what is there and keeps nothing, as long as it is full."""

    full = True

    def add_baselines(self, baselines: Sequence[Baseline]) -> None:
        if self.full:
            raise DiskFullError("no space")
        super().add_baselines(baselines)


def test_a_full_disk_costs_no_baseline_and_no_part_is_counted_twice(store):
    history = FullDisk(store.database)
    line, watch = Line(store, 1), DriftWatch(CONFIG, history, lambda _: reference())
    for parts in (100, 10, 10):
        line.run(parts)
        with pytest.raises(DiskFullError):
            watch.look()
    history.full = False
    line.run(30)
    watch.look()
    assert watch._current.windows["top"].seen == 150
    (focus,) = [each for each in history.baselines(*KEY) if each.measure is Measure.FOCUS]
    assert focus.count == 100


def test_the_watch_looks_by_itself_and_says_when_it_cannot(store, monkeypatch):
    def unreadable() -> int:
        raise StoreError("the disk is gone")

    config = CONFIG.model_copy(update={"interval_s": 0.01})
    line = Line(store, 1)
    line.run(200)
    watch = watch_of(store, config)
    watch.start()
    try:
        assert comes_true(lambda: watch.standing.parts == 100)
        with monkeypatch.context() as broken:
            broken.setattr(watch._history, "newest_sequence", unreadable)
            assert comes_true(lambda: "the disk is gone" in watch.standing.fault)
        assert comes_true(lambda: watch.standing.parts == 100)
    finally:
        watch.stop()


def comes_true(condition: Callable[[], bool]) -> bool:
    pause = threading.Event()
    return any(condition() or pause.wait(0.01) for _ in range(1000))
