"""The parts that an answer changes, with what each would be."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from inspector.domain.evaluation import SEVERITY, Evaluation, Reason
from inspector.domain.history import HistoryFilter, ResultHistory
from inspector.domain.inspection import Decision
from inspector.domain.what_if import LimitChange, ScoredParts
from inspector.engine.judging.decision import decide
from inspector.services.history.rows import result_row
from inspector.services.what_if.basis import Bases, Basis, KnownBases
from inspector.services.what_if.block import SeenView
from inspector.services.what_if.change import change_of
from inspector.services.what_if.piece import Piece, stored_piece
from inspector.services.what_if.question import Question
from inspector.wire.what_if import ChangedPage, ChangedPart


class ChangedRows:
    """All methods may be called from several threads.

    Args:
        history: The rows.
        source: Their scores.
        bases: By what they were decided.
    """

    def __init__(self, history: ResultHistory, source: ScoredParts, bases: Bases) -> None:
        self._history = history
        self._source = source
        self._bases = bases

    def page(
        self, question: Question, would_be: Evaluation | None, before: int | None, limit: int
    ) -> ChangedPage:
        """At most ``limit`` of them, newest first."""
        ascending = question.changed(would_be)
        end = len(ascending) if before is None else bisect_left(ascending, before)
        start = max(end - limit, 0)
        shown = ascending[start:end]
        decisions = self._decisions(question, shown)
        rows = self._history.page(HistoryFilter(among=shown), None, limit)
        return ChangedPage(
            parts=[
                ChangedPart(
                    row=result_row(row),
                    now=decision.evaluation,
                    class_name=decision.class_name,
                    score=decision.score,
                    threshold=decision.threshold,
                )
                for row in rows
                if (decision := decisions.get(row.sequence)) is not None
            ],
            next_before=shown[0] if start and shown else None,
        )

    def _decisions(self, question: Question, sequences: Sequence[int]) -> Mapping[int, Decision]:
        change = change_of(question.asked)
        pieces = question.pieces
        if pieces is None:
            parts = self._source.scored_of(sequences)
            bases = KnownBases(self._bases, self._source)
            pieces = [stored_piece(parts, bases, self._bases.cameras)]
        return dict(_decided(tuple(pieces), sequences, change))


def _decided(
    pieces: Sequence[Piece], wanted: Sequence[int], change: LimitChange
) -> Iterator[tuple[int, Decision]]:
    for block in (block for piece in pieces for block in piece.blocks):
        for place in np.flatnonzero(np.isin(block.sequences, wanted)):
            decision = part_decision(block.views(int(place)), block.basis, change)
            yield int(block.sequences[place]), decision


def part_decision(views: Sequence[SeenView], basis: Basis, change: LimitChange) -> Decision:
    """The decision on one part: of what its views show, the worst."""
    limits = change.on(basis.limits)
    found = [
        Decision(view.stays, Reason.CLASSIFIED)
        if view.stays is not None
        else decide(view.scores, basis.classes, basis.ok_classes, limits)
        for view in views
    ]
    return min(found, key=lambda each: (SEVERITY.index(each.evaluation), each.score))
