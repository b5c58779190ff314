"""The register map for spreadsheets and PLCs is what the table says, and they can read it.

``UPDATE_DOCUMENTS=1 pytest tests/unit/plc/test_plc_export.py`` writes the files anew.
"""

from __future__ import annotations

import csv
import io
import os
import random
import re
from pathlib import Path
from types import SimpleNamespace

import pytest
import structured_text_reader as st
from structured_text_machine import Machine

from inspector.domain.evaluation import Evaluation, Reason
from inspector.plc.block import RegisterBlock
from inspector.plc.export.line_program import as_line_program
from inspector.plc.export.spreadsheet import HEADER, as_csv
from inspector.plc.export.structured_text import as_structured_text
from inspector.plc.registers import (
    ALARM_MEANING,
    CONTROL_MEANING,
    PLC_BLOCK,
    PLC_WORDS,
    REQUEST_MEANING,
    RING_OFFSET,
    RING_SLOT_WORDS,
    RING_SLOTS,
    STATUS_MEANING,
    VISION_BLOCK,
    VISION_WORDS,
    ConfirmCode,
    MachineState,
)
from inspector.plc.values import bit_names, describe, named_values

DOCS = Path(__file__).parents[3] / "docs" / "reference"
FILES = {
    "register-map.csv": as_csv,
    "register-map.st": as_structured_text,
    "line-program.st": lambda: as_line_program("encoder"),
}


@pytest.mark.parametrize("name", FILES)
def test_the_file_in_the_documentation_is_what_the_table_says(name):
    path, written = DOCS / name, FILES[name]().encode("ascii")
    if os.environ.get("UPDATE_DOCUMENTS"):
        path.write_bytes(written)
    assert path.read_bytes().replace(b"\r\n", b"\n") == written.replace(b"\r\n", b"\n")


def rows() -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(as_csv(), newline="")))


def row(block: str, name: str) -> dict[str, str]:
    (found,) = (each for each in rows() if (each["block"], each["name"]) == (block, name))
    return found


class TestSpreadsheet:
    def test_every_row_has_every_column_and_ends_as_the_rfc_wants(self):
        for line in csv.reader(io.StringIO(as_csv(), newline="")):
            assert len(line) == len(HEADER)
        assert as_csv().count("\n") == as_csv().count("\r\n")

    def test_no_cell_is_taken_for_a_date_or_a_formula(self):
        for line in csv.reader(io.StringIO(as_csv(), newline="")):
            for cell in line:
                assert not cell.startswith(("=", "+", "-", "@", "\t"))
                assert not re.fullmatch(r"\d+[-/.]\d+([-/.]\d+)?|0\d+|\d+[eE]\d+", cell)

    @pytest.mark.parametrize(
        ("block", "name", "expected"),
        [
            ("V", "status", ("input register", "2", "30003", "1002", "41003", "1", "UINT16")),
            (
                "V",
                "part_id",
                ("input register", "11", "30012", "1011", "41012", "2", "UINT32 high word first"),
            ),
            ("V", "status.FAULT", ("discrete input", "7", "10008", "", "", "", "BOOL")),
            ("V", "ring_7_trigger_seq", ("input register", "63", "30064", "1063", "41064", "1")),
            ("P", "trigger_seq", ("holding register", "102", "40103", "", "", "1", "UINT16")),
            ("V", "request.PURGE", ("input register", "35", "30036", "1035", "41036", "", "BOOL")),
            ("P", "control.CLEAR_FAULT", ("holding register", "101", "40102", "", "", "", "BOOL")),
        ],
    )
    def test_addresses_are_given_in_both_notations(self, block, name, expected):
        columns = HEADER[2:8] + HEADER[10:11]
        found = row(block, name)
        assert tuple(found[column] for column in columns)[: len(expected)] == expected

    def test_every_word_of_both_blocks_stands_there_once(self):
        for block, table, registers in (
            ("V", "input register", VISION_BLOCK),
            ("P", "holding register", PLC_BLOCK),
        ):
            words = [
                (int(each["address"]) + offset)
                for each in rows()
                if (each["block"], each["table"], each["bit"]) == (block, table, "")
                for offset in range(int(each["words"]))
            ]
            assert len(words) == len(set(words))
            assert len(words) >= sum(register.words for register in registers)

    def test_units_numbers_and_bits_are_told(self):
        assert row("V", "latency_ms")["unit"] == "ms"
        assert row("V", "evaluation")["values"].startswith("0 UNDEFINED; 1 OK; 2 NOT_OK")
        assert row("V", "fault_code")["values"].startswith("0 NONE; 10 DEADLINE_MISSED")
        assert row("P", "confirm_code")["values"].endswith("6 PASSED")
        assert row("V", "status.SIMULATED")["bit"] == "15"
        assert {each["direction"] for each in rows()} == {"vision to PLC", "PLC to vision"}


@pytest.fixture(scope="module")
def source():
    return st.read(as_structured_text())


