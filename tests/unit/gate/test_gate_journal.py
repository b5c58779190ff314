"""The journal: what was appended is read back, whatever was torn, damaged, full or killed."""

from __future__ import annotations

import errno
import os
import sys
import threading
import types
from collections import deque

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from waiting import wait_until

from inspector.domain.errors.plc import JournalError
from inspector.domain.errors.state import StationAlreadyRunningError
from inspector.gate import journal as journal_module
from inspector.gate import segment
from inspector.gate.history import History
from inspector.gate.journal import Journal, JournalLimits
from inspector.pipe.records import RECORD_BYTES, Checkpoint, OutcomeSeen, decode

CHECKPOINT = Checkpoint(7, *[0] * 17)
SMALL = JournalLimits(segment_records=4, segments_kept=1)


def outcome(index: int) -> OutcomeSeen:
    return OutcomeSeen(index, 1, 2, 3)


@pytest.fixture
def opened():
    """Opens journals and closes them at the end."""
    journals: list[Journal] = []

    def open_journal(folder, limits=SMALL):
        journal = Journal(folder, limits)
        journals.append(journal)
        return journal, list(journal.recover())

    yield open_journal
    for journal in journals:
        journal.close()


def until_synced(journal: Journal) -> None:
    wait_until(lambda: journal.synced_sequence == journal.last_sequence)


def fill(journal: Journal, records: int, segment_records: int = 4) -> None:
    """``records`` in all, checkpoints included."""
    while journal.last_sequence < records:
        if journal.last_sequence % segment_records == 0:
            journal.append(CHECKPOINT)
        else:
            journal.append(outcome(journal.last_sequence + 1))


def stream(journal: Journal, after: int = 0, limit: int = 3) -> list[int]:
    """Everything as the engine gets it."""
    sequences: list[int] = []
    while batch := journal.read(after, limit):
        assert len(batch) <= limit
        for sequence, raw in batch:
            assert decode(raw)[0] == sequence
            sequences.append(sequence)
        after = sequences[-1]
    return sequences


def test_what_was_appended_comes_back_after_reopening(tmp_path, opened):
    journal, found = opened(tmp_path)
    assert found == []
    fill(journal, 11)
    journal.close()
    again, found = opened(tmp_path)
    assert [sequence for sequence, _ in found] == list(range(1, 12))
    assert found[1][1] == outcome(2)
    assert again.last_sequence == again.synced_sequence == 11


def test_records_go_on_behind_the_last_after_reopening(tmp_path, opened):
    journal, _ = opened(tmp_path)
    fill(journal, 2)
    journal.close()
    again, _ = opened(tmp_path)
    assert again.append(outcome(3)) == 3
    assert not again.segment_full
    assert again.append(outcome(4)) == 4
    assert again.segment_full


def test_the_stream_crosses_segments_that_were_left_before_they_were_full(tmp_path, opened):
    """A PLC that restarts begins a new segment; the reserved rest of the old one is no record."""
    journal, _ = opened(tmp_path)
    for _ in range(3):
        journal.append(CHECKPOINT)
    journal.append(outcome(4))
    until_synced(journal)
    assert stream(journal, limit=100) == [1, 2, 3, 4]


@given(st.integers(0, 30), st.integers(0, 30), st.integers(1, 9))
@settings(max_examples=25)
def test_the_stream_goes_on_behind_any_position(tmp_path_factory, records, after, limit):
    journal = Journal(tmp_path_factory.mktemp("journal"), SMALL)
    list(journal.recover())
    fill(journal, records)
    until_synced(journal)
    assert stream(journal, after, limit) == list(range(after + 1, records + 1))
    journal.close()


def test_what_is_not_on_disk_is_not_streamed(tmp_path, opened, monkeypatch):
    journal, _ = opened(tmp_path)
    fill(journal, 2)
    until_synced(journal)
    monkeypatch.setattr(os, "fsync", _refuse)
    journal.append(outcome(3))
    wait_until(lambda: journal._sync_failed)
    assert journal.last_sequence == 3
    assert stream(journal) == [1, 2]


