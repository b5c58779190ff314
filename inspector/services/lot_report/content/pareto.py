"""The section about defects: which classes there were, the largest first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from inspector.domain.statistics.pareto import ParetoBar
from inspector.services.lot_report.facts.report import LotReport
from inspector.services.lot_report.words.speech import Speech, number
from inspector.services.paper.blocks import Block, Figure, Heading, Text
from inspector.services.paper.drawing import FIGURE_WIDTH, Box, Drawing, Ink, Label, Line, Shape

_BAR, _BARS_SHOWN = 17.0, 12
_NAME, _COUNT = 130.0, 96.0


def pareto(report: LotReport, say: Speech) -> Iterator[Block]:
    """Which defects there were."""
    bars = report.pareto
    yield Heading(say("section_pareto"))
    if not bars:
        yield Text(say("pareto_none"))
        return
    yield Text(say("pareto_text"), Ink.MUTED)
    drawing = _drawing(bars, lambda name: name or say("no_class"), say("pareto_words"))
    parts = number(sum(bar.count for bar in bars))
    yield Figure(drawing, say("pareto_caption", classes=number(len(bars)), parts=parts))


def _drawing(bars: Sequence[ParetoBar], named: Callable[[str], str], words: str) -> Drawing:
    """The largest classes as bars, each with its count and what it makes with those above."""
    shown = bars[:_BARS_SHOWN]
    room = FIGURE_WIDTH - _NAME - _COUNT
    most = shown[0].count if shown else 1
    shapes: list[Shape] = []
    for place, bar in enumerate(shown):
        top = 4 + place * _BAR
        base = top + _BAR * 0.62
        shapes += [
            Label(_NAME - 8, base, named(bar.name), anchor="end", size=8.5),
            Box(_NAME, top + 2, room * bar.count / most, _BAR - 5, Ink.ACCENT),
            Label(FIGURE_WIDTH - _COUNT + 40, base, f"{bar.count:,}", anchor="end", size=8.5),
            Label(FIGURE_WIDTH, base, f"{bar.cumulative:.1%}", Ink.MUTED, "end", 8.5),
        ]
    height = 8 + len(shown) * _BAR
    shapes.append(Line([(_NAME, 2), (_NAME, height - 2)], Ink.RULE))
    return Drawing(FIGURE_WIDTH, height, shapes, words)
