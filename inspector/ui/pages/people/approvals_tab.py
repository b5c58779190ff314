"""What waits for a second person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from inspector.domain.people import least_role
from inspector.ui.actions.lacking import Lacking
from inspector.ui.i18n.faults import error_text
from inspector.ui.i18n.formats import NOTHING, clock_time, short_date_and_time
from inspector.ui.i18n.language import translate
from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP
from inspector.ui.i18n.texts import role_text
from inspector.ui.models.rows import ColumnSpec, RowModel
from inspector.ui.pages.people.actions import PeopleAction
from inspector.ui.pages.people.changes import change_text
from inspector.ui.pages.people.words import deed_text
from inspector.ui.theme.style import set_role, set_tone
from inspector.ui.theme.tokens import Tone
from inspector.ui.two_touch import TwoTouch, touch_text
from inspector.ui.widgets.table.fact_list import FactList
from inspector.ui.widgets.table.row_table import RowTable
from inspector.ui.widgets.text.elided_label import ElidedLabel
from inspector.ui.widgets.text.labels import column, label, row
from inspector.ui.widgets.text.scrolled import scrolled
from inspector.ui.widgets.text.translated import TranslatedFrame, TranslatedWidget
from inspector.wire.people import REASON_LIMIT, ApprovalRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inspector.domain.errors.base import InspectorError
    from inspector.ui.actions.board import ActionBoard
    from inspector.ui.approval_watch import ApprovalWatch
    from inspector.ui.session import SessionControl

_TABLE_SHARE, _DETAIL_SHARE = 60, 40
_COLUMNS: Sequence[ColumnSpec[ApprovalRow]] = (
    ColumnSpec(QT_TRANSLATE_NOOP("Column", "What"), lambda each: deed_text(each.action)),
    ColumnSpec(QT_TRANSLATE_NOOP("Column", "Target"), lambda each: each.target, stretches=True),
    ColumnSpec(QT_TRANSLATE_NOOP("Column", "Asked by"), lambda each: each.asked_by or NOTHING),
    ColumnSpec(QT_TRANSLATE_NOOP("Column", "Until"), lambda each: clock_time(each.expires_at)),
)


class ApprovalCard(TranslatedFrame):
    """All about one request, and what can be said to it."""

    def __init__(self, board: ActionBoard) -> None:
        super().__init__()
        set_role(self, "card")
        self.row: ApprovalRow | None = None
        self.title, self.facts = ElidedLabel("title"), FactList()
        self.changes, self.told = label("strong", wrap=True), label("caption", wrap=True)
        self.reason = QLineEdit()
        self.reason.setMaxLength(REASON_LIMIT)
        self.approve = board.button(PeopleAction.APPROVE)
        self.refuse = board.button(PeopleAction.REFUSE)
        buttons = row(self.refuse, self.approve, spacing=8)
        layout = column(
            self.title,
            self.facts,
            scrolled(self.changes),
            self.told,
            self.reason,
            buttons,
            spacing=10,
        )
        self.changes.setAlignment(Qt.AlignmentFlag.AlignTop)
        layout.setStretch(2, 1)
        layout.setContentsMargins(16, 12, 16, 12)
        self.setLayout(layout)
        self.retranslate()

    def show_row(self, approval: ApprovalRow | None) -> None:
        """Show a request, or none."""
        if approval is None or self.row is None or approval.approval_id != self.row.approval_id:
            self.reason.clear()
        self.row = approval
        self.retranslate()

    def retranslate(self) -> None:
        """Show every text again."""
        approval = self.row
        self.reason.setPlaceholderText(translate("People", "Reason"))
        self.reason.setAccessibleName(translate("People", "Reason"))
        self.reason.setVisible(approval is not None)
        for button in (self.approve, self.refuse):
            button.setVisible(approval is not None)
        self.changes.clear()
        if approval is None:
            self.title.show_text(translate("People", "Nothing waits for a second person"))
            self.facts.show_facts([])
            return
        self.title.show_text(f"{deed_text(approval.action)}: {approval.target}")
        self.facts.show_facts(
            [
                (translate("Column", "Asked by"), approval.asked_by or NOTHING),
                (translate("People", "At"), short_date_and_time(approval.asked_at)),
                (translate("People", "Reason"), approval.reason or NOTHING),
            ]
        )
        self.changes.setText(change_text(approval.action, None, approval.payload))


class ApprovalsTab(TranslatedWidget):
    """One's own request can be withdrawn; that of another one approved or refused."""

    def __init__(self, board: ActionBoard, session: SessionControl, watch: ApprovalWatch) -> None:
        super().__init__()
        self._board = board
        self._session = session
        self._watch = watch
        self._sure = TwoTouch(self)
        self.model = RowModel[ApprovalRow](_COLUMNS, lambda each: each.approval_id, self)
        self.table = RowTable[ApprovalRow](self.model)
        set_role(self.table, "card")
        self.card = ApprovalCard(board)
        layout = row(spacing=10)
        layout.addWidget(self.table, _TABLE_SHARE)
        layout.addWidget(self.card, _DETAIL_SHARE)
        self.setLayout(layout)
        self.table.selectionModel().currentRowChanged.connect(self._choose)
        self._sure.changed.connect(self._show_offer)
        watch.changed.connect(self._show)
        watch.refused.connect(self._tell)
        session.changed.connect(self._show_offer)
        self.retranslate()
        self._show()

    def approve(self) -> None:
        """Let it be carried out, at the second touch."""
        if self.card.row is not None and self._sure.touch():
            self._decide(self.card.row, approve=True)

    def refuse(self) -> None:
        """Forget it."""
        if self.card.row is not None:
            self._decide(self.card.row, approve=False)

    @property
    def armed(self) -> bool:
        """Whether the next touch counts."""
        return self._sure.armed

    def retranslate(self) -> None:
        """Show every text again."""
        self.model.retranslate()
        self.table.setAccessibleName(translate("Action", "Approvals"))
        self._show_offer()

    def _show(self) -> None:
        waiting: Sequence[ApprovalRow] = self._watch.waiting
        self.model.show_rows(waiting)
        if waiting and not self.table.currentIndex().isValid():
            self.table.selectRow(0)
        self._choose()

    def _choose(self, *_indexes: object) -> None:
        chosen = self.model.row(self.table.currentIndex())
        if chosen != self.card.row:
            self._sure.disarm()
            self.card.told.clear()
        self.card.show_row(chosen)
        self._show_offer()

    def _decide(self, approval: ApprovalRow, *, approve: bool) -> None:
        self.card.told.clear()
        self._watch.decide(approval.approval_id, approve, self.card.reason.text().strip())

    def _tell(self, error: InspectorError) -> None:
        self.card.told.setText(error_text(error))
        set_tone(self.card.told, Tone.NOT_OK)

    def _lacking(self, approval: ApprovalRow | None) -> str:
        """The role without which nobody decides on a request, where this person has not got it."""
        if approval is None or self._session.may_or_unknown(approval.right):
            return ""
        role = role_text(least_role(approval.right))
        return translate("Action", "needs the role {role}").format(role=role)

    def _show_offer(self) -> None:
        approval, person = self.card.row, self._session.person
        own = approval is not None and person is not None and approval.asked_by == person.name
        lacking = self._lacking(approval)
        alone = translate("Lock", "you have asked for it; another person approves it")
        self._board.lock(PeopleAction.APPROVE, lacking or (alone if own else ""))
        self._board.lock(PeopleAction.REFUSE, lacking)
        for key in (PeopleAction.APPROVE, PeopleAction.REFUSE):
            self._board[key].offer(Lacking.REQUEST if approval is None else None)
        armed = self._sure.armed
        approve = translate("Action", "Approve")
        self._board[PeopleAction.APPROVE].setText(touch_text(approve, armed=armed))
        refuse = translate("Action", "Withdraw") if own else translate("Action", "Refuse")
        self._board[PeopleAction.REFUSE].setText(refuse)
        tone = Tone.WARNING if armed else Tone.ACCENT
        set_tone(self.card.approve, tone)
