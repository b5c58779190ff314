"""Whether a challenge is due, since when, and why. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from inspector.config.challenge import ChallengeConfig
from inspector.domain.challenge import Cause, ChallengeRun, RunState

_NS_PER_MINUTE = 60_000_000_000
_NS_PER_HOUR = 60 * _NS_PER_MINUTE


@dataclass(frozen=True, slots=True)
class Situation:
    """What decides whether one is due. Times are Unix nanoseconds.

    Attributes:
        started_utc_ns: When this engine was started.
        passed: The last run that was passed.
        decided: The last run that was passed or failed.
        recipe_id: In force.
        recipe_since_utc_ns: Since when.
        model_sha256: In force.
        model_since_utc_ns: Since when.
        lot_since_utc_ns: When the lot that runs was begun; ``None`` between lots.
    """

    started_utc_ns: int
    passed: ChallengeRun | None
    decided: ChallengeRun | None
    recipe_id: str
    recipe_since_utc_ns: int
    model_sha256: str
    model_since_utc_ns: int
    lot_since_utc_ns: int | None


@dataclass(frozen=True, slots=True)
class Due:
    """A challenge that is due.

    Attributes:
        cause: Why.
        since_utc_ns: Since when, or from when on.
        locks_utc_ns: When the station locks itself.
    """

    cause: Cause
    since_utc_ns: int
    locks_utc_ns: int


def next_due(config: ChallengeConfig, now: Situation) -> Due | None:
    """The challenge that locks the station first; it may lie in the future.

    ``None`` where the station file asks for none and the last one was not failed.
    """
    found = list(_all_due(config, now))
    return min(found, key=lambda due: due.locks_utc_ns, default=None)


def _all_due(config: ChallengeConfig, now: Situation) -> Iterator[Due]:
    grace_ns = round(config.grace_minutes * _NS_PER_MINUTE)
    if now.decided is not None and now.decided.state is RunState.FAILED:
        ended = now.decided.ended_utc_ns or now.decided.begun_utc_ns
        yield Due(Cause.FAILED, ended, ended)
    for cause, since in _causes(config, now):
        yield Due(cause, since, since + grace_ns)


def _causes(config: ChallengeConfig, now: Situation) -> Iterator[tuple[Cause, int]]:
    passed = now.passed
    passed_ns = -1 if passed is None else passed.begun_utc_ns
    asks = (
        config.every_hours
        or config.at_start
        or config.on_lot
        or config.on_changeover
        or config.on_model
    )
    anew = config.at_start and passed_ns < now.started_utc_ns
    if (asks and passed is None) or anew:
        yield Cause.START, now.started_utc_ns
    if passed is None:
        return
    if config.every_hours:
        yield Cause.SCHEDULE, passed_ns + round(config.every_hours * _NS_PER_HOUR)
    if config.on_lot and now.lot_since_utc_ns is not None and passed_ns < now.lot_since_utc_ns:
        yield Cause.LOT, now.lot_since_utc_ns
    if config.on_changeover and passed.recipe_id != now.recipe_id:
        yield Cause.CHANGEOVER, now.recipe_since_utc_ns
    if config.on_model and passed.model_sha256 != now.model_sha256:
        yield Cause.MODEL, now.model_since_utc_ns
