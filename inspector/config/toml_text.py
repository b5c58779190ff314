"""Reading a TOML file so that every fault has its line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from inspector.config.locate import KeyLines, KeyPath, locate_keys
from inspector.domain.phrase import Phrase
from inspector.domain.phrases.entries import EntryPhrase, FilePhrase

_LOCATION = re.compile(r" \(at line (\d+), column (\d+)\)$|\(at end of document\)$")
_LARGEST_FILE_MIB = 1
_BYTES_PER_MIB = 1 << 20


class Refuse(Protocol):
    """Makes the error to raise from all that is wrong."""

    def __call__(self, *faults: Phrase) -> Exception:
        """The error."""


@dataclass(frozen=True, slots=True)
class TomlDocument:
    """A parsed file and the lines of its keys; no lines for content that was never text."""

    content: dict[str, Any]
    lines: KeyLines | None

    def line_of(self, path: KeyPath) -> int:
        """The line of a key or of the nearest table around it; 0 without text."""
        return self.lines.line_of(path) if self.lines else 0


def decode_utf8(raw: bytes, refuse: Refuse) -> str:
    """UTF-8 with or without the byte-order mark that Windows editors write.

    Args:
        raw: The file's bytes.
        refuse: Makes the error to raise.
    """
    if len(raw) > _LARGEST_FILE_MIB * _BYTES_PER_MIB:
        raise refuse(FilePhrase.FILE_TOO_LARGE(most=_LARGEST_FILE_MIB))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise refuse(FilePhrase.AT_LINE(line=line, fault=FilePhrase.NOT_UTF8())) from error


def read_file(path: Path, refuse: Refuse) -> bytes:
    """The bytes of a file; ``refuse`` makes the error for one that cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        system = error.strerror or str(error)
        raise refuse(FilePhrase.FILE_UNREADABLE(file=str(path), system=system)) from error


def parse_toml(text: str, refuse: Refuse) -> TomlDocument:
    """Parse, with one error that names the line of a slip, or all keys that are given twice."""
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise refuse(*(list(_repetitions(text)) or [_slip(text, str(error))])) from error
    return TomlDocument(content, locate_keys(text))


def _repetitions(text: str) -> Iterator[Phrase]:
    try:
        keys = locate_keys(text)
    except (ValueError, IndexError):
        return
    for path, line in keys.repeated:
        twice = FilePhrase.GIVEN_TWICE(first=keys.lines[path])
        fault = EntryPhrase.IN_ENTRY(entry=key_text(path), fault=twice)
        yield FilePhrase.AT_LINE(line=line, fault=fault)


def _slip(text: str, message: str) -> Phrase:
    found = _LOCATION.search(message)
    line = int(found.group(1)) if found and found.group(1) else text.count("\n") + 1
    what = _LOCATION.sub("", message).strip()
    slip = FilePhrase.NOT_TOML(parser=f"{what[:1].lower()}{what[1:]}")
    return FilePhrase.AT_LINE(line=line, fault=slip)


def key_text(path: KeyPath) -> str:
    """``camera.features.gain_raw``, ``preprocessing[2].operation``."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part + 1}]"
        else:
            text += f".{part}" if text else part
    return text
