"""What pydantic found, as lines for a person: where, what is wrong, what to do."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from inspector.config.locate import KeyPath
from inspector.config.toml_text import TomlDocument, key_text

_KEY_ITSELF = "[key]"
"""Where pydantic speaks of a table's key and not of its value."""


def fault_lines(
    error: ValidationError, model: type[BaseModel], document: TomlDocument
) -> Iterator[str]:
    """One line per fault, in the order of the file."""
    places = ((fault, _Place(model, fault["loc"])) for fault in error.errors())
    yield from lines_of(((place.path, _words(fault, place)) for fault, place in places), document)


def lines_of(faults: Iterable[tuple[KeyPath, str]], document: TomlDocument) -> Iterator[str]:
    """One line per fault, given the key and what is wrong, in the order of the file."""
    found = [
        (document.line_of(path), f"{key_text(path)}: {words}" if path else words)
        for path, words in faults
    ]
    for line, words in sorted(found):
        yield f"line {line}: {words}" if line else words


class _Place:
    """A fault's location: its key path without pydantic's tags, and what the model says of it.

    Attributes:
        path: Keys as they stand in the file.
        siblings: Names that the table around the key may hold.
        field: The declaration of the key, ``None`` for an unknown one.
        inside: What the key may hold.
    """

    def __init__(self, model: type[BaseModel], location: tuple[int | str, ...]) -> None:
        self.path: KeyPath = ()
        self.siblings: Mapping[str, FieldInfo] = {}
        self.field: FieldInfo | None = None
        self.inside: _Inside = model
        for part in location:
            if part == _KEY_ITSELF:
                continue
            if isinstance(self.inside, _Tagged):
                self.inside = self.inside.models.get(str(part))
                continue
            self.path = (*self.path, part)
            self._enter(part)

    def _enter(self, part: int | str) -> None:
        if isinstance(self.inside, _Entries):
            self.inside = _behind(self.inside.annotation)
        elif isinstance(self.inside, type) and not isinstance(part, int):
            self.siblings = self.inside.model_fields
            self.field = self.siblings.get(str(part))
            field = self.field
            self.inside = field and _behind(field.annotation, field.discriminator)


@dataclass(frozen=True, slots=True)
class _Tagged:
    """A discriminated union: its models by their tags."""

    models: Mapping[str, type[BaseModel]]


@dataclass(frozen=True, slots=True)
class _Entries:
    """A table whose keys the user chooses; all entries have this type."""

    annotation: Any


_Inside = type[BaseModel] | _Tagged | _Entries | None


def _behind(annotation: Any, discriminator: Any = None) -> _Inside:
    """What a key may hold, as far as keys inside it are concerned."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if origin is Annotated:
        declared = (getattr(each, "discriminator", None) for each in arguments[1:])
        return _behind(arguments[0], next(filter(None, declared), discriminator))
    if origin is dict:
        return _Entries(arguments[1])
    if discriminator is not None:
        tag = str(discriminator)
        return _Tagged({get_args(each.model_fields[tag].annotation)[0]: each for each in arguments})
    found = (_behind(argument) for argument in arguments)
    return next((each for each in found if each is not None), None)


def _words(fault: Mapping[str, Any], place: _Place) -> str:
    kind, given = fault["type"], fault["input"]
    advice = f"; {place.field.description}" if place.field and place.field.description else ""
    if kind == "missing":
        return _missing(place)
    if kind == "extra_forbidden":
        return _unknown(str(place.path[-1]), place.siblings)
    if kind == "union_tag_not_found":
        return f"{_tag_name(fault)} is missing; add one of: {_tags(place)}"
    if kind == "union_tag_invalid":
        tag = fault["ctx"]["tag"]
        return f"{_tag_name(fault)} {tag!r} is unknown; write one of: {_tags(place)}"
    if kind == "value_error":
        reason = str(fault["ctx"]["error"])
        return reason if isinstance(given, Mapping) else f"{given!r} {reason}{advice}"
    return f"{given!r} {fault['msg'].replace('Input should', 'should')}{advice}"


def _unknown(name: str, siblings: Mapping[str, FieldInfo]) -> str:
    close = difflib.get_close_matches(name, siblings, n=1, cutoff=0.5)
    if close:
        return f'unknown entry; did you mean "{close[0]}"?'
    return f"unknown entry; remove it, or choose from: {', '.join(siblings)}"


def _missing(place: _Place) -> str:
    description = place.field.description if place.field else ""
    if place.inside is None:
        return f"missing; add it: {description}"
    return f"missing; add the section [{key_text(place.path)}]: {description}"


def _tag_name(fault: Mapping[str, Any]) -> str:
    return str(fault["ctx"]["discriminator"]).strip("'")


def _tags(place: _Place) -> str:
    models = place.inside.models if isinstance(place.inside, _Tagged) else ()
    return ", ".join(f'"{tag}"' for tag in models)
