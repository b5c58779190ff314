"""Trainings: the list, the chosen one, and a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from inspector.domain.errors.base import InspectorError
from inspector.ui.actions.lacking import Lacking
from inspector.ui.i18n.language import translate
from inspector.ui.pages.models.actions import ModelsAction
from inspector.ui.pages.models.training_detail import TrainingDetail
from inspector.ui.pages.models.training_form import TrainingForm
from inspector.ui.pages.models.training_list import TrainingList
from inspector.ui.two_touch import TwoTouch, touch_text
from inspector.ui.widgets.text.labels import row
from inspector.ui.widgets.text.translated import TranslatedWidget
from inspector.wire.training import TrainingState

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from inspector.client.station import StationClient
    from inspector.ui.pages.page import PageContext
    from inspector.ui.requests import RequestLink
    from inspector.wire.history import PickLists
    from inspector.wire.training import TrainingJob, TrainingPage

_LIST_SHARE, _DETAIL_SHARE = 46, 54
_WAITS_OR_RUNS = (TrainingState.QUEUED, TrainingState.RUNNING)
_ENDED_EARLY = (TrainingState.CANCELLED, TrainingState.FAILED, TrainingState.INTERRUPTED)


class TrainingTab(TranslatedWidget):
    """``failed`` with the error of something that the person asked for."""

    failed = Signal(object)

    def __init__(self, context: PageContext, requests: RequestLink) -> None:
        super().__init__()
        self._board, self._requests = context.board, requests
        self._missing = False
        self.list = TrainingList(context.board)
        self.detail = TrainingDetail(context.look)
        self.form = TrainingForm(context.board)
        self._deleting = TwoTouch(self)
        self._deleting.changed.connect(self._offer)
        self._right = QStackedWidget()
        self._right.addWidget(self.detail)
        self._right.addWidget(self.form)
        layout = row(self.list, self._right, spacing=12)
        layout.setStretch(0, _LIST_SHARE)
        layout.setStretch(1, _DETAIL_SHARE)
        self.setLayout(layout)
        self.list.chosen.connect(self._turn_to_job)
        self._offer()

    @property
    def form_open(self) -> bool:
        """Whether a new training is asked for."""
        return self._right.currentWidget() is self.form

    def refresh(self) -> None:
        """Ask how far everything is."""
        self._requests.ask(
            "trainings", lambda station: station.training.page(), self._show_page, _miss
        )
        job = self.list.job_chosen
        if job is not None:
            job_id = job.id
            self._requests.ask(
                "training", lambda station: station.training.job(job_id), self._show_job, _miss
            )

    def open_form(self) -> None:
        """Ask for a new training."""
        self._right.setCurrentWidget(self.form)
        self._ask("datasets", lambda station: station.training.datasets(), self.form.show_datasets)
        self._requests.ask(
            "lists", lambda station: station.history.picks(), self._show_lists, _miss
        )
        self.form.name.setFocus()
        self._offer()

    def dismiss(self) -> None:
        """Close the form."""
        self._right.setCurrentWidget(self.detail)
        self._offer()

    def start(self) -> None:
        """Ask for what the form says."""
        try:
            request = self.form.request()
        except InspectorError as error:
            self.failed.emit(error)
            return
        self._ask("begin", lambda station: station.training.start(request), self._begun)

    def cancel(self) -> None:
        """End the chosen training; it can be gone on with."""
        job = self.list.job_chosen
        if job is not None:
            job_id = job.id
            self._ask("change", lambda station: station.training.cancel(job_id), self._changed)

    def resume(self) -> None:
        """Go on with the chosen training."""
        job = self.list.job_chosen
        if job is not None:
            job_id = job.id
            self._ask("change", lambda station: station.training.resume(job_id), self._changed)

    def delete(self) -> None:
        """Delete the chosen training at the second touch."""
        job = self.list.job_chosen
        if job is not None and self._deleting.touch():
            job_id = job.id
            self._ask("delete", lambda station: station.training.remove(job_id), self._show_page)

    def retranslate(self) -> None:
        """Name the actions after what they do now."""
        self._offer()

    def _ask(
        self, key: str, call: Callable[[StationClient], object], answered: Callable[..., None]
    ) -> None:
        self._requests.ask(key, call, answered, self.failed.emit)

    def _show_lists(self, lists: PickLists) -> None:
        self.form.show_lists(lists.picks)

    def _begun(self, job: TrainingJob) -> None:
        self.dismiss()
        self.list.choose(job.id)
        self._show_job(job)
        self.refresh()

    def _changed(self, job: TrainingJob) -> None:
        self._show_job(job)
        self.refresh()

    def _turn_to_job(self, job_id: str) -> None:
        self._deleting.disarm()
        self.dismiss()
        self.refresh()

    def _show_page(self, page: TrainingPage) -> None:
        before = self.list.job_chosen
        self._missing = bool(page.missing)
        self.list.show_page(page)
        job = self.list.job_chosen
        if job is None:
            self.detail.show_job(None)
        elif before is None or before.id != job.id:
            self.refresh()
        self._offer()

    def _show_job(self, job: TrainingJob) -> None:
        chosen = self.list.job_chosen
        if chosen is None or chosen.id == job.id:
            self.detail.show_job(job)

    def _offer(self) -> None:
        job, board = self.list.job_chosen, self._board
        state = None if job is None else job.state
        tools = Lacking.TRAINING_TOOLS if self._missing else None
        board[ModelsAction.NEW_TRAINING].offer(tools)
        board[ModelsAction.CANCEL_TRAINING].offer(
            _unless(state, _WAITS_OR_RUNS, Lacking.RUNNING_TRAINING)
        )
        board[ModelsAction.RESUME_TRAINING].offer(
            tools or _unless(state, _ENDED_EARLY, Lacking.BROKEN_TRAINING)
        )
        board[ModelsAction.DELETE_TRAINING].offer(
            _unless(state, (*_ENDED_EARLY, TrainingState.FINISHED), Lacking.END_OF_TRAINING)
        )
        board[ModelsAction.DELETE_TRAINING].setText(
            touch_text(translate("Action", "Delete"), armed=self._deleting.armed)
        )


def _unless(
    state: TrainingState | None, states: Collection[TrainingState], lacking: Lacking
) -> Lacking | None:
    if state is None:
        return Lacking.TRAINING
    return None if state in states else lacking


def _miss(error: InspectorError) -> None:
    """What is asked again every second may fail in silence: the banner tells of the link."""
