"""A draft judges archived parts again, beside the line; nobody ever acts on what it says."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from inspector.clock import monotonic_ns
from inspector.config.recipe import parse_recipe
from inspector.config.station import StationConfig
from inspector.domain.errors.base import InspectorError
from inspector.domain.errors.recipe import DryRunImpossibleError
from inspector.domain.errors.store import ImageDamagedError, ImageMissingError
from inspector.domain.evaluation import SEVERITY, Evaluation
from inspector.domain.frame import Frame
from inspector.domain.history import HistoryFilter, ResultHistory, ResultSummary
from inspector.domain.inspection import Decision, Trigger
from inspector.domain.phrases.recipes import RecipePhrase
from inspector.domain.ports import Classifier
from inspector.domain.recipe_revision import RecipeStore
from inspector.domain.record import ResultRecord, ViewRecord
from inspector.engine.judging.recipes import PreparedRecipe
from inspector.engine.matching.frame_matcher import Pair
from inspector.engine.threads.bulkhead import Bulkhead
from inspector.engine.threads.priority import lower_thread_priority
from inspector.engine.trial.throttle import Throttle
from inspector.services.recipes.book import folder_of
from inspector.services.recipes.changes import Prepare
from inspector.services.recipes.preview import ArchivedPictures
from inspector.services.recipes.recipe_set import signed_off_recipe
from inspector.vision.decode import decode_archived
from inspector.wire.reasons import phrases_of
from inspector.wire.recipe_drafts import DryRunRequest, DryRunRow, DryRunState

_log = logging.getLogger(__name__)
_DUTY_PERCENT = 25.0


@dataclass(frozen=True, slots=True)
class _Verdict:
    evaluation: Evaluation
    class_name: str
    score: float


class DryRun:
    """One run at a time, in a thread of its own. Safe to use from any thread.

    Args:
        history: The parts of the past.
        pictures: Their pictures.
        classifier: The model in force.
        prepare: Brings a recipe under it.
        store: The revisions, for the folder of their pictures.
        config: The station file.
        may_work: Whether no part waits for its verdict.
    """

    def __init__(
        self,
        history: ResultHistory,
        pictures: ArchivedPictures,
        classifier: Callable[[], Classifier],
        prepare: Prepare,
        store: RecipeStore,
        config: StationConfig,
        may_work: Callable[[], bool],
    ) -> None:
        self._history = history
        self._pictures = pictures
        self._classifier = classifier
        self._prepare = prepare
        self._store = store
        self._config = config
        self._throttle = Throttle(_DUTY_PERCENT, may_work)
        self._bulkhead = Bulkhead(_log)
        self._starting = threading.Lock()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._state = DryRunState(asked=0, judged=0, same=0, skipped=0, ended=True)

    @property
    def state(self) -> DryRunState:
        """How far the last run has come."""
        return self._state

    def begin(self, request: DryRunRequest) -> DryRunState:
        """Judge the newest archived parts again.

        Raises:
            RecipeInvalidError: the draft is wrong.
            DryRunImpossibleError: no part has a picture, or another run is under way.
        """
        recipe = parse_recipe(request.content)
        parent = None if request.parent is None else self._store.revision(request.parent)
        folder = folder_of(parent, self._config)
        candidate = signed_off_recipe(recipe, folder, tuple(self._config.views))
        prepared = self._prepare(candidate, self._classifier())
        parts = self._history.page(HistoryFilter(pictured=True), None, request.parts)
        if not parts:
            raise DryRunImpossibleError(RecipePhrase.NO_PICTURES())
        with self._starting:
            if not self._state.ended or self._stopping.is_set():
                raise DryRunImpossibleError(
                    RecipePhrase.DRY_RUN_UNDER_WAY(), remedy=RecipePhrase.WAIT_FOR_DRY_RUN()
                )
            self._state = DryRunState(asked=len(parts), judged=0, same=0, skipped=0, ended=False)
            self._thread = threading.Thread(
                target=self._run, args=(prepared, parts), name="dry-run", daemon=True
            )
            self._thread.start()
        return self._state

    def stop(self) -> None:
        """Break off, and wait for the thread."""
        with self._starting:
            self._stopping.set()
            self._throttle.stop()
        if self._thread is not None:
            self._thread.join()

    def _run(self, prepared: PreparedRecipe, parts: Sequence[ResultSummary]) -> None:
        lower_thread_priority()
        fault: InspectorError | None = InspectorError("the dry run failed")
        with self._bulkhead.contain():
            fault = self._judge_all(prepared, parts)
            self._bulkhead.clear()
        if fault is None:
            self._state = self._state.model_copy(update={"ended": True})
            return
        news = {
            "code": fault.code,
            "message": fault.detail,
            "remedy": fault.remedy,
            **phrases_of(fault),
        }
        self._state = self._state.model_copy(update={"ended": True, **news})

    def _judge_all(
        self, prepared: PreparedRecipe, parts: Sequence[ResultSummary]
    ) -> InspectorError | None:
        for part in parts:
            if not self._throttle.wait_for_turn():
                return DryRunImpossibleError(RecipePhrase.STATION_ENDED())
            begun = monotonic_ns()
            record = self._history.result(part.result_id).record
            verdict = self._verdict(prepared, record)
            self._note(record, verdict)
            self._throttle.rest(monotonic_ns() - begun)
        return None

    def _note(self, record: ResultRecord, verdict: _Verdict | None) -> None:
        state = self._state
        if verdict is None:
            self._state = state.model_copy(update={"skipped": state.skipped + 1})
            return
        news: dict[str, object] = {"judged": state.judged + 1}
        if verdict.evaluation is record.evaluation:
            news["same"] = state.same + 1
        else:
            row = DryRunRow(
                result_id=record.result_id,
                part_id=record.part_id,
                was=record.evaluation,
                would_be=verdict.evaluation,
                was_class=record.class_name,
                would_be_class=verdict.class_name,
                score=verdict.score,
            )
            news["flips"] = [*state.flips, row]
        self._state = state.model_copy(update=news)

    def _verdict(self, prepared: PreparedRecipe, record: ResultRecord) -> _Verdict | None:
        """Of all views the gravest, as the line decides; ``None`` when a picture is missing."""
        found: list[_Verdict] = []
        for view in record.views or (record,):
            decision = self._decision(prepared, record.result_id, view)
            if decision is None:
                return None
            found.append(_Verdict(decision.evaluation, decision.class_name, decision.score))
        return min(found, key=lambda each: SEVERITY.index(each.evaluation))

    def _decision(
        self, prepared: PreparedRecipe, result_id: str, view: ResultRecord | ViewRecord
    ) -> Decision | None:
        if not view.image.path or view.view >= len(prepared.views):
            return None
        try:
            image = decode_archived(self._pictures.image(result_id, view.view))
        except (ImageMissingError, ImageDamagedError):
            return None
        frame = Frame(image, view.pixel_format, 1, 0, monotonic_ns())
        pair = Pair(Trigger(0, 0, 0, 0, 0), frame)
        return prepared.views[view.view].inspector.inspect(pair).decision
