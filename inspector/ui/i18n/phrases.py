"""What the station says, in the user's language: its templates, filled in with the user's words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from inspector.domain.chinese.phrases import CHINESE
from inspector.domain.phrase import FOUND, Phrase, Value, told
from inspector.domain.phrases.books import TEMPLATES
from inspector.ui.i18n.features import feature_text
from inspector.ui.i18n.language import Language, translate
from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP
from inspector.ui.i18n.recipe_names import deadline_text, operation_text, parameter_text
from inspector.ui.i18n.texts import ROLES, STATES

if TYPE_CHECKING:
    from inspector.domain.errors.base import InspectorError


def phrase_text(phrase: Phrase) -> str:
    """One thing; a phrase that this version does not know stands as the station said it."""
    chinese = Language.in_force() is Language.CHINESE
    return told(phrase, CHINESE if chinese else TEMPLATES, _word)


def said_text(detail: str, reasons: Iterable[Phrase]) -> str:
    """All reasons on one line; the station's own ``detail`` where it gives none."""
    return " · ".join(map(phrase_text, reasons)) or detail


def error_said(error: InspectorError) -> str:
    """What an error says, as :func:`said_text`."""
    return said_text(error.detail, error.reasons)


_COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        "start": QT_TRANSLATE_NOOP("Phrase", "start"),
        "stop": QT_TRANSLATE_NOOP("Phrase", "stop"),
        "reset": QT_TRANSLATE_NOOP("Phrase", "reset"),
    }
)


def _command_text(command: str) -> str:
    return translate("Phrase", _COMMANDS.get(command, command))


def _state_text(state: str) -> str:
    words = {each.value: words for each, words in STATES.items()}
    return translate("State", words.get(state, state))


def _role_text(role: str) -> str:
    words = {each.value: words for each, words in ROLES.items()}
    return translate("Role", words.get(role, role))


def _advice_text(advice: str) -> str:
    return translate("Advice", advice)


_NAMED: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {
        "advice": _advice_text,
        "command": _command_text,
        "feature": feature_text,
        "least_role": _role_text,
        "operation": operation_text,
        "other_operation": operation_text,
        "other_parameter": parameter_text,
        "parameter": parameter_text,
        "role": _role_text,
        "state": _state_text,
        "term": deadline_text,
    }
)
"""Values that the app has words for, by their names."""


def _word(name: str, value: Value) -> str:
    if isinstance(value, list):
        return translate("Phrase", ", ").join(value)
    if isinstance(value, bool):
        return translate("Setup", "on") if value else translate("Setup", "off")
    if isinstance(value, str):
        quoted = translate("Phrase", "“{found}”").format(found=value)
        return quoted if name == FOUND else _NAMED.get(name, str)(value)
    return f"{value:.6g}" if isinstance(value, float) else str(value)
