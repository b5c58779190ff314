"""The parameters of one operation as fields."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from inspector.ui.i18n.recipe_names import parameter_text
from inspector.ui.pages.products.number_field import NumberField
from inspector.ui.widgets.text.labels import column, label, row
from inspector.ui.widgets.text.translated import TranslatedWidget

if TYPE_CHECKING:
    from inspector.wire.recipe_drafts import OperationParameter

_MOST = 1e6


class ParameterForm(TranslatedWidget):
    """``entered(name, value)`` when a person has given another value."""

    entered = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self._parameters: tuple[OperationParameter, ...] = ()
        self._lines: list[QWidget] = []
        self._labels: dict[str, QLabel] = {}
        self.fields: dict[str, NumberField | QComboBox] = {}
        self._column = column(spacing=6)
        self.setLayout(self._column)

    def show_parameters(
        self, parameters: Sequence[OperationParameter], values: Mapping[str, Any]
    ) -> None:
        """Show these; fields stay as long as the operation does."""
        wanted = tuple(each for each in parameters if each.kind != "image")
        if wanted != self._parameters:
            self._build(wanted)
        for each in wanted:
            self._fill(each, values.get(each.name, each.default))

    def retranslate(self) -> None:
        """Name all fields again."""
        for name, named in self._labels.items():
            named.setText(parameter_text(name))
            self.fields[name].setAccessibleName(parameter_text(name))

    def _build(self, parameters: tuple[OperationParameter, ...]) -> None:
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines, self._labels, self.fields = [], {}, {}
        self._parameters = parameters
        for each in parameters:
            field = self._field(each)
            field.setToolTip(each.help)
            self.fields[each.name] = field
            self._labels[each.name] = label("caption")
        for first in range(0, len(parameters), 2):
            self._add_line([each.name for each in parameters[first : first + 2]])
        self.retranslate()

    def _add_line(self, names: Sequence[str]) -> None:
        layout = row()
        for name in names:
            layout.addLayout(column(self._labels[name], self.fields[name], spacing=2), 1)
        line = QWidget()
        line.setLayout(layout)
        self._lines.append(line)
        self._column.addWidget(line)

    def _field(self, parameter: OperationParameter) -> NumberField | QComboBox:
        if parameter.choices:
            box = QComboBox()
            box.addItems(parameter.choices)
            box.activated.connect(partial(self._choose, parameter.name))
            return box
        whole = parameter.kind == "integer"
        field = NumberField(
            -_MOST if parameter.minimum is None else parameter.minimum,
            _MOST if parameter.maximum is None else parameter.maximum,
            whole=whole,
        )
        field.entered.connect(partial(self._enter, parameter))
        return field

    def _fill(self, parameter: OperationParameter, value: Any) -> None:
        field = self.fields[parameter.name]
        if isinstance(field, QComboBox):
            field.setCurrentText(str(value))
        else:
            is_number = isinstance(value, int | float) and math.isfinite(value)
            field.show_number(float(value) if is_number else None)

    def _choose(self, name: str, place: int) -> None:
        field = self.fields[name]
        if isinstance(field, QComboBox):
            self.entered.emit(name, field.itemText(place))

    def _enter(self, parameter: OperationParameter, number: float) -> None:
        if parameter.kind != "integer":
            self.entered.emit(parameter.name, number)
            return
        whole = round(number)
        if parameter.odd and whole % 2 == 0:
            whole += 1 if parameter.maximum is None or whole < parameter.maximum else -1
        self.entered.emit(parameter.name, whole)
