"""Promote, refuse, go back, put on trial: a whole station with real packages, through its API."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rollout_station import TOKEN, Station, data_of, part_packages, station_folder

from inspector.app import make_engine
from inspector.config.station import load_station
from inspector.domain.errors.model import ModelError, ModelPackageError
from inspector.domain.errors.release import PackageUnknownError, RolloutImpossibleError
from inspector.domain.errors.rollout import ModelUnplayableError, PromotionRunningError
from inspector.engine.judging.inspection_time import InspectionTime
from inspector.inference.checked_elsewhere import CheckedElsewhere
from inspector.inference.registry import registry as registry_module
from inspector.services.rollout import promotion as promotion_module
from inspector.wire.rollout import PromotionPhase


@pytest.fixture(autouse=True, scope="module")
def no_line_runs() -> Iterator[None]:
    """Nothing here could be disturbed by measuring, or by checks in this process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(promotion_module, "_MEASURING_DUTY_PERCENT", 100.0)
        patch.setattr(CheckedElsewhere, "begin", lambda _: None)
        yield


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return part_packages(tmp_path_factory.mktemp("packages"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return station_folder(tmp_path)


@pytest.fixture
def station(folder: Path) -> Iterator[Station]:
    running = Station(folder)
    yield running
    running.stop()


@pytest.fixture(scope="module")
def steadfast(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Station]:
    """A station whose model none of the tests that share it can change."""
    running = Station(station_folder(tmp_path_factory.mktemp("steadfast")))
    yield running
    running.stop()


def audited(folder: Path) -> list[tuple[str, str, str]]:
    lines = data_of(folder).audit.read_text("utf-8").splitlines()
    rows: list[dict[str, Any]] = [json.loads(line) for line in lines]
    return [(row["what"], row["target"], row["outcome"]) for row in rows]


def test_promote_and_roll_back_survive_a_restart(
    folder: Path, station: Station, packages: Path
) -> None:
    promotion = station.promoted(packages / "1.1.0", reason="fewer false rejects")
    assert (promotion.phase, promotion.code) == (PromotionPhase.IN_FORCE, "")
    assert promotion.first_trigger_index == 1
    assert station.in_force() == "1.1.0"
    station.restart()
    assert station.in_force() == "1.1.0"
    station.client.models.roll_back("complaints")
    assert station.settled().in_force.version == "1.0.0"
    events = [(event.kind, event.reason) for event in station.client.models.state().events]
    assert events[:2] == [("rollback", "complaints"), ("promote", "fewer false rejects")]
    assert ("model.promote", "machined-part/1.1.0", "done") in audited(folder)


def test_limits_of_a_promoted_model_are_on_record_for_the_parts_that_cite_them(
    folder: Path, packages: Path
) -> None:
    """Parts of a station without a recipe could neither be replayed nor asked what if."""
    file = folder / "station.toml"
    file.write_text(file.read_text().partition("[recipe]")[0])
    station = Station(folder)
    try:
        before = station.client.snapshot().recipe_revision
        assert station.promoted(packages / "1.2.0", override_reason="a trial").code == ""
        cited = station.client.snapshot().recipe_revision
        assert cited != before
        assert "accept = 0.9" in station.client.recipes.text(cited).text
        assert [each.revision for each in station.client.recipes.products().products] == [cited]
        station.client.models.roll_back("the end of the trial")
        assert station.settled().in_force.version == "1.0.0"
        station.restart()
        assert [each.revision for each in station.client.recipes.products().products] == [before]
        assert "accept = 0.9" in station.client.recipes.text(cited).text
    finally:
        station.stop()


@pytest.mark.parametrize(
    ("version", "code", "says"),
    [
        ("1.3.0", "MOD-021", "accuracy is 50.00 %, at least 95 %"),
        ("1.5.0", "RCP-003", "limits.reject has burr, which is no defect class of the model"),
        ("1.6.0", "MOD-003", "golden/03.png: a score is off by"),
        ("1.7.0", "MOD-021", "the model in force rejects parts with dent"),
    ],
)
def test_what_is_refused_leaves_the_former_model_in_force(
    steadfast: Station, packages: Path, version: str, code: str, says: str
) -> None:
    promotion = steadfast.promoted(packages / version)
    assert (promotion.phase, promotion.code) == (PromotionPhase.REFUSED, code)
    assert says in promotion.detail
    assert promotion.remedy
    assert steadfast.in_force() == "1.0.0"
    assert steadfast.client.models.state().previous == []
    assert audited(steadfast.folder)[-1] == ("model.promote", f"machined-part/{version}", code)


def test_a_refusal_names_every_figure_and_an_override_is_kept(
    station: Station, packages: Path
) -> None:
    refused = station.promoted(packages / "1.3.0")
    assert {(each.figure, each.limit) for each in refused.missed} == {
        ("accuracy", 0.95),
        ("escape_percent", 1.0),
    }
    overridden = station.promoted(packages / "1.3.0", override_reason="a trial with the customer")
    assert overridden.phase is PromotionPhase.IN_FORCE
    assert len(overridden.missed) == 2
    newest = station.client.models.state().events[0]
    assert newest.reason == "[release gate overridden: a trial with the customer]"


def test_a_model_that_is_too_slow_for_the_line_is_refused(
    steadfast: Station, packages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = InspectionTime(6000.0, 100)
    monkeypatch.setattr(InspectionTime, "of", lambda _: slow)
    promotion = steadfast.promoted(packages / "1.1.0", override_reason="no reason helps")
    assert promotion.code == "MOD-031"
    assert "inspection 6000.0 ms" in promotion.detail
    assert steadfast.in_force() == "1.0.0"


def test_a_decision_that_cannot_be_written_down_is_none(
    steadfast: Station, packages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise ModelPackageError("the disk is full")

    name = steadfast.install(packages / "1.1.0")
    monkeypatch.setattr(registry_module, "write_rollout", full)
    steadfast.client.models.promote(name)
    state = steadfast.settled()
    assert state.promotion is not None
    assert state.promotion.detail == "the disk is full"
    assert state.in_force.version == "1.0.0"


def test_one_promotion_at_a_time_and_none_of_what_is_in_force(
    station: Station, packages: Path
) -> None:
    first, second = (station.install(packages / each) for each in ("1.1.0", "1.2.0"))
    with pytest.raises(RolloutImpossibleError):
        station.client.models.promote("machined-part/1.0.0")
    with pytest.raises(PackageUnknownError):
        station.client.models.promote("machined-part/9.9.9")
    with pytest.raises(RolloutImpossibleError):
        station.client.models.roll_back()
    station.client.models.promote(first)
    with pytest.raises(PromotionRunningError):
        station.client.models.promote(second)
    assert station.settled().in_force.version == "1.1.0"


def test_a_station_that_ends_in_the_middle_starts_with_the_old_or_the_new(
    folder: Path, packages: Path
) -> None:
    station = Station(folder)
    station.client.models.promote(station.install(packages / "1.1.0"))
    station.stop()
    again = Station(folder)
    assert again.in_force() in ("1.0.0", "1.1.0")
    assert again.in_force() == again.client.models.state().in_force.version
    again.stop()


def test_a_package_in_force_that_is_damaged_starts_nothing(folder: Path, packages: Path) -> None:
    station = Station(folder)
    station.promoted(packages / "1.1.0")
    station.stop()
    damaged = data_of(folder).models / "machined-part" / "1.1.0" / "MODEL_CARD.md"
    damaged.write_text("another card")
    with pytest.raises(ModelError) as caught:
        make_engine(load_station(folder / "station.toml"), data_of(folder), TOKEN)
    assert "inspector model rollback" in caught.value.remedy


def test_a_promoted_model_that_no_longer_reproduces_its_examples_starts_nothing(
    folder: Path, packages: Path
) -> None:
    station = Station(folder)
    name = station.install(packages / "1.6.0")
    station.stop()
    registry = station.registry
    registry.promote(registry.find(name).sha256, "somebody", "by hand")
    with pytest.raises(ModelUnplayableError, match=r"golden/03\.png"):
        make_engine(load_station(folder / "station.toml"), data_of(folder), TOKEN)


class TestTrial:
    def test_a_trial_goes_on_after_a_restart_and_ends_when_its_model_is_promoted(
        self, folder: Path, station: Station, packages: Path
    ) -> None:
        name = station.install(packages / "1.2.0")
        trial = station.client.models.set_shadow(name).trial
        assert trial is not None
        assert (trial.name, trial.running, trial.compared) == (name, True, 0)
        station.restart()
        again = station.client.models.shadow().trial
        assert again is not None
        assert again.running
        assert again.since == trial.since
        station.client.models.promote(name)
        assert station.settled().shadow_sha256 is None
        assert station.client.models.shadow().trial is None
        assert station.process.engine.trial.runner is None

    def test_what_is_in_force_is_not_on_trial(self, steadfast: Station) -> None:
        with pytest.raises(RolloutImpossibleError):
            steadfast.client.models.set_shadow("machined-part/1.0.0")
        with pytest.raises(RolloutImpossibleError):
            steadfast.client.models.set_shadow(None)

    def test_a_model_on_trial_that_is_damaged_keeps_no_station_from_starting(
        self, folder: Path, packages: Path
    ) -> None:
        station = Station(folder)
        station.client.models.set_shadow(station.install(packages / "1.2.0"))
        station.stop()
        damaged = data_of(folder).models / "machined-part" / "1.2.0" / "MODEL_CARD.md"
        damaged.write_text("another card")
        again = Station(folder)
        trial = again.client.models.shadow().trial
        assert trial is not None
        assert not trial.running
        assert "MOD-002" in trial.fault
        again.client.models.set_shadow(None)
        assert again.client.models.shadow().trial is None
        again.stop()
