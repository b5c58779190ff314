"""Results leave the station as CSV, JSON Lines, Parquet and PDF, by API, client and command."""

from __future__ import annotations

import csv
import io
import json
import re
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256

import pyarrow.parquet as pq
import pytest
from api_fixtures import RECORDS
from click.testing import CliRunner
from store_examples import JOURNAL, example

from inspector.cli.history.group import history as history_command
from inspector.domain.errors.history import ExportCancelledError, ExportTooLargeError
from inspector.domain.errors.store import ResultNotFoundError
from inspector.domain.evaluation import Evaluation
from inspector.paths import DataFolder
from inspector.services.exports import desk, tables
from inspector.services.exports.columns import COLUMNS
from inspector.services.exports.desk import ExportDesk
from inspector.services.exports.report_words import WORDS
from inspector.services.exports.text_files import csv_pieces
from inspector.services.people.audit import Actor, AuditTrail
from inspector.services.pieces import Pieces
from inspector.store.archive import FileImageArchive
from inspector.store.opening import open_store
from inspector.store.reviews.record import SqliteReviews
from inspector.wire.exports import ExportFormat, ExportOptions, ReportLanguage, SelectionExport
from inspector.wire.history import ResultFilter
from inspector.wire.reviews import ReviewRequest

NAMES = [column.name for column in COLUMNS]


def test_all_kinds_of_tables_say_the_same(client, tmp_path, monkeypatch):
    monkeypatch.setattr(tables, "PAGE_ROWS", 10)
    files = {kind: tmp_path / f"out.{kind}" for kind in ExportFormat}
    for kind in (ExportFormat.CSV, ExportFormat.JSONL, ExportFormat.PARQUET):
        assert client.exports.results(files[kind], kind) == files[kind].stat().st_size
    lines = [json.loads(line) for line in files[ExportFormat.JSONL].read_text("utf-8").splitlines()]
    text = files[ExportFormat.CSV].read_bytes().decode()
    cells = list(csv.DictReader(io.StringIO(text, newline="")))
    table = pq.read_table(files[ExportFormat.PARQUET])
    listed = client.history.page().rows
    assert [line["result_id"] for line in lines] == [row.result_id for row in listed]
    assert [line["result_id"] for line in lines] == table.column("result_id").to_pylist()
    assert [line["score"] for line in lines] == table.column("score").to_pylist()
    assert [str(line["part_id"]) for line in lines] == [cell["part_id"] for cell in cells]
    assert [line["triggered_at"] for line in lines] == [
        moment.isoformat() for moment in table.column("triggered_at").to_pylist()
    ]
    assert table.column_names == NAMES == list(cells[0])
    assert text.startswith("result_id,part_id,")
    assert text.count("\r\n") == RECORDS + 1


def test_a_filter_chooses_what_is_exported(client, api, tmp_path):
    target = tmp_path / "out.csv"
    wanted = ResultFilter(evaluation=Evaluation.NOT_OK)
    client.exports.results(target, ExportFormat.CSV, wanted, ExportOptions(bom=True))
    content = target.read_bytes()
    assert content.startswith(b"\xef\xbb\xbfresult_id,")
    cells = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert {cell["evaluation"] for cell in cells} == {"NOT_OK"}
    assert len(cells) == client.history.count(wanted).count
    asked, issued = api.audited()[-2:]
    assert (asked["what"], asked["target"]) == ("history.export", "csv")
    assert asked["new"] == {"evaluation": 2}
    assert (issued["what"], issued["target"]) == ("history.exported", "csv")
    assert issued["new"] == {
        "results": len(cells),
        "bytes": len(content),
        "file_sha256": sha256(content).hexdigest(),
    }


@pytest.mark.parametrize("kind", [ExportFormat.JSONL, ExportFormat.PARQUET, ExportFormat.PDF])
def test_the_trail_proves_which_parts_were_in_a_file(client, api, tmp_path, kind):
    ids = [row.result_id for row in client.history.page().rows][:9]
    target = tmp_path / f"out.{kind}"
    client.exports.selection(target, kind, ids)
    told = api.audited()[-1]
    assert (told["what"], told["new"]["results"]) == ("history.exported", len(ids))
    assert told["new"]["file_sha256"] == sha256(target.read_bytes()).hexdigest()


