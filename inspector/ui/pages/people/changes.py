"""What a deed changes, in words: old and new beside each other, without the signs of JSON."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

from pydantic import JsonValue

from inspector.domain.drift import Measure
from inspector.domain.evaluation import Evaluation
from inspector.domain.people import Role, SecretKind
from inspector.domain.phrases.fields import FieldPhrase, field_phrase
from inspector.ui.i18n.formats import NOTHING, count
from inspector.ui.i18n.language import translate
from inspector.ui.i18n.phrases import phrase_text
from inspector.ui.i18n.recipe_places import recipe_place_text, recipe_value_text
from inspector.ui.i18n.texts import evaluation_text, role_text, state_text
from inspector.ui.pages.challenge.words import STATES as RUN_STATES
from inspector.ui.pages.people.words import CAMERA_SET, feature_of, secret_text
from inspector.ui.pages.statistics.words import measure_text
from inspector.wire.challenge import RunState
from inspector.wire.station import StationState

_DIGEST = re.compile(r"[0-9a-f]{32,}")
_DIGITS, _LISTED = 12, 20
_FEATURE = "features."


def _state_text(value: str) -> str:
    """The state of the station, or of a challenge."""
    if value in {each.value for each in RunState}:
        return translate("Challenge", RUN_STATES[RunState(value)])
    return state_text(StationState(value))


_WORDS: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {
        "role": lambda value: role_text(Role(value)),
        "secret_kind": lambda value: secret_text(SecretKind(value)),
        "evaluation": lambda value: evaluation_text(Evaluation[value]),
        "state": _state_text,
        "table": recipe_place_text,
    }
)
_SINGLE: Mapping[str, str] = MappingProxyType(
    {
        "people.set_role": "role",
        "people.set_active": "active",
        "people.set_secret": "secret_kind",
        "people.set_own_secret": "secret_kind",
        "model.promote": "sha256",
        "model.rollback": "sha256",
        "recipe.sign_off": "revision",
        "station.start": "state",
        "station.stop": "state",
        "station.reset": "state",
    }
)
"""What a deed changes where the trail has a value without a name."""


def change_text(what: str, old: JsonValue, new: JsonValue, target: str = "") -> str:
    """A line for each value: its name, where it has one, and what became of it.

    Args:
        what: The deed, in the word of the audit trail.
        old: As it was; ``None`` where nothing was there.
        new: As it is.
        target: To what it was done.
    """
    lines = _lines(what, _named(what, old, target), _named(what, new, target))
    return "\n".join(_line(name, told) for name, told in lines)


def _line(name: str, told: str) -> str:
    return phrase_text(FieldPhrase.FIELD_TOLD(name=name, value=told)) if name else told


def _lines(
    what: str, before: Mapping[str, JsonValue], after: Mapping[str, JsonValue]
) -> Iterator[tuple[str, str]]:
    for name in dict.fromkeys([*before, *after]):
        if name == "changes":
            yield from _listed(after.get(name) or before.get(name))
            continue
        told = recipe_value_text if _in_recipe(what, name) else _value
        values = [told(name, each.get(name)) for each in (before, after) if each]
        if set(values) != {NOTHING}:
            yield _name(what, name), _became(values)


def _became(values: Iterable[str]) -> str:
    return " → ".join(dict.fromkeys(values))


def _in_recipe(what: str, name: str) -> bool:
    return what == "recipe.change_draft" or name.startswith(_FEATURE)


def _name(what: str, name: str) -> str:
    if _in_recipe(what, name):
        return recipe_place_text(name)
    return _measure(name) if what == "drift.take_baseline" else _field(name)


def _measure(name: str) -> str:
    """What was measured, and by which camera; one that is not known as it is written."""
    camera, _, measure = name.rpartition(".")
    return f"{camera} · {measure_text(Measure(measure))}" if measure in set(Measure) else name


def _field(name: str) -> str:
    return phrase_text(field_phrase(name)) if name else ""


def _named(what: str, value: JsonValue, target: str) -> dict[str, JsonValue]:
    """Every value under a name; the settings of a camera under their places in a recipe."""
    if isinstance(value, dict):
        features = value.get("features")
        if isinstance(features, dict):
            rest = {name: each for name, each in value.items() if name != "features"}
            return rest | {f"{_FEATURE}{name}": each for name, each in features.items()}
        return value
    if value in (None, ""):
        return {}
    name = _SINGLE.get(what, "")
    return {_FEATURE + feature_of(target) if what == CAMERA_SET else name: value}


def _listed(changes: JsonValue) -> Iterator[tuple[str, str]]:
    """The differences of two revisions of a recipe, by their places in it."""
    for each in changes if isinstance(changes, list) else []:
        if isinstance(each, dict):
            path = str(each.get("path", ""))
            values = [recipe_value_text(path, each.get(when)) for when in ("old", "new")]
            yield recipe_place_text(path), _became(values)


def _value(name: str, value: JsonValue) -> str:
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return translate("Audit", "yes") if value else translate("Audit", "no")
    if isinstance(value, dict):
        told = (_line(_field(key), _value(key, each)) for key, each in value.items())
        return ", ".join(told) or NOTHING
    if isinstance(value, list):
        more = [f"… ({count(len(value))})"] if len(value) > _LISTED else []
        return ", ".join([*(_value(name, each) for each in value[:_LISTED]), *more]) or NOTHING
    return _word(name, value) if isinstance(value, str) else str(value)


def _word(name: str, value: str) -> str:
    try:
        return _WORDS[name](value)
    except (KeyError, ValueError):
        return f"{value[:_DIGITS]}…" if _DIGEST.fullmatch(value) else value
