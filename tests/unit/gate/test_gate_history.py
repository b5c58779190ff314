"""The ledger after a kill at any moment is the ledger before it."""

from __future__ import annotations

import shutil
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.domain.errors.plc import JournalError, RecordTooNewError
from inspector.domain.evaluation import Evaluation, Outcome, Reason
from inspector.gate import segment
from inspector.gate.history import History, PlcBase
from inspector.gate.journal import Journal, JournalLimits
from inspector.pipe.records import (
    RECORD_BYTES,
    VERSION,
    Decided,
    LateSeen,
    OutcomeSeen,
    TriggerSeen,
    encode,
)

LIMITS = JournalLimits(segment_records=7)


@dataclass(frozen=True)
class Picture:
    """All that must survive."""

    journal_id: int
    plc_session: int
    trigger_seq: int
    next_trigger_index: int
    evaluations: dict[Evaluation, int]
    outcomes: dict[Outcome, int]
    base: PlcBase
    parts: list[object]


def picture(history: History) -> Picture:
    ledger = history.ledger
    return Picture(
        history.journal_id,
        history.plc_session,
        history.trigger_seq,
        ledger.next_trigger_index,
        {evaluation: ledger.evaluations[evaluation] for evaluation in Evaluation},
        {outcome: ledger.outcomes[outcome] for outcome in Outcome},
        history.base,
        ledger.open_parts(),
    )


def recovered(folder: Path) -> History:
    history = History(Journal(folder, LIMITS))
    history.recover()
    return history


@contextmanager
def recovering(folder: Path) -> Iterator[History]:
    history = recovered(folder)
    try:
        yield history
    finally:
        history.journal.close()


def trigger(history: History) -> None:
    sequence = history.trigger_seq % 65535 + 1
    part = history.ledger.open(sequence, 8, 9, utc_ns=1, seen_ns=2, deadline_ns=3)
    history.trigger_seq = sequence
    history.write(TriggerSeen(part.trigger_index, sequence, 8, 9, 1, 2, 3))


def decide(history: History, index: int, evaluation: Evaluation) -> None:
    if history.ledger.decide(index, evaluation) is not None:
        history.write(Decided(index, 0, 0, 0, 0, evaluation, 0, -1, 0, 0.5, 1, 2, 3, 1))


def close(history: History, index: int, outcome: Outcome) -> None:
    if history.ledger.close(index, outcome) is not None:
        history.write(OutcomeSeen(index, outcome, 1, 2))


def late(history: History, index: int) -> None:
    history.write(LateSeen(index, Evaluation.OK, Reason.CLASSIFIED, 1))


def rebase(history: History, number: int) -> None:
    ledger = history.ledger
    base = PlcBase(number, 2, 3, ledger.triggered, ledger.outcomes[Outcome.PASSED], 0)
    history.rebase(number % 65535 + 1, number, base)


def events() -> st.SearchStrategy[list[tuple[object, ...]]]:
    index = st.integers(1, 12)
    return st.lists(
        st.one_of(
            st.tuples(st.just(trigger)),
            st.tuples(st.just(trigger)),
            st.tuples(st.just(decide), index, st.sampled_from(Evaluation)),
            st.tuples(st.just(close), index, st.sampled_from([Outcome.PASSED, Outcome.REJECTED])),
            st.tuples(st.just(late), index),
            st.tuples(st.just(rebase), st.integers(0, 65535)),
        ),
        max_size=40,
    )


def cut_to(folder: Path, records: int, torn_bytes: int) -> None:
    """What a kill in the middle of the record after ``records`` leaves behind."""
    for path in segment.segments(folder):
        keep = records - segment.first_sequence(path) + 1
        if keep < 0 or (keep == 0 and torn_bytes == 0):
            path.unlink()
        elif keep * RECORD_BYTES < path.stat().st_size:
            content = path.read_bytes()[: keep * RECORD_BYTES + torn_bytes]
            path.write_bytes(content + bytes(LIMITS.segment_records * RECORD_BYTES))


@given(events(), st.data())
@settings(max_examples=60)
def test_after_a_kill_at_any_record_the_counts_are_those_before_it(
    tmp_path_factory, sequence, data
):
    folder = tmp_path_factory.mktemp("journal")
    killed = folder.with_name(f"{folder.name}-killed")
    with recovering(folder) as history:
        pictures = {history.journal.last_sequence: picture(history)}
        for event, *arguments in sequence:
            event(history, *arguments)
            pictures[history.journal.last_sequence] = picture(history)
            history.roll()
            pictures[history.journal.last_sequence] = picture(history)
        kill_at = data.draw(st.integers(1, history.journal.last_sequence), label="kill at")
        torn = data.draw(st.integers(0, 16), label="torn bytes")  # the rest may be padding
        shutil.copytree(folder, killed)
    cut_to(killed, kill_at, torn)
    for _ in range(2):
        with recovering(killed) as after:
            ledger = after.ledger
            assert picture(after) == pictures[kill_at]
            verdicts = sum(ledger.evaluations.values())
            assert ledger.triggered == verdicts + len(ledger.undecided())


