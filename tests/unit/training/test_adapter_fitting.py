"""A head learns a new class from a handful of features and forgets none of the old."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("torch", reason="needs the extra `train`")

from inspector.domain.errors.training import TrainingCancelledError
from inspector.training.adapter.fitting import REHEARSED, STEPS, Lessons, fit_head
from inspector.training.adapter.head import AdapterHead
from inspector.training.adapter.learning import fairest_lift
from inspector.training.progress import Silence

WIDTH = 40
OLD = 3
NONE_GOOD = np.zeros(3, bool)


def clouds(seed: int, per_class: int, classes: range) -> tuple[np.ndarray, np.ndarray]:
    places = 1.4 * np.random.default_rng(0).standard_normal((OLD + 1, WIDTH))
    rng = np.random.default_rng(seed)
    labels = np.repeat(np.array(classes), per_class)
    features = places[labels] + 1.5 * rng.standard_normal((len(labels), WIDTH))
    return (20 * features + 7).astype(np.float32), labels.astype(np.int64)


def old_head() -> AdapterHead:
    """The best linear head for the three known classes, in closed form."""
    features, labels = clouds(1, 400, range(OLD))
    means = np.stack([features[labels == label].mean(0) for label in range(OLD)])
    weight = (means - means.mean(0)) / (20 * 1.5) ** 2
    bias = -0.5 * np.einsum("kd,kd->k", means, means) / (20 * 1.5) ** 2
    bias += means.mean(0) @ means.mean(0) * 0.5 / (20 * 1.5) ** 2
    return AdapterHead.of_layer(weight.astype(np.float32), (bias - bias.max()).astype(np.float32))


def accuracy(head: AdapterHead, features: np.ndarray, labels: np.ndarray) -> float:
    return float((head.logits(features).argmax(1) == labels).mean())


@pytest.fixture(scope="module")
def lessons() -> Lessons:
    old, old_labels = clouds(2, 40, range(OLD))
    new, new_labels = clouds(3, 12, range(OLD, OLD + 1))
    return Lessons(
        np.concatenate([old, new]),
        np.concatenate([old_labels, new_labels]),
        np.concatenate([np.full(len(old), REHEARSED), np.arange(len(new))]),
    )


def test_a_new_class_is_learned_and_the_old_ones_stay(lessons: Lessons) -> None:
    start = old_head()
    before = accuracy(start, *clouds(4, 300, range(OLD)))
    head = fit_head(start.with_classes(OLD + 1), lessons, OLD, 1, Silence(), "fit")
    assert before > 0.9
    assert accuracy(head, *clouds(4, 300, range(OLD))) > before - 0.03
    assert accuracy(head, *clouds(5, 300, range(OLD, OLD + 1))) > 0.8


def test_new_classes_begin_as_no_answer() -> None:
    wider = old_head().with_classes(OLD + 2)
    features, labels = clouds(6, 100, range(OLD))
    assert wider.logits(features).shape == (300, OLD + 2)
    np.testing.assert_allclose(
        wider.logits(features)[:, :OLD], old_head().logits(features), rtol=1e-4, atol=1e-4
    )
    assert accuracy(wider, features, labels) > 0.7


def test_the_same_seed_gives_the_same_head(lessons: Lessons) -> None:
    start = old_head().with_classes(OLD + 1)
    one, two, other = (fit_head(start, lessons, OLD, seed, Silence(), "fit") for seed in (1, 1, 2))
    np.testing.assert_array_equal(one.weight, two.weight)
    assert not np.array_equal(one.weight, other.weight)


def test_a_fit_without_some_pictures_never_saw_them(lessons: Lessons) -> None:
    kept = lessons.without(np.array([0, 5]))
    assert not np.isin(kept.sources, [0, 5]).any()
    assert len(kept.labels) == len(lessons.labels) - 2
    assert (kept.sources == REHEARSED).sum() == (lessons.sources == REHEARSED).sum()


def test_new_classes_are_lifted_until_the_recalls_are_in_balance() -> None:
    labels = np.array([0] * 50 + [1] * 50 + [2] * 10)
    logits = np.zeros((110, 3), np.float32)
    logits[np.arange(100), labels[:100]] = 6
    logits[100:, 0] = np.linspace(0.3, 2.3, 10)
    lift = fairest_lift(logits, labels, 2, NONE_GOOD)
    assert 2.3 < lift <= 2.75
    assert fairest_lift(logits[:100], labels[:100], 2, NONE_GOOD) == 0
    costly = logits.copy()
    costly[:5, 0] = 1
    assert fairest_lift(costly, labels, 2, NONE_GOOD) == 1
    known_anyway = logits.copy()
    known_anyway[100:, 2] = 9
    assert fairest_lift(known_anyway, labels, 2, NONE_GOOD) == 0


def test_a_class_that_looks_like_good_parts_takes_none_of_them() -> None:
    """Eight in ten good parts look more like the new class than like good ones, as it does."""
    rng = np.random.default_rng(3)
    labels = np.repeat(np.array([0, 1, 2]), (60, 60, 16))
    logits = rng.normal(0, 1, (136, 3)).astype(np.float32)
    logits[:60, 0] += 8
    logits[60:, 1] += 3
    logits[60:, 2] += 4
    good = np.array([False, True, False])
    lift = fairest_lift(logits, labels, 2, good)
    said = (logits + np.array([0, 0, lift])).argmax(axis=1)
    assert (logits[60:120].argmax(axis=1) == 2).mean() > 0.6
    assert (said[60:120] == 1).sum() >= 59 - (logits[60:120, 0] > logits[60:120, 1]).sum()
    assert (said[:60] == 0).all()


class _Impatient(Silence):
    def __init__(self) -> None:
        self.parts = 0

    def advance(self, detail: str = "") -> None:
        self.parts += 1
        if self.parts == 2:
            raise TrainingCancelledError("enough")


def test_a_fit_is_cancelled_in_the_middle(lessons: Lessons) -> None:
    impatient = _Impatient()
    with pytest.raises(TrainingCancelledError):
        fit_head(old_head().with_classes(OLD + 1), lessons, OLD, 1, impatient, "fit")
    assert impatient.parts < STEPS
