"""All limits of the parts in question, and what mistakes cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from inspector.ui.i18n.language import translate
from inspector.ui.pages.products.number_field import NumberField
from inspector.ui.pages.statistics.what_if.limit_row import LimitRow
from inspector.ui.widgets.text.labels import column, label, row
from inspector.ui.widgets.text.scrolled import scrolled
from inspector.ui.widgets.text.translated import TranslatedFrame
from inspector.wire.what_if import (
    USUAL_ESCAPE_COST,
    USUAL_FALSE_REJECT_COST,
    Costs,
    LimitChanges,
    Sweep,
    SweptLimit,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST_COST = 1e9
_WIDTH_PX = 340


class LimitsForm(TranslatedFrame):
    """Model, limits and costs.

    Signals:
        changed: A person wants other limits, costs or another curve.
        model_chosen: A person wants another model.
    """

    changed = Signal()
    model_chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._captions = tuple(label("caption") for _ in range(3))
        self.model = QComboBox()
        self.model.addItem("", None)
        self.escape, self.false_reject = NumberField(0, _MOST_COST), NumberField(0, _MOST_COST)
        self.escape.show_number(USUAL_ESCAPE_COST)
        self.false_reject.show_number(USUAL_FALSE_REJECT_COST)
        self.rows: list[LimitRow] = []
        self._swept = ""
        self._inside = QWidget()
        self._list = column(spacing=6)
        self._inside.setLayout(self._list)
        of_model, of_escape, of_reject = self._captions
        costs = row(
            column(of_escape, self.escape, spacing=2),
            column(of_reject, self.false_reject, spacing=2),
        )
        layout = column(
            column(of_model, self.model, spacing=2), scrolled(self._inside), costs, spacing=8
        )
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.setFixedWidth(_WIDTH_PX)
        self.model.activated.connect(self.model_chosen)
        for field in (self.escape, self.false_reject):
            field.entered.connect(self.changed)
        self.retranslate()

    @property
    def chosen_model(self) -> str | None:
        """The package that is to judge; ``None`` for the one that did."""
        name: str | None = self.model.currentData()
        return name

    @property
    def limits(self) -> LimitChanges:
        """What is to be another value."""
        changes = {each.class_name: each.change for each in self.rows if each.change is not None}
        return LimitChanges(accept=changes.pop("", None), reject=changes)

    @property
    def sweep(self) -> Sweep | None:
        """Which limit's curve is drawn."""
        if not self.rows:
            return None
        if not self._swept:
            return Sweep(limit=SweptLimit.ACCEPT)
        return Sweep(limit=SweptLimit.CLASS, class_name=self._swept)

    @property
    def costs(self) -> Costs:
        """What mistakes cost; a part that is not decided costs a good part."""
        reject = self.false_reject.number or 0
        return Costs(escape=self.escape.number or 0, false_reject=reject, undecided=reject)

    @property
    def swept_row(self) -> LimitRow | None:
        """The limit whose curve is drawn."""
        return next((each for each in self.rows if each.class_name == self._swept), None)

    def show_limits(self, limits: LimitChanges) -> None:
        """Show the limits of the parts in question; what a person changed stays."""
        values = {"": limits.accept or 0.0, **limits.reject}
        if [each.class_name for each in self.rows] != list(values):
            self._make(list(values))
        for each in self.rows:
            each.show_limit(values[each.class_name])

    def offer(self, models: Sequence[str]) -> None:
        """Offer packages that can judge instead."""
        shown = [self.model.itemData(place) for place in range(1, self.model.count())]
        if shown == list(models) or self.model.view().isVisible():
            return
        chosen = self.chosen_model
        while self.model.count() > 1:
            self.model.removeItem(1)
        for name in models:
            self.model.addItem(name, name)
        self.model.setCurrentIndex(max(self.model.findData(chosen), 0) if chosen else 0)

    def reset(self) -> None:
        """All limits and the model as they were."""
        for each in self.rows:
            each.reset()
        self.model.setCurrentIndex(0)

    def retranslate(self) -> None:
        """Show every text again."""
        names = (
            translate("WhatIf", "Judged by"),
            translate("WhatIf", "An escape costs"),
            translate("WhatIf", "A good part rejected costs"),
        )
        fields = (self.model, self.escape, self.false_reject)
        for caption, field, name in zip(self._captions, fields, names, strict=True):
            caption.setText(name)
            field.setAccessibleName(name)
        self.model.setItemText(0, translate("WhatIf", "The model of then"))
        for each in self.rows:
            each.retranslate()

    def _make(self, names: Sequence[str]) -> None:
        for old in self.rows:
            self._list.removeWidget(old)
            old.deleteLater()
        while self._list.count():
            self._list.takeAt(0)
        self.rows = [LimitRow(name) for name in names]
        for each in self.rows:
            self._list.addWidget(each)
            each.moved.connect(self.changed)
            each.touched.connect(lambda each=each: self._turn_to(each.class_name))
        self._list.addStretch(1)
        if self._swept not in names or not self._swept:
            self._swept = names[1] if len(names) > 1 else ""
        self._mark()

    def _turn_to(self, class_name: str) -> None:
        if class_name != self._swept:
            self._swept = class_name
            self._mark()
            self.changed.emit()

    def _mark(self) -> None:
        for each in self.rows:
            each.show_chosen(each.class_name == self._swept)
