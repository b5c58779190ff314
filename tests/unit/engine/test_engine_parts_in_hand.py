"""Who waits for the parts in hand waits for their deadlines at most."""

from __future__ import annotations

import threading
from types import SimpleNamespace

import pytest

from inspector.clock import monotonic_ns
from inspector.domain.model import ModelIdentity
from inspector.domain.recipe import Recipe
from inspector.domain.record import RecipeUse
from inspector.engine.judging.recipes import LineModel, PreparedRecipe, Recipes
from inspector.engine.matching.parts_in_hand import PartsInHand
from inspector.engine.record.citations import RecipeCitations
from inspector.engine.station.intake import PartIntake
from inspector.pipe.records import LiveTrigger, TriggerSeen, Verdict

FAR_NS = 10**15
WAIT_S = 30
MODEL = ModelIdentity("m", "1.0.0", "e" * 64, "int8", "CPU", ("good",), frozenset({"good"}))


def draining(parts: PartsInHand) -> threading.Thread:
    thread = threading.Thread(target=parts.drain)
    thread.start()
    return thread


def test_all_cameras_must_have_spoken_on_all_parts() -> None:
    parts = PartsInHand(views=2)
    for index in (1, 2):
        parts.add(index, monotonic_ns() + FAR_NS)
    thread = draining(parts)
    for index, view in ((1, 0), (1, 1), (2, 1), (2, 1), (9, 0)):
        parts.settle(index, view)
    assert thread.is_alive()
    parts.settle(2, 0)
    thread.join(WAIT_S)
    assert not thread.is_alive()


def test_nobody_waits_longer_than_to_the_last_deadline() -> None:
    parts = PartsInHand(views=1)
    begun = monotonic_ns()
    parts.add(1, begun + 30_000_000)
    parts.add(2, begun - 1)
    parts.drain()
    assert monotonic_ns() - begun >= 30_000_000


def test_a_gate_that_is_gone_waits_for_nothing() -> None:
    parts = PartsInHand(views=1)
    parts.add(1, monotonic_ns() + FAR_NS)
    thread = draining(parts)
    parts.clear()
    thread.join(WAIT_S)
    assert not thread.is_alive()


def test_parts_that_nobody_ever_judges_fill_no_memory() -> None:
    parts = PartsInHand(views=1)
    for index in range(5000):
        parts.add(index, 0)
    assert len(parts._open) <= 1024


@pytest.mark.parametrize("changing", [False, True])
def test_a_part_is_in_hand_before_anybody_asks_whether_a_changeover_is_under_way(
    changing: bool,
) -> None:
    """Else one that begins in between finds no part in hand, and takes the recipe away from it."""
    parts = PartsInHand(views=1)

    class Asked:
        @property
        def changing(self) -> bool:
            assert list(parts._open) == [5]
            return changing

    lane = SimpleNamespace(
        view=0,
        expose=lambda: True,
        on_trigger=lambda *_, **__: None,
        on_rejected=lambda _: None,
    )
    told: list[Verdict] = []
    intake = PartIntake([lane], two_recipes(), Asked(), parts, told.append)  # type: ignore[list-item, arg-type]
    intake.on_trigger(LiveTrigger(5, 70, 0, 0, FAR_NS))
    assert [each.trigger_index for each in told] == [5] * changing
    assert list(parts._open) == [5] * (not changing)


def two_recipes() -> Recipes:
    prepared = [PreparedRecipe(Recipe(name, "", n), ()) for n, name in ((1, "a"), (2, "b"))]
    return Recipes(LineModel(MODEL, tuple(prepared)))


def seen(index: int, number: int) -> TriggerSeen:
    return TriggerSeen(index, 1, 1, 0, 1, 1, 2, 0, number)


def test_a_part_cites_the_last_recipe_that_began_before_it() -> None:
    recipes = two_recipes()
    citations = RecipeCitations(recipes)
    citations.restore([RecipeUse(10, 2, "b", "")])
    citations.note([seen(index, number) for index, number in ((9, 1), (20, 2), (21, 1), (21, 2))])
    assert [use.trigger_index for use in citations.unstored] == [21]
    assert [citations.of(index).recipe_id for index in (9, 10, 20, 21, 99)] == list("abbaa")
    citations.note_stored()
    assert citations.unstored == ()


def test_changeovers_without_end_fill_no_memory() -> None:
    recipes = two_recipes()
    citations = RecipeCitations(recipes)
    for index in range(2000):
        citations.note([seen(index, 1 + index % 2)])
        citations.note_stored()
    assert len(citations._uses) == 256
    assert citations.of(1999).recipe_id == "b"
