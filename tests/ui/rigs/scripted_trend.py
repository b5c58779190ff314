"""An hour of parts, a minute at a time."""

from datetime import timedelta

import wire_samples

from inspector.wire.statistics import TrendMinute, TrendReply


class ScriptedTrend:
    def trend(self, minutes: int = 60, /) -> TrendReply:
        first = wire_samples.NOON - timedelta(minutes=minutes)
        return TrendReply(
            minutes=[
                TrendMinute(
                    at=first + timedelta(minutes=minute),
                    ok=0 if 20 <= minute < 26 else 170 + minute * 7 % 13,
                    not_ok=0 if 20 <= minute < 26 else (3 * minute) % 7,
                    undefined=25 if minute == 26 else 0,
                )
                for minute in range(minutes)
            ]
        )
