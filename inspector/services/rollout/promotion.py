"""The course of one promotion: all that can fail happens while the former model judges."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import Literal

from inspector.clock import utc_ns
from inspector.domain.errors.base import InspectorError
from inspector.domain.errors.release import ReleaseRefusedError
from inspector.domain.errors.rollout import PromotionAbandonedError, PromotionRunningError
from inspector.domain.phrases.models import RolloutPhrase
from inspector.domain.release import ReleaseFigure, Rollout
from inspector.engine.change.model_switch import ModelSwitch
from inspector.engine.threads.bulkhead import Bulkhead
from inspector.engine.threads.priority import lower_thread_priority
from inspector.engine.trial.throttle import Throttle
from inspector.services.people.audit import Actor, AuditTrail
from inspector.services.rollout.ports import Candidate, ModelLoader
from inspector.wire.rollout import PromotionPhase

_log = logging.getLogger(__name__)
_MEASURING_DUTY_PERCENT = 25.0
_ENDED = frozenset({PromotionPhase.IN_FORCE, PromotionPhase.REFUSED})


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to be in force.

    Attributes:
        kind: ``rollback`` goes back to what was in force before, which no gate stands in the way
            of.
        name: ``NAME/VERSION``.
        sha256: The package.
        reason: Why, in the person's words.
        override_reason: Why it shall judge although it misses limits; empty when it shall not.
    """

    kind: Literal["promote", "rollback"]
    name: str
    sha256: str
    reason: str = ""
    override_reason: str = ""

    @property
    def note(self) -> str:
        """What is kept of it with the decision."""
        return decision_note(self.reason, self.override_reason)


@dataclass(frozen=True, slots=True)
class Course:
    """How far a wish has come.

    Attributes:
        wish: What is wanted.
        by: Who wants it.
        phase: What happens now.
        begun_utc_ns: When it began.
        first_index: The least number of a part that the model judges; 0 before it is in force.
        figures: All that the gate has looked at.
        fault: Why it was refused.
    """

    wish: Wish
    by: str
    phase: PromotionPhase = PromotionPhase.PREPARING
    begun_utc_ns: int = field(default_factory=utc_ns)
    first_index: int = 0
    figures: tuple[ReleaseFigure, ...] = ()
    fault: InspectorError | None = None


class Promotion:
    """Carries out one wish at a time, in a thread of its own. Safe to use from any thread.

    Args:
        switch: Puts models in force.
        loader: Opens packages.
        write_down: Records that a wish is in force; the last thing that may fail.
        audit: Where it is written down who wanted what.
    """

    def __init__(
        self,
        switch: ModelSwitch,
        loader: ModelLoader,
        write_down: Callable[[Wish, str], Rollout],
        audit: AuditTrail,
    ) -> None:
        self._switch = switch
        self._loader = loader
        self._write_down = write_down
        self._audit = audit
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None
        self._stopping = threading.Event()
        self._throttle = Throttle(_MEASURING_DUTY_PERCENT, lambda: True)
        self._bulkhead = Bulkhead(_log)
        self.course: Course | None = None

    def begin(self, wish: Wish, actor: Actor) -> None:
        """Start to carry out a wish.

        Raises:
            PromotionRunningError: another one is being carried out.
            PromotionAbandonedError: the station ends.
        """
        with self._starting:
            running = self.course
            if running is not None and running.phase not in _ENDED:
                raise PromotionRunningError(
                    RolloutPhrase.MODEL_BEING_PUT_IN_FORCE(name=running.wish.name)
                )
            if self._stopping.is_set():
                raise PromotionAbandonedError(RolloutPhrase.STATION_ENDS())
            self.course = Course(wish, actor.name)
            self._thread = threading.Thread(
                target=self._run, args=(wish, actor), name="promotion", daemon=True
            )
            self._thread.start()

    def ask_to_stop(self) -> None:
        """Abandon what is not in force yet; returns at once."""
        with self._starting:
            self._stopping.set()
            self._throttle.stop()

    def stop(self) -> None:
        """Wait until that has happened; the parts in hand must have been given up before."""
        self.ask_to_stop()
        if self._thread is not None:
            self._thread.join()

    def _run(self, wish: Wish, actor: Actor) -> None:
        with self._bulkhead.contain():
            self._carry_out(wish, actor)
            self._bulkhead.clear()
            self._say(phase=PromotionPhase.IN_FORCE)
            return
        self._say(phase=PromotionPhase.REFUSED, fault=self._bulkhead.told)

    def _carry_out(self, wish: Wish, actor: Actor) -> None:
        with self._audit.recorded(actor, f"model.{wish.kind}", wish.name) as entry:
            entry.old = self._switch.in_force.identity.sha256
            entry.new = {
                "sha256": wish.sha256,
                "reason": wish.reason,
                "override_reason": wish.override_reason,
            }
            candidate = open_gently(self._loader, wish.sha256)
            self._say(phase=PromotionPhase.WARMING_UP)
            model = candidate.measured(candidate.line_model(), self._rest)
            self._say(phase=PromotionPhase.GATE)
            self._switch.require_fit(model)
            if wish.kind == "promote":
                self._pass_the_gate(candidate, wish)
            self._go_on()
            candidate.keep_recipes()
            self._write_down(wish, actor.name)
            first_index = self._switch.put_in_force(model)
            self._say(phase=PromotionPhase.BOUNDARY, first_index=first_index)
            self._switch.let_former_go()

    def _pass_the_gate(self, candidate: Candidate, wish: Wish) -> None:
        figures = candidate.figures(self._rest)
        self._say(figures=figures)
        refused = [each.reason for each in figures if each.is_refused]
        if refused and not wish.override_reason:
            raise ReleaseRefusedError(*refused)

    def _rest(self, worked_ns: int) -> None:
        self._throttle.rest(worked_ns)
        self._go_on()

    def _go_on(self) -> None:
        if self._stopping.is_set():
            raise PromotionAbandonedError(RolloutPhrase.STATION_ENDED_BEFORE())

    def _say(self, **news: object) -> None:
        if self.course is not None:
            self.course = replace(self.course, **news)  # type: ignore[arg-type]


def decision_note(reason: str, override_reason: str) -> str:
    """Why a model was put in force, and why although it misses limits."""
    if not override_reason:
        return reason
    return f"{reason} [release gate overridden: {override_reason}]".strip()


def open_gently(loader: ModelLoader, sha256: str) -> Candidate:
    """Loading is heavy, so a thread does it that gives way to the line."""
    with ThreadPoolExecutor(1, "model-loading", lower_thread_priority) as executor:
        return executor.submit(loader.open, sha256).result()
