"""Checks of what the pictures are like: sizes, colour and file formats that are mixed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence

from inspector.training.datasets.checks.finding import Finding, Severity
from inspector.training.datasets.item import RevisionItem

_RARE_SHARE = 0.01
_NAMED = 4


def check_mixture(items: Sequence[RevisionItem]) -> Iterator[Finding]:
    """Resolution, aspect, colour and format."""
    yield from _mixed(
        "resolution",
        [f"{item.width}x{item.height}" for item in items],
        "Take all pictures with one camera and one region of interest; a network of one input "
        "size sees defects of other sizes in each.",
        items,
    )
    yield from _mixed(
        "colour",
        ["grey" if item.channels == 1 else "colour" for item in items],
        "Take all pictures with one camera; grey ones are trained as colour.",
        items,
    )
    yield from _mixed(
        "format",
        [item.suffix for item in items],
        "Use one lossless format; a network can learn how a format loses detail.",
        items,
    )


def _mixed(
    check: str, values: Sequence[str], remedy: str, items: Sequence[RevisionItem]
) -> Iterator[Finding]:
    counts = Counter(values)
    if len(counts) < 2:
        return
    by_label = _tells_label(values, items)
    listed = ", ".join(f"{value}: {count}" for value, count in counts.most_common(_NAMED))
    more = len(counts) - _NAMED
    yield Finding(
        check=check,
        severity=Severity.WARNING if by_label else Severity.NOTE,
        reason=f"{len(counts)} kinds of {check}: {listed}{f' and {more} more' * (more > 0)}"
        + ("; some go with a class" if by_label else ""),
        advice=remedy,
        figure=len(counts),
        items=_rare(values, counts, items),
    )


def _tells_label(values: Sequence[Hashable], items: Sequence[RevisionItem]) -> bool:
    """Whether guessing the label from the value errs a tenth less than guessing it from nothing."""
    labels = [item.label for item in items]
    blind = len(items) - max(Counter(labels).values())
    by_value: dict[Hashable, Counter[str]] = {}
    for value, label in zip(values, labels, strict=True):
        by_value.setdefault(value, Counter())[label] += 1
    if len(by_value) > len(items) / 4:
        return False
    seen = len(items) - sum(max(counts.values()) for counts in by_value.values())
    return blind > 0 and seen < 0.9 * blind


def _rare(
    values: Sequence[str], counts: Counter[str], items: Sequence[RevisionItem]
) -> tuple[str, ...]:
    rare = {value for value, count in counts.items() if count <= _RARE_SHARE * len(items)}
    origins = [item.origin for item, value in zip(items, values, strict=True) if value in rare]
    return tuple(origins[:_NAMED])
