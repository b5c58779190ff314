"""The figures that the release gate reads, on old pictures and new ones that were set aside."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import numpy as np

from inspector.inference.package import ModelPackage
from inspector.inference.session import ScoringSession
from inspector.training.adapter.values import Findings
from inspector.training.evaluation.entries import evaluation_entry, validation_entry
from inspector.training.evaluation.evaluate import EvaluationOptions, evaluate_file
from inspector.training.evaluation.evaluation import ModelFile
from inspector.training.evaluation.pictures import Picture, sample_pictures
from inspector.training.evaluation.scoring import score_pictures
from inspector.training.progress import Progress
from inspector.training.release.evidence import ReleaseEvidence


def gather_evidence(
    parent: ModelPackage,
    version: str,
    files: Mapping[str, bytes],
    findings: Findings,
    progress: Progress,
) -> ReleaseEvidence | None:
    """Evaluate the new file; ``None`` without the base dataset.

    A few new pictures say nothing of the old classes, so without old ones there is no evaluation,
    and the release gate will ask for one.

    Raises:
        TrainingCancelledError: somebody cancelled.
    """
    base, new, manifest = findings.base, findings.pictures, parent.manifest
    if base is None:
        return None
    reference = manifest.reference_file
    file = ModelFile(
        name=f"{manifest.model_id}/{version}",
        variant=manifest.variant,
        architecture=manifest.architecture,
        model=files[manifest.model_file],
        twin=files[reference] if reference and reference != manifest.model_file else None,
        classes=new.classes,
        ok_classes=new.ok_classes,
        limits=findings.learned.limits,
        temperature=findings.learned.temperature,
    )
    held_out = [
        Picture(new.names[row], new.classes[new.labels[row]], partial(new.images.__getitem__, row))
        for row in np.flatnonzero(new.held_out)
    ]
    options = EvaluationOptions(dataset=base.description, dataset_revision=base.revision)
    evaluation = evaluate_file(file, [*sample_pictures(base.test), *held_out], options, progress)
    session = ScoringSession(file.model, len(file.classes), provider="cpu")
    validation = score_pictures(
        session, None, sample_pictures(base.validation), file.classes, file.ok_classes, progress
    )
    return ReleaseEvidence(evaluation_entry(evaluation), validation_entry(validation))
