"""A part is given to all cameras under the recipe that it names, or to none."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from inspector.clock import monotonic_ns
from inspector.domain.evaluation import Evaluation, Reason
from inspector.domain.model import ModelIdentity
from inspector.domain.recipe import Recipe
from inspector.engine.judging.recipes import LineModel, PreparedRecipe, Recipes
from inspector.engine.matching.parts_in_hand import PartsInHand
from inspector.engine.station.intake import PartIntake
from inspector.pipe.records import LiveTrigger, Verdict

MODEL = ModelIdentity("m", "1.0.0", "e" * 64, "int8", "CPU", ("good",), frozenset({"good"}))
JOURNAL = 4711


@dataclass
class Lane:
    """Writes down what it is told."""

    view: int
    exposes: bool = True
    told: list[Any] = field(default_factory=list)

    def expose(self) -> bool:
        self.told.append("expose")
        return self.exposes

    def on_trigger(self, trigger: Any, *, exposed: bool) -> None:
        self.told.append((trigger, exposed))

    def on_rejected(self, trigger: Any) -> None:
        self.told.append((trigger.trigger_index, trigger.seen_ns, trigger.delay_max_ns))

    def on_gate_change(self) -> None:
        self.told.append("another gate")

    def on_plc_change(self) -> None:
        self.told.append("another PLC")


@dataclass
class Changeover:
    """Whether another recipe is asked for."""

    changing: bool = False


class Station:
    """An intake before two cameras, the second of which cannot expose."""

    def __init__(self) -> None:
        prepared = [PreparedRecipe(Recipe(name, "", n), ()) for n, name in ((3, "a"), (7, "b"))]
        self.lanes = [Lane(0), Lane(1, exposes=False)]
        self.changeover = Changeover()
        self.in_hand = PartsInHand(views=2)
        self.sent: list[Verdict] = []
        self.model = LineModel(MODEL, tuple(prepared))
        recipes = Recipes(self.model)
        lanes: Any = self.lanes
        changeover: Any = self.changeover
        self.intake = PartIntake(lanes, recipes, changeover, self.in_hand, self.sent.append)
        self.intake.begin_anew(JOURNAL)
        for lane in self.lanes:
            assert lane.told == ["another gate"]
            lane.told.clear()

    def trigger(self, recipe_number: int) -> LiveTrigger:
        part = LiveTrigger(5, 9001, 55, 100, monotonic_ns() + 10**15, 2, 4, recipe_number, 6)
        self.intake.on_trigger(part)
        return part


@pytest.mark.parametrize("named", [0, 3])
def test_a_part_of_the_recipe_in_force_goes_to_every_camera_once_it_was_exposed(named: int) -> None:
    station = Station()
    part = station.trigger(named)
    for lane, exposed in zip(station.lanes, (True, False), strict=True):
        first, (trigger, told) = lane.told
        assert (first, told) == ("expose", exposed)
        assert (trigger.trigger_index, trigger.part_id, trigger.encoder) == (5, 9001, 55)
        assert (trigger.seen_ns, trigger.deadline_ns) == (100, part.deadline_ns)
        assert (trigger.detection, trigger.delay_max_ns) == (4, 6)
        assert (trigger.recipe_number, trigger.journal_id) == (3, JOURNAL)
        assert trigger.model_tag == station.model.tag
    assert station.sent == []
    assert station.in_hand._open


@pytest.mark.parametrize(("named", "changing"), [(7, False), (7, True), (3, True), (0, True)])
def test_a_part_of_another_recipe_or_during_a_changeover_is_judged_by_no_camera(
    named: int, changing: bool
) -> None:
    """It would be judged by the recipe of the product before."""
    station = Station()
    station.changeover.changing = changing
    station.trigger(named)
    assert [lane.told for lane in station.lanes] == [[(5, 100, 6)], [(5, 100, 6)]]
    undefined, why = Evaluation.UNDEFINED, Reason.RECIPE_CHANGING
    assert station.sent == [Verdict(5, undefined, why, -1, 0, 0.0, view) for view in (0, 1)]
    assert not station.in_hand._open


def test_a_part_that_the_gate_has_rejected_is_passed_over_and_judged_by_nobody() -> None:
    station = Station()
    station.intake.on_trigger(LiveTrigger(5, 9001, 55, 100, 10**15, 2, 4, 3, 6, rejected=1))
    assert [lane.told for lane in station.lanes] == [[(5, 100, 6)], [(5, 100, 6)]]
    assert station.sent == []
    assert not station.in_hand._open


def test_the_cameras_hear_of_a_plc_that_counts_anew_before_the_part_that_tells_it() -> None:
    station = Station()
    station.intake.follow(2)
    station.trigger(3)
    station.intake.follow(2)
    assert "another PLC" not in station.lanes[0].told
    station.intake.follow(3)
    assert station.lanes[0].told[-1] == "another PLC"
    station.trigger(3)  # of 2: of a gate that tells it with a part only
    assert station.lanes[0].told[-3] == "another PLC"


def test_another_gate_leaves_no_part_in_hand() -> None:
    station = Station()
    station.trigger(3)
    station.intake.begin_anew(JOURNAL + 1)
    assert not station.in_hand._open
    assert [lane.told[-1] for lane in station.lanes] == ["another gate"] * 2
