"""What training decides without torch: limits, quality, splits and manifests."""

import tomllib
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.domain.errors.training import TrainingDatasetError, TrainingExtraMissingError
from inspector.domain.evaluation import Evaluation
from inspector.domain.recipe import DecisionLimits
from inspector.training.datasets.samples import Samples
from inspector.training.datasets.split import split_samples
from inspector.training.evaluation.limits import ESCAPE_TARGET, choose_limits
from inspector.training.evaluation.quality import judge
from inspector.training.extra import require_training_extra
from inspector.training.release.toml_writer import dump_toml

CLASSES = ("dent", "good")


def two_class_scores(good: list[float]) -> np.ndarray:
    column = np.array(good, np.float32)
    return np.stack([1 - column, column], axis=1)


def test_limits_keep_escapes_under_the_target_and_then_lose_few_good_parts() -> None:
    rng = np.random.default_rng(4)
    good = rng.beta(30, 1, 500)
    defective = rng.beta(1, 6, 2000)
    scores = two_class_scores([*good, *defective])
    labels = np.array([1] * 500 + [0] * 2000, np.int64)
    limits = choose_limits(scores, labels, CLASSES, {"good"})
    quality = judge(scores, labels, CLASSES, {"good"}, limits)
    assert quality.escape_rate <= ESCAPE_TARGET
    lost = quality.good - sum(e is Evaluation.OK for e in quality.evaluations[:500])
    assert lost < 100


def test_where_nothing_is_lost_acceptance_is_as_strict_as_it_can_be() -> None:
    scores = two_class_scores([0.96] * 20 + [0.01] * 20)
    labels = np.array([1] * 20 + [0] * 20, np.int64)
    assert choose_limits(scores, labels, CLASSES, {"good"}) == DecisionLimits(0.95, 0.5)


@pytest.mark.parametrize("ok_classes", [(), ("good",)])
def test_without_good_and_bad_samples_limits_are_one_half(ok_classes: tuple[str, ...]) -> None:
    scores = two_class_scores([0.2, 0.3])
    labels = np.array([0, 0], np.int64)
    assert choose_limits(scores, labels, CLASSES, ok_classes) == DecisionLimits(0.5, 0.5)


def test_quality_counts_what_a_person_would_count() -> None:
    scores = two_class_scores([0.9, 0.6, 0.1, 0.95, 0.6, 0.2])
    labels = np.array([1, 1, 1, 0, 0, 0], np.int64)
    limits = DecisionLimits(accept=0.8, reject_default=0.7)
    quality = judge(scores, labels, CLASSES, {"good"}, limits)
    assert quality.confusion == ((1, 2), (1, 2))
    assert (quality.correct, quality.samples) == (3, 6)
    assert (quality.escapes, quality.defective) == (1, 3)
    assert (quality.false_rejects, quality.good) == (1, 3)
    assert quality.not_decidable == 2
    assert quality.recall(CLASSES) == {"dent": pytest.approx(1 / 3), "good": pytest.approx(2 / 3)}


def test_a_class_without_samples_has_no_recall() -> None:
    scores = two_class_scores([0.9])
    quality = judge(scores, np.array([1], np.int64), CLASSES, {"good"}, DecisionLimits())
    assert quality.recall(CLASSES)["dent"] is None
    assert quality.escape_rate == 0


def samples(counts: list[int]) -> Samples:
    labels = np.repeat(np.arange(len(counts)), counts)
    names = tuple(str(row) for row in range(len(labels)))
    classes = tuple(f"class {label}" for label in range(len(counts)))
    return Samples(np.zeros((len(labels), 1, 1, 1), np.uint8), labels, classes, names)


@given(st.lists(st.integers(3, 60), min_size=2, max_size=5), st.integers(0, 2**31))
def test_a_split_shares_nothing_loses_nothing_and_has_every_class_everywhere(
    counts: list[int], seed: int
) -> None:
    split = split_samples(samples(counts), seed)
    parts = (split.train, split.validation, split.test)
    names = [name for part in parts for name in part.names]
    assert Counter(names) == Counter(str(row) for row in range(sum(counts)))
    for part in parts:
        assert set(part.labels) == set(range(len(counts)))
    assert len(split.train) >= len(split.test)
    assert split_samples(samples(counts), seed).test.names == split.test.names


@pytest.mark.parametrize("counts", [[9], [9, 2], [1, 1]])
def test_too_small_classes_cannot_be_split(counts: list[int]) -> None:
    with pytest.raises(TrainingDatasetError):
        split_samples(samples(counts), 1)


names = st.text(min_size=1, max_size=12).filter(lambda text: text.isprintable())
scalars = st.one_of(
    st.booleans(),
    st.integers(-(2**53), 2**53),
    st.floats(-1e6, 1e6).map(lambda value: round(value, 6)),
    st.text(max_size=20).filter(lambda text: all(ord(c) < 0xD800 for c in text)),
)
tables = st.dictionaries(names, st.one_of(scalars, st.lists(st.integers(), max_size=3)))
documents = st.dictionaries(
    names, st.one_of(scalars, tables, st.lists(tables, min_size=1, max_size=3)), max_size=6
)


@given(documents)
def test_written_toml_reads_back_the_same(document: dict[str, object]) -> None:
    assert tomllib.loads(dump_toml(document)) == document  # type: ignore[arg-type]


def test_a_missing_extra_is_named_before_anything_is_imported(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "torchvision", None)
    with pytest.raises(TrainingExtraMissingError, match="torchvision") as caught:
        require_training_extra()
    assert "inspector-station[train]" in caught.value.remedy
