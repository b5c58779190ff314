"""The pictures that a person should look at first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import cv2
import numpy as np

from inspector.domain.evaluation import Evaluation
from inspector.domain.recipe import DecisionLimits
from inspector.engine.judging.decision import decide
from inspector.training.evaluation.pictures import Pixels
from inspector.training.evaluation.scoring import Scored, as_image

_THUMBNAIL_PX = 180
_JPEG_QUALITY = 88


class Kind(StrEnum):
    """Why a picture is shown."""

    ESCAPE = "escape"
    """Defective, and it would pass."""
    LOST = "lost"
    """Good, and it would be rejected or not decided."""
    UNCERTAIN = "uncertain"
    """Judged rightly, and next to a limit."""


@dataclass(frozen=True, slots=True)
class WorstPicture:
    """A picture with what was said of it.

    Attributes:
        kind: Why it is shown.
        name: Of the picture.
        label: Its true class.
        evaluation: The verdict.
        class_name: In whose name the verdict was given.
        score: Probability of that class.
        threshold: The limit that it reached or missed.
        good_score: Summed probability of the good classes.
        novelty: Distance from the training data, if the model tells it.
        thumbnail: JPEG.
    """

    kind: Kind
    name: str
    label: str
    evaluation: Evaluation
    class_name: str
    score: float
    threshold: float
    good_score: float
    novelty: float | None
    thumbnail: bytes


def worst_pictures(
    scored: Scored, verdicts: Sequence[Evaluation], limits: DecisionLimits, most: int
) -> tuple[WorstPicture, ...]:
    """Up to ``most`` of each kind: the surest escapes, the surest lost ones, the narrowest rest."""
    good, truly_good = scored.good_scores, scored.truly_good
    passing = np.array([verdict is Evaluation.OK for verdict in verdicts])
    escapes = np.flatnonzero(passing & ~truly_good)
    lost = np.flatnonzero(~passing & truly_good)
    rest = np.flatnonzero(passing == truly_good)
    margins = np.abs(good - limits.accept)
    chosen = [
        *((Kind.ESCAPE, row) for row in escapes[np.argsort(-good[escapes])][:most]),
        *((Kind.LOST, row) for row in lost[np.argsort(good[lost])][:most]),
        *((Kind.UNCERTAIN, row) for row in rest[np.argsort(margins[rest])][:most]),
    ]
    return tuple(_described(kind, int(row), scored, limits) for kind, row in chosen)


def _described(kind: Kind, row: int, scored: Scored, limits: DecisionLimits) -> WorstPicture:
    picture = scored.pictures[row]
    decision = decide(scored.scores[row].tolist(), scored.classes, scored.ok_classes, limits)
    return WorstPicture(
        kind=kind,
        name=picture.name,
        label=scored.classes[scored.labels[row]],
        evaluation=decision.evaluation,
        class_name=decision.class_name,
        score=decision.score,
        threshold=decision.threshold,
        good_score=float(scored.good_scores[row]),
        novelty=None if scored.novelty is None else float(scored.novelty[row]),
        thumbnail=_thumbnail(as_image(picture.read())),
    )


def _thumbnail(image: Pixels) -> bytes:
    scale = _THUMBNAIL_PX / max(image.shape[:2])
    size = (max(1, round(scale * image.shape[1])), max(1, round(scale * image.shape[0])))
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_NEAREST
    small = cv2.resize(image, size, interpolation=how)
    return cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, _JPEG_QUALITY])[1].tobytes()
