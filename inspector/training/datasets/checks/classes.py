"""Checks of the classes: how many pictures each has, and which of them are good."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from inspector.training.datasets.checks.finding import Finding, Severity
from inspector.training.datasets.document import DatasetRevision
from inspector.training.datasets.splitting import FEWEST_CLUSTERS

FEW_PICTURES = 20
LARGEST_RATIO = 10.0
_LIKELY_GOOD = frozenset({"good", "normal", "ok", "pass", "io"})


def check_classes(
    revision: DatasetRevision, clusters: Sequence[Sequence[int]]
) -> Iterator[Finding]:
    """Number of classes, fewest pictures, imbalance and good classes.

    Args:
        revision: What is checked.
        clusters: Indices of items that a split must not part.
    """
    counts = Counter(item.label for item in revision.items)
    if len(counts) < 2:
        yield Finding(
            check="classes",
            severity=Severity.REFUSED,
            message=f"one class ({next(iter(counts))}); at least two are needed",
            remedy="Add pictures of another class.",
            figure=1,
        )
        return
    yield from _few_groups(revision, clusters)
    yield from _few_pictures(counts)
    yield from _imbalance(counts)
    yield from _good(revision, counts)


def _few_groups(revision: DatasetRevision, clusters: Sequence[Sequence[int]]) -> Iterator[Finding]:
    labels = [{revision.items[index].label for index in cluster} for cluster in clusters]
    groups = Counter(label for cluster in labels for label in cluster)
    for label, count in sorted(groups.items()):
        if count < FEWEST_CLUSTERS:
            yield Finding(
                check="groups",
                severity=Severity.REFUSED,
                message=f"{label} is in {count} of the groups that stay together, in fewer than "
                f"{FEWEST_CLUSTERS}: one each to train, to validate and to test",
                remedy="Add pictures of other parts, lots or serials, or merge the class.",
                figure=count,
            )


def _few_pictures(counts: Counter[str]) -> Iterator[Finding]:
    few = {label: count for label, count in sorted(counts.items()) if count < FEW_PICTURES}
    if few:
        listed = ", ".join(f"{label}: {count}" for label, count in few.items())
        yield Finding(
            check="few pictures",
            severity=Severity.WARNING,
            message=f"fewer than {FEW_PICTURES} pictures in a class ({listed}); figures of so few "
            "test pictures say little",
            remedy="Collect more of them.",
            figure=min(few.values()),
        )


def _imbalance(counts: Counter[str]) -> Iterator[Finding]:
    (most, many), *_ = counts.most_common()
    least, few = counts.most_common()[-1]
    if many / few > LARGEST_RATIO:
        yield Finding(
            check="imbalance",
            severity=Severity.WARNING,
            message=f"{most} has {many} pictures, {least} {few}: {many / few:.0f} times as many",
            remedy="Collect more of the rare class; training weighs classes, which helps little.",
            figure=many / few,
        )


def _good(revision: DatasetRevision, counts: Counter[str]) -> Iterator[Finding]:
    if not revision.ok_classes:
        likely = sorted(label for label in counts if label.lower() in _LIKELY_GOOD)
        yield Finding(
            check="good class",
            severity=Severity.WARNING,
            message="no class is named good: no part could ever pass",
            remedy=f"Name it: --good {likely[0] if likely else 'CLASS'}.",
        )
    elif set(revision.ok_classes) == set(counts):
        yield Finding(
            check="good class",
            severity=Severity.WARNING,
            message="all classes are good: no part could ever be rejected",
            remedy="Add pictures of defects.",
        )
