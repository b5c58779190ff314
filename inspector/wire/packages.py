"""One model package in detail, and what one changes against another."""

from __future__ import annotations

from inspector.wire.evaluation import EvaluationDetail
from inspector.wire.model import WireModel


class VariantRow(WireModel):
    """One candidate of the search for the file that runs; `refused` says why it was not taken."""

    variant: str
    chosen: bool
    accuracy: float
    escapes: int
    false_rejects: int
    not_decidable: int
    flips: int
    size_bytes: int
    p50_ms: float
    p99_ms: float
    provider: str
    refused: str


class PackageDetail(WireModel):
    """What a package says of itself, every byte of it compared with its hashes.

    `verified` is false, and `fault` says why, when a file of it is not the one that was packaged.
    `evaluation` is null for a package that carries none.
    """

    name: str
    sha256: str
    signature: str
    verified: bool
    fault: str
    architecture: str
    variant: str
    size_px: int
    color: str
    classes: list[str]
    ok_classes: list[str]
    accept: float
    reject_default: float
    reject: dict[str, float]
    dataset: str
    samples: int
    epochs: int
    command: str
    tools: dict[str, str]
    parent_sha256: str
    package_bytes: int
    card: str
    has_report: bool
    variants: list[VariantRow]
    evaluation: EvaluationDetail | None


class EntryDifference(WireModel):
    """One entry of the manifest; empty where a package does not have it."""

    entry: str
    before: str
    after: str


class FileDifference(WireModel):
    """One file that is not the same; null where a package lacks it."""

    name: str
    before_bytes: int | None
    after_bytes: int | None


class PackageDifference(WireModel):
    """What one package changes against another."""

    before: str
    after: str
    entries: list[EntryDifference]
    files: list[FileDifference]
