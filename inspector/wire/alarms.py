"""Alarms of the gate: what stands, what was, and how to clear it."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from inspector.wire.model import WireModel
from inspector.wire.station import Alarm

AlarmCode = Annotated[str, Field(pattern=r"^[A-Z]{3}-\d{3}$")]


class ClearRequest(WireModel):
    """Codes of the alarms that a person has seen to; what was raised since is not cleared."""

    codes: list[AlarmCode] = Field(min_length=1, max_length=16)


class AlarmWord(WireModel):
    """An alarm of the gate by its name in the register map and by its code."""

    name: str
    code: str


class AlarmChange(WireModel):
    """The gate's alarms changed at one moment.

    ``cleared_by`` is ``nobody`` (the cause went away by itself), ``plc`` or ``person``;
    ``trigger_index`` is the part that raised it, ``null`` for none.
    """

    event_id: int
    at: datetime
    raised: list[AlarmWord]
    cleared: list[AlarmWord]
    standing: list[AlarmWord]
    cleared_by: str
    trigger_index: int | None


class AlarmPage(WireModel):
    """What stands now, and a page of changes, newest first.

    ``next_before`` continues it and is ``null`` on the last page.
    """

    active: list[Alarm]
    changes: list[AlarmChange]
    next_before: int | None
