"""Reads the part of IEC 61131-3 structured text that the product's files are written in.

A grammar of its own, from the standard and not from the code that writes the files: what it does
not know is a ``SyntaxError``. :mod:`structured_text_machine` checks the types and runs it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_TOKEN = re.compile(
    r"\(\*.*?\*\)|(?P<number>16#[0-9A-F]+|[0-9]+)|(?P<name>[A-Za-z](?:_?[A-Za-z0-9])*)"
    r"|(?P<mark>:=|\.\.|<>|<=|>=|[:;.,()\[\]+*/<>=-])|\s+",
    re.DOTALL,
)
_RESERVED_WORDS = """
    ABSTRACT ACTION AND ANY ARRAY AT BOOL BY BYTE CASE CLASS CONFIGURATION CONSTANT CONTINUE DATE
    DINT DO DT DWORD ELSE ELSIF END_CASE END_FOR END_FUNCTION END_FUNCTION_BLOCK END_IF END_PROGRAM
    END_REPEAT END_STRUCT END_TYPE END_VAR END_WHILE EXIT EXTENDS FALSE FINAL FOR FROM FUNCTION
    FUNCTION_BLOCK IF IMPLEMENTS INT INTERFACE INTERNAL INTERVAL LINT LREAL LWORD METHOD MOD
    NAMESPACE NIL NON_RETAIN NOT NULL OF ON OR OVERLAP OVERRIDE PRIORITY PRIVATE PROGRAM PROPERTY
    PROTECTED PUBLIC READ_ONLY READ_WRITE REAL REF REFERENCE REF_TO REPEAT RESOURCE RETAIN RETURN
    SINGLE SINT STEP STRING STRUCT SUPER TASK THEN THIS TIME TO TOD TRANSITION TRUE TYPE UDINT UINT
    ULINT UNION UNTIL USING USINT VAR VAR_ACCESS VAR_CONFIG VAR_EXTERNAL VAR_GLOBAL VAR_IN_OUT
    VAR_INPUT VAR_OUTPUT VAR_TEMP WHILE WITH WORD WSTRING XOR
    ABS SQRT LN LOG EXP SIN COS TAN SEL MAX MIN LIMIT MUX LEN LEFT RIGHT MID CONCAT INSERT DELETE
    REPLACE FIND ADD SUB MUL DIV GT GE EQ LE LT NE SHL SHR ROL ROR SR RS R_TRIG F_TRIG CTU CTD CTUD
    TP TON TOF EN ENO LD ST S R N JMP CAL RET
