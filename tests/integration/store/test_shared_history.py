"""What a station records is in the shared history exactly once, whatever falls over when."""

from __future__ import annotations

import csv
import json
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pyarrow.parquet as parquet
import pytest
from click.testing import CliRunner
from forwarding_rig import Shared, forwarding, kept_at_station, opened, send_all
from ports import free_port
from postgres_server import PASSWORD, Cable, PostgresServer
from store_examples import JOURNAL, PROVENANCE, START_UTC_NS, example, passed, view_of

from inspector.assembly.forwarding import make_forwarding
from inspector.cli.history.forwarding import forward
from inspector.cli.history.shared import shared as shared_commands
from inspector.clock import utc_ns_of
from inspector.config.history import HistoryConfig
from inspector.domain.drift import ImageHealth, Shift
from inspector.domain.errors.shared_history import (
    SharedHistoryAddressError,
    SharedHistoryDriverMissingError,
    SharedHistoryError,
    SharedHistoryNotReadyError,
    SharedHistoryRefusedError,
    SharedHistoryTakenError,
    SharedHistoryTooNewError,
    SharedHistoryUnreachableError,
)
from inspector.domain.evaluation import Evaluation
from inspector.domain.forwarding import Batch
from inspector.domain.lots import Lot, LotBoundary
from inspector.domain.people import Role
from inspector.domain.record import LateVerdict
from inspector.domain.retention import PictureKind
from inspector.domain.review import Review
from inspector.paths import DataFolder
from inspector.services.forwarding import forwarder as forwarder_module
from inspector.services.forwarding.forwarder import Forwarder
from inspector.store.forwarding.outbox import SqliteOutbox
from inspector.store.opening import open_store
from inspector.store.result_store import SqliteResultStore
from inspector.store.shared.address import server_address
from inspector.store.shared.connections import open_server
from inspector.store.shared.inbox import PostgresInbox
from inspector.store.shared.schema import require_current

RUNNER = Path(__file__).parents[2] / "rigs/forward_runner.py"
HEALTH = ImageHealth(1.0, 2.0, 3.0, 4.0, Shift(0.5, -0.5, 0.9))


@pytest.fixture
def shared(postgres: PostgresServer) -> Shared:
    return Shared(postgres)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteResultStore]:
    opened_store = open_store(tmp_path)
    yield opened_store
    opened_store.close()


@pytest.fixture
def outbox(store: SqliteResultStore) -> SqliteOutbox:
    return SqliteOutbox(store.database)


def record(store: SqliteResultStore, first: int, count: int, *, journal: int = JOURNAL) -> None:
    """Parts with two views, some of them in a lot."""
    records = []
    for index in range(first, first + count):
        made = example(index, lot_id=1 if index % 3 else None, challenge=index % 7 == 0)
        made = replace(made, novelty=0.25 * (index % 4), journal_id=journal)
        made = replace(made, result_id=f"{journal:08x}-{index:012d}")
        views = (view_of(made, 0, "top", health=HEALTH), view_of(made, 1, "side"))
        records.append(replace(made, views=views))
    store.commit(journal, first + count, records, [], [])


def change_all(store: SqliteResultStore, ids: list[str]) -> None:
    """Everything that can become of a result later."""
    store.commit(
        JOURNAL,
        10_000,
        [],
        [passed(example(index)) for index in range(len(ids))],
        [LateVerdict(ids[1], Evaluation.NOT_OK)],
    )
    said = Review(ids[3], 7, "ana", Role.QUALITY, "good", Evaluation.OK, "a \0 reason")
    store.reviews().add(said)
    store.reviews().add(replace(said, person="ben", label="dent", evaluation=Evaluation.NOT_OK))
    old = store.retention().old_pictures(PictureKind.GOOD, 2**62, 2)
    store.retention().let_go(old, "let go")
    store.lots().end(99, "cleo", LotBoundary(JOURNAL, 50))


def result_id(index: int) -> str:
    return f"{JOURNAL:08x}-{index:012d}"


def same_on_both_sides(folder: Path, shared: Shared) -> None:
    station, server = kept_at_station(folder), shared.kept()
    for row in station["reviews"]:
        assert row[6].replace("\0", "\N{REPLACEMENT CHARACTER}") in [
            each[6] for each in server["reviews"]
        ]
    assert len(station.pop("reviews")) == len(server.pop("reviews"))
    assert server == station


