"""Sends reviews one by one, and takes the last ones back by further reviews."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from inspector.domain.evaluation import Evaluation, Reason
from inspector.ui.i18n.language import translate
from inspector.wire.history import ReviewStanding
from inspector.wire.reviews import BATCH_MAX, ReviewBatchRequest, ReviewRefusal, ReviewRequest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from inspector.client.station import StationClient
    from inspector.domain.errors.base import InspectorError
    from inspector.ui.requests import RequestLink
    from inspector.wire.history import ResultDetail, ResultRow

_TAKEN_BACK_MOST = 50

Label = tuple[str, Evaluation]
"""A class, and whether it is good."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """What was said last of some parts, and what stood before.

    Attributes:
        result_ids: The parts.
        before: What is said of each to take it back; ``None`` where nothing stood before.
    """

    result_ids: tuple[str, ...]
    before: tuple[Label | None, ...]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What became of a review.

    Attributes:
        rows: The parts as they stand now.
        refused: Those that nothing was kept of.
        taken_back: Whether it took an earlier review back.
    """

    rows: tuple[ResultDetail, ...]
    refused: tuple[ReviewRefusal, ...]
    taken_back: bool = False


def own_label(row: ResultRow) -> Label | None:
    """What the station itself said of a part; ``None`` where it was not certain."""
    decided = row.reason is Reason.CLASSIFIED and row.class_name
    if not decided or row.evaluation not in (Evaluation.OK, Evaluation.NOT_OK):
        return None
    return row.class_name, row.evaluation


class ReviewDesk(QObject):
    """One review at a time: a key that is pressed too soon says nothing.

    Signals:
        reviewed: With the :class:`Reviewed`.
        refused: With the error; nothing was kept.
    """

    reviewed = Signal(object)
    refused = Signal(object)

    def __init__(self, requests: RequestLink, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._requests = requests
        self._spoken: deque[Spoken] = deque(maxlen=_TAKEN_BACK_MOST)
        self.busy = False

    @property
    def can_take_back(self) -> bool:
        """Whether something was said that can be taken back."""
        return bool(self._spoken)

    def confirm(self, rows: Sequence[ResultRow], reason: str) -> None:
        """Say that the station was right, of all parts that it was certain of."""
        by_label: dict[Label, list[ResultRow]] = {}
        for row in rows:
            label = own_label(row)
            if label is not None:
                by_label.setdefault(label, []).append(row)
        self._say([(label, each, reason) for label, each in by_label.items()])

    def override(self, rows: Sequence[ResultRow], label: Label, reason: str) -> None:
        """Say which class parts belong to."""
        self._say([(label, list(rows), reason)])

    def take_back(self) -> None:
        """Say of the parts spoken of last what stood before."""
        if self.busy or not self._spoken:
            return
        spoken = self._spoken.pop()
        reason = translate("History", "Taken back")
        by_label: dict[Label, list[str]] = {}
        for result_id, before in zip(spoken.result_ids, spoken.before, strict=True):
            if before is not None:
                by_label.setdefault(before, []).append(result_id)
        calls = [(label, result_ids, reason) for label, result_ids in by_label.items()]
        self._send(calls, spoken, taken_back=True)

    def _say(self, said: Sequence[tuple[Label, Sequence[ResultRow], str]]) -> None:
        if self.busy or not said:
            return
        rows = [row for _, each, _ in said for row in each]
        spoken = Spoken(tuple(row.result_id for row in rows), tuple(own_label(r) for r in rows))
        calls = [(label, [row.result_id for row in each], why) for label, each, why in said]
        open_before = all(row.review is ReviewStanding.NONE for row in rows)
        self._send(calls, spoken, taken_back=False, look_up=not open_before)

    def _send(
        self,
        calls: Sequence[tuple[Label, Sequence[str], str]],
        spoken: Spoken,
        *,
        taken_back: bool,
        look_up: bool = False,
    ) -> None:
        self.busy = True

        def ask(station: StationClient) -> tuple[Reviewed, Spoken]:
            before = _stood(station, spoken) if look_up else spoken
            refused = [each for call in calls for each in _review(station, *call)]
            rows = tuple(station.history.result(each) for each in spoken.result_ids[:BATCH_MAX])
            return Reviewed(rows, tuple(refused), taken_back), before

        def keep(answer: tuple[Reviewed, Spoken]) -> None:
            self.busy = False
            reviewed, before = answer
            if not taken_back and any(before.before):
                self._spoken.append(before)
            self.reviewed.emit(reviewed)

        self._requests.ask("review", ask, keep, self._refuse(spoken if taken_back else None))

    def _refuse(self, spoken: Spoken | None) -> Callable[[InspectorError], None]:
        def refuse(error: InspectorError) -> None:
            self.busy = False
            if spoken is not None:
                self._spoken.append(spoken)
            self.refused.emit(error)

        return refuse


def _review(
    station: StationClient, label: Label, result_ids: Sequence[str], reason: str
) -> Sequence[ReviewRefusal]:
    name, evaluation = label
    said = {"label": name, "evaluation": evaluation, "reason": reason}
    if len(result_ids) == 1:
        station.reviews.review(result_ids[0], ReviewRequest.model_validate(said))
        return ()
    refused: list[ReviewRefusal] = []
    for first in range(0, len(result_ids), BATCH_MAX):
        batch = {**said, "result_ids": list(result_ids[first : first + BATCH_MAX])}
        refused += station.reviews.review_all(ReviewBatchRequest.model_validate(batch)).refused
    return refused


def _stood(station: StationClient, spoken: Spoken) -> Spoken:
    """What people had said before, where they had."""
    before = []
    for result_id, own in zip(spoken.result_ids, spoken.before, strict=True):
        said = station.reviews.of_result(result_id).reviews
        before.append((said[-1].label, said[-1].evaluation) if said else own)
    return Spoken(spoken.result_ids, tuple(before))
