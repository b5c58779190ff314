"""Times, filters and columns in words."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.domain.evaluation import Evaluation, Outcome, Reason
from inspector.ui.pages.history.filter.periods import Period, extent
from inspector.ui.pages.history.moments import read_moment, write_moment
from inspector.ui.pages.history.words import (
    PARTS,
    STANDINGS,
    filter_parts,
    filter_sentence,
    without,
)
from inspector.wire.history import ResultFilter, ReviewStanding
from inspector.wire.replay import ReplayPart

ZONE = timezone(timedelta(hours=8))
NOON = datetime(2026, 11, 21, 12, 0, 0, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("6:30", datetime(2026, 11, 21, 6, 30, tzinfo=ZONE)),
        ("12:00", NOON),
        ("12:00:01", datetime(2026, 11, 20, 12, 0, 1, tzinfo=ZONE)),
        ("11-20", datetime(2026, 11, 20, tzinfo=ZONE)),
        ("12/24 18:00", datetime(2025, 12, 24, 18, tzinfo=ZONE)),
        ("2026-01-02T03:04:05", datetime(2026, 1, 2, 3, 4, 5, tzinfo=ZONE)),
        ("  2026.1.2 3:04 ", datetime(2026, 1, 2, 3, 4, tzinfo=ZONE)),
        ("", None),
        ("yesterday", None),
        ("25:00", None),
        ("2026-02-30 10:00", None),
        ("2026-11", None),
        ("6:3", None),
    ],
)
def test_a_time_is_read_as_people_write_it(written: str, meant: datetime | None) -> None:
    assert read_moment(written, NOON) == meant


@given(st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)))  # noqa: DTZ001 - given a zone below
def test_a_written_time_is_read_again(moment: datetime) -> None:
    local = moment.replace(microsecond=0, tzinfo=ZONE)
    assert read_moment(write_moment(local, NOON), NOON) == local


def test_a_time_is_written_in_the_zone_of_the_reader() -> None:
    assert write_moment(datetime(2026, 11, 21, 4, tzinfo=UTC), NOON) == "2026-11-21 12:00:00"


def test_a_period_begins_and_ends_where_its_name_says() -> None:
    shift = NOON - timedelta(hours=6)
    midnight = datetime(2026, 11, 21, tzinfo=ZONE)
    assert {period: extent(period, NOON, shift) for period in Period} == {
        Period.ALL: (None, None),
        Period.HOUR: (NOON - timedelta(hours=1), None),
        Period.SHIFT: (shift, None),
        Period.TODAY: (midnight, None),
        Period.YESTERDAY: (midnight - timedelta(days=1), midnight),
        Period.WEEK: (NOON - timedelta(days=7), None),
    }


EVERYTHING = ResultFilter(
    evaluation=Evaluation.NOT_OK,
    reason=Reason.CLASSIFIED,
    class_name="dent",
    part_id=7,
    since=NOON,
    until=NOON + timedelta(hours=1),
    lot="L-7",
    lot_id=3,
    recipe_id="flange",
    model_id="vit",
    model_sha256="5e" * 32,
    outcome=Outcome.REJECTED,
    score_min=0.25,
    score_max=0.5,
    review=ReviewStanding.DISPUTED,
    challenge=True,
    station_id="line-4",
    what_if="5e" * 6,
    would_be=Evaluation.OK,
)


def test_everything_that_can_be_filtered_by_has_words() -> None:
    parts = filter_parts(EVERYTHING, None)
    assert {field for part in parts for field in part.fields} == set(ResultFilter.model_fields)
    assert all(part.words for part in parts)


def test_a_filter_without_each_of_its_parts_is_none() -> None:
    criteria = EVERYTHING
    for part in filter_parts(EVERYTHING, None):
        criteria = without(criteria, part.fields)
    assert criteria == ResultFilter()
    assert filter_sentence(criteria, Period.ALL) == "All results"


@pytest.mark.parametrize(
    ("criteria", "words"),
    [
        (ResultFilter(score_min=0.25), "Score from 0.250"),
        (ResultFilter(score_max=0.5), "Score below 0.500"),
        (ResultFilter(score_min=0.25, score_max=0.5), "Score 0.250 to 0.500"),
        (ResultFilter(challenge=False), "Without challenge parts"),
        (ResultFilter(lot="L-7", class_name="dent"), "Lot L-7 · Class dent"),
    ],
)
def test_a_filter_reads_as_a_sentence(criteria: ResultFilter, words: str) -> None:
    assert filter_sentence(criteria, Period.ALL) == words


def test_a_period_is_named_and_not_counted_out() -> None:
    since, _ = extent(Period.HOUR, NOON, None)
    assert filter_sentence(ResultFilter(since=since), Period.HOUR) == "Last hour"


def test_every_word_has_a_text() -> None:
    assert set(STANDINGS) == set(ReviewStanding)
    assert set(PARTS) == set(ReplayPart)
