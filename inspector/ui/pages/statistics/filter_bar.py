"""Narrowing charts down to a recipe, a model, a class, or one of several stations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox

from inspector.ui.actions.lacking import Lacking
from inspector.ui.actions.offered import offer
from inspector.ui.i18n.language import translate
from inspector.ui.theme.style import set_role
from inspector.ui.widgets.text.labels import column, label, row
from inspector.ui.widgets.text.translated import TranslatedFrame

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inspector.wire.history import ResultFacets


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What was chosen; ``None`` for all."""

    recipe_id: str | None
    model_id: str | None
    class_name: str | None
    station_id: str | None


class FilterBar(TranslatedFrame):
    """A choice for each; that of a station only where there are several.

    Signals:
        changed: A person chose something else.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "card")
        self.recipe, self.model, self.class_name = QComboBox(), QComboBox(), QComboBox()
        self.station = QComboBox()
        self._boxes = (self.recipe, self.model, self.class_name, self.station)
        self._captions = tuple(label("caption") for _ in self._boxes)
        columns = [
            column(caption, box, spacing=4)
            for caption, box in zip(self._captions, self._boxes, strict=True)
        ]
        layout = row(*columns, spacing=12, margin=10)
        for at in range(len(columns)):
            layout.setStretch(at, 1)
        self.setLayout(layout)
        for box in self._boxes:
            box.addItem("", None)
            box.activated.connect(self.changed)
        self.show_stations(False)
        self.retranslate()

    @property
    def chosen(self) -> Narrowed:
        """What the charts are of."""
        return Narrowed(*(box.currentData() for box in self._boxes))

    def allow(self, *allowed: bool) -> None:
        """Which of recipe, model and class the chart can be narrowed down to."""
        for box, able in zip(self._boxes, allowed, strict=False):
            offer(box, None if able else Lacking.CHOICE)

    def show_stations(self, shown: bool) -> None:
        """Let a station be chosen, or not where there is only one."""
        self._captions[-1].setVisible(shown)
        self.station.setVisible(shown)
        if not shown:
            self.station.setCurrentIndex(0)

    def offer(self, facets: ResultFacets) -> None:
        """Offer what occurs in the history; what is chosen stays so."""
        models = list(dict.fromkeys(each.model_id for each in facets.models))
        offered = (facets.recipes, models, facets.classes, facets.stations)
        for box, names in zip(self._boxes, offered, strict=True):
            _fill(box, names)

    def retranslate(self) -> None:
        """Show every text again."""
        names = (
            translate("Statistics", "Recipe"),
            translate("Statistics", "Model"),
            translate("Statistics", "Defect class"),
            translate("HistoryFilter", "Station"),
        )
        for caption, box, name in zip(self._captions, self._boxes, names, strict=True):
            caption.setText(name)
            box.setAccessibleName(name)
            box.setItemText(0, translate("Statistics", "All"))


def _fill(box: QComboBox, names: Sequence[str]) -> None:
    shown = [box.itemData(at) for at in range(1, box.count())]
    wanted = [name for name in names if name]
    if shown == wanted or box.view().isVisible():
        return
    chosen = box.currentData()
    if chosen is not None and chosen not in wanted:
        wanted = [chosen, *wanted]
    while box.count() > 1:
        box.removeItem(1)
    for name in wanted:
        box.addItem(name, name)
    box.setCurrentIndex(max(0, box.findData(chosen)) if chosen is not None else 0)
