"""What pydantic found, as phrases for a person: where, what is wrong, what to do."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from inspector.config.locate import KeyPath
from inspector.config.toml_text import TomlDocument, key_text
from inspector.domain.phrase import Phrase, Value, plain
from inspector.domain.phrases.entries import EntryPhrase, FilePhrase

_KEY_ITSELF = "[key]"
"""Where pydantic speaks of a table's key and not of its value."""
_KINDS: Mapping[str, EntryPhrase] = MappingProxyType(
    {
        "bool_type": EntryPhrase.NOT_A_SWITCH,
        "dict_type": EntryPhrase.NOT_A_TABLE,
        "finite_number": EntryPhrase.NOT_FINITE,
        "float_type": EntryPhrase.NOT_A_NUMBER,
        "identifier": EntryPhrase.NOT_AN_IDENTIFIER,
        "int_type": EntryPhrase.NOT_AN_INTEGER,
        "list_type": EntryPhrase.NOT_A_LIST,
        "model_type": EntryPhrase.NOT_A_TABLE,
        "scalar": EntryPhrase.NOT_A_SCALAR,
        "string_type": EntryPhrase.NOT_TEXT,
    }
)
_LIMITS: Mapping[str, tuple[EntryPhrase, str]] = MappingProxyType(
    {
        "greater_than": (EntryPhrase.NOT_ABOVE, "gt"),
        "greater_than_equal": (EntryPhrase.BELOW_LEAST, "ge"),
        "less_than": (EntryPhrase.NOT_BELOW, "lt"),
        "less_than_equal": (EntryPhrase.ABOVE_MOST, "le"),
        "string_too_short": (EntryPhrase.TOO_SHORT, "min_length"),
    }
)
"""Which phrase tells a limit, and how pydantic names it."""


def faults_of(
    error: ValidationError, model: type[BaseModel], document: TomlDocument
) -> Iterator[Phrase]:
    """Every fault, in the order of the file."""
    places = ((fault, _Place(model, fault["loc"])) for fault in error.errors())
    yield from in_order(((place.path, _words(fault, place)) for fault, place in places), document)


def in_order(faults: Iterable[tuple[KeyPath, Phrase]], document: TomlDocument) -> Iterator[Phrase]:
    """Every fault with its line, given the key and what is wrong, in the order of the file."""
    found = [
        (
            document.line_of(path),
            EntryPhrase.IN_ENTRY(entry=key_text(path), fault=words) if path else words,
        )
        for path, words in faults
    ]
    for line, words in sorted(found, key=lambda each: (each[0], each[1].text)):
        yield FilePhrase.AT_LINE(line=line, fault=words) if line else words


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


def _words(fault: Mapping[str, Any], place: _Place) -> Phrase:
    kind = fault["type"]
    if kind == "missing":
        return _missing(place)
    if kind == "extra_forbidden":
        return _unknown(str(place.path[-1]), place.siblings)
    if kind == "union_tag_not_found":
        return EntryPhrase.TAG_MISSING(tag=_tag_name(fault), known=_tags(place))
    if kind == "union_tag_invalid":
        return EntryPhrase.TAG_UNKNOWN(
            tag=_tag_name(fault), found=str(fault["ctx"]["tag"]), known=_tags(place)
        )
    words = _unsuitable(fault)
    advice = place.field.description if place.field else None
    told = isinstance(fault["input"], Mapping) and kind == "value_error"
    return EntryPhrase.WITH_ADVICE(fault=words, advice=advice) if advice and not told else words


def _unsuitable(fault: Mapping[str, Any]) -> Phrase:
    """A value that the entry cannot take."""
    kind, given, context = fault["type"], fault["input"], fault.get("ctx", {})
    if kind in _KINDS:
        return _KINDS[kind](found=_found(given))
    if kind in _LIMITS:
        phrase, name = _LIMITS[kind]
        return phrase(found=_found(given), limit=context[name])
    if kind == "literal_error":
        choices = str(context["expected"]).replace(" or ", ", ").split(", ")
        return EntryPhrase.NOT_A_CHOICE(found=_found(given), choices=choices)
    if kind == "value_error":
        reason = str(context["error"])
        return plain(reason if isinstance(given, Mapping) else f"{given!r} {reason}")
    return plain(f"{given!r} {fault['msg'].replace('Input should', 'should')}")


def _found(given: object) -> Value:
    """What stood there, a table or a list by its kind alone."""
    if given is None:
        return EntryPhrase.FOUND_NOTHING()
    if isinstance(given, Mapping):
        return EntryPhrase.FOUND_TABLE()
    if isinstance(given, list):
        return EntryPhrase.FOUND_LIST()
    return given if isinstance(given, str | int | float) else str(given)


def _unknown(name: str, siblings: Mapping[str, FieldInfo]) -> Phrase:
    close = difflib.get_close_matches(name, siblings, n=1, cutoff=0.5)
    if close:
        return EntryPhrase.ENTRY_UNKNOWN_SIMILAR(similar=close[0])
    return EntryPhrase.ENTRY_UNKNOWN(known=siblings)


def _missing(place: _Place) -> Phrase:
    advice = (place.field.description if place.field else None) or ""
    if place.inside is None:
        return EntryPhrase.ENTRY_MISSING(advice=advice)
    return EntryPhrase.SECTION_MISSING(section=key_text(place.path), advice=advice)


def _tag_name(fault: Mapping[str, Any]) -> str:
    return str(fault["ctx"]["discriminator"]).strip("'")


def _tags(place: _Place) -> list[str]:
    models = place.inside.models if isinstance(place.inside, _Tagged) else ()
    return [f'"{tag}"' for tag in models]
