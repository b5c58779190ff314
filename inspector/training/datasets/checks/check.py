"""All checks of a revision; every picture is decoded once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from inspector.training.datasets.checks.classes import check_classes
from inspector.training.datasets.checks.cues import file_cues, picture_cues
from inspector.training.datasets.checks.finding import CheckReport, Finding, Severity
from inspector.training.datasets.checks.mixture import check_mixture
from inspector.training.datasets.checks.shortcut import MIDDLE, check_shortcuts, score_shortcuts
from inspector.training.datasets.clusters import cluster_items
from inspector.training.datasets.document import DatasetRevision
from inspector.training.datasets.near_duplicates import (
    Likeness,
    NearDuplicate,
    find_likeness,
    remember,
    thumbnail,
)
from inspector.training.datasets.reading import read_pictures
from inspector.training.datasets.splitting import DEFAULT_GROUP_BY, NEAR_DUPLICATE
from inspector.training.progress import Progress

_NAMED = 5
_LARGEST_CLUSTER_SHARE = 0.2
_ORDER = (Severity.REFUSED, Severity.WARNING, Severity.NOTE)


@dataclass(frozen=True, slots=True)
class _Measured:
    """What the pixels and files of a revision say."""

    likeness: Likeness
    cues: dict[str, NDArray[np.float64]]


def check_revision(
    revision: DatasetRevision, progress: Progress, group_by: Sequence[str] = DEFAULT_GROUP_BY
) -> CheckReport:
    """Look for all that makes a model or its figures worse than they seem.

    Args:
        revision: What is checked.
        progress: Told for each picture.
        group_by: What keeps pictures together in the split.

    Raises:
        DatasetDamagedError: a picture is missing or changed.
    """
    items = revision.items
    measured = _measure(revision, progress)
    likeness = measured.likeness
    clusters = cluster_items(items, *_ties(likeness.pairs, group_by))
    cluster_of = np.zeros(len(items), np.int64)
    for number, cluster in enumerate(clusters):
        cluster_of[list(cluster)] = number
    labels = np.array([revision.classes.index(item.label) for item in items], np.int64)
    scored = score_shortcuts(measured.cues, labels, cluster_of)
    scores = tuple(score for score in scored if score.cue != MIDDLE)
    middle = next((score for score in scored if score.cue == MIDDLE), None)
    findings = [
        *_left_out(revision),
        *check_classes(revision, clusters),
        *_near_duplicates(revision, likeness.pairs),
        *_families(revision, likeness.families),
        *_large_cluster(revision, clusters),
        *check_mixture(items),
        *check_shortcuts(scores, middle),
    ]
    return CheckReport(
        revision=revision.id,
        pictures=len({item.sha256 for item in items}),
        items=len(items),
        per_class=MappingProxyType(dict(sorted(Counter(item.label for item in items).items()))),
        findings=tuple(sorted(findings, key=lambda finding: _ORDER.index(finding.severity))),
        shortcuts=scores,
        middle=middle,
        left_out=revision.content.left_out,
    )


def _ties(
    pairs: Sequence[NearDuplicate], group_by: Sequence[str]
) -> tuple[list[str], list[tuple[str, str]]]:
    """What :func:`cluster_items` takes."""
    names = [name for name in group_by if name != NEAR_DUPLICATE]
    alike = pairs if NEAR_DUPLICATE in group_by else ()
    return names, [(pair.one, pair.other) for pair in alike]


def _measure(revision: DatasetRevision, progress: Progress) -> _Measured:
    thumbnails: dict[str, NDArray[np.uint8]] = {}
    rows: dict[str, dict[str, NDArray[np.float64]]] = {}
    progress.begin("check", len({item.sha256 for item in revision.items}))
    for picture in read_pictures(revision):
        thumbnails[picture.items[0].sha256] = thumbnail(picture.image)
        for item in picture.items:
            of_file = file_cues(item, revision.files.locate(item))
            rows[item.key] = {**picture_cues(picture.cut(item)), **of_file}
        progress.advance()
    order = [rows[item.key] for item in revision.items]
    shared = [name for name in order[0] if all(name in row for row in order)]
    cues = {name: np.stack([row[name] for row in order]) for name in shared}
    likeness = find_likeness(thumbnails)
    remember(revision, likeness.pairs)
    return _Measured(likeness, cues)


def _left_out(revision: DatasetRevision) -> Iterator[Finding]:
    entries = revision.content.left_out
    if entries:
        yield Finding(
            check="left out",
            severity=Severity.NOTE,
            reason=f"{len(entries)} files were left out, such as {entries[0]}",
            advice="Mend or remove them; `inspector dataset show` lists them.",
            figure=len(entries),
            items=tuple(str(entry) for entry in entries[:_NAMED]),
        )


def _near_duplicates(
    revision: DatasetRevision, pairs: Sequence[NearDuplicate]
) -> Iterator[Finding]:
    first = {item.sha256: item for item in reversed(revision.items)}
    whole = all(item.rect is None for item in revision.items)
    across = [pair for pair in pairs if first[pair.one].label != first[pair.other].label]
    if whole and across:
        yield Finding(
            check="near duplicates",
            severity=Severity.WARNING,
            reason=f"{len(across)} pairs of nearly equal pictures have different labels",
            advice="Look at them; one of the labels is likely wrong.",
            figure=len(across),
            items=_named(
                first[pair.one].origin + " / " + first[pair.other].origin for pair in across
            ),
        )
    if pairs:
        yield Finding(
            check="near duplicates",
            severity=Severity.NOTE,
            reason=f"{len(pairs)} pairs of pictures are nearly equal; each stays in one part of "
            "a split",
            advice="Nothing to do; name lots or serials if more belong together.",
            figure=len(pairs),
            items=_named(
                first[pair.one].origin + " / " + first[pair.other].origin for pair in pairs
            ),
        )


def _families(revision: DatasetRevision, families: Sequence[Sequence[str]]) -> Iterator[Finding]:
    origins = {item.sha256: item.origin for item in revision.items}
    for family in families:
        yield Finding(
            check="look alike",
            severity=Severity.WARNING,
            reason=f"{len(family)} of {len(origins)} pictures look alike: one view among others, "
            "or one part over time",
            advice="If they show one part, say so by a group, lot or serial (--group-pattern): its "
            "pictures must not lie on both sides of a split.",
            figure=len(family),
            items=_named(origins[name] for name in family),
        )


def _large_cluster(
    revision: DatasetRevision, clusters: Sequence[Sequence[int]]
) -> Iterator[Finding]:
    largest = max(clusters, key=len)
    share = len(largest) / len(revision.items)
    if share > _LARGEST_CLUSTER_SHARE and len(largest) > 1:
        yield Finding(
            check="groups",
            severity=Severity.WARNING,
            reason=f"{len(largest)} of {len(revision.items)} pictures hang together by group, "
            "lot, serial or likeness and cannot be parted",
            advice="Check the groups; --group-by of `inspector dataset split` chooses what counts.",
            figure=share,
            items=_named(revision.items[index].origin for index in largest),
        )


def _named(origins: Iterator[str]) -> tuple[str, ...]:
    return tuple(name for name, _ in zip(origins, range(_NAMED), strict=False))
