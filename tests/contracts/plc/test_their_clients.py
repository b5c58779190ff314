"""Our server, polled by Modbus clients of other makers: the same promises over every way there."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from client_ways import COMPLETE, SERIAL, TCP, WAYS, Place, Polled
from modbus_peers import RefusedError, UnansweredError

from inspector.plc.registers import (
    PLC_BASE,
    PLC_WORDS,
    VISION_BASE,
    VISION_MIRROR_BASE,
    VISION_WORDS,
    Status,
)

STATUS = 2
UNKNOWN_UNIT = 9


over_each_of = partial(pytest.mark.parametrize, "polled", indirect=True)


@pytest.fixture
def polled(request: pytest.FixtureRequest, built: Path, tmp_path: Path) -> Iterator[Polled]:
    place = Place(built, partial(request.getfixturevalue, "certificates"), tmp_path)
    with WAYS[request.param](place, None) as reached:
        yield reached


@over_each_of(WAYS)
def test_block_v_is_read_whole_from_every_table(polled: Polled) -> None:
    words = polled.server.bank.vision.words
    words[STATUS] = Status.ONLINE | Status.FAULT | Status.SIMULATED
    assert polled.client.ask("holding", VISION_MIRROR_BASE, VISION_WORDS) == words
    assert polled.client.ask("input-registers", VISION_BASE, VISION_WORDS) == words
    bits = polled.client.ask("inputs", 0, 16)
    assert [number for number, bit in enumerate(bits) if bit] == [0, 7, 15]


@over_each_of(WAYS)
def test_block_p_is_written_whole_in_one_go(polled: Polled) -> None:
    block = [60_000 + offset for offset in range(PLC_WORDS)]
    polled.client.ask("write-many", PLC_BASE, *block)
    assert polled.server.writes == [block]
    assert polled.client.ask("holding", PLC_BASE, PLC_WORDS) == block


@over_each_of(WAYS)
def test_each_word_of_block_p_is_written_alone(polled: Polled) -> None:
    offsets = range(0, PLC_WORDS, 5)
    for offset in offsets:
        polled.client.ask("write", PLC_BASE + offset, 1 + offset)
    expected = [1 + offset if offset in offsets else 0 for offset in range(PLC_WORDS)]
    assert polled.server.bank.plc.words == expected
    assert len(polled.server.writes) == len(offsets)


@over_each_of(COMPLETE)
def test_a_masked_write_changes_the_bits_of_the_mask_only(polled: Polled) -> None:
    polled.client.ask("write", PLC_BASE + 1, 0b1010)
    polled.client.ask("mask", PLC_BASE + 1, 0xFFF0, 0b0101)
    assert polled.server.bank.plc.words[1] == 0b0101


@over_each_of(COMPLETE)
def test_both_blocks_go_in_one_exchange(polled: Polled) -> None:
    block = list(range(PLC_WORDS))
    read = polled.client.ask("exchange", VISION_MIRROR_BASE, VISION_WORDS, PLC_BASE, *block)
    assert read == polled.server.bank.vision.words
    assert polled.server.writes == [block]


@over_each_of(WAYS)
@pytest.mark.parametrize(
    ("request_line", "code"),
    [
        (("holding", VISION_MIRROR_BASE + VISION_WORDS, 1), 2),
        (("holding", PLC_BASE - 1, 1), 2),
        (("input-registers", 0, VISION_WORDS + 1), 2),
        (("inputs", 8, 9), 2),
        (("write", VISION_MIRROR_BASE, 1), 2),
        (("write-many", PLC_BASE + PLC_WORDS - 1, 1, 2), 2),
        (("coils", 0, 1), 1),
    ],
    ids=lambda value: str(value[0]) if isinstance(value, tuple) else None,
)
def test_what_the_map_does_not_have_is_refused_with_the_right_code(
    polled: Polled, request_line: tuple, code: int
) -> None:
    with pytest.raises(RefusedError) as refused:
        polled.client.ask(*request_line)
    assert refused.value.code == code
    assert polled.server.writes == []
    assert len(polled.client.ask("holding", VISION_MIRROR_BASE, VISION_WORDS)) == VISION_WORDS


@over_each_of(TCP)
def test_units_0_1_and_255_are_answered_and_another_is_not(polled: Polled) -> None:
    for unit in (0, 1, 255):
        polled.client.ask("unit", unit)
        assert polled.client.ask("holding", VISION_MIRROR_BASE, 1) == [1000]
    polled.client.ask("unit", UNKNOWN_UNIT)
    with pytest.raises(RefusedError) as refused:
        polled.client.ask("holding", VISION_MIRROR_BASE, 1)
    assert refused.value.code == 11


@over_each_of(SERIAL)
def test_on_a_serial_line_nobody_answers_for_another(polled: Polled) -> None:
    assert polled.client.ask("holding", VISION_MIRROR_BASE, 1) == [1000]
    polled.client.ask("unit", UNKNOWN_UNIT)
    with pytest.raises(UnansweredError):
        polled.client.ask("write", PLC_BASE, 5)
    polled.client.ask("unit", 1)
    assert polled.client.ask("holding", VISION_MIRROR_BASE, 1) == [1000]
    assert polled.server.writes == []
