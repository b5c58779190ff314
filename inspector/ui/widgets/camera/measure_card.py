"""Focus and exposure of the live picture, for the hand at the lens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspector.ui.i18n.formats import NOTHING, percent
from inspector.ui.i18n.language import translate
from inspector.ui.theme.style import set_role, set_tone
from inspector.ui.theme.tokens import Tone
from inspector.ui.widgets.chart.score_bar import ScoreBar
from inspector.ui.widgets.picture.histogram_view import HistogramView
from inspector.ui.widgets.text.elided_label import ElidedLabel
from inspector.ui.widgets.text.labels import column, row
from inspector.ui.widgets.text.translated import TranslatedFrame

if TYPE_CHECKING:
    from inspector.wire.cameras import PictureMeasures

_TOO_SATURATED = 0.01
_TOO_DARK = 0.5
_SHARP = 0.95


class MeasureCard(TranslatedFrame):
    """Focus against the best seen since the camera was chosen or set; exposure as a histogram."""

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "card")
        self._measures: PictureMeasures | None = None
        self._best_focus = 0.0
        self.focus, self.focus_bar = ElidedLabel("strong"), ScoreBar()
        self.exposure, self.histogram = ElidedLabel("strong"), HistogramView()
        self._advice, self._shares = ElidedLabel("caption"), ElidedLabel("caption")
        left = column(self.focus, self.focus_bar, self._advice, 1, spacing=6)
        right = column(self.exposure, self.histogram, self._shares, spacing=6)
        layout = row(spacing=18)
        layout.addLayout(left, 2)
        layout.addLayout(right, 3)
        layout.setContentsMargins(14, 8, 14, 8)
        self.setLayout(layout)
        self.retranslate()

    def show_measures(self, measures: PictureMeasures) -> None:
        """Show what was measured on the newest picture."""
        self._measures = measures
        self._best_focus = max(self._best_focus, measures.focus)
        self.retranslate()

    def begin_anew(self) -> None:
        """Forget the best focus: another picture is not to be held against it."""
        self._measures, self._best_focus = None, 0.0
        self.retranslate()

    def retranslate(self) -> None:
        """Show everything again."""
        measures = self._measures
        ratio = self._focus_ratio()
        self.focus.show_text(
            translate("Setup", "Focus {share} of the best").format(share=percent(ratio))
        )
        self.focus_bar.show_score(ratio or 0.0, 1.0 if measures else None)
        set_tone(self.focus_bar, Tone.OK if ratio is not None and ratio >= _SHARP else Tone.ACCENT)
        self._advice.show_text(translate("Setup", "Turn past the sharpest, then back."))
        self.histogram.show_counts([] if measures is None else measures.histogram)
        text, tone = self._exposure_verdict()
        self.exposure.show_text(text)
        set_tone(self.exposure, tone)
        self._shares.show_text(self._shares_text())

    def _focus_ratio(self) -> float | None:
        if self._measures is None or not self._best_focus:
            return None
        return self._measures.focus / self._best_focus

    def _exposure_verdict(self) -> tuple[str, Tone]:
        measures = self._measures
        if measures is None:
            return translate("Setup", "Exposure {verdict}").format(verdict=NOTHING), Tone.NEUTRAL
        if measures.saturated_share > _TOO_SATURATED:
            return translate("Setup", "Too bright: light is lost"), Tone.NOT_DECIDABLE
        if measures.dark_share > _TOO_DARK:
            return translate("Setup", "Too dark: noise is all there is"), Tone.NOT_DECIDABLE
        return translate("Setup", "Exposure fits the range"), Tone.OK

    def _shares_text(self) -> str:
        measures = self._measures
        mean, saturated, dark = (
            (None, None, None)
            if measures is None
            else (measures.mean, measures.saturated_share, measures.dark_share)
        )
        return translate("Setup", "Mean {mean} · saturated {saturated} · dark {dark}").format(
            mean=percent(mean), saturated=percent(saturated), dark=percent(dark)
        )
