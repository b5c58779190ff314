"""Some hundred parts of a question, sorted by what can be said of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from inspector.domain.evaluation import Evaluation
from inspector.domain.history import HistoryFilter
from inspector.domain.what_if import SCORED, SEEN, ScoredPart, ScoredParts, Truth
from inspector.services.what_if.basis import Basis, KnownBases
from inspector.services.what_if.block import Block, SeenView, block_of, joined
from inspector.wire.what_if import LeftOut

PIECE = 1_000
Kept = Counter[tuple[Truth, bool, Evaluation]]
"""Parts that the line decided, by truth, challenge and verdict: they stay what they were."""
Views = Sequence[SeenView] | LeftOut


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


Sorted = tuple[ScoredPart, Basis | LeftOut, Sequence[SeenView]]


def piece_of(sorted_parts: Iterable[Sorted], kept: Kept, looked_at: int, cameras: int) -> Piece:
    """Parts in blocks by what they are decided by."""
    by_basis: dict[int, list[tuple[ScoredPart, Sequence[SeenView]]]] = defaultdict(list)
    bases: dict[int, Basis] = {}
    left_out: Counter[tuple[LeftOut, Evaluation]] = Counter()
    for part, basis, views in sorted_parts:
        if isinstance(basis, LeftOut):
            left_out[basis, part.evaluation] += 1
        else:
            bases[id(basis)] = basis
            by_basis[id(basis)].append((part, views))
    blocks = [block_of(bases[key], parts, cameras) for key, parts in by_basis.items()]
    return Piece(looked_at, blocks, kept, left_out)


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


def taken(parts: Sequence[ScoredPart]) -> tuple[list[ScoredPart], Kept]:
    """Those that pictures decided, and a count of those that the line did, or a missing picture."""
    kept: Kept = Counter()
    seen = []
    for part in parts:
        if part.reason in SEEN and (part.views or part.reason in SCORED):
            seen.append(part)
        else:
            kept[part.truth, part.challenge, part.evaluation] += 1
    return seen, kept


def pages(
    source: ScoredParts, criteria: HistoryFilter, parts_max: int, page: int
) -> Iterator[list[ScoredPart]]:
    """The newest parts of a filter, some at a time."""
    before: int | None = None
    left = parts_max
    while left > 0 and (found := list(source.scored(criteria, before, min(page, left)))):
        yield found
        left -= len(found)
        before = found[-1].sequence


def stored_piece(parts: Sequence[ScoredPart], bases: KnownBases, cameras: int) -> Piece:
    """From the scores that are stored."""
    seen, kept = taken(parts)
    return piece_of((_by_scores(part, bases) for part in seen), kept, len(parts), cameras)


def with_truth_now(piece: Piece, source: ScoredParts) -> Piece:
    """The same scores, beside what people have said by now."""
    return replace(piece, blocks=[_known_better(block, source) for block in piece.blocks])


def _known_better(block: Block, source: ScoredParts) -> Block:
    sequences = block.sequences.tolist()
    truths = {part.sequence: part.truth for part in source.scored_of(sequences)}
    before = zip(sequences, block.truth.tolist(), strict=True)
    return replace(block, truth=np.array([truths.get(at, was) for at, was in before], np.int8))


def _by_scores(part: ScoredPart, bases: KnownBases) -> Sorted:
    views = [
        SeenView(scores, None if reason in SCORED else evaluation)
        for _, evaluation, reason, scores in part.views
    ]
    for scores, stays in views:
        if stays is None and not scores:
            return part, LeftOut.NO_SCORES, ()
    return part, bases.of(part.provenance_id) if views else LeftOut.NO_SCORES, views
