"""Reads and runs the part of IEC 61131-3 structured text that the register map is written in.

A grammar of its own, from the standard and not from the code that writes the file: what it does not
know is a ``SyntaxError``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_TOKEN = re.compile(
    r"\(\*.*?\*\)|(?P<number>16#[0-9A-F]+|[0-9]+)|(?P<name>[A-Za-z](?:_?[A-Za-z0-9])*)"
    r"|(?P<mark>:=|\.\.|[:;.,()\[\]+*/])|\s+",
    re.DOTALL,
)
_RESERVED_WORDS = """
    ACTION AND ANY ARRAY AT BOOL BY BYTE CASE CONFIGURATION CONSTANT CONTINUE DATE DINT DO DT DWORD
    ELSE ELSIF END_CASE END_FOR END_FUNCTION END_FUNCTION_BLOCK END_IF END_PROGRAM END_REPEAT
    END_STRUCT END_TYPE END_VAR END_WHILE EXIT FALSE FOR FROM FUNCTION FUNCTION_BLOCK IF INT
    INTERVAL LINT LREAL LWORD MOD NIL NON_RETAIN NOT OF ON OR PRIORITY PROGRAM READ_ONLY READ_WRITE
    REAL REPEAT RESOURCE RETAIN RETURN SINGLE SINT STEP STRING STRUCT TASK THEN TIME TO TOD
    TRANSITION TRUE TYPE UDINT UINT ULINT UNTIL USINT VAR VAR_ACCESS VAR_CONFIG VAR_EXTERNAL
    VAR_GLOBAL VAR_IN_OUT VAR_INPUT VAR_OUTPUT VAR_TEMP WHILE WITH WORD WSTRING XOR
    ABS SQRT LN LOG EXP SIN COS TAN SEL MAX MIN LIMIT MUX LEN LEFT RIGHT MID CONCAT INSERT DELETE
    REPLACE FIND ADD SUB MUL DIV GT GE EQ LE LT NE SHL SHR ROL ROR SR RS R_TRIG F_TRIG CTU CTD CTUD
    TP TON TOF EN ENO LD ST S R N JMP CAL RET
