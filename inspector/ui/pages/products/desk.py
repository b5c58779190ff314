"""Products and revisions as the page asks for them, and changes in two touches."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from inspector.ui.two_touch import TwoTouch
from inspector.wire.recipes import ChangePhase, ProductList, ProductRow, RevisionList, RevisionRow

if TYPE_CHECKING:
    from inspector.client.station import StationClient
    from inspector.domain.errors.base import InspectorError
    from inspector.ui.requests import RequestLink
    from inspector.wire.recipes import DraftRow, RecipeDiff

T = TypeVar("T")
_INTERVAL_MS = 1000
_BUSY_MS = 200
_RUNNING = frozenset({ChangePhase.PREPARING, ChangePhase.CHANGING})


class ProductDesk(QObject):
    """What the station says of its products.

    Signals:
        listed: Products, drafts or the course of a change are others.
        revised: With the revisions of the chosen product.
        compared: With what differs between two revisions.
        armed: A change waits for its second touch, or does no longer.
        failed: With the error of anything that was asked.
    """

    listed = Signal()
    revised = Signal()
    compared = Signal(object)
    armed = Signal()
    failed = Signal(object)

    def __init__(self, requests: RequestLink, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._requests = requests
        self._list = ProductList(products=[])
        self._revisions: Sequence[RevisionRow] = ()
        self._product = ""
        self._under_way = False
        self.changeover, self.putting_in_use = TwoTouch(self), TwoTouch(self)
        self.dropping = TwoTouch(self)
        for touch in (self.changeover, self.putting_in_use, self.dropping):
            touch.changed.connect(self.armed)
        self._timer = QTimer(self, interval=_INTERVAL_MS)
        self._timer.timeout.connect(self.look)

    @property
    def list(self) -> ProductList:
        """What the station said last."""
        return self._list

    @property
    def product(self) -> ProductRow | None:
        """The chosen product; ``None`` for a draft, or for none."""
        found = (each for each in self._list.products if each.recipe_id == self._product)
        return next(found, None)

    @property
    def revisions(self) -> Sequence[RevisionRow]:
        """Of the chosen product, newest first."""
        return self._revisions

    @property
    def busy(self) -> bool:
        """Whether a change is under way."""
        course = self._list.course
        return course is not None and course.phase in _RUNNING

    def draft(self, draft_id: int) -> DraftRow | None:
        """One of the drafts."""
        return next((each for each in self._list.drafts if each.draft_id == draft_id), None)

    def watch(self, watched: bool) -> None:
        """Begin or end to ask."""
        self._under_way = False
        if watched:
            self._timer.start()
            self.look()
        else:
            self._timer.stop()
            self._disarm()

    def look(self) -> None:
        """Ask for the products, unless the answer is on its way."""
        if not self._under_way:
            self._under_way = True
            self._ask("products", lambda station: station.recipes.products(), self._take)

    def choose(self, recipe_id: str) -> None:
        """Look at another product."""
        if recipe_id != self._product:
            self._product, self._revisions = recipe_id, ()
            self._disarm()
            self.revised.emit()
        self._ask_revisions()

    def compare(self, old: str, new: str) -> None:
        """Ask what differs."""
        self._ask(
            "diff", lambda station: station.recipes.difference(old, new), self._take_difference
        )

    def change_over(self, *, within_lot: bool) -> None:
        """Arm at the first touch, change over to the chosen product at the second."""
        product = self.product
        if product is None or product.in_force or self.busy:
            return
        if self.changeover.touch():
            name = product.recipe_id
            self._ask(
                "change",
                lambda station: station.recipes.change_over(name, within_lot=within_lot),
                self._take,
            )

    def put_in_use(self, revision: str) -> None:
        """Arm at the first touch, sign a revision off at the second."""
        if not self.busy and self.putting_in_use.touch():
            self.sign_off(revision, "")

    def sign_off(self, revision: str, note: str) -> None:
        """Sign a revision off at once."""
        self._ask("change", lambda station: station.recipes.sign_off(revision, note), self._take)

    def _disarm(self) -> None:
        for touch in (self.changeover, self.putting_in_use, self.dropping):
            touch.disarm()

    def _ask_revisions(self) -> None:
        product = self._product
        if product:
            self._ask(
                "revisions",
                lambda station: station.recipes.revisions(product),
                self._take_revisions,
            )

    def _ask(
        self, key: str, call: Callable[[StationClient], T], answered: Callable[[T], None]
    ) -> None:
        self._requests.ask(f"recipes {key}", call, answered, self._fail)

    def _take(self, products: ProductList) -> None:
        self._under_way = False
        before, self._list = self._list, products
        self._timer.setInterval(_BUSY_MS if self.busy else _INTERVAL_MS)
        if before != products:
            self.listed.emit()
            self._ask_revisions()

    def _take_revisions(self, revisions: RevisionList) -> None:
        of = {each.recipe_id for each in revisions.revisions}
        if self._product in of and tuple(self._revisions) != tuple(revisions.revisions):
            self._revisions = revisions.revisions
            self.revised.emit()

    def _take_difference(self, difference: RecipeDiff) -> None:
        self.compared.emit(difference)

    def _fail(self, error: InspectorError) -> None:
        self._under_way = False
        self.failed.emit(error)
