"""A million damaged Modbus frames: no crash, hang, growth, or answer to what is no request."""

from __future__ import annotations

import time

import pytest
from footprint import Course, memory_of
from fuzzed_server import (
    VISION,
    Running,
    answers_to,
    expected_on_tcp,
    faults_on_rtu,
    faults_on_tcp,
    fuzzed_server,
)
from modbus_mutations import Mutations, mbap, rtu

from inspector.plc.registers import VISION_MIRROR_BASE, VISION_WORDS
from inspector.plc.transport import RtuOverTcp, Tcp

SEED = 20_260_101
QUICK = 10_000
MILLION = 500_000
"""On each of the two."""
BATCH = 12
"""Inputs on one connection; the server answers so many in one turn."""
SAMPLES = 100
GROWTH_MAX = 1_500_000
READ_V = bytes([3, *VISION_MIRROR_BASE.to_bytes(2, "big"), 0, VISION_WORDS])
WHOLE_V = bytes([3, 2 * VISION_WORDS]) + b"".join(word.to_bytes(2, "big") for word in VISION)


class Campaign:
    """So many inputs into one server.

    Attributes:
        inputs: How many there were.
        slowest_s: The longest that a batch took.
        resets: Batches whose answers were lost because the server hung up on unread bytes.
    """

    def __init__(self, server: Running, inputs: int) -> None:
        self._server = server
        self._wanted = inputs
        self._memory: list[int] = []
        self._begun_s = time.monotonic()
        self.inputs = 0
        self.slowest_s = 0.0
        self.resets = 0

    def on_tcp(self, mutations: Mutations) -> None:
        while self.inputs < self._wanted:
            stream, batch = b"", 0
            while batch < BATCH and not expected_on_tcp(stream).broken:
                stream += mutations.next()
                batch += 1
            said = self._say(stream, batch, mutations)
            if said is not None:
                assert faults_on_tcp(said, expected_on_tcp(stream)) is None, stream.hex(" ")

    def on_rtu(self, mutations: Mutations) -> None:
        while self.inputs < self._wanted:
            first = mutations.valid()
            stream = first + b"".join(mutations.next() for _ in range(BATCH - 1))
            said = self._say(stream, BATCH, mutations)
            if said is not None:
                assert faults_on_rtu(said, stream, first) is None, stream.hex(" ")

    def _say(self, stream: bytes, batch: int, mutations: Mutations) -> bytes | None:
        """The answers, ``None`` where they were lost; a server that hangs is a time-out."""
        begun_s = time.monotonic()
        try:
            said = answers_to(self._server.port, mutations.chunks(stream))
        except ConnectionError:
            self.resets += 1
            said = None
        self.slowest_s = max(self.slowest_s, time.monotonic() - begun_s)
        self.inputs += batch
        if self.inputs * SAMPLES // self._wanted > len(self._memory):
            self._memory.append(memory_of(self._server.pid))
        return said

    def conclude(self, name: str) -> Course:
        """Say how it went; the log must not have been flooded."""
        seconds = time.monotonic() - self._begun_s
        course = Course.of(self._memory)
        lines = self._server.log_lines()
        print(
            f"\n{name}: {self.inputs} inputs, {self.inputs / seconds:.0f}/s, slowest batch "
            f"{self.slowest_s * 1e3:.1f} ms, {self.resets} resets, {lines} lines of log, "
            f"memory {course}"
        )
        assert lines <= 5 * (seconds + 2)
        return course


def still_answers_on_tcp(server: Running) -> bool:
    return answers_to(server.port, [mbap(READ_V, 1, 7)]) == mbap(WHOLE_V, 1, 7)


def still_answers_on_rtu(server: Running) -> bool:
    return answers_to(server.port, [rtu(READ_V, 1, 0)]) == rtu(WHOLE_V, 1, 0)


def run_on_tcp(inputs: int, capsys: pytest.CaptureFixture[str]) -> Course:
    with fuzzed_server(Tcp) as server:
        campaign = Campaign(server, inputs)
        campaign.on_tcp(Mutations(SEED, mbap))
        assert still_answers_on_tcp(server)
        with capsys.disabled():
            return campaign.conclude("Modbus TCP")


def run_on_rtu(inputs: int, capsys: pytest.CaptureFixture[str]) -> Course:
    with fuzzed_server(RtuOverTcp) as server:
        campaign = Campaign(server, inputs)
        campaign.on_rtu(Mutations(SEED, rtu))
        assert still_answers_on_rtu(server)
        with capsys.disabled():
            return campaign.conclude("Modbus RTU")


def test_ten_thousand_damaged_frames_on_tcp_do_no_harm(
    capsys: pytest.CaptureFixture[str],
) -> None:
    run_on_tcp(QUICK, capsys)


def test_ten_thousand_damaged_frames_on_a_serial_line_do_no_harm(
    capsys: pytest.CaptureFixture[str],
) -> None:
    run_on_rtu(QUICK, capsys)


@pytest.mark.soak
def test_half_a_million_damaged_frames_on_tcp_do_no_harm(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run_on_tcp(MILLION, capsys).growth < GROWTH_MAX


@pytest.mark.soak
def test_half_a_million_damaged_frames_on_a_serial_line_do_no_harm(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run_on_rtu(MILLION, capsys).growth < GROWTH_MAX
