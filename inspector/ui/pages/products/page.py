"""Products: which there are, which is in force, and the way to a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget

from inspector.ui.actions.needs import INSPECTING
from inspector.ui.pages.page import Page
from inspector.ui.pages.products.actions import ProductAction
from inspector.ui.pages.products.desk import ProductDesk
from inspector.ui.pages.products.draft import Draft
from inspector.ui.pages.products.overview import ProductOverview
from inspector.ui.pages.products.panel import ChosenCamera, SetUpBench
from inspector.ui.pages.products.wizard import SetUpWizard
from inspector.ui.widgets.text.labels import column
from inspector.wire.recipe_drafts import DraftRequest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from inspector.domain.errors.base import InspectorError
    from inspector.ui.actions.spec import ActionKey
    from inspector.ui.link import Sight
    from inspector.ui.pages.page import PageContext
    from inspector.ui.widgets.picture.zoom_view import ZoomView
    from inspector.wire.station import StationSnapshot

_MOST_NUMBER = 65_535
_OWN_NUMBER = 1
"""What the PLC calls a product without a number: it was alone at its station."""


class ProductsPage(Page):
    """The overview, or the draft that is set up."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        requests = context.own_requests()
        self._session = context.session
        self._board = context.board
        self._watched = False
        self.desk = ProductDesk(requests, self)
        self.draft = Draft(requests, self)
        self.camera = ChosenCamera(self)
        bench = SetUpBench(context, self.draft, self.camera, requests)
        self.overview = ProductOverview(context.board, self.desk)
        self.wizard = SetUpWizard(bench, self.desk)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.overview)
        self._stack.addWidget(self.wizard)
        layout = column(self._stack)
        layout.setContentsMargins(16, 10, 16, 10)
        self.setLayout(layout)
        for source in (self.desk.failed, self.draft.failed):
            source.connect(self._tell)
        for panel in self.wizard.panels.values():
            panel.failed.connect(self._tell)
        self.draft.opened.connect(self._turn)

    @property
    def picture_in_view(self) -> ZoomView | None:
        """The picture that the zoom actions work on."""
        return self.wizard.picture_in_view if self.draft.state is not None else None

    def commands(self) -> Mapping[ActionKey, Callable[[], object]]:
        """One command for every action of the page."""
        wizard, preprocessing = self.wizard, self.wizard.preprocessing
        return {
            ProductAction.CHANGE_OVER: self._change_over,
            ProductAction.WITHIN_LOT: self.overview.list.offer,
            ProductAction.NEW_PRODUCT: self._begin,
            ProductAction.REVISE: self._revise,
            ProductAction.PUT_IN_USE: self._put_in_use,
            ProductAction.CONTINUE_DRAFT: self._continue,
            ProductAction.DROP_DRAFT: self._drop,
            ProductAction.CLOSE_DRAFT: self.draft.close,
            ProductAction.STEP_BACK: lambda: wizard.go(-1),
            ProductAction.STEP_NEXT: lambda: wizard.go(1),
            ProductAction.TAKE_SETTINGS: wizard.camera.take_settings,
            ProductAction.WHOLE_PICTURE: wizard.region.use_whole_picture,
            ProductAction.ADD_OPERATION: preprocessing.add,
            ProductAction.REMOVE_OPERATION: preprocessing.remove,
            ProductAction.OPERATION_UP: lambda: preprocessing.move_step(-1),
            ProductAction.OPERATION_DOWN: lambda: preprocessing.move_step(1),
            ProductAction.TEST_TRIGGER: wizard.tracking.test_trigger,
            ProductAction.TAKE_CHEAPEST: wizard.thresholds.take_cheapest,
            ProductAction.TAKE_RECOMMENDED: wizard.thresholds.take_recommended,
            ProductAction.ALL_RECOMMENDED: wizard.thresholds.take_all_recommended,
            ProductAction.DRY_RUN: wizard.dry_run.start,
            ProductAction.SIGN_OFF: wizard.sign_off.sign_off,
        }

    def watch(self, watched: bool) -> None:
        """Ask while somebody looks."""
        self._watched = watched
        drafting = self.draft.state is not None
        self.desk.watch(watched and not drafting)
        self.wizard.watch(watched and drafting)

    def show_sight(self, sight: Sight) -> None:
        """Follow the station and its cameras."""
        super().show_sight(sight)
        self.camera.show_cameras(sight.update.cameras)
        self.wizard.show_cameras()

    def show_snapshot(self, snapshot: StationSnapshot) -> None:
        """Follow the state of the station."""
        self.overview.list.show_snapshot(snapshot)
        self.wizard.show_snapshot(snapshot, inspecting=snapshot.state in INSPECTING)

    def retranslate(self) -> None:
        """The widgets have all the words."""

    def _turn(self) -> None:
        state = self.draft.state
        self._stack.setCurrentWidget(self.overview if state is None else self.wizard)
        if self._watched:
            self.watch(True)
        if state is not None:
            self.wizard.open(state.step)

    def _change_over(self) -> None:
        self.desk.change_over(
            within_lot=self._board[ProductAction.WITHIN_LOT].isChecked(),
        )

    def _begin(self) -> None:
        """A new product; without a name the field for it is waiting."""
        name = self.overview.list.name_field.text().strip()
        if not name:
            self.overview.list.name_field.setFocus()
            return
        used = {each.number or _OWN_NUMBER for each in self.desk.list.products}
        wanted = round(self.overview.list.number_field.number or 0)
        free = next(number for number in range(1, _MOST_NUMBER) if number not in used)
        self.draft.begin(DraftRequest(recipe_id=name, number=wanted or free))
        self.overview.list.name_field.clear()
        self.overview.list.number_field.show_number(None)

    def _revise(self) -> None:
        chosen = self.overview.card.revision
        if chosen is not None:
            self.draft.begin(
                DraftRequest(
                    recipe_id=chosen.recipe_id,
                    number=chosen.number or _OWN_NUMBER,
                    parent=chosen.revision,
                )
            )

    def _put_in_use(self) -> None:
        chosen = self.overview.card.revision
        if chosen is not None and not chosen.in_use:
            self.desk.put_in_use(chosen.revision)

    def _continue(self) -> None:
        if self.overview.list.draft_id:
            self.draft.open(self.overview.list.draft_id)

    def _drop(self) -> None:
        """What cannot be undone takes two touches."""
        draft_id = self.overview.list.draft_id
        if draft_id and self.desk.dropping.touch():
            self.draft.drop(draft_id)

    def _tell(self, error: InspectorError) -> None:
        self.failed.emit(error)
        self._session.consider(error)