"""
RESERVED = set(_RESERVED_WORDS.split())
RANGES = {
    "BOOL": range(2),
    "WORD": range(1 << 16),
    "UINT": range(1 << 16),
    "UDINT": range(1 << 32),
    "INT": range(-(1 << 15), 1 << 15),
    "DINT": range(-(1 << 31), 1 << 31),
}
_COMPARISONS = ("=", "<>", "<", ">", "<=", ">=")

Kind = str | tuple[int, "Kind"]
"""Name of a type, or ``(last index, type)`` of an array that begins at 0."""


@dataclass
class Unit:
    """A function, function block or program; by section, the types of its variables."""

    name: str
    result: Kind | None = None
    sections: dict[str, dict[str, Kind]] = field(default_factory=dict)
    statements: list[tuple] = field(default_factory=list)

    @property
    def variables(self) -> dict[str, Kind]:
        return {name: kind for each in self.sections.values() for name, kind in each.items()}


@dataclass
class Source:
    """What the files declare."""

    structures: dict[str, dict[str, Kind]] = field(default_factory=dict)
    constants: dict[str, int] = field(default_factory=dict)
    constant_kinds: dict[str, Kind] = field(default_factory=dict)
    functions: dict[str, Unit] = field(default_factory=dict)
    blocks: dict[str, Unit] = field(default_factory=dict)


def read(*texts: str) -> Source:
    """Parse whole files, each after those whose declarations it needs."""
    source = Source()
    for text in texts:
        _Reader(text, source).read()
    return source


class _Reader:
    def __init__(self, text: str, source: Source) -> None:
        self._tokens: list[str] = []
        at = 0
        while at < len(text):
            match = _TOKEN.match(text, at)
            if match is None:
                raise SyntaxError(text[at : at + 40])
            if match.lastgroup:
                self._tokens.append(match.group())
            at = match.end()
        self._tokens.reverse()
        self._source = source

    def read(self) -> None:
        while self._tokens:
            match self._next():
                case "TYPE":
                    self._structure()
                case "VAR_GLOBAL":
                    self._expect("CONSTANT")
                    self._constants()
                case "FUNCTION":
                    self._unit("END_FUNCTION", self._source.functions, returns=True)
                case "FUNCTION_BLOCK":
                    self._unit("END_FUNCTION_BLOCK", self._source.blocks)
                case "PROGRAM":
                    self._unit("END_PROGRAM", self._source.blocks)
                case other:
                    raise SyntaxError(other)

    def _next(self) -> str:
        if not self._tokens:
            raise SyntaxError("the file ends too early")
        return self._tokens.pop()

    def _peek(self) -> str:
        return self._tokens[-1] if self._tokens else ""

    def _take(self, wanted: str) -> bool:
        found = self._peek() == wanted
        if found:
            self._tokens.pop()
        return found

    def _expect(self, *wanted: str) -> None:
        for each in wanted:
            found = self._next()
            if found != each:
                raise SyntaxError(f"{each} expected, {found} found before {self._tokens[:-6:-1]}")

    def _name(self, *known: dict) -> str:
        name = self._next()
        if not name[0].isalpha() or name.upper() in RESERVED:
            raise SyntaxError(f"{name} is no name")
        if any(name.upper() == each.upper() for names in known for each in names):
            raise SyntaxError(f"{name} is declared twice")
        return name

    def _number(self) -> int:
        sign = -1 if self._take("-") else 1
        text = self._next()
        return sign * (int(text[3:], 16) if text.startswith("16#") else int(text))

    def _kind(self) -> Kind:
        if self._take("ARRAY"):
            self._expect("[", "0", "..")
            last = self._number()
            self._expect("]", "OF")
            return last, self._kind()
        kind = self._next()
        known = (RANGES, self._source.structures, self._source.blocks, ("R_TRIG",))
        if not any(kind in each for each in known):
            raise SyntaxError(f"{kind} is no type")
        return kind

    def _declarations(self, end: str, known: dict[str, Kind], *others: dict[str, Kind]) -> None:
        while not self._take(end):
            name = self._name(known, *others)
            self._expect(":")
            known[name] = self._kind()
            self._expect(";")

    def _structure(self) -> None:
        name = self._name(self._source.structures)
        self._expect(":", "STRUCT")
        members: dict[str, Kind] = {}
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
            self._source.constant_kinds[name] = kind
            if constants[name] not in RANGES[kind]:
                raise SyntaxError(f"{name} is out of range")
            self._expect(";")

    def _unit(self, end: str, units: dict[str, Unit], *, returns: bool = False) -> None:
        unit = Unit(self._name(self._source.functions, self._source.blocks))
        if returns:
            self._expect(":")
            unit.result = self._kind()
        while self._peek() in ("VAR_INPUT", "VAR_OUTPUT", "VAR_IN_OUT", "VAR"):
            section = unit.sections.setdefault(self._next(), {})
            self._declarations("END_VAR", section, unit.variables)
        unit.statements = self._statements(end)
        self._expect(end)
        units[unit.name] = unit

    def _statements(self, *ends: str) -> list[tuple]:
        statements = []
        while self._peek() not in ends:
            statements.append(self._statement())
        return statements

    def _statement(self) -> tuple:
        if self._take("FOR"):
            return self._for()
        if self._take("WHILE"):
            condition = self._expression()
            self._expect("DO")
            body = self._statements("END_WHILE")
            self._expect("END_WHILE", ";")
            return "while", condition, body
        if self._take("IF"):
            return self._if()
        place = self._path(self._next())
        if self._take("("):
            arguments = self._arguments()
            self._expect(";")
            return "call", place, arguments
        self._expect(":=")
        value = self._expression()
        self._expect(";")
        return "assign", place, value

    def _for(self) -> tuple:
        name = self._next()
        self._expect(":=")
        first = self._expression()
        self._expect("TO")
        last = self._expression()
        self._expect("DO")
        body = self._statements("END_FOR")
        self._expect("END_FOR", ";")
        return "for", name, first, last, body

    def _if(self) -> tuple:
        branches = []
        while True:
            condition = self._expression()
            self._expect("THEN")
            branches.append((condition, self._statements("ELSIF", "ELSE", "END_IF")))
            if not self._take("ELSIF"):
                break
        otherwise = self._statements("END_IF") if self._take("ELSE") else []
        self._expect("END_IF", ";")
        return "if", branches, otherwise

    def _arguments(self) -> dict[str, tuple]:
        arguments: dict[str, tuple] = {}
        while True:
            name = self._next()
            if name in arguments:
                raise SyntaxError(f"{name} is given twice")
            self._expect(":=")
            arguments[name] = self._expression()
            if not self._take(","):
                self._expect(")")
                return arguments

    def _path(self, name: str) -> tuple:
        path: tuple = ("name", name)
        while True:
            if self._take("."):
                path = ("member", path, self._next())
            elif self._take("["):
                path = ("item", path, self._expression())
                self._expect("]")
            else:
                return path

    def _expression(self) -> tuple:
        return self._chain(("OR",), self._conjunction)

    def _conjunction(self) -> tuple:
        return self._chain(("AND",), self._comparison)

    def _comparison(self) -> tuple:
        left = self._sum()
        if self._peek() in _COMPARISONS:
            return "operator", self._next(), left, self._sum()
        return left

    def _sum(self) -> tuple:
        return self._chain(("+", "-"), self._product)

    def _product(self) -> tuple:
        return self._chain(("*", "/", "MOD"), self._factor)

    def _chain(self, operators: tuple[str, ...], operand) -> tuple:
        left = operand()
        while self._peek() in operators:
            left = ("operator", self._next(), left, operand())
        return left

    def _factor(self) -> tuple:
        if self._take("NOT"):
            return "not", self._factor()
        if self._take("-"):
            return "minus", self._factor()
        if self._take("("):
            inner = self._expression()
            self._expect(")")
            return inner
        if self._peek() in ("TRUE", "FALSE"):
            return "bool", self._next() == "TRUE"
        if self._peek()[:1].isdigit():
            return "number", self._number()
        name = self._next()
        if not self._take("("):
            return self._path(name)
        if name in self._source.functions:
            return "function", name, self._arguments()
        operands = [self._expression()]
        while self._take(","):
            operands.append(self._expression())
        self._expect(")")
        return "standard", name, operands
