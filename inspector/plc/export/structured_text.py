"""The register map as IEC 61131-3 structured text for the PLC's project.

Types for both blocks, constants for addresses, bits and numbers, and two function blocks that turn
words into values and values into words. The conversion is written out with arithmetic only: laying
a structure over the words would depend on the PLC's alignment and byte order.

To write the file: ``inspector plc map --format st --out docs/reference/register-map.st``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import IntEnum, IntFlag

from inspector.domain.evaluation import Evaluation
from inspector.plc.export.layout import plain
from inspector.plc.reasons import REASON_MEANING
from inspector.plc.registers import (
    ALARM_MEANING,
    CONTROL_MEANING,
    MAP_VERSION,
    PLC_BASE,
    PLC_BLOCK,
    PLC_WORDS,
    REQUEST_MEANING,
    RING_OFFSET,
    RING_SLOT_WORDS,
    RING_SLOTS,
    STATUS_MEANING,
    VISION_BASE,
    VISION_BLOCK,
    VISION_MIRROR_BASE,
    VISION_WORDS,
    ConfirmCode,
    MachineState,
    Register,
)

_HEADER = """\
(* Inspector, register map {version}. Written by: inspector plc map --format st

   IEC 61131-3 structured text. A development system that keeps types, global variables and
   function blocks apart takes each part below as an object of its own.

   Read {vision_words} words at INSP_V_MIRROR (or input registers at INSP_V_FIRST) into an array
   and call INSP_UNPACK_V; call INSP_PACK_P and write its {plc_words} words at INSP_P_FIRST; best
   both in one request (function 23). Addresses are 0-based; they stand in the comment behind
   each member. Act on a result only when v.result_seq = v.result_seq_echo. *)
"""
_STRUCT = """\
TYPE {name} : STRUCT (* {comment} *)
{members}END_STRUCT;
END_TYPE
"""
_RING_MEMBERS = """\
  sequence : UINT;
  evaluation : UINT;
  reason : UINT;
  trigger_seq : UINT;
