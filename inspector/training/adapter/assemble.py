"""The new package: the same backbone, the new head, and all that was measured."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.metadata import version as version_of
from pathlib import Path

import cv2
import numpy as np
import onnx

from inspector import __version__
from inspector.inference.manifest import SCHEMA_VERSION
from inspector.inference.package import ModelPackage
from inspector.inference.session import ScoringSession
from inspector.training.adapter.card import adapter_card
from inspector.training.adapter.evidence import gather_evidence
from inspector.training.adapter.fitting import STEPS
from inspector.training.adapter.values import Findings
from inspector.training.datasets.recorded_split import split_of, split_table
from inspector.training.export.names import FEATURES
from inspector.training.progress import Progress
from inspector.training.release.package_writer import write_package
from inspector.training.release.toml_writer import TomlValue

MOST_GOLDEN = 64
_GOLDEN_PER_CLASS = 2


def assemble_package(
    folder: Path,
    version: str,
    parent: ModelPackage,
    models: Mapping[str, onnx.ModelProto],
    findings: Findings,
    command: str,
    seed: int,
    progress: Progress,
) -> ModelPackage:
    """Write the package; its golden pictures are those of the parent and some new ones.

    Args:
        folder: ``<root>/<name>/<version>``; must not exist.
        version: Of the new package.
        parent: Whose backbone it has.
        models: Each file of the parent with its new head, by name.
        findings: What was measured.
        command: The command line.
        seed: Of what was drawn by lot.
        progress: Told how far it is.

    Raises:
        ModelPackageError: the package exists already or cannot be written.
        TrainingCancelledError: somebody cancelled.
    """
    manifest = parent.manifest
    files = {name: model.SerializeToString() for name, model in models.items()}
    evidence = gather_evidence(parent, version, files, findings, progress)
    entries, pictures = _golden(parent, files[manifest.model_file], findings)
    learned, new = findings.learned, findings.pictures
    document: dict[str, TomlValue] = {
        "schema_version": SCHEMA_VERSION,
        "model_id": manifest.model_id,
        "version": version,
        "architecture": manifest.architecture,
        "variant": manifest.variant,
        "model_file": manifest.model_file,
        "reference_file": manifest.reference_file,
        "classes": list(new.classes),
        "ok_classes": list(new.ok_classes),
        "golden_tolerance": manifest.golden_tolerance,
        "parent_sha256": parent.sha256,
        "dataset_revision": "" if findings.base is None else findings.base.revision,
        "features": FEATURES,
        "input": {"color": manifest.input.color, "size_px": manifest.input.size_px},
        "limits": learned.limits.table(),
        "training": _training(parent, findings, command, seed),
        **({} if evidence is None else evidence.entries()),
        "golden": entries,
    }
    card = adapter_card(parent, version, findings, evidence, command)
    return write_package(
        folder, document, {**files, "MODEL_CARD.md": card.encode("utf-8"), **pictures}
    )


def _training(
    parent: ModelPackage, findings: Findings, command: str, seed: int
) -> dict[str, TomlValue]:
    learned, golden, old = findings.learned, findings.golden, findings.old
    metrics: dict[str, TomlValue] = {
        "temperature": learned.temperature,
        "golden_same_verdict": golden.same_verdict / golden.total,
    }
    if learned.cross_validated_of:
        metrics["new_accuracy"] = learned.cross_validated / learned.cross_validated_of
    if old is not None:
        metrics["old_accuracy_before"] = old.before.accuracy
        metrics["old_accuracy"] = old.after.accuracy
        metrics["old_flips"] = float(old.flips)
    return {
        "dataset": f"{len(findings.pictures.images)} new pictures on the backbone of "
        f"{parent.manifest.version}; rehearsed: {findings.rehearsal.origin}",
        "samples": int((~findings.pictures.held_out).sum()),
        "seed": seed,
        "epochs": STEPS,
        "initial_weights_sha256": "",
        "command": command,
        "tools": {
            "inspector": __version__,
            **{name: version_of(name) for name in ("torch", "onnx")},
        },
        "metrics": metrics,
        **({} if findings.base is None else split_table(split_of(parent.manifest.training), seed)),
    }


def _golden(
    parent: ModelPackage, model: bytes, findings: Findings
) -> tuple[list[TomlValue], dict[str, bytes]]:
    """The parent's pictures with their new scores, then up to two of each class that is new."""
    entries: list[TomlValue] = []
    pictures = {}
    pairs = zip(parent.manifest.golden, findings.golden.scores, strict=True)
    for entry, scores in pairs:
        entries.append({"image": entry.image, "label": entry.label, "scores": list(scores)})
        pictures[entry.image] = parent.read(entry.image)
    new = findings.pictures
    session = ScoringSession(model, len(new.classes), provider="cpu")
    for row in _shown(findings)[: MOST_GOLDEN - len(entries)]:
        name = f"golden/new-{row + 1:02d}.png"
        while name in pictures:
            name = name.replace("new-", "new-new-")
        pictures[name] = cv2.imencode(".png", new.images[row])[1].tobytes()
        entries.append(
            {
                "image": name,
                "label": new.classes[new.labels[row]],
                "scores": [float(score) for score in session.score(new.images[row])],
            }
        )
    return entries, pictures


def _shown(findings: Findings) -> Sequence[int]:
    """Held-out pictures first, for their scores say most."""
    new = findings.pictures
    rows: list[int] = []
    for label in np.unique(new.labels):
        own = np.flatnonzero(new.labels == label)
        order = own[np.argsort(~new.held_out[own], kind="stable")]
        rows.extend(int(row) for row in order[:_GOLDEN_PER_CLASS])
    return rows
