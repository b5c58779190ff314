"""When the station complains, and what it does then."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from inspector.config.base import ConfigModel

Reaction = Literal["warn", "hold", "stop"]


class EventAlarmConfig(ConfigModel):
    """An alarm that one event raises."""

    reaction: Reaction = Field(
        "warn",
        description='"warn" shows it, "hold" lets no part pass until it is cleared, '
        '"stop" also asks the PLC to stop the infeed',
    )


class CountAlarmConfig(EventAlarmConfig):
    """An alarm that a number of events raises, counted since it was cleared last."""

    limit: int = Field(0, ge=0, le=65_535, description="how many; 0 for never")


class RateAlarmConfig(EventAlarmConfig):
    """An alarm on a share of the last parts."""

    percent: float = Field(0.0, ge=0, le=100, description="share in percent; 0 for never")
    window: int = Field(100, ge=10, le=10_000, description="of so many last parts")


class AlarmsConfig(ConfigModel):
    """When the station complains, and what it does then."""

    consecutive_rejects: CountAlarmConfig = Field(
        CountAlarmConfig(limit=20), description="rejected parts in a row"
    )
    reject_rate: RateAlarmConfig = Field(RateAlarmConfig(), description="share of rejected parts")
    rejects_unconfirmed: CountAlarmConfig = Field(
        CountAlarmConfig(limit=1, reaction="stop"),
        description="rejects that were not seen where rejects go",
    )
    triggers_missed: CountAlarmConfig = Field(
        CountAlarmConfig(limit=1), description="parts that the PLC counted and the gate did not see"
    )
    results_late: CountAlarmConfig = Field(
        CountAlarmConfig(limit=3), description="parts without a verdict in time"
    )
    bin_full: EventAlarmConfig = Field(
        EventAlarmConfig(reaction="stop"), description="the reject bin is full"
    )
    air_low: EventAlarmConfig = Field(
        EventAlarmConfig(reaction="stop"), description="the ejector lacks air"
    )
    unexpected_object: EventAlarmConfig = Field(
        EventAlarmConfig(), description="something came that nobody tracks"
    )
    uncleared_passed: EventAlarmConfig = Field(
        EventAlarmConfig(reaction="stop"), description="a part passed that was not cleared"
    )
    belt_reversed: CountAlarmConfig = Field(
        CountAlarmConfig(limit=100, reaction="hold"),
        description="encoder counts backwards while the line runs",
    )
    tracking_lost: EventAlarmConfig = Field(
        EventAlarmConfig(), description="PLC or gate restarted with parts on the line"
    )
    second_writer: EventAlarmConfig = Field(
        EventAlarmConfig(), description="a second client tried to write"
    )
    clock_stepped: EventAlarmConfig = Field(
        EventAlarmConfig(), description="the wall clock was set"
    )
