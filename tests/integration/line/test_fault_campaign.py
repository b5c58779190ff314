"""Whatever breaks around the gate, no bad part escapes and every part has one verdict and outcome.

The short runs are those of every day; `make soak` runs each role with each way of tracking for 600
parts. That the campaign would notice is tested too.
"""

from __future__ import annotations

import asyncio
import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from inspector.bench.faults.campaign import run_once
from inspector.bench.faults.catalogue import CATALOGUE, names_for
from inspector.bench.faults.figures import Figures, Run, figures
from inspector.bench.faults.plan import ROLES, TRACKING, in_pairs, plan
from inspector.bench.faults.settings import RunSettings
from inspector.cli.bench.group import bench
from inspector.domain.evaluation import Evaluation
from inspector.pipe.records import Decided, OutcomeSeen, TriggerSeen
from inspector.plc.line.slots import Slot

SHORT = RunSettings(parts=80, repeats=1)
COUPLER = (
    "gate_killed",
    "gate_frozen",
    "engine_killed",
    "result_worse",
    "link_silent",
    "coupler_power",
    "belt_stopped",
    "photo_eye_ghost",
)


def campaign(settings: RunSettings, folder: Path) -> Run:
    return asyncio.run(run_once(settings, folder))


def assert_flawless(found: Figures) -> None:
    assert found.complaints == ()
    assert (found.escapes, found.double_outcomes, found.unaccounted) == (0, 0, 0)
    assert found.flawless
    assert found.parts >= found.settings.parts


@pytest.mark.timeout(180)
@pytest.mark.parametrize(
    "settings",
    [
        replace(SHORT, tracking="encoder", seed=11),
        replace(SHORT, tracking="photo_eye", seed=12),
        replace(SHORT, tracking="delay", seed=13),
        replace(SHORT, role="client", seed=14),
        replace(SHORT, role="coupler", seed=15, parts=50, faults=COUPLER),
    ],
    ids=lambda settings: f"{settings.role}-{settings.tracking}",
)
def test_every_fault_once_and_no_part_is_lost(settings: RunSettings, tmp_path: Path) -> None:
    found = figures(campaign(settings, tmp_path))

    assert_flawless(found)
    assert found.faults == dict.fromkeys(sorted(names_for(settings)), 1)
    assert found.good_lost < found.parts


@pytest.mark.parametrize("role", ROLES[:2])
def test_a_clearance_is_taken_back_while_nothing_is_acknowledged(role, tmp_path: Path) -> None:
    """Its word waited behind a full ring, and the part passed; seen once in some hundred runs."""
    faults = ("ack_withheld", "result_worse")
    settings = replace(SHORT, role=role, seed=4, parts=100, repeats=6, faults=faults)

    assert_flawless(figures(campaign(settings, tmp_path)))


def test_more_parts_wait_than_may(tmp_path: Path) -> None:
    settings = replace(SHORT, parts=40, long_belt=True, faults=("queue_overrun",))

    assert_flawless(figures(campaign(settings, tmp_path)))


@pytest.mark.parametrize("role", ROLES)
def test_an_ejector_stuck_open_stops_the_infeed_and_names_what_passed(role, tmp_path: Path) -> None:
    settings = replace(SHORT, role=role, parts=20, faults=("ejector_open",))
    for seed in range(3, 8):  # on a slow computer the stuck ejector may meet good parts only
        run = campaign(replace(settings, seed=seed), tmp_path / str(seed))
        found = figures(run)
        assert_flawless(found)
        if found.uncatchable:
            break

    assert found.uncatchable > 0
    assert found.unnamed == 0
    first = min(run.evidence.uncatchable())
    behind = [number for number in run.evidence.stuck if number > first]
    on_the_belt = settings.geometry.exit // settings.geometry.pitch + 1
    assert len(behind) <= on_the_belt + 1, "a busy computer notices it one part later"


def test_a_line_program_that_clears_everything_is_found_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def clear(slot: Slot, evaluation: int) -> None:
        del evaluation
        slot.cleared = slot.closed = True

    monkeypatch.setattr(Slot, "hear", clear)
    arguments = ["faults", "--parts", "25", "--repeats", "1", "--plc-role", "server", "--json"]
    only = ["--tracking", "encoder", "--fault", "result_twice"]

    ended = CliRunner().invoke(bench, [*arguments, *only])

    assert ended.exit_code == 1
    document = json.loads(ended.stdout)
    assert document["escapes"] > 0
    assert any("escaped" in complaint for complaint in document["runs"][0]["complaints"])
    assert "escaped" in ended.stderr


@pytest.fixture(scope="module")
def quiet_run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    settings = replace(SHORT, parts=25, faults=("result_twice",))
    return campaign(settings, tmp_path_factory.mktemp("quiet"))


def without(run: Run, kind: type) -> Run:
    """The run with a journal that has lost the first record of this kind."""
    lost = min(sequence for sequence, record in run.records if isinstance(record, kind))
    return replace(run, records=tuple(each for each in run.records if each[0] != lost))


@pytest.mark.parametrize("kind", [TriggerSeen, Decided, OutcomeSeen])
def test_a_journal_that_loses_a_record_is_found_out(kind: type, quiet_run: Run) -> None:
    assert_flawless(figures(quiet_run))

    found = figures(without(quiet_run, kind))

    assert found.unaccounted >= 2  # the part, and the hole


