"""The model card of an adapted package."""

from __future__ import annotations

from collections import Counter

from inspector.inference.package import ModelPackage
from inspector.training.adapter.values import Findings
from inspector.training.release.evidence import ReleaseEvidence


def adapter_card(
    parent: ModelPackage,
    version: str,
    findings: Findings,
    evidence: ReleaseEvidence | None,
    command: str,
) -> str:
    """Markdown with what was learned, what it did to the old classes and what is not known."""
    manifest, new, learned = parent.manifest, findings.pictures, findings.learned
    counts = Counter(new.classes[label] for label in new.labels)
    listed = ", ".join(f"{count} of {name}" for name, count in sorted(counts.items()))
    good = ", ".join(new.ok_classes) or "none: every class is a defect"
    return f"""\
# {manifest.model_id} {version}

{manifest.architecture}, {manifest.variant}. Classes: {", ".join(new.classes)}. Good: {good}.

The backbone is that of {manifest.model_id} {manifest.version}
(`{parent.sha256[:12]}`), bit for bit. An adapter and the last layer were learned from
{len(new.images)} new pictures: {listed}.

Old classes were rehearsed from {findings.rehearsal.origin}.

## New pictures

{_new_text(findings)}

## Old pictures

{_old_text(findings)}

Of {findings.golden.total} golden pictures of {manifest.version},
{findings.golden.same_verdict} keep their verdict; a score moves by
{findings.golden.largest_difference:.3f} at most.

## Evaluation

{_evaluation_text(evidence)}

## Decision

Accept at {learned.limits.accept:.4g}, reject at {learned.limits.reject_default:.4g};
temperature {learned.temperature:.3g}.

## Made with

    {command}
"""


def _new_text(findings: Findings) -> str:
    learned, held_out = findings.learned, findings.held_out
    lines = []
    if learned.cross_validated_of:
        lines.append(
            f"{learned.cross_validated} of {learned.cross_validated_of} are recognised by a head "
            "that was learned without them (threefold cross-validation); "
            f"{learned.escapes} would pass."
        )
    if held_out.total:
        lines.append(
            f"{held_out.right} of {held_out.total} that nothing was learned from are recognised "
            "by this file."
        )
    if learned.doubt:
        lines.append(f"{learned.doubt[0].upper()}{learned.doubt[1:]}.")
    return "\n".join(lines) or "Too few to say how well they are recognised."


def _old_text(findings: Findings) -> str:
    old, base = findings.old, findings.base
    if old is None or base is None:
        return (
            "The base dataset was not at hand, so what the change does to the old classes was not "
            "measured. Limits are no more lenient than before."
        )
    trust = (
        "the package was never trained on them"
        if base.same
        else "the dataset is not the revision that the package names, so it may have seen them"
    )
    before, after = old.before, old.after
    return f"""\
On {after.samples} pictures of {base.description} ({trust}):

| | before | after |
|---|---|---|
| accuracy | {100 * before.accuracy:.2f} % | {100 * after.accuracy:.2f} % |
| escapes of {after.defective} | {before.escapes} | {after.escapes} |
| false rejects of {after.good} | {before.false_rejects} | {after.false_rejects} |
| not decidable | {before.not_decidable} | {after.not_decidable} |

Verdicts that are not the same any more: {old.flips}."""


def _evaluation_text(evidence: ReleaseEvidence | None) -> str:
    if evidence is None:
        return "None: it takes the base dataset. The release gate will refuse this package."
    entry = evidence.evaluation
    return (
        f"Old and new pictures that were set aside, {entry.samples} in all: accuracy "
        f"{100 * entry.accuracy:.2f} % ({100 * entry.accuracy_low:.1f} to "
        f"{100 * entry.accuracy_high:.1f} % with 95 % confidence), {entry.escapes} escapes of "
        f"{entry.defective}, {entry.false_rejects} false rejects of {entry.good}, "
        f"{entry.flips} verdicts differ from those of the FP32 twin."
    )
