"""What a model must reach before it may judge, and which of a station's models does."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from inspector.domain.phrase import Phrase

EscapeFigure = Literal["rate", "upper_bound"]
RolloutKind = Literal["base", "promote", "rollback", "shadow", "shadow_end"]
MOST_PREVIOUS = 8


@dataclass(frozen=True, slots=True)
class ReleaseLimits:
    """What a model package must reach before it may be put in force.

    Attributes:
        min_accuracy: Share of held-out pictures whose most probable class is the true one, 0 to 1.
        max_escape_percent: Defective pictures that would pass, in percent of the defective.
        escapes_by: ``rate`` compares the share that was counted; ``upper_bound`` the upper end of
            its one-sided 95 % Clopper-Pearson interval, which few pictures cannot prove low.
        max_false_reject_percent: Good pictures that would be rejected, in percent of the good.
        max_not_decidable_percent: Pictures without a decision, in percent of all.
        max_flip_percent: Verdicts that differ from the FP32 twin's, in percent of all; unless it is
            0, a single one is let pass where the pictures are too few to measure such a share.
        min_robustness: Disturbed over clean accuracy of the worst disturbance.
        max_p99_ms: 99th percentile of one inference on the station, in milliseconds.
    """

    min_accuracy: float = 0.95
    max_escape_percent: float = 1.0
    escapes_by: EscapeFigure = "rate"
    max_false_reject_percent: float = 5.0
    max_not_decidable_percent: float = 10.0
    max_flip_percent: float = 0.2
    min_robustness: float = 0.3
    max_p99_ms: float = 50.0


@dataclass(frozen=True, slots=True)
class StationMeasurement:
    """What a station measured on a package before it decided on it.

    Attributes:
        provider: The ONNX Runtime name of what ran the model.
        p50_ms: Median time of one inference.
        p99_ms: 99th percentile of the same.
        golden_difference: The largest difference of a score from that of its golden picture.
        golden_tolerance: What the package allows.
    """

    provider: str
    p50_ms: float
    p99_ms: float
    golden_difference: float
    golden_tolerance: float


@dataclass(frozen=True, slots=True)
class ReleaseFigure:
    """One figure beside its limit.

    Attributes:
        name: Such as ``escape_percent``.
        limit: What it must reach, or must not pass; ``None`` when there is nothing to compare.
        measured: What it is; ``None`` when it was never measured.
        is_refused: Whether it misses its limit.
        reason: The same for people.
    """

    name: str
    limit: float | None
    measured: float | None
    is_refused: bool
    reason: Phrase

    @property
    def text(self) -> str:
        """The same for people, in English."""
        return self.reason.text


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