"""
_HIGH_WORD = 65536
_VERDICT_REASONS = 4096


def as_structured_text() -> str:
    """The file docs/reference/register-map.st; pure ASCII."""
    version = f"{MAP_VERSION >> 8}.{MAP_VERSION & 0xFF}"
    header = _HEADER.format(version=version, vision_words=VISION_WORDS, plc_words=PLC_WORDS)
    parts = (header, _types(), _constants(), _unpack(), _pack())
    return "\n".join(parts)


def _types() -> str:
    ring_first, ring_mirror = VISION_BASE + RING_OFFSET, VISION_MIRROR_BASE + RING_OFFSET
    ring = (
        f"  ring : ARRAY [0..{RING_SLOTS - 1}] OF INSP_RING_SLOT; "
        f"(* {ring_first}, {ring_mirror}: the last results *)\n"
    )
    vision = "".join(_members(VISION_BLOCK, VISION_BASE, VISION_MIRROR_BASE)) + ring
    plc = "".join(_members(PLC_BLOCK, PLC_BASE, PLC_BASE))
    structures = (
        ("INSP_RING_SLOT", "one of the last results; sequence 0: empty", _RING_MEMBERS),
        ("INSP_V", "block V, vision to PLC: input register, mirror", vision),
        ("INSP_P", "block P, PLC to vision: holding register", plc),
    )
    return "\n".join(
        _STRUCT.format(name=name, comment=comment, members=members)
        for name, comment, members in structures
    )


def _members(block: Iterable[Register], base: int, mirror: int) -> Iterator[str]:
    for register in block:
        address, other = base + register.offset, mirror + register.offset
        place = f"{address}" if address == other else f"{address}, {other}"
        unit = f" [{register.unit}]" if register.unit else ""
        yield f"  {register.name} : {_type(register)}; (* {place}:{unit} {_text(register)} *)\n"


def _type(register: Register) -> str:
    if register.bits is not None:
        return "WORD"
    return "UINT" if register.words == 1 else "UDINT"


def _text(register: Register) -> str:
    return plain(register.meaning).replace("see below", "see the constants")


def _constants() -> str:
    numbers = (
        ("MAP_VERSION", MAP_VERSION, "value of map_version"),
        ("V_FIRST", VISION_BASE, "block V as input registers"),
        ("V_MIRROR", VISION_MIRROR_BASE, "block V as holding registers"),
        ("V_WORDS", VISION_WORDS, "length of block V"),
        ("P_FIRST", PLC_BASE, "block P, holding registers"),
        ("P_WORDS", PLC_WORDS, "length of block P"),
    )
    lines = [f"  INSP_{name} : UINT := {value}; (* {text} *)\n" for name, value, text in numbers]
    lines += _bit_constants("STATUS", STATUS_MEANING.items())
    lines += _bit_constants("CONTROL", CONTROL_MEANING.items())
    lines += _bit_constants("REQUEST", REQUEST_MEANING.items())
    lines += _bit_constants("ALARM", ALARM_MEANING.items())
    for prefix, members in (
        ("STATE", MachineState),
        ("EVALUATION", Evaluation),
        ("CONFIRM", ConfirmCode),
    ):
        lines += _number_constants(prefix, members)
    lines += _reason_constants()
    return f"VAR_GLOBAL CONSTANT\n{''.join(lines)}END_VAR\n"


def _bit_constants(prefix: str, meanings: Iterable[tuple[IntFlag, str]]) -> Iterator[str]:
    for bit, meaning in meanings:
        yield f"  INSP_{prefix}_{bit.name} : WORD := 16#{bit.value:04X}; (* {plain(meaning)} *)\n"


def _number_constants(prefix: str, members: type[IntEnum]) -> Iterator[str]:
    for each in members:
        yield f"  INSP_{prefix}_{each.name} : UINT := {each.value};\n"


def _reason_constants() -> Iterator[str]:
    for reason, meaning in REASON_MEANING.items():
        yield f"  INSP_REASON_{reason.name} : UINT := {reason.value}; (* {plain(meaning)} *)\n"


def _unpack() -> str:
    body = "".join(f"v.{each.name} := {_value(each)};\n" for each in VISION_BLOCK)
    return (
        "FUNCTION_BLOCK INSP_UNPACK_V (* the words of block V as values *)\n"
        f"VAR_INPUT\n  words : ARRAY [0..{VISION_WORDS - 1}] OF UINT;\nEND_VAR\n"
        "VAR_OUTPUT\n  v : INSP_V;\nEND_VAR\n"
        "VAR\n  slot : INT;\n  first : INT;\nEND_VAR\n"
        f"{body}"
        f"FOR slot := 0 TO {RING_SLOTS - 1} DO\n"
        f"  first := {RING_OFFSET} + slot * {RING_SLOT_WORDS};\n"
        "  v.ring[slot].sequence := words[first];\n"
        f"  v.ring[slot].evaluation := words[first + 1] / {_VERDICT_REASONS};\n"
        f"  v.ring[slot].reason := words[first + 1] MOD {_VERDICT_REASONS};\n"
        "  v.ring[slot].trigger_seq := words[first + 2];\n"
        "END_FOR;\nEND_FUNCTION_BLOCK\n"
    )


def _value(register: Register) -> str:
    word = f"words[{register.offset}]"
    if register.bits is not None:
        return f"UINT_TO_WORD({word})"
    if register.words == 1:
        return word
    low = f"words[{register.offset + 1}]"
    return f"UINT_TO_UDINT({word}) * {_HIGH_WORD} + UINT_TO_UDINT({low})"


def _pack() -> str:
    body = "".join(f"{line};\n" for each in PLC_BLOCK for line in _words(each))
    return (
        "FUNCTION_BLOCK INSP_PACK_P (* values as the words of block P *)\n"
        "VAR_INPUT\n  p : INSP_P;\nEND_VAR\n"
        f"VAR_OUTPUT\n  words : ARRAY [0..{PLC_WORDS - 1}] OF UINT;\nEND_VAR\n"
        f"{body}END_FUNCTION_BLOCK\n"
    )


def _words(register: Register) -> Iterator[str]:
    value = f"p.{register.name}"
    if register.bits is not None:
        yield f"words[{register.offset}] := WORD_TO_UINT({value})"
    elif register.words == 1:
        yield f"words[{register.offset}] := {value}"
    else:
        yield f"words[{register.offset}] := UDINT_TO_UINT({value} / {_HIGH_WORD})"
        yield f"words[{register.offset + 1}] := UDINT_TO_UINT({value} MOD {_HIGH_WORD})"