class TestStructuredText:
    def test_every_register_is_a_member_of_its_width(self, source):
        for name, block in (("INSP_V", VISION_BLOCK), ("INSP_P", PLC_BLOCK)):
            members = dict(source.structures[name])
            members.pop("ring", None)
            assert list(members) == [register.name for register in block]
            for register in block:
                assert (members[register.name] == "UDINT") == (register.words == 2)

    def test_every_bit_and_number_is_a_constant(self, source):
        expected = {f"INSP_STATUS_{bit.name}": bit.value for bit in STATUS_MEANING}
        expected |= {f"INSP_CONTROL_{bit.name}": bit.value for bit in CONTROL_MEANING}
        expected |= {f"INSP_REQUEST_{bit.name}": bit.value for bit in REQUEST_MEANING}
        expected |= {f"INSP_ALARM_{bit.name}": bit.value for bit in ALARM_MEANING}
        for prefix, numbers in (
            ("STATE", MachineState),
            ("EVALUATION", Evaluation),
            ("REASON", Reason),
            ("CONFIRM", ConfirmCode),
        ):
            expected |= {f"INSP_{prefix}_{each.name}": each.value for each in numbers}
        expected |= {
            "INSP_MAP_VERSION": 0x0100,
            "INSP_V_FIRST": 0,
            "INSP_V_MIRROR": 1000,
            "INSP_V_WORDS": VISION_WORDS,
            "INSP_P_FIRST": 100,
            "INSP_P_WORDS": PLC_WORDS,
        }
        assert source.constants == expected

    def test_words_become_the_values_that_the_station_put_in(self, source):
        chance = random.Random(1)
        block = RegisterBlock(VISION_BLOCK, VISION_WORDS)
        block.words = [chance.randrange(0x10000) for _ in range(VISION_WORDS)]
        machine = Machine(source)
        memory = machine.make("INSP_UNPACK_V")
        machine.call("INSP_UNPACK_V", memory, words=block.words)
        for register in VISION_BLOCK:
            assert getattr(memory.v, register.name) == block[register.name], register.name
        for slot in range(RING_SLOTS):
            first = RING_OFFSET + slot * RING_SLOT_WORDS
            sequence, verdict, trigger_seq = block.words[first : first + RING_SLOT_WORDS]
            assert vars(memory.v.ring[slot]) == {
                "sequence": sequence,
                "evaluation": verdict >> 12,
                "reason": verdict & 0xFFF,
                "trigger_seq": trigger_seq,
            }

    def test_values_become_the_words_that_the_station_reads(self, source):
        chance = random.Random(2)
        block = RegisterBlock(PLC_BLOCK, PLC_WORDS)
        block.words = [chance.randrange(0x10000) for _ in range(PLC_WORDS)]
        values = {register.name: block[register.name] for register in PLC_BLOCK}
        machine = Machine(source)
        memory = machine.make("INSP_PACK_P")
        machine.call("INSP_PACK_P", memory, p=SimpleNamespace(**values))
        assert memory.words == block.words

    def test_each_address_stands_behind_its_member(self):
        text = as_structured_text()
        assert re.search(r"\n  part_id : UDINT; \(\* 11, 1011: Part of this result \*\)\n", text)
        assert re.search(r"\n  part_id : UDINT; \(\* 103: ", text)

    @pytest.mark.parametrize(
        "broken",
        [
            lambda text: text.replace("END_STRUCT;", "END_STRUCT", 1),
            lambda text: text.replace("heartbeat : UINT", "heartbeat : UINT16", 1),
            lambda text: text.replace("  late :", "  passed :"),
            lambda text: text.replace("  reason : UINT", "  if : UINT"),
            lambda text: text.replace("  reason : UINT", "  reason__text : UINT"),
            lambda text: text + "(* never closed",
        ],
    )
    def test_the_reader_of_these_tests_refuses_what_is_wrong(self, broken):
        with pytest.raises(SyntaxError):
            st.read(broken(as_structured_text()))


class TestValues:
    def register(self, name: str):
        return next(each for each in (*VISION_BLOCK, *PLC_BLOCK) if each.name == name)

    @pytest.mark.parametrize(
        ("name", "value", "text"),
        [
            ("map_version", 0x0102, "1.2"),
            ("status", 0x8003, "0x8003 ONLINE TRIGGER_READY SIMULATED"),
            ("control", 0x0100, "0x0100 bit 8"),
            ("evaluation", 2, "2 NOT_OK"),
            ("evaluation", 9, "9 ?"),
            ("confirm_code", 0, "0"),
            ("reason", 0, "0 CLASSIFIED"),
            ("fault_code", 0, "0 NONE"),
            ("latency_ms", 17, "17 ms"),
            ("part_id", 70000, "70000"),
        ],
    )
    def test_a_value_is_shown_as_a_person_reads_it(self, name, value, text):
        assert describe(self.register(name), value) == text

    def test_a_plain_number_has_neither_names_nor_bits(self):
        assert bit_names(self.register("part_id"), 0xFFFF) == []
        assert not named_values(self.register("part_id"))