def test_everything_arrives_and_what_changes_later_arrives_as_well(store, outbox, shared, tmp_path):
    store.lots().begin(Lot(0, "monday", "a note", 5, "ana"), LotBoundary(JOURNAL, 0))
    record(store, 0, 120)
    inbox = shared.inbox()
    send_all(outbox, inbox)
    same_on_both_sides(tmp_path, shared)

    change_all(store, [result_id(index) for index in range(120)])
    assert send_all(outbox, inbox) == 1
    inbox.close()

    same_on_both_sides(tmp_path, shared)
    assert len(shared.ask("SELECT * FROM image_health")) == 120
    backlog = outbox.backlog()
    assert (backlog.results, backlog.changes) == (0, 0)


def test_reviews_that_were_written_before_forwarding_began_arrive(store, outbox, shared, tmp_path):
    store.lots().begin(Lot(0, "monday", "", 5, "ana"), LotBoundary(JOURNAL, 0))
    record(store, 0, 60)
    change_all(store, [result_id(index) for index in range(60)])
    inbox = shared.inbox()
    send_all(outbox, inbox)
    inbox.close()
    same_on_both_sides(tmp_path, shared)


class Faulty(PostgresInbox):
    """Falls over before a batch is kept, or after it was and before anybody heard of it."""

    chance = random.Random(3)

    def receive(self, batch: Batch, utc_ns: int) -> None:
        moment = self.chance.randrange(4)
        if moment == 0:
            raise SharedHistoryUnreachableError("before")
        super().receive(batch, utc_ns)
        if moment == 1:
            raise SharedHistoryUnreachableError("after")


def test_changes_while_batches_fail_are_neither_lost_nor_doubled(store, outbox, shared, tmp_path):
    """A change comes between the reading of its row and the commit at the server, too."""
    store.lots().begin(Lot(0, "monday", "", 5, "ana"), LotBoundary(JOURNAL, 0))
    chance = random.Random(5)
    stored = 0

    class Changing(SqliteOutbox):
        def take(self, after: int, limit: int) -> Batch | None:
            nonlocal stored
            taken = super().take(after, limit)
            if stored < 300:
                record(store, stored, 15)
                stored += 15
                index = chance.randrange(stored)
                store.commit(JOURNAL, stored, [], [passed(example(index))], [])
                said = Review(result_id(index), stored, "ana", None, "x", Evaluation.OK, "")
                store.reviews().add(said)
            return taken

    changing = Changing(store.database)
    for _ in range(200):
        inbox = Faulty(shared.database(), "line-3")
        try:
            send_all(changing, inbox, limit=20)
            if stored >= 300:
                break
        except SharedHistoryUnreachableError:
            continue
        finally:
            inbox.close()
    same_on_both_sides(tmp_path, shared)
    assert len(shared.ask("SELECT 1 FROM result")) == 300


def test_killing_the_sender_at_any_moment_loses_and_doubles_nothing(
    store, outbox, shared, tmp_path
):
    chance = random.Random(11)
    for kill in range(3):
        record(store, kill * 100, 100)
        with subprocess.Popen(
            [sys.executable, RUNNER, tmp_path, shared.url], stdout=subprocess.PIPE, text=True
        ) as sender:
            for _ in range(chance.randrange(1, 4)):
                sender.stdout.readline()
            time.sleep(chance.random() * 0.03)
            sender.kill()
        store.commit(JOURNAL, 0, [], [passed(example(kill * 100 + 5))], [])
    inbox = shared.inbox()
    send_all(outbox, inbox)
    inbox.close()
    same_on_both_sides(tmp_path, shared)


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 40
    while not condition():
        assert time.monotonic() < deadline, "it did not come to that"
        time.sleep(0.02)


