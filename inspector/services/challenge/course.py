"""How a run goes on: from what the engine has seen to right, wrong, or too late. Pure."""

from __future__ import annotations

from dataclasses import replace

from inspector.config.challenge import ChallengeConfig
from inspector.domain.challenge import ChallengeRun, RunState, Step, StepState
from inspector.domain.evaluation import Outcome
from inspector.domain.phrase import Phrase
from inspector.domain.phrases.books import phrase_of_words
from inspector.domain.phrases.challenge import ChallengePhrase
from inspector.engine.record.challenge import ChallengeSight

_Reasons = tuple[Phrase, ...]
_NS_PER_S = 1_000_000_000


class Course:
    """One run while it runs.

    Args:
        run: As it was begun.
        config: How long what may take.
        begun_ns: Monotonic time.
    """

    def __init__(self, run: ChallengeRun, config: ChallengeConfig, begun_ns: int) -> None:
        self.run = run
        self._config = config
        self._moved_ns = begun_ns
        self._came = 0
        self._judged_ns: dict[int, int] = {}

    def look(self, sight: ChallengeSight, now_ns: int, now_utc_ns: int) -> ChallengeRun:
        """Take in what is known by now.

        Returns:
            The run, with :attr:`~ChallengeRun.ended_utc_ns` when it is decided.
        """
        if sight.came > self._came:
            self._came, self._moved_ns = sight.came, now_ns
        steps = tuple(
            self._step(place, step, sight, now_ns) for place, step in enumerate(self.run.steps)
        )
        self.run = replace(self.run, steps=steps)
        state, why = self._state(sight, now_ns)
        return self.run if state is RunState.RUNNING else self._end(state, why, now_utc_ns)

    def cut_off(self, why: Phrase, now_utc_ns: int) -> ChallengeRun:
        """End it before it is decided; what was missed by then stays missed."""
        return self._end(*self._ended_early(why), now_utc_ns)

    def _end(self, state: RunState, why: _Reasons, now_utc_ns: int) -> ChallengeRun:
        detail = "; ".join(map(str, why))
        self.run = replace(
            self.run, state=state, detail=detail, reasons=why, ended_utc_ns=now_utc_ns
        )
        return self.run

    def _step(self, place: int, step: Step, sight: ChallengeSight, now_ns: int) -> Step:
        row = sight.rows.get(place)
        if row is None or step.fault:
            return step
        self._judged_ns.setdefault(place, now_ns)
        outcome = sight.outcomes.get(row.result_id, Outcome.PENDING)
        seen = replace(
            step,
            result_id=row.result_id,
            evaluation=row.evaluation,
            reason=row.reason,
            class_name=row.class_name,
            score=row.score,
            outcome=outcome,
        ).judged()
        waited_ns = now_ns - self._judged_ns[place]
        if seen.state is StepState.SEEN and waited_ns > self._config.outcome_timeout_s * _NS_PER_S:
            return replace(seen, fault=ChallengePhrase.OUTCOME_UNTOLD.value)
        return seen

    def _state(self, sight: ChallengeSight, now_ns: int) -> tuple[RunState, _Reasons]:
        states = {step.state for step in self.run.steps}
        if StepState.WAITING in states:
            if sight.interrupted:
                return self._ended_early(sight.interrupted)
            if now_ns - self._moved_ns > self._config.part_timeout_s * _NS_PER_S:
                place = next(
                    place
                    for place, step in enumerate(self.run.steps, start=1)
                    if step.state is StepState.WAITING
                )
                return self._ended_early(
                    ChallengePhrase.PART_DID_NOT_COME(place=place, parts=len(self.run.steps))
                )
            return RunState.RUNNING, ()
        if StepState.SEEN in states:
            return RunState.RUNNING, ()
        return self._decided()

    def _decided(self) -> tuple[RunState, _Reasons]:
        wrong = [step for step in self.run.steps if step.state is StepState.WRONG]
        why = tuple(
            ChallengePhrase.OF_PART(part=step.part.name, fault=phrase_of_words(step.fault))
            for step in wrong
        )
        locks = self.run.missed or (wrong and self._config.good_rejected_locks)
        return (RunState.FAILED if locks else RunState.PASSED), why

    def _ended_early(self, why: Phrase) -> tuple[RunState, _Reasons]:
        """A part that was missed was missed, whatever came after it."""
        if self.run.missed:
            state, found = self._decided()
            return state, (*found, why)
        return RunState.ABORTED, (why,)
