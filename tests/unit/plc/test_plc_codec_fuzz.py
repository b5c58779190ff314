"""Any bytes in any pieces: no connection raises, and only whole valid requests are answered."""

from __future__ import annotations

import asyncio
import itertools
import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.plc.bank import IllegalAddressError, IllegalFunctionError, RegisterBank
from inspector.plc.codec import Executor, Function, answer_bytes, checksum, request_bytes
from inspector.plc.framing import BadFrameError, Mbap, RtuAnswers, RtuProbeAnswers
from inspector.plc.registers import PLC_BASE, PLC_WORDS, VISION_WORDS
from inspector.plc.server import ModbusServer
from inspector.plc.transport import RtuOverTcp, Tcp

READ = struct.pack(">BHH", 4, 0, 3)
ANSWER = bytes([4, 6, 0, 0, 0, 1, 0, 2])

small = st.integers(0, 130)
word = st.one_of(small, st.sampled_from([PLC_BASE, 1000, 0xFFFF]), st.integers(0, 0xFFFF))


@st.composite
def pdus(draw: st.DrawFn) -> bytes:
    """Requests that are right, nearly right, or of no shape at all."""
    function = draw(st.one_of(st.sampled_from(list(Function)), st.integers(0, 255)))
    if draw(st.booleans()):
        return bytes([function]) + draw(st.binary(max_size=20))
    head = struct.pack(">BHH", function, draw(word), draw(word))
    if function == Function.READ_WRITE_REGISTERS:
        head += struct.pack(">HH", draw(word), draw(word))
    if function in (15, 16, 23):
        content = draw(st.binary(max_size=40))
        head += bytes([draw(st.one_of(st.just(len(content)), st.integers(0, 255)))]) + content
    return head


units = st.sampled_from([0, 1, 1, 1, 7, 255])
requests = st.tuples(st.integers(0, 0xFFFF), units, pdus())


def mbap(request: tuple[int, int, bytes]) -> bytes:
    transaction_id, unit, pdu = request
    return struct.pack(">HHHB", transaction_id, 0, len(pdu) + 1, unit) + pdu


def rtu(request: tuple[int, int, bytes]) -> bytes:
    _, unit, pdu = request
    frame = bytes([unit]) + pdu
    return frame + checksum(frame)


def streams(encode) -> st.SearchStrategy[bytes]:
    """Messages, among them noise, and now and then a flipped bit."""
    pieces = st.one_of(requests.map(encode), requests.map(encode), st.binary(max_size=12))
    flips = st.lists(st.tuples(st.integers(0, 400), st.integers(0, 7)), max_size=1)
    return st.tuples(st.lists(pieces, max_size=8), flips).map(_flipped)


def _flipped(drawn: tuple[list[bytes], list[tuple[int, int]]]) -> bytes:
    stream = bytearray(b"".join(drawn[0]))
    for position, bit in drawn[1]:
        if position < len(stream):
            stream[position] ^= 1 << bit
    return bytes(stream)


class Recorder(asyncio.Transport):
    """The system's end of a connection."""

    def __init__(self) -> None:
        super().__init__()
        self.sent = bytearray()
        self.closing = False

    def write(self, data: bytes) -> None:
        self.sent += data

    def close(self) -> None:
        self.closing = True

    def pause_reading(self) -> None:
        self.paused = True

    def resume_reading(self) -> None:
        self.paused = False

    def is_closing(self) -> bool:
        return self.closing


def bank() -> RegisterBank:
    made = RegisterBank(lambda: None)
    made.vision.words = list(range(VISION_WORDS))
    return made


def feed(server: ModbusServer, stream: bytes, cuts: list[int]) -> Recorder:
    """What a new connection answers to the stream in pieces; silence follows at the end."""
    connection, recorder = server._connection(), Recorder()
    connection.connection_made(recorder)
    edges = [0, *sorted(cut % (len(stream) + 1) for cut in cuts), len(stream)]
    for start, end in itertools.pairwise(edges):
        if start < end and not recorder.closing:
            connection.data_received(stream[start:end])
    if not recorder.closing:
        connection._on_silence()
    connection.connection_lost(None)
    return recorder


def mbap_frames(stream: bytes) -> list[tuple[int, int, bytes]]:
    """The whole valid messages before the first bad header; written apart from the product's."""
    found = []
    while len(stream) >= 7:
        transaction_id, protocol, length, unit = struct.unpack(">HHHB", stream[:7])
        if protocol or length < 2 or length > 254 or len(stream) < 6 + length:
            break
        found.append((transaction_id, unit, stream[7 : 6 + length]))
        stream = stream[6 + length :]
    return found