def test_server_and_network_go_away_and_come_back(store, outbox, shared, tmp_path, monkeypatch):
    monkeypatch.setattr(forwarder_module, "BATCH", 20)
    monkeypatch.setattr(forwarder_module, "_TOLD_AFTER_NS", 0)
    cable = Cable(shared.server.port)
    outbox.open()
    with forwarding(outbox, lambda: shared.inbox(port=cable.port)) as forwarder:
        record(store, 0, 100)
        wait_for(lambda: outbox.backlog().fault.startswith("SHR-001"))
        assert outbox.backlog().results == 100
        assert "keeps everything" in outbox.backlog().remedy
        assert [type(error) for error, _ in forwarder.told()] == [SharedHistoryUnreachableError]

        cable.plug()
        wait_for(lambda: not outbox.backlog().fault and outbox.backlog().results < 60)
        cable.pull()
        record(store, 100, 100)
        wait_for(lambda: bool(outbox.backlog().fault))
        cable.plug()
        wait_for(lambda: outbox.backlog().results == 0)

        shared.server.kill()
        record(store, 200, 50)
        store.commit(JOURNAL, 0, [], [passed(example(7))], [])
        wait_for(lambda: outbox.backlog().fault.startswith("SHR-001"))
        shared.server.start()
        wait_for(lambda: (outbox.backlog().results, outbox.backlog().changes) == (0, 0))
        assert not outbox.backlog().fault
        assert not list(forwarder.told())
    cable.pull()
    same_on_both_sides(tmp_path, shared)


def test_two_stations_share_one_history(shared, tmp_path):
    folders = [tmp_path / "one", tmp_path / "two"]
    stores = [open_store(folder) for folder in folders]
    inboxes = [shared.inbox(name) for name in ("line-1", "line-2")]
    for turn in range(3):
        for number, (store, inbox) in enumerate(zip(stores, inboxes, strict=True)):
            provenance = replace(PROVENANCE, station_id=f"line-{number + 1}")
            made = [
                example(index, provenance=provenance, part_id=number)
                for index in range(turn * 10, turn * 10 + 10)
            ]
            store.commit(JOURNAL, turn, made, [], [])
            send_all(SqliteOutbox(store.database), inbox)
    for each in (*stores, *inboxes):
        each.close()

    both = [*kept_at_station(folders[0])["results"], *kept_at_station(folders[1])["results"]]
    assert shared.kept()["results"] == both, "results of one name, at two stations"
    assert shared.ask(
        "SELECT station_id, count(*), count(DISTINCT sequence), min(part_id) FROM result "
        "GROUP BY 1 ORDER BY 1"
    ) == [("line-1", 30, 30, 0), ("line-2", 30, 30, 1)]


def test_a_month_has_a_partition_and_the_next_one_is_made_ahead(store, outbox, shared):
    last_of_year = utc_ns_of(datetime(2025, 12, 31, 23, 59, 59, tzinfo=UTC))
    records = [
        example(index, triggered_utc_ns=last_of_year + second * 10**9)
        for index, second in enumerate((0, 1, 2))
    ]
    store.commit(JOURNAL, 3, records, [], [])
    inbox = shared.inbox()
    inbox.open(outbox.open())
    batch = outbox.take(0, 10)
    inbox.receive(batch, utc_ns_of(datetime(2025, 12, 31, tzinfo=UTC)))
    inbox.receive(replace(batch, results=()), utc_ns_of(datetime(2026, 1, 31, tzinfo=UTC)))
    inbox.close()

    assert shared.ask("SELECT tableoid::regclass::text, count(*) FROM result GROUP BY 1") == [
        ("result_2025_12", 1),
        ("result_2026_01", 2),
    ]
    assert shared.ask("SELECT to_regclass('image_health_2026_02') IS NOT NULL") == [(True,)]


def test_what_is_not_forwarded_yet_is_not_let_go(store, outbox, shared):
    record(store, 0, 30)
    retention = store.retention()
    old = retention.old_pictures(PictureKind.GOOD, 2**62, 100)
    retention.let_go(old, "let go")
    outbox.open()
    assert retention.drop_results(2**62, 100) == 0

    inbox = shared.inbox()
    send_all(outbox, inbox)
    inbox.close()
    store.commit(JOURNAL, 0, [], [passed(example(4))], [])
    dropped = retention.drop_results(2**62, 100)
    assert dropped == 30 - 5 - 1, "neither challenge parts nor the one that has changed"

    outbox.close()
    assert retention.drop_results(2**62, 100) == 1, "nothing is handed on any more"
    assert outbox.backlog() is None


def test_a_database_that_was_put_back_sends_what_is_new_in_it(store, outbox, shared, tmp_path):
    record(store, 0, 40)
    inbox = shared.inbox()
    send_all(outbox, inbox)
    shared.ask("UPDATE source SET forwarded = 90")
    record(store, 40, 40)
    send_all(outbox, inbox)
    inbox.close()
    same_on_both_sides(tmp_path, shared)


