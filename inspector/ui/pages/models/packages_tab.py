"""Packages: the list, all about the chosen one, and how one takes force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from inspector.domain.errors.base import InspectorError
from inspector.domain.errors.config import FolderNotWritableError
from inspector.domain.errors.people import ApprovalPendingError
from inspector.domain.people import Right
from inspector.ui.actions.lacking import Lacking
from inspector.ui.i18n.language import translate
from inspector.ui.pages.models.actions import ModelsAction
from inspector.ui.pages.models.offers import lacking_to_promote, lacking_to_try
from inspector.ui.pages.models.package_detail import PackageDetailCard
from inspector.ui.pages.models.package_list import PackageList
from inspector.ui.pages.models.promotion_panel import ENDED, PromotionPanel, Wish
from inspector.ui.pages.models.report import ReportShelf
from inspector.ui.widgets.text.labels import row
from inspector.ui.widgets.text.translated import TranslatedWidget
from inspector.wire.rollout import ModelsState, PackageRow, PackageStanding, PromotionState

if TYPE_CHECKING:
    from inspector.ui.pages.page import PageContext
    from inspector.ui.requests import RequestLink
    from inspector.wire.packages import PackageDetail, PackageDifference
    from inspector.wire.rollout import ShadowReport

_LIST_SHARE, _DETAIL_SHARE = 46, 54


class PackagesTab(TranslatedWidget):
    """``failed`` with the error of something that the person asked for."""

    failed = Signal(object)

    def __init__(self, context: PageContext, requests: RequestLink) -> None:
        super().__init__()
        self._board, self._session, self._requests = context.board, context.session, requests
        self._state: ModelsState | None = None
        self._details: dict[str, PackageDetail] = {}
        self._seen: PromotionState | None = None
        self.list = PackageList(context.board)
        self.detail = PackageDetailCard(context.board, context.look)
        self.panel = PromotionPanel(context.board)
        self.reports = ReportShelf()
        self._right = QStackedWidget()
        self._right.addWidget(self.detail)
        self._right.addWidget(self.panel)
        layout = row(self.list, self._right, spacing=12)
        layout.setStretch(0, _LIST_SHARE)
        layout.setStretch(1, _DETAIL_SHARE)
        self.setLayout(layout)
        self.list.chosen.connect(self._show_chosen)
        self.detail.difference_wanted.connect(self._load_difference)
        self.panel.reason.returnPressed.connect(self.confirm)
        self._offer()

    @property
    def panel_open(self) -> bool:
        """Whether a promotion is asked about or followed."""
        return self._right.currentWidget() is self.panel

    def show_state(self, state: ModelsState) -> None:
        """Follow the station."""
        first = self._state is None
        self._state = state
        self.list.show_state(state)
        self._follow_promotion(state.promotion, first=first)
        self._show_chosen()
        self._offer()

    def ask_promotion(self) -> None:
        """The first touch: show what would change."""
        package = self.list.row_chosen
        if package is not None and lacking_to_promote(package) is None:
            self._ask(Wish.PROMOTE, package)

    def ask_rollback(self) -> None:
        """The first touch: show what would change."""
        package = self._before()
        if package is not None:
            self._ask(Wish.ROLL_BACK, package)

    def confirm(self) -> None:
        """The second touch: do what the panel shows."""
        wish, package = self.panel.wish, self.panel.package
        if wish is None or package is None or not self.panel_open:
            return
        reason = self.panel.reason.text().strip()
        override = self.panel.override.text().strip()
        self._seen = None
        if wish is Wish.PROMOTE:
            self._requests.ask(
                "promote",
                lambda station: station.models.promote(package.name, reason, override),
                self._begun,
                self._refuse,
            )
        else:
            self._requests.ask(
                "promote",
                lambda station: station.models.roll_back(reason),
                self._begun,
                self._refuse,
            )

    def dismiss(self) -> None:
        """Close the panel; a promotion that is under way goes on."""
        if self._state is not None:
            self._seen = self._state.promotion
        self._right.setCurrentWidget(self.detail)
        self._offer()

    def switch_trial(self) -> None:
        """Put the chosen package on trial, or end its trial."""
        package = self.list.row_chosen
        if package is None:
            return
        ends = package.standing is PackageStanding.ON_TRIAL
        name = None if ends else package.name
        self._requests.ask(
            "trial",
            lambda station: station.models.set_shadow(name),
            self._trial_changed,
            self.failed.emit,
        )

    def compare(self) -> None:
        """Show what the chosen package changes against the one in force."""
        self._right.setCurrentWidget(self.detail)
        self.detail.compare()

    def open_report(self) -> None:
        """Show the report of the chosen package in the system's browser."""
        package = self.list.row_chosen
        if package is None:
            return

        def show(page: bytes) -> None:
            try:
                self.reports.show(package.name, page)
            except OSError as error:
                self.failed.emit(FolderNotWritableError(str(error)))

        self._requests.ask(
            "report",
            lambda station: station.models.report(package.name),
            show,
            self.failed.emit,
        )

    def retranslate(self) -> None:
        """Name the actions after what they do now."""
        self._offer()

    def _ask(self, wish: Wish, package: PackageRow) -> None:
        session = self._session
        may = session.person is None or session.may(Right.OVERRIDE_RELEASE)
        self.panel.ask(wish, self._in_force(), package, may_override=may)
        self._right.setCurrentWidget(self.panel)
        self._offer()

    def _begun(self, state: ModelsState) -> None:
        if state.promotion is not None:
            self.panel.follow(state.promotion)
        self.show_state(state)

    def _refuse(self, error: InspectorError) -> None:
        """One that waits for a second person is on its way; any other may be asked for again."""
        if isinstance(error, ApprovalPendingError):
            self.dismiss()
        self.failed.emit(error)

    def _trial_changed(self, report: ShadowReport) -> None:
        self._requests.ask(
            "state", lambda station: station.models.state(), self.show_state, self.failed.emit
        )

    def _follow_promotion(self, promotion: PromotionState | None, *, first: bool) -> None:
        """One that began elsewhere is shown while it is under way, an old one is not."""
        if first and promotion is not None and promotion.phase in ENDED:
            self._seen = promotion
        if promotion is None or self.panel.wish is not None or promotion == self._seen:
            return
        dismissed = self._seen is not None and self._seen.begun_at == promotion.begun_at
        if not dismissed:
            self.panel.follow(promotion)
            self._right.setCurrentWidget(self.panel)

    def _show_chosen(self) -> None:
        package = self.list.row_chosen
        if package is None:
            return
        detail = self._details.get(package.sha256)
        self.detail.show_package(package, detail)
        if detail is None and package.sha256:
            self._load_detail(package)
        self._offer()

    def _load_detail(self, package: PackageRow) -> None:
        def keep(detail: PackageDetail) -> None:
            self._details[package.sha256] = detail
            chosen = self.list.row_chosen
            if chosen is not None and chosen.sha256 == package.sha256:
                self.detail.show_package(chosen, detail)
                if self.detail.compares:
                    self._load_difference()

        self._requests.ask(
            "package",
            lambda station: station.models.package(package.name),
            keep,
            self.failed.emit,
        )

    def _load_difference(self) -> None:
        package, now = self.list.row_chosen, self._in_force()
        self.detail.show_difference(None)
        if package is None or now is None or package.sha256 == now.sha256 or package.fault:
            return

        def show(difference: PackageDifference) -> None:
            self.detail.show_difference(difference)

        self._requests.ask(
            "difference",
            lambda station: station.models.difference(now.name, package.name),
            show,
            self.failed.emit,
        )

    def _in_force(self) -> PackageRow | None:
        rows = () if self._state is None else self._state.packages
        return next((each for each in rows if each.standing is PackageStanding.IN_FORCE), None)

    def _before(self) -> PackageRow | None:
        state = self._state
        if state is None or not state.previous:
            return None
        return next((each for each in state.packages if each.sha256 == state.previous[-1]), None)

    def _offer(self) -> None:
        """What makes sense now; who may do it the station decides."""
        package, board = self.list.row_chosen, self._board
        promotion = None if self._state is None else self._state.promotion
        busy = promotion is not None and promotion.phase not in ENDED
        board[ModelsAction.PROMOTE].offer(
            Lacking.END_OF_OTHER if busy else lacking_to_promote(package)
        )
        before = None if self._before() is not None else Lacking.PACKAGE_BEFORE
        board[ModelsAction.ROLL_BACK].offer(Lacking.END_OF_OTHER if busy else before)
        board[ModelsAction.TRY].offer(lacking_to_try(package))
        board[ModelsAction.COMPARE].offer(lacking_to_try(package))
        on_trial = package is not None and package.standing is PackageStanding.ON_TRIAL
        text = translate("Models", "End the trial")
        board[ModelsAction.TRY].setText(text if on_trial else translate("Action", "Put on trial"))
