"""Every row of the history to the broker: in storing order, at least once."""

from __future__ import annotations

import itertools
import logging
from collections.abc import Callable, Sequence

from inspector.client.station import StationClient
from inspector.domain.evaluation import Outcome
from inspector.mqtt.broker import BrokerSession
from inspector.mqtt.messages import outcome_told, result_told
from inspector.mqtt.position import Position, PositionFile
from inspector.mqtt.topics import Topics
from inspector.wire.history import ResultRow
from inspector.wire.model import WireModel

_log = logging.getLogger(__name__)
PAGE_ROWS = 100
_JOURNAL_DIGITS = 8
"""A ``result_id`` begins with the number of its journal."""


class HistoryFeed:
    """Follows the history by a position that moves only when the broker has confirmed.

    Args:
        station: Where the history is read.
        kept: How far the broker has taken it.
        topics: Where the messages go.
        backlog: Whether a first connection begins at the oldest row, not behind the newest.
    """

    def __init__(
        self, station: StationClient, kept: PositionFile, topics: Topics, *, backlog: bool
    ) -> None:
        self._station = station
        self._kept = kept
        self._topics = topics
        self._backlog = backlog

    def publish(self, session: BrokerSession) -> bool:
        """Tell a page of new verdicts and a page of new outcomes; whether more may wait.

        Raises:
            MqttError: the connection is lost; the position stands at the last confirmed row.
            InspectorError: the station does not answer.
        """
        try:
            if not self._kept.position.begun:
                self._choose_the_beginning()
            more_results = self._tell_results(session)
            return self._tell_outcomes(session) or more_results
        finally:
            self._kept.save()

    def _choose_the_beginning(self) -> None:
        newest = [] if self._backlog else self._station.history.page(limit=1).rows
        self._kept.move(begun=True)
        for row in newest:
            self._kept.move(results=row.sequence, result_id=row.result_id, outcomes=row.sequence)

    def _tell_results(self, session: BrokerSession) -> bool:
        position = self._kept.position
        # The page begins with the last row told, which shows that the history is the same one.
        page = self._station.history.page_after(max(position.results - 1, 0), PAGE_ROWS + 1)
        if _is_another_history(position, page.rows):
            _log.error("the history is another one now; it is told from its beginning")
            self._kept.move(results=0, result_id="", outcomes=0)
            return True
        _tell(
            session,
            self._topics.result,
            [row for row in page.rows if row.sequence > position.results],
            lambda row: result_told(self._topics.station_id, row),
            lambda row: self._kept.move(results=row.sequence, result_id=row.result_id),
        )
        return page.next_after is not None

    def _tell_outcomes(self, session: BrokerSession) -> bool:
        position = self._kept.position
        if position.outcomes >= position.results:
            return False
        page = self._station.history.page_after(position.outcomes, PAGE_ROWS)
        known = [row for row in page.rows if row.sequence <= position.results]
        settled = list(itertools.takewhile(lambda row: not _is_on_its_way(row, position), known))
        _tell(
            session,
            self._topics.outcome,
            settled,
            lambda row: outcome_told(self._topics.station_id, row),
            lambda row: self._kept.move(outcomes=row.sequence),
        )
        return page.next_after is not None and len(settled) == len(page.rows)


def _tell(
    session: BrokerSession,
    topic: str,
    rows: Sequence[ResultRow],
    message: Callable[[ResultRow], WireModel | None],
    keep: Callable[[ResultRow], None],
) -> None:
    """Publish rows; ``keep`` the last one up to which the broker has taken all."""
    numbers: list[int | None] = []
    taken: list[ResultRow] = []
    try:
        for row in rows:
            told = message(row)
            numbers.append(None if told is None else session.publish(topic, told))
        session.settle()
    finally:
        for row, number in zip(rows, numbers, strict=False):
            if number is not None and not session.delivered(number):
                break
            taken.append(row)
        if taken:
            keep(taken[-1])


def _is_on_its_way(row: ResultRow, position: Position) -> bool:
    """Whether the outcome of a row will still come; that of an earlier journal never does."""
    same_journal = row.result_id[:_JOURNAL_DIGITS] == position.result_id[:_JOURNAL_DIGITS]
    return row.outcome is Outcome.PENDING and same_journal


def _is_another_history(position: Position, rows: Sequence[ResultRow]) -> bool:
    """Whether the last row told is not where it was; one that was deleted for its age is no sign.

    Args:
        position: How far the history was told.
        rows: What is stored from that row on.
    """
    if not position.results:
        return False
    if not rows:
        return True
    first = rows[0]
    return first.sequence == position.results and first.result_id != position.result_id
