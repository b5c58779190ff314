"""The pipe's records: what is sent arrives, and nothing malformed is ever more than a PipeError."""

from __future__ import annotations

import json
import math
import struct
import zlib
from dataclasses import MISSING, fields

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from inspector.domain.errors.plc import PipeError
from inspector.pipe.channel import TOKEN_BYTES, GateAddress, discover, new_token, publish
from inspector.pipe.records import (
    _KINDS,
    RECORD_BYTES,
    Checkpoint,
    Committed,
    Decided,
    EngineHello,
    LateSeen,
    OutcomeSeen,
    Record,
    TriggerSeen,
    Verdict,
    check,
    decode,
    encode,
)

_INTEGERS = {"B": (0, 8), "H": (0, 16), "h": (1, 16), "I": (0, 32), "Q": (0, 64), "q": (1, 64)}


def codes(cls: type[Record]) -> list[str]:
    """One format letter per field, repeat counts written out."""
    letters: list[str] = []
    count = ""
    for char in cls.layout.format.lstrip("<"):
        if char.isdigit():
            count += char
            continue
        letters += [f"{count}s"] if char == "s" else [char] * int(count or 1)
        count = ""
    return letters


def field_values(code: str) -> st.SearchStrategy[object]:
    if code.endswith("s"):
        return st.binary(min_size=int(code[:-1]), max_size=int(code[:-1]))
    if code == "f":
        return st.floats(width=32, allow_nan=False)
    signed, bits = _INTEGERS[code]
    low, high = (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1) if signed else (0, 2**bits - 1)
    return st.integers(low, high)


def records() -> st.SearchStrategy[Record]:
    return st.one_of(
        *(st.builds(cls, *(field_values(code) for code in codes(cls))) for cls in _KINDS.values())
    )


@pytest.mark.parametrize("cls", _KINDS.values(), ids=lambda cls: cls.__name__)
def test_every_kind_has_one_code_per_field_and_fits(cls):
    assert len(codes(cls)) == len(fields(cls))
    assert cls.layout.size <= RECORD_BYTES - 16


@given(records(), st.integers(0, 2**64 - 1))
def test_every_record_survives_the_wire(record, sequence):
    raw = encode(record, sequence)
    assert len(raw) == RECORD_BYTES
    assert decode(raw) == (sequence, record)
    assert check(raw) == sequence


@given(records(), st.integers(0, RECORD_BYTES * 8 - 1))
def test_one_flipped_bit_is_noticed(record, bit):
    raw = bytearray(encode(record, 7))
    raw[bit // 8] ^= 1 << bit % 8
    with pytest.raises(PipeError):
        decode(bytes(raw))


@given(st.binary(max_size=300))
def test_noise_is_a_pipe_error(raw):
    with pytest.raises(PipeError):
        decode(raw)


@given(st.integers(0, 255), st.integers(0, 255), st.binary(min_size=112, max_size=112))
@example(200, 1, bytes(112))
@example(2, 2, bytes(112))
def test_a_sealed_record_of_any_kind_and_content_decodes_or_is_a_pipe_error(kind, version, body):
    tail = struct.pack("<BBHQ", kind, version, 0, 1) + body
    raw = struct.pack("<I", zlib.crc32(tail)) + tail
    if kind in _KINDS and version == 1:
        sequence, record = decode(raw)
        assert sequence == 1
        assert type(record) is _KINDS[kind]
    else:
        with pytest.raises(PipeError, match="unknown version"):
            decode(raw)


def test_a_score_that_is_no_number_survives_for_the_gate_to_judge():
    _, record = decode(encode(Verdict(1, 1, 0, 0, 0, math.nan)))
    assert isinstance(record, Verdict)
    assert math.isnan(record.score)


def test_the_gate_is_found_where_it_published_itself(tmp_path):
    address = GateAddress("127.0.0.1", 4711, new_token())
    publish(tmp_path / "run" / "gate.json", address)
    assert discover(tmp_path / "run" / "gate.json") == address


def test_tokens_differ():
    assert new_token() != new_token()
    assert len(new_token()) == TOKEN_BYTES


_GOOD = {"host": "127.0.0.1", "port": 4711, "token": "00" * TOKEN_BYTES}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "7",
        "\udcff".encode("utf-8", "surrogateescape"),
        json.dumps({}),
        *(
            json.dumps(_GOOD | change)
            for change in (
                {"port": "4711"},
                {"port": 0},
                {"port": 65536},
                {"port": None},
                {"host": ""},
                {"host": 5},
                {"token": "00"},
                {"token": "zz" * TOKEN_BYTES},
                {"token": 5},
            )
        ),
    ],
)
def test_a_spoiled_address_file_is_a_pipe_error(tmp_path, text):
    path = tmp_path / "gate.json"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(PipeError, match="no gate has published"):
        discover(path)


