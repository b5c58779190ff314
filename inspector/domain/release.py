"""What of a station's models is in force, what was before, and what judges along."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

RolloutKind = Literal["base", "promote", "rollback", "shadow", "shadow_end"]
MOST_PREVIOUS = 8


@dataclass(frozen=True, slots=True)
class RolloutEvent:
    """One decision on which model judges.

    Attributes:
        kind: ``base``: the station file names another package, and it wins; ``promote`` and
            ``rollback``: a package took force; ``shadow`` and ``shadow_end``: it judges along.
        sha256: The package concerned.
        by: Who decided.
        utc_ns: When.
        reason: Why, in that person's words.
    """

    kind: RolloutKind
    sha256: str
    by: str
    utc_ns: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Rollout:
    """The state that all events so far lead to; empty before the station first started.

    Attributes:
        base_sha256: The package that the station file names.
        in_force_sha256: The package that judges.
        previous: What was in force before, the latest last; a rollback takes the latest.
        shadow_sha256: The challenger that sees the same pictures, if any.
        events: All of them, the oldest first.
    """

    base_sha256: str = ""
    in_force_sha256: str = ""
    previous: tuple[str, ...] = ()
    shadow_sha256: str | None = None
    events: tuple[RolloutEvent, ...] = ()

    @property
    def in_use(self) -> frozenset[str]:
        """All packages that must stay: in force, before, in shadow, or named by the station."""
        named = {self.base_sha256, self.in_force_sha256, self.shadow_sha256 or "", *self.previous}
        return frozenset(named - {""})

    def followed_by(self, event: RolloutEvent) -> Rollout:
        """The state after one more event."""
        after = replace(self, events=(*self.events, event))
        if event.kind == "shadow":
            return replace(after, shadow_sha256=event.sha256)
        if event.kind == "shadow_end":
            return replace(after, shadow_sha256=None)
        if event.kind == "base":
            after = replace(after, base_sha256=event.sha256)
        previous = self.previous[:-1] if event.kind == "rollback" else self._with_in_force()
        return replace(
            after,
            in_force_sha256=event.sha256,
            previous=previous,
            shadow_sha256=None if self.shadow_sha256 == event.sha256 else self.shadow_sha256,
        )

    def _with_in_force(self) -> tuple[str, ...]:
        if not self.in_force_sha256:
            return ()
        return (*self.previous, self.in_force_sha256)[-MOST_PREVIOUS:]