def test_what_is_not_on_disk_is_not_streamed_though_another_segment_has_begun(tmp_path, opened):
    journal, _ = opened(tmp_path)
    fill(journal, 2)
    until_synced(journal)
    journal._closing.set()
    journal._dirty.set()
    journal._syncer.join()
    fill(journal, 6)
    assert len(segment.segments(tmp_path)) == 2
    assert stream(journal) == [1, 2]


def _refuse(_: int) -> None:
    raise OSError(errno.EIO, "Input/output error")


def test_while_the_disk_does_not_keep_records_none_is_taken(tmp_path, opened, monkeypatch):
    """Otherwise parts would pass whose records a power cut takes."""
    journal, _ = opened(tmp_path)
    fill(journal, 2)
    refusals = []

    def refuse(descriptor: int) -> None:
        refusals.append(descriptor)
        _refuse(descriptor)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", refuse)
        journal.append(outcome(3))
        wait_until(lambda: len(refusals) > 3)  # it is tried again and again, unasked
        with pytest.raises(JournalError, match="does not keep"):
            journal.append(outcome(4))
    wait_until(lambda: not journal._sync_failed)
    assert journal.append(outcome(4)) == 4
    until_synced(journal)
    assert stream(journal) == [1, 2, 3, 4]


def test_a_disk_that_stands_still_keeps_nothing_and_is_told_until_it_goes_on(
    tmp_path, opened, monkeypatch
):
    """Parts passed for as long as it stood, and their records would have gone with the power."""
    journal, _ = opened(tmp_path)
    fill(journal, 2)
    until_synced(journal)
    go_on = threading.Event()
    monkeypatch.setattr(journal_module, "_STALLED_NS", 0)
    monkeypatch.setattr(os, "fsync", lambda _: go_on.wait())
    history = History(journal)
    journal.append(outcome(3))
    wait_until(lambda: history.failing)
    assert journal.append(outcome(4)) == 4, "the operating system takes it"
    go_on.set()
    wait_until(lambda: not history.failing)


class _RollsWhenLookedAt(deque):
    """The retired segments; a new segment begins just after the fsync thread looked here."""

    def __init__(self, journal: Journal) -> None:
        super().__init__()
        self._journal = journal
        self._rolled = False

    def __len__(self) -> int:
        length = super().__len__()
        if not self._rolled:
            self._rolled = True
            self._journal.append(CHECKPOINT)
        return length


def test_synced_is_never_ahead_of_fsync_when_a_segment_begins_meanwhile(
    tmp_path, opened, monkeypatch
):
    journal, _ = opened(tmp_path)
    fill(journal, 1)
    until_synced(journal)
    journal._closing.set()
    journal._dirty.set()
    journal._syncer.join()
    journal.append(outcome(2))
    on_disk = []
    monkeypatch.setattr(os, "fsync", lambda descriptor: on_disk.append(os.fstat(descriptor)))
    journal._retired = _RollsWhenLookedAt(journal)
    assert journal._sync()
    assert journal.synced_sequence == 2
    inode = segment.segment_path(tmp_path, 1).stat().st_ino
    assert inode in [status.st_ino for status in on_disk]
    assert journal._sync()
    assert journal.synced_sequence == 3


def test_closing_brings_the_last_record_to_disk(tmp_path, opened, monkeypatch):
    journal, _ = opened(tmp_path)
    fill(journal, 1)
    until_synced(journal)
    journal._closing.set()
    journal._dirty.set()
    journal._syncer.join()
    journal.append(outcome(2))
    journal.close()
    assert journal.synced_sequence == 2


@pytest.mark.parametrize("cut", range(RECORD_BYTES))
def test_a_torn_last_record_is_cut_off_at_every_byte(tmp_path, opened, cut):
    journal, _ = opened(tmp_path)
    fill(journal, 3)
    journal.close()
    path = segment.segments(tmp_path)[-1]
    content = path.read_bytes()
    assert len(content) == 3 * RECORD_BYTES
    path.write_bytes(content[: 2 * RECORD_BYTES + cut])
    again, found = opened(tmp_path)
    assert [sequence for sequence, _ in found] == [1, 2]
    assert again.append(outcome(3)) == 3
    again.close()
    _, found = opened(tmp_path)
    assert [sequence for sequence, _ in found] == [1, 2, 3]


