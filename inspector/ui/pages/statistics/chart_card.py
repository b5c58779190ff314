"""The chart with its summary above and its legend below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QSizePolicy

from inspector.ui.pages.statistics.legend import legend
from inspector.ui.theme.style import set_role, set_style_property, set_tone
from inspector.ui.theme.tokens import Tone
from inspector.ui.widgets.text.labels import column, label, row

if TYPE_CHECKING:
    from inspector.ui.pages.statistics.content import Content
    from inspector.ui.theme.look import Look

_LEGEND_MAX = 6


class ChartCard(QFrame):
    """Shows one chart; the part that draws comes a little later than the rest.

    Signals:
        chosen: With the place that was tapped.
    """

    chosen = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        set_role(self, "card")
        self._look = look
        self._view: Any = None
        self._same = False
        self.content: Content | None = None
        self.summary = label("body", wrap=True)
        self.note = label("caption", wrap=True)
        self.note.hide()
        self._legend = [label("caption") for _ in range(_LEGEND_MAX)]
        self._layout = column(
            self.summary, self.note, row(*self._legend, 1, spacing=16), spacing=8, margin=12
        )
        for text in (self.summary, self.note):
            text.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._layout.addStretch(0)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setSizePolicy(policy)
        self.setLayout(self._layout)
        look.changed.connect(self._follow_look)

    @property
    def view(self) -> Any:
        """What draws; ``None`` until it is there."""
        return self._view

    @property
    def touched(self) -> bool:
        """Whether a finger lies on the chart now."""
        return self._view is not None and self._view.touched

    @property
    def chosen_place(self) -> int | None:
        """Which place is marked."""
        return None if self._view is None else self._view.chosen_place

    def begin(self, drawing: Any) -> None:
        """Draw from now on, with the module that can."""
        if self._view is None:
            self._view = drawing.ChartView(self._look.theme, self.note.font())
            self._view.setAccessibleName(self.summary.text())
            self._view.chosen.connect(self.chosen)
            self._layout.insertWidget(2, self._view, 1)
            if self.content is not None:
                self._view.show_scene(self.content.scene, same=False)

    def show_content(self, content: Content, *, same: bool) -> None:
        """Draw a chart; ``same`` where it is the one before with newer figures."""
        self.content = content
        self.summary.setText(content.summary)
        if not same:
            self.note.hide()
        self._show_legend()
        if self._view is not None:
            self._view.setAccessibleName(content.summary)
            self._view.setVisible(bool(content.places))
            self._view.show_scene(content.scene, same=same)

    def show_nothing(self, why: str) -> None:
        """Say why there is no chart."""
        self.content = None
        self.summary.setText(why)
        for each in self._legend:
            each.hide()
        if self._view is not None:
            self._view.hide()

    def show_stale(self, stale: bool) -> None:
        """Mark the figures as the last ones known."""
        set_style_property(self.summary, "stale", stale)

    def tell(self, text: str) -> None:
        """Say something below the summary."""
        self.note.setText(text)
        self.note.show()

    def choose(self, place: int | None) -> None:
        """Mark a place."""
        if self._view is not None and self._view.chosen_place != place:
            self._view.choose(place)

    def show_all(self) -> None:
        """The whole chart."""
        if self._view is not None:
            self._view.show_all()

    def _show_legend(self) -> None:
        content = self.content
        entries = legend(content.scene) if content is not None and content.places else []
        for at, each in enumerate(self._legend):
            each.setVisible(at < len(entries))
            if at < len(entries):
                text, tone = entries[at]
                each.setText(text)
                set_tone(each, tone or Tone.NEUTRAL)

    def _follow_look(self) -> None:
        if self._view is not None:
            self.note.ensurePolished()
            self._view.show_theme(self._look.theme, self.note.font())