"""
RESERVED = set(_RESERVED_WORDS.split())
RANGE = {"WORD": 0xFFFF, "UINT": 0xFFFF, "UDINT": 0xFFFFFFFF, "INT": 0x7FFF}


@dataclass
class Source:
    """What a file declares."""

    structures: dict[str, dict[str, object]] = field(default_factory=dict)
    constants: dict[str, int] = field(default_factory=dict)
    blocks: dict[str, Block] = field(default_factory=dict)


@dataclass
class Block:
    """A function block: its variables and statements."""

    variables: dict[str, object]
    statements: list[tuple]


def read(text: str) -> Source:
    """Parse a whole file."""
    return _Reader(text).source()


def run(source: Source, block: str, **inputs: object) -> dict[str, object]:
    """Call a function block once; return its variables."""
    called = source.blocks[block]
    memory = {name: _initial(source, kind) for name, kind in called.variables.items()}
    memory.update(inputs)
    _execute(called.statements, memory)
    return memory


def _initial(source: Source, kind: object) -> object:
    if isinstance(kind, tuple):
        first, last, of = kind
        assert first == 0
        return [_initial(source, of) for _ in range(last + 1)]
    if kind in RANGE:
        return 0
    return {name: _initial(source, each) for name, each in source.structures[kind].items()}


def _execute(statements: list[tuple], memory: dict) -> None:
    for kind, *content in statements:
        if kind == "for":
            name, first, last, body = content
            for memory[name] in range(first, last + 1):
                _execute(body, memory)
        else:
            (_, path, last), value = content
            place = _at(path, memory)
            key = last if isinstance(last, str) else _evaluate(last, memory)
            assert place[key] is not None  # an assignment declares nothing
            place[key] = _evaluate(value, memory)


def _at(path: tuple, memory: dict):
    if not path:
        return memory
    _, outer, last = path
    return _at(outer, memory)[last if isinstance(last, str) else _evaluate(last, memory)]


def _evaluate(expression: tuple, memory: dict) -> int:
    kind, *content = expression
    if kind == "number":
        return content[0]
    if kind == "path":
        return _at(expression, memory)
    if kind == "convert":
        target, inner = content
        value = _evaluate(inner, memory)
        assert 0 <= value <= RANGE[target]
        return value
    left, right = (_evaluate(each, memory) for each in content)
    value = {"+": left + right, "*": left * right, "/": right and left // right}.get(kind)
    return left % right if value is None else value


class _Reader:
    def __init__(self, text: str) -> None:
        self._tokens: list[str] = []
        at = 0
        while at < len(text):
            match = _TOKEN.match(text, at)
            if match is None:
                raise SyntaxError(text[at : at + 40])
            if match.lastgroup:
                self._tokens.append(match.group())
            at = match.end()
        self._source = Source()

    def source(self) -> Source:
        while self._tokens:
            match self._next():
                case "TYPE":
                    self._structure()
                case "VAR_GLOBAL":
                    self._expect("CONSTANT")
                    self._constants()
                case "FUNCTION_BLOCK":
                    self._block()
                case other:
                    raise SyntaxError(other)
        return self._source

    def _next(self) -> str:
        if not self._tokens:
            raise SyntaxError("the file ends too early")
        return self._tokens.pop(0)

    def _take(self, *wanted: str) -> bool:
        found = self._tokens[: len(wanted)] == list(wanted)
        if found:
            del self._tokens[: len(wanted)]
        return found

    def _expect(self, *wanted: str) -> None:
        if not self._take(*wanted):
            raise SyntaxError(f"{wanted} expected, {self._tokens[:5]} found")

    def _name(self, known: dict) -> str:
        name = self._next()
        if not name[0].isalpha() or name.upper() in RESERVED:
            raise SyntaxError(f"{name} is no name")
        if name.upper() in {each.upper() for each in known}:
            raise SyntaxError(f"{name} is declared twice")
        return name

    def _number(self) -> int:
        text = self._next()
        return int(text[3:], 16) if text.startswith("16#") else int(text)

    def _kind(self) -> object:
        if self._take("ARRAY", "["):
            first = self._number()
            self._expect("..")
            last = self._number()
            self._expect("]", "OF")
            return first, last, self._kind()
        kind = self._next()
        if kind not in RANGE and kind not in self._source.structures:
            raise SyntaxError(f"{kind} is no type")
        return kind

    def _declarations(self, end: str, known: dict[str, object]) -> None:
        while not self._take(end):
            name = self._name(known)
            self._expect(":")
            known[name] = self._kind()
            self._expect(";")

    def _structure(self) -> None:
        name = self._name(self._source.structures)
        self._expect(":", "STRUCT")
        members: dict[str, object] = {}
        self._declarations("END_STRUCT", members)
        self._expect(";", "END_TYPE")
        self._source.structures[name] = members

    def _constants(self) -> None:
        constants = self._source.constants
        while not self._take("END_VAR"):
            name = self._name(constants)
            self._expect(":")
            kind = self._kind()
            self._expect(":=")
            constants[name] = self._number()
            assert constants[name] <= RANGE[kind]
            self._expect(";")

    def _block(self) -> None:
        name = self._name(self._source.blocks)
        variables: dict[str, object] = {}
        while self._tokens[0] in ("VAR_INPUT", "VAR_OUTPUT", "VAR"):
            self._next()
            self._declarations("END_VAR", variables)
        self._source.blocks[name] = Block(variables, self._statements("END_FUNCTION_BLOCK"))

    def _statements(self, end: str) -> list[tuple]:
        statements = []
        while not self._take(end):
            statements.append(self._loop() if self._take("FOR") else self._assignment())
        return statements

    def _loop(self) -> tuple:
        name = self._next()
        self._expect(":=")
        first = self._number()
        self._expect("TO")
        last = self._number()
        self._expect("DO")
        body = self._statements("END_FOR")
        self._expect(";")
        return "for", name, first, last, body

    def _assignment(self) -> tuple:
        place = self._path(self._next())
        self._expect(":=")
        value = self._sum()
        self._expect(";")
        return "assign", place, value

    def _path(self, name: str) -> tuple:
        path: tuple = ("path", (), name)
        while True:
            if self._take("."):
                path = ("path", path, self._next())
            elif self._take("["):
                path = ("path", path, self._sum())
                self._expect("]")
            else:
                return path

    def _sum(self) -> tuple:
        left = self._product()
        while self._take("+"):
            left = ("+", left, self._product())
        return left

    def _product(self) -> tuple:
        left = self._factor()
        while self._tokens[0] in ("*", "/", "MOD"):
            left = (self._next(), left, self._factor())
        return left

    def _factor(self) -> tuple:
        if self._tokens[0][0].isdigit():
            return "number", self._number()
        name = self._next()
        conversion = re.fullmatch(r"(UINT|WORD|UDINT)_TO_(UINT|WORD|UDINT)", name)
        if conversion is None:
            return self._path(name)
        self._expect("(")
        inner = self._sum()
        self._expect(")")
        return "convert", conversion.group(2), inner
