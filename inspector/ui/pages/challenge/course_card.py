"""How the station stands, and the parts of the challenge that runs or ran last."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QWidget

from inspector.ui.i18n.faults import remedy_text, told_text
from inspector.ui.i18n.phrases import said_text
from inspector.ui.pages.challenge.step_row import StepRow
from inspector.ui.pages.challenge.words import (
    cause_text,
    explanation,
    headline,
    next_place,
    utc_now,
)
from inspector.ui.theme.style import set_role, set_style_property, set_tone
from inspector.ui.widgets.symbol.symbols import SymbolView
from inspector.ui.widgets.text.fitted_label import FittedLabel
from inspector.ui.widgets.text.labels import column, label, row
from inspector.ui.widgets.text.scrolled import scrolled
from inspector.wire.challenge import ChallengeState

_SYMBOL_PX = 56


class CourseCard(QWidget):
    """The headline above, the parts below it."""

    def __init__(self) -> None:
        super().__init__()
        self._head = QFrame()
        set_role(self._head, "verdict")
        self._symbol = SymbolView(_SYMBOL_PX)
        self.headline: FittedLabel = FittedLabel("figure")
        self.explanation = label("strong", wrap=True)
        self.trouble = label("body", wrap=True)
        self.rows: list[StepRow] = []
        self._steps = column(spacing=8)
        self._lay_out()

    def show_state(self, state: ChallengeState) -> None:
        """Show how it stands."""
        now = utc_now()
        text, tone, symbol = headline(state, now)
        self.headline.show_text(text)
        self.explanation.setText(explanation(state, now))
        self.trouble.setText(_trouble(state))
        self.trouble.setVisible(bool(self.trouble.text()))
        self._symbol.show_symbol(symbol)
        set_tone(self._head, tone)
        for part in (self._symbol, self.headline, self.explanation):
            set_style_property(part, "on", tone.value)
        self._show_steps(state)

    def _show_steps(self, state: ChallengeState) -> None:
        steps = [] if state.run is None else state.run.steps
        while len(self.rows) > len(steps):
            gone = self.rows.pop()
            self._steps.removeWidget(gone)
            gone.deleteLater()
        while len(self.rows) < len(steps):
            self.rows.append(StepRow(len(self.rows)))
            self._steps.insertWidget(len(self.rows) - 1, self.rows[-1])
        coming = next_place(state)
        for place, (shown, step) in enumerate(zip(self.rows, steps, strict=True)):
            shown.show_step(step, is_next=place == coming)

    def _lay_out(self) -> None:
        texts = column(self.headline, self.explanation, spacing=4)
        head = row(self._symbol, spacing=18)
        head.addLayout(texts, 1)
        head.setContentsMargins(20, 14, 20, 14)
        self._head.setLayout(head)
        inner = QWidget()
        self._steps.addStretch(1)
        inner.setLayout(self._steps)
        layout = column(self._head, self.trouble, scrolled(inner), spacing=10)
        layout.setStretch(2, 1)
        self.setLayout(layout)


def _trouble(state: ChallengeState) -> str:
    if state.lock is not None:
        lock = state.lock
        told = told_text(lock.code, lock.detail, lock.reasons)
        return f"{lock.code}  {told}\n{remedy_text(lock.code, lock.remedy, lock.advice)}"
    if state.run is not None and state.run.detail:
        said = said_text(state.run.detail, state.run.reasons)
        return f"{cause_text(state.run.cause)}: {said}"
    return ""
