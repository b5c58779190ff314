"""All products and drafts, and the buttons that change over or begin a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit

from inspector.ui.actions.lacking import Lacking
from inspector.ui.i18n.faults import told_text
from inspector.ui.i18n.formats import NOTHING, identifier
from inspector.ui.i18n.language import translate
from inspector.ui.pages.products.actions import ProductAction
from inspector.ui.pages.products.number_field import NumberField
from inspector.ui.pages.products.rows_table import RowsTable, TableRow
from inspector.ui.pages.products.texts import phase_text, short_revision
from inspector.ui.theme.style import set_role, set_tone
from inspector.ui.theme.tokens import Tone
from inspector.ui.widgets.text.elided_label import ElidedLabel
from inspector.ui.widgets.text.labels import column, label, row
from inspector.wire.recipes import ChangePhase

if TYPE_CHECKING:
    from inspector.ui.actions.board import ActionBoard
    from inspector.ui.pages.products.desk import ProductDesk
    from inspector.wire.recipes import ProductRow
    from inspector.wire.station import StationSnapshot

_DRAFT = "draft:"
_MOST_NUMBER = 65_535
_TONES = {
    ChangePhase.PREPARING: Tone.ACCENT,
    ChangePhase.CHANGING: Tone.ACCENT,
    ChangePhase.IN_FORCE: Tone.OK,
    ChangePhase.READY: Tone.OK,
    ChangePhase.REFUSED: Tone.NOT_OK,
}


class ProductList(QFrame):
    """What there is and what is in force.

    Signals:
        chosen: Another product or draft is chosen.
    """

    chosen = Signal()

    def __init__(self, board: ActionBoard, desk: ProductDesk) -> None:
        super().__init__()
        set_role(self, "card")
        self._board = board
        self._desk = desk
        self._lot = ""
        self.title, self.course = label("title"), ElidedLabel("muted")
        self.table = RowsTable()
        self.name_field, self.number_field = QLineEdit(), NumberField(0, _MOST_NUMBER, whole=True)
        self.name_field.setMaxLength(100)
        self.change_over = board.button(ProductAction.CHANGE_OVER, "control")
        self.within_lot = board.button(ProductAction.WITHIN_LOT)
        self._lay_out()
        self.table.chosen.connect(self._choose)
        desk.listed.connect(self._show_products)
        desk.armed.connect(self.offer)

    @property
    def draft_id(self) -> int:
        """The chosen draft; 0 for none."""
        key = self.table.key
        return int(key.removeprefix(_DRAFT)) if key.startswith(_DRAFT) else 0

    def show_snapshot(self, snapshot: StationSnapshot) -> None:
        """Follow the lot that runs."""
        lot = "" if snapshot.lot is None else snapshot.lot.name
        if lot != self._lot:
            self._lot = lot
            self.offer()

    def retranslate(self) -> None:
        """Show every text again."""
        self.title.setText(translate("Products", "Products"))
        self.name_field.setPlaceholderText(translate("Products", "Name of a new product"))
        self.name_field.setAccessibleName(translate("Products", "Name of a new product"))
        self.number_field.setPlaceholderText(translate("Products", "No."))
        self.number_field.setAccessibleName(translate("Products", "Number for the PLC"))
        self.table.setAccessibleName(translate("Products", "Products"))
        self._show_products()

    def offer(self) -> None:
        """Say whether the chosen product can be changed over to."""
        product, lacking = self._desk.product, self._lacking()
        self._board[ProductAction.CHANGE_OVER].offer(lacking)
        self._board.lock(ProductAction.CHANGE_OVER, "" if lacking else self._lock())
        armed = self._desk.changeover.armed
        text = translate("Action", "Change over")
        if armed and product is not None:
            text = translate("Products", "Touch again: {product}").format(product=product.recipe_id)
        self._board[ProductAction.CHANGE_OVER].setText(text)
        set_tone(self.change_over, Tone.WARNING if armed else Tone.NEUTRAL)
        self.within_lot.setVisible(bool(self._lot))
        self._board[ProductAction.WITHIN_LOT].setText(
            translate("Products", "The parts belong to lot {lot}").format(lot=self._lot)
        )

    def _lacking(self) -> Lacking | None:
        """What there is lacking to change over."""
        product = self._desk.product
        if product is None:
            return Lacking.PRODUCT
        if product.in_force:
            return Lacking.OTHER_PRODUCT
        return Lacking.END_OF_OTHER if self._desk.busy else None

    def _lay_out(self) -> None:
        new = row(self.name_field, self.number_field, self._board.button(ProductAction.NEW_PRODUCT))
        new.setStretch(0, 3)
        new.setStretch(1, 1)
        layout = column(self.title, self.course, self.table, self.within_lot, self.change_over, new)
        layout.setStretch(2, 1)
        layout.setContentsMargins(14, 12, 14, 12)
        self.setLayout(layout)

    def _choose(self, key: str) -> None:
        self._desk.choose("" if key.startswith(_DRAFT) else key)
        self.offer()
        self.chosen.emit()

    def _show_products(self) -> None:
        told = self._desk.list
        headers = (
            translate("Products", "No."),
            translate("Products", "Product"),
            translate("Products", "State"),
            translate("Products", "Revision"),
        )
        rows = [
            TableRow(
                each.recipe_id,
                (
                    identifier(each.number or None),
                    each.recipe_id,
                    _standing(each),
                    short_revision(each.revision),
                ),
                strong=each.in_force,
            )
            for each in told.products
        ]
        rows += [
            TableRow(
                f"{_DRAFT}{each.draft_id}",
                (NOTHING, each.recipe_id, translate("Products", "Draft"), each.by or NOTHING),
            )
            for each in told.drafts
        ]
        self.table.show_rows(headers, rows)
        product = self._desk.product
        if product is not None and self.table.key != product.recipe_id:
            self.table.choose(product.recipe_id)
        course = told.course
        set_tone(self.course, Tone.NEUTRAL if course is None else _TONES[course.phase])
        self.course.show_text(self._course_text())
        self.offer()

    def _course_text(self) -> str:
        course = self._desk.list.course
        if course is None:
            asked = self._desk.list.plc_request
            if asked:
                return translate("Products", "The PLC asks for no. {number}").format(number=asked)
            return translate("Products", "Choose a product; changing over takes two touches.")
        said = phase_text(course.phase, course.recipe_id)
        if course.phase is not ChangePhase.REFUSED:
            return said
        return f"{said} · {course.code} {told_text(course.code, course.message, course.reasons)}"

    def _lock(self) -> str:
        """Why the station would refuse to change over."""
        asked = self._desk.list.plc_request
        if asked:
            return translate(
                "Lock", "the PLC asks for no. {number}; change over at the PLC, or end its request"
            ).format(number=asked)
        if self._lot and not self._board[ProductAction.WITHIN_LOT].isChecked():
            return translate(
                "Lock", "lot {lot} runs; end it first, or say that the parts belong to it"
            ).format(lot=self._lot)
        return ""


def _standing(product: ProductRow) -> str:
    if product.in_force:
        return translate("Products", "● in force")
    if product.waiting:
        return translate("Products", "waits for sign-off")
    return translate("Products", "ready")
