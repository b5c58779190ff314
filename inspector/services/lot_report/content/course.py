"""The section about the course of the lot: its control chart against the limits of chance."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.clock import utc_datetime
from inspector.services.lot_report.content.chart_drawing import ChartWords, control_drawing
from inspector.services.lot_report.facts.report import Chart, LotReport
from inspector.services.lot_report.words.speech import Speech, number
from inspector.services.paper.blocks import Block, Figure, Heading, Text
from inspector.services.paper.drawing import Ink

_SIGNALS_SHOWN = 8


def chart(report: LotReport, say: Speech) -> Iterator[Block]:
    """How the lot went, against the limits of chance."""
    drawn = report.chart
    yield Heading(say("section_chart"))
    if drawn is None:
        yield Text(say("chart_none"))
        return
    words = ChartWords(
        say("upper"),
        say("centre"),
        say("lower"),
        say("chart_words"),
        lambda utc_ns: f"{utc_datetime(utc_ns).astimezone():%H:%M:%S}",
    )
    caption = say("chart_caption", size=number(drawn.size))
    text, ink = _signals(drawn, say)
    yield Text(text, ink)
    yield Figure(control_drawing(drawn, words), caption)


def _signals(drawn: Chart, say: Speech) -> tuple[str, Ink]:
    points = list(zip(drawn.subgroups, drawn.control.points, strict=True))
    if not any(point.enough for _, point in points):
        return say("chart_small"), Ink.MUTED
    broken = [
        say(
            "chart_rule",
            moment=say.moment(group.since_utc_ns),
            rules=", ".join(str(rule.value) for rule in point.broken),
        )
        for group, point in points
        if point.broken
    ]
    if not broken:
        return say("chart_calm"), Ink.GOOD
    shown = broken[:_SIGNALS_SHOWN] + ["..."] * (len(broken) > _SIGNALS_SHOWN)
    return say("chart_broken", count=len(broken), which=", ".join(shown)), Ink.BAD
