"""The control chart of a lot as a drawing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from inspector.services.lot_report.facts.report import Chart
from inspector.services.paper.drawing import FIGURE_WIDTH, Dot, Drawing, Ink, Label, Line, Shape

_HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 165.0, 40.0, 56.0, 10.0, 26.0
_TICKS = 4
_STEPS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5)
_TIMES = 6


@dataclass(frozen=True, slots=True)
class ChartWords:
    """What is written into a control chart."""

    upper: str
    centre: str
    lower: str
    told: str
    moment: Callable[[int], str]


def control_drawing(chart: Chart, words: ChartWords) -> Drawing:
    """Shares of parts not OK against limits at 3 standard deviations."""
    points = chart.control.points
    highest = max(max(each.value or 0.0, each.upper) for each in points)
    step = next((each for each in _STEPS if each * _TICKS >= highest), 0.25)
    top_value = step * _TICKS
    inner_width, inner = FIGURE_WIDTH - _LEFT - _RIGHT, _HEIGHT - _TOP - _BOTTOM

    def x(place: float) -> float:
        return _LEFT + inner_width * (place + 0.5) / len(points)

    def y(value: float) -> float:
        return _TOP + inner * (1 - min(value, top_value) / top_value)

    shapes: list[Shape] = []
    for tick in range(_TICKS + 1):
        level = y(tick * step)
        shapes.append(Line([(_LEFT, level), (FIGURE_WIDTH - _RIGHT, level)], Ink.RULE, 0.5))
        shapes.append(Label(_LEFT - 5, level + 2.6, f"{tick * step:.3g}", Ink.MUTED, "end"))
    shapes += _limits(chart, words, x, y)
    values = [(x(place), y(each.value or 0.0)) for place, each in enumerate(points)]
    shapes += [Line(pair, Ink.PLAIN, 1.0) for pair in pairwise(values)]
    for (left, level), each in zip(values, points, strict=True):
        ink = Ink.BAD if each.broken else Ink.PLAIN
        shapes.append(Dot(left, level, 3.2 if each.broken else 2.2, ink, hollow=not each.enough))
    every = max(1, -(-len(points) // _TIMES))
    for place in range(0, len(points), every):
        shapes.append(Line([(x(place), _HEIGHT - _BOTTOM), (x(place), _HEIGHT - _BOTTOM + 3)]))
        moment = words.moment(chart.subgroups[place].since_utc_ns)
        shapes.append(Label(x(place), _HEIGHT - _BOTTOM + 13, moment, Ink.MUTED, "middle"))
    return Drawing(FIGURE_WIDTH, _HEIGHT, shapes, words.told)


def _limits(
    chart: Chart, words: ChartWords, x: Callable[[float], float], y: Callable[[float], float]
) -> list[Shape]:
    """Limits go in steps: each subgroup has those of its own size."""
    points, centre = chart.control.points, chart.control.centre or 0.0
    shapes: list[Shape] = []
    for name in ("upper", "lower"):
        steps = [
            (x(place + side), y(getattr(each, name)))
            for place, each in enumerate(points)
            for side in (-0.5, 0.5)
        ]
        shapes.append(Line(steps, Ink.BAD, 0.9, dashed=True))
    shapes.append(Line([(x(-0.5), y(centre)), (x(len(points) - 0.5), y(centre))], Ink.GOOD, 0.9))
    last, end = points[-1], FIGURE_WIDTH - _RIGHT + 5
    labels = ((words.upper, last.upper, Ink.BAD), (words.centre, centre, Ink.GOOD))
    for text, value, ink in labels:
        shapes.append(Label(end, y(value) + 2.6, f"{text} {value:.3g}", ink))
    if y(last.lower) - y(centre) > 9:
        shapes.append(Label(end, y(last.lower) + 2.6, f"{words.lower} {last.lower:.3g}", Ink.BAD))
    return shapes
