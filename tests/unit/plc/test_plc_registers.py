"""The register map, its blocks in memory and what a PLC may do to them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.plc.bank import IllegalAddressError, RegisterBank
from inspector.plc.block import RegisterBlock, next_sequence, sequence_distance
from inspector.plc.registers import (
    PLC_BASE,
    PLC_BLOCK,
    PLC_WORDS,
    RING_OFFSET,
    RING_SLOT_WORDS,
    RING_SLOTS,
    VISION_BLOCK,
    VISION_MIRROR_BASE,
    VISION_WORDS,
    Status,
)

BLOCKS = {"V": (VISION_BLOCK, RING_OFFSET), "P": (PLC_BLOCK, PLC_WORDS)}


@pytest.mark.parametrize("name", BLOCKS)
def test_registers_follow_each_other_and_stay_inside_their_block(name):
    registers, end = BLOCKS[name]
    offset = 0
    for register in registers:
        assert register.offset == offset
        assert register.words in (1, 2)
        offset += register.words
    assert offset <= end
    assert len({register.name for register in registers}) == len(registers)


def test_the_ring_ends_with_its_block():
    assert RING_OFFSET + RING_SLOTS * RING_SLOT_WORDS == VISION_WORDS


@pytest.mark.parametrize("register", VISION_BLOCK, ids=lambda register: register.name)
def test_a_register_keeps_its_value_and_touches_no_other(register):
    block = RegisterBlock(VISION_BLOCK, VISION_WORDS)
    block.words = [0xAAAA] * VISION_WORDS
    value = 0x12345678 if register.words == 2 else 0x1234
    block[register.name] = value
    assert block[register.name] == value
    touched = [index for index, word in enumerate(block.words) if word != 0xAAAA]
    assert touched == list(range(register.offset, register.offset + register.words))


def test_32_bit_values_stand_high_word_first():
    block = RegisterBlock(PLC_BLOCK, PLC_WORDS)
    block["part_id"] = 0x00010002
    assert block.words[3:5] == [1, 2]


@given(st.integers(-(2**70), 2**70))
def test_any_number_is_cut_to_its_register(value):
    block = RegisterBlock(PLC_BLOCK, PLC_WORDS)
    block["trigger_seq"] = value
    block["part_id"] = value
    assert block["trigger_seq"] == value % 2**16
    assert block["part_id"] == value % 2**32


def test_loading_replaces_the_words_that_were_read():
    block = RegisterBlock(PLC_BLOCK, PLC_WORDS)
    block.load(range(1, PLC_WORDS + 1))
    assert block["plc_heartbeat"] == 1
    block.load([9])
    assert block.words == [9, *range(2, PLC_WORDS + 1)]


@given(st.integers(1, 65535), st.integers(0, 65534))
def test_distance_counts_the_steps_of_next(start, steps):
    assert next_sequence(0) == 1
    assert sequence_distance(start, (start - 1 + steps) % 65535 + 1) == steps
    following = next_sequence(start)
    assert 1 <= following <= 65535
    assert sequence_distance(start, following) == 1


@pytest.fixture
def bank():
    writes: list[list[int]] = []
    bank = RegisterBank(lambda: writes.append(list(bank.plc.words)))
    bank.vision.words = list(range(VISION_WORDS))
    bank.writes = writes
    return bank


def test_block_v_is_read_as_input_registers_and_at_its_mirror(bank):
    assert bank.read_input_registers(0, VISION_WORDS) == list(range(VISION_WORDS))
    assert bank.read_input_registers(63, 1) == [63]
    assert bank.read_holding_registers(VISION_MIRROR_BASE + 5, 2) == [5, 6]


def test_block_p_is_written_and_read_back_and_each_write_is_told(bank):
    bank.write_holding_registers(PLC_BASE, [1, 2])
    bank.write_holding_registers(PLC_BASE + 23, [7])
    assert bank.read_holding_registers(PLC_BASE, PLC_WORDS) == [1, 2, *[0] * 21, 7]
    assert len(bank.writes) == 2
    assert bank.writes[0][:2] == [1, 2]


def test_status_bits_are_discrete_inputs(bank):
    bank.vision["status"] = Status.ONLINE | Status.SIMULATED
    assert bank.read_discrete_inputs(0, 16) == [True, *[False] * 14, True]
    assert bank.read_discrete_inputs(15, 1) == [True]


@given(st.integers(0, 65535), st.integers(0, 2000))
def test_reading_gives_what_was_asked_for_or_refuses(address, count):
    bank = RegisterBank(lambda: None)
    for read in (
        bank.read_input_registers,
        bank.read_holding_registers,
        bank.read_discrete_inputs,
    ):
        try:
            assert len(read(address, count)) == count
        except IllegalAddressError:
            continue


@given(st.integers(0, 65535), st.lists(st.integers(0, 65535), max_size=123))
def test_nothing_but_block_p_can_be_written(address, values):
    told = []
    bank = RegisterBank(lambda: told.append(1))
    inside = address >= PLC_BASE and 0 < len(values) <= PLC_BASE + PLC_WORDS - address
    if inside:
        bank.write_holding_registers(address, values)
        assert told
    else:
        with pytest.raises(IllegalAddressError):
            bank.write_holding_registers(address, values)
        assert not told
        assert bank.plc.words == [0] * PLC_WORDS
    assert len(bank.plc.words) == PLC_WORDS
    assert bank.vision.words == [0] * VISION_WORDS
