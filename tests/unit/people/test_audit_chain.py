"""The audit trail: what was done to it afterwards is found, and no writer loses a line."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inspector.domain.audit import AuditAnchor
from inspector.services.people.audit import Actor, AuditEntry, AuditTrail
from inspector.services.people.audit_file import AuditFiles
from inspector.services.people.audit_line import make_line, read_line, sha256
from inspector.services.people.audit_verify import AuditReport, FaultKind, verify

ANNA = Actor("Anna")
ENTRIES = 12
OLD = (
    '{"at": "2026-11-01T12:00:00.000+00:00", "who": "Anna", "what": "station.start"}\n'
    '{"at": "2026-11-01T12:00:01.000+00:00", "who": "王 芳", "what": "station.stop"}\n'
).encode()


def write(path: Path, count: int = ENTRIES, rotate_bytes: int = 1 << 20) -> AuditTrail:
    trail = AuditTrail(path, rotate_bytes)
    for number in range(count):
        trail.note(ANNA, "camera.set", f"left.gain {number}", AuditEntry(number, number + 1))
    return trail


def checked(path: Path, *anchors: AuditAnchor) -> AuditReport:
    return verify(AuditFiles(path), anchors)


def anchor(path: Path) -> AuditAnchor:
    head = AuditFiles(path).head()
    return AuditAnchor(head.seq, head.sha256, 1)


def lines_of(path: Path) -> list[bytes]:
    return path.read_bytes().splitlines()


def put(path: Path, lines: list[bytes]) -> None:
    path.write_bytes(b"".join(line + b"\n" for line in lines))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "audit.jsonl"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    path = tmp_path_factory.mktemp("whole") / "audit.jsonl"
    write(path)
    return lines_of(path)


class TestWhole:
    def test_an_untouched_trail_is_whole(self, path):
        write(path)
        report = checked(path, anchor(path))
        assert report.whole
        assert (report.entries, report.files, report.anchors) == (ENTRIES, 1, 1)
        assert report.head_sha256 == sha256(lines_of(path)[-1])

    def test_no_trail_at_all_is_whole_unless_the_database_knows_better(self, path):
        assert checked(path).whole
        fault = checked(path, AuditAnchor(1, "ab" * 32, 1)).fault
        assert fault is not None
        assert fault.kind is FaultKind.TRUNCATED

    def test_the_chain_goes_on_over_files(self, path):
        write(path, 40, rotate_bytes=2_000)
        names = sorted(each.name for each in path.parent.glob("audit*.jsonl"))
        assert len(names) > 3
        report = checked(path)
        assert report.whole
        assert (report.entries, report.files) == (40, len(names))
        (path.parent / names[1]).unlink()
        fault = checked(path).fault
        assert fault is not None
        assert fault.kind is FaultKind.REMOVED

    def test_lines_from_before_the_chain_are_sealed_by_its_first_entry(self, path):
        path.write_bytes(OLD)
        assert checked(path).whole
        write(path, 2)
        report = checked(path)
        assert report.whole
        assert [(each.kind, each.lines) for each in report.sealed] == [("older", 2)]
        assert path.read_bytes().startswith(OLD)
        changed = OLD.replace(b"station.stop", b"station.halt")
        path.write_bytes(changed + path.read_bytes()[len(OLD) :])
        fault = checked(path).fault
        assert fault is not None
        assert (fault.kind, fault.line) == (FaultKind.CHANGED, 1)

    def test_a_very_long_value_stands_there_by_its_hash(self, path):
        trail = write(path, 0)
        trail.note(ANNA, "recipe.save", "flange", AuditEntry(None, {"text": "x" * 200_000}))
        told = json.loads(lines_of(path)[0])["new"]
        assert told["characters"] > 200_000
        assert len(told["sha256"]) == 64
        assert checked(path).whole


def removed(lines: list[bytes], at: int) -> list[bytes]:
    return lines[:at] + lines[at + 1 :]


def doubled(lines: list[bytes], at: int) -> list[bytes]:
    return lines[: at + 1] + lines[at:]


def swapped(lines: list[bytes], at: int) -> list[bytes]:
    return [*lines[:at], lines[at + 1], lines[at], *lines[at + 2 :]]


def forged(lines: list[bytes], at: int) -> list[bytes]:
    """Changed by somebody who knows how a line is hashed."""
    found = read_line(lines[at])
    assert found is not None
    fields = {key: value for key, value in found.fields.items() if key not in ("v", "hash")}
    fields = {k: v for k, v in fields.items() if k not in ("seq", "previous")} | {"who": "Otto"}
    return [*lines[:at], make_line(fields, found.seq, found.previous), *lines[at + 1 :]]


def slipped_in(lines: list[bytes], at: int) -> list[bytes]:
    """A sound entry that was never written, behind another one."""
    found = read_line(lines[at])
    assert found is not None
    new = make_line({"who": "Otto", "what": "x"}, found.seq + 1, found.sha256)
    return [*lines[: at + 1], new, *lines[at + 1 :]]


class TestFaults:
    @pytest.mark.parametrize("at", [0, 1, 5, ENTRIES - 2])
    @pytest.mark.parametrize(
        ("edit", "kind", "line"),
        [
            (removed, FaultKind.REMOVED, 1),
            (doubled, FaultKind.INSERTED, 2),
            (swapped, FaultKind.REORDERED, 1),
            (forged, FaultKind.CHANGED, 1),
            (slipped_in, FaultKind.INSERTED, 2),
        ],
    )
    def test_the_first_wrong_line_is_named(self, path, whole, at, edit, kind, line):
        put(path, edit(list(whole), at))
        fault = checked(path).fault
        assert fault is not None
        assert (fault.kind, fault.line) == (kind, at + line)

    def test_an_end_that_was_cut_off_shows_against_the_database(self, path, whole):
        write(path)
        known = anchor(path)
        put(path, lines_of(path)[:-2])
        assert checked(path).whole
        fault = checked(path, known).fault
        assert fault is not None
        assert (fault.kind, fault.seq) == (FaultKind.TRUNCATED, ENTRIES - 1)

    def test_a_trail_that_was_written_anew_shows_against_the_database(self, path):
        write(path)
        known = anchor(path)
        path.unlink()
        write(path)
        fault = checked(path, known).fault
        assert fault is not None
        assert (fault.kind, fault.seq) == (FaultKind.CHANGED, ENTRIES)

    def test_a_changed_end_stays_a_fault_when_the_station_goes_on(self, path):
        trail = write(path)
        put(path, [*lines_of(path)[:-1], lines_of(path)[-1].replace(b"Anna", b"Otto")])
        trail.note(ANNA, "station.start")
        fault = checked(path).fault
        assert fault is not None
        assert (fault.kind, fault.line) == (FaultKind.CHANGED, ENTRIES)

    @settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(data=st.data())
    def test_any_single_edit_of_any_line_is_found(self, path, whole, data):
        at = data.draw(st.integers(0, len(whole) - 1), "line")
        edit = data.draw(st.sampled_from([_set_byte, _insert_bytes, _delete_bytes]), "edit")
        line = edit(whole[at], data.draw)
        put(path, [*whole[:at], line, *whole[at + 1 :]])
        report = checked(path)
        assert report.whole is (line == whole[at])
        if report.fault is not None:
            assert report.fault.line in (at + 1, at + 2)

    @settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(order=st.data())
    def test_any_other_order_and_any_gap_is_found(self, path, whole, order):
        kept = order.draw(st.lists(st.sampled_from(whole), min_size=1, max_size=ENTRIES))
        put(path, kept)
        assert checked(path).whole is (kept == whole[: len(kept)])


def _set_byte(line: bytes, draw: Callable[..., int]) -> bytes:
    at = draw(st.integers(0, len(line) - 1), "byte")
    return line[:at] + bytes([draw(st.integers(0, 255), "value")]) + line[at + 1 :]


def _insert_bytes(line: bytes, draw: Callable[..., int]) -> bytes:
    at = draw(st.integers(0, len(line)), "byte")
    return line[:at] + draw(st.binary(min_size=1, max_size=9), "bytes") + line[at:]  # type: ignore[operator]


def _delete_bytes(line: bytes, draw: Callable[..., int]) -> bytes:
    at = draw(st.integers(0, len(line) - 1), "byte")
    return line[:at] + line[at + draw(st.integers(1, 9), "count") :]


class TestPowerLoss:
    @settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(lost=st.integers(1, 400))
    def test_a_torn_line_is_sealed_and_told(self, path, whole, lost):
        content = b"".join(line + b"\n" for line in whole)
        path.write_bytes(content[:-lost])
        torn = content[:-lost].rpartition(b"\n")[2] not in [b"", *whole]
        before = checked(path)
        assert before.whole
        AuditTrail(path).note(ANNA, "station.start")
        report = checked(path)
        assert report.whole
        assert [each.kind for each in report.sealed] == (["torn"] if torn else [])
        assert path.read_bytes().startswith(content[:-lost])

    def test_what_was_torn_twice_is_still_whole(self, path):
        write(path)
        for lost in (30, 200, 700):
            path.write_bytes(path.read_bytes()[:-lost])
            AuditTrail(path).note(ANNA, "station.start")
            assert checked(path).whole

    def test_zeros_that_a_file_system_leaves_are_sealed(self, path):
        write(path)
        path.write_bytes(path.read_bytes() + bytes(300))
        AuditTrail(path).note(ANNA, "station.start")
        assert [each.kind for each in checked(path).sealed] == ["torn"]


WRITER = """
import sys
from pathlib import Path
from inspector.services.people.audit import Actor, AuditTrail
trail = AuditTrail(Path(sys.argv[1]), 6000)
for number in range(25):
    trail.note(Actor(sys.argv[2]), "x", str(number))
"""


def test_several_programs_write_one_chain(path: Path) -> None:
    names = ("a", "b", "c")
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, str(path), name]) for name in names]
    assert [writer.wait() for writer in writers] == [0, 0, 0]
    report = checked(path)
    assert report.whole
    assert report.entries == 75
    told = [
        json.loads(line) for each in sorted(path.parent.glob("audit*")) for line in lines_of(each)
    ]
    for name in names:
        mine = [int(each["target"]) for each in told if each["who"] == name]
        assert mine == sorted(mine)
