"""Where people ask what would have been, follow the answer, and see the parts that change."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from inspector.clock import monotonic_ns
from inspector.domain.errors.base import InspectorError
from inspector.domain.errors.history import WhatIfImpossibleError, WhatIfUnknownError
from inspector.domain.evaluation import Evaluation
from inspector.domain.history import HistoryFilter, RowCount
from inspector.engine.threads.bulkhead import Bulkhead
from inspector.engine.trial.throttle import Throttle
from inspector.services.history.rows import domain_filter
from inspector.services.people.audit import Actor
from inspector.services.what_if.basis import Bases, KnownBases
from inspector.services.what_if.changed import ChangedRows
from inspector.services.what_if.judging import Judging, Pictures
from inspector.services.what_if.piece import (
    PIECE,
    Piece,
    pages,
    stored_piece,
    together,
    with_truth_now,
)
from inspector.services.what_if.question import CACHED_PARTS, Question
from inspector.wire.what_if import ChangedPage, LeftOut, WhatIfQuestion, WhatIfState

_log = logging.getLogger(__name__)
_KEPT = 8
_WAITING_MAX = 4
_COUNTING_S = 0.2
_TOGETHER = 8
"""Pages that are read, each in its turn, before they are decided in one step."""
_DUTY_PERCENT = 80.0
_LOOKED_UP = (LeftOut.MODEL_GONE, LeftOut.RECIPE_GONE)


@dataclass(frozen=True, slots=True)
class _Cache:
    """The scores that the last question read; they hold while nothing is added to the history."""

    key: tuple[HistoryFilter, int]
    stamp: tuple[int, int]
    pieces: Sequence[Piece]


class WhatIfDesk:
    """All methods may be called from several threads.

    Scores and pictures have a thread each, both of the lowest priority, so that nobody who moves
    a limit waits for a model that judges a week.

    Args:
        pictures: The parts, and what they are judged again from.
        bases: By what they were decided.
        give_way: Lowers the priority of the thread that calls it.
    """

    def __init__(self, pictures: Pictures, bases: Bases, give_way: Callable[[], None]) -> None:
        self._pictures = pictures
        self._bases = bases
        self._lock = threading.Lock()
        self._questions: dict[str, Question] = {}
        self._by_scores = ThreadPoolExecutor(1, "what-if", initializer=give_way)
        self._by_pictures = ThreadPoolExecutor(1, "what-if-pictures", initializer=give_way)
        self._cache: _Cache | None = None
        self._bulkhead = Bulkhead(_log)
        self._rows = ChangedRows(pictures.history, pictures.source, bases)

    def ask(self, actor: Actor, asked: WhatIfQuestion, patience_s: float = 0.0) -> WhatIfState:
        """Begin to answer a question, and wait a moment for the answer.

        Raises:
            WhatIfImpossibleError: too many others wait, or its scores are not kept.
            WhatIfUnknownError: it builds on a question that is not known any more.
            PackageUnknownError: there is no such model.
            RevisionUnknownError: there is no such recipe revision.
        """
        self._bases.require(asked)
        question = Question(asked, actor)
        run = self._run_of(question)
        with self._lock:
            if asked.instead_of in self._questions:
                self._questions.pop(asked.instead_of).cancel()
            if sum(not each.ended for each in self._questions.values()) >= _WAITING_MAX:
                raise WhatIfImpossibleError(
                    f"{_WAITING_MAX} questions wait for their answers already",
                    remedy="Wait for one of them, or cancel one.",
                )
            self._forget_old()
            self._questions[question.question_id] = question
        pool = self._by_pictures if asked.needs_pictures else self._by_scores
        pool.submit(self._answer, question, run)
        question.wait(patience_s)
        return question.state()

    def state(self, question_id: str) -> WhatIfState:
        """A question, and what is known so far.

        Raises:
            WhatIfUnknownError: there is none.
        """
        return self._find(question_id).state()

    def cancel(self, question_id: str) -> WhatIfState:
        """Nobody wants to know any more; what is known stays. Raises as :meth:`state`."""
        question = self._find(question_id)
        question.cancel()
        return question.state()

    def changed(self, question_id: str, would_be: Evaluation | None) -> Sequence[int]:
        """The sequences of the parts that change, ascending; raises as :meth:`state`."""
        return self._find(question_id).changed(would_be)

    def page(
        self, question_id: str, would_be: Evaluation | None, before: int | None, limit: int
    ) -> ChangedPage:
        """Parts that change, newest first; raises as :meth:`state`."""
        return self._rows.page(self._find(question_id), would_be, before, limit)

    def close(self) -> None:
        """End what is under way."""
        with self._lock:
            for question in self._questions.values():
                question.cancel()
        self._by_scores.shutdown()
        self._by_pictures.shutdown()

    def _find(self, question_id: str) -> Question:
        with self._lock:
            found = self._questions.get(question_id)
        if found is None:
            raise WhatIfUnknownError(f"no question {question_id}")
        return found

    def _forget_old(self) -> None:
        """Called under the lock; the oldest that has ended goes first."""
        ended = [name for name, each in self._questions.items() if each.ended]
        for name in ended[: max(len(self._questions) - _KEPT + 1, 0)]:
            del self._questions[name]

    def _answer(self, question: Question, run: Callable[[Question], None]) -> None:
        with self._bulkhead.contain():
            try:
                run(question)
            except InspectorError as error:
                question.refuse(error)
            self._bulkhead.clear()

    def _run_of(self, question: Question) -> Callable[[Question], None]:
        asked = question.asked
        if asked.scores_of is not None:
            pieces = self._find(asked.scores_of).pieces
            if pieces is None:
                raise WhatIfImpossibleError(
                    f"the scores of more than {CACHED_PARTS} parts are not kept",
                    remedy="Ask for fewer parts.",
                )
            kept = tuple(pieces)
            source = self._pictures.source
            return lambda question: question.run(
                (with_truth_now(piece, source) for piece in kept), _looked_at(kept)
            )
        return self._judge if asked.needs_pictures else self._read

    def _judge(self, question: Question) -> None:
        criteria, most = self._criteria(question), min(question.asked.parts, CACHED_PARTS)
        judging = Judging(self._pictures, question.asked, lambda: question.cancelled)
        pieces = judging.pieces(criteria, most, self._bases.cameras)
        question.run(pieces, self._count(criteria, most))

    def _read(self, question: Question) -> None:
        key = (self._criteria(question), question.asked.parts)
        stamp, cache = self._pictures.source.stamp(), self._cache
        if cache is not None and (cache.key, cache.stamp) == (key, stamp):
            question.run(iter(cache.pieces), _looked_at(cache.pieces))
            return
        question.run(self._stored(question, *key), self._count(*key))
        if question.is_whole and question.pieces is not None and _is_settled(question.pieces):
            self._cache = _Cache(key, stamp, tuple(question.pieces))

    def _stored(self, question: Question, criteria: HistoryFilter, most: int) -> Iterator[Piece]:
        source = self._pictures.source
        bases = KnownBases(self._bases, source)
        free = self._pictures.may_work
        throttle = Throttle(_DUTY_PERCENT, lambda: question.cancelled or free())
        read: list[Piece] = []
        begun = monotonic_ns()
        for page in pages(source, criteria, most, PIECE):
            read.append(stored_piece(page, bases, self._bases.cameras))
            if len(read) == _TOGETHER or question.cancelled:
                yield together(read)
                read = []
            throttle.rest(monotonic_ns() - begun)
            throttle.wait_for_turn()
            begun = monotonic_ns()
        if read:
            yield together(read)

    def _criteria(self, question: Question) -> HistoryFilter:
        return domain_filter(question.asked.criteria, self.changed)

    def _count(self, criteria: HistoryFilter, most: int) -> RowCount:
        found = self._pictures.history.count(criteria, _COUNTING_S)
        return RowCount(min(found.count, most), found.more and found.count < most)


def _looked_at(pieces: Sequence[Piece]) -> RowCount:
    return RowCount(sum(piece.looked_at for piece in pieces), more=False)


def _is_settled(pieces: Sequence[Piece]) -> bool:
    """Whether installing a package or bringing a recipe back would change nothing."""
    return not any(why in _LOOKED_UP for piece in pieces for why, _ in piece.left_out)
