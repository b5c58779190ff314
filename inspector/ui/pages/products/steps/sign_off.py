"""The sign-off: what changes, why, and who answers for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QLineEdit

from inspector.ui.actions.lacking import Lacking
from inspector.ui.i18n.language import translate
from inspector.ui.i18n.phrases import phrase_text
from inspector.ui.pages.products.actions import ProductAction
from inspector.ui.pages.products.diff_table import DiffTable
from inspector.ui.pages.products.panel import SetUpBench, SetUpPanel
from inspector.ui.theme.style import set_role, set_tone
from inspector.ui.theme.tokens import Tone
from inspector.ui.two_touch import TwoTouch, touch_text
from inspector.ui.widgets.text.labels import column, label, row
from inspector.wire.recipes import RecipeChange, RevisionRequest

if TYPE_CHECKING:
    from inspector.ui.pages.products.content import Content
    from inspector.ui.pages.products.desk import ProductDesk
    from inspector.wire.recipes import RecipeText, RevisionRow

_NOTE_MOST = 500


class SignOffPanel(SetUpPanel):
    """Differences from what is in use, what is wrong still, a note, and the last two touches.

    Args:
        bench: What it is made from.
        desk: Signs off.
    """

    def __init__(self, bench: SetUpBench, desk: ProductDesk) -> None:
        super().__init__(bench)
        self._desk = desk
        self._parent: Content = {}
        self._touch = TwoTouch(self)
        self._waiting = False
        self.title, self.differences = label("strong"), DiffTable()
        self.standing = label("strong", wrap=True)
        self.note = QLineEdit()
        self.note.setMaxLength(_NOTE_MOST)
        self.sign = bench.context.board.button(ProductAction.SIGN_OFF, "control")
        card = QFrame()
        set_role(card, "card")
        lines = column(self.title, self.differences, self.standing, self.note, self.sign)
        lines.setStretch(1, 1)
        lines.setContentsMargins(12, 10, 12, 10)
        card.setLayout(lines)
        self.setLayout(row(card))
        self._touch.changed.connect(self._offer)
        self.retranslate()

    def watch(self, watched: bool) -> None:
        """Read the revision that is changed, to compare."""
        state = self.bench.draft.state
        if not watched:
            self._touch.disarm()
        elif state is not None and state.parent is not None:
            parent = state.parent
            self.bench.requests.ask(
                "parent",
                lambda station: station.recipes.text(parent),
                self._take_parent,
                self.failed.emit,
            )
        else:
            self._parent = {}
            self.show_draft()

    def show_draft(self) -> None:
        """Show what differs, and what is wrong."""
        self.differences.show_changes(_changes(self._parent, self.bench.draft.content))
        self._offer()

    def sign_off(self) -> None:
        """Arm at the first touch; keep the revision and put it in use at the second."""
        state = self.bench.draft.state
        if state is None or self._waiting or state.faults or not self.bench.draft.kept:
            return
        if not self.differences.rows_model.rows:
            return
        if not self._touch.touch():
            return
        self._waiting = True
        request = RevisionRequest(
            content=self.bench.draft.content, parent=state.parent, note=self.note.text().strip()
        )
        self.bench.requests.ask(
            "make", lambda station: station.recipes.make(request), self._made, self._refuse
        )

    def retranslate(self) -> None:
        """Show every text again."""
        self.note.setPlaceholderText(translate("Products", "Why: a note for those who come later"))
        self.note.setAccessibleName(translate("Products", "Note"))
        self.differences.retranslate()
        self._offer()

    def _take_parent(self, text: RecipeText) -> None:
        self._parent = dict(text.content)
        self.show_draft()

    def _made(self, row: RevisionRow) -> None:
        state = self.bench.draft.state
        self._waiting = False
        self._desk.sign_off(row.revision, self.note.text().strip())
        self.note.clear()
        self._desk.choose(row.recipe_id)
        if state is not None:
            self.bench.draft.drop(state.draft_id)

    def _refuse(self, error: object) -> None:
        self._waiting = False
        self.failed.emit(error)
        self._offer()

    def _offer(self) -> None:
        state = self.bench.draft.state
        revised = state is None or state.parent is not None
        self.title.setText(
            translate("Products", "What differs from the revision that it began with")
            if revised
            else translate("Products", "Everything that the new product is made of")
        )
        faults = [] if state is None else state.faults
        board, armed = self.bench.context.board, self._touch.armed
        same = not self.differences.rows_model.rows
        wrong_or_same = Lacking.CORRECTION if faults else Lacking.CHANGE if same else None
        lacking = Lacking.END_OF_OTHER if self._waiting else wrong_or_same
        board[ProductAction.SIGN_OFF].offer(Lacking.DRAFT if state is None else lacking)
        text = translate("Products", "Sign off and put in use")
        board[ProductAction.SIGN_OFF].setText(touch_text(text, armed=armed))
        set_tone(self.sign, Tone.WARNING if armed else Tone.OK)
        if faults:
            wrong = translate("Products", "To be corrected first:")
            self.standing.setText("\n".join([wrong, *map(phrase_text, faults)]))
            set_tone(self.standing, Tone.NOT_OK)
        elif same:
            self.standing.setText(translate("Products", "Nothing has been changed yet."))
            set_tone(self.standing, Tone.NEUTRAL)
        else:
            self.standing.setText(
                translate(
                    "Products",
                    "Everything is checked. The revision is kept for ever; it takes force "
                    "between two parts.",
                )
            )
            set_tone(self.standing, Tone.OK)


def _changes(old: Content, new: Content) -> list[RecipeChange]:
    before, after = dict(_leaves("", old)), dict(_leaves("", new))
    return [
        RecipeChange(path=path, old=before.get(path), new=after.get(path))
        for path in dict.fromkeys([*before, *after])
        if before.get(path) != after.get(path)
    ]


def _leaves(path: str, value: object) -> list[tuple[str, object]]:
    if isinstance(value, dict):
        return [
            leaf
            for name, entry in value.items()
            for leaf in _leaves(f"{path}.{name}" if path else str(name), entry)
        ]
    if isinstance(value, list):
        return [
            leaf
            for place, entry in enumerate(value, start=1)
            for leaf in _leaves(f"{path}[{place}]", entry)
        ]
    return [(path, value)]
