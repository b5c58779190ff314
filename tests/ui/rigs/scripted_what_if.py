"""What-if questions about parts that are the same in every run, answered by the real arithmetic."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import lru_cache
from types import MappingProxyType

import numpy as np
import wire_samples

from inspector.domain.evaluation import Evaluation
from inspector.domain.history import RowCount
from inspector.domain.recipe import DecisionLimits
from inspector.domain.scored_parts import PartColumns, ViewColumns
from inspector.domain.what_if import Truth
from inspector.engine.judging.decision import decide
from inspector.services.people.audit import Actor
from inspector.services.what_if.basis import Basis
from inspector.services.what_if.block import SeenView
from inspector.services.what_if.piece import Judged, Kept, Piece, judged_piece
from inspector.services.what_if.question import Question
from inspector.wire.what_if import LeftOut, WhatIfPhase, WhatIfQuestion, WhatIfState

PARTS = 4_000
BASIS = Basis(
    tuple(wire_samples.CLASSES),
    frozenset({"good"}),
    DecisionLimits(0.8, 0.5, MappingProxyType({"scratch": 0.4})),
)


_KEPT: Kept = Counter({(Truth.UNKNOWN, False, Evaluation.UNDEFINED): 12})


@lru_cache(1)
def sample_piece() -> Piece:
    """Mostly good parts; every twentieth was reviewed."""
    chance, sequences = random.Random(11), range(1, PARTS + 1)
    was, truth, judged = zip(*(_part(chance, at) for at in sequences), strict=True)
    whole = np.zeros(PARTS, np.int64)
    nothing = ViewColumns.of(np.zeros(0, np.intp), [], np.zeros(0, np.int8))
    parts = PartColumns(
        np.array(sequences),
        [f"{at}" for at in sequences],
        np.array(was, np.int8),
        whole.astype(np.int16),
        whole,
        whole.astype(bool),
        np.array(truth, np.int8),
        nothing,
    )
    piece = judged_piece(parts, dict(enumerate(judged)), 1)
    return replace(piece, kept=_KEPT, looked_at=PARTS + 37)


def _part(chance: random.Random, at: int) -> tuple[Evaluation, Truth, Judged]:
    bad = chance.random() < 0.06
    top = chance.choice(BASIS.classes[1:]) if bad else "good"
    share = min(max(chance.gauss(0.6 if bad else 0.92, 0.28 if bad else 0.08), 0.05), 0.99)
    second = "good" if bad else BASIS.classes[1 + at % 4]
    scores = dict.fromkeys(BASIS.classes, (1 - share) * 0.02)
    scores |= {top: share, second: (1 - share) * 0.94}
    was = decide(scores, BASIS.classes, BASIS.ok_classes, BASIS.limits).evaluation
    known = at % 20 == 0 or (bad and at % 3 == 0)
    truth = (Truth.DEFECTIVE if bad else Truth.GOOD) if known else Truth.UNKNOWN
    judged: Judged = (BASIS, [SeenView(scores)])
    return was, truth, (LeftOut.NO_SCORES, ()) if at % 160 == 0 else judged


@dataclass
class ScriptedWhatIf:
    """``asked`` are the questions; while ``slow`` those about a model stay half answered."""

    asked: list[WhatIfQuestion] = field(default_factory=list)
    cancelled: list[str] = field(default_factory=list)
    slow: bool = False
    _questions: dict[str, Question] = field(default_factory=dict)

    def ask(self, question: WhatIfQuestion, /) -> WhatIfState:
        self.asked.append(question)
        asked = Question(question, Actor("Ana"))
        asked.run(iter([sample_piece()]), RowCount(PARTS, more=False))
        self._questions[asked.question_id] = asked
        return self.state(asked.question_id)

    def state(self, question_id: str, /) -> WhatIfState:
        state = self._questions[question_id].state()
        if self.slow and state.question.model is not None:
            phase = WhatIfPhase.CANCELLED if question_id in self.cancelled else WhatIfPhase.RUNNING
            return state.model_copy(update={"phase": phase, "looked_at": 120})
        return state

    def cancel(self, question_id: str, /) -> WhatIfState:
        self.cancelled.append(question_id)
        return self.state(question_id)
