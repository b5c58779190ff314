"""The four sections of the alarms page and what each is filtered by."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from enum import IntEnum
from types import MappingProxyType

from inspector.ui.actions.spec import ActionKey
from inspector.ui.pages.alarms.actions import AlarmAction
from inspector.wire.events import EventGroup


class Section(IntEnum):
    """A section by its place."""

    WAITING = 0
    LOG = 1
    EVENTS = 2
    FREQUENCY = 3


SECTION_KEYS: Mapping[Section, ActionKey] = MappingProxyType(
    {
        Section.WAITING: AlarmAction.SHOW_WAITING,
        Section.LOG: AlarmAction.SHOW_LOG,
        Section.EVENTS: AlarmAction.SHOW_EVENTS,
        Section.FREQUENCY: AlarmAction.SHOW_FREQUENCY,
    }
)
TIMES: Mapping[ActionKey, timedelta] = MappingProxyType(
    {
        AlarmAction.LAST_DAY: timedelta(days=1),
        AlarmAction.LAST_WEEK: timedelta(days=7),
        AlarmAction.LAST_MONTH: timedelta(days=30),
    }
)
EVENT_GROUPS: Mapping[ActionKey, tuple[EventGroup, ...]] = MappingProxyType(
    {
        AlarmAction.EVERY_EVENT: (),
        AlarmAction.EVENTS_OF_STATION: (EventGroup.STATION,),
        AlarmAction.EVENTS_OF_PEOPLE: (EventGroup.PEOPLE,),
    }
)
OFFERED: Mapping[Section, tuple[ActionKey, ...]] = MappingProxyType(
    {
        Section.WAITING: (AlarmAction.ACKNOWLEDGE_ALL,),
        Section.LOG: (
            *TIMES,
            AlarmAction.FAULTS_ONLY,
            AlarmAction.SHOW_SAME,
            AlarmAction.EXPORT,
        ),
        Section.EVENTS: (*TIMES, *EVENT_GROUPS),
        Section.FREQUENCY: tuple(TIMES),
    }
)
"""The buttons above each section."""
