"""Where challenges are begun and watched, and the station is locked out when one is not passed."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from inspector.clock import monotonic_ns, utc_ns
from inspector.config.challenge import ChallengeConfig
from inspector.domain.challenge import (
    Cause,
    ChallengePart,
    ChallengeRun,
    ChallengeStore,
    RunState,
    Step,
)
from inspector.domain.errors.base import InspectorError
from inspector.domain.errors.challenge import (
    ChallengeDueError,
    ChallengeGoodRejectedError,
    ChallengeMissedError,
    ChallengeNotPossibleError,
    ChallengeOverdueError,
)
from inspector.domain.phrase import Phrase
from inspector.domain.phrases.challenge import CausePhrase, ChallengePhrase
from inspector.domain.phrases.line import joined
from inspector.domain.station import StationState
from inspector.engine.engine import Engine
from inspector.engine.threads.bulkhead import Bulkhead
from inspector.engine.threads.rounds import Rounds
from inspector.services.challenge.course import Course
from inspector.services.challenge.due import Due, Situation, next_due
from inspector.services.people.audit import Actor, AuditEntry, AuditTrail

_log = logging.getLogger(__name__)
_LOOK_S = 0.1
_RECENT = 50
_DECIDED = frozenset({RunState.PASSED, RunState.FAILED})
_STATION = Actor("station")


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands.

    Attributes:
        run: The run that runs, or the last one; ``None`` before the first.
        passed: The last run that was passed.
        due: The challenge that locks the station next; it may lie in the future.
        lock: Why the station is locked out; ``None`` while it is not.
    """

    run: ChallengeRun | None
    passed: ChallengeRun | None
    due: Due | None
    lock: InspectorError | None


