"""Some hundred parts of a question, sorted by what can be said of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from inspector.domain.evaluation import Evaluation
from inspector.domain.history import HistoryFilter
from inspector.domain.scored_parts import BY_SCORES, PartColumns, ViewColumns
from inspector.domain.what_if import SCORED, SEEN, ScoredParts, Truth
from inspector.services.what_if.basis import Basis, KnownBases
from inspector.services.what_if.block import Block, SeenView, block_of, joined
from inspector.wire.what_if import LeftOut

if TYPE_CHECKING:
    from numpy.typing import NDArray

PIECE = 1_000
_LOOKED_UP = 8_000
"""Parts that are found in one step, before their scores are read piece by piece."""
_BY_THE_LINE = -1
Kept = Counter[tuple[Truth, bool, Evaluation]]
"""Parts that the line decided, by truth, challenge and verdict: they stay what they were."""
Judged = tuple[Basis | LeftOut, Sequence[SeenView]]
"""By what a part is decided now, or why nobody can say; and what was seen of it."""


@dataclass(frozen=True)
class Piece:
    """What is known of some parts.

    Attributes:
        looked_at: How many they are.
        blocks: Those that are decided again.
        kept: Those that the line decided.
        left_out: Those of which nobody can say, by why and by their verdict.
    """

    looked_at: int
    blocks: Sequence[Block]
    kept: Kept = field(default_factory=Counter)
    left_out: Counter[tuple[LeftOut, Evaluation]] = field(default_factory=Counter)

    @property
    def decided(self) -> int:
        """Parts in its blocks."""
        return sum(block.parts for block in self.blocks)


def piece_of(
    parts: PartColumns, by: NDArray[np.intp], bases: Sequence[Basis | LeftOut], cameras: int
) -> Piece:
    """Parts in blocks by what they are decided by.

    Args:
        parts: All of them.
        by: The place among the bases of what each is decided by, or ``_BY_THE_LINE``.
        bases: By what, or why nobody can say.
        cameras: How many look at each part.
    """
    blocks: list[Block] = []
    left_out: Counter[tuple[LeftOut, Evaluation]] = Counter()
    for place, basis in enumerate(bases):
        chosen = by == place
        if isinstance(basis, LeftOut):
            left_out.update((basis, Evaluation(was)) for was in parts.was[chosen].tolist())
        else:
            blocks.append(block_of(basis, parts, cameras).only(chosen))
    line = by == _BY_THE_LINE
    columns = (each[line].tolist() for each in (parts.truth, parts.challenge, parts.was))
    kept: Kept = Counter(
        (Truth(truth), challenge, Evaluation(was))
        for truth, challenge, was in zip(*columns, strict=True)
    )
    return Piece(len(parts), blocks, kept, left_out)


def together(pieces: Sequence[Piece]) -> Piece:
    """Several pieces as one; blocks of one basis become one block."""
    by_basis: dict[int, list[Block]] = defaultdict(list)
    for piece in pieces:
        for block in piece.blocks:
            by_basis[id(block.basis)].append(block)
    return Piece(
        sum(piece.looked_at for piece in pieces),
        [joined(blocks) for blocks in by_basis.values()],
        sum((piece.kept for piece in pieces), Counter()),
        sum((piece.left_out for piece in pieces), Counter()),
    )


def pictured(parts: PartColumns) -> NDArray[np.bool_]:
    """Which of them pictures decided, and not the line or a missing picture."""
    by_scores = np.isin(parts.reasons, [*SCORED])
    return np.isin(parts.reasons, [*SEEN]) & (_having(parts, parts.views.of_part) | by_scores)


def pages(
    source: ScoredParts, criteria: HistoryFilter, parts_max: int, page: int
) -> Iterator[PartColumns]:
    """The newest parts of a filter, some at a time."""
    before: int | None = None
    left = parts_max
    while left > 0 and (found := source.found(criteria, before, min(_LOOKED_UP, left))):
        for start in range(0, len(found), page):
            yield source.scored_of(found[start : start + page])
        left -= len(found)
        before = found[-1]


def stored_piece(parts: PartColumns, bases: KnownBases, cameras: int) -> Piece:
    """From the scores that are stored."""
    views, seen = parts.views, pictured(parts)
    without = views.of_part[(views.stays == BY_SCORES) & ~views.scored]
    told = seen & _having(parts, views.of_part) & ~_having(parts, without)
    by = np.where(seen & ~told, 0, np.intp(_BY_THE_LINE))
    found: list[Basis | LeftOut] = [LeftOut.NO_SCORES]
    for provenance_id in dict.fromkeys(parts.provenance_ids[told].tolist()):
        by[told & (parts.provenance_ids == provenance_id)] = len(found)
        found.append(bases.of(provenance_id))
    return piece_of(parts, by, found, cameras)


def judged_piece(parts: PartColumns, judged: Mapping[int, Judged], cameras: int) -> Piece:
    """From what was seen of them now, by their places; of the others the line's verdict stays."""
    by = np.full(len(parts), _BY_THE_LINE, np.intp)
    found: list[Basis | LeftOut] = []
    for place, (basis, _) in judged.items():
        if basis not in found:
            found.append(basis)
        by[place] = found.index(basis)
    seen = [(place, view) for place in sorted(judged) for view in judged[place][1]]
    stays = [BY_SCORES if view.stays is None else view.stays.value for _, view in seen]
    views = ViewColumns.of(
        np.array([place for place, _ in seen], np.intp),
        [view.scores for _, view in seen],
        np.array(stays, np.int8),
    )
    return piece_of(replace(parts, views=views), by, found, cameras)


def with_truth_now(piece: Piece, source: ScoredParts) -> Piece:
    """The same scores, beside what people have said by now."""
    return replace(piece, blocks=[_known_better(block, source) for block in piece.blocks])


def _known_better(block: Block, source: ScoredParts) -> Block:
    found, truth = source.scored_of(block.sequences.tolist()), block.truth.copy()
    truth[np.isin(block.sequences, found.sequences)] = found.truth
    return replace(block, truth=truth)


def _having(parts: PartColumns, places: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Whether each part stands among these places."""
    having = np.zeros(len(parts), bool)
    having[places] = True
    return having
