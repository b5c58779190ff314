"""Checks the types of what was read, strictly, and runs it.

No type is converted unless the text says so, no operation may leave the range of its type, both
sides of AND and OR are evaluated, and an index must lie within its array: what passes here needs no
leniency of a vendor's compiler.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from structured_text_reader import RANGES, Kind, Source, Unit

_LITERAL = "a number"
_WHOLE = ("UINT", "UDINT", "INT", "DINT")
_PYTHON = {"=": "==", "<>": "!=", "/": "//", "MOD": "%", "AND": "&", "OR": "|"}


class Machine:
    """A program and its memory; what is called keeps its variables from call to call."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._names: dict[str, Any] = {"copy": _copy, "item": _item, "abs": abs, "max": max}
        for kind, allowed in RANGES.items():
            self._names[kind] = _keeper(kind, allowed)
        for unit in (*source.functions.values(), *source.blocks.values()):
            text = _Writer(source, unit).text()
            exec(compile(text, unit.name, "exec"), self._names)  # noqa: S102
        for unit in source.functions.values():
            self._names[unit.name] = self._function(unit, self._names[f"run_{unit.name}"])
        self._names["run_R_TRIG"] = _run_r_trig

    def make(self, kind: Kind) -> Any:
        """A variable of this type, all 0."""
        if isinstance(kind, tuple):
            return [self.make(kind[1]) for _ in range(kind[0] + 1)]
        if kind in RANGES:
            return kind != "BOOL" and 0
        if kind == "R_TRIG":
            return SimpleNamespace(CLK=False, Q=False, before=False)
        if kind in self._source.structures:
            members = self._source.structures[kind]
        else:
            members = self._source.blocks[kind].variables
        return SimpleNamespace(**{name: self.make(each) for name, each in members.items()})

    def call(self, block: str, memory: SimpleNamespace, **inputs: Any) -> None:
        """Call a function block or program once."""
        unknown = inputs.keys() - self._source.blocks[block].variables.keys()
        assert not unknown, unknown
        vars(memory).update(inputs)
        self._names[f"run_{block}"](memory)

    def _function(self, unit: Unit, body: Callable[[Any], None]) -> Callable[..., Any]:
        kinds = {**unit.variables, unit.name: unit.result}

        def function(**arguments: Any) -> Any:
            memory = SimpleNamespace(**{name: self.make(kind) for name, kind in kinds.items()})
            vars(memory).update(arguments)
            body(memory)
            return getattr(memory, unit.name)

        return function


def _copy(value: Any) -> Any:
    if isinstance(value, list):
        return [_copy(each) for each in value]
    if isinstance(value, SimpleNamespace):
        return SimpleNamespace(**{name: _copy(each) for name, each in vars(value).items()})
    return value


def _item(index: int, last: int) -> int:
    if not 0 <= index <= last:
        raise IndexError(index)
    return index


def _keeper(kind: str, allowed: range) -> Callable[[int], int]:
    def keep(value: int) -> int:
        if value not in allowed:
            raise OverflowError(f"{value} is no {kind}")
        return value

    return keep


def _run_r_trig(memory: SimpleNamespace) -> None:
    memory.Q = memory.CLK and not memory.before
    memory.before = memory.CLK


