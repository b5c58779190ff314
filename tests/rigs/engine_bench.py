"""An engine between a scripted gate and scripted cameras, on a real store."""

from __future__ import annotations

import queue
import threading
from collections.abc import Sequence
from functools import partial
from itertools import zip_longest
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scripted_gate import WAIT_S, ScriptedGate, status
from store_examples import MODEL, PROVENANCE

from inspector.clock import monotonic_ns
from inspector.domain.errors.camera import CameraNotFoundError, FeatureError
from inspector.domain.evaluation import Evaluation, Reason
from inspector.domain.feature import Feature, FeatureKind, FeatureValue
from inspector.domain.frame import Frame
from inspector.domain.model import Classification, ModelIdentity
from inspector.domain.pictures import PicturePolicy
from inspector.domain.ports import CameraStats
from inspector.domain.recipe import Recipe
from inspector.engine.building import build_engine
from inspector.engine.cameras.lane import LaneSettings
from inspector.engine.judging.inspection_time import InspectionTime
from inspector.engine.judging.inspector import Inspector
from inspector.engine.judging.known_models import KnownModels
from inspector.engine.judging.recipes import LineModel, PreparedRecipe, RecipeView
from inspector.engine.matching.frame_matcher import FrameWindow
from inspector.engine.record.rows import RowMaker
from inspector.engine.settings import EngineSettings
from inspector.pipe.records import Decided, EngineStatus, Verdict
from inspector.store.archive import FileImageArchive
from inspector.store.opening import open_store
from inspector.vision.pipeline import Pipeline

MS = 1_000_000
SILENT_S = 0.1
WINDOW = FrameWindow(early_ns=50 * MS, late_ns=2000 * MS)
GOOD, UNSURE, BAD = 10, 60, 200
AMPLE_MS = 60_000
RECIPE = Recipe("bracket", "d" * 64, 1)
LANE = {"window", "software_trigger", "free_running", "counts_parts", "make_matcher"}


GAIN = Feature("gain_db", FeatureKind.FLOAT, 0.0)


class QueueCamera:
    """Shows what is put before it, one exposure after the other."""

    def __init__(self) -> None:
        self.exposures: queue.SimpleQueue[Frame | Exception] = queue.SimpleQueue()
        self.shown = 0
        self.in_view = GOOD
        self.away = False
        self.trigger_error: Exception | None = None
        self.settings: dict[str, FeatureValue] = {}
        self.locked: set[str] = set()
        self.refused: set[object] = set()
        self.starts = 0
        self._streams = False

    def show(self, grey: int, *, box: bool = False) -> None:
        self.shown += 1
        image = np.full((64, 64), grey, np.uint8)
        if box:
            image[28:36, 28:36] = 0
        self.exposures.put(Frame(image, "Mono8", self.shown, 0, monotonic_ns(), source=self.source))

    @property
    def source(self) -> str:
        """What the frames say of where they are from."""
        return "test"

    def grab(self, timeout_s: float) -> Frame | None:
        try:
            exposure = self.exposures.get(timeout=timeout_s)
        except queue.Empty:
            return None
        if isinstance(exposure, Exception):
            raise exposure
        return exposure

    def open(self) -> None:
        if self.away:
            raise CameraNotFoundError("cable")
        self.shown = 0

    def close(self) -> None: ...

    def start(self) -> None:
        self._streams = True
        self.starts += 1

    def stop(self) -> None:
        self._streams = False

    def trigger(self) -> None:
        if self.trigger_error is not None:
            raise self.trigger_error
        self.show(self.in_view)

    def get(self, feature: str) -> FeatureValue:
        if feature not in self.settings:
            raise FeatureError(feature)
        return self.settings[feature]

    def set(self, feature: str, value: FeatureValue) -> None:
        locked = self._streams and feature in self.locked
        if feature not in self.settings or locked or value in self.refused:
            raise FeatureError(feature)
        self.settings[feature] = value

    def features(self) -> Sequence[Feature]:
        return (GAIN,)

    def stats(self) -> CameraStats:
        return CameraStats(self.shown)


