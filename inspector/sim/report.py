"""What the virtual line knows at the end: the only place where verdicts meet the truth."""

from __future__ import annotations

from dataclasses import dataclass, field

from inspector.sim.camera_server import PartTruth


@dataclass(slots=True)
class Tally:
    """Counts of physical outcomes against the truth; ``None`` truths are counted apart."""

    passed: int = 0
    ejected: int = 0
    escapes: int = 0
    false_rejects: int = 0
    unknown_truth: int = 0
    labels: dict[int, str] = field(default_factory=dict)
    _truths: dict[int, PartTruth] = field(default_factory=dict)
    _gone: dict[int, bool] = field(default_factory=dict)

    @property
    def complete(self) -> bool:
        """Whether the truth of every part that has left the belt is known."""
        return not self._gone

    def learn(self, truth: PartTruth) -> None:
        """The camera process says what a part is; on a fast belt the part may have left before."""
        ejected = self._gone.pop(truth.number, None)
        if ejected is None:
            self._truths[truth.number] = truth
        else:
            self._compare(truth, ejected)

    def leave(self, number: int, ejected: bool) -> None:
        """A part has left the belt."""
        self.ejected += ejected
        self.passed += not ejected
        truth = self._truths.pop(number, None)
        if truth is None:
            self._gone[number] = ejected
        else:
            self._compare(truth, ejected)

    def _compare(self, truth: PartTruth, ejected: bool) -> None:
        number = truth.number
        if truth.label is not None:
            self.labels[number] = truth.label
        if truth.defective is None:
            self.unknown_truth += 1
        else:
            self.escapes += truth.defective and not ejected
            self.false_rejects += ejected and not truth.defective
