"""Whoever gets a file of evidence can prove with standard tools what the README says."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import subprocess
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from inspector.client.station import StationClient
from inspector.services.people.audit import Actor, AuditEntry, AuditTrail
from inspector.store.database import Database
from inspector.store.opening import DATABASE_NAME
from inspector.store.seals.chain import SealChain
from inspector.wire.exports import ExportFormat, ExportOptions, ReportLanguage
from inspector.wire.history import ResultFilter
from inspector.wire.reviews import ReviewRequest

LATE_UTC_NS = 2 * 10**18
NEEDS_TOOLS = pytest.mark.skipif(
    any(shutil.which(tool) is None for tool in ("bash", "sha256sum", "od")),
    reason="needs bash, sha256sum and od",
)


@dataclass
class Evidence:
    """A file of evidence, unpacked."""

    folder: Path
    part: Path

    def seal(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads((self.part / "seal.json").read_bytes())
        return told

    def entries(self) -> list[dict[str, Any]]:
        return [
            json.loads(line) for line in (self.folder / "audit.jsonl").read_bytes().splitlines()
        ]

    def readme(self) -> str:
        return (self.folder / "README.txt").read_text("utf-8-sig")

    def commands(self) -> Iterator[str]:
        """Those of the steps, as somebody copies them."""
        steps = self.readme().split("\n1. ")[1]
        for line in re.findall(r"^    (\S.*)$", steps, re.MULTILINE):
            block = Path(self.seal()["block"]).stem
            yield line.replace("BLOCK", block, 1).replace(
                "SEALED_SHA256", self.seal()["sealed_sha256"]
            )


def seal(folder: Path) -> str:
    """Seal what is there, a few results in each block, and note the head in the audit trail."""
    database = Database.to_write(folder / DATABASE_NAME)
    chain = SealChain(database)
    while chain.seal(2**62, LATE_UTC_NS):
        pass
    head = chain.head()
    database.close()
    noted = AuditEntry(new={"last_sequence": head.last_sequence, "digest": head.digest})
    AuditTrail(folder / "audit.jsonl").note(Actor("station"), "history.sealed", entry=noted)
    return head.digest


def taken(client: StationClient, folder: Path, options: ExportOptions | None = None) -> Evidence:
    """Of the oldest part with a picture."""
    *_, chosen = (row for row in client.history.page().rows if row.has_image)
    target = folder / "claim.zip"
    client.exports.selection(target, ExportFormat.ZIP, [chosen.result_id], options)
    unpacked = folder / "claim"
    shutil.rmtree(unpacked, ignore_errors=True)
    with zipfile.ZipFile(target) as archive:
        archive.extractall(unpacked)
    return Evidence(unpacked, next(unpacked.glob("part-*")))


def run(evidence: Evidence, command: str) -> str:
    done = subprocess.run(
        ["bash", "-c", command], cwd=evidence.folder, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, ""), command
    return done.stdout


def hashes(text: str) -> list[str]:
    return re.findall("[0-9a-f]{64}", text)


@NEEDS_TOOLS
@pytest.mark.parametrize("language", ReportLanguage)
def test_the_commands_of_the_readme_prove_it(client, api, tmp_path, monkeypatch, language):
    monkeypatch.setattr("inspector.store.seals.chain.BLOCK", 6)
    noted = seal(tmp_path)
    evidence = taken(client, tmp_path, ExportOptions(language=language))
    unchanged, issued, *sealed, named, chained, holds, audited, told = [
        run(evidence, command) for command in evidence.commands()
    ]
    files = [each for each in evidence.folder.rglob("*") if each.is_file()]
    assert unchanged.count(": OK") == len(files) - 1
    last = api.audited()[-1]
    assert (last["what"], last["new"]["parts"]) == ("history.evidence", 1)
    assert hashes(issued) == [last["new"]["sha256sums"]]
    assert hashes(sealed[0]) == hashes(sealed[1]) == hashes(holds)
    assert all(hashes(line)[0] == hashes(line)[1] for line in named.splitlines())
    blocks = hashes(named)[::2]
    assert len(blocks) > 1
    befores = hashes(chained)
    assert evidence.seal()["noted_digest"] == noted
    assert set(blocks) - set(befores) == {noted}, "each block but the last is named by the next"
    assert hashes(audited) == hashes(told) != []
    assert evidence.seal()["standing"] == "holds"


def test_what_people_did_with_the_part_is_told_as_it_stands_in_the_trail(client, api, tmp_path):
    *_, chosen = (row for row in client.history.page().rows if row.has_image)
    others = [row.result_id for row in client.history.page().rows if row is not chosen][:2]
    client.reviews.review(chosen.result_id, ReviewRequest(label="scratch", reason="claim 4711"))
    client.reviews.review(others[0], ReviewRequest(label="scratch"))
    client.history.pick("claims", [*others, chosen.result_id])
    client.exports.selection(tmp_path / "x.csv", ExportFormat.CSV, [*others, chosen.result_id])
    evidence = taken(client, tmp_path)
    told = [(each["what"], each["target"]) for each in evidence.entries()]
    assert told == [
        ("result.review", chosen.result_id),
        ("dataset.pick", "claims"),
        ("history.export", "csv"),
        ("history.export", "zip"),
    ]
    trail = (tmp_path / "audit.jsonl").read_bytes().splitlines()
    assert set((evidence.folder / "audit.jsonl").read_bytes().splitlines()) <= set(trail)
    seal_of = evidence.seal()
    assert (seal_of["standing"], seal_of["block"]) == ("not_sealed_yet", "")
    assert "Not sealed yet" in evidence.readme()


def test_a_record_that_was_changed_after_it_was_sealed_is_said_first(client, api, tmp_path):
    seal(tmp_path)
    evidence = taken(client, tmp_path)
    content = (evidence.part / "sealed.json").read_bytes()
    assert sha256(content).hexdigest() == evidence.seal()["sealed_sha256"]
    with closing(sqlite3.connect(tmp_path / DATABASE_NAME)) as connection, connection:
        connection.execute("UPDATE result SET score = 0.123")
    evidence = taken(client, tmp_path)
    assert evidence.seal()["standing"] == "changed_after_it_was_sealed"
    assert "THE RECORD IS NOT WHAT WAS SEALED" in evidence.readme().split("WHAT IS IN IT")[0]
    with closing(sqlite3.connect(tmp_path / DATABASE_NAME)) as connection, connection:
        connection.execute("UPDATE result_seal SET hash = zeroblob(32)")
    evidence = taken(client, tmp_path)
    assert evidence.seal()["standing"] == "block_is_not_what_was_sealed"
    assert "IS DAMAGED" in evidence.readme()


def test_a_file_of_no_parts_says_nothing_of_others(client, tmp_path):
    target = tmp_path / "none.zip"
    client.exports.results(target, ExportFormat.ZIP, ResultFilter(part_id=1))
    with zipfile.ZipFile(target) as archive:
        assert archive.read("audit.jsonl") == b""
