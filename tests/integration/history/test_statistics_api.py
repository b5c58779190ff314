"""Charts over the real server, held to the rows that the history gives for the same filter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from store_examples import JOURNAL, example, passed, view_of

from inspector.domain.errors.api import RequestInvalidError
from inspector.domain.evaluation import Evaluation, Outcome
from inspector.domain.record import OutcomeUpdate, ResultRecord
from inspector.domain.review import Review
from inspector.domain.statistics.calendar import Calendar, PeriodKind, Shift
from inspector.domain.statistics.control_chart import ChartKind
from inspector.domain.statistics.rules import Rule
from inspector.services.statistics.running import MinuteTrend, ShiftCounts
from inspector.services.statistics.service import StatisticsService
from inspector.store.opening import open_store
from inspector.store.reading.history import SqliteHistory
from inspector.store.result_store import SqliteResultStore
from inspector.wire.statistics import ChartQuery, GroupedQuery, StatisticsQuery, SubgroupKind

SHANGHAI = timezone(timedelta(hours=8))
MIDNIGHT = datetime(2026, 11, 20, tzinfo=SHANGHAI).astimezone(UTC)
SHIFTS = (
    Shift("early", time(6), time(14)),
    Shift("late", time(14), time(22)),
    Shift("night", time(22), time(6)),
)
CALENDAR = Calendar(SHIFTS, SHANGHAI)
HOURLY = 200
WORN_HOUR = 17
"""The hour in which a tenth of the parts is scratched instead of a hundredth."""
DAY = {"since": MIDNIGHT, "until": MIDNIGHT + timedelta(days=1)}


def evaluation(hour: int, at: int) -> tuple[Evaluation, str]:
    if at % (10 if hour == WORN_HOUR else 50) == 7:
        return Evaluation.NOT_OK, "scratch"
    if at % 100 == 33:
        return Evaluation.NOT_OK, "dent"
    if at % 100 == 55:
        return Evaluation.NOT_DECIDABLE, "dent"
    return (Evaluation.UNDEFINED, "") if at == 99 else (Evaluation.OK, "good")


def record(index: int) -> ResultRecord:
    hour, at = divmod(index, HOURLY)
    moment = MIDNIGHT + timedelta(hours=hour, seconds=at * 17)
    said, class_name = evaluation(hour, at)
    nanoseconds = round(moment.timestamp()) * 1_000_000_000
    made = example(
        index,
        evaluation=said,
        class_name=class_name,
        score=0.4 + at / 400,
        triggered_utc_ns=nanoseconds,
        decided_utc_ns=nanoseconds,
    )
    if class_name != "scratch":
        return made
    top, side = view_of(made, 0, "top"), view_of(made, 1, "side", class_name="burr")
    return replace(made, views=(top, side))


@dataclass
class Recorded:
    store: SqliteResultStore
    history: SqliteHistory
    charts: StatisticsService
    records: list[ResultRecord]


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Recorded]:
    store = open_store(tmp_path_factory.mktemp("day"))
    records = [record(index) for index in range(24 * HOURLY)]
    good = [passed(each) for each in records if each.evaluation is Evaluation.OK]
    bad = [
        OutcomeUpdate(each.result_id, Outcome.REJECTED, 1)
        for each in records
        if each.evaluation is not Evaluation.OK
    ]
    escaped = OutcomeUpdate(bad[0].result_id, Outcome.PASSED, 1)
    store.commit(JOURNAL, 1, records, [*good, *bad[1:], escaped], [])
    history = store.history()
    now = MIDNIGHT + timedelta(hours=20)
    yield Recorded(
        store, history, StatisticsService(store.statistics(), CALENDAR, lambda: now), records
    )
    history.close()
    store.close()


def rows(recorded: Recorded, **wanted: Any) -> int:
    """How many rows the history lists; the whole day where no time is named."""
    from inspector.domain.history import HistoryFilter

    return len(recorded.history.page(HistoryFilter(**wanted), None, 100_000))


def utc_ns(moment: datetime) -> int:
    return round(moment.timestamp()) * 1_000_000_000


@pytest.mark.parametrize("subgroup", [SubgroupKind.QUARTER, SubgroupKind.HOUR, SubgroupKind.SHIFT])
def test_every_point_counts_the_rows_that_its_filter_lists(
    recorded: Recorded, subgroup: SubgroupKind
) -> None:
    chart = recorded.charts.chart(ChartQuery(**DAY, subgroup=subgroup))
    assert chart.parts == 24 * HOURLY - 24
    for point in chart.points[:: max(1, len(chart.points) // 12)]:
        times = {"since_utc_ns": utc_ns(point.since), "until_utc_ns": utc_ns(point.until)}
        assert rows(recorded, evaluation=Evaluation.NOT_OK, **times) == point.count
        undefined = rows(recorded, evaluation=Evaluation.UNDEFINED, **times)
        assert rows(recorded, **times) - undefined == point.parts


def test_the_worn_hour_is_beyond_the_limits_and_no_other_is(recorded: Recorded) -> None:
    chart = recorded.charts.chart(ChartQuery(**DAY))
    beyond = [at for at, point in enumerate(chart.points) if Rule.BEYOND_LIMITS in point.broken]
    assert beyond == [WORN_HOUR]
    assert all(point.enough for point in chart.points)
    few = recorded.charts.chart(ChartQuery(**DAY, subgroup=SubgroupKind.QUARTER))
    assert not any(point.enough for point in few.points)


def test_a_chart_of_one_class_leaves_the_others_out(recorded: Recorded) -> None:
    chart = recorded.charts.chart(ChartQuery(**DAY, class_name="dent"))
    assert {point.count for point in chart.points} == {2}


def test_a_defect_counts_once_for_each_view(recorded: Recorded) -> None:
    parts = recorded.charts.chart(ChartQuery(**DAY))
    defects = recorded.charts.chart(ChartQuery(**DAY, chart=ChartKind.U))
    scratched = sum(each.class_name == "scratch" for each in recorded.records)
    assert sum(point.count for point in defects.points) == scratched + sum(
        point.count for point in parts.points
    )
    burrs = recorded.charts.chart(ChartQuery(**DAY, chart=ChartKind.U, class_name="burr"))
    assert sum(point.count for point in burrs.points) == scratched


def test_shifts_over_midnight_are_clipped_to_the_day(recorded: Recorded) -> None:
    found = recorded.charts.yields(GroupedQuery(**DAY, subgroup=SubgroupKind.SHIFT))
    assert [each.name for each in found.groups] == ["night", "early", "late", "night"]
    totals = [each.ok + each.not_ok + each.not_decidable + each.undefined for each in found.groups]
    assert totals == [6 * HOURLY, 8 * HOURLY, 8 * HOURLY, 2 * HOURLY]
    assert found.total.first_pass is not None
    assert found.total.first_pass.value == found.total.ok / (24 * HOURLY)


def test_pareto_begins_with_the_most_frequent_class(recorded: Recorded) -> None:
    found = recorded.charts.pareto(StatisticsQuery(**DAY))
    assert [each.class_name for each in found.classes] == ["scratch", "dent"]
    for each in found.classes:
        listed = rows(recorded, evaluation=Evaluation.NOT_OK, class_name=each.class_name)
        assert listed == each.parts
    assert found.classes[-1].cumulative == pytest.approx(1)


def test_a_bar_of_scores_counts_the_rows_in_its_band(recorded: Recorded) -> None:
    found = recorded.charts.scores(StatisticsQuery(**DAY))
    good = found.classes[0]
    assert (good.evaluation, good.class_name, good.threshold) == (Evaluation.OK, "good", 0.5)
    for at, parts in enumerate(good.bins):
        listed = rows(
            recorded,
            evaluation=Evaluation.OK,
            class_name="good",
            score_min=at / 20,
            score_max=(at + 1) / 20,
        )
        assert listed == parts


def test_a_bad_part_that_passed_is_seen(recorded: Recorded) -> None:
    found = recorded.charts.reconciliation(GroupedQuery(**DAY))
    assert (found.total.bad_passed, found.total.good_rejected, found.total.pending) == (1, 0, 0)
    assert found.total.decided == 24 * HOURLY
    assert [each.bad_passed for each in found.groups] == [1] + [0] * 23


def test_false_rejects_and_escapes_come_from_reviews(recorded: Recorded) -> None:
    reviews = recorded.store.reviews()
    bad = [each for each in recorded.records if each.evaluation is Evaluation.NOT_OK]
    good = [each for each in recorded.records if each.evaluation is Evaluation.OK]

    def say(of: ResultRecord, label: str, verdict: Evaluation) -> None:
        reviews.add(Review(of.result_id, 1, "Anna", None, label, verdict, ""))

    for each in bad[:6]:
        say(each, each.class_name, Evaluation.NOT_OK)
    for each in bad[6:8]:
        say(each, "good", Evaluation.OK)
    say(bad[8], "burr", Evaluation.NOT_OK)
    say(good[0], "dent", Evaluation.NOT_OK)
    found = recorded.charts.reviews(StatisticsQuery(**DAY))
    rejects, escapes = found.false_rejects, found.escapes
    assert (rejects.confirmed, rejects.overridden, rejects.wrong) == (6, 3, 2)
    assert rejects.share is not None
    assert rejects.share.value == pytest.approx(2 / 9)
    assert (escapes.verdicts, escapes.confirmed, escapes.wrong) == (len(good), 0, 1)
    assert {each.class_name for each in found.classes} == {"scratch", "dent", "good"}


def test_periods_are_those_of_the_station(recorded: Recorded) -> None:
    shift = recorded.charts.period(PeriodKind.SHIFT, 1)
    assert shift is not None
    assert (shift.name, shift.since) == ("early", MIDNIGHT + timedelta(hours=6))
    no_shifts = StatisticsService(recorded.store.statistics(), Calendar(), lambda: MIDNIGHT)
    assert no_shifts.period(PeriodKind.SHIFT, 0) is None


def test_the_running_shift_is_read_once_a_second(recorded: Recorded) -> None:
    now = [MIDNIGHT + timedelta(hours=7)]
    counts = ShiftCounts(recorded.store.statistics(), CALENDAR, lambda: now[0])
    first = counts()
    assert first is not None
    assert (first.name, first.triggered) == ("early", 8 * HOURLY)
    now[0] += timedelta(milliseconds=900)
    assert counts() is first
    now[0] += timedelta(milliseconds=200)
    assert counts() is not first
    now[0] += timedelta(hours=8)
    later = counts()
    assert later is not None
    assert later.name == "late"
    assert ShiftCounts(recorded.store.statistics(), Calendar(), lambda: now[0])() is None


def test_the_trend_tells_every_minute_and_reads_old_ones_once(recorded: Recorded) -> None:
    now = [MIDNIGHT + timedelta(hours=3, minutes=10, seconds=30)]
    trend = MinuteTrend(recorded.store.statistics(), lambda: now[0])
    found = trend.last(60).minutes
    assert len(found) == 60
    assert found[-1].at == MIDNIGHT + timedelta(hours=3, minutes=10)
    total = sum(each.ok + each.not_ok + each.not_decidable + each.undefined for each in found)
    since = found[0].at
    times = {"since_utc_ns": utc_ns(since), "until_utc_ns": utc_ns(since + timedelta(hours=1))}
    assert total == rows(recorded, **times)
    now[0] += timedelta(minutes=2)
    fresh = MinuteTrend(recorded.store.statistics(), lambda: now[0])
    assert trend.last(60) == fresh.last(60)


def test_times_between_quarters_are_refused(tmp_path: Path) -> None:
    from api_fixtures import served

    from inspector.client.station import StationClient

    with served(tmp_path) as station, StationClient.from_run_file(station.run_file) as client:
        query = StatisticsQuery(**DAY)
        assert client.statistics.pareto(query).not_ok == 0
        assert client.statistics.period(PeriodKind.SHIFT) is None
        assert client.statistics.period(PeriodKind.MONTH) is not None
        assert len(client.statistics.trend(5).minutes) == 5
        assert client.statistics.yields(GroupedQuery(**DAY)).groups == []
        assert client.statistics.control_chart(ChartQuery(**DAY)).centre is None
        assert client.statistics.reviews(query).escapes.share is None
        assert client.statistics.scores(query).classes == []
        assert client.statistics.reconciliation(GroupedQuery(**DAY)).total.decided == 0
        crooked = query.model_copy(update={"since": MIDNIGHT + timedelta(minutes=1)})
        with pytest.raises(RequestInvalidError, match="quarters"):
            client.statistics.pareto(crooked)
        fine = GroupedQuery(**DAY).model_copy(
            update={"subgroup": SubgroupKind.QUARTER, "since": MIDNIGHT - timedelta(days=365)}
        )
        with pytest.raises(RequestInvalidError, match="subgroups"):
            client.statistics.yields(fine)