@given(damaged=st.integers(1, 10), byte=st.integers(0, RECORD_BYTES - 1))
@settings(max_examples=30)
def test_a_damaged_record_is_left_out_and_its_number_not_used_again(
    tmp_path_factory, damaged, byte
):
    folder = tmp_path_factory.mktemp("journal")
    journal = Journal(folder, SMALL)
    list(journal.recover())
    fill(journal, 10)
    journal.close()
    path = segment.segments(folder)[(damaged - 1) // 4]
    content = bytearray(path.read_bytes())
    content[(damaged - 1) % 4 * RECORD_BYTES + byte] ^= 0xFF
    path.write_bytes(content)
    again = Journal(folder, SMALL)
    found = [sequence for sequence, _ in again.recover()]
    assert found == [number for number in range(1, 11) if number != damaged]
    assert again.append(CHECKPOINT) == (10 if damaged == 10 else 11)
    until_synced(again)
    assert stream(again) == [*found, again.last_sequence]
    again.close()


def test_a_segment_that_was_reserved_but_never_written_does_not_stop_the_next_run(tmp_path, opened):
    """Killed between the reservation of a segment and its checkpoint."""
    journal, _ = opened(tmp_path)
    fill(journal, 4)
    journal.close()
    segment.segment_path(tmp_path, 5).write_bytes(bytes(4 * RECORD_BYTES))
    again, found = opened(tmp_path)
    assert [sequence for sequence, _ in found] == [1, 2, 3, 4]
    assert again.append(outcome(5)) == 5
    until_synced(again)
    assert stream(again) == [1, 2, 3, 4, 5]


def test_a_segment_without_one_whole_record_is_set_aside_as_evidence(tmp_path, opened):
    path = segment.segment_path(tmp_path, 1)
    path.write_bytes(b"x" * 300)
    journal, found = opened(tmp_path)
    assert found == []
    assert path.with_suffix(".damaged").read_bytes() == b"x" * 300
    assert journal.append(CHECKPOINT) == 1


def test_a_record_in_the_wrong_place_is_no_record(tmp_path, opened):
    journal, _ = opened(tmp_path)
    fill(journal, 3)
    journal.close()
    path = segment.segments(tmp_path)[0]
    content = path.read_bytes()
    path.write_bytes(content + content[RECORD_BYTES : 2 * RECORD_BYTES])
    _, found = opened(tmp_path)
    assert [sequence for sequence, _ in found] == [1, 2, 3]


def test_files_that_people_leave_beside_the_segments_are_passed_over(tmp_path, opened):
    (tmp_path / "journal-copy.log").write_text("of yesterday")
    (tmp_path / "journal-0000000000000001 (1).log").write_text("a copy")
    journal, found = opened(tmp_path)
    assert found == []
    assert journal.append(CHECKPOINT) == 1


def test_stored_segments_are_dropped_but_the_newest_of_them_stay(tmp_path, opened):
    journal, _ = opened(tmp_path)
    fill(journal, 14)
    journal.drop_through(7)
    assert _firsts(tmp_path) == [1, 5, 9, 13]
    journal.drop_through(8)
    assert _firsts(tmp_path) == [5, 9, 13]
    journal.drop_through(10_000)
    assert _firsts(tmp_path) == [9, 13]
    until_synced(journal)
    assert stream(journal, after=2) == [9, 10, 11, 12, 13, 14]


def test_a_segment_that_cannot_be_deleted_stays_for_the_next_time(tmp_path, opened, monkeypatch):
    journal, _ = opened(tmp_path, JournalLimits(4, segments_kept=0))
    fill(journal, 9)
    with monkeypatch.context() as patch:
        patch.setattr(type(tmp_path), "unlink", lambda *_, **__: _refuse(0))
        journal.drop_through(8)
    assert _firsts(tmp_path) == [1, 5, 9]
    journal.drop_through(8)
    assert _firsts(tmp_path) == [9]


def test_a_segment_that_somebody_has_removed_is_passed_over(tmp_path, opened):
    journal, _ = opened(tmp_path)
    fill(journal, 14)
    until_synced(journal)
    for first in (1, 5):
        segment.segment_path(tmp_path, first).unlink()
    assert stream(journal, limit=100) == [9, 10, 11, 12, 13, 14]
    journal.drop_through(12)
    assert _firsts(tmp_path) == [9, 13]


def _firsts(folder) -> list[int]:
    return [segment.first_sequence(path) for path in segment.segments(folder)]


def test_without_a_checkpoint_nothing_can_be_appended(tmp_path, opened):
    journal, _ = opened(tmp_path)
    with pytest.raises(JournalError, match="no open segment"):
        journal.append(outcome(1))


def test_a_journal_that_was_never_opened_can_be_closed(tmp_path):
    Journal(tmp_path).close()


def test_a_disk_that_takes_half_a_record_is_full_and_nothing_is_lost(tmp_path, opened):
    resource = pytest.importorskip("resource")
    journal, _ = opened(tmp_path, JournalLimits(segment_records=1))
    journal.append(CHECKPOINT)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (RECORD_BYTES + 50, hard))
    try:
        with pytest.raises(JournalError, match="half a record"):
            journal.append(outcome(2))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert journal.append(outcome(2)) == 2
    journal.close()
    _, found = opened(tmp_path)
    assert [sequence for sequence, _ in found] == [1, 2]