def test_without_a_file_there_is_no_gate(tmp_path):
    with pytest.raises(PipeError):
        discover(tmp_path / "gate.json")


def test_the_hello_carries_the_whole_token():
    token = bytes(range(TOKEN_BYTES))
    assert decode(encode(EngineHello(token, 9)))[1] == EngineHello(token, 9)
    assert decode(encode(Committed(2**64 - 1)))[1] == Committed(2**64 - 1)


_OLDER_LAYOUTS = {
    Checkpoint: "<IHHQ8I3I3I",
    TriggerSeen: "<QHIIQQQ",
    Decided: "<QHHIIBHhIfQQqH",
    OutcomeSeen: "<QBHQ",
    LateSeen: "<QBHQ",
}
"""What version 0.1 wrote into its journals."""

_FIXED = """
1 Checkpoint <IHHQ8I3I3IBH journal_id plc_session trigger_seq next_trigger_index undefined ok
  not_ok not_decidable passed rejected unconfirmed unknown plc_triggered_base plc_passed_base
  plc_rejected_base triggered_base passed_base rejected_base trigger_source alarms
2 TriggerSeen <QHIIQQQBH trigger_index trigger_seq part_id encoder utc_ns seen_ns deadline_ns
  source recipe_number
3 Decided <QHHIIBHhIfQQqHB trigger_index trigger_seq result_seq part_id encoder evaluation reason
  class_index model_tag score triggered_utc_ns decided_utc_ns latency_ns published view
4 OutcomeSeen <QBHQ trigger_index outcome confirm_seq utc_ns
5 LateSeen <QBHQB trigger_index evaluation reason utc_ns view
6 AlarmChanged <HHHBQQ latched raised cleared cleared_by trigger_index utc_ns
16 GateHello <IHQ journal_id session_id last_sequence
17 EngineHello <32sQ token position
18 LiveTrigger <QIIQQIQHQ trigger_index part_id encoder seen_ns deadline_ns epoch detection
  recipe_number delay_max_ns
19 Verdict <QBHhIfB trigger_index evaluation reason class_index model_tag score view
20 EngineStatus <BBHHH ready state fault_reason recipe_number recipe_refused
21 Committed <Q position
22 GateStatus <BBH9I3IIIQIBBH plc_connected synchronised alarm_bits triggered undefined ok not_ok
  not_decidable passed rejected unconfirmed unknown plc_triggered plc_passed plc_rejected missed
  late last_sequence repeated held maintenance requests
23 PartSeen <QQ detection seen_ns
24 RecipeRequested <H recipe_number
25 ClearAlarms <H alarms
26 Maintenance <BHH active forced values
27 VisionWords <96s words
28 PlcWords <48sHH words inputs outputs
"""
"""What version 1 of a record means, for ever: journals outlive programs, and gate and engine are
updated one after the other. Whatever comes later is appended."""


def test_what_a_record_means_never_changes():
    for line in _FIXED.strip().replace("\n  ", " ").split("\n"):
        kind, name, layout, *names = line.split()
        cls = _KINDS[int(kind)]
        assert cls.__name__ == name
        assert cls.layout.format.startswith(layout)
        assert [field.name for field in fields(cls)][: len(names)] == names


@given(st.data())
@pytest.mark.parametrize("cls", _OLDER_LAYOUTS, ids=lambda cls: cls.__name__)
def test_a_journal_of_version_0_1_still_decodes(cls, data):
    layout = struct.Struct(_OLDER_LAYOUTS[cls])
    count = len(layout.unpack(bytes(layout.size)))
    values = [data.draw(field_values(code)) for code in codes(cls)[:count]]
    tail = struct.pack("<BBHQ", cls.kind, 1, 0, 9) + layout.pack(*values).ljust(112, b"\0")
    raw = struct.pack("<I", zlib.crc32(tail)) + tail
    sequence, record = decode(raw)
    assert sequence == 9
    assert record == cls(*values)


@pytest.mark.parametrize("cls", _KINDS.values(), ids=lambda cls: cls.__name__)
def test_a_field_that_older_records_lack_is_0(cls):
    defaults = {field.default for field in fields(cls)} - {MISSING}
    assert defaults <= {0}
