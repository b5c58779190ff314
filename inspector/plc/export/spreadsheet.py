"""The register map as CSV (RFC 4180) that a spreadsheet opens without changing a cell.

No cell looks like a date, a formula or a number with leading zeros, and all is ASCII.
To write the file: ``inspector plc map --format csv --out docs/reference/register-map.csv``.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from enum import IntFlag
from typing import Final

from inspector.plc.export.layout import plain, vision_registers
from inspector.plc.registers import (
    ALARM_MEANING,
    CONTROL_MEANING,
    DISCRETE_INPUT,
    HOLDING_REGISTER,
    INPUT_REGISTER,
    PLC_BASE,
    PLC_BLOCK,
    REQUEST_MEANING,
    STATUS_MEANING,
    VISION_BASE,
    VISION_MIRROR_BASE,
    Control,
    Register,
    Status,
)
from inspector.plc.values import named_values

HEADER = (
    "block",
    "direction",
    "table",
    "address",
    "notation",
    "mirror_address",
    "mirror_notation",
    "words",
    "bit",
    "name",
    "type",
    "unit",
    "values",
    "meaning",
)
_TYPES = {1: "UINT16", 2: "UINT32 high word first"}
_VISION = ("V", "vision to PLC")
_PLC = ("P", "PLC to vision")

_Row = tuple[str | int, ...]
_Meanings = Iterable[tuple[IntFlag, str]]
_VISION_BITS: Final[Mapping[str, _Meanings]] = {
    "alarm_bits": ALARM_MEANING.items(),
    "request": REQUEST_MEANING.items(),
}


def as_csv() -> str:
    """The file docs/reference/register-map.csv, with CRLF line ends."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(HEADER)
    writer.writerows(_vision_rows())
    writer.writerows(_plc_rows())
    return text.getvalue()


def _vision_rows() -> Iterator[_Row]:
    for register in vision_registers():
        address, mirror = VISION_BASE + register.offset, VISION_MIRROR_BASE + register.offset
        place = (address, INPUT_REGISTER + address, mirror, HOLDING_REGISTER + mirror)
        yield (*_VISION, "input register", *place, *_content(register))
        if register.bits is Status:
            yield from _status_rows()
        elif register.name in _VISION_BITS:
            bits = _VISION_BITS[register.name]
            yield from _bit_rows((*_VISION, "input register", *place), register.name, bits)


def _status_rows() -> Iterator[_Row]:
    for bit, meaning in STATUS_MEANING.items():
        number = bit.bit_length() - 1
        place = (number, DISCRETE_INPUT + number, "", "", "", number)
        yield (
            *_VISION,
            "discrete input",
            *place,
            f"status.{bit.name}",
            "BOOL",
            "",
            "",
            plain(meaning),
        )


def _plc_rows() -> Iterator[_Row]:
    for register in PLC_BLOCK:
        address = PLC_BASE + register.offset
        place = (address, HOLDING_REGISTER + address, "", "")
        yield (*_PLC, "holding register", *place, *_content(register))
        if register.bits is Control:
            bits = CONTROL_MEANING.items()
            yield from _bit_rows((*_PLC, "holding register", *place), register.name, bits)


def _bit_rows(where: _Row, name: str, meanings: _Meanings) -> Iterator[_Row]:
    for bit, meaning in meanings:
        number = bit.bit_length() - 1
        yield (*where, "", number, f"{name}.{bit.name}", "BOOL", "", "", plain(meaning))


def _content(register: Register) -> _Row:
    values = "; ".join(f"{value} {name}" for value, name in named_values(register).items())
    kind = _TYPES[register.words]
    return (register.words, "", register.name, kind, register.unit, values, plain(register.meaning))
