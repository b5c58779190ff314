"""The course of a review: say it, see what became of it, and go on to the next part."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from inspector.domain.evaluation import Evaluation
from inspector.ui.actions.lacking import Lacking
from inspector.ui.i18n.formats import count
from inspector.ui.i18n.language import translate
from inspector.ui.pages.history.actions import CLASS_ACTIONS, HistoryAction
from inspector.ui.pages.history.review.review_desk import ReviewDesk, own_label
from inspector.ui.pages.history.scope import same_part
from inspector.ui.pages.history.words import standing_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from inspector.ui.actions.spec import ActionKey
    from inspector.ui.pages.history.page import HistoryPage
    from inspector.ui.pages.history.review.review_desk import Reviewed
    from inspector.ui.requests import RequestLink
    from inspector.wire.history import ResultRow
    from inspector.wire.station import ModelSummary


class Reviewing(QObject):
    """Reviews what is chosen; of a single part only after its picture was seen."""

    def __init__(self, page: HistoryPage, requests: RequestLink, parent: QObject) -> None:
        super().__init__(parent)
        self._page = page
        self._desk = ReviewDesk(requests, self)
        self._desk.reviewed.connect(self._go_on)
        self._desk.refused.connect(self._tell_refused)
        self._ok_classes: frozenset[str] = frozenset()
        self._told: Callable[[], str] = str
        self.done = 0
        self.stale = True
        page.board[HistoryAction.UNDO_REVIEW].offer(Lacking.REVIEW)
        page.review.class_chosen.connect(self._take_class)
        page.review.class_left.connect(page.focus_list)

    def commands(self) -> Mapping[ActionKey, Callable[[], object]]:
        """One command for every action of a review."""
        return {
            **{key: partial(self.override, place) for place, key in enumerate(CLASS_ACTIONS)},
            HistoryAction.CONFIRM: self.confirm,
            HistoryAction.GIVE_REASON: self._page.review.reason.setFocus,
            HistoryAction.UNDO_REVIEW: self._desk.take_back,
            HistoryAction.FIND_CLASS: self._page.review.finder.setFocus,
        }

    def confirm(self) -> None:
        """The station was right."""
        rows = self._spoken_of()
        if rows and not any(own_label(row) for row in rows):
            self._tell(lambda: translate("History", "Nothing to confirm: say which class it is."))
            return
        if rows and not self._desk.busy:
            self._desk.confirm(rows, self._page.review.take_reason())

    def override(self, place: int) -> None:
        """The parts belong to a class."""
        rows, classes = self._spoken_of(), self._page.review.classes
        if rows and place < len(classes) and not self._desk.busy:
            name = classes[place]
            meant = Evaluation.OK if name in self._ok_classes else Evaluation.NOT_OK
            self._desk.override(rows, (name, meant), self._page.review.take_reason())

    def _take_class(self, place: int) -> None:
        if self._page.board[HistoryAction.FIND_CLASS].isEnabled():
            self.override(place)
        self._page.focus_list()

    def show_model(self, model: ModelSummary | None) -> None:
        """Offer its classes."""
        if model is not None:
            self._ok_classes = frozenset(model.ok_classes)
            self._page.review.show_classes(model.classes)

    def show_stale(self, stale: bool) -> None:
        """Nobody hears what is said while the station does not answer."""
        self.stale = stale
        self._page.board[HistoryAction.CONFIRM].offer(Lacking.ANSWER if stale else None)

    def show_chosen(self) -> None:
        """Say what was reviewed last."""
        self._page.list.show_told(self._told())

    def _tell(self, told: Callable[[], str]) -> None:
        self._told = told
        self.show_chosen()

    def _spoken_of(self) -> Sequence[ResultRow]:
        """The chosen parts, or the one that is shown; none before its picture was seen."""
        rows, detail = self._page.list.chosen_rows(), self._page.detail
        if self.stale or any(row.is_elsewhere for row in rows):
            return ()
        if len(rows) > 1 and not self._page.list.isHidden():
            return rows
        shown = detail.detail
        if shown is None or shown.is_elsewhere or not detail.looked_into:
            return ()
        if rows and rows[0].result_id != shown.result_id and not self._page.list.isHidden():
            return ()
        return (shown,)

    def _go_on(self, reviewed: Reviewed) -> None:
        page = self._page
        self._offer_undo()
        for detail in reviewed.rows:
            page.model.replace(detail)
        spoken_of = len(reviewed.rows) - len(reviewed.refused)
        self.done = max(0, self.done + (-spoken_of if reviewed.taken_back else spoken_of))
        self._tell(partial(_told, reviewed, self.done))
        page.focus_list()
        last = reviewed.rows[-1] if reviewed.rows else None
        if last is None:
            return
        shown = page.detail.detail
        if shown is not None and same_part(shown, last):
            page.detail.show_detail(last)
        if reviewed.taken_back:
            page.walking.show_part(last.result_id)
            page.details.show(last.result_id)
        else:
            page.walking.step_from(last, 1)

    def _tell_refused(self, error: object) -> None:
        self._offer_undo()
        self._page.failed.emit(error)

    def _offer_undo(self) -> None:
        lacking = None if self._desk.can_take_back else Lacking.REVIEW
        self._page.board[HistoryAction.UNDO_REVIEW].offer(lacking)


def _told(reviewed: Reviewed, done: int) -> str:
    """What became of the last review, and how far somebody has come since the app was opened."""
    if not reviewed.rows:
        return ""
    last = reviewed.rows[-1]
    if reviewed.taken_back:
        text = translate("History", "Part {part}: taken back")
    elif len(reviewed.rows) > 1:
        text = translate("History", "{parts} parts reviewed, {refused} refused")
    else:
        text = translate("History", "Part {part}: {standing}")
    course = translate("History", "{number} reviewed here").format(number=count(done))
    told = text.format(
        part=last.part_id,
        parts=count(len(reviewed.rows) - len(reviewed.refused)),
        refused=count(len(reviewed.refused)),
        standing=standing_text(last.review),
    )
    return f"{told} · {course}"
