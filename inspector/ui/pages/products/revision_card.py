"""The chosen product or draft: its revisions, what differs, and the buttons that use one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame

from inspector.ui.actions.lacking import Lacking
from inspector.ui.i18n.formats import NOTHING, identifier, short_date_and_time
from inspector.ui.i18n.language import translate
from inspector.ui.pages.products.actions import ProductAction
from inspector.ui.pages.products.diff_table import DiffTable
from inspector.ui.pages.products.rows_table import RowsTable, TableRow
from inspector.ui.pages.products.texts import short_revision
from inspector.ui.theme.style import set_role, set_tone
from inspector.ui.theme.tokens import Tone
from inspector.ui.two_touch import touch_text
from inspector.ui.widgets.text.elided_label import ElidedLabel
from inspector.ui.widgets.text.labels import column, row

if TYPE_CHECKING:
    from collections.abc import Callable

    from inspector.ui.actions.board import ActionBoard
    from inspector.ui.pages.products.desk import ProductDesk
    from inspector.wire.recipes import ProductRow, RecipeDiff, RevisionRow


class RevisionCard(QFrame):
    """All about what is chosen.

    Args:
        board: The actions.
        desk: What the station says of products.
        drafted: The number of the chosen draft; 0 for none.
    """

    def __init__(self, board: ActionBoard, desk: ProductDesk, drafted: Callable[[], int]) -> None:
        super().__init__()
        set_role(self, "card")
        self._board = board
        self._desk = desk
        self._drafted = drafted
        self.product, self.facts = ElidedLabel("title"), ElidedLabel("muted")
        self.table = RowsTable(stretched=2)
        self.story = ElidedLabel("muted")
        self.difference_title, self.differences = ElidedLabel("strong"), DiffTable()
        self.put_in_use = board.button(ProductAction.PUT_IN_USE)
        self.revise = board.button(ProductAction.REVISE)
        self.continue_draft = board.button(ProductAction.CONTINUE_DRAFT)
        self.drop_draft = board.button(ProductAction.DROP_DRAFT)
        self._lay_out()
        self.table.chosen.connect(self._compare)
        desk.listed.connect(self.offer)
        desk.revised.connect(self.show_chosen)
        desk.compared.connect(self._show_differences)
        desk.armed.connect(self.offer)

    @property
    def revision(self) -> RevisionRow | None:
        """The chosen revision."""
        key = self.table.key
        return next((each for each in self._desk.revisions if each.revision == key), None)

    def retranslate(self) -> None:
        """Show every text again."""
        self.table.setAccessibleName(translate("Products", "Revisions"))
        self.differences.retranslate()
        self.show_chosen()

    def show_chosen(self) -> None:
        """Show what is chosen now."""
        product, draft = self._desk.product, self._desk.draft(self._drafted())
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
        self.table.show_rows(headers, rows)
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
        self._compare(self.table.key)

    def offer(self) -> None:
        """Say what can be done with what is chosen."""
        chosen, drafting = self.revision, bool(self._drafted())
        self._board[ProductAction.PUT_IN_USE].offer(self._lacking(chosen))
        self._name_put_in_use(chosen)
        self._name_drop()
        self._board[ProductAction.REVISE].offer(Lacking.REVISION if chosen is None else None)
        for key in (ProductAction.CONTINUE_DRAFT, ProductAction.DROP_DRAFT):
            self._board[key].offer(None if drafting else Lacking.DRAFT)
        for button in (self.continue_draft, self.drop_draft):
            button.setVisible(drafting)
        for button in (self.put_in_use, self.revise):
            button.setVisible(not drafting)
        self._title_differences()

    def _lacking(self, chosen: RevisionRow | None) -> Lacking | None:
        """What there is lacking to put it in use."""
        if chosen is None:
            return Lacking.REVISION
        if chosen.in_use:
            return Lacking.OTHER_REVISION
        return Lacking.END_OF_OTHER if self._desk.busy else None

    def _lay_out(self) -> None:
        buttons = row(
            self.continue_draft, self.drop_draft, self.revise, 1, self.put_in_use, spacing=10
        )
        layout = column(
            self.product,
            self.facts,
            self.table,
            self.story,
            self.difference_title,
            self.differences,
            buttons,
        )
        layout.setStretch(2, 3)
        layout.setStretch(5, 2)
        layout.setContentsMargins(14, 12, 14, 12)
        self.setLayout(layout)

    def _compare(self, key: str) -> None:
        used = next((each.revision for each in self._desk.revisions if each.in_use), "")
        self.differences.show_changes(())
        if used and key:
            self._desk.compare(used, key)
        self.offer()

    def _show_differences(self, difference: RecipeDiff) -> None:
        if difference.new == self.table.key:
            self.differences.show_changes(difference.changes)
            self._title_differences()

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
