"""Past parts with all their scores in columns: a million are decided again in some seconds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, compress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BY_SCORES = -1
"""In place of the verdict of a view: its scores give it."""


@dataclass(frozen=True)
class ViewColumns:
    """What cameras saw of some parts; one element or row for each view, part by part.

    Attributes:
        of_part: The place of its part, ascending, intp.
        classes: Of the scores.
        scores: A column for each class, NaN where a view has none, float64.
        scored: Whether a view has any, bool.
        stays: The verdict of a view that no scores gave, or ``BY_SCORES``, int8.
    """

    of_part: NDArray[np.intp]
    classes: tuple[str, ...]
    scores: NDArray[np.float64]
    scored: NDArray[np.bool_]
    stays: NDArray[np.int8]

    @classmethod
    def of(
        cls,
        of_part: NDArray[np.intp],
        scores: Sequence[Mapping[str, float | None]],
        stays: NDArray[np.int8],
    ) -> ViewColumns:
        """Views whose scores are known by class; ``None`` is a score that was no number."""
        import numpy as np

        names = [tuple(each) for each in scores]
        kinds = [kind for kind in dict.fromkeys(names) if kind]
        classes = tuple(dict.fromkeys(chain.from_iterable(kinds)))
        columns = np.full((len(scores), len(classes)), np.nan)
        for kind in kinds:
            rows = np.array([each == kind for each in names])
            values = chain.from_iterable(each.values() for each in compress(scores, rows))
            found = np.array(list(values), np.float64).reshape(-1, len(kind))
            columns[np.ix_(rows, np.array([classes.index(name) for name in kind]))] = found
        return cls(of_part, classes, columns, np.array([bool(each) for each in names], bool), stays)


@dataclass(frozen=True)
class PartColumns:
    """Past parts with all scores that are stored of them; one element for each, newest first.

    Attributes:
        sequences: int64.
        result_ids: As strings.
        was: The verdict of then, int8.
        reasons: Why, int64.
        provenance_ids: With what each was judged, int64.
        challenge: Whether it is a challenge part, bool.
        truth: What the last review says, unless two people contradict each other; of a challenge
            part what is written on it, int8.
        views: What cameras saw of them.
    """

    sequences: NDArray[np.int64]
    result_ids: Sequence[str]
    was: NDArray[np.int8]
    reasons: NDArray[np.int64]
    provenance_ids: NDArray[np.int64]
    challenge: NDArray[np.bool_]
    truth: NDArray[np.int8]
    views: ViewColumns

    def __len__(self) -> int:
        """How many."""
        return len(self.sequences)
