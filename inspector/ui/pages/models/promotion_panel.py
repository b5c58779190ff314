"""Before and while another model takes force: what changes, why, every check, every figure."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from inspector.ui.i18n.faults import remedy_text, told_text
from inspector.ui.i18n.formats import NOTHING, decimal, milliseconds, percent
from inspector.ui.i18n.language import translate
from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP
from inspector.ui.i18n.phrases import phrase_text
from inspector.ui.models.rows import ColumnSpec, RowModel
from inspector.ui.pages.models.actions import ModelsAction
from inspector.ui.pages.models.words import FIGURES, PHASES, escapes_text, word
from inspector.ui.theme.style import set_role, set_tone
from inspector.ui.theme.tokens import Tone
from inspector.ui.widgets.table.fact_list import FactList
from inspector.ui.widgets.table.row_table import DENSE_ROW_PX, RowTable
from inspector.ui.widgets.text.labels import column, label, row
from inspector.ui.widgets.text.translated import TranslatedFrame
from inspector.wire.rollout import GateFigure, PackageRow, PromotionPhase, PromotionState

if TYPE_CHECKING:
    from inspector.ui.actions.board import ActionBoard

_COLUMNS = (
    ColumnSpec[GateFigure](
        QT_TRANSLATE_NOOP("Models", "Figure"),
        lambda each: f"{'✕' if each.refused else '✓'} {word(FIGURES, each.figure)}",
        stretches=True,
    ),
    ColumnSpec[GateFigure](
        QT_TRANSLATE_NOOP("Models", "Measured"), lambda each: _number(each.measured), right=True
    ),
    ColumnSpec[GateFigure](
        QT_TRANSLATE_NOOP("Models", "Limit"), lambda each: _number(each.limit), right=True
    ),
)
_COURSE = (
    PromotionPhase.PREPARING,
    PromotionPhase.WARMING_UP,
    PromotionPhase.GATE,
    PromotionPhase.BOUNDARY,
    PromotionPhase.IN_FORCE,
)
ENDED = (PromotionPhase.IN_FORCE, PromotionPhase.REFUSED)
_LONGEST_REASON = 500


class Wish(Enum):
    """What the panel asks about."""

    PROMOTE = auto()
    ROLL_BACK = auto()


class PromotionPanel(TranslatedFrame):
    """Opened by one touch and confirmed by another; nothing happens before."""

    def __init__(self, board: ActionBoard) -> None:
        super().__init__()
        set_role(self, "panel")
        self._wish: Wish | None = None
        self._now: PackageRow | None = None
        self._next: PackageRow | None = None
        self._may_override = False
        self._course: PromotionState | None = None
        self.title = label("title", wrap=True)
        self.told = label("body", wrap=True)
        self.facts = FactList()
        self.reason, self.override = QLineEdit(), QLineEdit()
        for field in (self.reason, self.override):
            field.setMaxLength(_LONGEST_REASON)
        self.phases = label("body", wrap=True)
        self.model = RowModel[GateFigure](
            _COLUMNS,
            identity=lambda each: each.figure,
            tip=lambda each: phrase_text(each.reason),
            parent=self,
            context="Models",
        )
        self.figures = RowTable(self.model, DENSE_ROW_PX)
        self.outcome = label("strong", wrap=True)
        self.confirm = board.button(ModelsAction.CONFIRM)
        set_tone(self.confirm, Tone.ACCENT)
        buttons = row(1, board.button(ModelsAction.DISMISS), self.confirm, spacing=10)
        layout = column(
            self.title,
            self.told,
            self.facts,
            self.reason,
            self.override,
            self.phases,
            self.figures,
            self.outcome,
            spacing=10,
        )
        layout.addStretch(0)
        layout.addLayout(buttons)
        layout.setStretch(6, 1)
        layout.setContentsMargins(16, 14, 16, 14)
        self.setLayout(layout)
        self.figures.chosen.connect(lambda figure: self.outcome.setText(phrase_text(figure.reason)))
        self.retranslate()

    @property
    def wish(self) -> Wish | None:
        """What was asked and not confirmed yet."""
        return self._wish

    @property
    def package(self) -> PackageRow | None:
        """What would take force."""
        return self._next

    def ask(
        self, wish: Wish, now: PackageRow | None, following: PackageRow, *, may_override: bool
    ) -> None:
        """Ask whether a package shall take force."""
        self._wish, self._now, self._next = wish, now, following
        self._may_override, self._course = may_override, None
        self.reason.clear()
        self.override.clear()
        self.retranslate()
        self.reason.setFocus()

    def follow(self, course: PromotionState) -> None:
        """Show how far it has come."""
        self._wish = None
        if course != self._course:
            self._course = course
            self.retranslate()

    def retranslate(self) -> None:
        """Show every text again."""
        self.reason.setPlaceholderText(translate("Models", "Reason"))
        self.reason.setAccessibleName(translate("Models", "Reason"))
        override = translate("Models", "Reason to override the release gate (leave empty to obey)")
        self.override.setPlaceholderText(override)
        self.override.setAccessibleName(override)
        self.figures.setAccessibleName(translate("Models", "Figures of the release gate"))
        self.model.retranslate()
        asks = self._wish is not None
        self.facts.setVisible(asks)
        self.reason.setVisible(asks)
        self.override.setVisible(asks and self._may_override and self._wish is Wish.PROMOTE)
        self.confirm.setVisible(asks)
        figures = () if self._course is None else self._course.figures
        self.phases.setVisible(not asks)
        self.figures.setVisible(bool(figures))
        self.outcome.setVisible(not asks)
        if asks:
            self._show_question()
        elif self._course is not None:
            self._show_course(self._course)

    def _show_question(self) -> None:
        following, now = self._next, self._now
        if following is None:
            return
        if self._wish is Wish.ROLL_BACK:
            title = translate("Models", "Go back to {name}?").format(name=following.name)
            told = translate(
                "Models",
                "It was in force before. The release gate is not asked; signature, examples and "
                "speed are. Each part is judged by one of the two, and the line does not stop.",
            )
        else:
            title = translate("Models", "Put {name} in force?").format(name=following.name)
            told = translate(
                "Models",
                "First its signature, examples, speed and the limits of the recipes are checked; "
                "then it takes over between two parts. The line does not stop.",
            )
        self.title.setText(title)
        self.told.setText(told)
        self.facts.show_facts(
            [
                (translate("Models", "Package"), _pair(now, following, lambda each: each.name)),
                (
                    translate("Models", "Accuracy"),
                    _pair(now, following, lambda each: percent(each.accuracy)),
                ),
                (
                    translate("Models", "Escapes"),
                    _pair(now, following, lambda each: escapes_text(each.escapes, each.defective)),
                ),
                (
                    translate("Models", "Time p50"),
                    _pair(now, following, lambda each: milliseconds(each.p50_ms)),
                ),
            ]
        )

    def _show_course(self, course: PromotionState) -> None:
        self.title.setText(course.name)
        who = course.by or translate("Models", "whoever holds the station's token")
        self.told.setText(
            translate("Models", "Asked for by {who}: {reason}").format(
                who=who, reason=course.reason
            )
        )
        reached = len(_COURSE) if course.phase is PromotionPhase.REFUSED else 0
        if course.phase in _COURSE:
            reached = _COURSE.index(course.phase)
        self.phases.setText(
            "\n".join(
                f"{'✓' if place < reached else '▶' if place == reached else '·'} "
                f"{translate('Models', PHASES[phase])}"
                for place, phase in enumerate(_COURSE)
            )
            if course.phase not in ENDED
            else ""
        )
        self.phases.setVisible(course.phase not in ENDED)
        self.model.show_rows(course.figures)
        self._show_outcome(course)

    def _show_outcome(self, course: PromotionState) -> None:
        if course.phase is PromotionPhase.REFUSED:
            refused = translate("Models", "Refused")
            title = told_text(course.code, course.detail, course.reasons)
            told = f"✕ {refused}: {course.code}  {title}"
            remedy = remedy_text(course.code, course.remedy, course.advice)
            told = f"{told}\n{remedy}" if remedy else told
            set_tone(self.outcome, Tone.NOT_OK)
        elif course.phase is PromotionPhase.IN_FORCE:
            told = translate("Models", "✓ It judges from part {index} on.").format(
                index=course.first_trigger_index or NOTHING
            )
            set_tone(self.outcome, Tone.OK)
        else:
            told = translate("Models", "The former model judges meanwhile.")
            set_tone(self.outcome, Tone.NEUTRAL)
        self.outcome.setText(told)


def _pair(now: PackageRow | None, following: PackageRow, tell: Callable[[PackageRow], str]) -> str:
    return f"{NOTHING if now is None else tell(now)} → {tell(following)}"


def _number(value: float | None) -> str:
    return decimal(value, 3)