def test_a_file_of_more_parts_than_an_entry_names_is_told_by_its_hash(tmp_path):
    data = DataFolder(tmp_path)
    store = open_store(data.database)
    store.commit(JOURNAL, 1200, [example(index) for index in range(1200)], [], [])
    history = store.history()
    trail = AuditTrail(data.audit)
    made = ExportDesk(
        history,
        FileImageArchive(data.archive, 0),
        "line-3",
        trail,
        history.seal_proofs(),
        SqliteReviews(history.database).of_result,
    ).selection(
        Actor("Anna"),
        ExportFormat.CSV,
        SelectionExport(result_ids=[example(index).result_id for index in range(1200)]),
    )
    content = b""
    while (piece := made.next()) is not None:
        content += piece
    made.join()
    history.close()
    store.close()
    asked, issued = map(json.loads, data.audit.read_text("utf-8").splitlines())
    assert "begins" in asked["new"]
    assert issued["new"]["results"] == 1200
    assert issued["new"]["file_sha256"] == sha256(content).hexdigest()


def test_a_file_without_results_is_told_as_well(client, api, tmp_path):
    target = tmp_path / "out.jsonl"
    client.exports.results(target, ExportFormat.JSONL, ResultFilter(part_id=1))
    told = api.audited()[-1]["new"]
    assert (told["results"], told["bytes"], target.read_bytes()) == (0, 0, b"")


def test_a_selection_is_exported_in_its_order(client, tmp_path):
    rows = client.history.page().rows
    ids = [rows[3].result_id, rows[0].result_id, rows[7].result_id]
    target = tmp_path / "out.jsonl"
    client.exports.selection(target, ExportFormat.JSONL, ids)
    lines = target.read_text("utf-8").splitlines()
    assert [json.loads(line)["result_id"] for line in lines] == ids
    with pytest.raises(ResultNotFoundError, match="no result 00000000-000000000000"):
        client.exports.selection(target, ExportFormat.JSONL, [*ids, "00000000-000000000000"])
    assert len(target.read_text("utf-8").splitlines()) == 3


@pytest.mark.parametrize("language", ReportLanguage)
def test_a_report_has_every_part_with_its_picture(client, tmp_path, language):
    target = tmp_path / "out.pdf"
    client.exports.results(target, ExportFormat.PDF, options=ExportOptions(language=language))
    content = target.read_bytes()
    assert content.startswith(b"%PDF-")
    assert content.rstrip().endswith(b"%%EOF")
    with_picture = sum(row.has_image for row in client.history.page().rows)
    assert len(re.findall(rb"/Subtype /Image", content)) == with_picture
    assert len(re.findall(rb"/Type /Page\b", content)) == 3


def test_a_report_that_nobody_would_read_is_refused(client, tmp_path, monkeypatch):
    monkeypatch.setitem(desk._MOST, ExportFormat.PDF, 5)
    documents = tmp_path / "documents"
    documents.mkdir()
    with pytest.raises(ExportTooLargeError, match="at most 5 parts"):
        client.exports.results(documents / "out.pdf", ExportFormat.PDF)
    assert list(documents.iterdir()) == []


def test_all_evidence_of_a_claimed_part_is_one_file(client, api, tmp_path):
    chosen = next(row for row in client.history.page().rows if row.has_image)
    client.reviews.review(chosen.result_id, ReviewRequest(label="scratch", reason="claim 4711"))
    target = tmp_path / "claim.zip"
    client.exports.selection(target, ExportFormat.ZIP, [chosen.result_id])
    with zipfile.ZipFile(target) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    sums = files.pop("SHA256SUMS").decode().splitlines()
    assert sums == [f"{sha256(content).hexdigest()}  {name}" for name, content in files.items()]
    assert files.pop("report.pdf").startswith(b"%PDF-")
    folder = f"part-{chosen.part_id}_{chosen.result_id}"
    record = json.loads(files.pop(f"{folder}/result.json"))
    assert (record["part_id"], record["model_sha256"] != "") == (chosen.part_id, True)
    said = json.loads(files.pop(f"{folder}/reviews.json"))["reviews"]
    assert [(each["label"], each["reason"]) for each in said] == [("scratch", "claim 4711")]
    pictures = [sha256(files[name]).hexdigest() for name in files if "/camera-" in name]
    assert record["image_sha256"] in pictures
    assert len(pictures) == len(record["views"])
    asked, issued = api.audited()[-2:]
    assert (asked["what"], asked["new"]["results"]) == ("history.export", [chosen.result_id])
    assert (issued["what"], issued["target"]) == ("history.evidence", "zip")


