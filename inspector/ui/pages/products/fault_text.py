"""What is wrong with a draft, in the user's language.

The station says it in English, a sentence for each fault. The shapes of these sentences stand
below; what they name is taken over, operations and parameters by the names that the page uses.
"""

from __future__ import annotations

from inspector.domain.chinese.sentences import values_of
from inspector.ui.i18n.faults import title_text
from inspector.ui.i18n.language import translate
from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP
from inspector.ui.pages.products.texts import operation_text, parameter_text

_PLACES: tuple[str, ...] = (
    QT_TRANSLATE_NOOP("RecipeFault", "step {number}, {operation}: {fault}"),
    QT_TRANSLATE_NOOP("RecipeFault", "{product}: {fault}"),
)
SENTENCES: tuple[str, ...] = (
    QT_TRANSLATE_NOOP("RecipeFault", "unknown operation; did you mean {name}?"),
    QT_TRANSLATE_NOOP("RecipeFault", "unknown operation"),
    QT_TRANSLATE_NOOP("RecipeFault", "unknown parameter {name}; did you mean {parameter}?"),
    QT_TRANSLATE_NOOP("RecipeFault", "unknown parameter {name}"),
    QT_TRANSLATE_NOOP(
        "RecipeFault", "{parameter} is missing, must be a file inside the recipe's folder"
    ),
    QT_TRANSLATE_NOOP("RecipeFault", "{parameter} is missing, must be {least} to {most}, odd"),
    QT_TRANSLATE_NOOP("RecipeFault", "{parameter} is missing, must be {least} to {most}"),
    QT_TRANSLATE_NOOP(
        "RecipeFault", "{parameter} is {value}, must be a file inside the recipe's folder"
    ),
    QT_TRANSLATE_NOOP("RecipeFault", "{parameter} is {value}, must be one of: {choices}"),
    QT_TRANSLATE_NOOP("RecipeFault", "{parameter} is {value}, must be an integer"),
    QT_TRANSLATE_NOOP("RecipeFault", "{parameter} is {value}, must be a number"),
    QT_TRANSLATE_NOOP("RecipeFault", "{parameter} is {value}, must be text"),
    QT_TRANSLATE_NOOP("RecipeFault", "{parameter} is {value}, must be {least} to {most}, odd"),
    QT_TRANSLATE_NOOP("RecipeFault", "{parameter} is {value}, must be {least} to {most}"),
    QT_TRANSLATE_NOOP("RecipeFault", "{parameter} cannot be used: {detail}"),
    QT_TRANSLATE_NOOP(
        "RecipeFault",
        "{parameter} is not the picture that the recipe pins; for this file write {entry}",
    ),
    QT_TRANSLATE_NOOP("RecipeFault", "{parameter} must be pinned; for this file write {entry}"),
    QT_TRANSLATE_NOOP(
        "RecipeFault", "the region {region} at ({left}, {top}) is not inside the {size} image"
    ),
    QT_TRANSLATE_NOOP("RecipeFault", "{tiles} tiles a side do not fit a {size} image"),
    QT_TRANSLATE_NOOP(
        "RecipeFault", "needs an 8-bit or a grey image; put to_8bit or grey before it"
    ),
    QT_TRANSLATE_NOOP(
        "RecipeFault", "a {kernel} px kernel needs an 8-bit image; put to_8bit before it"
    ),
    QT_TRANSLATE_NOOP("RecipeFault", "the image is still {format} after the last step"),
    QT_TRANSLATE_NOOP("RecipeFault", "low_percent must be below high_percent"),
    QT_TRANSLATE_NOOP("RecipeFault", "template_px must not be above search_px"),
    QT_TRANSLATE_NOOP("RecipeFault", "the flat reference is no brighter than the dark one"),
    QT_TRANSLATE_NOOP("RecipeFault", "the {name} reference is {reference}, the image {image}"),
    QT_TRANSLATE_NOOP(
        "RecipeFault", "limits.reject has {name}, which the model does not know, but {classes}"
    ),
    QT_TRANSLATE_NOOP("RecipeFault", "number is missing; the PLC asks for a recipe by 1 to 65535"),
    QT_TRANSLATE_NOOP("RecipeFault", "number {number} is that of {other} already"),
    QT_TRANSLATE_NOOP(
        "RecipeFault",
        "{feature} of camera {camera} is missing, which {other} sets; name it in all recipes, or "
        "in the station file",
    ),
    QT_TRANSLATE_NOOP("RecipeFault", "the station has no camera {name}, but {cameras}"),
)
"""In the order in which they are tried: the closer one first."""


def fault_text(said: str) -> str:
    """One fault; a sentence of another shape stands as the station said it."""
    for place in _PLACES:
        values = values_of(place, said)
        if values is not None and sentence_of(values["fault"]) is not None:
            named = values | {"fault": _sentence_text(values["fault"])}
            if "operation" in values:
                named["operation"] = operation_text(values["operation"])
            return translate("RecipeFault", place).format(**named)
    return _sentence_text(said)


def told_text(code: str, said: str) -> str:
    """An error whose words are faults, one to a line: its title and the faults."""
    faults = " · ".join(fault_text(each) for each in said.splitlines())
    return f"{code}  " + " · ".join(dict.fromkeys((title_text(code, faults), faults)))


def sentence_of(said: str) -> str | None:
    """The shape of a sentence; ``None`` for one that is not known."""
    return next((each for each in SENTENCES if values_of(each, said) is not None), None)


def _sentence_text(said: str) -> str:
    shape = sentence_of(said)
    if shape is None:
        return said
    values = values_of(shape, said) or {}
    if "parameter" in values:
        values["parameter"] = parameter_text(values["parameter"])
    return translate("RecipeFault", shape).format(**values)
