"""Words and numbers of one language."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from inspector.clock import utc_datetime
from inspector.domain.chinese.phrases import alarm_in_chinese, said_in_chinese
from inspector.domain.evaluation import Evaluation, Outcome, Reason
from inspector.domain.phrase import Phrase
from inspector.domain.review import Standing
from inspector.services.lot_report.words.chinese import CHINESE
from inspector.services.lot_report.words.english import ENGLISH
from inspector.services.paper.names import name_of
from inspector.wire.exports import ReportLanguage

_LOT_WORDS = {ReportLanguage.ENGLISH: ENGLISH, ReportLanguage.CHINESE: CHINESE}
_MINUTE_S, _HOUR_S = 60, 3600
NOTHING = "-"


@dataclass(frozen=True, slots=True)
class Speech:
    """How a language says things."""

    language: ReportLanguage

    def __call__(self, key: str, **values: object) -> str:
        """The words of a key, with these values in their places."""
        words = _LOT_WORDS[self.language][key]
        return words.format(**values) if values else words

    def of(self, value: Evaluation | Outcome | Reason | Standing) -> str:
        """The word for a value of the domain."""
        return name_of(self.language, value)

    def alarm(self, code: str, said: str, reasons: Sequence[Phrase]) -> str:
        """What an alarm says."""
        return alarm_in_chinese(code, said, reasons) if self._chinese else said

    def said(self, said: str, reasons: Sequence[Phrase]) -> str:
        """What the station wrote down; a person's own words stay as they are."""
        return said_in_chinese(said, reasons) if self._chinese else said

    @property
    def _chinese(self) -> bool:
        return self.language is ReportLanguage.CHINESE

    def role(self, role: str) -> str:
        """What a person is at the station, behind the name; empty where nobody knows."""
        return f" ({self(f'Role.{role}')})" if role else ""

    def moment(self, utc_ns: int) -> str:
        """Date and local time to the second."""
        return self.time(utc_datetime(utc_ns))

    def time(self, moment: datetime) -> str:
        """The same of a time."""
        return f"{moment.astimezone():%Y-%m-%d %H:%M:%S}"

    def person(self, name: str) -> str:
        """A name, or that there is none."""
        return name or self("nobody")


def number(value: int | None) -> str:
    """A count with separators."""
    return NOTHING if value is None else f"{value:,}"


def signed(value: int | None) -> str:
    """A difference with its sign."""
    return NOTHING if value is None else f"{value:+,}" if value else "0"


def score(value: float) -> str:
    """A probability."""
    return f"{value:.4f}" if math.isfinite(value) else NOTHING


def percent(value: float) -> str:
    """A share; what is nearly all is never called all."""
    shown = f"{value:.2%}"
    return "> 99.99%" if shown == "100.00%" and value < 1 else shown


def duration(seconds: float) -> str:
    """How long something stood."""
    whole = round(seconds)
    if whole < _MINUTE_S:
        return f"{seconds:.1f} s"
    if whole < _HOUR_S:
        return f"{whole // _MINUTE_S} min {whole % _MINUTE_S} s"
    return f"{whole // _HOUR_S} h {whole % _HOUR_S // _MINUTE_S} min"
