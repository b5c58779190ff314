"""Where a model on trial is begun and ended on a running line, and fed with what it sees."""

from __future__ import annotations

import threading

from inspector.clock import monotonic_ns
from inspector.domain.result_id import make_result_id
from inspector.engine.judging.inspector import Judged
from inspector.engine.judging.inspector_pool import InspectorPool
from inspector.engine.judging.recipes import LineModel
from inspector.engine.record.statistics import Statistics
from inspector.engine.trial.queue import TrialPicture
from inspector.engine.trial.shadow import ShadowRunner, ShadowStore

_NEAR_DEADLINE = 0.8
_LOOK_NS = 500_000_000


class Trial:
    """At most one model is on trial. Safe to use from any thread.

    Args:
        store: Where its results go.
        pool: Who judges for the line.
        statistics: How late the verdicts are.
        deadline_ms: From trigger to verdict.
        duty_percent: Share of the time that a model on trial may work.
    """

    def __init__(
        self,
        store: ShadowStore,
        pool: InspectorPool,
        statistics: Statistics,
        deadline_ms: float,
        duty_percent: float,
    ) -> None:
        self._store = store
        self._pool = pool
        self._statistics = statistics
        self._near_ms = deadline_ms * _NEAR_DEADLINE
        self._duty_percent = duty_percent
        self._changing = threading.Lock()
        self._runner: ShadowRunner | None = None
        self._journal = (0, 0)
        self._looked_ns = 0
        self._hurried = False

    @property
    def runner(self) -> ShadowRunner | None:
        """The trial that runs, or that has ended by itself."""
        return self._runner

    @property
    def paused(self) -> bool:
        """Whether verdicts come so near to their deadline that no model on trial may work."""
        now = monotonic_ns()
        if now - self._looked_ns > _LOOK_NS:
            p99_ms = self._statistics.latency().p99
            self._hurried = p99_ms is not None and p99_ms > self._near_ms
            self._looked_ns = now
        return self._hurried

    def begin(self, model: LineModel) -> None:
        """Put a model on trial, in place of the one that is."""
        with self._changing:
            self._end()
            self._runner = ShadowRunner(model, self._store, self._duty_percent, self._may_work)
            self._runner.start()

    def end(self) -> None:
        """No model is on trial any more."""
        with self._changing:
            self._end()

    def begin_journal(self, journal_id: int) -> None:
        """The parts that come from now on stand in this journal."""
        self._journal = (journal_id, monotonic_ns())

    def show(self, view: int, judged: Judged) -> None:
        """The model in force has judged this, and its verdict is out; never waits."""
        runner = self._runner
        if runner is None:
            return
        trigger, (journal_id, since_ns) = judged.inspection.trigger, self._journal
        known = trigger.seen_ns >= since_ns and trigger.recipe_number in runner.model.by_number
        if judged.prepared is None or not known:
            runner.skip()
            return
        result_id = make_result_id(journal_id, trigger.trigger_index)
        runner.offer(TrialPicture(result_id, view, trigger.recipe_number, judged.prepared))

    def _end(self) -> None:
        runner, self._runner = self._runner, None
        if runner is not None:
            runner.stop()

    def _may_work(self) -> bool:
        return self._pool.idle and not self.paused
