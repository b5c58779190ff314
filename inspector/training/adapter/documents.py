"""An adaptation as a JSON document and as text."""

from __future__ import annotations

from inspector.training.adapter.values import Adapted
from inspector.training.evaluation.quality import Quality

Json = dict[str, object]


def adapted_document(adapted: Adapted) -> Json:
    """What ``inspector model adapt --json`` prints."""
    manifest, findings = adapted.package.manifest, adapted.findings
    new, learned, golden = findings.pictures, findings.learned, findings.golden
    old = findings.old
    return {
        "model_id": manifest.model_id,
        "version": manifest.version,
        "sha256": adapted.package.sha256,
        "parent_sha256": adapted.parent.sha256,
        "variant": manifest.variant,
        "architecture": manifest.architecture,
        "classes": list(manifest.classes),
        "ok_classes": list(manifest.ok_classes),
        "folder": str(adapted.package.folder),
        "new_pictures": {
            "total": len(new.images),
            "held_out": findings.held_out.total,
            "held_out_recognised": findings.held_out.right,
            "cross_validated": learned.cross_validated_of,
            "cross_validated_recognised": learned.cross_validated,
            "cross_validated_escapes": learned.escapes,
            "doubt": learned.doubt,
        },
        "rehearsed": findings.rehearsal.origin,
        "old_pictures": None
        if old is None
        else {
            "before": _figures(old.before),
            "after": _figures(old.after),
            "flips": old.flips,
            "never_trained_on": findings.base is not None and findings.base.same,
        },
        "golden": {
            "total": golden.total,
            "same_verdict": golden.same_verdict,
            "good_lost": golden.good_lost,
            "largest_difference": golden.largest_difference,
        },
        "limits": {
            "accept": learned.limits.accept,
            "reject_default": learned.limits.reject_default,
        },
        "temperature": learned.temperature,
        "evaluated": manifest.evaluation is not None,
        "seconds": dict(findings.seconds),
    }


def adapted_text(adapted: Adapted) -> str:
    """The same figures for a person."""
    findings, manifest = adapted.findings, adapted.package.manifest
    learned, held_out, golden = findings.learned, findings.held_out, findings.golden
    lines = [
        f"new pictures     {len(findings.pictures.images)}; "
        f"{learned.cross_validated} of {learned.cross_validated_of} recognised unseen "
        f"(cross-validated), {held_out.right} of {held_out.total} held out; "
        f"{learned.escapes} would pass",
        f"rehearsed        {findings.rehearsal.origin}",
    ]
    if learned.doubt:
        lines.append(f"warning          {learned.doubt}")
    old = findings.old
    if old is None:
        lines.append("old pictures     not measured; name the base dataset with --dataset")
    else:
        lines += [
            f"old pictures     {old.after.samples}: accuracy {100 * old.before.accuracy:.2f} % "
            f"before, {100 * old.after.accuracy:.2f} % after; {old.flips} verdicts changed",
            f"old escapes      {old.before.escapes} before, {old.after.escapes} after, "
            f"of {old.after.defective}",
            f"false rejects    {old.before.false_rejects} before, {old.after.false_rejects} after, "
            f"of {old.after.good}",
        ]
    spent = ", ".join(f"{step} {seconds:.1f} s" for step, seconds in findings.seconds.items())
    lines += [
        f"golden pictures  {golden.same_verdict} of {golden.total} keep their verdict"
        + (f"; {golden.good_lost} good ones do not pass any more" if golden.good_lost else ""),
        f"time             {spent}",
        f"wrote {adapted.package.folder} ({manifest.variant})",
    ]
    return "\n".join(lines)


def _figures(quality: Quality) -> Json:
    return {
        "samples": quality.samples,
        "accuracy": quality.accuracy,
        "defective": quality.defective,
        "escapes": quality.escapes,
        "good": quality.good,
        "false_rejects": quality.false_rejects,
        "not_decidable": quality.not_decidable,
    }
