"""The new head, its temperature and its limits."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import softmax

from inspector.domain.errors.adapter import AdapterClassesError
from inspector.domain.recipe import DecisionLimits
from inspector.training.adapter.augmentation import varied
from inspector.training.adapter.fitting import REHEARSED, Lessons, fit_head
from inspector.training.adapter.head import AdapterHead
from inspector.training.adapter.pictures import NewPictures
from inspector.training.adapter.rehearsal import Rehearsal
from inspector.training.evaluation.limits import choose_limits
from inspector.training.evaluation.quality import judge
from inspector.training.evaluation.temperature import fit_temperature
from inspector.training.export.features import FeatureReader
from inspector.training.progress import Progress

_FOLDS = 3
_MOST_VERSIONS = 16
_VERSIONS_IN_ALL = 320
_LIFT_STEP = 0.25
_PRICE = 0.01
_LEAST_TEMPERATURE = 0.5
"""So few pictures prove no certainty: where all are right, the likelihood would ask for zero."""


@dataclass(frozen=True, slots=True)
class NewFeatures:
    """Features of the new pictures that are learned from.

    Attributes:
        lessons: All versions of all of them; ``sources`` is their place below.
        plain: Of the pictures as they are, shape ``(N, D)``.
        labels: Shape ``(N,)``.
    """

    lessons: Lessons
    plain: NDArray[np.float32]
    labels: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Learned:
    """What an adaptation found.

    Attributes:
        head: Learned from all that may be learned from.
        temperature: Divides its logits.
        limits: For its verdicts.
        cross_validated: New pictures that a head recognised which had not seen them.
        cross_validated_of: How many there were; a class of one picture gives none.
        escapes: Of these, defective ones that would pass.
    """

    head: AdapterHead
    temperature: float
    limits: DecisionLimits
    cross_validated: int
    cross_validated_of: int
    escapes: int

    @property
    def doubt(self) -> str:
        """What to think of it where most new pictures are not recognised; else empty."""
        if 2 * self.cross_validated >= self.cross_validated_of:
            return ""
        return (
            "the network hardly tells the new pictures from those it knows, and to teach it more "
            "would cost good parts: train it anew with them (inspector model train)"
        )


def read_new_features(
    reader: FeatureReader, pictures: NewPictures, seed: int, progress: Progress
) -> NewFeatures:
    """Run slightly varied versions of the pictures that are not held out."""
    rng = np.random.default_rng(seed)
    rows = np.flatnonzero(~pictures.held_out)
    versions = int(np.clip(_VERSIONS_IN_ALL // len(rows), 4, _MOST_VERSIONS))
    images = [image for row in rows for image in varied(pictures.images[row], versions, rng)]
    features = reader.read(images, progress, "new pictures").features
    labels = pictures.labels[rows]
    lessons = Lessons(
        features, np.repeat(labels, versions), np.repeat(np.arange(len(rows)), versions)
    )
    return NewFeatures(lessons, features[::versions], labels)


def learn(
    start: AdapterHead,
    new: NewFeatures,
    old: Rehearsal,
    pictures: NewPictures,
    parent_limits: DecisionLimits,
    seed: int,
    progress: Progress,
) -> Learned:
    """Fit the head, then temperature and limits on what it was not fitted to.

    The new pictures are too few to set some aside for this, so heads are fitted without a third of
    them in turn, and each third is scored by the head that did not see it. Those that are not
    recognised then have no say in the limits: they would move them until no good part passes.

    Raises:
        AdapterClassesError: all that could be learned from is of one class.
        TrainingCancelledError: somebody cancelled.
    """
    lessons = Lessons(
        np.concatenate([old.features, _as_rehearsed(new.lessons.features, old, seed)]),
        np.concatenate([old.labels, new.lessons.labels]),
        np.concatenate([np.full(len(old.labels), REHEARSED), new.lessons.sources]),
    )
    if len(np.unique(lessons.labels)) < 2:
        raise AdapterClassesError(
            f"all there is to learn from is {pictures.classes[int(lessons.labels[0])]!r}",
            remedy="Give pictures of another class too, or the base dataset with --dataset.",
        )
    wider = start.with_classes(len(pictures.classes))
    known = len(start.bias)
    unseen, logits = _cross_validate(wider, new, lessons, known, seed, progress)
    head = fit_head(wider, lessons, known, seed, progress, "fit")
    logits = np.concatenate([head.logits(old.check_features), logits])
    labels = np.concatenate([old.check_labels, new.labels[unseen]])
    good = np.array([name in pictures.ok_classes for name in pictures.classes])
    lift = fairest_lift(logits, labels, known, good)
    head.bias[known:] += lift
    logits = _lifted(logits, known, lift)
    temperature = max(fit_temperature(logits, labels), _LEAST_TEMPERATURE)
    scores = np.asarray(softmax(logits / temperature, axis=1), np.float32)
    right = scores.argmax(axis=1) == labels
    seen = right | (np.arange(len(labels)) < len(old.check_labels))
    limits = choose_limits(scores[seen], labels[seen], pictures.classes, pictures.ok_classes)
    if not old.real:
        limits = _stricter(limits, parent_limits)
    own = slice(len(old.check_labels), None)
    judged = judge(scores[own], labels[own], pictures.classes, pictures.ok_classes, limits)
    return Learned(head, temperature, limits, int(right[own].sum()), len(unseen), judged.escapes)


def _as_rehearsed(features: NDArray[np.float32], old: Rehearsal, seed: int) -> NDArray[np.float32]:
    """Beside drawn features, real ones would be told by being real, whatever they show."""
    if not old.drawn or old.statistics is None:
        return features
    return old.statistics.spread(features, np.random.default_rng(seed))


def fairest_lift(
    logits: NDArray[np.float32],
    labels: NDArray[np.int64],
    known: int,
    good: NDArray[np.bool_],
) -> float:
    """What the logits of new classes gain or lose so that the mean recall of all is highest.

    It may cost one in a hundred of the pictures of old classes, and of the good ones among them;
    of fewer none: what the features do not tell apart must not be paid for by good parts.

    A head is surer of the few pictures that it has seen than of the next ones, so unseen pictures
    of a new class lose against old classes; and where both look alike, a class of few pictures
    takes as much from its neighbours as it gets. This is the logit adjustment of Menon et al. 2021,
    "Long-tail learning via logit adjustment", with an offset that is measured instead of derived.

    Args:
        logits: Of pictures that were not learned from, shape ``(N, K)``.
        labels: Shape ``(N,)``.
        known: How many of the classes were there before; the others are new.
        good: Which classes a good part may have, shape ``(K,)``.
    """
    new = labels >= known
    if not new.any():
        return 0.0
    behind = logits[:, :known].max(axis=1) - logits[:, known:].max(axis=1)
    steps = np.ceil([min(behind.min(), 0) / _LIFT_STEP - 1, max(behind[new].max(), 0) / _LIFT_STEP])
    lifts = _LIFT_STEP * np.arange(steps[0], steps[1] + 1)
    right = np.stack([_lifted(logits, known, lift).argmax(axis=1) == labels for lift in lifts])
    recalls = np.mean([right[:, labels == label].mean(axis=1) for label in np.unique(labels)], 0)
    for rows in (~new, ~new & good[labels]):
        kept = right[:, rows].sum(axis=1)
        recalls[kept.max() - kept > int(_PRICE * rows.sum())] = -1
    equal = np.flatnonzero(recalls == recalls.max())
    return float(lifts[equal[np.abs(lifts[equal]).argmin()]])


def _lifted(logits: NDArray[np.float32], known: int, lift: float) -> NDArray[np.float32]:
    gains = np.where(np.arange(logits.shape[1]) < known, 0, lift)
    return np.asarray(logits + gains, np.float32)


def _cross_validate(
    start: AdapterHead,
    new: NewFeatures,
    lessons: Lessons,
    known: int,
    seed: int,
    progress: Progress,
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """The pictures that could be scored by a head that had not seen them, and their logits."""
    folds = _folds(new.labels)
    unseen: list[int] = []
    logits = [np.zeros((0, len(start.bias)), np.float32)]
    for fold in np.unique(folds[folds >= 0]):
        rows = np.flatnonzero(folds == fold)
        kept = lessons.without(rows)
        head = fit_head(start, kept, known, seed, progress, f"fit, third {fold + 1} unseen")
        unseen.extend(rows.tolist())
        logits.append(head.logits(new.plain[rows]))
    return np.array(unseen, np.int64), np.concatenate(logits)


def _folds(labels: NDArray[np.int64]) -> NDArray[np.int64]:
    """Fold of each picture; -1 for one that is the only one of its class."""
    folds = np.full(len(labels), -1, np.int64)
    for label in np.unique(labels):
        rows = np.flatnonzero(labels == label)
        if len(rows) > 1:
            folds[rows] = np.arange(len(rows)) % _FOLDS
    return folds


def _stricter(chosen: DecisionLimits, parent: DecisionLimits) -> DecisionLimits:
    """Without real pictures of the old classes no limit gets more lenient than it was."""
    return DecisionLimits(
        accept=max(chosen.accept, parent.accept),
        reject_default=min(chosen.reject_default, parent.reject_default),
        reject=dict(parent.reject),
    )
