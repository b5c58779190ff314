"""Narrowing charts down to a recipe, a model or a class."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox

from inspector.ui.i18n.language import translate
from inspector.ui.theme.style import set_role
from inspector.ui.widgets.labels import column, label, row
from inspector.ui.widgets.translated import TranslatedFrame

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inspector.wire.history import ResultFacets


class FilterBar(TranslatedFrame):
    """Three choices, each of them ``None`` for all.

    Signals:
        changed: A person chose something else.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "card")
        self.recipe, self.model, self.class_name = QComboBox(), QComboBox(), QComboBox()
        self._boxes = (self.recipe, self.model, self.class_name)
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
        self.retranslate()

    @property
    def chosen(self) -> tuple[str | None, str | None, str | None]:
        """Recipe, model and class."""
        recipe, model, class_name = (box.currentData() for box in self._boxes)
        return recipe, model, class_name

    def allow(self, *allowed: bool) -> None:
        """Which of recipe, model and class the chart can be narrowed down to."""
        for box, able in zip(self._boxes, allowed, strict=True):
            box.setEnabled(able)

    def offer(self, facets: ResultFacets) -> None:
        """Offer what occurs in the history; what is chosen stays so."""
        models = list(dict.fromkeys(each.model_id for each in facets.models))
        for box, names in zip(self._boxes, (facets.recipes, models, facets.classes), strict=True):
            _fill(box, names)

    def retranslate(self) -> None:
        """Show every text again."""
        names = (
            translate("Statistics", "Recipe"),
            translate("Statistics", "Model"),
            translate("Statistics", "Defect class"),
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
