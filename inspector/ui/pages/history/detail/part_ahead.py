"""Brings the part that is likely wanted next, before anybody asks for it."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject

from inspector.ui.pages.history.detail.detail_texts import first_seen
from inspector.ui.pictures import decode_picture

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from PySide6.QtGui import QImage

    from inspector.client.station import StationClient
    from inspector.ui.pages.history.detail.detail_texts import Seen
    from inspector.ui.requests import RequestLink
    from inspector.wire.evidence import Evidence
    from inspector.wire.history import ResultDetail

T = TypeVar("T")

_PARTS = 2
"""The one that is shown, and the one behind it."""
_PICTURE_BYTES = 64 * 1024 * 1024
"""Of one part; further cameras' pictures come when they are looked at."""


@dataclass(slots=True)
class _Held:
    detail: ResultDetail
    pictures: dict[int, QImage] = field(default_factory=dict)
    evidence: Evidence | None = None

    @property
    def size_bytes(self) -> int:
        return sum(picture.sizeInBytes() for picture in self.pictures.values())


class PartAhead(QObject):
    """One question at a time; a part that is expected no more is asked about no further.

    Args:
        requests: A link of its own: what somebody waits for never waits for this.
        parent: Its owner.
    """

    def __init__(self, requests: RequestLink, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._requests = requests
        self._parts: OrderedDict[str, _Held] = OrderedDict()
        self._expected = ""

    @property
    def held(self) -> Collection[str]:
        """The parts that were brought."""
        return self._parts.keys()

    def detail(self, result_id: str) -> ResultDetail | None:
        """The inspection, if it is expected and was brought; what was shown before may be old."""
        held = self._parts.get(result_id) if result_id == self._expected else None
        return None if held is None else held.detail

    def picture(self, result_id: str, view: int) -> QImage | None:
        """The picture of one of its views, if it was brought."""
        held = self._parts.get(result_id)
        return None if held is None else held.pictures.get(view)

    def evidence(self, result_id: str, view: int) -> Evidence | None:
        """Where the defect is in the view that is looked at first, if it was brought."""
        held = self._parts.get(result_id)
        found = None if held is None else held.evidence
        return found if found is not None and found.view == view else None

    def expect(self, result_id: str) -> None:
        """This part of this station is likely the next; empty where nobody can say."""
        if result_id == self._expected:
            return
        self._expected = result_id
        if result_id and result_id not in self._parts:
            self._bring(
                result_id, lambda station: station.history.result(result_id), self._keep_detail
            )

    def _keep_detail(self, detail: ResultDetail) -> None:
        self._parts[detail.result_id] = held = _Held(detail)
        while len(self._parts) > _PARTS:
            self._parts.popitem(last=False)
        first = first_seen(detail)
        seen: list[Seen] = [first, *(each for each in detail.views if each is not first)]
        self._bring_pictures(held, [each.view for each in seen if each.has_image])

    def _bring_pictures(self, held: _Held, views: list[int]) -> None:
        """One after the other, the one that is looked at first at first."""
        if not views or held.size_bytes >= _PICTURE_BYTES:
            return
        result_id, view = held.detail.result_id, views[0]

        def keep(picture: QImage | None) -> None:
            if picture is not None:
                held.pictures[view] = picture
            if held.evidence is None:
                self._bring_evidence(held, view, views[1:])
            else:
                self._bring_pictures(held, views[1:])

        self._bring(
            result_id, lambda station: decode_picture(station.history.image(result_id, view)), keep
        )

    def _bring_evidence(self, held: _Held, view: int, further: list[int]) -> None:
        result_id = held.detail.result_id

        def keep(evidence: Evidence) -> None:
            held.evidence = evidence
            self._bring_pictures(held, further)

        self._bring(result_id, lambda station: station.history.evidence(result_id, view), keep)

    def _bring(
        self, result_id: str, ask: Callable[[StationClient], T], keep: Callable[[T], None]
    ) -> None:
        """Whatever is refused is asked for again, and told, when somebody wants it."""

        def take(answer: T) -> None:
            if result_id == self._expected:
                keep(answer)

        self._requests.ask("ahead", ask, take, lambda error: None)