def test_a_picture_that_is_gone_is_told_in_its_place(client, api, tmp_path):
    chosen = next(row for row in client.history.page().rows if row.has_image)
    (picture,) = (api.run_file.parents[1]).rglob(f"*{chosen.result_id}*")
    picture.unlink()
    target = tmp_path / "claim.zip"
    client.exports.selection(target, ExportFormat.ZIP, [chosen.result_id])
    with zipfile.ZipFile(target) as archive:
        (missing,) = [name for name in archive.namelist() if name.endswith(".missing.txt")]
        assert archive.read(missing).startswith(b"STO-")


def test_an_export_can_be_cancelled(client, tmp_path, monkeypatch):
    monkeypatch.setattr(tables, "PAGE_ROWS", 1)
    cancelled = threading.Event()
    target = tmp_path / "out.csv"
    target.write_text("before")
    with pytest.raises(ExportCancelledError):
        client.exports.results(
            target, ExportFormat.CSV, progress=lambda _: cancelled.set(), cancelled=cancelled
        )
    assert target.read_text() == "before"
    assert not list(tmp_path.glob(".out.csv.*"))


def test_what_nobody_takes_any_more_is_not_made():
    made: list[int] = []

    def endless() -> Iterator[bytes]:
        while True:
            made.append(len(made))
            yield b"x"

    pieces = Pieces(endless)
    assert pieces.next() == b"x"
    pieces.cancel()
    pieces.join()
    assert len(made) < 10


def test_a_file_that_cannot_be_made_to_its_end_breaks_off():
    def broken() -> Iterator[bytes]:
        yield b"x"
        raise ResultNotFoundError("gone")

    pieces = Pieces(broken)
    assert pieces.next() == b"x"
    with pytest.raises(ResultNotFoundError):
        pieces.next()
    pieces.join()


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_no_spreadsheet_takes_a_text_for_a_formula(tmp_path, start):
    store = open_store(tmp_path)
    record = replace(example(1), class_name=f'{start}cmd|" /C calc"!A1', score=-0.5)
    store.commit(JOURNAL, 1, [record], [], [])
    history = store.history()
    rows = history.exported_of([record.result_id])
    history.close()
    store.close()
    text = b"".join(csv_pieces([rows], bom=False)).decode()
    (cells,) = csv.DictReader(io.StringIO(text, newline=""))
    assert cells["class_name"] == f"'{record.class_name}"
    assert cells["score"] == "-0.5"


def test_every_word_of_a_report_is_there_in_both_languages():
    english, chinese = WORDS[ReportLanguage.ENGLISH], WORDS[ReportLanguage.CHINESE]
    assert english.keys() == chinese.keys()
    assert english.keys() >= set(ResultFilter.model_fields)


def test_the_command_line_counts_and_exports_while_no_station_runs(tmp_path):
    data = DataFolder(tmp_path)
    store = open_store(data.database)
    kinds = [Evaluation.NOT_OK if index % 3 == 0 else Evaluation.OK for index in range(1, 28)]
    store.commit(
        JOURNAL, 27, [example(at, evaluation=each) for at, each in enumerate(kinds, 1)], [], []
    )
    store.close()
    data_dir = ["--data-dir", str(tmp_path)]
    counted = CliRunner().invoke(history_command, ["count", "--verdict", "NOT_OK", *data_dir])
    assert counted.output == "9 results\n"
    target = tmp_path / "rejects.csv"
    filters = ["--verdict", "NOT_OK", "--since", "2025-06-15", "--score-min", "0.5"]
    done = CliRunner().invoke(history_command, ["export", str(target), *filters, *data_dir])
    assert done.exit_code == 0, done.output
    assert len(target.read_text("utf-8").splitlines()) == 1 + 9
    unnamed = CliRunner().invoke(history_command, ["export", str(tmp_path / "x"), *data_dir])
    assert "add --format" in unnamed.output
    claim = tmp_path / "claim.zip"
    done = CliRunner().invoke(
        history_command, ["export", str(claim), "--part", "4000000003", *data_dir, "--json"]
    )
    assert json.loads(done.stdout) == {"file": str(claim), "bytes": claim.stat().st_size}
    with zipfile.ZipFile(claim) as archive:
        assert "station line-3" in archive.read("README.txt").decode()
    asked, table, again, issued = map(json.loads, data.audit.read_text("utf-8").splitlines())
    assert asked["who"].startswith("account:")
    assert table["new"]["file_sha256"] == sha256(target.read_bytes()).hexdigest()
    assert (again["target"], issued["what"]) == ("zip", "history.evidence")
