"""What the engine found on one part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from inspector.domain.evaluation import Evaluation, Reason
from inspector.domain.frame import Frame


@dataclass(frozen=True, slots=True)
class Trigger:
    """A part passed the photo-eye; the PLC latched its identity.

    Attributes:
        trigger_index: The gate's own count of parts, unwrapped and never reused in a journal.
        part_id: The PLC's name for the part, 32 bits.
        encoder: Encoder count at the photo-eye, 32 bits.
        seen_ns: Monotonic time at which the gate saw the trigger.
        deadline_ns: Monotonic time after which a verdict is too late.
        detection: The engine's own count of the parts that its cameras saw; 0 for a part that the
            PLC triggered.
        recipe_number: The recipe by which it must be judged, 0 for the one in force.
        delay_max_ns: How long before ``seen_ns`` the part can have come.
        model_tag: The model by which it must be judged, 0 for the one in force.
        journal_id: The journal that ``trigger_index`` counts in.
    """

    trigger_index: int
    part_id: int
    encoder: int
    seen_ns: int
    deadline_ns: int
    detection: int = 0
    recipe_number: int = 0
    delay_max_ns: int = 0
    model_tag: int = 0
    journal_id: int = 0


@dataclass(frozen=True, slots=True)
class StageTimings:
    """Durations of one inspection in nanoseconds.

    ``image_wait_ns`` runs from the trigger to the frame; it is 0 when the frame came first.
    """

    image_wait_ns: int = 0
    queue_ns: int = 0
    preprocessing_ns: int = 0
    inference_ns: int = 0
    decision_ns: int = 0


@dataclass(frozen=True, slots=True)
class Decision:
    """The evaluation of one part and what led to it.

    Attributes:
        evaluation: The verdict.
        reason: ``CLASSIFIED`` or why the classifier could not decide.
        class_name: The most probable defect class for NOT_OK, else the most probable class.
        score: Probability of ``class_name``, 0 to 1.
        threshold: The limit that ``score`` was held against.
    """

    evaluation: Evaluation
    reason: Reason
    class_name: str = ""
    score: float = 0.0
    threshold: float = 0.0


@dataclass(frozen=True, slots=True)
class Inspection:
    """A trigger, its frame and the decision on it; ``novelty`` as the model tells it."""

    trigger: Trigger
    decision: Decision
    frame: Frame | None = None
    scores: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    timings: StageTimings = field(default_factory=StageTimings)
    novelty: float | None = None
