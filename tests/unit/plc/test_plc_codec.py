"""Requests and answers byte by byte; examples of the Modbus Application Protocol V1.1b3."""

from __future__ import annotations

import asyncio

import pytest

from inspector.plc import codec
from inspector.plc.bank import IllegalAddressError, IllegalFunctionError
from inspector.plc.codec import Executor, Function, answer_bytes, checksum, request_bytes


class Tables:
    """The tables of the specification's examples; what is not in them is an illegal address."""

    def __init__(self) -> None:
        self.coils = _bits(0x13, "CD6B05", 19) | dict.fromkeys(range(0xA0, 0xB0), False)
        self.discrete_inputs = _bits(0xC4, "ACDB35", 22)
        self.input_registers = {8: 0x000A}
        self.holding_registers = {0x6B: 0x022B, 0x6C: 0, 0x6D: 0x64, 1: 0, 2: 0, 4: 0x12}

    def read_coils(self, address: int, count: int) -> list[bool]:
        return _values(self.coils, address, count)

    def read_discrete_inputs(self, address: int, count: int) -> list[bool]:
        return _values(self.discrete_inputs, address, count)

    def read_input_registers(self, address: int, count: int) -> list[int]:
        return _values(self.input_registers, address, count)

    def read_holding_registers(self, address: int, count: int) -> list[int]:
        if address == 0x7000:
            raise IllegalFunctionError
        return _values(self.holding_registers, address, count)

    def write_coils(self, address: int, values: list[bool]) -> None:
        _values(self.coils, address, len(values))
        self.coils.update(enumerate(values, address))

    def write_holding_registers(self, address: int, values: list[int]) -> None:
        _values(self.holding_registers, address, len(values))
        self.holding_registers.update(enumerate(values, address))


def _bits(address: int, packed: str, count: int) -> dict[int, bool]:
    stream = int.from_bytes(bytes.fromhex(packed), "little")
    return {address + number: bool(stream >> number & 1) for number in range(count)}


def _values(table: dict, address: int, count: int) -> list:
    if not all(address + number in table for number in range(count)):
        raise IllegalAddressError
    return [table[address + number] for number in range(count)]


@pytest.mark.parametrize(
    ("request_pdu", "answer"),
    [
        ("01 0013 0013", "01 03 CD6B05"),
        ("02 00C4 0016", "02 03 ACDB35"),
        ("03 006B 0003", "03 06 022B 0000 0064"),
        ("04 0008 0001", "04 02 000A"),
        ("05 00AC FF00", "05 00AC FF00"),
        ("05 00AC 0000", "05 00AC 0000"),
        ("06 0001 0003", "06 0001 0003"),
        ("0F 0013 000A 02 CD01", "0F 0013 000A"),
        ("10 0001 0002 04 000A 0102", "10 0001 0002"),
        ("16 0004 00F2 0025", "16 0004 00F2 0025"),
        ("17 006B 0002 0001 0001 02 00FF", "17 04 022B 0000"),
        ("17 0001 0002 0001 0002 04 0007 0009", "17 04 0007 0009"),
    ],
)
def test_a_request_is_carried_out_and_answered_as_specified(request_pdu, answer):
    request = bytes.fromhex(request_pdu)
    assert Executor(Tables()).execute(request) == bytes.fromhex(answer)
    assert request_bytes(request) == len(request)
    assert answer_bytes(bytes.fromhex(answer)) == len(bytes.fromhex(answer))


def test_a_masked_write_keeps_the_bits_of_the_mask():
    tables = Tables()
    Executor(tables).execute(bytes.fromhex("16 0004 00F2 0025"))
    assert tables.holding_registers[4] == 0x17


def test_coils_are_written_lowest_bit_first():
    tables = Tables()
    Executor(tables).execute(bytes.fromhex("0F 00A0 000A 02 CD01"))
    written = [tables.coils[0xA0 + number] for number in range(10)]
    assert written == [bool(0x1CD >> number & 1) for number in range(10)]