def test_a_server_that_was_put_back_is_sent_everything_again(store, outbox, shared, tmp_path):
    store.lots().begin(Lot(0, "monday", "", 5, "ana"), LotBoundary(JOURNAL, 0))
    record(store, 0, 60)
    inbox = shared.inbox()
    send_all(outbox, inbox)
    change_all(store, [result_id(index) for index in range(60)])
    send_all(outbox, inbox)
    shared.ask("UPDATE source SET forwarded = 20; UPDATE result SET outcome = 0, review = 0")
    shared.ask("DELETE FROM review; DELETE FROM result WHERE source_sequence > 20")
    send_all(outbox, inbox)
    inbox.close()
    same_on_both_sides(tmp_path, shared)


def test_a_second_sender_of_the_same_database_is_told(store, outbox, shared):
    record(store, 0, 10)
    first, second = shared.inbox(), shared.inbox()
    lineage = outbox.open()
    first.open(lineage)
    second.open(lineage)
    batch = outbox.take(0, 10)
    with pytest.raises(SharedHistoryTakenError, match="line-3"):
        first.receive(batch, START_UTC_NS)
    second.receive(batch, START_UTC_NS)
    assert shared.ask("SELECT count(*) FROM result") == [(10,)]
    first.close()
    second.close()


def test_stations_that_start_together_make_one_schema(shared, tmp_path):
    stores = [open_store(tmp_path / str(number)) for number in range(3)]
    for number, store in enumerate(stores):
        provenance = replace(PROVENANCE, station_id=f"line-{number}")
        store.commit(JOURNAL, 1, [example(0, provenance=provenance)], [], [])
    boxes = [SqliteOutbox(store.database) for store in stores]
    senders = [
        Forwarder(box, lambda name=f"line-{number}": shared.inbox(name), lambda: True)
        for number, box in enumerate(boxes)
    ]
    for sender in senders:
        sender.start()
    wait_for(lambda: all(box.backlog() and box.backlog().results == 0 for box in boxes))
    for sender in senders:
        sender.stop()
    for store in stores:
        store.close()
    assert shared.ask("SELECT count(*) FROM result") == [(3,)]


def test_a_station_sends_where_its_file_says_and_says_how_far_it_is(
    store, shared, tmp_path, monkeypatch
):
    def core(url: str | None) -> SimpleNamespace:
        station = SimpleNamespace(history=HistoryConfig(url=url), station=SimpleNamespace(id="a"))
        return SimpleNamespace(config=station, store=store, engine=SimpleNamespace(idle=True))

    def asked() -> dict[str, object]:
        said = CliRunner().invoke(forward, ["--data-dir", str(data.root), "--json"])
        return json.loads(said.stdout)

    data = DataFolder(tmp_path)
    monkeypatch.setattr(DataFolder, "database", property(lambda folder: folder.root))
    monkeypatch.setenv("HISTORY_PASSWORD", PASSWORD)
    record(store, 0, 20)
    assert asked() == {"enabled": False}

    (attendant,) = make_forwarding(core(shared.url)).attendants
    SqliteOutbox(store.database).open()
    assert (asked()["results"], asked()["lag_s"] > 0) == (20, True)
    attendant.start()
    wait_for(lambda: asked()["results"] == 0)
    attendant.stop()
    same_on_both_sides(tmp_path, shared)
    said = CliRunner().invoke(forward, ["--data-dir", str(data.root)])
    assert "0 results and 0 changes wait" in said.stdout

    assert make_forwarding(core(None)).attendants == ()
    assert asked() == {"enabled": False}


