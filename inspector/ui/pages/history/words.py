"""The words for what people said of verdicts, and for what the history is filtered by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from inspector.ui.i18n.formats import decimal, identifier, short_date_and_time
from inspector.ui.i18n.language import translate
from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP
from inspector.ui.i18n.texts import evaluation_text, outcome_text, reason_text
from inspector.ui.pages.history.filter.periods import Period, period_text
from inspector.ui.theme.tokens import Tone
from inspector.ui.widgets.symbol.symbol_paths import Symbol
from inspector.wire.history import ResultFilter, ReviewStanding
from inspector.wire.replay import ReplayPart

if TYPE_CHECKING:
    from inspector.domain.evaluation import Evaluation

STANDINGS: Mapping[ReviewStanding, str] = MappingProxyType(
    {
        ReviewStanding.NONE: QT_TRANSLATE_NOOP("Review", "open"),
        ReviewStanding.CONFIRMED: QT_TRANSLATE_NOOP("Review", "confirmed"),
        ReviewStanding.OVERRIDDEN: QT_TRANSLATE_NOOP("Review", "overridden"),
        ReviewStanding.DISPUTED: QT_TRANSLATE_NOOP("Review", "disputed"),
    }
)
STANDING_TONES: Mapping[ReviewStanding, Tone] = MappingProxyType(
    {
        ReviewStanding.NONE: Tone.NEUTRAL,
        ReviewStanding.CONFIRMED: Tone.OK,
        ReviewStanding.OVERRIDDEN: Tone.ACCENT,
        ReviewStanding.DISPUTED: Tone.WARNING,
    }
)
STANDING_SYMBOLS: Mapping[ReviewStanding, Symbol] = MappingProxyType(
    {
        ReviewStanding.NONE: Symbol.HOLLOW,
        ReviewStanding.CONFIRMED: Symbol.CHECK,
        ReviewStanding.OVERRIDDEN: Symbol.KEEP,
        ReviewStanding.DISPUTED: Symbol.WARNING,
    }
)
PARTS: Mapping[ReplayPart, str] = MappingProxyType(
    {
        ReplayPart.APP_VERSION: QT_TRANSLATE_NOOP("ReplayPart", "Program version"),
        ReplayPart.RUNTIME: QT_TRANSLATE_NOOP("ReplayPart", "Runtime"),
        ReplayPart.PROVIDER: QT_TRANSLATE_NOOP("ReplayPart", "Provider"),
        ReplayPart.MODEL: QT_TRANSLATE_NOOP("ReplayPart", "Model"),
        ReplayPart.RECIPE: QT_TRANSLATE_NOOP("ReplayPart", "Recipe"),
    }
)
_SCORE_PLACES = 3


def standing_text(standing: ReviewStanding) -> str:
    """What people said of a verdict, in one word."""
    return translate("Review", STANDINGS[standing])


def part_text(part: ReplayPart) -> str:
    """What differs between an inspection and its replay."""
    return translate("ReplayPart", PARTS[part])


def challenge_text(challenge: bool) -> str:
    """Whether challenge parts are meant, or all others."""
    if challenge:
        return translate("HistoryFilter", "Challenge parts only")
    return translate("HistoryFilter", "Without challenge parts")


@dataclass(frozen=True, slots=True)
class FilterPart:
    """One thing that is filtered by.

    Attributes:
        fields: What is emptied to be without it.
        words: What it says.
    """

    fields: tuple[str, ...]
    words: str


def filter_parts(criteria: ResultFilter, period: Period | None) -> list[FilterPart]:
    """All that is filtered by, in words.

    Args:
        criteria: The filter.
        period: The period that its times come from; ``None`` where they were given by hand.
    """
    parts = []
    times = _time_words(criteria, period)
    if times:
        parts.append(FilterPart(("since", "until"), times))
    for field, words in _WORDS.items():
        value = getattr(criteria, field)
        if value is not None:
            parts.append(FilterPart((field,), words(value)))
    band = _band_words(criteria.score_min, criteria.score_max)
    if band:
        parts.append(FilterPart(("score_min", "score_max"), band))
    if criteria.what_if is not None:
        parts.append(FilterPart(("what_if", "would_be"), _what_if_words(criteria.would_be)))
    return parts


def filter_sentence(criteria: ResultFilter, period: Period | None) -> str:
    """The whole filter as one line."""
    parts = filter_parts(criteria, period)
    if not parts:
        return translate("HistoryFilter", "All results")
    return " · ".join(part.words for part in parts)


def nothing_text(criteria: ResultFilter, period: Period | None) -> str:
    """Why a list is empty, and what to do about it."""
    if criteria.part_id is not None:
        words = translate("History", "No part {part} in the history. Check the number.")
        return words.format(part=identifier(criteria.part_id))
    if filter_parts(criteria, period):
        return translate("History", "No results match this filter. “Show all” leaves it out.")
    return translate("History", "No parts yet. Every part that is inspected appears here.")


def without(criteria: ResultFilter, fields: tuple[str, ...]) -> ResultFilter:
    """The same filter, but for these fields."""
    return criteria.model_copy(update=dict.fromkeys(fields))


def _time_words(criteria: ResultFilter, period: Period | None) -> str:
    if period is not None and period is not Period.ALL:
        return period_text(period)
    since, until = criteria.since, criteria.until
    if since is not None and until is not None:
        return translate("HistoryFilter", "{since} to {until}").format(
            since=short_date_and_time(since), until=short_date_and_time(until)
        )
    if since is not None:
        words = translate("HistoryFilter", "Since {since}")
        return words.format(since=short_date_and_time(since))
    if until is not None:
        words = translate("HistoryFilter", "Before {until}")
        return words.format(until=short_date_and_time(until))
    return ""


def _what_if_words(would_be: Evaluation | None) -> str:
    if would_be is None:
        return translate("HistoryFilter", "Would change")
    words = translate("HistoryFilter", "Would be {verdict}")
    return words.format(verdict=evaluation_text(would_be))


def _band_words(least: float | None, most: float | None) -> str:
    low, high = decimal(least, _SCORE_PLACES), decimal(most, _SCORE_PLACES)
    if least is not None and most is not None:
        return translate("HistoryFilter", "Score {low} to {high}").format(low=low, high=high)
    if least is not None:
        return translate("HistoryFilter", "Score from {low}").format(low=low)
    if most is not None:
        return translate("HistoryFilter", "Score below {high}").format(high=high)
    return ""


_WORDS: Mapping[str, Callable[..., str]] = MappingProxyType(
    {
        "evaluation": evaluation_text,
        "part_id": lambda part: translate("HistoryFilter", "Part {part}").format(
            part=identifier(part)
        ),
        "lot": lambda lot: translate("HistoryFilter", "Lot {lot}").format(lot=lot),
        "lot_id": lambda lot: translate("HistoryFilter", "Lot number {lot}").format(lot=lot),
        "recipe_id": lambda one: translate("HistoryFilter", "Recipe {recipe}").format(recipe=one),
        "model_id": lambda one: translate("HistoryFilter", "Model {model}").format(model=one),
        "model_sha256": lambda one: translate("HistoryFilter", "Model package {sha256}").format(
            sha256=one[:12]
        ),
        "class_name": lambda one: translate("HistoryFilter", "Class {name}").format(name=one),
        "reason": reason_text,
        "outcome": outcome_text,
        "review": lambda standing: translate("HistoryFilter", "Review {standing}").format(
            standing=standing_text(standing)
        ),
        "challenge": challenge_text,
        "station_id": lambda one: translate("HistoryFilter", "Station {station}").format(
            station=one
        ),
    }
)
