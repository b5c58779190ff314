"""The threads that judge parts."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import replace

from inspector.clock import monotonic_ns
from inspector.domain.evaluation import Evaluation, Reason
from inspector.domain.inspection import Decision, Inspection
from inspector.engine.judging.inspector import Judged
from inspector.engine.judging.recipes import Recipes
from inspector.engine.judging.waiting import WaitingPart, WaitingParts
from inspector.engine.matching.frame_matcher import Pair
from inspector.engine.threads.bulkhead import Bulkhead

_log = logging.getLogger(__name__)
_STALLED_NS = 2_000_000_000


class InspectorPool:
    """Judges each part by the recipe and the model that were in force when it came.

    :meth:`serve` comes before :meth:`start`.

    Args:
        recipes: What parts are judged by.
        threads: How many parts are judged side by side.
        depth: Pictures that may wait; beyond it the oldest is given up.
    """

    def __init__(self, recipes: Recipes, threads: int, depth: int) -> None:
        self._recipes = recipes
        self._on_inspection: Callable[[int, Inspection], None]
        self._on_judged: Callable[[int, Judged], None]
        self._waiting = WaitingParts(depth)
        self._busy_since: dict[str, int] = {}
        self._threads = [
            threading.Thread(target=self._inspect_forever, name=f"inspector-{n}", daemon=True)
            for n in range(threads)
        ]

    @property
    def stalled(self) -> bool:
        """Whether an inspector does not return from a part."""
        now = monotonic_ns()
        return any(now - since > _STALLED_NS for since in tuple(self._busy_since.values()))

    @property
    def idle(self) -> bool:
        """Whether no part waits to be judged or is being judged."""
        return not self._busy_since and not self._waiting

    def serve(
        self,
        on_inspection: Callable[[int, Inspection], None],
        on_judged: Callable[[int, Judged], None],
    ) -> None:
        """Whom it serves.

        Args:
            on_inspection: Called with the number of the view and what was found.
            on_judged: Called after it, when the verdict is out, with what the model saw.
        """
        self._on_inspection, self._on_judged = on_inspection, on_judged

    def start(self) -> None:
        """Begin to judge."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Judge what waits, then end."""
        self._waiting.close()
        for thread in self._threads:
            if thread.ident is not None:
                thread.join()

    def submit(self, view: int, pairs: list[Pair]) -> None:
        """Queue work; when too many parts wait, the oldest is given up (never the newest)."""
        for pair in pairs:
            oldest = self._waiting.put(WaitingPart(view, pair))
            if oldest is not None:
                given_up = replace(oldest.pair, fault=Reason.QUEUE_OVERRUN)
                self._judge(replace(oldest, pair=given_up))

    def _inspect_forever(self) -> None:
        name, bulkhead = threading.current_thread().name, Bulkhead(_log)
        while (part := self._waiting.get()) is not None:
            self._busy_since[name] = monotonic_ns()
            with bulkhead.contain():
                self._judge(part)
            del self._busy_since[name]

    def _judge(self, part: WaitingPart) -> None:
        recipe = self._recipes.of_part(part.pair.trigger)
        if recipe is None:
            self._on_inspection(part.view, _too_late(part.pair))
            return
        judged = recipe.views[part.view].inspector.judge(part.pair)
        self._on_inspection(part.view, judged.inspection)
        if judged.prepared is not None:
            self._on_judged(part.view, judged)


def _too_late(pair: Pair) -> Inspection:
    """Its model has been let go, because the gate decided on the part long ago."""
    late = Decision(Evaluation.UNDEFINED, Reason.DEADLINE_MISSED)
    return Inspection(pair.trigger, late, pair.frame)
