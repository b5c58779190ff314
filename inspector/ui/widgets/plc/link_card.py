"""How the station reaches its PLC, and whether the PLC is alive."""

from __future__ import annotations

from inspector.ui.i18n.faults import alarm_text, remedy_text
from inspector.ui.i18n.formats import NOTHING, count
from inspector.ui.i18n.language import translate
from inspector.ui.i18n.texts import plc_role_text
from inspector.ui.theme.style import set_role
from inspector.ui.theme.tokens import Tone
from inspector.ui.widgets.symbol.symbol_paths import Symbol
from inspector.ui.widgets.text.chip import Chip
from inspector.ui.widgets.text.elided_label import ElidedLabel
from inspector.ui.widgets.text.labels import column, label, row
from inspector.ui.widgets.text.translated import TranslatedFrame
from inspector.wire.plc import LinkFault, PlcLink

_TRANSPORTS = {"tcp": "Modbus TCP", "tls": "Modbus TLS", "rtu": "Modbus RTU"}


class LinkCard(TranslatedFrame):
    """Role, transport and address, and what is wrong; a chip says whether the heartbeat goes on."""

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "card")
        self._link: PlcLink | None = None
        self._stale = True
        self.headline, self.ages = ElidedLabel("strong"), ElidedLabel("caption")
        self.alive = Chip()
        self.fault = label("caption", wrap=True)
        words = column(self.headline, self.ages, self.fault, spacing=2)
        layout = row(spacing=12)
        layout.addLayout(words, 1)
        layout.addWidget(self.alive)
        layout.setContentsMargins(14, 10, 12, 10)
        self.setLayout(layout)
        self.retranslate()

    def show_link(self, link: PlcLink) -> None:
        """Show how the link fares."""
        self._link = link
        self.retranslate()

    def show_stale(self, stale: bool) -> None:
        """Mark it as unknown while nobody answers."""
        self._stale = stale
        self.retranslate()

    def retranslate(self) -> None:
        """Show everything again."""
        link = self._link
        if link is None or self._stale or not link.gate_connected:
            self.alive.show_fact(translate("Io", "PLC unknown"), Tone.NEUTRAL, Symbol.RING)
        elif link.alive:
            self.alive.show_fact(translate("Io", "PLC alive"), Tone.OK, Symbol.DOT)
        else:
            self.alive.show_fact(translate("Io", "PLC silent"), Tone.NOT_OK, Symbol.WARNING)
        fault = None if link is None or self._stale else link.fault
        self.fault.setText("" if fault is None else _told(fault))
        self.fault.setVisible(fault is not None)
        if link is None:
            self.headline.show_text(NOTHING)
            self.ages.show_text("")
            return
        transport = _TRANSPORTS.get(link.transport, "Modbus RTU over TCP")
        self.headline.show_text(f"{plc_role_text(link.role)} · {transport} · {link.address}")
        self.ages.show_text(
            translate(
                "Io", "Heartbeat of the PLC changed {age} ago · registers read {told} ago"
            ).format(age=_age(link.heartbeat_age_ms), told=_age(link.told_age_ms))
        )


def _told(fault: LinkFault) -> str:
    what = alarm_text(fault.code, fault.message, fault.reasons)
    return f"{fault.code}  {what}\n{remedy_text(fault.code, fault.remedy, fault.advice)}"


def _age(milliseconds: float | None) -> str:
    return NOTHING if milliseconds is None else f"{count(round(milliseconds))} ms"
