"""Whether something beside the part tells the classes apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

from inspector.training.datasets.checks.finding import Finding, Severity, ShortcutScore

WARNING_AUC = 0.7
MIDDLE = "middle"
_FOLDS = 5
_RESAMPLES = 200
_SEED = 1
_REGULARISATION = 0.1
_REMEDIES = {
    "border": "Crop to the part (a recipe's `roi`), or take all classes before one background.",
    "corners": "Crop to the part (a recipe's `roi`), or take all classes before one background.",
    "brightness": "Take all classes with one light and one exposure, or normalise brightness.",
    "file size": "Save all classes in the same way; detail and noise must not go with a class.",
    "size in pixels": "Take all classes with one camera and one region of interest.",
    "JPEG quality": "Save all classes in the same way, best without loss.",
    "position": "Collect tiles of every class from everywhere in the picture.",
}


def score_shortcuts(
    cues: Mapping[str, NDArray[np.float64]],
    labels: NDArray[np.int64],
    clusters: NDArray[np.int64],
) -> tuple[ShortcutScore, ...]:
    """Cross-validated scores of a logistic regression on each cue alone.

    Args:
        cues: Features of each cue, shape ``(N, F)``; a cue that never varies is left out.
        labels: Class of each item, shape ``(N,)``.
        clusters: Items of one number stay in one fold, shape ``(N,)``.

    Returns:
        Nothing when a class is in fewer than two clusters.
    """
    folds = _folds(labels, clusters)
    if folds < 2:
        return ()
    scores = []
    for cue, features in cues.items():
        if np.ptp(features, axis=0).max() > 0:
            guesses = _out_of_fold(features, labels, clusters, folds)
            low, high = _interval(guesses, labels, clusters)
            scores.append(ShortcutScore(cue, _macro_auc(guesses, labels), low, high))
    return tuple(scores)


def check_shortcuts(
    scores: Sequence[ShortcutScore], middle: ShortcutScore | None
) -> Iterator[Finding]:
    """A warning for each cue that tells the classes apart, beside what the middle tells."""
    for score in scores:
        if score.auc <= WARNING_AUC:
            continue
        message = (
            f"{score.cue} alone tells the classes apart: AUC {score.auc:.2f} "
            f"(95 % interval {score.low:.2f} to {score.high:.2f}; chance is 0.50)"
        )
        if score.cue in ("border", "corners") and middle is not None:
            message += (
                f"; the middle alone: {middle.auc:.2f}. Expected only where the inspected surface "
                "fills the picture"
            )
        yield Finding("shortcut", Severity.WARNING, message, _REMEDIES[score.cue], score.auc)


def _folds(labels: NDArray[np.int64], clusters: NDArray[np.int64]) -> int:
    fewest = min(len(np.unique(clusters[labels == label])) for label in np.unique(labels))
    return min(_FOLDS, fewest) if len(np.unique(labels)) > 1 else 0


def _out_of_fold(
    features: NDArray[np.float64],
    labels: NDArray[np.int64],
    clusters: NDArray[np.int64],
    folds: int,
) -> NDArray[np.float64]:
    """Probability of each class for items that the regression was not fitted on."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import StratifiedGroupKFold
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import PolynomialFeatures, StandardScaler
    from threadpoolctl import threadpool_limits

    steps: list[object] = [StandardScaler()]
    if features.shape[1] <= 2:
        steps += [PolynomialFeatures(2, include_bias=False), StandardScaler()]
    weight = LogisticRegression(C=_REGULARISATION, class_weight="balanced", max_iter=2000)
    model = make_pipeline(*steps, weight)
    guesses = np.full((len(labels), labels.max() + 1), 1 / (labels.max() + 1))
    dealer = StratifiedGroupKFold(folds, shuffle=True, random_state=_SEED)
    for train, held_out in dealer.split(features, labels, clusters):
        if len(np.unique(labels[train])) < 2:
            continue
        with threadpool_limits(1):  # Threads that wait for each other cost more than they gain.
            model.fit(features[train], labels[train])
        guesses[np.ix_(held_out, model.classes_)] = model.predict_proba(features[held_out])
    return guesses


def _interval(
    guesses: NDArray[np.float64], labels: NDArray[np.int64], clusters: NDArray[np.int64]
) -> tuple[float, float]:
    """95 % percentile bootstrap over clusters."""
    rng = np.random.default_rng(_SEED)
    order = np.argsort(clusters, kind="stable")
    members = np.split(order, np.flatnonzero(np.diff(clusters[order])) + 1)
    found = []
    for _ in range(_RESAMPLES):
        drawn = rng.integers(0, len(members), len(members))
        rows = np.concatenate([members[index] for index in drawn])
        if len(np.unique(labels[rows])) > 1:
            found.append(_macro_auc(guesses[rows], labels[rows]))
    low, high = np.quantile(found, [0.025, 0.975])
    return float(low), float(high)


def _macro_auc(guesses: NDArray[np.float64], labels: NDArray[np.int64]) -> float:
    """Mean over the classes that are there of the Mann-Whitney statistic against the rest."""
    areas = []
    for label in np.unique(labels):
        mine = labels == label
        ranks = rankdata(guesses[:, label])
        count = int(mine.sum())
        pairs = count * (len(labels) - count)
        areas.append((ranks[mine].sum() - count * (count + 1) / 2) / pairs)
    return float(np.mean(areas))
