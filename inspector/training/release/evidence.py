"""What was found out about the very file that a package will run."""

from __future__ import annotations

from dataclasses import dataclass, field

from inspector.inference.manifest import EvaluationEntry, ValidationEntry


@dataclass(frozen=True, slots=True)
class ReleaseEvidence:
    """The figures that the release gate and the watch on drift read, and a report for people.

    Attributes:
        evaluation: On pictures that were held out.
        validation: How scores and novelty of good pictures are distributed.
        report_html: One self-contained page; empty when none was written.
        evaluation_json: All figures of the evaluation; empty when none were written.
        validation_json: Scores of the validation pictures; empty when none were written.
    """

    evaluation: EvaluationEntry
    validation: ValidationEntry = field(default_factory=ValidationEntry)
    report_html: str = ""
    evaluation_json: str = ""
    validation_json: str = ""