class _Writer:
    """Writes one unit as a Python function of its memory ``m``."""

    def __init__(self, source: Source, unit: Unit) -> None:
        self._source = source
        self._unit = unit
        self._kinds = dict(unit.variables)
        if unit.result is not None:
            self._kinds[unit.name] = unit.result
        self._lines = [f"def run_{unit.name}(m):", " pass"]

    def text(self) -> str:
        self._write(self._unit.statements, 1)
        return "\n".join(self._lines)

    def _line(self, depth: int, text: str) -> None:
        self._lines.append(" " * depth + text)

    def _write(self, statements: list[tuple], depth: int) -> None:
        for kind, *content in statements:
            getattr(self, f"_{kind}")(depth, *content)

    def _assign(self, depth: int, place: tuple, value: tuple) -> None:
        target, kind = self._place(place)
        if place[0] == "name" and place[1] in self._unit.sections.get("VAR_INPUT", {}):
            raise TypeError(f"{place[1]} is an input")
        self._line(depth, f"{target} = {self._as(kind, value)}")

    def _call(self, depth: int, place: tuple, arguments: dict[str, tuple]) -> None:
        target, kind = self._place(place)
        if kind == "R_TRIG":
            inputs, shared = {"CLK": "BOOL"}, {}
        else:
            sections = self._source.blocks[kind].sections
            inputs, shared = sections.get("VAR_INPUT", {}), sections.get("VAR_IN_OUT", {})
        if arguments.keys() != inputs.keys() | shared.keys():
            raise TypeError(f"{kind} is called with {sorted(arguments)}")
        for name, value in arguments.items():
            if name in shared:
                reference, found = self._place(value)
                self._same(found, shared[name])
                if found not in self._source.structures:
                    raise TypeError(f"{name}: only structures are shared here")
                self._line(depth, f"{target}.{name} = {reference}")
            else:
                self._line(depth, f"{target}.{name} = {self._as(inputs[name], value)}")
        self._line(depth, f"run_{kind}({target})")

    def _for(self, depth: int, name: str, first: tuple, last: tuple, body: list[tuple]) -> None:
        kind = self._kinds[name]
        limits = f"{self._as(kind, first)}, {self._as(kind, last)} + 1"
        self._line(depth, f"for m.{name} in range({limits}):")
        self._line(depth + 1, "pass")
        self._write(body, depth + 1)

    def _while(self, depth: int, condition: tuple, body: list[tuple]) -> None:
        self._line(depth, f"while {self._as('BOOL', condition)}:")
        self._write(body, depth + 1)

    def _if(self, depth: int, branches: list[tuple], otherwise: list[tuple]) -> None:
        word = "if"
        for condition, body in branches:
            self._line(depth, f"{word} {self._as('BOOL', condition)}:")
            self._line(depth + 1, "pass")
            self._write(body, depth + 1)
            word = "elif"
        self._line(depth, "else:")
        self._line(depth + 1, "pass")
        self._write(otherwise, depth + 1)

    def _same(self, found: Kind, wanted: Kind) -> None:
        if found != wanted:
            raise TypeError(f"{self._unit.name}: {found} where {wanted} is wanted")

    def _as(self, kind: Kind, expression: tuple) -> str:
        """The expression as a value of this type."""
        text, found = self._value(expression)
        if found == _LITERAL:
            if kind not in _WHOLE:
                raise TypeError(f"{self._unit.name}: a number where {kind} is wanted")
            return f"{kind}({text})"
        self._same(found, kind)
        return text if kind in RANGES else f"copy({text})"

    def _place(self, path: tuple) -> tuple[str, Kind]:
        kind, *content = path
        if kind == "name":
            return f"m.{content[0]}", self._kinds[content[0]]
        outer, outer_kind = self._place(content[0])
        if kind == "item":
            assert isinstance(outer_kind, tuple)
            return f"{outer}[item({self._as('INT', content[1])}, {outer_kind[0]})]", outer_kind[1]
        if outer_kind in self._source.structures:
            return f"{outer}.{content[1]}", self._source.structures[outer_kind][content[1]]
        if outer_kind == "R_TRIG":
            return f"{outer}.{content[1]}", "BOOL"
        return f"{outer}.{content[1]}", self._source.blocks[outer_kind].variables[content[1]]

    def _value(self, expression: tuple) -> tuple[str, Kind]:
        kind, *content = expression
        match kind:
            case "number":
                return str(content[0]), _LITERAL
            case "bool":
                return str(content[0]), "BOOL"
            case "not":
                return f"(not {self._as('BOOL', content[0])})", "BOOL"
            case "minus":
                text, found = self._value(content[0])
                return (f"(-{text})", found) if found == _LITERAL else self._kept(f"-{text}", found)
            case "operator":
                return self._operator(*content)
            case "function":
                return self._function(*content)
            case "standard":
                return self._standard(*content)
        if kind == "name" and content[0] in self._source.constants:
            return str(self._source.constants[content[0]]), self._source.constant_kinds[content[0]]
        return self._place(expression)

    def _kept(self, text: str, kind: Kind) -> tuple[str, Kind]:
        return f"{kind}({text})", kind

    def _operator(self, operator: str, left: tuple, right: tuple) -> tuple[str, Kind]:
        (one, kind), (other, other_kind) = self._value(left), self._value(right)
        if _LITERAL in (kind, other_kind):
            kind = other_kind if kind == _LITERAL else kind
            if kind not in (*_WHOLE, _LITERAL):
                raise TypeError(f"{self._unit.name}: {kind} {operator} a number")
        else:
            self._same(other_kind, kind)
        text = f"({one} {_PYTHON.get(operator, operator)} {other})"
        if operator in ("AND", "OR"):
            if kind not in ("BOOL", "WORD"):
                raise TypeError(f"{self._unit.name}: {kind} {operator}")
            return text, kind
        if operator in ("=", "<>", "<", ">", "<=", ">="):
            return text, "BOOL"
        if kind == _LITERAL:
            return text, kind
        if kind not in _WHOLE:
            raise TypeError(f"{self._unit.name}: {kind} {operator}")
        return self._kept(text, kind)

    def _function(self, name: str, arguments: dict[str, tuple]) -> tuple[str, Kind]:
        unit = self._source.functions[name]
        inputs = unit.sections["VAR_INPUT"]
        if arguments.keys() != inputs.keys():
            raise TypeError(f"{name} is called with {sorted(arguments)}")
        given = (f"{each}={self._as(inputs[each], value)}" for each, value in arguments.items())
        assert unit.result is not None
        return f"{name}({', '.join(given)})", unit.result

    def _standard(self, name: str, operands: list[tuple]) -> tuple[str, Kind]:
        conversion = re.fullmatch(r"(WORD|UINT|UDINT|INT|DINT)_TO_(WORD|UINT|UDINT|INT|DINT)", name)
        if conversion is not None:
            (operand,) = operands
            return self._kept(self._as(conversion.group(1), operand), conversion.group(2))
        kind = next((k for _, k in map(self._value, operands) if k != _LITERAL), _LITERAL)
        texts = [self._as(kind, each) for each in operands]
        if (name, len(texts)) not in (("ABS", 1), ("MAX", 2)) or kind not in ("INT", "DINT"):
            raise TypeError(f"{self._unit.name}: {name} of {kind}")
        return self._kept(f"{name.lower()}({', '.join(texts)})", kind)
