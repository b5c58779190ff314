"""What the station says as a template and values, for clients that speak another language."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

FOUND = "found"
"""Names what stood in a wrong place; if it is text, it is told in quotes."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One thing that the station says.

    Attributes:
        key: Names the template, the same from version to version; empty for plain words.
        text: All of it in English.
        values: What fills the template, by name.
    """

    key: str
    text: str
    values: Mapping[str, Value] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        return self.text


Value = str | int | float | bool | list[str] | Phrase


class PhraseBook(Enum):
    """The templates of one subject: a member's name is its key, its value the English words."""

    @property
    def key(self) -> str:
        """By which clients know the template."""
        return self.name.lower()

    def __call__(self, **values: Value | Iterable[str]) -> Phrase:
        """Fill the template in."""
        carried = {name: _carried(value) for name, value in values.items()}
        said = {name: _said(name, value) for name, value in values.items()}
        return Phrase(self.key, str(self.value).format(**said), carried)


class PhraseError(ValueError):
    """Carries a phrase to where the error for the user is made."""

    def __init__(self, phrase: Phrase) -> None:
        super().__init__(phrase.text)
        self.phrase = phrase


def plain(words: str) -> Phrase:
    """Words that no template stands for."""
    return Phrase("", words)


def phrase_of(said: str | Phrase) -> Phrase:
    """A phrase, also of plain words."""
    return plain(said) if isinstance(said, str) else said


def told(phrase: Phrase, templates: Mapping[str, str], word: Callable[[str, Value], str]) -> str:
    """A phrase by other templates; in English, where it has none or misses a value of it.

    Args:
        phrase: What is said.
        templates: By key.
        word: A value in the words of the same language, by its name.
    """
    template = templates.get(phrase.key)
    if template is None:
        return phrase.text
    words = {
        name: told(value, templates, word) if isinstance(value, Phrase) else word(name, value)
        for name, value in phrase.values.items()
    }
    try:
        return template.format(**words)
    except KeyError:
        return phrase.text


def as_json(phrase: Phrase) -> dict[str, Any]:
    """A phrase as JSON can carry it."""
    values = {
        name: as_json(value) if isinstance(value, Phrase) else value
        for name, value in phrase.values.items()
    }
    return {"key": phrase.key, "text": phrase.text, "values": values}


def from_json(written: Mapping[str, Any]) -> Phrase:
    """What :func:`as_json` made."""
    values = {
        name: from_json(value) if isinstance(value, Mapping) else value
        for name, value in written["values"].items()
    }
    return Phrase(written["key"], written["text"], values)


def _carried(value: Value | Iterable[str]) -> Value:
    """As JSON can carry it."""
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, str | int | float | Phrase):
        return value
    return list(value)


def _said(name: str, value: Value | Iterable[str]) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return str(value) if name == FOUND else f"{value:g}"
    if isinstance(value, str):
        return repr(value) if name == FOUND else value
    return str(value) if isinstance(value, int | Phrase) else ", ".join(value)
