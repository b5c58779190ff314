"""The models page: packages, trainings, the trial, and pictures worth a label."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget

from inspector.ui.actions.lacking import Lacking
from inspector.ui.actions.offered import offer
from inspector.ui.pages.models.actions import TABS, ModelsAction
from inspector.ui.pages.models.label_view import LabelView
from inspector.ui.pages.models.packages_tab import PackagesTab
from inspector.ui.pages.models.training_tab import TrainingTab
from inspector.ui.pages.models.trial_view import TrialView
from inspector.ui.pages.page import Page
from inspector.ui.theme.style import set_style_property
from inspector.ui.widgets.text.labels import column, row

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from inspector.client.station import StationClient
    from inspector.domain.errors.base import InspectorError
    from inspector.ui.actions.spec import ActionKey
    from inspector.ui.pages.page import PageContext
    from inspector.wire.reviews import LabelQueuePage
    from inspector.wire.rollout import FlipPage, ModelsState, ShadowReport

_LOOK_MS = 1000
_LABELS_EVERY = 30
_LABELS = 60
_FLIPS = 100


class ModelsPage(Page):
    """Asks the station once a second while somebody looks."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._board, self._navigator = context.board, context.navigator
        self._requests = context.own_requests()
        self._looks = 0
        self.packages = PackagesTab(context, self._requests)
        self.training = TrainingTab(context, self._requests)
        self.trial = TrialView(context.board, context.look)
        self.labels = LabelView(context.board)
        self._tabs = dict(
            zip(TABS, (self.packages, self.training, self.trial, self.labels), strict=True)
        )
        self._stack = QStackedWidget()
        for tab in self._tabs.values():
            self._stack.addWidget(tab)
        buttons = row(*(context.board.button(key) for key in TABS), 1, spacing=8)
        layout = column(buttons, self._stack, spacing=10)
        layout.setStretch(1, 1)
        layout.setContentsMargins(16, 10, 16, 10)
        self.setLayout(layout)
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._look)
        self.packages.failed.connect(self.failed)
        self.training.failed.connect(self.failed)
        for view in (self.trial, self.labels):
            view.opened.connect(self._go_through)
            view.table.chosen.connect(self._offer)
        self.turn_to(ModelsAction.PACKAGES)

    @property
    def tab(self) -> ModelsAction:
        """Which tab is in view."""
        return TABS[self._stack.currentIndex()]

    def commands(self) -> Mapping[ActionKey, Callable[[], object]]:
        """One command for every action of the page."""
        packages, training = self.packages, self.training
        return {
            ModelsAction.PACKAGES: lambda: self.turn_to(ModelsAction.PACKAGES),
            ModelsAction.TRAINING: lambda: self.turn_to(ModelsAction.TRAINING),
            ModelsAction.TRIAL: lambda: self.turn_to(ModelsAction.TRIAL),
            ModelsAction.LABELS: lambda: self.turn_to(ModelsAction.LABELS),
            ModelsAction.PROMOTE: self._then(ModelsAction.PACKAGES, packages.ask_promotion),
            ModelsAction.ROLL_BACK: self._then(ModelsAction.PACKAGES, packages.ask_rollback),
            ModelsAction.CONFIRM: packages.confirm,
            ModelsAction.DISMISS: self.dismiss,
            ModelsAction.TRY: packages.switch_trial,
            ModelsAction.REPORT: packages.open_report,
            ModelsAction.COMPARE: self._then(ModelsAction.PACKAGES, packages.compare),
            ModelsAction.NEW_TRAINING: self._then(ModelsAction.TRAINING, training.open_form),
            ModelsAction.START_TRAINING: training.start,
            ModelsAction.CANCEL_TRAINING: training.cancel,
            ModelsAction.RESUME_TRAINING: training.resume,
            ModelsAction.DELETE_TRAINING: training.delete,
            ModelsAction.SHOW_PART: self.show_part,
        }

    def watch(self, watched: bool) -> None:
        """Ask while somebody looks."""
        if watched:
            self._looks = 0
            self._look()
            self._timer.start()
        else:
            self._timer.stop()

    def show_stale(self, stale: bool) -> None:
        """Mark everything as the last state known."""
        for tab in self._tabs.values():
            offer(tab, Lacking.ANSWER if stale else None)
            set_style_property(tab, "stale", stale)

    def turn_to(self, key: ModelsAction) -> None:
        """Bring a tab into view."""
        self._stack.setCurrentWidget(self._tabs[key])
        self._board.choose(key, TABS)
        self._looks = 0
        self._offer()
        if self._timer.isActive():
            self._look()

    def dismiss(self) -> None:
        """Close what stands open on the tab in view."""
        if self.tab is ModelsAction.TRAINING:
            self.training.dismiss()
        else:
            self.packages.dismiss()

    def show_part(self) -> None:
        """Turn to the history, to the part that is chosen in the list in view."""
        chosen = None
        if self.tab is ModelsAction.TRIAL:
            chosen = self.trial.result_chosen
        elif self.tab is ModelsAction.LABELS:
            chosen = self.labels.result_chosen
        if chosen is not None:
            self._go_through(chosen)

    def retranslate(self) -> None:
        """The tabs show their texts again themselves."""

    def _then(self, tab: ModelsAction, command: Callable[[], object]) -> Callable[[], object]:
        def run() -> None:
            self.turn_to(tab)
            command()

        return run

    def _look(self) -> None:
        self._ask("state", lambda station: station.models.state(), self._show_state)
        if self.tab is ModelsAction.TRAINING:
            self.training.refresh()
        elif self.tab is ModelsAction.TRIAL:
            self._ask("shadow", lambda station: station.models.shadow(), self._show_trial)
            self._ask("flips", lambda station: station.models.flips(_FLIPS), self._show_flips)
        elif self.tab is ModelsAction.LABELS and self._looks % _LABELS_EVERY == 0:
            self._ask(
                "labels",
                lambda station: station.reviews.label_queue(_LABELS),
                self._show_labels,
            )
        self._looks += 1

    def _ask(
        self, key: str, call: Callable[[StationClient], object], answered: Callable[..., None]
    ) -> None:
        """What is asked again every second may fail in silence: the banner tells of the link."""
        self._requests.ask(key, call, answered, self._miss)

    def _miss(self, error: InspectorError) -> None:
        """The next look may have an answer."""

    def _show_state(self, state: ModelsState) -> None:
        self.packages.show_state(state)

    def _show_trial(self, report: ShadowReport) -> None:
        self.trial.show_trial(report.trial)
        self._offer()

    def _show_flips(self, page: FlipPage) -> None:
        self.trial.show_flips(page.flips)

    def _show_labels(self, page: LabelQueuePage) -> None:
        self.labels.show_tasks(page.tasks)
        self._offer()

    def _go_through(self, first: str) -> None:
        """From one part of the list in view on, each is reviewed where it is seen whole."""
        view = self.trial if self.tab is ModelsAction.TRIAL else self.labels
        self._navigator.show_queue([each.result_id for each in view.model.rows], first)

    def _offer(self) -> None:
        chosen = None
        if self.tab is ModelsAction.TRIAL:
            chosen = self.trial.result_chosen
        elif self.tab is ModelsAction.LABELS:
            chosen = self.labels.result_chosen
        self._board[ModelsAction.SHOW_PART].offer(Lacking.PART if chosen is None else None)
