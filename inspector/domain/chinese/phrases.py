"""All that the station says, in Chinese.

Whoever shows, prints or keeps a phrase finds its words here; the templates have the same keys and
the same values as the English ones in :mod:`inspector.domain.phrases`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from inspector.domain.chinese.of_cameras import CAMERAS
from inspector.domain.chinese.of_deeds import DEEDS
from inspector.domain.chinese.of_models import MODELS
from inspector.domain.chinese.of_recipes import RECIPES
from inspector.domain.chinese.of_records import RECORDS
from inspector.domain.chinese.of_the_line import LINE
from inspector.domain.chinese.titles import TITLES
from inspector.domain.phrase import FOUND, Phrase, Value, told

CHINESE: Mapping[str, str] = MappingProxyType(CAMERAS | DEEDS | MODELS | RECIPES | RECORDS | LINE)
"""The Chinese words by key, with the names of values in braces."""


def in_chinese(phrase: Phrase) -> str:
    """A phrase for a page that is printed."""
    return told(phrase, CHINESE, _word)


def said_in_chinese(said: str, reasons: Sequence[Phrase]) -> str:
    """What was written down; words that no phrase stands for stay as they are."""
    return "；".join(map(in_chinese, reasons)) or said


def alarm_in_chinese(code: str, said: str, reasons: Sequence[Phrase]) -> str:
    """What an alarm says; without reasons what its code means, and the words in quotes."""
    if reasons or code not in TITLES:
        return said_in_chinese(said, reasons)
    return f"{TITLES[code]}（原文：{said}）"


def _word(name: str, value: Value) -> str:
    if isinstance(value, list):
        return "、".join(value)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, str):
        return f"“{value}”" if name == FOUND else value
    return f"{value:.6g}" if isinstance(value, float) else str(value)
