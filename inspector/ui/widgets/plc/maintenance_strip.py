"""Says on every page that somebody works on the station, and what is forced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspector.ui.i18n.language import translate
from inspector.ui.theme.tokens import Tone
from inspector.ui.widgets.frame.strip import Strip
from inspector.ui.widgets.text.labels import column
from inspector.ui.widgets.text.translated import TranslatedWidget

if TYPE_CHECKING:
    from inspector.ui.maintenance import MaintenanceControl


class MaintenanceStrip(TranslatedWidget):
    """Everybody sees it, whoever began the maintenance, at whichever screen."""

    def __init__(self, maintenance: MaintenanceControl) -> None:
        super().__init__()
        self._maintenance = maintenance
        self._anywhere = False
        self._strip = Strip(Tone.NOT_OK)
        self.setLayout(column(self._strip))
        maintenance.changed.connect(self.retranslate)
        self.retranslate()

    def text(self) -> str:
        """What is said."""
        return self._strip.text.whole_text()

    def show_anywhere(self, active: bool) -> None:
        """Follow the station: whether anybody works on it."""
        if active is not self._anywhere:
            self._anywhere = active
            self.retranslate()

    def retranslate(self) -> None:
        """Show everything again."""
        text = translate("Io", "Maintenance · every part is rejected")
        forced = ", ".join(
            f"{name} = {translate('Io', 'on') if on else translate('Io', 'off')}"
            for name, on in self._maintenance.forced.items()
        )
        if forced:
            text = translate("Io", "{maintenance} · forced: {outputs}").format(
                maintenance=text, outputs=forced
            )
        shown = self._anywhere or self._maintenance.active
        self._strip.show_text(text if shown else "")
        self.setVisible(shown)
