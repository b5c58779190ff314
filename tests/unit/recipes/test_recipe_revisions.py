"""Recipes as text, as differences and as rows; what thresholds cost on known truth."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.config.recipe import parse_recipe
from inspector.domain.errors.recipe import (
    DraftChangedError,
    DraftUnknownError,
    RevisionUnknownError,
)
from inspector.domain.evaluation import Evaluation
from inspector.domain.recipe import DecisionLimits
from inspector.domain.recipe_revision import RecipeDraft, RecipeRelease, RecipeRevision
from inspector.engine.judging.decision import decide
from inspector.services.recipes.content import differences, recipe_content, recipe_of, recipe_toml
from inspector.services.recipes.evidence import Evidence, TruePicture
from inspector.store.opening import DATABASE_NAME, open_store
from inspector.store.recipes.revisions import SqliteRecipes

CLASSES, GOOD = ("good", "scratch", "stain"), frozenset({"good"})
NAMES = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=8)
STEPS = st.lists(
    st.fixed_dictionaries({"operation": st.sampled_from(["grey", "median", "clahe"])})
    | st.fixed_dictionaries(
        {
            "operation": st.just("roi"),
            "offset_x_px": st.integers(0, 999),
            "width_px": st.integers(8, 999),
            "label": NAMES,
        }
    ),
    max_size=4,
)
RECIPES = st.fixed_dictionaries(
    {
        "recipe_id": st.just("part"),
        "number": st.integers(0, 65535),
        "preprocessing": STEPS,
        "limits": st.fixed_dictionaries(
            {"accept": st.floats(0.001, 1), "reject_default": st.floats(0.001, 1)}
        ),
        "features": st.dictionaries(
            st.sampled_from(["gain_db", "exposure_time_us", "trigger_mode"]),
            st.integers(-5, 10**6) | st.floats(-1e6, 1e6) | st.booleans() | NAMES,
        ),
    }
)


@given(RECIPES)
def test_the_text_of_a_revision_gives_the_same_revision(content: dict[str, object]) -> None:
    recipe = parse_recipe(content)
    again = recipe_of(recipe_toml(recipe))
    assert again.revision == recipe.revision
    assert again == recipe
    assert differences(recipe_content(recipe), recipe_content(again)) == []


@given(RECIPES, RECIPES)
def test_differences_are_told_exactly_where_revisions_differ(
    one: dict[str, object], other: dict[str, object]
) -> None:
    old, new = parse_recipe(one), parse_recipe(other)
    changes = differences(recipe_content(old), recipe_content(new))
    assert bool(changes) is (old.revision != new.revision)
    assert all(each.old != each.new for each in changes)


PROBABILITIES = st.tuples(st.integers(1, 100), st.integers(0, 100), st.integers(0, 100)).map(
    lambda weights: tuple(each / sum(weights) for each in weights)
)
LIMIT = st.floats(0.01, 1)


@given(
    st.lists(st.tuples(PROBABILITIES, st.booleans()), min_size=1, max_size=30),
    LIMIT,
    LIMIT,
    st.dictionaries(st.sampled_from(["scratch", "stain"]), LIMIT),
)
def test_costs_count_what_the_line_would_decide(
    rows: list[tuple[tuple[float, ...], bool]],
    accept: float,
    reject: float,
    own: dict[str, float],
) -> None:
    limits = DecisionLimits(accept, reject, own)
    counted = Evidence.of(CLASSES, GOOD, [TruePicture(*row) for row in rows]).outcomes(limits)
    decided = [(decide(scores, CLASSES, GOOD, limits).evaluation, good) for scores, good in rows]
    assert counted == (
        sum(verdict is Evaluation.OK and not good for verdict, good in decided),
        sum(verdict is Evaluation.NOT_OK and good for verdict, good in decided),
        sum(verdict is Evaluation.NOT_DECIDABLE for verdict, _ in decided),
    )


@pytest.fixture
def recipes(tmp_path: Path) -> Iterator[SqliteRecipes]:
    store = open_store(tmp_path)
    yield store.recipes()
    store.close()


def revision(digit: str, utc_ns: int = 1, note: str = "") -> RecipeRevision:
    return RecipeRevision(digit * 64, "part", 3, 'recipe_id = "part"\n', utc_ns, note=note)


def test_a_revision_is_kept_once_and_as_it_was_first(recipes: SqliteRecipes) -> None:
    first = recipes.add(revision("a", note="first"))
    assert recipes.add(revision("a", 2, "again")) == first
    recipes.add(revision("b", 5))
    assert [each.revision[0] for each in recipes.revisions("part")] == ["b", "a"]
    assert recipes.recipe_text("a" * 64) == 'recipe_id = "part"\n'
    with pytest.raises(RevisionUnknownError):
        recipes.recipe_text("c" * 64)


def test_nobody_changes_what_was_signed_off(tmp_path: Path, recipes: SqliteRecipes) -> None:
    recipes.add(revision("a"))
    recipes.release(RecipeRelease("part", "a" * 64, 7, "Li Wei", "checked"))
    assert recipes.releases() == [RecipeRelease("part", "a" * 64, 7, "Li Wei", "checked")]
    recipes.choose("part", "Li Wei", 9)
    connection = sqlite3.connect(tmp_path / DATABASE_NAME, isolation_level=None)
    for statement in (
        "UPDATE recipe_revision SET content = ''",
        "DELETE FROM recipe_revision",
        "UPDATE recipe_release SET person = 'nobody'",
        "DELETE FROM recipe_release",
        "DELETE FROM recipe_choice",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="never changed"):
            connection.execute(statement)
    connection.close()
    assert recipes.chosen() == "part"


def test_a_draft_is_changed_by_one_person_at_a_time(recipes: SqliteRecipes) -> None:
    draft = recipes.keep_draft(RecipeDraft(0, "{}", None, "camera", 0, 1, "Li Wei"))
    changed = recipes.keep_draft(draft)
    assert (draft.version, changed.version) == (1, 2)
    with pytest.raises(DraftChangedError):
        recipes.keep_draft(draft)
    assert recipes.draft(draft.draft_id) == changed
    recipes.drop_draft(draft.draft_id)
    assert recipes.drafts() == []
    for lost in (recipes.drop_draft, recipes.draft):
        with pytest.raises(DraftUnknownError):
            lost(draft.draft_id)
    with pytest.raises(DraftUnknownError):
        recipes.keep_draft(changed)