class ChallengeDesk:
    """All public methods may be called from several threads.

    Args:
        config: When challenges are due.
        store: Where they are kept.
        engine: The running engine.
        lot_since: When the lot that runs was begun, in Unix nanoseconds.
        audit: Where it is written down who did what.
    """

    def __init__(
        self,
        config: ChallengeConfig,
        store: ChallengeStore,
        engine: Engine,
        lot_since: Callable[[], int | None],
        audit: AuditTrail,
    ) -> None:
        self.store = store
        self._config = config
        self._engine = engine
        self._lot_since = lot_since
        self._audit = audit
        self._lock = threading.Lock()
        self._course: Course | None = None
        self._started_utc_ns = utc_ns()
        self._in_force = ("", "")
        self._since = [self._started_utc_ns, self._started_utc_ns]
        runs = self._remembered()
        self._last = runs[0] if runs else None
        self._decided = next((run for run in runs if run.state in _DECIDED), None)
        self._passed = next((run for run in runs if run.state is RunState.PASSED), None)
        self._rounds = Rounds(
            "challenge",
            self._watch,
            _LOOK_S,
            Bulkhead(_log, recovered="challenges are watched again"),
        )
        self._apply_lock()

    def start(self) -> None:
        """Begin to watch."""
        self._rounds.start()

    def stop(self) -> None:
        """End; a run that runs has proven nothing."""
        self._rounds.stop()
        with self._lock:
            if self._course is not None:
                self._conclude(self._course.cut_off(ChallengePhrase.STATION_STOPPED(), utc_ns()))

    def standing(self) -> Standing:
        """How it stands now."""
        with self._lock:
            run = self._last if self._course is None else self._course.run
            return Standing(run, self._passed, self._due(), self._engine.challenge.lock)

    def begin(self, actor: Actor, cause: Cause | None = None) -> ChallengeRun:
        """The next parts are the challenge parts, in their order.

        Args:
            actor: Who sends them.
            cause: Why; by default what is due, or because the person wants to.

        Raises:
            ChallengeNotPossibleError: not now; the message says why.
            AuditNotWritableError: nothing was done.
        """
        with self._lock, self._audit.recorded(actor, "challenge.begin") as entry:
            parts = self._usable()
            due = self._due()
            if cause is None:
                is_due = due is not None and due.since_utc_ns <= utc_ns()
                cause = due.cause if due is not None and is_due else Cause.REQUEST
            recipe = self._engine.recipes.in_force.recipe
            run = self.store.put_run(
                ChallengeRun(
                    run_id=0,
                    cause=cause,
                    person=actor.name,
                    begun_utc_ns=utc_ns(),
                    ended_utc_ns=None,
                    state=RunState.RUNNING,
                    detail="",
                    recipe_id=recipe.recipe_id,
                    model_sha256=self._engine.models.in_force.identity.sha256,
                    steps=tuple(Step(part) for part in parts),
                )
            )
            entry.new = {"run": run.run_id, "parts": [part.name for part in parts]}
            self._course = Course(run, self._config, monotonic_ns())
            self._engine.challenge.begin(len(parts))
            return run

    def abort(self, actor: Actor) -> ChallengeRun:
        """End the run that runs; it proves nothing.

        Raises:
            ChallengeNotPossibleError: none runs.
        """
        with self._lock, self._audit.recorded(actor, "challenge.abort"):
            if self._course is None:
                raise ChallengeNotPossibleError("no challenge runs")
            why = ChallengePhrase.ENDED_BY_PERSON(person=actor.name)
            return self._conclude(self._course.cut_off(why, utc_ns()))

    def needs_supervisor(self) -> bool:
        """Whether only somebody who may clear stops may begin: a part was missed."""
        return isinstance(self._engine.challenge.lock, ChallengeMissedError)

    def told(self) -> Iterator[tuple[InspectorError, str]]:
        """What people should know besides the lock-out."""
        standing = self.standing()
        due = standing.due
        if due is not None and standing.lock is None and due.since_utc_ns <= utc_ns():
            minutes = max(0, round((due.locks_utc_ns - utc_ns()) / 60e9))
            told = ChallengePhrase.CHALLENGE_DUE(cause=_spoken(due.cause), minutes=minutes)
            yield ChallengeDueError(told), ""
        passed = standing.passed
        if passed is not None and passed.detail:
            yield ChallengeGoodRejectedError(_why(passed)), ""

    def _usable(self) -> Sequence[ChallengePart]:
        parts, now = self.store.parts(), utc_ns()
        if self._course is not None:
            raise ChallengeNotPossibleError("a challenge runs already")
        if not any(part.defective for part in parts):
            raise ChallengeNotPossibleError(
                "no defective challenge part is described",
                remedy="Describe at least one part that must be rejected.",
            )
        expired = [part.name for part in parts if not part.is_valid(now)]
        if expired:
            raise ChallengeNotPossibleError(
                f"{', '.join(expired)}: not valid any more",
                remedy="Have the part certified anew, or retire it.",
            )
        if self._engine.states.state is not StationState.CONTINUOUS_EXECUTION:
            raise ChallengeNotPossibleError("the station does not inspect", remedy="Start it.")
        if not self._engine.gate_connected or self._engine.maintenance:
            raise ChallengeNotPossibleError("the gate does not answer, or somebody maintains it")
        return parts

    def _watch(self) -> None:
        with self._lock:
            self._note_in_force()
            if self._course is not None:
                self._follow(self._course)
            self._apply_lock()

    def _follow(self, course: Course) -> None:
        before = course.run
        run = course.look(self._engine.challenge.sight(), monotonic_ns(), utc_ns())
        if run.ended_utc_ns is not None:
            self._conclude(run)
        elif run != before:
            self.store.put_run(run)

    def _conclude(self, run: ChallengeRun) -> ChallengeRun:
        self._engine.challenge.end()
        self._course, self._last = None, run
        if run.state in _DECIDED:
            self._decided = run
        if run.state is RunState.PASSED:
            self._passed = run
        self._apply_lock()
        self.store.put_run(run)
        found = AuditEntry(new={"run": run.run_id, "state": run.state, "detail": run.detail})
        self._audit.note(_STATION, "challenge.end", entry=found)
        return run

    def _apply_lock(self) -> None:
        """Lock the station, or let parts pass again."""
        due = self._due()
        why: InspectorError | None = None
        if due is not None and due.cause is Cause.FAILED and self._decided is not None:
            why = ChallengeMissedError(_why(self._decided))
        elif due is not None and due.locks_utc_ns <= utc_ns():
            told = ChallengePhrase.CHALLENGE_OVERDUE(cause=_spoken(due.cause))
            why = ChallengeOverdueError(told)
        was = self._engine.challenge.lock
        if (why is None) is not (was is None) or type(why) is not type(was):
            self._engine.challenge.lock_out(why)

    def _due(self) -> Due | None:
        recipe_since, model_since = self._since
        return next_due(
            self._config,
            Situation(
                started_utc_ns=self._started_utc_ns,
                passed=self._passed,
                decided=self._decided,
                recipe_id=self._engine.recipes.in_force.recipe.recipe_id,
                recipe_since_utc_ns=recipe_since,
                model_sha256=self._engine.models.in_force.identity.sha256,
                model_since_utc_ns=model_since,
                lot_since_utc_ns=self._lot_since(),
            ),
        )

    def _note_in_force(self) -> None:
        now = (
            self._engine.recipes.in_force.recipe.recipe_id,
            self._engine.models.in_force.identity.sha256,
        )
        for place, (new, old) in enumerate(zip(now, self._in_force, strict=True)):
            if old and new != old:
                self._since[place] = utc_ns()
        self._in_force = now

    def _remembered(self) -> list[ChallengeRun]:
        """The last runs, newest first; one that was cut off by a fall has proven nothing."""
        runs = list(self.store.runs(None, _RECENT))
        for place, run in enumerate(runs):
            if run.state is RunState.RUNNING:
                course = Course(run, self._config, monotonic_ns())
                runs[place] = self.store.put_run(
                    course.cut_off(ChallengePhrase.STATION_FELL(), utc_ns())
                )
        return runs


def _spoken(cause: Cause) -> Phrase:
    return CausePhrase[f"CAUSE_{cause.name}"]()


def _why(run: ChallengeRun) -> str | Phrase:
    return joined(run.reasons) if run.reasons else run.detail
