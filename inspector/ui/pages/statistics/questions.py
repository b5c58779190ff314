"""What the station is asked for a chart, in a thread that may wait."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

from inspector.domain.statistics.calendar import QUARTER
from inspector.ui.pages.statistics.contents.control import control_content
from inspector.ui.pages.statistics.contents.drift import drift_content
from inspector.ui.pages.statistics.contents.outcomes import outcome_content
from inspector.ui.pages.statistics.contents.pareto import pareto_content
from inspector.ui.pages.statistics.contents.reviews import review_content
from inspector.ui.pages.statistics.contents.scores import score_content
from inspector.ui.pages.statistics.contents.yields import yield_content
from inspector.ui.pages.statistics.selection import Chart, Selection, Stretch

if TYPE_CHECKING:
    from inspector.client.station import StationClient
    from inspector.ui.pages.statistics.content import Content
    from inspector.wire.history import ResultFacets, ResultFilter

_DRIFT_BUCKETS = 48
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Words = Callable[["ResultFilter"], "Content"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the station said.

    Attributes:
        selection: To what.
        stretch: The time it is about; ``None`` where the station has no such shift or lot.
        words: Makes the chart and its words in the language in force.
        facets: What can be chosen from.
    """

    selection: Selection
    stretch: Stretch | None
    words: Words | None
    facets: ResultFacets


def ask(station: StationClient, selection: Selection) -> Answer:
    """Find the time, then ask for the chart."""
    facets = selection.whose.history(station).facets()
    stretch = _stretch(station, selection)
    if stretch is None:
        return Answer(selection, None, None, facets)
    return Answer(
        selection, stretch, _QUESTIONS[selection.chart](station, selection, stretch), facets
    )


def _stretch(station: StationClient, selection: Selection) -> Stretch | None:
    if selection.period is None:
        return _lot(station, selection.back)
    period = station.statistics.period(selection.period, selection.back)
    if period is None:
        return None
    return Stretch(since=period.since, until=period.until, name=period.name)


def _lot(station: StationClient, back: int) -> Stretch | None:
    """A lot from its first quarter of an hour to its last."""
    lots = station.lots.page(None, back + 1).lots
    if len(lots) <= back:
        return None
    lot = lots[back]
    since = lot.begun_at - (lot.begun_at - _EPOCH) % QUARTER
    end = lot.ended_at or datetime.now(UTC)
    until = end + timedelta(microseconds=1)
    until += (_EPOCH - until) % QUARTER
    return Stretch(since=since, until=until, name=lot.name, lot_id=lot.lot_id)


def _control(station: StationClient, selection: Selection, stretch: Stretch) -> Words:
    reply = selection.whose.charts(station).control_chart(selection.charted(stretch))
    return lambda rows: control_content(reply, rows)


def _pareto(station: StationClient, selection: Selection, stretch: Stretch) -> Words:
    reply = selection.whose.charts(station).pareto(selection.query(stretch))
    return lambda rows: pareto_content(reply, rows)


def _yield(station: StationClient, selection: Selection, stretch: Stretch) -> Words:
    reply = selection.whose.charts(station).yields(selection.grouped(stretch))
    return lambda rows: yield_content(reply, rows)


def _reviews(station: StationClient, selection: Selection, stretch: Stretch) -> Words:
    reply = selection.whose.charts(station).reviews(selection.query(stretch))
    return lambda rows: review_content(reply, rows)


def _scores(station: StationClient, selection: Selection, stretch: Stretch) -> Words:
    reply = selection.whose.charts(station).scores(selection.query(stretch))
    return lambda rows: score_content(reply, rows, selection.class_name)


def _outcomes(station: StationClient, selection: Selection, stretch: Stretch) -> Words:
    reply = selection.whose.charts(station).reconciliation(selection.grouped(stretch))
    return lambda rows: outcome_content(reply, rows)


def _drift(station: StationClient, selection: Selection, stretch: Stretch) -> Words:
    measure = selection.measure
    series = station.drift.series(measure, stretch.since, stretch.until, _DRIFT_BUCKETS)
    return lambda rows: drift_content(series, rows)


_QUESTIONS: Mapping[Chart, Callable[[StationClient, Selection, Stretch], Words]] = MappingProxyType(
    {
        Chart.CONTROL: _control,
        Chart.PARETO: _pareto,
        Chart.YIELD: _yield,
        Chart.REVIEWS: _reviews,
        Chart.SCORES: _scores,
        Chart.OUTCOMES: _outcomes,
        Chart.DRIFT: _drift,
    }
)
