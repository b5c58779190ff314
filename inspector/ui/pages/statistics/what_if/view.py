"""Limits on the left; what they would have changed on the right."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from inspector.ui.actions.lacking import Lacking
from inspector.ui.i18n.faults import remedy_text, told_text
from inspector.ui.i18n.language import translate
from inspector.ui.pages.products.rows_table import RowsTable
from inspector.ui.pages.statistics.actions import StatisticsAction
from inspector.ui.pages.statistics.what_if.adoption import begin_draft
from inspector.ui.pages.statistics.what_if.asking import Asking
from inspector.ui.pages.statistics.what_if.limits_form import LimitsForm
from inspector.ui.pages.statistics.what_if.words import (
    change_rows,
    headers,
    headline,
    least_text,
    remarks,
    verdicts_of,
)
from inspector.ui.theme.style import set_role, set_tone
from inspector.ui.theme.tokens import Tone
from inspector.ui.widgets.text.labels import column, label, row
from inspector.ui.widgets.text.translated import TranslatedFrame
from inspector.wire.what_if import AskedFilter, TruthSource, WhatIfPhase, WhatIfQuestion

if TYPE_CHECKING:
    from inspector.domain.errors.base import InspectorError
    from inspector.ui.pages.page import PageContext
    from inspector.wire.history import ResultFilter
    from inspector.wire.recipe_drafts import DraftState
    from inspector.wire.rollout import ModelsState
    from inspector.wire.what_if import WhatIfState

_JUDGED_AT_MOST = 2_000


class WhatIfView(TranslatedFrame):
    """Answers while a slider moves; shows nothing that the station did not say.

    Signals:
        failed: With the error of something that the person asked for.
    """

    failed = Signal(object)

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._board, self._navigator, self._look = context.board, context.navigator, context.look
        self._requests = context.own_requests()
        self.asking = Asking(self._requests, self)
        self._criteria = AskedFilter()
        self._judged = ""
        self._error: InspectorError | None = None
        self.form = LimitsForm()
        self.title, self.remarks = label("strong", wrap=True), label("caption", wrap=True)
        self.least = label("caption")
        self.changes = RowsTable(stretched=0, right=(1, 2))
        set_role(self.changes, "card")
        self.curve: Any = None
        self._right = self._made_right()
        layout = row(self.form, self._right, spacing=12)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.asking.answered.connect(self._show)
        self.asking.refused.connect(self._refuse)
        self.form.changed.connect(self._ask)
        self.form.model_chosen.connect(self._choose_model)
        self.changes.chosen.connect(lambda _: self._offer())
        self.changes.doubleClicked.connect(lambda _: self.show_changed())
        self.retranslate()
        self._offer()

    def begin(self, criteria: ResultFilter) -> None:
        """Ask about these parts."""
        asked = AskedFilter(**criteria.model_dump())
        if self.curve is None:
            self._requests.ask("draw", _drawing, self._draw_with, lambda _: None)
        self._requests.ask("models", lambda station: station.models.state(), self._know, _ignore)
        if asked != self._criteria:
            self._criteria, self._judged = asked, ""
        self._ask()

    def watch(self, watched: bool) -> None:
        """Follow an answer only while somebody looks."""
        if watched:
            self.asking.look_again()
        else:
            self.asking.stop()

    def reset(self) -> None:
        """All limits and the model as they were."""
        self.form.reset()
        self._judged = ""
        self._ask()

    def cancel(self) -> None:
        """Leave off judging."""
        self.asking.cancel()

    def show_changed(self) -> None:
        """Turn to the parts that would change: those of the chosen row, or all."""
        state = self.asking.state
        if state is None or not state.answer.changed:
            return
        self.asking.keep(state.question_id)
        wanted: dict[str, object] = {"what_if": state.question_id}
        verdicts = verdicts_of(self.changes.key)
        if verdicts is not None:
            wanted |= {"evaluation": verdicts[0], "would_be": verdicts[1]}
        self._navigator.show_results(self._criteria.model_copy(update=wanted))

    def adopt(self) -> None:
        """Make a draft with these limits; nothing is judged by it before it is signed off."""
        recipe_id, limits = self._criteria.recipe_id, self.form.limits
        self._requests.ask(
            "adopt",
            lambda station: begin_draft(station, recipe_id, limits),
            self._tell_draft,
            self.failed.emit,
        )

    def retranslate(self) -> None:
        """Show every text again."""
        self.changes.setAccessibleName(translate("WhatIf", "What would change"))
        if self.curve is not None:
            self.curve.retranslate()
        if self.asking.state is not None:
            self._show(self.asking.state)
        else:
            self.title.setText(translate("WhatIf", "The station decides the parts again …"))

    def _made_right(self) -> QVBoxLayout:
        board = self._board
        self._below = row(self.changes, spacing=12)
        self._below.setStretch(0, 5)
        buttons = row(
            board.button(StatisticsAction.SHOW_CHANGED),
            board.button(StatisticsAction.ADOPT_LIMITS),
            board.button(StatisticsAction.RESET_LIMITS),
            board.button(StatisticsAction.CANCEL_JUDGING),
            1,
            self.least,
        )
        right = column(self.title, self.remarks, self._below, buttons, spacing=8)
        right.setStretch(2, 1)
        return right

    def _draw_with(self, drawing: Any) -> None:
        if self.curve is None:
            self.curve = drawing.SweepCurve(self._look)
            self._below.addWidget(self.curve, 4)
            if self.asking.state is not None:
                self._show_curve(self.asking.state)

    def _know(self, models: ModelsState) -> None:
        self.form.offer([each.name for each in models.packages if not each.fault])

    def _choose_model(self) -> None:
        self._judged = ""
        self._ask()

    def _ask(self) -> None:
        """Pictures are judged once; other limits then take the scores of that."""
        form, state = self.form, self.asking.state
        asked = WhatIfQuestion(
            criteria=self._criteria, limits=form.limits, sweep=form.sweep, costs=form.costs
        )
        model = form.chosen_model
        if model is not None:
            if self._judged:
                if state is not None and state.question_id == self._judged and not state.ended:
                    return
                asked = asked.model_copy(update={"scores_of": self._judged})
            else:
                asked = asked.model_copy(update={"model": model, "parts": _JUDGED_AT_MOST})
        self.asking.ask(asked)

    def _show(self, state: WhatIfState) -> None:
        self._error = None
        answer, question = state.answer, state.question
        if question.model is not None and question.model == self.form.chosen_model:
            self._judged = state.question_id
        if answer.limits_before is not None and (self.form.rows or not question.needs_pictures):
            self.form.show_limits(answer.limits_before)
        if state.phase is WhatIfPhase.FAILED:
            self.title.setText(told_text(state.code, state.message, state.reasons))
            self.remarks.setText(remedy_text(state.code, state.remedy, state.advice))
        else:
            self.title.setText(headline(state))
            self.remarks.setText("\n".join(remarks(answer)))
        self.changes.show_rows(headers(), change_rows(answer))
        self._show_curve(state)
        self._offer()
        if state.ended and _is_behind(state, self.form):
            self._ask()

    def _show_curve(self, state: WhatIfState) -> None:
        answer, swept = state.answer, self.form.swept_row
        known = any(each.source is TruthSource.REVIEWS for each in answer.truth)
        self.least.setText(least_text(answer.sweep) if known else "")
        if self.curve is not None:
            self.curve.setVisible(bool(answer.sweep))
            if swept is not None:
                self.curve.show_points(answer.sweep, swept.class_name, swept.value, known=known)

    def _offer(self) -> None:
        state, board = self.asking.state, self._board
        changed = state is not None and bool(state.answer.changed)
        board[StatisticsAction.SHOW_CHANGED].offer(None if changed else Lacking.CHANGED_VERDICT)
        others = self.form.limits
        adopted = others.accept is not None or bool(others.reject)
        board[StatisticsAction.ADOPT_LIMITS].offer(None if adopted else Lacking.CHANGED_LIMIT)
        model = self.form.chosen_model
        other = adopted or model is not None
        board[StatisticsAction.RESET_LIMITS].offer(None if other else Lacking.CHANGE)
        judging = state is not None and not state.ended
        board[StatisticsAction.CANCEL_JUDGING].offer(None if judging else Lacking.JUDGING)

    def _refuse(self, error: InspectorError) -> None:
        self.title.setText(told_text(error.code, error.detail, error.reasons))
        self.remarks.setText(remedy_text(error.code, error.remedy, error.advice))
        self.failed.emit(error)

    def _tell_draft(self, draft: DraftState) -> None:
        said = translate("WhatIf", "Draft {number} of {recipe} waits on the Products page.")
        recipe = str(draft.content.get("recipe_id", ""))
        self.least.setText(said.format(number=draft.draft_id, recipe=recipe))
        set_tone(self.least, Tone.OK)


def _is_behind(state: WhatIfState, form: LimitsForm) -> bool:
    """Whether a limit or the curve is another one by now, as after the first answer."""
    asked = state.question
    return (asked.limits, asked.sweep, asked.costs) != (form.limits, form.sweep, form.costs)


def _drawing(_: object) -> object:
    return import_module("inspector.ui.pages.statistics.what_if.sweep_curve")


def _ignore(_: InspectorError) -> None:
    """Without the list of packages there is only the model of then."""
