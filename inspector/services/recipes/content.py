"""A recipe as text, as a document, and what differs between two."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

import tomlkit

from inspector.config.recipe import canonical_form, parse_recipe
from inspector.domain.errors.config import RecipeInvalidError
from inspector.domain.phrases.entries import FilePhrase
from inspector.domain.recipe import Recipe
from inspector.wire.recipes import RecipeChange

Content = dict[str, Any]
_ABSENT: Any = None


def recipe_content(recipe: Recipe) -> Content:
    """The shape of the recipe file, with every entry that is not left to a default."""
    content: Content = json.loads(canonical_form(recipe))
    return content


def recipe_toml(recipe: Recipe) -> str:
    """The recipe as a file that gives the same revision."""
    return tomlkit.dumps(recipe_content(recipe))


def content_of(text: str) -> Content:
    """What stands in the TOML of a revision.

    Raises:
        RecipeInvalidError: it is no TOML.
    """
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RecipeInvalidError(FilePhrase.NOT_TOML(parser=str(error))) from error


def recipe_of(text: str) -> Recipe:
    """The recipe of a revision's TOML.

    Raises:
        RecipeInvalidError: with every fault.
    """
    return parse_recipe(content_of(text))


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[RecipeChange]:
    """What differs between two contents, in the order of their paths."""
    before, after = dict(_leaves("", old)), dict(_leaves("", new))
    return [
        RecipeChange(path=path, old=before.get(path, _ABSENT), new=after.get(path, _ABSENT))
        for path in dict.fromkeys([*before, *after])
        if before.get(path, _ABSENT) != after.get(path, _ABSENT)
    ]


def _leaves(path: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping):
        for name, entry in value.items():
            yield from _leaves(f"{path}.{name}" if path else name, entry)
    elif isinstance(value, list):
        for place, entry in enumerate(value, start=1):
            yield from _leaves(f"{path}[{place}]", entry)
    else:
        yield path, value
