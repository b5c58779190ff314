"""One camera of several: its newest picture, how it fares, and whether it decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QSizePolicy

from inspector.ui.i18n.formats import count, decimal
from inspector.ui.i18n.language import translate
from inspector.ui.theme.style import set_role, set_tone
from inspector.ui.theme.tokens import EVALUATION_TONES, Tone
from inspector.ui.widgets.picture.picture_view import PictureView
from inspector.ui.widgets.symbol.symbol_paths import Symbol
from inspector.ui.widgets.symbol.symbols import EVALUATION_SYMBOLS, SymbolView
from inspector.ui.widgets.text.elided_label import ElidedLabel
from inspector.ui.widgets.text.labels import column, row
from inspector.ui.widgets.text.translated import TranslatedFrame

if TYPE_CHECKING:
    from inspector.ui.feed import CameraView
    from inspector.ui.link import LivePicture
    from inspector.wire.cameras import CameraState

_SYMBOL_PX = 16
_LEAST_WIDTH_PX, _LEAST_HEIGHT_PX = 110, 70


def judged_area(state: CameraState) -> QRectF | None:
    """The part of a camera's picture that is judged, in fractions; ``None`` for all of it."""
    area = state.judged
    return None if area is None else QRectF(area.x, area.y, area.width, area.height)


class CameraTile(TranslatedFrame):
    """Shows the picture that a verdict was reached on, or else the camera's newest frame."""

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "card")
        self.state: CameraState | None = None
        self._decided: LivePicture | None = None
        self._decided_caption = ""
        self._newest: CameraView | None = None
        self._stale = False
        self._marking = True
        self._symbol = SymbolView(_SYMBOL_PX, Symbol.RING)
        self.name = ElidedLabel("strong")
        self.caption = ElidedLabel("caption")
        self.picture = PictureView()
        self.picture.setMinimumSize(_LEAST_WIDTH_PX, _LEAST_HEIGHT_PX)
        heading = row(self._symbol, self.name, spacing=7)
        heading.setStretch(1, 1)
        layout = column(spacing=4)
        layout.addLayout(heading)
        layout.addWidget(self.picture, 1)
        layout.addWidget(self.caption)
        layout.setContentsMargins(8, 6, 8, 6)
        self.setLayout(layout)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.retranslate()

    @property
    def has_decided(self) -> bool:
        """Whether a part's picture stands here."""
        return self._decided is not None

    def show_state(self, state: CameraState) -> None:
        """Show how the camera fares."""
        if state != self.state:
            self.state = state
            self.retranslate()

    def show_decided(self, picture: LivePicture | None, caption: str = "") -> None:
        """Show the picture of a part and of which, or give way to the newest frame."""
        if picture is not None and picture is not self._decided:
            self._newest = None
            self.picture.show_image(picture.image)
            self.mark_judged(wanted=self._marking)
        self._decided, self._decided_caption = picture, caption
        self.retranslate()

    def show_newest(self, view: CameraView) -> None:
        """Show the newest frame, unless a part's picture stands here."""
        if self._decided is None:
            self._newest = view
            self.picture.show_image(view.image)
            self.mark_judged(wanted=self._marking)
            self.retranslate()

    def mark_judged(self, *, wanted: bool) -> None:
        """Mark what the recipe lets decide on the picture that is shown, or nothing."""
        self._marking = wanted
        area = judged_area(self.state) if wanted and self.state is not None else None
        self.picture.show_area(area)

    def show_stale(self, stale: bool) -> None:
        """Mark what is shown as no longer the present."""
        self._stale = stale
        self.retranslate()

    def retranslate(self) -> None:
        """Show everything again."""
        state, decided = self.state, self._decided
        lost = state is not None and not state.connected
        self.name.show_text("" if state is None else state.name)
        if self.picture.image is None:
            self.picture.show_note(translate("Live", "No picture yet"))
        self.picture.show_stale(self._stale or lost)
        if decided is not None and not self._stale:
            tone = EVALUATION_TONES[decided.result.evaluation]
            self._symbol.show_symbol(EVALUATION_SYMBOLS[decided.result.evaluation])
        else:
            tone = Tone.NOT_OK if lost else Tone.NEUTRAL
            self._symbol.show_symbol(Symbol.WARNING if lost else Symbol.DOT)
        set_tone(self, tone)
        for part in (self._symbol, self.name):
            set_tone(part, tone)
        self.caption.show_text(self._caption())

    def _caption(self) -> str:
        state = self.state
        if state is None:
            return ""
        if not state.connected:
            return translate("Live", "Lost · {code}").format(code=state.fault_code)
        if self._decided is not None:
            return self._decided_caption
        rate = translate("Live", "{rate} pictures/s").format(rate=decimal(state.rate_hz, 1))
        if self._newest is None:
            return rate
        frame = translate("Live", "Newest frame {frame}").format(
            frame=count(self._newest.picture.frame_id)
        )
        return f"{frame} · {rate}"
