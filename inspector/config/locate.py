"""On which line of a TOML text each key stands; `tomllib` does not tell."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

KeyPath = tuple[str | int, ...]

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SPACES = re.compile(r"[ \t]*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_STRING = re.compile(
    r"'''.*?'{3,5}"
    r'|"""(?:\\.|[^\\])*?"{3,5}'
    r"|'[^'\n]*'"
    r'|"(?:\\.|[^"\\\n])*"',
    re.DOTALL,
)
_PLAIN_VALUE = re.compile(r"[^,\]}#\n]+")


@dataclass(frozen=True, slots=True)
class KeyLines:
    """The lines of all keys, counted from 1.

    Attributes:
        lines: First line on which a key path stands; arrays of tables and arrays count from 0.
        repeated: Key paths given more than once, with the line of the repetition.
    """

    lines: Mapping[KeyPath, int]
    repeated: tuple[tuple[KeyPath, int], ...]

    def line_of(self, path: KeyPath) -> int:
        """The line of a key, or of the nearest table around it that stands in the text; else 1."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.lines:
                return self.lines[path[:length]]
        return 1


def locate_keys(text: str) -> KeyLines:
    """Find every key of a TOML text.

    The text may give keys twice, which `tomllib` refuses, but must be valid TOML otherwise.
    """
    scan = _Scan(text.replace("\r\n", "\n"))
    scan.run()
    return KeyLines(scan.lines, tuple(scan.repeated))


@dataclass(slots=True)
class _Scan:
    text: str
    position: int = 0
    table: KeyPath = ()
    lines: dict[KeyPath, int] = field(default_factory=dict)
    repeated: list[tuple[KeyPath, int]] = field(default_factory=list)
    _values: set[KeyPath] = field(default_factory=set)
    _headers: set[KeyPath] = field(default_factory=set)
    _counts: dict[KeyPath, int] = field(default_factory=dict)

    def run(self) -> None:
        """Read statement by statement: a table header or a key with its value."""
        self._skip(_BLANK)
        while self.position < len(self.text):
            if self.text.startswith("[", self.position):
                self._header()
            else:
                self._assignment(self.table)
            self._skip(_BLANK)

    def _header(self) -> None:
        is_array = self.text.startswith("[[", self.position)
        self.position += 2 if is_array else 1
        line = self._line()
        path = self._resolve(tuple(self._key()))
        self.position += 2 if is_array else 1
        if is_array:
            index = self._counts.get(path, -1) + 1
            self._counts[path] = index
            self._mark(path, line)
            path = (*path, index)
        elif path in self._headers or path in self._values:
            self.repeated.append((path, line))
        self._headers.add(path)
        for length in range(1, len(path) + 1):
            self._mark(path[:length], line)
        self.table = path

    def _resolve(self, names: tuple[str, ...]) -> KeyPath:
        """Enter the newest element of each array of tables on the way, but not of the last."""
        path: KeyPath = ()
        for name in names:
            if path in self._counts:
                path = (*path, self._counts[path])
            path = (*path, name)
        return path

    def _assignment(self, table: KeyPath) -> None:
        line = self._line()
        path = (*table, *self._key())
        self.position += 1
        if path in self._values or path in self._headers:
            self.repeated.append((path, line))
        self._values.add(path)
        for length in range(len(table) + 1, len(path) + 1):
            self._mark(path[:length], line)
        self._value(path)

    def _key(self) -> Iterator[str]:
        while True:
            self._skip(_SPACES)
            pattern = _STRING if self.text[self.position] in "'\"" else _BARE_KEY
            yield _unquoted(self._take(pattern))
            self._skip(_SPACES)
            if self.text[self.position] != ".":
                return
            self.position += 1

    def _value(self, path: KeyPath) -> None:
        self._skip(_SPACES)
        first = self.text[self.position]
        if first == "[":
            self._array(path)
        elif first == "{":
            self._inline_table(path)
        else:
            self._take(_STRING if first in "'\"" else _PLAIN_VALUE)

    def _array(self, path: KeyPath) -> None:
        self.position += 1
        index = 0
        self._skip(_BLANK)
        while self.text[self.position] != "]":
            element = (*path, index)
            self._mark(element, self._line())
            self._value(element)
            index += 1
            self._separator()
        self.position += 1

    def _inline_table(self, path: KeyPath) -> None:
        self.position += 1
        self._skip(_BLANK)
        while self.text[self.position] != "}":
            self._assignment(path)
            self._separator()
        self.position += 1

    def _separator(self) -> None:
        self._skip(_BLANK)
        if self.text[self.position] == ",":
            self.position += 1
            self._skip(_BLANK)

    def _mark(self, path: KeyPath, line: int) -> None:
        self.lines.setdefault(path, line)

    def _line(self) -> int:
        return self.text.count("\n", 0, self.position) + 1

    def _skip(self, pattern: re.Pattern[str]) -> None:
        found = pattern.match(self.text, self.position)
        self.position = found.end() if found else self.position

    def _take(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.text, self.position)
        if found is None:
            raise ValueError(f"not TOML at line {self._line()}")
        self.position = found.end()
        return found.group()


def _unquoted(key: str) -> str:
    if key[0] not in "'\"":
        return key
    value: str = tomllib.loads(f"key = {key}")["key"]
    return value
