"""Whose results are shown, and how far this station is behind what all of them share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspector.ui.i18n.faults import remedy_text, title_text
from inspector.ui.i18n.formats import count, short_date_and_time
from inspector.ui.i18n.language import translate
from inspector.ui.sharing.whose import Whose
from inspector.ui.theme.style import set_tone
from inspector.ui.theme.tokens import Tone
from inspector.ui.widgets.text.elided_label import ElidedLabel
from inspector.ui.widgets.text.labels import row
from inspector.ui.widgets.text.translated import TranslatedWidget

if TYPE_CHECKING:
    from collections.abc import Mapping

    from inspector.domain.errors.base import InspectorError
    from inspector.ui.actions.board import ActionBoard
    from inspector.ui.actions.spec import ActionKey
    from inspector.wire.shared_history import ForwardingState

_BEHIND_S = 60.0


class ScopeBar(TranslatedWidget):
    """This station or all of them; only where a history is shared."""

    def __init__(self, board: ActionBoard, keys: Mapping[Whose, ActionKey]) -> None:
        super().__init__()
        self._board = board
        self._keys = keys
        self._forwarding: ForwardingState | None = None
        self._fault: InspectorError | None = None
        self.state = ElidedLabel("caption")
        layout = row(*(board.button(key) for key in keys.values()), spacing=6)
        layout.addSpacing(6)
        layout.addWidget(self.state, 1)
        self.setLayout(layout)
        self.show_whose(Whose.STATION)
        self.hide()

    def show_whose(self, whose: Whose) -> None:
        """Mark what is chosen."""
        self._board.choose(self._keys[whose], self._keys.values())

    def show_forwarding(self, forwarding: ForwardingState) -> None:
        """Say how far this station is behind."""
        self._forwarding = forwarding
        self.setVisible(forwarding.is_shared)
        self.retranslate()

    def show_fault(self, fault: InspectorError | None) -> None:
        """Say that the server cannot be asked, or that it can."""
        self._fault = fault
        self.retranslate()

    def retranslate(self) -> None:
        """Show every text again."""
        forwarding = self._forwarding
        if self._fault is not None:
            self._tell(Tone.WARNING, _fault_words(self._fault))
        elif forwarding is not None and forwarding.fault_code:
            self._tell(Tone.WARNING, _unsent_words(forwarding))
        elif forwarding is not None:
            behind = forwarding.lag_s > _BEHIND_S
            self._tell(Tone.WARNING if behind else Tone.NEUTRAL, _sent_words(forwarding))

    def _tell(self, tone: Tone, words: str) -> None:
        set_tone(self.state, tone)
        self.state.show_text(words)


def _fault_words(fault: InspectorError) -> str:
    words = translate(
        "History",
        "Only “This station” can be shown now: {fault} ({code}). {remedy}",
    )
    return words.format(
        fault=title_text(fault.code, fault.detail),
        code=fault.code,
        remedy=remedy_text(fault.code, fault.remedy),
    )


def _unsent_words(forwarding: ForwardingState) -> str:
    title = title_text(forwarding.fault_code, forwarding.fault)
    words = translate("History", "Nothing is sent since {since}: {fault} ({code}). {waits} wait.")
    since = forwarding.fault_since
    return words.format(
        since="–" if since is None else short_date_and_time(since),
        fault=title,
        code=forwarding.fault_code,
        waits=count(forwarding.results + forwarding.changes),
    )


def _sent_words(forwarding: ForwardingState) -> str:
    waits = forwarding.results + forwarding.changes
    since, sent = forwarding.oldest_at, forwarding.forwarded_at
    if waits and since is not None:
        words = translate("History", "{waits} of this station wait to be sent, since {since}")
        return words.format(waits=count(waits), since=short_date_and_time(since))
    if waits:
        words = translate("History", "{waits} of this station wait to be sent")
        return words.format(waits=count(waits))
    if sent is None:
        return ""
    words = translate("History", "All of this station is sent, last at {sent}")
    return words.format(sent=short_date_and_time(sent))