@pytest.mark.parametrize("kind", [TriggerSeen, Decided, OutcomeSeen])
def test_a_journal_that_leads_a_part_twice_is_found_out(kind: type, quiet_run: Run) -> None:
    last, _ = quiet_run.records[-1]
    again = next(record for _, record in quiet_run.records if isinstance(record, kind))
    if isinstance(again, TriggerSeen):
        again = replace(again, trigger_index=last)
    run = replace(quiet_run, records=(*quiet_run.records, (last + 1, again)))

    assert figures(run).double_outcomes == 1


@pytest.mark.parametrize("name", ["triggered", "ok", "rejected", "plc_triggered", "plc_passed"])
def test_a_gate_that_counts_wrongly_is_found_out(name: str, quiet_run: Run) -> None:
    assert quiet_run.status is not None
    status = replace(quiet_run.status, **{name: getattr(quiet_run.status, name) + 1})

    assert figures(replace(quiet_run, status=status)).unaccounted >= 1
    assert figures(replace(quiet_run, status=None)).unaccounted == 1


def test_a_part_taken_for_another_is_found_out(quiet_run: Run) -> None:
    records = tuple(
        (sequence, replace(record, encoder=record.encoder + 1000))
        if isinstance(record, TriggerSeen)
        else (sequence, record)
        for sequence, record in quiet_run.records
    )

    assert figures(replace(quiet_run, records=records)).unaccounted == figures(quiet_run).parts


def test_a_false_outcome_is_found_out(quiet_run: Run) -> None:
    records = tuple(
        (sequence, replace(record, outcome=3 - record.outcome))
        if isinstance(record, OutcomeSeen)
        else (sequence, record)
        for sequence, record in quiet_run.records
    )

    assert figures(replace(quiet_run, records=records)).contradicted == figures(quiet_run).parts


def test_the_quiet_run_judged_good_and_bad_parts(quiet_run: Run) -> None:
    verdicts = {record.evaluation for _, record in quiet_run.records if isinstance(record, Decided)}
    assert {Evaluation.OK, Evaluation.NOT_OK} <= verdicts
    found = figures(quiet_run)
    assert found.good_lost < found.parts / 4


def test_every_fault_is_planned_somewhere() -> None:
    runs = plan(RunSettings(), runs=1)
    mixed = {name for run in runs for name in names_for(run)}
    alone = {name for name, fault in CATALOGUE.items() if fault.alone}
    elsewhere = {name for name, fault in CATALOGUE.items() if fault.linux_only}
    assert mixed | alone | elsewhere == set(CATALOGUE)
    assert not mixed & alone
    assert {(run.role, run.tracking) for run in runs} == {(r, t) for r in ROLES for t in TRACKING}


def test_two_faults_of_a_pair_can_happen_at_once() -> None:
    runs = plan(RunSettings(), 1, ["server"], ["encoder"])
    pairs = [run.faults for run in in_pairs(runs)]
    assert ("ack_withheld", "result_worse") in [tuple(sorted(pair)) for pair in pairs]
    assert len(set(pairs)) == len(pairs) > 200
    for one, other in pairs:
        assert not set(CATALOGUE[one].breaks) & set(CATALOGUE[other].breaks)


def test_the_page_tells_every_fault() -> None:
    page = Path(__file__).parents[3] / "docs" / "reference" / "fault-campaign.md"
    lines = page.read_text(encoding="utf-8").splitlines()
    for name, fault in CATALOGUE.items():
        assert any(line.startswith(f"| `{name}` | {fault.row} |") for line in lines), name


def test_the_command_prints_the_figures() -> None:
    arguments = ["faults", "--parts", "25", "--repeats", "1", "--seed", "5", "--json"]
    only = ["--plc-role", "server", "--tracking", "delay", "--fault", "result_lost"]

    ended = CliRunner().invoke(bench, [*arguments, *only])

    assert ended.exit_code == 0
    document = json.loads(ended.stdout)
    (run,) = document["runs"]
    assert run["seed"] == 5
    assert (run["role"], run["tracking"]) == ("server", "delay")
    assert run["faults"] == {"result_lost": 1}
    for name in ("escapes", "double_outcomes", "unaccounted"):
        assert run[name] == document[name] == 0
    assert run["parts"] == document["parts"] >= 25


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--fault", "rain"], "choose from gate_killed"),
        (["--plc-role", "coupler", "--fault", "plc_restarted"], "no such fault can happen"),
    ],
    ids=["unknown", "not in this role"],
)
def test_a_fault_that_cannot_be_is_refused(arguments: list[str], said: str) -> None:
    ended = CliRunner().invoke(bench, ["faults", *arguments])

    assert ended.exit_code == 2
    assert said in ended.stderr


@pytest.mark.soak
@pytest.mark.parametrize("settings", plan(RunSettings(seed=100), runs=3), ids=str)
def test_six_hundred_parts(settings: RunSettings, tmp_path: Path) -> None:
    found = figures(campaign(settings, tmp_path))

    assert_flawless(found)
    assert set(found.faults) == set(names_for(settings))
    if sys.platform == "linux":
        assert found.faults["disk_full"] == settings.repeats
