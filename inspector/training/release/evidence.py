"""What was found out about the very file that a package will run."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from inspector.inference.manifest import EvaluationEntry, ValidationEntry
from inspector.inference.package import EVALUATION_NAME, REPORT_NAME, VALIDATION_NAME


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

    def entries(self) -> dict[str, Any]:
        """What the manifest says."""
        return {
            "evaluation": self.evaluation.model_dump(mode="json", exclude_none=True),
            "validation": self.validation.model_dump(mode="json", exclude_none=True),
        }

    def files(self) -> dict[str, bytes]:
        """Content by name, of what was written."""
        texts = {
            REPORT_NAME: self.report_html,
            EVALUATION_NAME: self.evaluation_json,
            VALIDATION_NAME: self.validation_json,
        }
        return {name: text.encode("utf-8") for name, text in texts.items() if text}
