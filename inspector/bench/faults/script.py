"""What the campaign tells the scripted engine, a line each, and how it answers a part."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from inspector.domain.evaluation import Evaluation, Reason
from inspector.pipe.records import LiveTrigger, Verdict

_LATE_MS = 400.0
_SOON_MS = 12.0
_FAR_OFF = 20
_NOBODYS_VIEW = 7
_HIGHEST = (1 << 64) - 1


class Order(StrEnum):
    """How to treat the next part."""

    ANSWER = "answer"
    DROP = "drop"
    LATE = "late"
    REPEAT = "repeat"
    WORSEN = "worsen"
    BETTER = "better"
    LIE = "lie"


@dataclass(frozen=True, slots=True)
class Answer:
    """Verdicts to send together, so long after the trigger came."""

    after_ms: float
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """What the camera shows: ``bad`` is ``None`` where no part is in the picture."""

    encoder: int
    bad: bool | None


def judge(picture: Picture | None) -> tuple[Evaluation, Reason]:
    """The right verdict on a picture."""
    if picture is None:
        return Evaluation.UNDEFINED, Reason.FRAME_MISSING
    if picture.bad is None:
        return Evaluation.NOT_DECIDABLE, Reason.CLASSIFIED
    return (Evaluation.NOT_OK if picture.bad else Evaluation.OK), Reason.CLASSIFIED


def answers(
    order: Order, trigger: LiveTrigger, picture: Picture | None, moment: random.Random
) -> Iterator[Answer]:
    """What to send for a part, and when.

    A wrong OK for a bad part goes out together with the right verdict: an engine that says OK and
    nothing else of a bad part is wrong by itself, and no gate can know better.
    """
    index = trigger.trigger_index
    evaluation, reason = judge(picture)
    right = Verdict(index, evaluation, reason, 0, 1, 0.9)
    wrong = Verdict(index, _opposite(evaluation), Reason.CLASSIFIED, 0, 1, 0.9)
    after_ms = moment.uniform(2.0, _SOON_MS)
    if order is Order.DROP:
        return
    if order is Order.LATE:
        after_ms += _LATE_MS
    if order is Order.WORSEN and wrong.evaluation is Evaluation.OK:
        yield Answer(after_ms, (wrong, right))
        return
    if order is Order.LIE:
        yield Answer(moment.uniform(0.0, after_ms), tuple(_nonsense(index)))
    yield Answer(after_ms, (right,))
    if order is Order.REPEAT:
        yield Answer(after_ms + moment.uniform(0.0, _LATE_MS), (right,))
    if order is Order.WORSEN or (order is Order.BETTER and wrong.evaluation is Evaluation.OK):
        yield Answer(after_ms + moment.uniform(0.0, _SOON_MS), (wrong,))


def _opposite(evaluation: Evaluation) -> Evaluation:
    return Evaluation.NOT_OK if evaluation is Evaluation.OK else Evaluation.OK


def _nonsense(index: int) -> Iterator[Verdict]:
    """OK for parts that have gone, have not come or do not exist, and OK that is none."""
    for other in (0, max(index - _FAR_OFF, 0), index + _FAR_OFF, _HIGHEST):
        yield Verdict(other, Evaluation.OK, 0, 0, 1, 0.9)
    yield Verdict(index + _FAR_OFF, Evaluation.OK, 0, 0, 1, float("nan"))
    yield Verdict(index + _FAR_OFF, Evaluation.OK, 0, 0, 1, 0.9, view=_NOBODYS_VIEW)
