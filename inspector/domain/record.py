"""What is kept of every part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from inspector.domain.alarm import Alarm, ClearedBy
from inspector.domain.drift import ImageHealth
from inspector.domain.evaluation import Evaluation, Outcome, Reason
from inspector.domain.inspection import StageTimings


@dataclass(frozen=True, slots=True)
class Provenance:
    """With what a verdict was reached; enough to reach it again.

    ``runtime`` names what computed the model, with its version, such as ``onnxruntime 1.23.2``;
    it is empty in rows of a time when nobody wrote it down.
    """

    station_id: str
    app_version: str
    config_hash: str
    recipe_id: str
    recipe_revision: str
    model_id: str
    model_sha256: str
    model_variant: str
    provider: str
    is_simulated: bool = False
    runtime: str = ""


@dataclass(frozen=True, slots=True)
class ArchivedImage:
    """A file of the image archive, or the reason why there is none.

    ``path`` is relative to the archive's root and uses forward slashes.
    """

    path: str = ""
    sha256: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ViewRecord:
    """What one camera saw of one part, and what was found in it.

    Attributes:
        view: Number of the camera at this station, from 0.
        camera: Its name in the station file.
        evaluation: The verdict on this view alone.
        reason: ``CLASSIFIED`` or why the classifier could not decide.
        class_name: The most probable defect class for NOT_OK, else the most probable class.
        score: Probability of ``class_name``, 0 to 1.
        threshold: The limit that ``score`` was held against.
        scores: Probability of every class.
        timings: Durations of this view's stages.
        frame_id: The camera's own counter; ``None`` when no frame came.
        frame_source: A file name or device address.
        pixel_format: GenICam PFNC name as delivered.
        missed_since_last: Frame ids that the camera skipped before this frame.
        device_ns: The camera's time stamp, where it has one.
        image: The archived picture.
        novelty: Distance from the training pictures, where the model tells it.
        health: What was measured on the picture; ``None`` when nobody did.
    """

    view: int
    camera: str
    evaluation: Evaluation
    reason: Reason
    class_name: str = ""
    score: float = 0.0
    threshold: float = 0.0
    scores: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    timings: StageTimings = field(default_factory=StageTimings)
    frame_id: int | None = None
    frame_source: str = ""
    pixel_format: str = ""
    missed_since_last: int = 0
    device_ns: int | None = None
    image: ArchivedImage = field(default_factory=ArchivedImage)
    novelty: float | None = None
    health: ImageHealth | None = None


@dataclass(frozen=True, slots=True)
class ResultRecord:
    """One row of the history. ``*_utc_ns`` are Unix nanoseconds; ``latency_ns`` is monotonic.

    What was seen and found, from ``class_name`` to ``image``, is that of the deciding view, and so
    is ``novelty``.

    Attributes:
        view: Number of the view that decided.
        views: What each camera saw, by ascending number; empty when the engine knew nothing.
        lot_id: The lot that the part belongs to; ``None`` between lots.
        challenge: Whether the part was run to test the station.
    """

    result_id: str
    journal_id: int
    trigger_index: int
    part_id: int
    encoder: int
    triggered_utc_ns: int
    decided_utc_ns: int
    latency_ns: int | None
    evaluation: Evaluation
    reason: Reason
    provenance: Provenance
    class_name: str = ""
    score: float = 0.0
    threshold: float = 0.0
    scores: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    timings: StageTimings = field(default_factory=StageTimings)
    frame_id: int | None = None
    frame_source: str = ""
    pixel_format: str = ""
    image: ArchivedImage = field(default_factory=ArchivedImage)
    view: int = 0
    views: tuple[ViewRecord, ...] = ()
    novelty: float | None = None
    lot_id: int | None = None
    challenge: bool = False


@dataclass(frozen=True, slots=True)
class OutcomeUpdate:
    """The PLC confirmed where a part went."""

    result_id: str
    outcome: Outcome
    confirmed_utc_ns: int


@dataclass(frozen=True, slots=True)
class LateVerdict:
    """A verdict that came after the gate had decided; kept for the record, never acted on."""

    result_id: str
    evaluation: Evaluation


@dataclass(frozen=True, slots=True)
class AlarmEvent:
    """The gate's alarms changed.

    Attributes:
        journal_id: The journal that tells of it.
        sequence: Its number in that journal.
        utc_ns: When, in Unix nanoseconds.
        raised: What is new.
        cleared: What is over.
        latched: What stands after it.
        cleared_by: Who cleared it.
        trigger_index: The part that raised it, 0 for none.
    """

    journal_id: int
    sequence: int
    utc_ns: int
    raised: Alarm
    cleared: Alarm
    latched: Alarm
    cleared_by: ClearedBy
    trigger_index: int


@dataclass(frozen=True, slots=True)
class ShadowRecord:
    """What a model that is on trial says of a picture; nothing ever acts on it.

    Attributes:
        result_id: The inspection of the part.
        view: Number of the camera at this station, from 0.
        model_sha256: The package on trial.
        utc_ns: When it was asked, in Unix nanoseconds.
        evaluation: What its verdict on this view would have been.
        class_name: The class that it found.
        score: Probability of it.
        threshold: The limit that ``score`` was held against.
        novelty: Distance from its training pictures, where it tells it.
        inference_ns: How long it took.
    """

    result_id: str
    view: int
    model_sha256: str
    utc_ns: int
    evaluation: Evaluation
    class_name: str
    score: float
    threshold: float
    novelty: float | None
    inference_ns: int


@dataclass(frozen=True, slots=True)
class RecipeUse:
    """From this part on, until the next use, the parts of a journal cite this recipe."""

    trigger_index: int
    recipe_number: int
    recipe_id: str
    recipe_revision: str


@dataclass(frozen=True, slots=True)
class ResultCounts:
    """Rows by evaluation and by outcome."""

    by_evaluation: Mapping[Evaluation, int]
    by_outcome: Mapping[Outcome, int]
