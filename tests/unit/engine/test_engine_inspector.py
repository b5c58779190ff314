"""Whatever happens to a part on its way to a verdict, it gets one."""

from __future__ import annotations

import logging
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from inspector.clock import monotonic_ns
from inspector.domain.errors.model import InferenceError
from inspector.domain.evaluation import Evaluation, Reason
from inspector.domain.frame import Frame
from inspector.domain.inspection import Inspection, Trigger
from inspector.domain.model import Classification
from inspector.domain.recipe import DecisionLimits
from inspector.engine.judging.inspector import Inspector
from inspector.engine.matching.frame_matcher import Pair
from inspector.vision.pipeline import Pipeline

Image = NDArray[Any]
IMAGE: Image = np.zeros((8, 8), np.uint8)


@dataclass(frozen=True)
class ScriptedClassifier:
    """Gives the scores it was told to."""

    scores: Sequence[float] = (0.9, 0.1)
    error: Exception | None = None
    classes: Sequence[str] = ("good", "scratch")
    ok_classes: frozenset[str] = frozenset({"good"})

    def classify(self, image: NDArray[np.uint8]) -> Classification:
        if self.error is not None:
            raise self.error
        return Classification(np.array(self.scores, np.float32))


def fail(error: Exception) -> Callable[[Image], NDArray[np.uint8]]:
    def preprocessing(image: Image) -> NDArray[np.uint8]:
        raise error

    return preprocessing


def inspector(**changes: object) -> Inspector:
    usual = Inspector(Pipeline(), ScriptedClassifier(), DecisionLimits())
    return replace(usual, **changes)  # type: ignore[arg-type]


def a_trigger(seen_ns: int | None = None) -> Trigger:
    seen_ns = monotonic_ns() if seen_ns is None else seen_ns
    return Trigger(1, 71, 0, seen_ns, seen_ns + 10**9)


def a_frame(image: Image | None = IMAGE, host_ns: int | None = None) -> Frame:
    return Frame(image, "Mono8", 1, 0, monotonic_ns() if host_ns is None else host_ns)


def judge(judging: Inspector, image: Image | None = IMAGE) -> Inspection:
    return judging.inspect(Pair(a_trigger(), a_frame(image)))


def test_a_good_part_is_judged_by_its_scores() -> None:
    inspection = judge(inspector())
    assert inspection.decision.evaluation is Evaluation.OK
    assert inspection.decision.class_name == "good"
    assert dict(inspection.scores) == pytest.approx({"good": 0.9, "scratch": 0.1})


@pytest.mark.parametrize("reason", [Reason.FRAME_MISSING, Reason.QUEUE_OVERRUN])
def test_a_part_without_a_frame_is_undefined_with_its_reason(reason: Reason) -> None:
    inspection = inspector().inspect(Pair(a_trigger(), None, reason))
    assert inspection.decision.evaluation is Evaluation.UNDEFINED
    assert inspection.decision.reason is reason


def test_a_good_picture_of_a_given_up_part_is_kept_and_not_judged() -> None:
    frame = a_frame()
    inspection = inspector().inspect(Pair(a_trigger(), frame, Reason.QUEUE_OVERRUN))
    assert inspection.decision.evaluation is Evaluation.UNDEFINED
    assert inspection.frame is frame


def test_a_frame_without_picture_and_without_reason_is_incomplete() -> None:
    assert judge(inspector(), None).decision.reason is Reason.FRAME_INCOMPLETE


@pytest.mark.parametrize(
    ("judging", "image", "reason"),
    [
        (inspector(), IMAGE.astype(np.uint16), Reason.IMAGE_UNSUITABLE),
        (inspector(), np.zeros((2, 2, 7), np.uint8), Reason.IMAGE_UNSUITABLE),
        (
            inspector(classifier=ScriptedClassifier(error=InferenceError("no memory"))),
            IMAGE,
            Reason.INFERENCE_FAILED,
        ),
        (inspector(classifier=ScriptedClassifier((math.nan, 1.0))), IMAGE, Reason.SCORE_INVALID),
        (inspector(classifier=ScriptedClassifier((0.9, 0.9))), IMAGE, Reason.SCORE_INVALID),
        (inspector(classifier=ScriptedClassifier((1.0,))), IMAGE, Reason.SCORE_INVALID),
        (inspector(classifier=ScriptedClassifier((0.5, 0.3, 0.2))), IMAGE, Reason.SCORE_INVALID),
        (inspector(preprocessing=fail(ZeroDivisionError())), IMAGE, Reason.PREPROCESSING_FAILED),
        (
            inspector(classifier=ScriptedClassifier(error=RuntimeError("bug"))),
            IMAGE,
            Reason.INFERENCE_FAILED,
        ),
    ],
    ids=[
        "16 bits at the model",
        "seven channels",
        "runtime fails",
        "score is no number",
        "scores sum to more than 1",
        "a score is missing",
        "a score too many",
        "bug in preprocessing",
        "bug in the classifier",
    ],
)
def test_every_failure_is_an_undefined_part_with_its_reason(
    judging: Inspector, image: Image, reason: Reason
) -> None:
    inspection = judge(judging, image)
    assert inspection.decision.evaluation is Evaluation.UNDEFINED
    assert inspection.decision.reason is reason
    assert inspection.frame is not None


def test_a_bug_in_a_driver_of_inference_is_logged_once_with_its_traceback(
    caplog: pytest.LogCaptureFixture,
) -> None:
    broken = inspector(classifier=ScriptedClassifier(error=RuntimeError("segment is gone")))
    with caplog.at_level(logging.ERROR):
        for _ in range(3):
            judge(broken)
    assert [record.message for record in caplog.records] == ["RuntimeError: segment is gone"]
    assert caplog.records[0].exc_info is not None


def test_the_stages_add_up_to_the_time_from_trigger_to_decision() -> None:
    seen_ns = monotonic_ns() - 50_000_000
    inspection = inspector().inspect(
        Pair(a_trigger(seen_ns), a_frame(host_ns=seen_ns + 20_000_000))
    )
    ended_ns = monotonic_ns()
    t = inspection.timings
    total_ns = t.image_wait_ns + t.queue_ns + t.preprocessing_ns + t.inference_ns + t.decision_ns
    assert t.image_wait_ns == 20_000_000
    assert t.queue_ns >= 30_000_000
    assert 0 < ended_ns - seen_ns - total_ns < ended_ns - seen_ns
    assert min(t.preprocessing_ns, t.inference_ns, t.decision_ns) > 0


def test_a_frame_that_came_first_costs_no_wait_and_queues_from_the_trigger_on() -> None:
    seen_ns = monotonic_ns()
    t = inspector().inspect(Pair(a_trigger(seen_ns), a_frame(host_ns=seen_ns - 10**9))).timings
    assert t.image_wait_ns == 0
    assert t.queue_ns < 10**9


def test_a_stage_that_was_never_reached_took_no_time() -> None:
    t = judge(inspector(preprocessing=fail(ZeroDivisionError()))).timings
    assert (t.preprocessing_ns, t.inference_ns, t.decision_ns) == (0, 0, 0)


def test_an_inference_that_broke_off_took_no_time_and_no_negative_one() -> None:
    broken = inspector(classifier=ScriptedClassifier(error=InferenceError("no memory")))
    t = judge(broken).timings
    assert t.preprocessing_ns > 0
    assert (t.inference_ns, t.decision_ns) == (0, 0)
