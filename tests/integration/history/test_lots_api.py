"""Lots by the API and by its client."""

from __future__ import annotations

import pytest
from api_fixtures import Served

from inspector.domain.errors.history import (
    LotNameUnsuitableError,
    LotRunningError,
    NoLotError,
)
from inspector.wire.history import ResultFilter


def audited(api: Served) -> list[tuple[object, object, object]]:
    return [(each["what"], each["old"], each["new"]) for each in api.audited()]


def test_a_lot_ends_with_the_next_one_and_by_itself(api, client):
    first = client.lots.begin("A-17", "from the north gate")
    assert first.ended_at is None
    assert first.triggered == 0
    client.lots.begin("A-18")
    ended = client.lots.end()
    assert (ended.name, ended.ended_at is None) == ("A-18", False)
    page = client.lots.page()
    assert [lot.name for lot in page.lots] == ["A-18", "A-17"]
    assert all(lot.ended_at is not None for lot in page.lots)
    assert page.lots[1].note == "from the north gate"
    assert audited(api) == [
        ("lot.begin", None, "A-17"),
        ("lot.begin", "A-17", "A-18"),
        ("lot.end", "A-18", None),
    ]
    assert client.history.facets().lots == ["A-18", "A-17"]


def test_a_name_is_free_again_when_its_lot_has_ended(client):
    client.lots.begin("A-17")
    with pytest.raises(LotRunningError):
        client.lots.begin("A-17")
    client.lots.end()
    client.lots.begin("A-17")
    assert [lot.name for lot in client.lots.page().lots] == ["A-17", "A-17"]


def test_pages_of_lots_fit_together(client):
    for number in range(5):
        client.lots.begin(f"lot {number}")
    first = client.lots.page(limit=3)
    second = client.lots.page(before=first.next_before, limit=3)
    names = [lot.name for lot in (*first.lots, *second.lots)]
    assert names == [f"lot {number}" for number in (4, 3, 2, 1, 0)]
    assert second.next_before is None


@pytest.mark.parametrize("name", [" A", "A ", "a\tb"])
def test_a_name_that_nobody_could_read_is_refused(client, name):
    with pytest.raises(LotNameUnsuitableError):
        client.lots.begin(name)


def test_what_does_not_run_cannot_be_ended(client):
    with pytest.raises(NoLotError):
        client.lots.end()


def test_a_lot_without_parts_has_none(client):
    client.lots.begin("A-17")
    assert client.history.page(ResultFilter(lot="A-17")).rows == []
    assert client.history.count(ResultFilter(lot="A-17")).count == 0
