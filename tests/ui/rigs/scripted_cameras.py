"""Cameras that do what a test tells them to: the same calls as the real client, no socket."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

import wire_samples
from metal_part import as_jpeg, metal_part

from inspector.domain.errors.base import InspectorError
from inspector.domain.errors.camera import FeatureError, PictureMissingError
from inspector.domain.evaluation import Evaluation
from inspector.wire.cameras import (
    CameraPicture,
    CameraState,
    FeatureRow,
    FeatureValue,
    KeptFeatures,
    PictureMeasures,
)


@cache
def seen_by(index: int, max_side_px: int) -> bytes:
    return as_jpeg(metal_part(index, Evaluation.OK), max_side_px)


@dataclass
class ScriptedCameras:
    """Asked by the app's threads, told by the test's."""

    states: list[CameraState] = field(default_factory=lambda: [wire_samples.camera()])
    decides: int = 0
    refusal: InspectorError | None = None
    frame_ids: dict[str, int] = field(default_factory=dict)
    values: dict[str, FeatureValue] = field(default_factory=dict)
    focus: float = 0.21
    incomplete: bool = False
    asked: list[object] = field(default_factory=list)
    pictures_sent: list[tuple[str, int, int]] = field(default_factory=list)
    picture_wanted: threading.Event = field(default_factory=threading.Event)

    def expose(self, *names: str) -> None:
        """Let these cameras, or all, deliver their next frame."""
        for name in names or [state.name for state in self.states]:
            self.frame_ids[name] = self.frame_ids.get(name, 0) + 1

    def features(self, name: str, /) -> Sequence[FeatureRow]:
        self._answer(("features", name))
        return [self._now(row) for row in wire_samples.features()]

    def set_feature(self, name: str, feature: str, value: FeatureValue, /) -> FeatureRow:
        self._answer(("set", name, feature, value))
        row = next(row for row in wire_samples.features() if row.name == feature)
        if isinstance(value, float | int) and not isinstance(value, bool):
            low, high = row.minimum or 0, row.maximum or 0
            if not low <= value <= high:
                raise FeatureError(f"{feature} is {value!r}, must be {low:g} to {high:g}")
        if row.value is not None:
            self.values[feature] = value
        return self._now(row)

    def trigger(self, name: str, /) -> None:
        self._answer(("trigger", name))
        self.expose(name)

    def picture(self, name: str, max_side_px: int, seen: str, /) -> CameraPicture | None:
        self.picture_wanted.set()
        frame_id = self.frame_ids.get(name, 0)
        if frame_id == 0:
            raise PictureMissingError(f"{name} has delivered no frame yet")
        version = f"{frame_id}-{max_side_px}"
        if seen == version:
            return None
        self.pictures_sent.append((name, frame_id, max_side_px))
        jpeg = seen_by(40 + frame_id % 3, min(max_side_px, 1024))
        complete = not self.incomplete
        return CameraPicture(jpeg, frame_id, "Mono12p", 2448, 2048, complete, version)

    def measures(self, name: str, /) -> PictureMeasures:
        return wire_samples.measures(self.frame_ids.get(name, 0), focus=self.focus)

    def keep(self, name: str, features: Sequence[str], /) -> KeptFeatures:
        self._answer(("keep", name, tuple(features)))
        kept = {each: self.values[each] for each in features}
        table = "features" if len(self.states) == 1 else f"views.{name}.features"
        return KeptFeatures(file="/srv/line-1/config/flange-40.toml", table=table, features=kept)

    def _now(self, row: FeatureRow) -> FeatureRow:
        return row.model_copy(update={"value": self.values.get(row.name, row.value)})

    def _answer(self, question: object) -> None:
        self.asked.append(question)
        if self.refusal is not None:
            raise self.refusal