@pytest.mark.parametrize(
    ("request_pdu", "code"),
    [
        ("07", 1),
        ("2B 0E 01 00", 1),
        ("81 00", 1),
        ("08 0000 A537", 1),
        ("17 7000 0001 0001 0001 02 00FF", 1),
        ("01 0013 0014", 2),
        ("05 0001 FF00", 2),
        ("17 0070 0001 0001 0001 02 00FF", 2),
        ("17 0001 0001 0070 0001 02 00FF", 2),
        ("01 0013 07D1", 3),
        ("01 0013 0001 00", 3),
        ("03 0001", 3),
        ("03 0001 0001 00", 3),
        ("05 00AC 0001", 3),
        ("05 00AC FF01", 3),
        ("06 0001 0003 00", 3),
        ("0F 00A0 000A 01 CD", 3),
        ("0F 00A0 0000 00", 3),
        ("0F 00A0 0009 02 CD01 00", 3),
        ("10 0001 0002 04 000A 0102 00", 3),
        ("10 0001 0001 04 000A 0102", 3),
        ("10 0001 0002 03 000A 01", 3),
        ("16 0004 00F2", 3),
        ("17 0001 0001 0001 0001 02 00FF 00", 3),
        ("17 0001 007E 0001 0001 02 00FF", 3),
    ],
)
def test_what_cannot_be_done_is_refused_and_changes_nothing(request_pdu, code):
    tables, request = Tables(), bytes.fromhex(request_pdu)
    assert Executor(tables).execute(request) == bytes([request[0] | 0x80, code])
    assert vars(tables) == vars(Tables())


def test_a_request_that_would_wait_is_refused_instead_of_losing_its_place():
    assert codec._run_to_end(3, asyncio.sleep(0)) == bytes([0x83, 4])


@pytest.mark.parametrize(
    ("frame", "crc"), [("02 07", "41 12"), ("01 04 02 FF FF", "B8 80"), ("", "FF FF")]
)
def test_the_checksum_is_that_of_the_specification(frame, crc):
    assert checksum(bytes.fromhex(frame)) == bytes.fromhex(crc)


@pytest.mark.parametrize(
    ("built", "expected"),
    [
        (lambda: codec.read_request(Function.READ_COILS, 0x13, 0x13), "01 0013 0013"),
        (lambda: codec.read_request(Function.READ_INPUT_REGISTERS, 8, 1), "04 0008 0001"),
        (lambda: codec.write_registers_request(1, [10, 0x102]), "10 0001 0002 04 000A 0102"),
        (lambda: codec.write_coils_request(0x13, _list(0x1CD, 10)), "0F 0013 000A 02 CD01"),
        (
            lambda: codec.exchange_request(3, 6, 14, [255, 255, 255]),
            "17 0003 0006 000E 0003 06 00FF 00FF 00FF",
        ),
    ],
)
def test_a_request_is_built_as_specified(built, expected):
    assert built() == bytes.fromhex(expected)


def _list(bits: int, count: int) -> list[bool]:
    return [bool(bits >> number & 1) for number in range(count)]


def test_what_an_answer_carries_is_read_as_specified():
    assert codec.words_of(bytes.fromhex("03 06 022B 0000 0064")) == [0x022B, 0, 0x64]
    assert codec.bits_of(bytes.fromhex("01 03 CD6B05"), 19) == list(_bits(0, "CD6B05", 19).values())


@pytest.mark.parametrize(
    ("begun", "length"),
    [
        ("", 0),
        ("03", 5),
        ("10 0001 0002", 0),
        ("10 0001 0002 04", 10),
        ("17 0003 0006 000E 0003", 0),
        ("63", None),
        ("83", None),
    ],
)
def test_how_long_a_request_is_shows_as_soon_as_it_can(begun, length):
    assert request_bytes(bytes.fromhex(begun)) == length


@pytest.mark.parametrize(
    ("begun", "length"), [("", 0), ("03", 0), ("03 06", 8), ("10", 5), ("83", 2), ("63", None)]
)
def test_how_long_an_answer_is_shows_as_soon_as_it_can(begun, length):
    assert answer_bytes(bytes.fromhex(begun)) == length
