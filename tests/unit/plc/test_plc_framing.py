"""Where messages begin and end."""

from __future__ import annotations

import struct

import pytest

from inspector.plc.codec import checksum
from inspector.plc.framing import Mbap, Message, RtuAnswers, RtuProbeAnswers, RtuRequests


def rtu(frame: bytes) -> bytes:
    return frame + checksum(frame)


READ = rtu(bytes([1, 4, 0, 0, 0, 3]))


@pytest.mark.parametrize("framing", [Mbap(), RtuRequests({1}), RtuAnswers()])
def test_a_message_is_read_back_as_it_was_written(framing):
    message = Message(1, bytes([6, 0, 1, 0, 2]), 7 if framing.numbered else 0)
    buffer = bytearray(framing.encode(message))
    assert framing.take(buffer) == message
    assert buffer == b""
    assert framing.take(buffer) is None


def test_noise_without_end_fills_no_memory():
    buffer = bytearray()
    framing = RtuRequests({1})
    for _ in range(100):
        buffer += bytes(1000)
        assert framing.take(buffer) is None
        assert len(buffer) <= 257
    assert framing.take_rest(buffer) is None
    assert buffer == b""


def test_a_thousand_requests_at_once_are_all_found():
    buffer = bytearray(READ * 1000)
    framing = RtuRequests({1})
    assert [framing.take(buffer) for _ in range(1001)].count(None) == 1


def test_a_request_that_only_silence_ends_is_at_most_as_long_as_the_specification_allows():
    framing = RtuRequests({1})
    for length, whole in ((4, True), (256, True), (257, False), (3, False)):
        frame = rtu(bytes([1, 0x63, *bytes(length)])[: length - 2])
        message = framing.take_rest(bytearray(frame))
        assert (message is not None) is whole


ANSWER, REFUSAL = rtu(bytes([1, 3, 4, 0, 22, 0, 23])), rtu(bytes([1, 0x83, 1]))
OTHER = rtu(bytes([1, 3, 2, 0, 22]))


@pytest.mark.parametrize(
    ("heard", "taken", "earlier"),
    [
        (ANSWER, bytes([3, 4, 0, 22, 0, 23]), 0),
        (OTHER + ANSWER, bytes([3, 4, 0, 22, 0, 23]), 1),
        (REFUSAL * 2 + ANSWER, bytes([3, 4, 0, 22, 0, 23]), 2),
        (OTHER + REFUSAL * 2, bytes([0x83, 1]), 2),
        (REFUSAL * 3, bytes([0x83, 1]), 2),
        (REFUSAL * 2, None, 2),
        (OTHER, None, 1),
        (ANSWER[:-1], None, 0),
        (ANSWER[:-1] + b"\0", None, 0),
        (rtu(bytes([2, 3, 4, 0, 22, 0, 23])), None, 0),
        (b"\xff\xff" + ANSWER, None, 0),
        (b"", None, 0),
    ],
)
def test_a_probe_ends_with_its_own_answer_or_the_last_that_is_due(heard, taken, earlier):
    framing, buffer = RtuProbeAnswers(1, 3, 2, unanswered=3), bytearray(heard)
    message = framing.take(buffer)
    assert (None if message is None else message.pdu) == taken
    assert framing.earlier == earlier


def test_noise_while_probing_is_given_up_and_a_half_answer_is_kept():
    framing = RtuProbeAnswers(1, 3, 2, unanswered=3)
    for heard, kept in (
        (b"\x01\x63\x00", b""),
        (ANSWER[:-1] + b"\0", b""),
        (ANSWER[:4], ANSWER[:4]),
    ):
        buffer = bytearray(heard)
        assert framing.take(buffer) is None
        assert buffer == kept


def test_a_header_names_its_transaction():
    assert Mbap().encode(Message(255, b"\x07", 0xFFFF)) == struct.pack(
        ">HHHBB", 0xFFFF, 0, 2, 255, 7
    )
