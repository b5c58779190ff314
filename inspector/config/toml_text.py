"""Reading a TOML file so that every fault has its line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from inspector.config.locate import KeyLines, KeyPath, locate_keys

_LOCATION = re.compile(r" \(at line (\d+), column (\d+)\)$|\(at end of document\)$")
_LARGEST_FILE_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class TomlDocument:
    """A parsed file and the lines of its keys; no lines for content that was never text."""

    content: dict[str, Any]
    lines: KeyLines | None

    def line_of(self, path: KeyPath) -> int:
        """The line of a key or of the nearest table around it; 0 without text."""
        return self.lines.line_of(path) if self.lines else 0


def decode_utf8(raw: bytes, refuse: Callable[[str], Exception]) -> str:
    """UTF-8 with or without the byte-order mark that Windows editors write.

    Args:
        raw: The file's bytes.
        refuse: Makes the error to raise from a description.
    """
    if len(raw) > _LARGEST_FILE_BYTES:
        raise refuse("the file is larger than 1 MiB")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise refuse(f"line {line}: not UTF-8 text; save the file as UTF-8") from error


def read_file(path: Path, refuse: Callable[[str], Exception]) -> bytes:
    """The bytes of a file; ``refuse`` makes the error for one that cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise refuse(f"{path}: {error.strerror or error}") from error


def parse_toml(text: str, refuse: Callable[[str], Exception]) -> TomlDocument:
    """Parse, with one error that names the line of a slip, or all keys that are given twice."""
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise refuse(_repetitions(text) or _slip(text, str(error))) from error
    return TomlDocument(content, locate_keys(text))


def _repetitions(text: str) -> str:
    try:
        keys = locate_keys(text)
    except (ValueError, IndexError):
        return ""
    return "\n".join(
        f"line {line}: {key_text(path)}: given twice, first on line {keys.lines[path]}; "
        "keep one of them"
        for path, line in keys.repeated
    )


def _slip(text: str, message: str) -> str:
    found = _LOCATION.search(message)
    line = int(found.group(1)) if found and found.group(1) else text.count("\n") + 1
    what = _LOCATION.sub("", message).strip()
    return f"line {line}: not TOML: {what[:1].lower()}{what[1:]}"


def key_text(path: KeyPath) -> str:
    """``camera.features.gain_raw``, ``preprocessing[2].operation``."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part + 1}]"
        else:
            text += f".{part}" if text else part
    return text
