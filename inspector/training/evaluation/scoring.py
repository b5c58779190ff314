"""Every picture through the very file that will run, and through its FP32 twin beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from inspector.clock import monotonic_ns
from inspector.domain.errors.evaluation import NothingToEvaluateError
from inspector.domain.errors.model import InferenceError
from inspector.domain.evaluation import Evaluation
from inspector.inference.session import ScoringSession
from inspector.training.datasets.pictures import UnsuitablePictureError
from inspector.training.evaluation.pictures import Picture, Pixels, require_known
from inspector.training.evaluation.quality import Quality
from inspector.training.progress import Progress

_WARM_UP_ROUNDS = 3
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Scored:
    """Scores of labelled pictures, one row each.

    Attributes:
        classes: Class names in the order of the scores.
        ok_classes: Those that a good part may have.
        pictures: What was scored.
        labels: True classes, shape ``(N,)``.
        scores: Probabilities of the file that runs, shape ``(N, K)``.
        twin_scores: The same of the FP32 twin; ``None`` without one.
        novelty: Distance from the training data, shape ``(N,)``; ``None`` of a model that does
            not tell it.
        times_ms: Time of each inference of the file that runs, shape ``(N,)``.
        left_out: Pictures that could not be used, with the reason.
    """

    classes: tuple[str, ...]
    ok_classes: frozenset[str]
    pictures: tuple[Picture, ...]
    labels: NDArray[np.int64]
    scores: Floats
    twin_scores: Floats | None
    novelty: Floats | None
    times_ms: NDArray[np.float64]
    left_out: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.labels)

    @property
    def good_columns(self) -> NDArray[np.bool_]:
        """Which columns belong to good classes, shape ``(K,)``."""
        return np.array([name in self.ok_classes for name in self.classes])

    @property
    def truly_good(self) -> NDArray[np.bool_]:
        """Which rows are good parts, shape ``(N,)``."""
        return np.asarray(self.good_columns[self.labels], np.bool_)

    @property
    def good_scores(self) -> NDArray[np.float64]:
        """The summed probability of the good classes, shape ``(N,)``."""
        return np.asarray(self.scores[:, self.good_columns].sum(axis=1, dtype=np.float64))

    def take(self, rows: Sequence[int] | NDArray[np.int64]) -> Scored:
        """Some of the rows, in this order."""
        picked = np.asarray(rows, np.int64)
        return Scored(
            classes=self.classes,
            ok_classes=self.ok_classes,
            pictures=tuple(self.pictures[row] for row in picked),
            labels=self.labels[picked],
            scores=self.scores[picked],
            twin_scores=None if self.twin_scores is None else self.twin_scores[picked],
            novelty=None if self.novelty is None else self.novelty[picked],
            times_ms=self.times_ms[picked],
            left_out=self.left_out,
        )


def score_pictures(
    session: ScoringSession,
    twin: ScoringSession | None,
    pictures: Sequence[Picture],
    classes: Sequence[str],
    ok_classes: Sequence[str],
    progress: Progress,
) -> Scored:
    """Score each picture once; those that cannot be read are left out and told.

    Args:
        session: The file that runs.
        twin: Its FP32 twin, if there is one.
        pictures: With labels among ``classes``.
        classes: Class names in the order of the scores.
        ok_classes: Those that a good part may have.
        progress: Told for each picture.

    Raises:
        LabelUnknownError: a label is none of ``classes``.
        NothingToEvaluateError: no picture can be used.
        InferenceError: the runtime failed on a picture.
        TrainingCancelledError: through ``progress``.
    """
    require_known(pictures, classes)
    rows = _Rows()
    progress.begin("score", len(pictures))
    for picture in pictures:
        image = rows.usable(picture)
        if image is not None:
            try:
                rows.score(picture, image, session, twin)
            except InferenceError as error:
                raise InferenceError(f"{picture.name}: {error.detail}") from error
        progress.advance()
    for line in rows.left_out:
        progress.tell(f"left out: {line}")
    if not rows.pictures:
        raise NothingToEvaluateError("no usable picture to evaluate on")
    order = list(classes)
    return Scored(
        classes=tuple(classes),
        ok_classes=frozenset(ok_classes),
        pictures=tuple(rows.pictures),
        labels=np.array([order.index(picture.label) for picture in rows.pictures], np.int64),
        scores=np.stack(rows.scores),
        twin_scores=np.stack(rows.twin_scores) if twin else None,
        novelty=np.array(rows.novelties, np.float32) if rows.novelties else None,
        times_ms=np.array(rows.times_ms),
        left_out=tuple(rows.left_out),
    )


def worst_of_parts(scored: Scored) -> Scored:
    """One row per part: that of the tile which looks least good, with the part's true class.

    A part is of a defect class as soon as one of its tiles is. Pictures without a part stay as
    they are.
    """
    rows: dict[str, list[int]] = {}
    for row, picture in enumerate(scored.pictures):
        rows.setdefault(f"part {picture.part}" if picture.part else f"row {row}", []).append(row)
    if all(len(tiles) == 1 for tiles in rows.values()):
        return scored
    good_scores, truly_good = scored.good_scores, scored.truly_good
    worst = [min(tiles, key=good_scores.__getitem__) for tiles in rows.values()]
    taken = scored.take(worst)
    for place, tiles in enumerate(rows.values()):
        defective = [row for row in tiles if not truly_good[row]]
        shown = min(defective or tiles, key=good_scores.__getitem__)
        taken.labels[place] = scored.labels[shown]
        if scored.novelty is not None and taken.novelty is not None:
            taken.novelty[place] = scored.novelty[tiles].max()
        if scored.twin_scores is not None and taken.twin_scores is not None:
            twin_good = scored.twin_scores[tiles][:, scored.good_columns].sum(axis=1)
            taken.twin_scores[place] = scored.twin_scores[tiles[int(twin_good.argmin())]]
    return taken


def count_lost(scored: Scored, quality: Quality) -> int:
    """How many good parts do not pass: they are rejected or not decided."""
    verdicts = zip(scored.truly_good.tolist(), quality.evaluations, strict=True)
    return sum(good and verdict is not Evaluation.OK for good, verdict in verdicts)


def as_image(pixels: Pixels) -> Pixels:
    """``(H, W)`` for one channel, ``(H, W, 3)`` for three."""
    return pixels[..., 0] if pixels.ndim == 3 and pixels.shape[2] == 1 else pixels


class _Rows:
    """What was scored so far."""

    def __init__(self) -> None:
        self.pictures: list[Picture] = []
        self.scores: list[Floats] = []
        self.twin_scores: list[Floats] = []
        self.novelties: list[float] = []
        self.times_ms: list[float] = []
        self.left_out: list[str] = []

    def usable(self, picture: Picture) -> Pixels | None:
        try:
            return as_image(picture.read())
        except UnsuitablePictureError as error:
            self.left_out.append(f"{picture.name}: {error}")
            return None

    def score(
        self, picture: Picture, image: Pixels, session: ScoringSession, twin: ScoringSession | None
    ) -> None:
        if not self.pictures:
            for _ in range(_WARM_UP_ROUNDS):
                session.classify(image)
        begin = monotonic_ns()
        found = session.classify(image)
        self.times_ms.append((monotonic_ns() - begin) / 1e6)
        self.pictures.append(picture)
        self.scores.append(found.scores)
        if found.novelty is not None:
            self.novelties.append(found.novelty)
        if twin is not None:
            self.twin_scores.append(twin.score(image))
