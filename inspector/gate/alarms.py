"""Counts what goes wrong, latches alarms, and says what each does; pure."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from inspector.domain.alarm import Alarm, Reaction
from inspector.domain.evaluation import Evaluation, Reason

_REJECTS = frozenset({Evaluation.NOT_OK, Evaluation.NOT_DECIDABLE})
_TOO_LATE = frozenset({Reason.DEADLINE_MISSED, Reason.VIEW_MISSING})
_NO_ALARM = Alarm(0)
_STANDING = Alarm.COUPLER_UNSAFE | Alarm.REJECT_INHIBITED | Alarm.JOURNAL_FAILED
"""Alarms that end with their cause; no part can pass meanwhile."""


@dataclass(frozen=True, slots=True)
class AlarmPolicy:
    """When to complain, and what to do then.

    Attributes:
        reactions: What an alarm does; one that is not named warns.
        limits: How many events raise an alarm, 0 for never; one that is not named is raised by
            the first, but rejects in a row are not counted then.
        reject_percent: Share of rejects among the last judged parts, 0 for never.
        reject_window: Of so many last judged parts.
    """

    reactions: Mapping[Alarm, Reaction] = field(default_factory=lambda: MappingProxyType({}))
    limits: Mapping[Alarm, int] = field(
        default_factory=lambda: MappingProxyType({Alarm.CONSECUTIVE_REJECTS: 0})
    )
    reject_percent: float = 0.0
    reject_window: int = 100

    def with_reaction(self, *wanted: Reaction) -> Alarm:
        """All alarms that react so."""
        bits = _NO_ALARM
        for alarm, reaction in self.reactions.items():
            if reaction in wanted:
                bits |= alarm
        return bits


class Alarms:
    """The alarms of one gate.

    Args:
        policy: When to complain, and what to do then.
        latched: What the journal knows to be latched.

    Attributes:
        latched: Raised by events, until somebody clears them.
        standing: True as long as their cause is.
        active: All that is shown.
        held: Whether no part may pass.
        infeed_must_stop: Whether the PLC is asked to stop the infeed.
    """

    def __init__(self, policy: AlarmPolicy, latched: Alarm = _NO_ALARM) -> None:
        self._policy = policy
        self._stopping = policy.with_reaction(Reaction.STOP) | Alarm.JOURNAL_FAILED
        self._holding = policy.with_reaction(Reaction.STOP, Reaction.HOLD) | _STANDING
        self._counts: Counter[Alarm] = Counter()
        self._rejected: deque[bool] = deque(maxlen=policy.reject_window)
        self._put(latched & ~_STANDING, _NO_ALARM)

    def _put(self, latched: Alarm, standing: Alarm) -> None:
        """Asked for a thousand times a second, and changed once in a while."""
        self.latched, self.standing = latched, standing
        self.active = latched | standing
        self.held = bool(self.active & self._holding)
        self.infeed_must_stop = bool(self.active & self._stopping)

    @property
    def rejects_in_a_row(self) -> int:
        """Judged parts that were rejected since the last good one, or since this was cleared."""
        return self._counts[Alarm.CONSECUTIVE_REJECTS]

    def note_decision(self, evaluation: Evaluation, reason: Reason) -> None:
        """A part has its verdict."""
        if reason in _TOO_LATE:
            self.note(Alarm.RESULTS_LATE)
        if evaluation is Evaluation.UNDEFINED:
            return
        is_reject = evaluation in _REJECTS
        self._rejected.append(is_reject)
        if not is_reject:
            self._counts[Alarm.CONSECUTIVE_REJECTS] = 0
            return
        self.note(Alarm.CONSECUTIVE_REJECTS)
        if self._policy.reject_percent > 0:
            self._watch_share(self._policy)

    def _watch_share(self, policy: AlarmPolicy) -> None:
        full = len(self._rejected) == policy.reject_window
        if full and 100 * sum(self._rejected) / policy.reject_window >= policy.reject_percent:
            self._latch(Alarm.REJECT_RATE)

    def note(self, alarm: Alarm) -> None:
        """One event of this kind."""
        self._counts[alarm] += 1
        limit = self._policy.limits.get(alarm, alarm is not Alarm.CONSECUTIVE_REJECTS)
        if 0 < limit <= self._counts[alarm]:
            self._latch(alarm)

    def _latch(self, alarm: Alarm) -> None:
        self._put(self.latched | alarm, self.standing)

    def stand(self, alarm: Alarm, *, active: bool) -> None:
        """The cause of this alarm is there, or it is not."""
        if (alarm in self.standing) is not active:
            self._put(self.latched, self.standing ^ alarm)

    def clear(self, alarms: Alarm) -> None:
        """Somebody has seen to it; what was counted counts no more."""
        self._put(self.latched & ~alarms, self.standing)
        for alarm in list(self._counts):
            if alarm in alarms:
                del self._counts[alarm]
        if Alarm.REJECT_RATE in alarms:
            self._rejected.clear()
