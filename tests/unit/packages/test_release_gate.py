"""A package is refused for every figure that misses its limit, and for no other."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from package_rig import evaluation, tiny_graph, tiny_package

from inspector.config.recipe import canonical_form, load_recipe, parse_recipe
from inspector.domain.errors.config import RecipeInvalidError
from inspector.domain.model import Classification
from inspector.domain.recipe import Recipe
from inspector.domain.release import ReleaseFigure, ReleaseLimits, StationMeasurement
from inspector.inference import release_gate as release_gate_module
from inspector.inference.classifier import OnnxClassifier
from inspector.inference.manifest import EvaluationEntry
from inspector.inference.package import ModelPackage, find_packages, load_package
from inspector.inference.release_gate import (
    escape_upper_bound,
    measure_classifier,
    measure_on_station,
    release_figures,
)
from inspector.resources import bundled

GOOD = StationMeasurement("CPUExecutionProvider", 1.0, 2.0, 0.001, 0.05)
LIMITS = ReleaseLimits()


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> ModelPackage:
    return tiny_package(tmp_path_factory.mktemp("packages"), evaluation=evaluation())


def evaluated(package: ModelPackage, **changes: Any) -> ModelPackage:
    entry = EvaluationEntry.model_validate(evaluation(**changes))
    return replace(package, manifest=package.manifest.model_copy(update={"evaluation": entry}))


def refused(
    package: ModelPackage, limits: ReleaseLimits, measured: StationMeasurement
) -> list[ReleaseFigure]:
    return [each for each in release_figures(package, limits, measured) if each.is_refused]


def test_a_package_inside_all_limits_is_not_refused(package: ModelPackage) -> None:
    assert refused(package, LIMITS, GOOD) == []


@pytest.mark.parametrize(
    ("changes", "figure", "measured", "words"),
    [
        ({"accuracy": 0.9}, "accuracy", 0.9, "90.00 %"),
        ({"escapes": 3}, "escape_percent", 1.5, "3 of 200 defective"),
        ({"false_rejects": 11}, "false_reject_percent", 5.5, "11 of 200 good"),
        ({"not_decidable": 41}, "not_decidable_percent", 10.25, "41 of 400"),
        ({"flips": 3}, "flip_percent", 0.75, "FP32"),
        ({"robustness": {"blur": 0.9, "noise": 0.2}}, "robustness", 0.2, "under noise 20 %"),
        ({"robustness": {}}, "robustness", None, "without --no-robustness"),
        (
            {"defective": 0, "escapes": 0},
            "escape_percent",
            None,
            "no defective pictures in the test split; add pictures of each defect class",
        ),
        (
            {"good": 0, "false_rejects": 0},
            "false_reject_percent",
            None,
            "no good pictures in the test split; add pictures of good parts",
        ),
    ],
)
def test_each_figure_that_misses_its_limit_is_named(
    package: ModelPackage,
    changes: dict[str, Any],
    figure: str,
    measured: float | None,
    words: str,
) -> None:
    (refusal,) = refused(evaluated(package, **changes), LIMITS, GOOD)
    assert refusal.name == figure
    assert refusal.measured == (None if measured is None else pytest.approx(measured))
    assert words in refusal.text


@pytest.mark.parametrize(
    "changes",
    [
        {"accuracy": 0.95},
        {"escapes": 2},
        {"false_rejects": 10},
        {"not_decidable": 40},
        {"flips": 2, "samples": 1000},
        {"robustness": {"noise": 0.3}},
    ],
)
def test_a_figure_at_its_limit_passes(package: ModelPackage, changes: dict[str, Any]) -> None:
    assert refused(evaluated(package, **changes), LIMITS, GOOD) == []


def test_one_flip_is_let_pass_where_pictures_are_too_few(package: ModelPackage) -> None:
    one = evaluated(package, flips=1)
    assert refused(one, LIMITS, GOOD) == []
    assert [r.name for r in refused(one, ReleaseLimits(max_flip_percent=0), GOOD)] == [
        "flip_percent"
    ]
    assert refused(evaluated(package, flips=2), LIMITS, GOOD)


def test_a_slow_station_and_other_scores_are_refused(package: ModelPackage) -> None:
    slow = replace(GOOD, p99_ms=50.1, golden_difference=0.06)
    refusals = refused(package, LIMITS, slow)
    assert [(each.name, each.limit, each.measured) for each in refusals] == [
        ("p99_ms", 50.0, 50.1),
        ("golden_difference", 0.05, 0.06),
    ]
    assert refused(package, LIMITS, replace(GOOD, p99_ms=50.0, golden_difference=0.05)) == []
    assert "50.10 ms" in refusals[0].text


def test_all_faults_are_told_at_once(package: ModelPackage) -> None:
    poor = evaluated(package, accuracy=0.5, escapes=100, flips=99)
    figures = [refusal.name for refusal in refused(poor, LIMITS, GOOD)]
    assert figures == ["accuracy", "escape_percent", "flip_percent"]


def test_a_package_that_was_never_evaluated_is_refused() -> None:
    shipped = load_package(find_packages(bundled("models"))[0])
    never = replace(shipped, manifest=shipped.manifest.model_copy(update={"evaluation": None}))
    assert refused(shipped, LIMITS, GOOD) == []
    assert [r.name for r in refused(never, LIMITS, GOOD)] == ["evaluation"]
    off = replace(GOOD, golden_difference=0.06)
    assert [r.name for r in refused(never, LIMITS, off)] == ["evaluation", "golden_difference"]


@pytest.mark.parametrize(
    ("escapes", "defective", "bound"),
    [
        (0, 200, 0.0148669),  # scipy.stats.binomtest(0, 200, alternative="less").proportion_ci
        (3, 100, 0.0757109),
        (7, 1000, 0.0131077),
        (0, 1, 0.95),
        (5, 5, 1.0),
    ],
)
def test_the_upper_bound_is_that_of_clopper_and_pearson(
    escapes: int, defective: int, bound: float
) -> None:
    assert escape_upper_bound(escapes, defective) == pytest.approx(bound, abs=1e-6)


def test_few_pictures_cannot_prove_a_low_share_of_escapes(package: ModelPackage) -> None:
    strict = ReleaseLimits(escapes_by="upper_bound")
    (refusal,) = refused(package, strict, GOOD)
    assert refusal.measured == pytest.approx(1.48669, abs=1e-4)
    many = evaluated(package, defective=400)
    assert refused(many, strict, GOOD) == []


def test_the_station_is_measured_for_real(tmp_path: Path) -> None:
    package = tiny_package(tmp_path, model=tiny_graph(5))
    measured = measure_on_station(package, provider="cpu", rounds=20)
    assert measured.golden_difference < 1e-5
    assert 0 < measured.p50_ms <= measured.p99_ms
    assert measured.provider == "CPUExecutionProvider"


class SlowClassifier(OnnxClassifier):
    """Each inference takes as long as the test says."""

    def __init__(self, package: ModelPackage, durations_ns: Iterable[int]) -> None:
        super().__init__(package, provider="cpu")
        self._durations = iter(durations_ns)
        self.now_ns = 777

    def classify(self, image: NDArray[np.uint8]) -> Classification:
        self.now_ns += next(self._durations)
        return super().classify(image)


def test_a_slow_model_is_told_in_milliseconds_without_its_first_inferences(
    package: ModelPackage, monkeypatch: pytest.MonkeyPatch
) -> None:
    timed_ns = [*[10**9] * 10, *range(1_000_000, 21_000_000, 1_000_000)]
    slow = SlowClassifier(package, [10**9, *timed_ns])
    monkeypatch.setattr(release_gate_module, "monotonic_ns", lambda: slow.now_ns)
    rested: list[int] = []
    measured = measure_classifier(package, slow, rounds=20, rest=rested.append)
    assert (measured.p50_ms, measured.p99_ms) == (10.5, pytest.approx(19.81))
    assert rested == timed_ns


def test_one_golden_picture_of_several_that_comes_out_otherwise_is_enough(
    package: ModelPackage,
) -> None:
    (right,) = package.manifest.golden
    wrong = right.model_copy(update={"scores": (1.0, 0.0, 0.0)})
    changed = package.manifest.model_copy(update={"golden": (right, wrong, right)})
    other = replace(package, manifest=changed)
    measured = measure_on_station(other, provider="cpu", rounds=1)
    assert [each.name for each in refused(other, LIMITS, replace(measured, p99_ms=1.0))] == [
        "golden_difference"
    ]


def recipe_of(folder: Path, text: str) -> Recipe:
    path = folder / "recipe.toml"
    path.write_text(f'recipe_id = "housing"\n{text}')
    return load_recipe(path)


def test_the_recipe_says_what_is_asked_for(tmp_path: Path) -> None:
    recipe = recipe_of(
        tmp_path, '[release]\nmax_escape_percent = 0.1\nescapes_by = "upper_bound"\n'
    )
    assert recipe.release == ReleaseLimits(max_escape_percent=0.1, escapes_by="upper_bound")
    plain = recipe_of(tmp_path, "")
    assert plain.release == ReleaseLimits()
    assert plain.revision != recipe.revision
    assert "release" not in canonical_form(plain)


def test_a_recipe_comes_back_from_its_canonical_form(tmp_path: Path) -> None:
    recipe = recipe_of(tmp_path, "[release]\nmax_p99_ms = 12\n")
    assert parse_recipe(json.loads(canonical_form(recipe))) == recipe


@pytest.mark.parametrize("entry", ["min_accuracy = 95", "max_p99_ms = 0", "escapes_by = 'luck'"])
def test_limits_that_make_no_sense_are_refused_with_their_line(tmp_path: Path, entry: str) -> None:
    with pytest.raises(RecipeInvalidError, match="line 3"):
        recipe_of(tmp_path, f"[release]\n{entry}\n")
