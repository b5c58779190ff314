"""The station's own connections, the model and recipe in force, and the time."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QTimer

from inspector.ui.i18n.formats import NOTHING, clock_time
from inspector.ui.i18n.language import translate
from inspector.ui.theme.style import set_role
from inspector.ui.theme.tokens import Tone
from inspector.ui.widgets.symbol.symbol_paths import Symbol
from inspector.ui.widgets.text.chip import Chip
from inspector.ui.widgets.text.elided_label import ElidedLabel, SteadyLabel
from inspector.ui.widgets.text.labels import row
from inspector.ui.widgets.text.translated import TranslatedFrame
from inspector.wire.station import StationSnapshot

_SHORT_REVISION = 8
_SUFFIX = "ExecutionProvider"
_TICK_MS = 500
"""Twice a second: no second is left out."""


class FooterBar(TranslatedFrame):
    """Chips say in words whether each connection stands; colour only repeats it."""

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "bar")
        self._snapshot: StationSnapshot | None = None
        self._stale = True
        self._chips = (Chip(), Chip(), Chip())
        self.model, self.recipe = ElidedLabel("muted"), ElidedLabel("muted")
        self.clock = SteadyLabel("strong")
        self._tick = QTimer(self, interval=_TICK_MS)
        self._tick.timeout.connect(self._show_time)
        self._tick.start()
        layout = row(*self._chips, spacing=8)
        layout.addSpacing(16)
        layout.addWidget(self.model, 3)
        layout.addWidget(self.recipe, 2)
        layout.addWidget(self.clock)
        layout.setContentsMargins(16, 6, 20, 6)
        self.setLayout(layout)
        self.retranslate()

    def show_snapshot(self, snapshot: StationSnapshot) -> None:
        """Show the connections of the station."""
        self._snapshot = snapshot
        self.retranslate()

    def show_stale(self, stale: bool) -> None:
        """Mark the connections as unknown while nobody answers."""
        self._stale = stale
        self.retranslate()

    def retranslate(self) -> None:
        """Show everything again."""
        snapshot = self._snapshot
        if snapshot is None or self._stale:
            standing: tuple[bool | None, ...] = (None, None, None)
        else:
            standing = (
                snapshot.gate_connected,
                snapshot.plc_connected,
                snapshot.camera_connected,
            )
        names = (
            translate("Footer", "Gate"),
            translate("Footer", "PLC"),
            translate("Footer", "Camera"),
        )
        for chip, name, connected in zip(self._chips, names, standing, strict=True):
            self._show(chip, name, connected)
        model, recipe = NOTHING, NOTHING
        if snapshot is not None:
            recipe = f"{snapshot.recipe_id} @{snapshot.recipe_revision[:_SHORT_REVISION]}"
            if snapshot.model is not None:
                described = snapshot.model
                model = (
                    f"{described.model_id} {described.version}"
                    f" · {described.variant} · {described.provider.removesuffix(_SUFFIX)}"
                )
        self.model.show_text(translate("Footer", "Model: {model}").format(model=model))
        self.recipe.show_text(translate("Footer", "Recipe: {recipe}").format(recipe=recipe))
        self._show_time()

    def _show_time(self) -> None:
        self.clock.show_text(clock_time(datetime.now(UTC)))

    @staticmethod
    def _show(chip: Chip, name: str, connected: bool | None) -> None:
        if connected is None:
            text = translate("Footer", "{name}: unknown")
            chip.show_fact(text.format(name=name), Tone.NEUTRAL, Symbol.RING)
        elif connected:
            text = translate("Footer", "{name} connected")
            chip.show_fact(text.format(name=name), Tone.OK, Symbol.DOT)
        else:
            text = translate("Footer", "{name} lost")
            chip.show_fact(text.format(name=name), Tone.NOT_OK, Symbol.WARNING)
