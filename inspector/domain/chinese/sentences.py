"""From an English sentence of the station to the Chinese one, with the same values in it.

Alarms and records are kept in English, for years. The shape of each sentence stands beside its
translation; a test holds the shapes against the places where the sentences are made.
"""

from __future__ import annotations

import re
from functools import cache

from inspector.domain.chinese.of_cameras import CAMERAS
from inspector.domain.chinese.of_records import RECORDS
from inspector.domain.chinese.of_the_line import LINE
from inspector.domain.chinese.titles import TITLES

SHAPES: tuple[tuple[str, str], ...] = (*LINE, *RECORDS, *CAMERAS)
_JOINTS = (("; ", "；"), (" + ", " + "))
_NAMED = ": "


def in_chinese(said: str) -> str | None:
    """The same in Chinese; ``None`` for what the station did not put in words itself."""
    return _joined(said) or _sentence(said) or _named(said)


def chinese_alarm(code: str, said: str) -> str:
    """What an alarm says: the sentence, or else what its code means and the words in quotes."""
    sentence = in_chinese(said)
    if sentence is not None:
        return sentence
    title = TITLES.get(code)
    return said if title is None else f"{title}（原文：{said}）"


def values_of(shape: str, said: str) -> dict[str, str] | None:
    """What a sentence names; ``None`` when it has another shape."""
    found = _pattern(shape).fullmatch(said)
    return None if found is None else found.groupdict()


def _sentence(said: str) -> str | None:
    for shape, chinese in _closest_first():
        values = values_of(shape, said)
        if values is not None:
            named = {name: in_chinese(value) or value for name, value in values.items()}
            return chinese.format(**named)
    return None


def _joined(said: str) -> str | None:
    for joint, chinese in _JOINTS:
        if joint in said:
            sentences = [in_chinese(each) for each in said.split(joint)]
            known = [each for each in sentences if each is not None]
            if len(known) == len(sentences):
                return chinese.join(known)
    return None


def _named(said: str) -> str | None:
    """A sentence about something that is named before it, such as a camera."""
    name, colon, rest = said.partition(_NAMED)
    sentence = in_chinese(rest) if colon else None
    return None if sentence is None else f"{name}：{sentence}"


@cache
def _closest_first() -> tuple[tuple[str, str], ...]:
    """What names less says more."""
    return tuple(
        sorted(SHAPES, key=lambda each: len(re.sub(r"\{\w+\}", "", each[0])), reverse=True)
    )


@cache
def _pattern(shape: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", shape)
    words = [re.escape(part) for part in parts]
    words[1::2] = [f"(?P<{name}>.+?)" for name in parts[1::2]]
    return re.compile("".join(words), re.DOTALL)