def in_loop(call) -> None:
    async def run() -> None:
        call()

    asyncio.run(run())


@settings(max_examples=300)
@given(streams(mbap), st.lists(st.integers(0, 400), max_size=6))
def test_mbap_answers_each_whole_request_once_in_order_and_nothing_else(stream, cuts):
    def check() -> None:
        server = ModbusServer(bank(), Tcp("127.0.0.1", 0))
        recorder = feed(server, stream, cuts)
        asked, answered = mbap_frames(stream), mbap_frames(bytes(recorder.sent))
        assert sum(len(mbap(answer)) for answer in answered) == len(recorder.sent)
        assert [answer[:2] for answer in answered] == [request[:2] for request in asked]
        for request, answer in zip(asked, answered, strict=True):
            assert answer[2][0] in (request[2][0], request[2][0] | 0x80)
        again = feed(server, mbap((9, 1, READ)), [])
        assert again.sent == mbap((9, 1, ANSWER))

    in_loop(check)


@settings(max_examples=300)
@given(streams(rtu), st.lists(st.integers(0, 400), max_size=6))
def test_rtu_answers_only_what_it_was_sent_with_a_right_checksum(stream, cuts):
    def check() -> None:
        server = ModbusServer(bank(), RtuOverTcp("127.0.0.1", 0))
        recorder = feed(server, stream, cuts)
        sent = bytes(recorder.sent)
        answers = 0
        while sent:
            length = answer_bytes(sent[1:])
            assert length
            frame, sent = sent[: length + 3], sent[length + 3 :]
            assert frame[0] == 1
            assert frame[-2:] == checksum(frame[:-2])
            answers += 1
        assert answers <= _valid_requests_to_us(stream)
        again = feed(server, rtu((0, 1, READ)), [])
        assert again.sent == rtu((0, 1, ANSWER))

    in_loop(check)


def _valid_requests_to_us(stream: bytes) -> int:
    """How many places begin with our address and end with a right checksum."""
    return sum(
        stream[start] == 1
        and any(
            checksum(stream[start : end - 2]) == stream[end - 2 : end]
            for end in range(start + 4, min(start + 257, len(stream) + 1))
        )
        for start in range(len(stream))
    )


@settings(max_examples=500)
@given(pdus())
def test_what_is_refused_has_changed_nothing(pdu):
    made = bank()
    answer = Executor(made).execute(pdu)
    if answer[0] & 0x80 or pdu[0] not in (6, 16, 22, 23):
        assert made.plc.words == [0] * PLC_WORDS
    assert made.vision.words == list(range(VISION_WORDS))
    assert all(0 <= value <= 0xFFFF for value in made.plc.words)
    assert len(answer) <= 253
    assert len(answer) == answer_bytes(answer) or answer[0] & 0x80
    if answer[0] & 0x80:
        assert answer[0] == pdu[0] | 0x80
        assert answer[1] in (1, 2, 3)
    else:
        assert len(pdu) == request_bytes(pdu)


@pytest.mark.parametrize(
    "framing", [Mbap(), RtuAnswers(), RtuProbeAnswers], ids=["mbap", "rtu", "echo"]
)
@settings(max_examples=200)
@given(st.one_of(streams(mbap), streams(rtu), st.binary(max_size=300)))
def test_a_client_takes_messages_or_says_that_it_hears_none(framing, stream):

    reader = framing(1, 3, 2, 3) if framing is RtuProbeAnswers else framing
    buffer = bytearray(stream)
    try:
        while (message := reader.take(buffer)) is not None:
            assert message.pdu
    except BadFrameError:
        return
    assert len(buffer) <= len(stream)


def test_a_table_that_is_not_there_is_an_illegal_function():
    made = bank()
    for request in (
        struct.pack(">BHH", 1, 0, 1),
        struct.pack(">BHH", 5, 0, 0xFF00),
        struct.pack(">BHHBB", 15, 0, 1, 1, 1),
    ):
        assert Executor(made).execute(request) == bytes([request[0] | 0x80, 1])
    with pytest.raises(IllegalFunctionError):
        made.write_coils(0, [True])
    with pytest.raises(IllegalAddressError):
        made.read_holding_registers(99, 1)
