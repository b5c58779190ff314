"""The section about alarms that stood while the lot ran."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.domain.alarm_log import AlarmOccurrence
from inspector.services.lot_report.facts.report import LotReport
from inspector.services.lot_report.words.speech import Speech, duration, number
from inspector.services.paper.blocks import Block, Column, Heading, Row, Table, Text
from inspector.services.paper.drawing import Ink

_NS_PER_S = 1e9


def alarms(report: LotReport, say: Speech) -> Iterator[Block]:
    """What stood while the lot ran."""
    listed = report.alarms
    yield Heading(say("section_alarms"))
    if not listed.shown:
        yield Text(say("alarms_none"))
        return
    yield Table(
        (
            Column(say("col_raised"), 24),
            Column(say("col_stood"), 16),
            Column(say("col_alarm"), 62),
            Column(say("col_effect"), 18),
            Column(say("col_seen"), 26),
        ),
        [_alarm_row(each, say) for each in listed.shown],
    )
    if listed.left_out:
        yield Text(say("alarms_more", count=number(len(listed.shown))), Ink.WARN)


def _alarm_row(each: AlarmOccurrence, say: Speech) -> Row:
    alarm, ended = each.alarm, each.ended_utc_ns
    stood = say("stands")
    if ended is not None:
        stood = duration((ended - alarm.raised_utc_ns) / _NS_PER_S)
    code, subject = alarm.identity.code, alarm.identity.subject
    said = say.alarm(code, alarm.message, alarm.reasons)
    named = subject.partition(".")[0] in said
    told = f"{code if named else f'{code} {subject}'}: {said}"
    if each.times > 1:
        told = say("times", message=told, times=each.times)
    seen = say("not_seen")
    if each.acknowledged_utc_ns is not None:
        seen = say.person(each.acknowledged_by)
    return Row((say.moment(alarm.raised_utc_ns), stood, told, say(f"Effect.{alarm.effect}"), seen))
