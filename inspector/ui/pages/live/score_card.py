"""Score, limit and margin of the latest part, and when and how fast it was judged."""

from __future__ import annotations

from inspector.domain.evaluation import Reason
from inspector.ui.i18n.formats import clock_time, decimal, identifier, milliseconds, signed
from inspector.ui.i18n.language import translate
from inspector.ui.i18n.texts import outcome_text
from inspector.ui.theme.style import set_role, set_tone
from inspector.ui.theme.tokens import EVALUATION_TONES, Tone
from inspector.ui.widgets.chart.score_bar import ScoreBar
from inspector.ui.widgets.text.elided_label import SteadyLabel
from inspector.ui.widgets.text.labels import column, row
from inspector.ui.widgets.text.translated import TranslatedFrame
from inspector.wire.station import LiveResult

_PLACES = 3


class ScoreCard(TranslatedFrame):
    """How near the verdict was to its limit, as numbers and as a bar with a mark."""

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "card")
        self._result: LiveResult | None = None
        self._stale = False
        self.bar = ScoreBar()
        self.score, self.margin = SteadyLabel("strong"), SteadyLabel("strong")
        self.part, self.pace = SteadyLabel("caption"), SteadyLabel("caption")
        layout = column(
            row(self.score, 1, self.margin), self.bar, row(self.part, 1, self.pace), spacing=4
        )
        layout.setContentsMargins(16, 8, 16, 8)
        self.setLayout(layout)
        self.retranslate()

    def show_result(self, result: LiveResult | None) -> None:
        """Show the score of a part; ``None`` before the first one."""
        if result != self._result:
            self._result = result
            self.retranslate()

    def show_compact(self, compact: bool) -> None:
        """Leave out which part it was and when."""
        self.part.setVisible(not compact)
        self.pace.setVisible(not compact)

    def show_stale(self, stale: bool) -> None:
        """Fade the bar of a part that is no longer the present one."""
        if stale != self._stale:
            self._stale = stale
            self.retranslate()

    def retranslate(self) -> None:
        """Show everything again."""
        result = self._result
        self._show_score(result)
        if result is None:
            self.part.show_text("")
            self.pace.show_text("")
            return
        self.part.show_text(
            translate("Live", "Part {part} · {outcome}").format(
                part=identifier(result.part_id), outcome=outcome_text(result.outcome)
            )
        )
        time = clock_time(result.decided_at)
        took = result.latency_ms
        self.pace.show_text(time if took is None else f"{milliseconds(took)} · {time}")

    def _show_score(self, result: LiveResult | None) -> None:
        if result is None or result.reason is not Reason.CLASSIFIED:
            self.score.show_text(translate("Live", "No score"))
            self.margin.show_text("")
            self.bar.show_score(0.0, None)
            return
        set_tone(self.bar, Tone.STALE if self._stale else EVALUATION_TONES[result.evaluation])
        self.score.show_text(
            translate("Live", "Score {score}  ·  limit {limit}").format(
                score=decimal(result.score, _PLACES), limit=decimal(result.threshold, _PLACES)
            )
        )
        margin = signed(result.score - result.threshold, _PLACES)
        self.margin.show_text(translate("Live", "margin {margin}").format(margin=margin))
        self.bar.show_score(result.score, result.threshold)
