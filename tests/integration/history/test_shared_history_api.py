"""What several stations share, asked through one of them, on a real PostgreSQL."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import httpx
import pyarrow.parquet as pq
import pytest
from api_fixtures import RECORDS, STATION_ID, TOKEN, Served, served
from click.testing import CliRunner
from forwarding_rig import ENVIRONMENT, Shared, send_all
from postgres_server import Cable, PostgresServer
from store_examples import JOURNAL, PROVENANCE, START_UTC_NS, example, view_of

from inspector.cli.history.group import history as history_command
from inspector.client.station import StationClient
from inspector.domain.errors.api import RequestInvalidError
from inspector.domain.errors.shared_history import (
    SharedHistoryAbsentError,
    SharedHistoryRefusedError,
    SharedHistoryUnreachableError,
)
from inspector.domain.errors.store import ResultNotFoundError
from inspector.domain.evaluation import Evaluation
from inspector.services.exports import tables
from inspector.services.shared_history import reader
from inspector.store.forwarding.outbox import SqliteOutbox
from inspector.store.opening import open_store
from inspector.wire.exports import ExportFormat
from inspector.wire.history import ResultFilter, ResultRow
from inspector.wire.statistics import ChartQuery, GroupedQuery, StatisticsQuery, SubgroupKind

OTHER = "line-4"
PARTS_OF_OTHER = 17
READERS = {
    ExportFormat.CSV: lambda path: _names(csv.DictReader(path.read_text("utf-8").splitlines())),
    ExportFormat.JSONL: lambda path: _names(map(json.loads, path.read_text("utf-8").splitlines())),
    ExportFormat.PARQUET: lambda path: _names(pq.read_table(path).to_pylist()),
}
NOON = datetime.fromtimestamp(START_UTC_NS // 10**9 // 900 * 900, UTC)


def _names(lines: Iterable[Mapping[str, str]]) -> list[tuple[str, str]]:
    return [(line["station_id"], line["result_id"]) for line in lines]


@pytest.fixture
def shared(postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch) -> Shared:
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    return Shared(postgres)


def send_from_other(shared: Shared, folder: Path) -> None:
    """Another station has parts with the very same result ids, and other classes."""
    store = open_store(folder)
    records = []
    for index in range(PARTS_OF_OTHER):
        made = example(index, evaluation=Evaluation.NOT_OK, class_name="dent")
        made = replace(made, provenance=replace(PROVENANCE, station_id=OTHER))
        records.append(replace(made, views=(view_of(made, 0, "top"), view_of(made, 1, "side"))))
    store.commit(JOURNAL, PARTS_OF_OTHER, records, [], [])
    send(store.database, shared, OTHER)
    store.close()


def send(database, shared: Shared, station_id: str) -> None:
    inbox = shared.inbox(station_id)
    send_all(SqliteOutbox(database), inbox)
    inbox.close()


def send_own(folder: Path, shared: Shared) -> None:
    store = open_store(folder)
    send(store.database, shared, STATION_ID)
    store.close()


def told(rows: Sequence[ResultRow]) -> list[str]:
    """As text, for a score may be no number."""
    return [row.model_dump_json() for row in rows]


@contextmanager
def asked(running: Served) -> Iterator[StationClient]:
    with StationClient.from_run_file(running.run_file) as client:
        yield client


def test_pages_counts_and_details_are_those_of_all_stations(shared, tmp_path):
    send_from_other(shared, tmp_path / "other")
    with served(tmp_path / "own", url=shared.url) as running, asked(running) as client:
        send_own(tmp_path / "own", shared)
        everything = client.shared.page(limit=500).rows
        assert Counter(row.station_id for row in everything) == {
            STATION_ID: RECORDS,
            OTHER: PARTS_OF_OTHER,
        }
        assert {row.station_id for row in everything if row.is_elsewhere} == {OTHER}
        walked, before = [], None
        while True:
            page = client.shared.page(ResultFilter(), before, 10)
            walked += page.rows
            if (before := page.next_before) is None:
                break
        assert told(walked) == told(everything)
        behind = client.shared.page_after(everything[20].sequence, 500).rows
        assert told(behind) == told(everything[:20][::-1])

        theirs = ResultFilter(station_id=OTHER)
        assert client.shared.count(theirs).count == PARTS_OF_OTHER
        found = client.shared.page(theirs, limit=500).rows
        assert told(found) == told([row for row in everything if row.station_id == OTHER])
        assert client.shared.facets().stations == [STATION_ID, OTHER]
        assert "dent" in client.shared.facets().classes
        assert client.history.facets().stations == [STATION_ID]
        ours = [row for row in everything if not row.is_elsewhere]
        assert told(client.history.page(limit=500).rows) == told(
            [row.model_copy(update={"sequence": RECORDS - at}) for at, row in enumerate(ours)]
        )


def test_a_detail_names_the_station_that_its_picture_lies_at(shared, tmp_path):
    send_from_other(shared, tmp_path / "other")
    with served(tmp_path / "own", url=shared.url) as running, asked(running) as client:
        send_own(tmp_path / "own", shared)
        same_id = example(9).result_id
        theirs, ours = (
            client.shared.result(OTHER, same_id),
            client.shared.result(STATION_ID, same_id),
        )
        assert (theirs.is_elsewhere, theirs.station_id, theirs.class_name) == (True, OTHER, "dent")
        assert theirs.has_image
        assert theirs.image_path == "2025/06/15/15/9.png"
        assert [view.camera for view in theirs.views] == ["top", "side"]
        assert (theirs.older_id, theirs.newer_id) == (example(8).result_id, example(10).result_id)
        assert client.shared.result(OTHER, example(0).result_id).older_id is None
        last = client.shared.result(OTHER, example(PARTS_OF_OTHER - 1).result_id)
        assert last.newer_id is None
        assert ours == client.history.result(same_id).model_copy(update={"sequence": ours.sequence})
        with pytest.raises(ResultNotFoundError):
            client.shared.result(OTHER, example(PARTS_OF_OTHER).result_id)


def test_charts_count_one_station_or_all(shared, tmp_path):
    send_from_other(shared, tmp_path / "other")
    with served(tmp_path / "own", url=shared.url) as running, asked(running) as client:
        send_own(tmp_path / "own", shared)
        hour = StatisticsQuery(since=NOON, until=NOON + timedelta(hours=1))
        own = hour.model_copy(update={"station_id": STATION_ID})
        charts = client.shared.statistics
        assert charts.pareto(own) == client.statistics.pareto(hour)
        both = {bar.class_name: bar.parts for bar in charts.pareto(hour).classes}
        assert both.pop("dent") == PARTS_OF_OTHER
        assert both == {bar.class_name: bar.parts for bar in charts.pareto(own).classes}
        assert charts.scores(own) == client.statistics.scores(hour)
        assert charts.reviews(own) == client.statistics.reviews(hour)
        chart = ChartQuery(**dict(hour), subgroup=SubgroupKind.HOUR)
        named = {"station_id": STATION_ID}
        assert charts.control_chart(
            chart.model_copy(update=named)
        ) == client.statistics.control_chart(chart)
        hours = GroupedQuery(**dict(hour), subgroup=SubgroupKind.HOUR)
        of_own = hours.model_copy(update=named)
        assert charts.yields(of_own) == client.statistics.yields(hours)
        assert charts.reconciliation(of_own) == client.statistics.reconciliation(hours)
        lots = hours.model_copy(update={"subgroup": SubgroupKind.LOT})
        assert charts.yields(lots).total.not_ok >= PARTS_OF_OTHER


def test_tables_of_all_stations_leave_through_one(shared, tmp_path, monkeypatch):
    monkeypatch.setattr(tables, "PAGE_ROWS", 10)
    send_from_other(shared, tmp_path / "other")
    with served(tmp_path / "own", url=shared.url) as running, asked(running) as client:
        send_own(tmp_path / "own", shared)
        everything = [(row.station_id, row.result_id) for row in client.shared.page(limit=500).rows]
        for kind, read in READERS.items():
            target = tmp_path / f"out.{kind}"
            assert client.shared.exports.results(target, kind) == target.stat().st_size
            assert read(target) == everything
        command = ["export", str(tmp_path / "theirs.csv"), "--all-stations", "--station-id", OTHER]
        done = CliRunner().invoke(history_command, [*command, "--data-dir", str(tmp_path / "own")])
        assert done.exit_code == 0, done.output
        theirs = [name for name in everything if name[0] == OTHER]
        assert READERS[ExportFormat.CSV](tmp_path / "theirs.csv") == theirs
        named, issued = (each["new"] for each in running.audited()[-2:])
        assert named == {"all_stations": True, "station_id": OTHER}
        assert issued["results"] == len(theirs)
        content = (tmp_path / "theirs.csv").read_bytes()
        assert issued["file_sha256"] == sha256(content).hexdigest()

        same_id = example(9).result_id
        names = [(OTHER, same_id), (STATION_ID, same_id), *theirs[:12]]
        target = tmp_path / "chosen.jsonl"
        client.shared.exports.selection(target, ExportFormat.JSONL, [*names, (OTHER, same_id)])
        assert READERS[ExportFormat.JSONL](target) == list(dict.fromkeys(names))
        with pytest.raises(ResultNotFoundError, match="of station nowhere"):
            client.shared.exports.selection(target, ExportFormat.CSV, [("nowhere", same_id)])
        with pytest.raises(RequestInvalidError):
            client.shared.exports.results(target, ExportFormat.PDF)
        assert not list(tmp_path.glob(".out.*"))


def test_text_that_no_server_can_hold_finds_nothing(shared, tmp_path):
    with served(tmp_path / "own", url=shared.url) as running, asked(running) as client:
        send_own(tmp_path / "own", shared)
        for name in ("a\0b", "it's; DROP TABLE result --", "\N{REPLACEMENT CHARACTER}"):
            assert client.shared.page(ResultFilter(lot=name, class_name=name)).rows == []
            assert client.shared.count(ResultFilter(station_id=name)).count == 0
        assert client.shared.count(ResultFilter()).count == RECORDS


def test_a_station_that_shares_nothing_says_so(tmp_path):
    with served(tmp_path) as running, asked(running) as client:
        assert not client.shared.forwarding().is_shared
        for ask in (client.shared.page, client.shared.facets):
            with pytest.raises(SharedHistoryAbsentError) as refused:
                ask()
            assert "history.url" in refused.value.remedy
        with pytest.raises(SharedHistoryAbsentError):
            client.shared.exports.results(tmp_path / "out.csv", ExportFormat.CSV)
        assert running.audited()[-1]["outcome"] == SharedHistoryAbsentError.code
        headers = {"Authorization": f"Bearer {TOKEN}"}
        url = f"{running.url}/v1/shared/results/count"
        assert httpx.get(url, headers=headers, trust_env=False).status_code == 409


def test_while_the_server_is_away_the_station_answers_for_itself(shared, tmp_path, monkeypatch):
    monkeypatch.setattr(reader, "_REST_NS", 0)
    cable = Cable(shared.server.port)
    url = shared.server.url(shared.name, cable.port)
    with served(tmp_path / "own", url=url) as running, asked(running) as client:
        with pytest.raises(SharedHistoryUnreachableError) as away:
            client.shared.page()
        assert "network" in away.value.remedy
        assert len(client.history.page(limit=500).rows) == RECORDS
        send_own(tmp_path / "own", shared)
        cable.plug()
        try:
            assert len(client.shared.page(limit=500).rows) == RECORDS
            cable.pull()
            with pytest.raises(SharedHistoryUnreachableError):
                client.shared.page()
            cable.plug()
            assert len(client.shared.page(limit=500).rows) == RECORDS
        finally:
            cable.pull()


def test_a_wrong_password_is_told_as_such(shared, tmp_path, monkeypatch):
    monkeypatch.setenv("HISTORY_PASSWORD", "another")
    with (
        served(tmp_path, url=shared.url) as running,
        asked(running) as client,
        pytest.raises(SharedHistoryRefusedError),
    ):
        client.shared.facets()


def test_how_far_the_station_is_behind_is_told(shared, tmp_path):
    with served(tmp_path, url=shared.url) as running, asked(running) as client:
        store = open_store(tmp_path)
        outbox = SqliteOutbox(store.database)
        outbox.open()
        outbox.note_fault("SHR-001: connection refused", "Check the network.", START_UTC_NS)
        behind = client.shared.forwarding()
        assert (behind.is_shared, behind.results, behind.forwarded_at) == (True, RECORDS, None)
        assert (behind.fault_code, behind.fault) == ("SHR-001", "connection refused")
        assert behind.remedy == "Check the network."
        assert behind.lag_s > 0
        send(store.database, shared, STATION_ID)
        outbox.note_fault("", "", START_UTC_NS)
        store.close()
        caught_up = client.shared.forwarding()
        assert (caught_up.results, caught_up.changes, caught_up.lag_s) == (0, 0, 0.0)
        assert caught_up.forwarded_at is not None
        assert not caught_up.fault_code
