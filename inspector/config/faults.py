"""What pydantic found, as lines for a person: where, what is wrong, what to do."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from inspector.config.locate import KeyPath
from inspector.config.toml_text import TomlDocument, key_text


def fault_lines(
    error: ValidationError, model: type[BaseModel], document: TomlDocument
) -> Iterator[str]:
    """One line per fault, in the order of the file."""
    found = [
        (document.line_of(place.path), f"{key_text(place.path)}: {_words(fault, place)}")
        for fault in error.errors()
        for place in [_Place(model, fault["loc"])]
    ]
    for line, words in sorted(found):
        yield f"line {line}: {words}" if line else words


class _Place:
    """A fault's location: its key path without pydantic's tags, and what the model says of it.

    Attributes:
        path: Keys as they stand in the file.
        siblings: Names that the table around the key may hold.
        field: The declaration of the key, ``None`` for an unknown one.
    """

    def __init__(self, model: type[BaseModel], location: tuple[int | str, ...]) -> None:
        self.path: KeyPath = ()
        self.siblings: Mapping[str, FieldInfo] = {}
        self.field: FieldInfo | None = None
        current: type[BaseModel] | Mapping[str, type[BaseModel]] | None = model
        for part in location:
            if isinstance(current, Mapping):
                current = current.get(str(part))
                continue
            self.path = (*self.path, part)
            if current is None or isinstance(part, int):
                continue
            self.siblings = current.model_fields
            self.field = self.siblings.get(str(part))
            current = _inside(self.field)


def _inside(field: FieldInfo | None) -> type[BaseModel] | Mapping[str, type[BaseModel]] | None:
    """The model in a field, or the models of a discriminated union by their tags."""
    if field is None:
        return None
    models = list(_models(field.annotation))
    if field.discriminator is None:
        return models[0] if models else None
    tag = str(field.discriminator)
    return {get_args(each.model_fields[tag].annotation)[0]: each for each in models}


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    elif get_origin(annotation) is Annotated:
        yield from _models(get_args(annotation)[0])
    else:
        for argument in get_args(annotation):
            yield from _models(argument)


def _words(fault: Mapping[str, Any], place: _Place) -> str:
    kind, given = fault["type"], fault["input"]
    advice = f"; {place.field.description}" if place.field and place.field.description else ""
    if kind == "missing":
        return _missing(place)
    if kind == "extra_forbidden":
        return _unknown(str(place.path[-1]), place.siblings)
    if kind == "union_tag_not_found":
        return f"driver is missing; add one of: {_tags(place)}"
    if kind == "union_tag_invalid":
        return f"driver {fault['ctx']['tag']!r} is unknown; write one of: {_tags(place)}"
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
    if _inside(place.field) is None:
        return f"missing; add it: {description}"
    return f"missing; add the section [{place.path[-1]}]: {description}"


def _tags(place: _Place) -> str:
    inside = _inside(place.field)
    return ", ".join(f'"{tag}"' for tag in inside) if isinstance(inside, Mapping) else ""
