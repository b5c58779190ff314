"""The dry run: the draft judges parts of the past again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame

from inspector.ui.i18n.faults import told_text
from inspector.ui.i18n.formats import count, decimal, identifier
from inspector.ui.i18n.language import translate
from inspector.ui.pages.products.actions import ProductAction
from inspector.ui.pages.products.number_field import NumberField
from inspector.ui.pages.products.panel import SetUpBench, SetUpPanel
from inspector.ui.pages.products.rows_table import RowsTable, TableRow
from inspector.ui.pages.products.texts import verdict_text
from inspector.ui.theme.style import set_role, set_tone
from inspector.ui.theme.tokens import Tone
from inspector.ui.widgets.chart.score_bar import ScoreBar
from inspector.ui.widgets.text.labels import column, label, row
from inspector.wire.recipe_drafts import DryRunRequest

if TYPE_CHECKING:
    from inspector.domain.errors.base import InspectorError
    from inspector.ui.pages.products.content import Content
    from inspector.wire.recipe_drafts import DryRunState

_INTERVAL_MS = 400
_USUAL_PARTS, _MOST_PARTS = 50, 500


class DryRunPanel(SetUpPanel):
    """How many parts, how far it is, and every part whose verdict would be another one."""

    def __init__(self, bench: SetUpBench) -> None:
        super().__init__(bench)
        self._state: DryRunState | None = None
        self._begun = False
        self._judged: Content = {}
        self.parts = NumberField(1, _MOST_PARTS, whole=True)
        self.parts.show_number(_USUAL_PARTS)
        self.parts_label = label("muted")
        self.outcome, self.progress = label("strong", wrap=True), ScoreBar()
        self.flips_title, self.flips = label("strong"), RowsTable(stretched=2, right=(3,))
        self.hint = label("muted", wrap=True)
        start = row(
            self.parts_label, self.parts, bench.context.board.button(ProductAction.DRY_RUN), 1
        )
        card = QFrame()
        set_role(card, "card")
        lines = column(start, self.outcome, self.progress, self.flips_title, self.flips, self.hint)
        lines.setStretch(4, 1)
        lines.setContentsMargins(12, 10, 12, 10)
        card.setLayout(lines)
        self.setLayout(row(card))
        self._timer = QTimer(self, interval=_INTERVAL_MS)
        self._timer.timeout.connect(self._look)
        self.flips.activated.connect(lambda _: self._open())
        self.flips.doubleClicked.connect(lambda _: self._open())
        self.retranslate()

    def watch(self, watched: bool) -> None:
        """Follow a run that is under way."""
        if watched and self._begun:
            self._timer.start()
        elif not watched:
            self._timer.stop()

    def show_draft(self) -> None:
        """What was judged may be another draft than the one that stands now."""
        self._show()

    def start(self) -> None:
        """Begin a run."""
        state = self.bench.draft.state
        if state is None:
            return
        self._judged = self.bench.draft.content
        request = DryRunRequest(
            content=self._judged,
            parent=state.parent,
            parts=round(self.parts.number or _USUAL_PARTS),
        )
        self.bench.requests.ask(
            "dry run",
            lambda station: station.recipes.begin_dry_run(request),
            self._begin,
            self.failed.emit,
        )

    def retranslate(self) -> None:
        """Show every text again."""
        self.parts_label.setText(translate("Products", "Newest archived parts"))
        self.parts.setAccessibleName(translate("Products", "Newest archived parts"))
        self.flips_title.setText(translate("Products", "Parts that would be judged otherwise"))
        self.flips.setAccessibleName(translate("Products", "Parts that would be judged otherwise"))
        self.hint.setText(translate("Products", "Touch a part twice to see it in the history."))
        self._show()

    def _begin(self, state: DryRunState) -> None:
        self._begun = True
        self._timer.start()
        self._accept(state)

    def _look(self) -> None:
        self.bench.requests.ask(
            "dry run state",
            lambda station: station.recipes.dry_run(),
            self._accept,
            self._miss,
        )

    def _accept(self, state: DryRunState) -> None:
        self._state = state
        if state.ended:
            self._timer.stop()
        self._show()

    def _miss(self, error: InspectorError) -> None:
        self._timer.stop()
        self.failed.emit(error)

    def _open(self) -> None:
        if self.flips.key:
            self.bench.context.navigator.show_result(self.flips.key)

    def _show(self) -> None:
        state = self._state
        headers = (
            translate("Products", "Part"),
            translate("Products", "Was"),
            translate("Products", "Would be"),
            translate("Products", "Score"),
        )
        flips = [] if state is None else state.flips
        self.flips.show_rows(
            headers,
            [
                TableRow(
                    each.result_id,
                    (
                        identifier(each.part_id),
                        f"{verdict_text(each.was)} · {each.was_class}",
                        f"{verdict_text(each.would_be)} · {each.would_be_class}",
                        decimal(each.score, 3),
                    ),
                )
                for each in flips
            ],
        )
        done = 0 if state is None else state.judged + state.skipped
        share = done / state.asked if state is not None and state.asked else 0.0
        self.progress.show_score(share, None)
        self.outcome.setText(self._outcome_text())
        refused = state is not None and bool(state.code)
        old = Tone.WARNING if self._outdated else Tone.NEUTRAL
        set_tone(self.outcome, Tone.NOT_OK if refused else old)

    @property
    def _outdated(self) -> bool:
        return self._begun and self._judged != self.bench.draft.content

    def _outcome_text(self) -> str:
        said = self._run_text()
        if not self._outdated:
            return said
        changed = translate("Products", "The draft has been changed since; start again.")
        return f"{said}\n{changed}"

    def _run_text(self) -> str:
        state = self._state
        if state is None:
            return translate("Products", "The draft has judged no part yet.")
        if state.code:
            return f"{state.code}  {told_text(state.code, state.message, state.reasons)}"
        words = (
            translate(
                "Products", "{judged} of {asked} judged · {same} as before · {other} otherwise"
            )
            if state.ended
            else translate("Products", "Under way: {judged} of {asked} · {other} otherwise")
        )
        said = words.format(
            judged=count(state.judged),
            asked=count(state.asked),
            same=count(state.same),
            other=count(len(state.flips)),
        )
        if state.skipped:
            missing = translate("Products", "{count} without a picture").format(
                count=count(state.skipped)
            )
            said = f"{said} · {missing}"
        return said