def test_a_segment_that_finds_no_room_can_begin_once_there_is_some(tmp_path, opened):
    """A checkpoint that failed on a full disk must not be in its own way for ever."""
    resource = pytest.importorskip("resource")
    journal, _ = opened(tmp_path, JournalLimits(segment_records=4))
    fill(journal, 4)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (RECORD_BYTES, hard))
    try:
        with pytest.raises(JournalError):
            journal.append(CHECKPOINT)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert _firsts(tmp_path) == [1]
    assert journal.append(CHECKPOINT) == 5


def test_where_space_cannot_be_reserved_a_full_disk_shows_at_the_record(
    tmp_path, opened, monkeypatch
):
    monkeypatch.delattr(os, "posix_fallocate", raising=False)
    monkeypatch.delattr(os, "O_DIRECTORY", raising=False)
    journal, _ = opened(tmp_path)
    journal.append(CHECKPOINT)
    assert segment.segments(tmp_path)[0].stat().st_size == RECORD_BYTES
    until_synced(journal)


def test_a_folder_that_cannot_be_read_is_a_journal_error(tmp_path):
    (tmp_path / "journal").write_text("a file, not a folder")
    journal = Journal(tmp_path / "journal")
    with pytest.raises(JournalError, match="cannot read"):
        list(journal.recover())
    journal.close()


def test_two_gates_never_write_one_journal(tmp_path, opened):
    opened(tmp_path)
    second = Journal(tmp_path)
    with pytest.raises(StationAlreadyRunningError):
        list(second.recover())
    second.close()


def test_the_lock_is_free_again_after_closing(tmp_path, opened):
    journal, _ = opened(tmp_path)
    journal.close()
    opened(tmp_path)


def test_windows_locks_the_first_byte(tmp_path, opened, monkeypatch):
    calls = []
    windows = types.SimpleNamespace(
        LK_NBLCK=2, locking=lambda _, mode, size: calls.append((mode, size))
    )
    monkeypatch.setitem(sys.modules, "fcntl", None)
    monkeypatch.setitem(sys.modules, "msvcrt", windows)
    opened(tmp_path)
    assert calls == [(2, 1)]


def test_a_fault_while_closing_does_not_hide_the_closing(tmp_path, opened, monkeypatch):
    journal, _ = opened(tmp_path)
    fill(journal, 2)
    until_synced(journal)
    monkeypatch.setattr(os, "fsync", _refuse)
    journal.close()
    assert journal._file is None
