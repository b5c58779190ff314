"""What a scripted station shares with others: every third result is another station's."""

import threading
from dataclasses import dataclass, field

import wire_samples
from scripted_history import ScriptedHistory
from scripted_statistics import ScriptedStatistics

from inspector.domain.errors.base import InspectorError
from inspector.wire.history import (
    ResultCount,
    ResultDetail,
    ResultFacets,
    ResultFilter,
    ResultPage,
    ResultRow,
)
from inspector.wire.shared_history import ForwardingState

OWN, OTHER = "line-1-cell-3", "line-2-cell-1"


def is_elsewhere(index: int) -> bool:
    return index % 3 == 0


@dataclass
class ScriptedShared:
    """``refusal`` is what the server away means; answers wait for ``answering``."""

    history: ScriptedHistory
    state: ForwardingState = field(default_factory=lambda: ForwardingState(is_shared=False))
    refusal: InspectorError | None = None
    answering: threading.Event = field(default_factory=threading.Event)
    asked: list[object] = field(default_factory=list)
    statistics: ScriptedStatistics = field(default_factory=ScriptedStatistics)
    exports: ScriptedHistory = field(default_factory=ScriptedHistory)

    def __post_init__(self) -> None:
        self.answering.set()

    def forwarding(self) -> ForwardingState:
        return self.state

    def page(self, criteria: ResultFilter, before: int | None, limit: int, /) -> ResultPage:
        self._answer((criteria, before))
        return self._with_stations(
            self.history.page(_plain(criteria), before, 500), criteria, limit
        )

    def page_after(self, position: int, limit: int, criteria: ResultFilter, /) -> ResultPage:
        self._answer((criteria, "after", position))
        found = self.history.page_after(position, 500, _plain(criteria))
        return self._with_stations(found, criteria, limit)

    def count(self, criteria: ResultFilter, /) -> ResultCount:
        self._answer("count")
        rows = self.page(criteria, None, 500).rows
        return ResultCount(count=len(rows), more=False)

    def facets(self) -> ResultFacets:
        self._answer("facets")
        return self.history.facets().model_copy(update={"stations": [OWN, OTHER]})

    def result(self, station_id: str, result_id: str, /) -> ResultDetail:
        self._answer((station_id, result_id))
        detail = self.history.detail(result_id)
        views = [view.model_copy(update={"camera": "top"}) for view in detail.views]
        there = {"station_id": station_id, "is_elsewhere": station_id != OWN, "views": views}
        return detail.model_copy(update=there)

    def _with_stations(self, page: ResultPage, criteria: ResultFilter, limit: int) -> ResultPage:
        rows = [self._of(row) for row in page.rows]
        kept = [row for row in rows if criteria.station_id in (None, row.station_id)]
        more = len(kept) > limit
        last = kept[limit - 1].sequence if more else None
        newest_first = page.next_after is None
        return ResultPage(
            rows=kept[:limit],
            next_before=last if newest_first else None,
            next_after=None if newest_first else last,
        )

    def _of(self, row: ResultRow) -> ResultRow:
        away = is_elsewhere(row.sequence)
        return row.model_copy(update={"station_id": OTHER if away else OWN, "is_elsewhere": away})

    def _answer(self, asked: object) -> None:
        self.asked.append(asked)
        self.answering.wait(timeout=10)
        if self.refusal is not None:
            raise self.refusal


def _plain(criteria: ResultFilter) -> ResultFilter:
    return criteria.model_copy(update={"station_id": None})


def shares() -> ForwardingState:
    return ForwardingState(is_shared=True, forwarded_at=wire_samples.NOON)
