"""One question from its asking to its answer."""

from __future__ import annotations

import secrets
import threading
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from inspector.clock import monotonic_ns, utc_datetime, utc_ns
from inspector.domain.errors.base import InspectorError
from inspector.domain.errors.history import WhatIfImpossibleError
from inspector.domain.evaluation import Evaluation
from inspector.domain.history import RowCount
from inspector.services.people.audit import Actor
from inspector.services.what_if.answer import Found
from inspector.services.what_if.change import change_of, named_classes, swept
from inspector.services.what_if.piece import Piece
from inspector.services.what_if.tally import Fold
from inspector.wire.reasons import phrases_of
from inspector.wire.what_if import WhatIfPhase, WhatIfQuestion, WhatIfState

_NS_PER_MS = 1e6
_NOTHING = RowCount(0, more=False)
CACHED_PARTS = 250_000
"""More scores are read again for the next question: memory stays bounded."""


@dataclass(frozen=True)
class Progress:
    """How far a question has come; never changed, only replaced."""

    phase: WhatIfPhase = WhatIfPhase.WAITING
    looked_at: int = 0
    total: RowCount = _NOTHING
    begun_ns: int = 0
    ended_ns: int = 0
    fault: InspectorError | None = None


class Question:
    """Safe to use from any thread; :meth:`run` is called by one.

    Args:
        asked: What somebody wants to know.
        actor: Who.
    """

    def __init__(self, asked: WhatIfQuestion, actor: Actor) -> None:
        self.question_id = secrets.token_hex(6)
        self.asked = asked
        self._by, self._utc_ns = actor.name, utc_ns()
        self._lock = threading.Lock()
        self._found = Found(
            Fold(change_of(asked), swept(asked), explains=not _foreign(asked)),
        )
        self._progress = Progress()
        self._cancelled = threading.Event()
        self._ended = threading.Event()
        self._known_classes: set[str] = set()
        self._good_classes: set[str] = set()
        self.pieces: list[Piece] | None = []
        """All of it in columns, for the next question; ``None`` when it is too much."""
        self._cached = 0

    @property
    def cancelled(self) -> bool:
        """Whether nobody wants to know any more."""
        return self._cancelled.is_set()

    @property
    def ended(self) -> bool:
        """Whether its answer stays as it is."""
        return self._ended.is_set()

    @property
    def is_whole(self) -> bool:
        """Whether it was answered from all of its parts."""
        return self._progress.phase is WhatIfPhase.ANSWERED

    def cancel(self) -> None:
        """Nobody wants to know any more; what is known stays."""
        self._cancelled.set()
        with self._lock:
            if self._progress.phase is WhatIfPhase.WAITING:
                self._end(WhatIfPhase.CANCELLED)

    def wait(self, timeout_s: float) -> None:
        """Until it is answered, but not for long."""
        self._ended.wait(timeout_s)

    def run(self, pieces: Iterator[Piece], total: RowCount) -> None:
        """Answer it from pieces; what is known so far can be asked for meanwhile."""
        with self._lock:
            if self.cancelled:
                return
            self._step(phase=WhatIfPhase.RUNNING, total=total, begun_ns=monotonic_ns())
        fault: InspectorError | None = WhatIfImpossibleError(
            "answering it failed", remedy="Report this with the log file."
        )
        try:
            for piece in pieces:
                self._take(piece)
                if self.cancelled:
                    break
            self._require_known_classes()
            fault = None
        except InspectorError as error:
            fault = error
        finally:
            with self._lock:
                self._finish(fault)

    def refuse(self, fault: InspectorError) -> None:
        """It cannot even begin."""
        with self._lock:
            self._finish(fault)

    def state(self) -> WhatIfState:
        """The question, and what is known so far."""
        with self._lock:
            progress, answer = self._progress, self._found.answer(self.asked.costs)
        until = progress.ended_ns or monotonic_ns()
        took_ns = until - progress.begun_ns if progress.begun_ns else 0
        fault = progress.fault
        return WhatIfState(
            question_id=self.question_id,
            question=self.asked,
            phase=progress.phase,
            by=self._by,
            at=utc_datetime(self._utc_ns),
            looked_at=progress.looked_at,
            total=min(progress.total.count, self.asked.parts),
            total_is_more=progress.total.more and progress.total.count < self.asked.parts,
            took_ms=took_ns / _NS_PER_MS,
            answer=answer,
            code="" if fault is None else fault.code,
            message="" if fault is None else fault.detail,
            remedy="" if fault is None else fault.remedy,
            **phrases_of(fault),
        )

    def changed(self, would_be: Evaluation | None = None) -> Sequence[int]:
        """The sequences of the parts that change, ascending."""
        with self._lock:
            return array("q", self._found.fold.changed.ascending(would_be).tolist())

    def _take(self, piece: Piece) -> None:
        with self._lock:
            found = self._found
            for block in piece.blocks:
                found.fold.add(block)
                found.newest = found.newest or block.basis
                self._known_classes.update(block.basis.classes)
                self._good_classes.update(block.basis.ok_classes)
            found.fold.add_kept(piece.kept)
            found.left_out.update(piece.left_out)
            self._step(looked_at=self._progress.looked_at + piece.looked_at)
        self._cached += piece.decided
        if self.pieces is not None:
            self.pieces.append(piece)
            if self._cached > CACHED_PARTS:
                self.pieces = None

    def _require_known_classes(self) -> None:
        """A limit that no class has would be believed and never applied."""
        for name in sorted(named_classes(self.asked)):
            if self._known_classes and name not in self._known_classes:
                known = ", ".join(sorted(self._known_classes - self._good_classes))
                raise WhatIfImpossibleError(
                    f"no model of these parts knows the class {name!r}, but {known}",
                    remedy="Name one of these classes.",
                )
            if name in self._good_classes:
                raise WhatIfImpossibleError(
                    f"{name!r} is a class of good parts and has no reject limit",
                    remedy="Change the accept limit, or name a defect class.",
                )

    def _step(self, **news: Any) -> None:
        self._progress = replace(self._progress, **news)

    def _finish(self, fault: InspectorError | None) -> None:
        if fault is not None:
            self._step(fault=fault)
            self._end(WhatIfPhase.FAILED)
        else:
            self._end(WhatIfPhase.CANCELLED if self.cancelled else WhatIfPhase.ANSWERED)

    def _end(self, phase: WhatIfPhase) -> None:
        if not self._ended.is_set():
            self._step(phase=phase, ended_ns=monotonic_ns())
            self._ended.set()


def _foreign(asked: WhatIfQuestion) -> bool:
    """Whether the scores are others than those of then."""
    return asked.needs_pictures or asked.scores_of is not None
