"""Small pictures of the rows in view, the newest wish first."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPixmap

from inspector.ui.pictures import decode_picture

if TYPE_CHECKING:
    from collections.abc import Iterable

    from inspector.domain.errors.base import InspectorError
    from inspector.ui.requests import RequestLink

SIZE_PX = 192
_KEPT = 400
"""Some 30 MiB."""


class Thumbnails(QObject):
    """Asks for one picture at a time and forgets those that nobody has looked at for longest.

    Signals:
        arrived: With the result whose picture came.
    """

    arrived = Signal(str)

    def __init__(self, requests: RequestLink, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._requests = requests
        self._kept: OrderedDict[str, QPixmap | None] = OrderedDict()
        self._wanted: list[str] = []
        self._under_way = False

    def picture(self, result_id: str) -> QPixmap | None:
        """The small picture of a result, if it has come."""
        if result_id in self._kept:
            self._kept.move_to_end(result_id)
        return self._kept.get(result_id)

    def want(self, result_ids: Iterable[str]) -> None:
        """These are in view; what was wanted before is not any more."""
        self._wanted = [each for each in result_ids if each not in self._kept]
        self._ask()

    def _ask(self) -> None:
        if self._under_way or not self._wanted:
            return
        self._under_way = True
        result_id = self._wanted.pop(0)

        def keep(image: QImage | None) -> None:
            self._keep(result_id, None if image is None else QPixmap.fromImage(image))

        def refuse(error: InspectorError) -> None:
            self._keep(result_id, None)

        self._requests.ask(
            "tile",
            lambda station: decode_picture(station.history.thumbnail(result_id, SIZE_PX)),
            keep,
            refuse,
        )

    def _keep(self, result_id: str, picture: QPixmap | None) -> None:
        self._under_way = False
        self._kept[result_id] = picture
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        self.arrived.emit(result_id)
        self._ask()
