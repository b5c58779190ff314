"""Checks of the classes: how many pictures each has, and which of them are good."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from inspector.domain.phrases.training import DatasetPhrase
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
            reason=DatasetPhrase.ONE_CLASS(name=next(iter(counts))),
            advice=DatasetPhrase.ADD_CLASS(),
            figure=1,
        )
        return
    yield from _few_groups(revision, counts, clusters)
    yield from _few_pictures(counts)
    yield from _imbalance(counts)
    yield from _good(revision, counts)


def _few_groups(
    revision: DatasetRevision, counts: Counter[str], clusters: Sequence[Sequence[int]]
) -> Iterator[Finding]:
    """Classes that cannot be in each part of a split, for want of pictures or of groups."""
    labels = [{revision.items[index].label for index in cluster} for cluster in clusters]
    groups = Counter(label for cluster in labels for label in cluster)
    for label, count in sorted(groups.items()):
        if count >= FEWEST_CLUSTERS:
            continue
        grouped = counts[label] >= FEWEST_CLUSTERS
        say = DatasetPhrase.FEW_GROUPS if grouped else DatasetPhrase.TOO_FEW_PICTURES
        figure = count if grouped else counts[label]
        yield Finding(
            check="groups" if grouped else "pictures",
            severity=Severity.REFUSED,
            reason=say(name=label, count=figure, least=FEWEST_CLUSTERS),
            advice=DatasetPhrase.ADD_GROUPS() if grouped else DatasetPhrase.ADD_PICTURES(),
            figure=figure,
        )


def _few_pictures(counts: Counter[str]) -> Iterator[Finding]:
    few = {label: count for label, count in sorted(counts.items()) if count < FEW_PICTURES}
    if few:
        listed = [f"{label}: {count}" for label, count in few.items()]
        yield Finding(
            check="few pictures",
            severity=Severity.WARNING,
            reason=DatasetPhrase.FEW_PICTURES(least=FEW_PICTURES, counts=listed),
            advice=DatasetPhrase.COLLECT_MORE(),
            figure=min(few.values()),
        )


def _imbalance(counts: Counter[str]) -> Iterator[Finding]:
    (most, many), *_ = counts.most_common()
    least, few = counts.most_common()[-1]
    if many / few > LARGEST_RATIO:
        yield Finding(
            check="imbalance",
            severity=Severity.WARNING,
            reason=DatasetPhrase.IMBALANCE(
                most=most, many=many, rare=least, few=few, times=round(many / few)
            ),
            advice=DatasetPhrase.COLLECT_RARE(),
            figure=many / few,
        )


def _good(revision: DatasetRevision, counts: Counter[str]) -> Iterator[Finding]:
    if not revision.ok_classes:
        likely = sorted(label for label in counts if label.lower() in _LIKELY_GOOD)
        yield Finding(
            check="good class",
            severity=Severity.WARNING,
            reason=DatasetPhrase.NO_GOOD_CLASS(),
            advice=DatasetPhrase.NAME_GOOD_CLASS(name=likely[0] if likely else "CLASS"),
        )
    elif set(revision.ok_classes) == set(counts):
        yield Finding(
            check="good class",
            severity=Severity.WARNING,
            reason=DatasetPhrase.ALL_CLASSES_GOOD(),
            advice=DatasetPhrase.ADD_DEFECTS(),
        )
