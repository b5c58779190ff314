"""From a frame to a decision: preprocessing, inference, thresholds; each stage is timed."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from inspector.clock import monotonic_ns
from inspector.domain.errors.camera import CameraError
from inspector.domain.errors.model import InferenceError
from inspector.domain.evaluation import Evaluation, Reason
from inspector.domain.inspection import Decision, Inspection, StageTimings
from inspector.domain.model import Classification
from inspector.domain.ports import Classifier
from inspector.domain.recipe import DecisionLimits
from inspector.engine.judging.decision import decide
from inspector.engine.matching.frame_matcher import Pair
from inspector.engine.threads.bulkhead import Bulkhead

if TYPE_CHECKING:
    from inspector.domain.frame import Image

_log = logging.getLogger(__name__)


class Preprocessing(Protocol):
    """The compiled steps of a recipe."""

    def __call__(self, image: Image) -> NDArray[np.uint8]:
        """Prepare one image."""


_Scores = MappingProxyType[str, float]
_NO_SCORES: _Scores = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a model says of one picture, and what follows from it."""

    decision: Decision
    scores: Mapping[str, float] = field(default_factory=lambda: _NO_SCORES)
    novelty: float | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """An inspection, with the picture as the model saw it; ``None`` when it saw none."""

    inspection: Inspection
    prepared: NDArray[np.uint8] | None = None


@dataclass(frozen=True, slots=True)
class Inspector:
    """Judges one part at a time. Pure but for the clock; any thread may call it."""

    preprocessing: Preprocessing
    classifier: Classifier
    limits: DecisionLimits
    bulkhead: Bulkhead = field(default_factory=lambda: Bulkhead(_log), compare=False)

    def inspect(self, pair: Pair) -> Inspection:
        """Judge one part; whatever goes wrong is an UNDEFINED part, never an exception."""
        return self.judge(pair).inspection

    def judge(self, pair: Pair) -> Judged:
        """As :meth:`inspect`, for those who want to see what the model saw."""
        begun = monotonic_ns()
        frame, trigger = pair.frame, pair.trigger
        arrived = frame.host_ns if frame is not None else begun
        wait_ns = max(arrived - trigger.seen_ns, 0)
        queue_ns = max(begun - max(arrived, trigger.seen_ns), 0)
        if frame is None or frame.image is None or pair.fault is not None:
            fault = pair.fault or Reason.FRAME_INCOMPLETE
            timings = StageTimings(image_wait_ns=wait_ns, queue_ns=queue_ns)
            return Judged(Inspection(trigger, _undefined(fault).decision, frame, timings=timings))
        stages = [begun]
        prepared: list[NDArray[np.uint8]] = []
        judgement = self._judge_contained(frame.image, stages, prepared)
        stages += [stages[-1]] * (4 - len(stages))
        timings = StageTimings(
            wait_ns, queue_ns, stages[1] - stages[0], stages[2] - stages[1], stages[3] - stages[2]
        )
        found = Inspection(
            trigger, judgement.decision, frame, judgement.scores, timings, judgement.novelty
        )
        return Judged(found, prepared[0] if prepared else None)

    def conclude(self, classified: Classification) -> Judgement:
        """From what the model says of a picture to a decision."""
        classes = self.classifier.classes
        values = [float(score) for score in classified.scores]
        decision = decide(values, classes, self.classifier.ok_classes, self.limits)
        scores = MappingProxyType(dict(zip(classes, values, strict=False)))
        return Judgement(decision, scores, classified.novelty)

    def _judge_contained(
        self, image: Image, stages: list[int], prepared: list[NDArray[np.uint8]]
    ) -> Judgement:
        """What nobody foresaw costs this part and no other."""
        judgement: Judgement | None = None
        with self.bulkhead.contain():
            judgement = self._judge(image, stages, prepared)
        if judgement is None:
            failed = Reason.PREPROCESSING_FAILED if len(stages) == 1 else Reason.INFERENCE_FAILED
            return _undefined(failed)
        return judgement

    def _judge(
        self, image: Image, stages: list[int], prepared: list[NDArray[np.uint8]]
    ) -> Judgement:
        try:
            prepared.append(self.preprocessing(image))
            stages.append(monotonic_ns())
            classified = self.classifier.classify(prepared[0])
            stages.append(monotonic_ns())
        except CameraError:
            return _undefined(Reason.IMAGE_UNSUITABLE)
        except InferenceError:
            return _undefined(Reason.INFERENCE_FAILED)
        judgement = self.conclude(classified)
        stages.append(monotonic_ns())
        return judgement


def _undefined(reason: Reason) -> Judgement:
    return Judgement(Decision(Evaluation.UNDEFINED, reason))
