"""The evidence of a file that was evaluated, with its report."""

from __future__ import annotations

from inspector.training.evaluation.documents import package_json
from inspector.training.evaluation.entries import (
    evaluation_entry,
    validation_entry,
    validation_scores,
)
from inspector.training.evaluation.evaluation import ModelEvaluation
from inspector.training.evaluation.report.html import render_report
from inspector.training.evaluation.scoring import Scored
from inspector.training.release.evidence import ReleaseEvidence


def evidence_of(evaluation: ModelEvaluation, validation: Scored) -> ReleaseEvidence:
    """All that a package carries of its evaluation.

    Args:
        evaluation: On held-out pictures.
        validation: The pictures that limits were chosen on, scored by the same file.
    """
    return ReleaseEvidence(
        evaluation_entry(evaluation),
        validation_entry(validation),
        render_report(evaluation),
        package_json(evaluation),
        validation_scores(validation),
    )
