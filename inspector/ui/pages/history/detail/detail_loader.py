"""Brings what the detail panel shows: the inspection, its pictures, reviews and evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from inspector.ui.i18n.faults import title_text
from inspector.ui.pages.history.detail.part_ahead import PartAhead
from inspector.ui.pages.history.detail.part_picture import Comparison
from inspector.ui.pages.history.scope import home_of, same_part
from inspector.ui.pictures import decode_picture

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QImage

    from inspector.client.station import StationClient
    from inspector.domain.errors.base import InspectorError
    from inspector.ui.pages.history.detail.detail_panel import DetailPanel
    from inspector.ui.pages.history.links import HistoryLinks
    from inspector.ui.requests import RequestLink
    from inspector.wire.evidence import Evidence
    from inspector.wire.history import ResultDetail
    from inspector.wire.reviews import ReviewList

T = TypeVar("T")

_THUMBNAIL_PX = 120
_REST_MS = 40
"""While a key is held, only where it comes to rest is looked at."""


class DetailLoader(QObject):
    """Asks for one inspection at a time; the newest wish wins.

    Args:
        detail: Where it is shown.
        links: Who answers.

    Signals:
        shown: Another inspection is shown.
        settled: It is shown with its picture, or has none.
        refused: With the error.
    """

    shown = Signal()
    settled = Signal()
    refused = Signal(object)

    def __init__(self, detail: DetailPanel, links: HistoryLinks, parent: QObject) -> None:
        super().__init__(parent)
        self._detail = detail
        self._links = links
        self.ahead = PartAhead(links.ahead, self)
        self._asked = ("", "")
        self._wish: tuple[str, str] | None = None
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._load_wish)
        detail.picture_wanted.connect(self._load_picture)

    def show(self, result_id: str, home: str = "") -> None:
        """Show all about one inspection, whether it is in the list or not.

        Args:
            result_id: Of the inspection.
            home: The other station that it belongs to; empty for this one.
        """
        self._wish = None
        self._load(result_id, home)

    def show_at_rest(self, result_id: str, home: str = "") -> None:
        """Show it unless another one is wished for at once; what was brought ahead, now."""
        if not home and self.ahead.detail(result_id) is not None:
            self.show(result_id)
            return
        self._wish = (result_id, home)
        self._rest.start()

    def expect(self, result_id: str) -> None:
        """Bring this part of this station before it is asked for; empty for none."""
        self.ahead.expect(result_id)

    def stay(self) -> None:
        """Nothing else is wished for than what is shown."""
        self._wish = None

    def load_golden(self) -> None:
        """Bring a good part to compare with, where one is wanted and missing."""
        if self._detail.compare.comparison is Comparison.NONE:
            return
        if self._detail.picture.golden is not None:
            return

        def ask(station: StationClient, result_id: str, view: int) -> tuple[QImage | None, str]:
            golden = station.history.golden(result_id, view)
            return decode_picture(golden.content), golden.source

        self._ask_of_seen(
            "golden",
            ask,
            lambda found: self._detail.compare.show_golden(*found),
            lambda error: self._detail.compare.show_golden(
                None, title_text(error.code, error.detail)
            ),
        )

    def _load_wish(self) -> None:
        if self._wish is not None:
            self._load(*self._wish)

    def _load(self, result_id: str, home: str) -> None:
        self._asked = asked = (result_id, home)
        brought = None if home else self.ahead.detail(result_id)
        if brought is None:
            self.ahead.expect("")
        else:
            self._detail.show_detail(brought)
            self.shown.emit()

        def ask(station: StationClient) -> ResultDetail:
            if home:
                return station.shared.result(home, result_id)
            return station.history.result(result_id)

        def show(detail: ResultDetail) -> None:
            if asked == self._asked:
                self._show(detail)

        def refuse(error: InspectorError) -> None:
            if asked == self._asked:
                self.refused.emit(error)

        link = self._links.shared if home else self._links.short
        link.ask("detail", ask, show, refuse)

    def _show(self, detail: ResultDetail) -> None:
        self._detail.show_detail(detail)
        self.shown.emit()
        if detail.is_elsewhere:
            return
        if self._detail.pictured:
            self.settled.emit()
        for button in self._detail.views.buttons:
            if button.view.has_image and button.picture.image is None:
                self._load_thumbnail(detail.result_id, button.view.view)
        self._links.short.ask(
            "reviews",
            lambda station: station.reviews.of_result(detail.result_id),
            self._show_reviews,
            self.refused.emit,
        )

    def _show_reviews(self, reviews: ReviewList) -> None:
        shown = self._detail.detail
        if shown is not None and (shown.result_id, home_of(shown)) == (reviews.result_id, ""):
            self._detail.show_reviews(reviews.reviews)

    def _load_picture(self) -> None:
        detail, seen = self._detail.detail, self._detail.seen
        if detail is None or seen is None:
            return
        picture = self.ahead.picture(detail.result_id, seen.view)
        if picture is None:
            self._ask_for_picture()
        else:
            self._show_picture(picture)
        evidence = self.ahead.evidence(detail.result_id, seen.view)
        if evidence is None:
            self._ask_for_evidence()
        else:
            self._show_evidence(evidence)
        self.load_golden()

    def _ask_for_picture(self) -> None:
        self._ask_of_seen(
            "image",
            lambda station, result_id, view: decode_picture(station.history.image(result_id, view)),
            self._show_picture,
            lambda error: self._show_picture(None),
            self._links.pictures,
        )

    def _ask_for_evidence(self) -> None:
        self._ask_of_seen(
            "evidence",
            lambda station, result_id, view: station.history.evidence(result_id, view),
            self._show_evidence,
            lambda error: self._detail.show_evidence(None),
        )

    def _show_picture(self, picture: QImage | None) -> None:
        self._detail.show_picture(picture)
        self.settled.emit()

    def _show_evidence(self, evidence: Evidence) -> None:
        self._detail.show_evidence(evidence)

    def _ask_of_seen(
        self,
        key: str,
        ask: Callable[[StationClient, str, int], T],
        answered: Callable[[T], object],
        refused: Callable[[InspectorError], object],
        requests: RequestLink | None = None,
    ) -> None:
        """Ask about the view that is shown; an answer that comes too late is dropped."""
        panel = self._detail
        detail, seen = panel.detail, panel.seen
        if detail is None or seen is None or detail.is_elsewhere:
            return

        def still_seen() -> bool:
            now = panel.detail
            same = now is not None and same_part(now, detail)
            return same and panel.seen is not None and panel.seen.view == seen.view

        def take(answer: T) -> None:
            if still_seen():
                answered(answer)

        def refuse(error: InspectorError) -> None:
            if still_seen():
                refused(error)

        (requests or self._links.patient).ask(
            key, lambda station: ask(station, detail.result_id, seen.view), take, refuse
        )

    def _load_thumbnail(self, result_id: str, view: int) -> None:
        def show(image: QImage | None) -> None:
            shown = self._detail.detail
            if image is None or shown is None or shown.is_elsewhere:
                return
            if shown.result_id == result_id:
                self._detail.views.show_thumbnail(view, image)

        self._links.pictures.ask(
            f"thumbnail of view {view}",
            lambda station: decode_picture(
                station.history.thumbnail(result_id, _THUMBNAIL_PX, view)
            ),
            show,
            lambda error: show(None),
        )
