"""Alarms and events over the API, as the app asks for them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from api_fixtures import Served, served

from inspector.domain.errors.api import RequestInvalidError
from inspector.domain.errors.camera import CameraLostError
from inspector.domain.errors.drift import FocusDriftError
from inspector.services.alarms import watch as alarm_watch
from inspector.wire.alarms import AlarmQuery
from inspector.wire.events import EventGroup

EVERYTHING = AlarmQuery()


@pytest.fixture
def api(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    monkeypatch.setattr(alarm_watch, "SETTLING_NS", 0)
    with served(tmp_path) as running:
        running.alarms.look()
        yield running


def raised(api: Served, *cameras: str) -> None:
    for name in cameras:
        api.alarms.conditions.fault(CameraLostError(f"{name}: unplugged"), name)
    api.alarms.look()


def over(api: Served) -> None:
    api.alarms.conditions.standing.clear()
    api.alarms.look()


def test_an_alarm_is_shown_acknowledged_and_found_again(api, client):
    raised(api, "top", "side")
    waiting = client.alarms.waiting()
    assert (waiting.faults, waiting.warnings, waiting.unacknowledged) == (2, 0, 2)
    after = client.alarms.acknowledge([waiting.rows[0].occurrence_id])
    assert after.unacknowledged == 1
    over(api)
    assert [row.subject for row in client.alarms.waiting().rows] == ["side"]
    assert len(client.alarms.log(EVERYTHING).rows) == 2


def test_the_log_is_paged_and_filtered(api, client):
    raised(api, *(f"camera-{number}" for number in range(7)))
    api.alarms.conditions.warn(FocusDriftError("less sharp"), "top.focus")
    api.alarms.look()
    first = client.alarms.log(EVERYTHING, limit=5)
    rest = client.alarms.log(EVERYTHING, first.next_before, limit=5)
    ids = [row.occurrence_id for row in (*first.rows, *rest.rows)]
    assert (len(ids), ids, rest.next_before) == (8, sorted(ids, reverse=True), None)
    warnings = client.alarms.log(AlarmQuery(severity="warning"))
    assert [row.code for row in warnings.rows] == ["DRF-010"]
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    assert client.alarms.log(AlarmQuery(since=tomorrow)).rows == []


def test_the_export_holds_every_row_of_the_filter(api, client):
    raised(api, *(f"camera-{number}" for number in range(7)))
    lines = client.alarms.export(AlarmQuery(code="CAM-002")).decode("utf-8-sig").splitlines()
    assert len(lines) == 8
    assert client.alarms.export(AlarmQuery(code="GAT-101")).decode("utf-8-sig").count("\n") == 1


def test_figures_name_what_came_most_often(api, client):
    for _ in range(3):
        raised(api, "top")
        over(api)
    now = datetime.now(UTC)
    figures = client.alarms.figures(now - timedelta(hours=1), now + timedelta(hours=1))
    assert [(each.code, each.times) for each in figures.by_count] == [("CAM-002", 3)]
    assert figures.occurrences == 3


def test_events_of_all_kinds_stand_on_one_time_line(api, client):
    raised(api, "top")
    client.alarms.acknowledge([client.alarms.waiting().rows[0].occurrence_id])
    over(api)
    now = datetime.now(UTC)
    since, until = now - timedelta(hours=1), now + timedelta(hours=1)
    page = client.alarms.events(since, until)
    assert {row.kind for row in page.rows} == {
        "alarm.raised",
        "alarm.acknowledged",
        "alarm.ended",
        "alarms.acknowledge",
    }
    assert [row.at for row in page.rows] == sorted((row.at for row in page.rows), reverse=True)
    people = client.alarms.events(since, until, [EventGroup.PEOPLE])
    assert {row.group for row in people.rows} == {EventGroup.PEOPLE}


def test_pages_of_events_miss_none_and_repeat_none(api, client):
    for number in range(9):
        raised(api, f"camera-{number}")
    now = datetime.now(UTC)
    since, until = now - timedelta(hours=1), now + timedelta(hours=1)
    found, before = [], None
    while True:
        page = client.alarms.events(since, until, [EventGroup.ALARMS], before, 4)
        found += [row.text for row in page.rows]
        before = page.next_before_ns
        if before is None:
            break
    assert sorted(found) == sorted(f"camera-{number}: unplugged" for number in range(9))


def test_what_makes_no_sense_is_refused(client):
    with pytest.raises(RequestInvalidError):
        client.alarms.events(datetime.now(UTC), datetime.now(UTC), limit=0)
