"""Parting a revision into training, validation and test: stratified, grouped, repeatable."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from inspector.domain.errors.dataset import DatasetUnreadableError, SplitImpossibleError
from inspector.paths import write_atomically
from inspector.training.datasets.clusters import cluster_items
from inspector.training.datasets.document import DatasetRevision
from inspector.training.datasets.item import RevisionItem
from inspector.training.datasets.near_duplicates import near_duplicates
from inspector.training.datasets.writing import written_to
from inspector.training.progress import Progress, Silence

PARTS = ("train", "validation", "test")
DEFAULT_SHARES = (0.70, 0.15, 0.15)
NEAR_DUPLICATE = "near_duplicate"
DEFAULT_GROUP_BY = ("group", "lot", "serial", NEAR_DUPLICATE)
FEWEST_CLUSTERS = len(PARTS)
_SCHEMA_VERSION = 1
_NAMED = 5
_PLANS = (
    "Make one with `inspector dataset split`, or name the split.json in the run folder of a "
    "training."
)
_DIGITS = 6
"""Of shares, as a manifest keeps them."""
_TOLERANCE = 1e-5


@dataclass(frozen=True, slots=True)
class SplitPlan:
    """Which items are for what.

    Attributes:
        revision: Id of the revision.
        seed: Of the order in which groups are dealt out.
        shares: Of training, validation and test; their sum is 1.
        group_by: What keeps items together.
        parts: Sorted keys of the items of each of :data:`PARTS`.
    """

    revision: str
    seed: int
    shares: tuple[float, float, float]
    group_by: tuple[str, ...]
    parts: Mapping[str, tuple[str, ...]]

    @property
    def id(self) -> str:
        """SHA-256 of the canonical JSON of all of it, 64 hex digits."""
        text = json.dumps(self.document(), sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    def document(self) -> dict[str, object]:
        """For JSON."""
        return {
            "schema_version": _SCHEMA_VERSION,
            "revision": self.revision,
            "seed": self.seed,
            "shares": list(self.shares),
            "group_by": list(self.group_by),
            "parts": {part: list(self.parts[part]) for part in PARTS},
        }


def split_revision(
    revision: DatasetRevision,
    seed: int,
    shares: Sequence[float] = DEFAULT_SHARES,
    group_by: Sequence[str] = DEFAULT_GROUP_BY,
    progress: Progress | None = None,
) -> SplitPlan:
    """Deal the groups out so that each class comes near its shares.

    The same revision, seed, shares and ``group_by`` give the same plan, whatever the order of
    files. Every part gets one group of every class; then the largest groups are dealt first, each
    to the part that lacks most of what is in it.

    Args:
        revision: What is parted.
        seed: Of the order of equally large groups.
        shares: Of training, validation and test.
        group_by: ``group``, ``near_duplicate`` and names of provenance entries.
        progress: Told while near duplicates are looked for.

    Raises:
        SplitImpossibleError: fewer than two classes, a class in too few groups, wrong shares, or
            a column to group by that no picture has.
    """
    part_shares = _checked(shares)
    _refuse_unknown(group_by, revision.items)
    pairs: Sequence[tuple[str, str]] = ()
    if NEAR_DUPLICATE in group_by:
        found = near_duplicates(revision, progress or Silence())
        pairs = [(pair.one, pair.other) for pair in found]
    items = revision.items
    clusters = cluster_items(items, [name for name in group_by if name != NEAR_DUPLICATE], pairs)
    _refuse_too_few(items, clusters, group_by)
    dealt = _deal(items, clusters, seed, part_shares)
    parts = {
        part: tuple(sorted(items[index].key for cluster in hand for index in cluster))
        for part, hand in zip(PARTS, dealt, strict=True)
    }
    return SplitPlan(
        revision.id, seed, part_shares, tuple(sorted(group_by)), MappingProxyType(parts)
    )


def write_plan(plan: SplitPlan, path: Path) -> None:
    """Write a plan as JSON, with its id.

    Raises:
        DatasetNotWrittenError: the disk takes no more.
    """
    with written_to(path.parent):
        write_atomically(path, json.dumps({"id": plan.id, **plan.document()}, indent=1))


def read_plan(path: Path) -> SplitPlan:
    """Read what :func:`write_plan` wrote.

    Raises:
        DatasetUnreadableError: it is no plan, or was changed.
    """
    try:
        read: Mapping[str, Any] = json.loads(path.read_bytes())
        train, validation, test = read["shares"]
        plan = SplitPlan(
            revision=read["revision"],
            seed=read["seed"],
            shares=(train, validation, test),
            group_by=tuple(read["group_by"]),
            parts=MappingProxyType({part: tuple(read["parts"][part]) for part in PARTS}),
        )
    except OSError as error:
        raise DatasetUnreadableError(f"{path}: {error.strerror or error}", remedy=_PLANS) from error
    except (ValueError, KeyError, TypeError) as error:
        raise DatasetUnreadableError(f"{path} is no split", remedy=_PLANS) from error
    if plan.id != read.get("id"):
        raise DatasetUnreadableError(f"{path} was changed after it was written", remedy=_PLANS)
    return plan


def _checked(shares: Sequence[float]) -> tuple[float, float, float]:
    positive = len(shares) == len(PARTS) and all(share > 0 for share in shares)
    if not positive or not abs(sum(shares) - 1) <= _TOLERANCE:
        given = ", ".join(f"{share:g}" for share in shares)
        raise SplitImpossibleError(
            f"shares {given} are not three above 0 with sum 1",
            remedy="Give the shares of training, validation and test, such as 0.7 0.15 0.15.",
        )
    train, validation, test = (round(share, _DIGITS) for share in shares)
    return train, validation, test


def _refuse_unknown(group_by: Sequence[str], items: Sequence[RevisionItem]) -> None:
    """A misspelt column would group nothing, and neighbours would lie on both sides."""
    columns = {name for item in items for name in item.provenance}
    unknown = sorted(set(group_by) - columns - set(DEFAULT_GROUP_BY))
    if unknown:
        raise SplitImpossibleError(
            f"no picture has {', '.join(unknown)} to group by",
            remedy=f"Group by {', '.join(sorted(columns | set(DEFAULT_GROUP_BY)))}.",
        )


def _refuse_too_few(
    items: Sequence[RevisionItem], clusters: Sequence[Sequence[int]], group_by: Sequence[str]
) -> None:
    pictures = Counter(item.label for item in items)
    if len(pictures) < 2:
        raise SplitImpossibleError(f"one class ({next(iter(pictures))}); at least two are needed")
    groups = Counter(label for cluster in clusters for label in {items[i].label for i in cluster})
    small = [
        f"{label} in {groups[label]} ({pictures[label]} pictures)"
        for label in sorted(pictures)
        if groups[label] < FEWEST_CLUSTERS
    ]
    if small:
        raise SplitImpossibleError(
            f"a class in fewer than {FEWEST_CLUSTERS} groups cannot be in each of "
            f"{', '.join(PARTS)}: {', '.join(small[:_NAMED])}; grouped by {', '.join(group_by)}"
        )


def _deal(
    items: Sequence[RevisionItem],
    clusters: Sequence[Sequence[int]],
    seed: int,
    shares: tuple[float, float, float],
) -> list[list[Sequence[int]]]:
    """Hands of clusters, one for each part."""
    drawn = sorted(clusters, key=lambda cluster: _draw(seed, items[cluster[0]].key))
    contents = [Counter(items[index].label for index in cluster) for cluster in drawn]
    totals = Counter(item.label for item in items)
    part_of = _one_of_each(drawn, contents, totals)
    held: list[Counter[str]] = [Counter() for _ in PARTS]
    for cluster, part in part_of.items():
        held[part] += contents[cluster]
    for cluster in sorted(range(len(drawn)), key=lambda c: len(drawn[c]), reverse=True):
        if cluster not in part_of:
            strains = [
                _strain(held[part], contents[cluster], totals, shares[part])
                for part in range(len(PARTS))
            ]
            part_of[cluster] = part = strains.index(min(strains))
            held[part] += contents[cluster]
    return [[drawn[c] for c, p in part_of.items() if p == part] for part in range(len(PARTS))]


def _draw(seed: int, key: str) -> bytes:
    """A place in the order of the seed, the same on every machine and in every version."""
    return hashlib.sha256(f"{seed}/{key}".encode()).digest()


def _one_of_each(
    drawn: Sequence[Sequence[int]], contents: Sequence[Counter[str]], totals: Counter[str]
) -> dict[int, int]:
    """For each class, rarest first, its smallest clusters, so that no part is without it."""
    part_of: dict[int, int] = {}
    by_size = sorted(range(len(drawn)), key=lambda cluster: len(drawn[cluster]))
    for label in sorted(totals, key=lambda label: (totals[label], label)):
        supplied = {part for cluster, part in part_of.items() if contents[cluster][label]}
        free = (c for c in by_size if contents[c][label] and c not in part_of)
        for part in set(range(len(PARTS))) - supplied:
            cluster = next(free, None)
            if cluster is None:
                raise SplitImpossibleError(
                    f"{label} comes only in groups with other classes, which leave none of it "
                    f"for {PARTS[part]}",
                    remedy="Try another --seed, or group by less with --group-by.",
                )
            part_of[cluster] = part
    return part_of


def _strain(held: Counter[str], content: Counter[str], totals: Counter[str], share: float) -> float:
    """By how much a part moves away from its share of each class when it gets a cluster."""
    return sum(
        ((held[label] + count) / totals[label] - share) ** 2
        - (held[label] / totals[label] - share) ** 2
        for label, count in content.items()
    )
