"""All products on the left; the chosen one with its revisions on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from inspector.ui.i18n.faults import told_text
from inspector.ui.i18n.formats import NOTHING, identifier, short_date_and_time
from inspector.ui.i18n.language import translate
from inspector.ui.pages.products.actions import ProductAction
from inspector.ui.pages.products.diff_table import DiffTable
from inspector.ui.pages.products.number_field import NumberField
from inspector.ui.pages.products.rows_table import RowsTable, TableRow
from inspector.ui.pages.products.texts import phase_text, short_revision
from inspector.ui.theme.style import set_role, set_tone
from inspector.ui.theme.tokens import Tone
from inspector.ui.two_touch import touch_text
from inspector.ui.widgets.elided_label import ElidedLabel
from inspector.ui.widgets.labels import column, label, row
from inspector.ui.widgets.translated import TranslatedWidget
from inspector.wire.recipes import ChangePhase

if TYPE_CHECKING:
    from inspector.ui.actions.board import ActionBoard
    from inspector.ui.pages.products.desk import ProductDesk
    from inspector.wire.recipes import ProductRow, RecipeDiff, RevisionRow
    from inspector.wire.station import StationSnapshot

_LEFT_SHARE, _RIGHT_SHARE = 42, 58
_DRAFT = "draft:"
_MOST_NUMBER = 65_535
_TONES = {
    ChangePhase.PREPARING: Tone.ACCENT,
    ChangePhase.CHANGING: Tone.ACCENT,
    ChangePhase.IN_FORCE: Tone.OK,
    ChangePhase.READY: Tone.OK,
    ChangePhase.REFUSED: Tone.NOT_OK,
}


class ProductOverview(TranslatedWidget):
    """What there is, what is in force, and the buttons that change it."""

    def __init__(self, board: ActionBoard, desk: ProductDesk) -> None:
        super().__init__()
        self._board = board
        self._desk = desk
        self._lot = ""
        self.title, self.course = label("title"), ElidedLabel("muted")
        self.products = RowsTable()
        self.name_field, self.number_field = QLineEdit(), NumberField(0, _MOST_NUMBER, whole=True)
        self.name_field.setMaxLength(100)
        self.change_over = board.button(ProductAction.CHANGE_OVER, "control")
        self.within_lot = board.button(ProductAction.WITHIN_LOT)
        self.product, self.facts = ElidedLabel("title"), ElidedLabel("muted")
        self.revisions = RowsTable(stretched=2)
        self.story = ElidedLabel("muted")
        self.difference_title, self.differences = ElidedLabel("strong"), DiffTable()
        self.put_in_use = board.button(ProductAction.PUT_IN_USE)
        self.revise = board.button(ProductAction.REVISE)
        self.continue_draft = board.button(ProductAction.CONTINUE_DRAFT)
        self.drop_draft = board.button(ProductAction.DROP_DRAFT)
        self._lay_out()
        self._connect()
        self.retranslate()

    @property
    def draft_id(self) -> int:
        """The chosen draft; 0 for none."""
        key = self.products.key
        return int(key.removeprefix(_DRAFT)) if key.startswith(_DRAFT) else 0

    @property
    def revision(self) -> RevisionRow | None:
        """The chosen revision."""
        key = self.revisions.key
        return next((each for each in self._desk.revisions if each.revision == key), None)

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
        self.products.setAccessibleName(translate("Products", "Products"))
        self.revisions.setAccessibleName(translate("Products", "Revisions"))
        self.differences.retranslate()
        self._show_products()
        self._show_revisions()

    def _lay_out(self) -> None:
        left = QFrame()
        set_role(left, "card")
        new = row(self.name_field, self.number_field, self._board.button(ProductAction.NEW_PRODUCT))
        new.setStretch(0, 3)
        new.setStretch(1, 1)
        layout = column(
            self.title, self.course, self.products, self.within_lot, self.change_over, new
        )
        layout.setStretch(2, 1)
        layout.setContentsMargins(14, 12, 14, 12)
        left.setLayout(layout)
        whole = row(spacing=12)
        whole.addWidget(left, _LEFT_SHARE)
        whole.addWidget(self._right(), _RIGHT_SHARE)
        self.setLayout(whole)

    def _right(self) -> QWidget:
        right = QFrame()
        set_role(right, "card")
        buttons = row(
            self.continue_draft, self.drop_draft, self.revise, 1, self.put_in_use, spacing=10
        )
        layout = column(
            self.product,
            self.facts,
            self.revisions,
            self.story,
            self.difference_title,
            self.differences,
            buttons,
        )
        layout.setStretch(2, 3)
        layout.setStretch(5, 2)
        layout.setContentsMargins(14, 12, 14, 12)
        right.setLayout(layout)
        return right

    def _connect(self) -> None:
        self.products.chosen.connect(self._choose)
        self.revisions.chosen.connect(self._compare)
        self._desk.listed.connect(self._show_products)
        self._desk.revised.connect(self._show_revisions)
        self._desk.compared.connect(self._show_differences)
        self._desk.armed.connect(self.offer)

    def _choose(self, key: str) -> None:
        self._desk.choose("" if key.startswith(_DRAFT) else key)
        self._show_revisions()

    def _compare(self, key: str) -> None:
        used = next((each.revision for each in self._desk.revisions if each.in_use), "")
        self.differences.show_changes(())
        if used and key:
            self._desk.compare(used, key)
        self.offer()

    def _show_differences(self, difference: RecipeDiff) -> None:
        if difference.new == self.revisions.key:
            self.differences.show_changes(difference.changes)
            self._title_differences()

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
        self.products.show_rows(headers, rows)
        product = self._desk.product
        if product is not None and self.products.key != product.recipe_id:
            self.products.choose(product.recipe_id)
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

    def _show_revisions(self) -> None:
        product, draft = self._desk.product, self._desk.draft(self.draft_id)
        headers = (
            translate("Products", "Revision"),
            translate("Products", "Made by"),
            translate("Products", "Note"),
            translate("Products", "Signed off"),
        )
        shown = self._desk.revisions if draft is None else ()
        rows = [
            TableRow(
                each.revision,
                (
                    short_revision(each.revision),
                    each.by or NOTHING,
                    each.note or each.sign_off_note or NOTHING,
                    _signed(each),
                ),
                strong=each.in_use,
            )
            for each in shown
        ]
        self.revisions.show_rows(headers, rows)
        if draft is not None:
            self.product.show_text(draft.recipe_id)
            self.facts.show_text(
                translate("Products", "Draft, changed {when}").format(
                    when=short_date_and_time(draft.at)
                )
            )
        else:
            self.product.show_text("" if product is None else product.recipe_id)
            self.facts.show_text("" if product is None else _facts(product))
        self._compare(self.revisions.key)

    def _title_differences(self) -> None:
        chosen = self.revision
        self.story.show_text("" if chosen is None else _story(chosen))
        if chosen is None:
            self.difference_title.show_text("")
        elif chosen.in_use:
            self.difference_title.show_text(translate("Products", "This revision is in use"))
        else:
            self.difference_title.show_text(
                translate("Products", "What differs from the revision in use")
            )

    def offer(self) -> None:
        """Say what can be done with what is chosen."""
        product, chosen, drafting = self._desk.product, self.revision, bool(self.draft_id)
        may = product is not None and not product.in_force and not self._desk.busy
        self._board[ProductAction.CHANGE_OVER].setEnabled(may)
        self._board.lock(ProductAction.CHANGE_OVER, self._lock() if may else "")
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
        usable = chosen is not None and not chosen.in_use and not self._desk.busy
        self._board[ProductAction.PUT_IN_USE].setEnabled(usable)
        self._name_put_in_use(chosen)
        self._name_drop()
        self._board[ProductAction.REVISE].setEnabled(chosen is not None)
        for key in (ProductAction.CONTINUE_DRAFT, ProductAction.DROP_DRAFT):
            self._board[key].setEnabled(drafting)
        for button in (self.continue_draft, self.drop_draft):
            button.setVisible(drafting)
        for button in (self.put_in_use, self.revise):
            button.setVisible(not drafting)
        self._title_differences()

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

    def _name_drop(self) -> None:
        armed = self._desk.dropping.armed
        text = translate("Action", "Drop the draft")
        self._board[ProductAction.DROP_DRAFT].setText(touch_text(text, armed=armed))
        set_tone(self.drop_draft, Tone.WARNING if armed else Tone.NEUTRAL)

    def _name_put_in_use(self, chosen: RevisionRow | None) -> None:
        armed = self._desk.putting_in_use.armed
        if chosen is not None and chosen.signed_off:
            text = translate("Products", "Restore this revision")
        else:
            text = translate("Products", "Sign off and put in use")
        self._board[ProductAction.PUT_IN_USE].setText(touch_text(text, armed=armed))
        set_tone(self.put_in_use, Tone.WARNING if armed else Tone.NEUTRAL)


def _standing(product: ProductRow) -> str:
    if product.in_force:
        return translate("Products", "● in force")
    if product.waiting:
        return translate("Products", "waits for sign-off")
    return translate("Products", "ready")


def _signed(revision: RevisionRow) -> str:
    if revision.in_use:
        return translate("Products", "● in use")
    return (
        translate("Products", "✓ yes") if revision.signed_off else translate("Products", "not yet")
    )


def _story(revision: RevisionRow) -> str:
    """When it was made and signed off, by whom, and why."""
    by = f" {revision.by}" if revision.by else ""
    told = [translate("Products", "Made {when}").format(when=short_date_and_time(revision.at)) + by]
    if revision.signed_off_at is not None:
        signed = translate("Products", "signed off {when}").format(
            when=short_date_and_time(revision.signed_off_at)
        )
        told.append(f"{signed} {revision.signed_off_by}".strip())
    notes = dict.fromkeys((revision.note, revision.sign_off_note))
    return " · ".join([*told, *filter(None, notes)])


def _facts(product: ProductRow) -> str:
    facts = [
        translate("Products", "PLC number {number}").format(number=identifier(product.number)),
        translate("Products", "file {file}").format(file=product.file)
        if product.file
        else translate("Products", "made at this station"),
    ]
    if product.waiting:
        facts.append(
            translate("Products", "{count} revisions wait for sign-off").format(
                count=product.waiting
            )
        )
    return " · ".join(facts)
