"""The engine's end of the pipe against a gate that misbehaves."""

from __future__ import annotations

import logging
import queue
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from scripted_gate import JOURNAL, WAIT_S, ScriptedGate, status

from inspector.domain.errors.store import StoreError
from inspector.engine.station import gate_link as gate_link_module
from inspector.engine.station.gate_link import GateLink
from inspector.pipe.channel import GateAddress, publish
from inspector.pipe.records import (
    Committed,
    EngineStatus,
    GateHello,
    GateStatus,
    Record,
    encode,
)

READY = EngineStatus(1, 6, 0, 1)


class Bench:
    """A link and what it reported."""

    def __init__(self, address_file: Path) -> None:
        self.address_file = address_file
        self.records: queue.SimpleQueue[tuple[int, Record]] = queue.SimpleQueue()
        self.attached: queue.SimpleQueue[GateHello] = queue.SimpleQueue()
        self.lost: queue.SimpleQueue[bool] = queue.SimpleQueue()
        self.position_errors: list[Exception] = []
        self.record_errors: list[Exception] = []
        self.link = GateLink(address_file)
        self.link.serve(self, lambda: (READY,))

    def position(self, hello: GateHello) -> int:
        if self.position_errors:
            raise self.position_errors.pop()
        return 41

    def on_attached(self, hello: GateHello) -> None:
        self.attached.put(hello)

    def on_record(self, sequence: int, record: Record) -> None:
        if self.record_errors:
            raise self.record_errors.pop()
        self.records.put((sequence, record))

    def on_lost(self) -> None:
        self.lost.put(True)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    bench = Bench(tmp_path / "gate.json")
    yield bench
    bench.link.stop()
    assert not {"gate-link", "gate-status"} & {thread.name for thread in threading.enumerate()}


@pytest.fixture
def gate(bench: Bench) -> Iterator[ScriptedGate]:
    gate = ScriptedGate(bench.address_file)
    yield gate
    gate.close()


def test_the_engine_greets_with_its_position_and_says_at_once_how_it_is(
    bench: Bench, gate: ScriptedGate
) -> None:
    bench.link.start()
    assert gate.accept().position == 41
    assert bench.attached.get(timeout=WAIT_S).journal_id == JOURNAL
    assert gate.wait_for(EngineStatus) == READY
    assert bench.link.attached


def test_records_arrive_with_their_place_in_the_journal(bench: Bench, gate: ScriptedGate) -> None:
    bench.link.start()
    gate.accept()
    gate.send(status(3))
    gate.send(Committed(9), sequence=17)
    assert bench.records.get(timeout=WAIT_S) == (0, status(3))
    assert bench.records.get(timeout=WAIT_S) == (17, Committed(9))


def test_the_engine_reports_again_and_again(bench: Bench, gate: ScriptedGate) -> None:
    bench.link.start()
    gate.accept()
    assert [gate.wait_for(EngineStatus) for _ in range(4)] == [READY] * 4


def test_a_gate_that_vanishes_is_missed_once_and_found_again(
    bench: Bench, gate: ScriptedGate
) -> None:
    bench.link.start()
    gate.accept()
    bench.attached.get(timeout=WAIT_S)
    gate.hang_up()
    assert bench.lost.get(timeout=WAIT_S)
    gate.accept()
    assert bench.attached.get(timeout=WAIT_S)
    assert bench.lost.empty()


def test_a_gate_on_another_port_is_found_by_its_new_address(bench: Bench) -> None:
    first = ScriptedGate(bench.address_file)
    bench.link.start()
    first.accept()
    second = ScriptedGate(bench.address_file)
    first.close()
    second.accept()
    second.close()


@pytest.mark.parametrize(
    "hello",
    [Committed(1), b"GET / HTTP/1.1\r\n\r\n" * 8, encode(status())[:-1] + b"\xff"],
    ids=["another record", "another protocol", "a flipped bit"],
)
def test_who_does_not_say_hello_is_no_gate(bench: Bench, hello: Record | bytes) -> None:
    impostor = ScriptedGate(bench.address_file, hello)
    bench.link.start()
    impostor.greet()
    impostor.greet()
    assert bench.attached.empty()
    assert not bench.link.attached
    impostor.close()


def test_a_flipped_bit_ends_the_link_and_a_new_one_begins(bench: Bench, gate: ScriptedGate) -> None:
    bench.link.start()
    gate.accept()
    raw = bytearray(encode(status()))
    raw[40] ^= 1
    assert gate._link is not None
    gate._link.sendall(raw)
    assert bench.lost.get(timeout=WAIT_S)
    gate.hang_up()
    gate.accept()
    assert bench.records.empty()


def test_a_silent_gate_is_given_up(
    bench: Bench, gate: ScriptedGate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate_link_module, "_SILENCE_S", 0.05)
    bench.link.start()
    gate.accept()
    assert bench.lost.get(timeout=WAIT_S)


def test_a_store_that_fails_while_attaching_costs_one_attempt(
    bench: Bench, gate: ScriptedGate, caplog: pytest.LogCaptureFixture
) -> None:
    bench.position_errors = [StoreError("disk I/O error")] * 2
    with caplog.at_level(logging.INFO):
        bench.link.start()
        gate.greet()
        gate.greet()
        gate.accept()
        bench.attached.get(timeout=WAIT_S)
        gate.wait_for(EngineStatus)
    told = [record.message for record in caplog.records if record.levelno >= logging.WARNING]
    assert told == ["STO-000: disk I/O error", "attached to the gate again"]


def test_a_bug_in_hearing_ends_the_link_and_not_the_thread(
    bench: Bench, gate: ScriptedGate
) -> None:
    bench.record_errors = [ZeroDivisionError()]
    bench.link.start()
    gate.accept()
    gate.send(status(1))
    assert bench.lost.get(timeout=WAIT_S)
    gate.hang_up()
    gate.accept()
    gate.send(status(2))
    _, record = bench.records.get(timeout=WAIT_S)
    assert isinstance(record, GateStatus)
    assert record.triggered == 2


def test_without_a_gate_nothing_is_sent_and_nothing_waits(bench: Bench) -> None:
    bench.link.start()
    bench.link.send(Committed(1))
    assert not bench.link.attached


def test_a_record_that_went_out_in_part_ends_the_link(bench: Bench) -> None:
    """Whatever followed it would be read askew."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.settimeout(0.05)
        bench.link._socket = ours
        theirs.settimeout(WAIT_S)
        for _ in range(100_000):
            bench.link.send(Committed(1))
        while theirs.recv(65536):
            continue


def test_an_address_where_nobody_listens_is_tried_until_stopped(bench: Bench) -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    publish(bench.address_file, GateAddress("127.0.0.1", port, b"x" * 32))
    bench.link.start()
    assert not bench.link.attached


def test_stopping_while_attached_tells_that_the_gate_is_gone(
    bench: Bench, gate: ScriptedGate
) -> None:
    bench.link.start()
    gate.accept()
    gate.wait_for(EngineStatus)
    bench.link.stop()
    assert bench.lost.get(timeout=WAIT_S)


def test_a_link_that_never_started_can_be_stopped(tmp_path: Path) -> None:
    Bench(tmp_path / "none.json").link.stop()
