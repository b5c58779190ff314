"""What stands in a package that was quantized again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from inspector.inference.manifest import SCHEMA_VERSION
from inspector.inference.package import CARD_NAME, ModelPackage
from inspector.training.datasets.dataset import Dataset
from inspector.training.quantization.search import SearchResult
from inspector.training.quantization.variants import REFERENCE_VARIANT, Variant
from inspector.training.release.assemble import variant_entry, variant_metrics
from inspector.training.release.card import variant_table
from inspector.training.release.evidence import ReleaseEvidence
from inspector.training.release.golden import golden_files

_REFERENCE_FILE = f"model.{REFERENCE_VARIANT}.onnx"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a new package comes from.

    Attributes:
        package: The old one.
        version: Of the new one.
        command: The command line.
        dataset: What everything was measured on.
    """

    package: ModelPackage
    version: str
    command: str
    dataset: Dataset


def manifest_entries(
    origin: Origin, chosen: Variant, found: SearchResult, evidence: ReleaseEvidence
) -> dict[str, Any]:
    """The new manifest; what it says of the training stays."""
    entries = origin.package.manifest.model_dump(mode="json", exclude_none=True)
    del entries["files"]
    entries["training"]["metrics"] |= variant_metrics(chosen, found.variants[0])
    return entries | {
        "schema_version": SCHEMA_VERSION,
        "version": origin.version,
        "variant": chosen.name,
        "model_file": _model_file(chosen),
        "reference_file": "" if chosen.name == REFERENCE_VARIANT else _REFERENCE_FILE,
        "limits": chosen.limits.table(),
        "parent_sha256": "",
        "dataset_revision": origin.dataset.revision,
        **evidence.entries(),
        "variants": [variant_entry(variant) for variant in found.variants],
        "golden": golden_files(origin.dataset, chosen)[0],
    }


def package_files(
    origin: Origin, chosen: Variant, found: SearchResult, evidence: ReleaseEvidence
) -> dict[str, bytes]:
    """Content by name: the chosen file, its float twin, card, report and golden pictures."""
    files = {
        _REFERENCE_FILE: found.variants[0].model,
        _model_file(chosen): chosen.model,
        CARD_NAME: _card(origin, chosen, found).encode("utf-8"),
        **evidence.files(),
    }
    return files | golden_files(origin.dataset, chosen)[1]


def _model_file(chosen: Variant) -> str:
    return f"model.{chosen.name}.onnx"


def _card(origin: Origin, chosen: Variant, found: SearchResult) -> str:
    manifest, split = origin.package.manifest, origin.dataset.split
    failed = "".join(f"- {each.name} failed: {each.reason}\n" for each in found.failed)
    return f"""\
# {manifest.model_id} {origin.version}

{manifest.architecture}, {chosen.name}: quantized again from the float file of version
{manifest.version} (`{origin.package.sha256}`), whose card tells how it was trained.

## Variants

Accuracy on the {len(split.test)} held-out pictures of {origin.dataset.description}; verdicts
compared on these and the {len(split.validation)} of the validation split; latency of one picture
on the machine that made this package. The fastest inside the budget runs: `{chosen.name}`.

{variant_table(found.variants)}

{failed}
## Decision

Accept at {chosen.limits.accept:g}, reject at {chosen.limits.reject_default:g}, chosen on the
validation pictures.

## Made with

    {origin.command}
"""
