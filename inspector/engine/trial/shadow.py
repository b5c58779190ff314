"""A model on trial judges along: it sees what the model in force saw, and nobody acts on it.

It runs behind a bulkhead in a thread of the lowest priority, only while no part waits and no
verdict is near its deadline, and for a bounded share of the time. What it cannot see in time it
does not see; that is counted, so that nobody takes a sample for the whole.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from inspector.clock import monotonic_ns, utc_ns
from inspector.domain.errors.model import InferenceError
from inspector.domain.errors.rollout import ShadowFailedError
from inspector.domain.record import ShadowRecord
from inspector.engine.judging.recipes import LineModel
from inspector.engine.threads.bulkhead import Bulkhead
from inspector.engine.threads.priority import lower_thread_priority
from inspector.engine.trial.queue import TrialPicture, TrialQueue
from inspector.engine.trial.throttle import Throttle

_log = logging.getLogger(__name__)
_IDLE_S = 0.5
_ROWS_TOGETHER = 32
_ROWS_MAX = 512
_STORED_AFTER_NS = 1_000_000_000
"""No row waits longer for others, so that comparisons keep up with the counts."""
_DURATIONS = 1000
_FAILURES_IN_A_ROW = 10
_STOP_S = 5.0


class ShadowStore(Protocol):
    """Where its results go."""

    def commit_shadow(self, rows: Sequence[ShadowRecord]) -> None:
        """Store what models on trial say."""


@dataclass(frozen=True, slots=True)
class ShadowCounts:
    """What became of the pictures since the trial began in this process.

    Attributes:
        offered: Those that the model in force judged meanwhile.
        judged: Those that the model on trial judged, too.
        skipped: Those that it had no time for, or that were of another recipe or model.
        failed: Those that it broke on.
        unrecorded: Those of ``judged`` that could not be stored.
        p50_ms: Median of its last inferences; ``None`` before the first.
        p99_ms: 99th percentile of them.
    """

    offered: int = 0
    judged: int = 0
    skipped: int = 0
    failed: int = 0
    unrecorded: int = 0
    p50_ms: float | None = None
    p99_ms: float | None = None


class ShadowRunner:
    """One trial of one model, in a thread of its own.

    Args:
        model: On trial.
        store: Where its results go.
        duty_percent: Share of the time that it may work.
        may_work: Whether no part waits and no verdict is near its deadline.
    """

    def __init__(
        self,
        model: LineModel,
        store: ShadowStore,
        duty_percent: float,
        may_work: Callable[[], bool],
    ) -> None:
        self.model = model
        self.fault: ShadowFailedError | None = None
        self._store = store
        self._queue = TrialQueue()
        self._throttle = Throttle(duty_percent, may_work)
        self._lock = threading.Lock()
        self._counts = ShadowCounts()
        self._durations_ms: deque[float] = deque(maxlen=_DURATIONS)
        self._rows: deque[ShadowRecord] = deque()
        self._stored_ns = monotonic_ns()
        self._failures = 0
        self._bulkhead = Bulkhead(_log, recovered="the model on trial works again")
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="shadow", daemon=True)

    def start(self) -> None:
        """Begin to judge along."""
        self._thread.start()

    def stop(self) -> None:
        """End; what is judged is stored, what waits is skipped. One that hangs is left behind."""
        self._stopping.set()
        self._throttle.stop()
        self._count(skipped=self._queue.close())
        if self._thread.ident is not None:
            self._thread.join(_STOP_S)
            if self._thread.is_alive():
                _log.error("the model on trial does not return; it is left behind")

    def offer(self, picture: TrialPicture) -> None:
        """The model in force has judged this; never waits."""
        taken = self._queue.offer(picture)
        self._count(offered=1, skipped=0 if taken else 1)

    def skip(self) -> None:
        """The model in force has judged a picture that this trial cannot see."""
        self._count(offered=1, skipped=1)

    @property
    def unstored(self) -> int:
        """How many of the pictures that it judged are not stored yet."""
        return len(self._rows)

    def counts(self) -> ShadowCounts:
        """What became of the pictures so far."""
        with self._lock:
            counts, durations_ms = self._counts, tuple(self._durations_ms)
        if not durations_ms:
            return counts
        p50, p99 = np.percentile(durations_ms, [50, 99])
        return replace(counts, p50_ms=round(float(p50), 3), p99_ms=round(float(p99), 3))

    def _run(self) -> None:
        lower_thread_priority()
        while not self._stopping.is_set():
            picture = self._queue.get(_IDLE_S)
            if picture is None:
                self._store_rows()
            elif self._throttle.wait_for_turn():
                self._look_at(picture)
            else:
                self._count(skipped=1)
        self._store_rows()

    def _look_at(self, picture: TrialPicture) -> None:
        begun = monotonic_ns()
        row: ShadowRecord | None = None
        with self._bulkhead.contain():
            row = self._judged(picture)
        took_ns = monotonic_ns() - begun
        self._note(row)
        waited_ns = monotonic_ns() - self._stored_ns
        if len(self._rows) >= _ROWS_TOGETHER or waited_ns > _STORED_AFTER_NS:
            self._store_rows()
        self._throttle.rest(took_ns)

    def _judged(self, picture: TrialPicture) -> ShadowRecord:
        recipe = self.model.by_number[picture.recipe_number]
        inspector = recipe.views[picture.view].inspector
        begun = monotonic_ns()
        classified = inspector.classifier.classify(picture.prepared)
        inference_ns = monotonic_ns() - begun
        judgement = inspector.conclude(classified)
        decision = judgement.decision
        if not decision.class_name:
            raise InferenceError("what it returned is no probability distribution")
        return ShadowRecord(
            result_id=picture.result_id,
            view=picture.view,
            model_sha256=self.model.identity.sha256,
            utc_ns=utc_ns(),
            evaluation=decision.evaluation,
            class_name=decision.class_name,
            score=decision.score,
            threshold=decision.threshold,
            novelty=judgement.novelty,
            inference_ns=inference_ns,
        )

    def _note(self, row: ShadowRecord | None) -> None:
        """A model that breaks on picture after picture is taken off its trial."""
        if row is None:
            self._failures += 1
            self._count(failed=1)
            if self._failures >= _FAILURES_IN_A_ROW:
                self.fault = ShadowFailedError(
                    f"it failed on {self._failures} pictures in a row: {self._bulkhead.fault}"
                )
                self._stopping.set()
                self._count(skipped=self._queue.close())
            return
        self._failures = 0
        self._bulkhead.clear()
        self._rows.append(row)
        with self._lock:
            self._durations_ms.append(row.inference_ns / 1e6)
        self._count(judged=1)
        while len(self._rows) > _ROWS_MAX:
            self._rows.popleft()
            self._count(unrecorded=1)

    def _store_rows(self) -> None:
        """What cannot be stored is kept for a while; the line's own rows come first."""
        self._stored_ns = monotonic_ns()
        if not self._rows:
            return
        with self._bulkhead.contain():
            self._store.commit_shadow(tuple(self._rows))
            self._rows.clear()
            self._bulkhead.clear()

    def _count(self, **more: int) -> None:
        with self._lock:
            now = {name: getattr(self._counts, name) + count for name, count in more.items()}
            self._counts = replace(self._counts, **now)