class BrightnessClassifier:
    """Dark parts are good, one kind is probably so; can be held up, and made to break."""

    classes: Sequence[str] = ("good", "scratch")
    ok_classes = frozenset({"good"})

    def __init__(self) -> None:
        self.may_go_on = threading.Event()
        self.may_go_on.set()
        self.entered = threading.Semaphore(0)
        self.error: Exception | None = None

    def classify(self, image: NDArray[np.uint8]) -> Classification:
        self.entered.release()
        assert self.may_go_on.wait(WAIT_S)
        if self.error is not None:
            raise self.error
        scratch = 0.4 if image.mean() == UNSURE else float(image.mean() > 100)
        return Classification(np.array([1 - scratch, scratch], np.float32))


class Bench:
    """An engine between a scripted gate and scripted cameras."""

    def __init__(self, folder: Path, cameras: Sequence[str] = ("top",), **changes: object) -> None:
        self.cameras = {name: QueueCamera() for name in cameras}
        self.camera = self.cameras[cameras[0]]
        self.classifier = BrightnessClassifier()
        self.store = open_store(folder / "db")
        archive = FileImageArchive(folder / "archive", reserve_bytes=0)
        self.gate = ScriptedGate(folder / "gate.json")
        of_lanes = {"window": WINDOW} | {k: changes.pop(k) for k in LANE & changes.keys()}
        self._recipes = changes.pop("recipes", (RECIPE,))
        self._features = changes.pop("features", {})
        warm_up = changes.pop("warm_up", None)
        self.models = KnownModels(MODEL)
        self.engine = build_engine(
            EngineSettings(folder / "gate.json", **{"deadline_ms": AMPLE_MS, **changes}),  # type: ignore[arg-type]
            [
                LaneSettings(name, partial(self.cameras.get, name), **of_lanes)  # type: ignore[arg-type]
                for name in cameras
            ],
            self.line_model(MODEL, self.classifier, warm_up),  # type: ignore[arg-type]
            self.store,
            RowMaker(archive, PROVENANCE, self.models, PicturePolicy(), cameras),
        )
        self.sequence = 0

    def line_model(
        self,
        identity: ModelIdentity,
        classifier: BrightnessClassifier,
        warm_up: InspectionTime | None = None,
    ) -> LineModel:
        """A classifier under every recipe of the bench."""
        recipes = [self._prepared(each, classifier) for each in self._recipes]  # type: ignore[attr-defined]
        return LineModel(identity, tuple(recipes), warm_up or InspectionTime())

    def _prepared(self, recipe: Recipe, classifier: BrightnessClassifier) -> PreparedRecipe:
        inspector = Inspector(Pipeline(), classifier, recipe.limits)
        view = RecipeView(inspector, {**self._features, **recipe.features})  # type: ignore[dict-item]
        return PreparedRecipe(recipe, (view,) * len(self.cameras))

    def start(self, triggered: int = 0) -> None:
        """Bring the engine up and wait until it takes parts."""
        self.engine.start()
        self.gate.accept()
        self.gate.send(status(triggered))

    def ready(self, triggered: int = 0) -> None:
        """The longer it is silent before the first part, the longer may a wire be held up."""
        self.start(triggered)
        self.gate.wait_for(EngineStatus, ready=1)
        threading.Event().wait(SILENT_S)

    def part(self, index: int, *greys: int) -> None:
        """What each camera sees of it; one that is not named sees it good."""
        self.gate.trigger(index)
        for camera, grey in zip_longest(self.cameras.values(), greys, fillvalue=GOOD):
            camera.show(grey)

    def verdict(self, index: int) -> tuple[Evaluation, Reason]:
        told = self.gate.wait_for(Verdict, trigger_index=index)
        return Evaluation(told.evaluation), Reason(told.reason)

    def verdicts(self, index: int) -> dict[int, tuple[Evaluation, Reason]]:
        """Of all cameras, in whatever order they come."""
        found: dict[int, tuple[Evaluation, Reason]] = {}
        while len(found) < len(self.cameras):
            told = self.gate.wait_for(Verdict, trigger_index=index)
            found[told.view] = (Evaluation(told.evaluation), Reason(told.reason))
        return found

    def journal(self, index: int, evaluation: Evaluation, reason: Reason, view: int = 0) -> None:
        """The gate's decision, as its journal tells it."""
        self.sequence += 1
        times = (10**18, 10**18, 9)
        record = Decided(
            index, index, index, 70 + index, 0, evaluation, reason, 0, 0, 0.5, *times, 1, view
        )
        self.gate.send(record, self.sequence)

    def close(self) -> None:
        self.classifier.may_go_on.set()
        self.engine.stop()
        self.gate.close()
        self.store.close()
