"""The words of the statistics."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale

from inspector.domain.drift import Measure
from inspector.domain.statistics.control_chart import ChartKind
from inspector.domain.statistics.rules import Rule
from inspector.ui.i18n.formats import count, decimal, local_time
from inspector.ui.i18n.language import translate
from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP
from inspector.wire.statistics import SubgroupKind

if TYPE_CHECKING:
    from datetime import datetime

    from inspector.wire.statistics import Group, ShareReply

RULES: Mapping[Rule, str] = MappingProxyType(
    {
        Rule.BEYOND_LIMITS: QT_TRANSLATE_NOOP("Statistics", "This point is beyond the limits."),
        Rule.TWO_OF_THREE: QT_TRANSLATE_NOOP(
            "Statistics", "Two of three points are in the outer third on one side."
        ),
        Rule.FOUR_OF_FIVE: QT_TRANSLATE_NOOP(
            "Statistics", "Four of five points are in the outer two thirds on one side."
        ),
        Rule.EIGHT_IN_A_ROW: QT_TRANSLATE_NOOP(
            "Statistics", "Eight points in a row are on one side of the centre line."
        ),
    }
)
SUBGROUPS: Mapping[SubgroupKind, str] = MappingProxyType(
    {
        SubgroupKind.QUARTER: QT_TRANSLATE_NOOP("Statistics", "15 minutes"),
        SubgroupKind.HOUR: QT_TRANSLATE_NOOP("Statistics", "hour"),
        SubgroupKind.SHIFT: QT_TRANSLATE_NOOP("Statistics", "shift"),
        SubgroupKind.DAY: QT_TRANSLATE_NOOP("Statistics", "day"),
        SubgroupKind.LOT: QT_TRANSLATE_NOOP("Statistics", "lot"),
    }
)
CHARTS: Mapping[ChartKind, str] = MappingProxyType(
    {
        ChartKind.P: QT_TRANSLATE_NOOP("Statistics", "Parts (p)"),
        ChartKind.LANEY: QT_TRANSLATE_NOOP("Statistics", "Parts (Laney p′)"),
        ChartKind.U: QT_TRANSLATE_NOOP("Statistics", "Defects (u)"),
    }
)
MEASURES: Mapping[Measure, str] = MappingProxyType(
    {
        Measure.FOCUS: QT_TRANSLATE_NOOP("Statistics", "Focus"),
        Measure.BRIGHTNESS: QT_TRANSLATE_NOOP("Statistics", "Brightness"),
        Measure.CONTRAST: QT_TRANSLATE_NOOP("Statistics", "Contrast"),
        Measure.SATURATED_PERCENT: QT_TRANSLATE_NOOP("Statistics", "Saturated, %"),
        Measure.SHIFT_X_PX: QT_TRANSLATE_NOOP("Statistics", "Shift x, px"),
        Measure.SHIFT_Y_PX: QT_TRANSLATE_NOOP("Statistics", "Shift y, px"),
        Measure.GOOD_SCORE: QT_TRANSLATE_NOOP("Statistics", "Score of good classes"),
        Measure.NOVELTY: QT_TRANSLATE_NOOP("Statistics", "Novelty"),
        Measure.REJECTED: QT_TRANSLATE_NOOP("Statistics", "Share of rejects"),
    }
)


def rule_text(rule: Rule) -> str:
    """What pattern a point ends."""
    return translate("Statistics", RULES[rule])


def subgroup_text(subgroup: SubgroupKind) -> str:
    """What is put together to one point."""
    return translate("Statistics", SUBGROUPS[subgroup])


def chart_text(kind: ChartKind) -> str:
    """What is drawn against which limits."""
    return translate("Statistics", CHARTS[kind])


def measure_text(measure: Measure) -> str:
    """What is followed over time."""
    return translate("Statistics", MEASURES[measure])


def share_text(ratio: float | None) -> str:
    """A share with as many places as it needs, from 12.3 % down to parts per million."""
    if ratio is None:
        return decimal(None, 0)
    if 0 < ratio < 1e-4:
        return f"{decimal(ratio * 1e6, 0)} ppm"
    return f"{decimal(ratio * 100, 2 if ratio < 0.1 or ratio > 0.99 else 1)} %"


def interval_text(share: ShareReply) -> str:
    """A 95 % interval."""
    return f"{share_text(share.lower)} – {share_text(share.upper)}"


def of_text(part: int, whole: int) -> str:
    """So many of so many."""
    return translate("Statistics", "{part} of {whole}").format(part=count(part), whole=count(whole))


def span_text(since: datetime, until: datetime) -> str:
    """A stretch of local time, without what both ends have in common."""
    begin, end = local_time(since), local_time(until)
    same_day = begin.date() == end.date() or end.addMSecs(-1).date() == begin.date()
    whole_days = begin.time() == end.time() and begin.time().msecsSinceStartOfDay() == 0
    if whole_days:
        last = end.addDays(-1)
        return _date(begin) if begin.date() == last.date() else f"{_date(begin)} – {_date(last)}"
    clock = "HH:mm"
    locale = QLocale()
    first = f"{_date(begin)} {locale.toString(begin, clock)}"
    last_text = locale.toString(end, clock)
    return f"{first} – {last_text}" if same_day else f"{first} – {_date(end)} {last_text}"


def group_text(group: Group) -> str:
    """What a subgroup is called."""
    span = span_text(group.since, group.until)
    return f"{group.name} · {span}" if group.name else span


def group_label(group: Group, subgroup: SubgroupKind) -> str:
    """The same, short enough to stand below a point."""
    if subgroup is SubgroupKind.LOT:
        return group.name
    day = day_text(group.since)
    if subgroup is SubgroupKind.DAY:
        return day
    if subgroup is SubgroupKind.SHIFT:
        return f"{group.name}\n{day}"
    clock = clock_text(group.since)
    return f"{clock}\n{day}" if clock == "00:00" else clock


def day_text(moment: datetime) -> str:
    """A local day, short enough to stand below a point."""
    locale = QLocale()
    form = "d MMM" if locale.language() is not _CHINESE else "M月d日"
    return locale.toString(local_time(moment), form)


def clock_text(moment: datetime) -> str:
    """A local time of day to the minute."""
    return QLocale().toString(local_time(moment), "HH:mm")


def measured_text(value: float) -> str:
    """What was measured, with as many places as four or five digits leave."""
    places = next((places for least, places in _PLACES if abs(value) >= least), 4)
    return decimal(value, places)


_PLACES = ((1000, 0), (100, 1), (10, 2), (1, 3))
_CHINESE = QLocale.Language.Chinese


def _date(moment: QDateTime) -> str:
    return moment.toString("yyyy-MM-dd")