def test_a_quality_engineer_asks_across_stations(shared, tmp_path, monkeypatch):
    """With an account that may only read."""
    reader = f"reader_of_{shared.name}"
    monkeypatch.setenv("HISTORY_PASSWORD", PASSWORD)
    monkeypatch.setenv("INSPECTOR_HISTORY_URL", shared.url.replace("inspector:", f"{reader}:"))
    for number in (1, 2):
        station = open_store(tmp_path / str(number))
        provenance = replace(PROVENANCE, station_id=f"line-{number}")
        made = [
            example(index, provenance=provenance, class_name=f"class-{index % 2}")
            for index in range(number * 10)
        ]
        station.commit(JOURNAL, 1, made, [], [])
        inbox = shared.inbox(f"line-{number}")
        send_all(SqliteOutbox(station.database), inbox)
        inbox.close()
        station.close()

    shared.ask(
        f"CREATE ROLE {reader} LOGIN PASSWORD '{PASSWORD}'; "
        f"GRANT USAGE ON SCHEMA inspector TO {reader}; "
        f"GRANT SELECT ON ALL TABLES IN SCHEMA inspector TO {reader}"
    )

    def said(*arguments: object) -> str:
        answer = CliRunner().invoke(shared_commands, [str(each) for each in arguments])
        assert answer.exit_code == 0, answer
        return answer.stdout

    told = [
        (each["station_id"], each["results"]) for each in json.loads(said("stations", "--json"))
    ]
    assert told == [("line-1", 10), ("line-2", 20)]
    assert json.loads(said("count", "--json")) == {"count": 30, "more": False}
    assert said("count", "--station-id", "line-2", "--class", "class-1") == "10 results\n"
    rows = json.loads(said("list", "--limit", "3", "--json"))
    assert [(row["station_id"], row["trigger_index"]) for row in rows] == [
        ("line-2", index) for index in (19, 18, 17)
    ]
    assert len(said("list").splitlines()) == 20

    said("export", tmp_path / "all.csv", "--station-id", "line-1")
    with (tmp_path / "all.csv").open(newline="") as file:
        assert {row["station_id"] for row in csv.DictReader(file)} == {"line-1"}
    written = json.loads(said("export", tmp_path / "all.parquet", "--json"))
    assert written["bytes"] == (tmp_path / "all.parquet").stat().st_size
    assert parquet.read_table(tmp_path / "all.parquet").num_rows == 30
    assert not list(tmp_path.glob("*.part"))


class TestFaults:
    """Each tells what is wrong; the station keeps everything."""

    def test_a_wrong_password(self, shared):
        refused(SharedHistoryRefusedError, shared, password="wrong")

    def test_a_database_that_does_not_exist(self, shared):
        shared.name = "elsewhere"
        refused(SharedHistoryRefusedError, shared)

    def test_a_server_that_does_not_answer(self, shared):
        refused(SharedHistoryUnreachableError, shared, port=free_port())

    def test_an_unknown_host(self):
        pytest.importorskip("psycopg", reason="the extra `postgres` is not installed")
        url = server_address("postgresql+psycopg://nowhere.invalid/history", {})
        with (
            opened(open_server(url)) as database,
            pytest.raises(SharedHistoryUnreachableError),
            database.reading(),
        ):
            pass

    def test_a_schema_of_a_newer_program(self, shared):
        inbox = shared.inbox()
        inbox.open("a")
        inbox.close()
        shared.ask("UPDATE alembic_version SET version_num = '9999'")
        refused(SharedHistoryTooNewError, shared)
        with opened(shared.database()) as database, pytest.raises(SharedHistoryTooNewError):
            require_current(database)

    def test_a_database_without_a_history_is_not_read(self, shared):
        with (
            opened(shared.database()) as database,
            pytest.raises(SharedHistoryNotReadyError, match="none"),
        ):
            require_current(database)

    def test_what_the_server_refuses_blocks_nothing_of_the_station(self, store, outbox, shared):
        record(store, 0, 10)
        inbox = shared.inbox()
        inbox.open(outbox.open())
        shared.ask("ALTER TABLE result ADD CHECK (part_id = 0)")
        with pytest.raises(SharedHistoryError):
            send_all(outbox, inbox)
        inbox.close()
        assert outbox.backlog().results == 10

    def test_a_driver_that_is_not_installed(self, monkeypatch):
        monkeypatch.setitem(sys.modules, "psycopg", None)
        with pytest.raises(SharedHistoryDriverMissingError) as caught:
            open_server(server_address("postgresql+psycopg://host/db", {}))
        assert "inspector-station[postgres]" in caught.value.remedy

    def test_a_variable_that_is_not_set(self):
        with pytest.raises(SharedHistoryAddressError, match="PASSWORD is not set"):
            server_address("postgresql+psycopg://me:${PASSWORD}@host/db", {})

    def test_a_password_may_hold_any_character(self):
        url = server_address("postgresql+psycopg://me:${P}@host:1/db", {"P": "a@b:c/d%"})
        assert (url.password, url.host, url.port) == ("a@b:c/d%", "host", 1)


def refused(kind: type[SharedHistoryError], shared: Shared, **access: object) -> None:
    inbox = PostgresInbox(shared.database(**{"password": PASSWORD, **access}), "line-3")
    with pytest.raises(kind) as caught:
        inbox.open("a")
    inbox.close()
    assert caught.value.remedy
    assert PASSWORD not in str(caught.value)