@given(events(), events())
@settings(max_examples=20)
def test_a_journal_that_goes_on_after_recovery_recovers_as_well(tmp_path_factory, first, second):
    folder = tmp_path_factory.mktemp("journal")
    for sequence in (first, second):
        with recovering(folder) as history:
            for event, *arguments in sequence:
                event(history, *arguments)
                history.roll()
            before = picture(history)
        with recovering(folder) as after:
            assert picture(after) == before


def test_a_new_journal_has_a_name_of_its_own(tmp_path):
    with recovering(tmp_path / "one") as one, recovering(tmp_path / "two") as two:
        assert one.journal_id != two.journal_id


@pytest.fixture
def history(tmp_path):
    with recovering(tmp_path) as history:
        yield history


def test_parts_are_counted_on_when_only_the_last_segment_is_left(tmp_path):
    """A number that came again would be the row of another part, and so none."""
    with recovering(tmp_path) as history:
        for index in (1, 2, 3):
            trigger(history)
            decide(history, index, Evaluation.OK)
            close(history, index, Outcome.PASSED)
        history.roll()
    first, last = segment.segments(tmp_path)
    first.unlink()
    with recovering(tmp_path) as after:
        assert segment.segments(tmp_path) == [last]
        assert after.ledger.next_trigger_index == 4


def test_a_disk_that_takes_the_second_of_two_records_is_not_given_it_first(history, monkeypatch):
    trigger(history)
    append, refuses = history.journal.append, iter((True, True, False))

    def take_some(record):
        if next(refuses, False):
            raise JournalError("full")
        return append(record)

    monkeypatch.setattr(history.journal, "append", take_some)
    trigger(history)
    assert not history.try_write(OutcomeSeen(1, 1, 1, 1))
    assert history.journal.last_sequence == 2
    history.retry()
    assert not history.failing


def test_what_a_full_disk_refused_is_written_in_order_when_there_is_space(history):
    resource = pytest.importorskip("resource")
    trigger(history)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2 * RECORD_BYTES, hard))
    try:
        trigger(history)
        decide(history, 1, Evaluation.UNDEFINED)
        rebase(history, 5)
        assert history.failing
        assert not history.try_write(OutcomeSeen(1, 1, 1, 1))
        history.retry()
        history.roll()
        assert history.journal.last_sequence == 2
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    close(history, 1, Outcome.REJECTED)
    assert not history.failing
    before = picture(history)
    folder = history.journal._folder
    history.journal.close()
    with recovering(folder) as after:
        assert picture(after) == before
        assert after.journal.last_sequence == 6


def sealed(kind: int, version: int) -> bytes:
    """The second record of a journal, as another version of the program may write it."""
    tail = struct.pack("<BBHQ", kind, version, 0, 2).ljust(RECORD_BYTES - 4, b"\0")
    return struct.pack("<I", zlib.crc32(tail)) + tail


def decided(evaluation: int, reason: int) -> bytes:
    return encode(Decided(1, 0, 0, 0, 0, evaluation, reason, -1, 0, 0.5, 1, 2, 3, 1), 2)


NEWER = {
    "kind 200": sealed(200, VERSION),
    "version 2": sealed(OutcomeSeen.kind, VERSION + 1),
    "evaluation 4": decided(4, Reason.CLASSIFIED),
    "reason 999": decided(Evaluation.UNDEFINED, 999),
    "outcome 5": encode(OutcomeSeen(1, 5, 1, 2), 2),
    "late reason 999": encode(LateSeen(1, Evaluation.OK, 999, 1), 2),
}


@pytest.mark.parametrize("newer", NEWER)
def test_a_journal_of_a_newer_version_is_refused_and_left_as_it_was(tmp_path, newer):
    """An unknown kind was taken for damage and left out; an unknown verdict was a traceback."""
    with recovering(tmp_path):
        (path,) = segment.segments(tmp_path)
    before = path.read_bytes() + NEWER[newer]
    path.write_bytes(before)
    journal = Journal(tmp_path, LIMITS)
    with pytest.raises(RecordTooNewError, match=newer.removeprefix("late ")) as refused:
        History(journal).recover()
    journal.close()
    assert str(tmp_path) in refused.value.detail
    assert path.read_bytes() == before
