"""Challenge parts: how the station stands, the parts to send, and what came of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from inspector.ui.actions.lacking import Lacking
from inspector.ui.i18n.language import translate
from inspector.ui.pages.challenge.actions import ChallengeAction
from inspector.ui.pages.challenge.course_card import CourseCard
from inspector.ui.pages.challenge.lists import PartTable, RunTable
from inspector.ui.pages.challenge.part_form import PartForm
from inspector.ui.pages.page import Page
from inspector.ui.theme.style import set_role, set_style_property, set_tone
from inspector.ui.theme.tokens import Tone
from inspector.ui.two_touch import TwoTouch, touch_text
from inspector.ui.watch import Watch
from inspector.ui.widgets.text.labels import column, row
from inspector.wire.challenge import RunState

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from inspector.client.station import StationClient
    from inspector.ui.actions.spec import ActionKey
    from inspector.ui.pages.page import PageContext
    from inspector.wire.challenge import (
        ChallengePartList,
        ChallengePartRow,
        ChallengeRunPage,
        ChallengeState,
    )

_LEFT_SHARE, _RIGHT_SHARE = 56, 44
_LOOK_MS = 400
_SURE = (ChallengeAction.BEGIN, ChallengeAction.ABORT, ChallengeAction.RETIRE_PART)
_OF_LIST = (ChallengeAction.NEW_PART, ChallengeAction.CHANGE_PART, ChallengeAction.RETIRE_PART)
_OF_FORM = (ChallengeAction.LEAVE_PART, ChallengeAction.KEEP_PART)


class ChallengePage(Page):
    """The course on the left; parts, past challenges and the form on the right."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._board = context.board
        self._requests = context.own_requests()
        self.state: ChallengeState | None = None
        self._known_parts: Sequence[ChallengePartRow] | None = None
        self._sure = {key: TwoTouch(self) for key in _SURE}
        self._buttons = {
            key: self._board.button(key, "control" if key in _SURE[:2] else "button")
            for key in (*_SURE[:2], *_OF_LIST, *_OF_FORM)
        }
        self.course = CourseCard()
        self.parts = PartTable()
        self.runs = RunTable()
        self.form: PartForm = PartForm()
        self._lists = QStackedWidget()
        self.watcher: Watch = Watch(
            self._requests, "challenge", lambda station: station.challenge.state(), _LOOK_MS, self
        )
        self.watcher.told.connect(self._show_state)
        for sure in self._sure.values():
            sure.changed.connect(self._follow_touch)
        self.runs.part_wanted.connect(context.navigator.show_result)
        self._lay_out()
        self.show_parts()
        self.retranslate()

    def commands(self) -> Mapping[ActionKey, Callable[[], object]]:
        """One command for every action of the page."""
        return {
            ChallengeAction.BEGIN: self.begin,
            ChallengeAction.ABORT: self.abort,
            ChallengeAction.SHOW_PARTS: self.show_parts,
            ChallengeAction.SHOW_RUNS: self.show_runs,
            ChallengeAction.NEW_PART: self.describe_new,
            ChallengeAction.CHANGE_PART: self.describe_again,
            ChallengeAction.RETIRE_PART: self.retire,
            ChallengeAction.KEEP_PART: self.keep,
            ChallengeAction.LEAVE_PART: self.show_parts,
        }

    def watch(self, watched: bool) -> None:
        """Follow while somebody looks."""
        self.watcher.watch(watched)
        if watched:
            self._load_parts()
            self._load_runs()

    def begin(self) -> None:
        """Begin a challenge; takes two touches."""
        if self._sure[ChallengeAction.BEGIN].touch():
            self._ask("begin", lambda station: station.challenge.begin(), self._load_runs)

    def abort(self) -> None:
        """End the challenge that runs; takes two touches."""
        if self._sure[ChallengeAction.ABORT].touch():
            self._ask("abort", lambda station: station.challenge.abort(), self._load_runs)

    def show_parts(self) -> None:
        """List the challenge parts."""
        self._turn_to(self._part_card, ChallengeAction.SHOW_PARTS)

    def show_runs(self) -> None:
        """List past challenges."""
        self._turn_to(self._run_card, ChallengeAction.SHOW_RUNS)
        self._load_runs()

    def describe_new(self) -> None:
        """Describe a further part."""
        last = max((each.position for each in self.parts.rows_model.rows), default=-1)
        self.form.begin(None, last + 1)
        self._turn_to(self._form_card, ChallengeAction.SHOW_PARTS)
        self.form.name.setFocus()

    def describe_again(self) -> None:
        """Describe the chosen part otherwise."""
        part = self.parts.row_chosen
        if part is not None:
            self.form.begin(part, 0)
            self._turn_to(self._form_card, ChallengeAction.SHOW_PARTS)
            self.form.name.setFocus()

    def keep(self) -> None:
        """Keep what was described."""
        request, part_id = self.form.request(), self.form.part_id
        if request is not None:
            self._ask(
                "part",
                lambda station: station.challenge.put_part(request, part_id),
                self._kept,
            )

    def retire(self) -> None:
        """Use the chosen part no more; takes two touches."""
        part = self.parts.row_chosen
        if part is not None and self._sure[ChallengeAction.RETIRE_PART].touch():
            self._ask(
                "part",
                lambda station: station.challenge.retire_part(part.part_id),
                self._load_parts,
            )

    def show_stale(self, stale: bool) -> None:
        """Mark everything as the last state known."""
        for shown in (self.course.headline, self.course.explanation):
            set_style_property(shown, "stale", stale)

    def retranslate(self) -> None:
        """Show every text again."""
        if self.state is not None:
            self.course.show_state(self.state)
        self.parts.rows_model.retranslate()
        self.runs.rows_model.retranslate()
        self._lock_begin()
        self._follow_touch()

    def _show_state(self, state: ChallengeState) -> None:
        ended = _running(self.state) and not _running(state)
        self.state = state
        self.course.show_state(state)
        begin, abort = self._board[ChallengeAction.BEGIN], self._board[ChallengeAction.ABORT]
        begin.offer(Lacking.END_OF_CHALLENGE if _running(state) else None)
        abort.offer(None if _running(state) else Lacking.CHALLENGE)
        self._board.require(ChallengeAction.BEGIN, state.begins)
        if ended:
            self._load_runs()

    def _load_parts(self) -> None:
        self._requests.ask(
            "parts",
            lambda station: station.challenge.parts(),
            self._show_parts,
            self.failed.emit,
        )

    def _show_parts(self, listed: ChallengePartList) -> None:
        self.parts.show_parts(listed.parts)
        for key in (ChallengeAction.CHANGE_PART, ChallengeAction.RETIRE_PART):
            self._board[key].offer(None if listed.parts else Lacking.CHALLENGE_PART)
        self._known_parts = listed.parts
        self._lock_begin()

    def _lock_begin(self) -> None:
        parts = self._known_parts
        self._board.lock(ChallengeAction.BEGIN, "" if parts is None else _unsuitable(parts))

    def _load_runs(self) -> None:
        self._requests.ask(
            "runs", lambda station: station.challenge.runs(), self._show_runs, self.failed.emit
        )

    def _show_runs(self, page: ChallengeRunPage) -> None:
        self.runs.show_runs(page.runs)

    def _kept(self) -> None:
        self.show_parts()
        self._load_parts()

    def _ask(
        self, key: str, call: Callable[[StationClient], object], done: Callable[[], None]
    ) -> None:
        def finish(answer: object) -> None:
            self.watcher.look()
            done()

        self._requests.ask(key, call, finish, self.failed.emit)

    def _turn_to(self, card: QWidget, key: ActionKey) -> None:
        self._lists.setCurrentWidget(card)
        self._board.choose(key, (ChallengeAction.SHOW_PARTS, ChallengeAction.SHOW_RUNS))

    def _follow_touch(self) -> None:
        for key, sure in self._sure.items():
            text = translate("Action", key.spec.text)
            self._board[key].setText(touch_text(text, armed=sure.armed))
            set_tone(self._buttons[key], Tone.WARNING if sure.armed else Tone.NEUTRAL)

    def _lay_out(self) -> None:
        controls = row(
            self._buttons[ChallengeAction.BEGIN], self._buttons[ChallengeAction.ABORT], spacing=8
        )
        left = column(self.course, spacing=10)
        left.addLayout(controls)
        left.setStretch(0, 1)
        self._part_card = _card(self.parts, *(self._buttons[key] for key in _OF_LIST))
        self._run_card = _card(self.runs)
        self._form_card = _card(self.form, *(self._buttons[key] for key in _OF_FORM))
        for card in (self._part_card, self._run_card, self._form_card):
            self._lists.addWidget(card)
        sections = row(
            self._board.button(ChallengeAction.SHOW_PARTS),
            self._board.button(ChallengeAction.SHOW_RUNS),
            1,
            spacing=8,
        )
        right = column(spacing=10)
        right.addLayout(sections)
        right.addWidget(self._lists, 1)
        layout = row(spacing=12)
        layout.addLayout(left, _LEFT_SHARE)
        layout.addLayout(right, _RIGHT_SHARE)
        layout.setContentsMargins(16, 10, 16, 10)
        self.setLayout(layout)


def _running(state: ChallengeState | None) -> bool:
    return state is not None and state.run is not None and state.run.state is RunState.RUNNING


def _unsuitable(parts: Sequence[ChallengePartRow]) -> str:
    """What the station would refuse a challenge with these parts for."""
    if not any(part.defective for part in parts):
        return translate("Lock", "describe at least one part that must be rejected")
    expired = [part.name for part in parts if not part.valid]
    if expired:
        text = translate("Lock", "{parts} is not valid any more; certify it anew or retire it")
        return text.format(parts=", ".join(expired))
    return ""


def _card(content: QWidget, *buttons: QWidget) -> QWidget:
    card = QFrame()
    set_role(card, "card")
    layout = column(content, spacing=8)
    layout.addLayout(row(*buttons, 1, spacing=8))
    layout.setStretch(0, 1)
    layout.setContentsMargins(10, 10, 10, 10)
    card.setLayout(layout)
    return card
