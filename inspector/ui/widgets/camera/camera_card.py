"""How the chosen camera fares: its connection, its counts, its fault and what it did not keep."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspector.ui.i18n.faults import title_text
from inspector.ui.i18n.features import feature_text, value_word
from inspector.ui.i18n.formats import NOTHING, count, decimal
from inspector.ui.i18n.language import translate
from inspector.ui.i18n.phrases import said_text
from inspector.ui.messages import detail_text
from inspector.ui.theme.style import set_role, set_tone
from inspector.ui.theme.tokens import Tone
from inspector.ui.widgets.symbol.symbol_paths import Symbol
from inspector.ui.widgets.text.chip import Chip
from inspector.ui.widgets.text.elided_label import ElidedLabel
from inspector.ui.widgets.text.labels import column, row
from inspector.ui.widgets.text.translated import TranslatedFrame

if TYPE_CHECKING:
    from inspector.wire.cameras import CameraState, FeatureDifference


class CameraCard(TranslatedFrame):
    """Three lines: who it is, its counts, and what is wrong with it."""

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "card")
        self._state: CameraState | None = None
        self._stale = True
        self.chip = Chip()
        self.source = ElidedLabel("muted")
        self.counts = ElidedLabel("body")
        self.trouble, self.remedy = ElidedLabel("strong"), ElidedLabel("body")
        heading = row(self.chip, self.source, spacing=12)
        heading.setStretch(1, 1)
        layout = column(spacing=5)
        layout.addLayout(heading)
        for line in (self.counts, self.trouble, self.remedy):
            layout.addWidget(line)
        layout.setContentsMargins(14, 10, 14, 10)
        self.setLayout(layout)
        self.retranslate()

    def show_state(self, state: CameraState | None) -> None:
        """Show a camera; ``None`` while the station named none."""
        if state != self._state:
            self._state = state
            self.retranslate()

    def show_stale(self, stale: bool) -> None:
        """Mark all as unknown while nobody answers."""
        self._stale = stale
        self.retranslate()

    def retranslate(self) -> None:
        """Show everything again."""
        state = self._state
        if state is None or self._stale:
            self.chip.show_fact(translate("Setup", "Not known now"), Tone.NEUTRAL, Symbol.RING)
        elif state.connected:
            self.chip.show_fact(translate("Setup", "Connected"), Tone.OK, Symbol.DOT)
        else:
            self.chip.show_fact(translate("Setup", "Lost"), Tone.NOT_OK, Symbol.WARNING)
        named = [] if state is None else [state.driver, state.source]
        self.source.show_text(" · ".join(each for each in named if each) or NOTHING)
        self.counts.show_text("" if state is None else _counts(state))
        headline, remedy, tone = _trouble(state)
        for line, text in ((self.trouble, headline), (self.remedy, remedy)):
            line.show_text(text)
            line.setVisible(bool(text))
        set_tone(self.trouble, tone)


def _counts(state: CameraState) -> str:
    return translate(
        "Setup",
        "{rate} pictures/s · {frames} pictures · {missed} lost · {incomplete} incomplete"
        " · {reconnects} reconnects",
    ).format(
        rate=decimal(state.rate_hz, 1),
        frames=count(state.frames),
        missed=count(state.missed),
        incomplete=count(state.incomplete),
        reconnects=count(state.reconnects),
    )


def _trouble(state: CameraState | None) -> tuple[str, str, Tone]:
    """Headline, remedy and tone of what is wrong: a fault before settings that were not kept."""
    if state is None:
        return "", "", Tone.NEUTRAL
    if not state.connected and state.fault_code:
        code, told = state.fault_code, said_text(state.fault_detail, state.reasons)
        remedy = detail_text(code, told, state.fault_remedy, state.advice)
        return f"{code}  {title_text(code, told)}", remedy, Tone.NOT_OK
    if state.differences:
        headline = translate("Setup", "Settings that the device did not keep: {settings}").format(
            settings=count(len(state.differences))
        )
        return headline, "; ".join(map(_difference, state.differences)), Tone.WARNING
    return "", "", Tone.NEUTRAL


def _difference(difference: FeatureDifference) -> str:
    return translate("Setup", "{feature}: {actual}, not {wanted}").format(
        feature=feature_text(difference.name),
        actual=value_word(difference.name, difference.actual),
        wanted=value_word(difference.name, difference.wanted),
    )
