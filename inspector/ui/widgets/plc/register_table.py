"""One register block: its table, and the meaning of the chosen register."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtWidgets import QHeaderView, QTableView

from inspector.ui.i18n.language import translate
from inspector.ui.i18n.registers import register_text
from inspector.ui.models.registers import RegisterColumn, RegisterTableModel
from inspector.ui.theme.style import set_role, set_tone
from inspector.ui.theme.tokens import Tone
from inspector.ui.widgets.table.changed_delegate import ChangedDelegate
from inspector.ui.widgets.table.row_table import DENSE_ROW_PX, dress_for_touch
from inspector.ui.widgets.text.elided_label import ElidedLabel
from inspector.ui.widgets.text.labels import column, label
from inspector.ui.widgets.text.translated import TranslatedFrame
from inspector.wire.plc import RegisterValue

_PADDING_PX = 18
"""Around a name, with the line between two columns."""
_LEAST_VALUE_SHARE = 0.46


class RegisterTable(TranslatedFrame):
    """A card with title, table, and below it what the chosen register means.

    Args:
        title: English; translated when it is shown, in the context ``Io``.
    """

    def __init__(self, title: str) -> None:
        super().__init__()
        set_role(self, "card")
        self._title_text = title
        self._widest = 0
        self._silent = False
        self.title, self.meaning = ElidedLabel("strong"), label("caption", wrap=True)
        self.model = RegisterTableModel(self)
        self.table = QTableView()
        self.table.setModel(self.model)
        self._delegate = ChangedDelegate(self.model, self)
        self.table.setItemDelegate(self._delegate)
        dress_for_touch(self.table, DENSE_ROW_PX)
        self.table.installEventFilter(self)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(RegisterColumn.NAME, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(RegisterColumn.VALUE, QHeaderView.ResizeMode.Fixed)
        layout = column(self.title, self.table, self.meaning, spacing=6)
        layout.setStretch(1, 1)
        layout.setContentsMargins(12, 10, 12, 10)
        self.setLayout(layout)
        self.table.selectionModel().currentChanged.connect(self._explain)
        self.retranslate()

    def show_registers(self, registers: Sequence[RegisterValue]) -> None:
        """Show these values."""
        if [each.name for each in registers] != [each.name for each in self.model.registers]:
            self._widest = 0
        self.model.show_registers(registers)
        self._share_width()
        self._explain(self.table.currentIndex())

    def show_silent(self, silent: bool) -> None:
        """Mark the values as the last ones that were told, or as those of now."""
        if silent != self._silent:
            self._silent = silent
            self.retranslate()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Share the width anew."""
        if event.type() == QEvent.Type.Resize:
            self._share_width()
        return super().eventFilter(watched, event)

    def _share_width(self) -> None:
        """A value has the room that the names leave, for it is told below; it does not jump back.

        Where there is little, both give way.
        """
        header, value = self.table.horizontalHeader(), RegisterColumn.VALUE
        needed = max(self.table.sizeHintForColumn(value), header.sectionSizeHint(value))
        self._widest = max(self._widest, needed)
        metrics = self.table.fontMetrics()
        names = max(
            (metrics.horizontalAdvance(each.name) for each in self.model.registers), default=0
        )
        room = self.table.viewport().width() - header.sectionSize(RegisterColumn.OFFSET)
        left = max(room - names - _PADDING_PX, round(room * _LEAST_VALUE_SHARE))
        header.resizeSection(value, min(self._widest, left))

    def retranslate(self) -> None:
        """Show every text again."""
        title = translate("Io", self._title_text)
        last_known = translate("Io", "Last known · {block}").format(block=title)
        self.title.show_text(last_known if self._silent else title)
        set_tone(self.title, Tone.WARNING if self._silent else Tone.NEUTRAL)
        self.table.setAccessibleName(translate("Io", self._title_text))
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(RegisterColumn) - 1)
        self._explain(self.table.currentIndex())

    def _explain(self, current: QModelIndex) -> None:
        if not current.isValid():
            self.meaning.setText(translate("Io", "Choose a register to see what it means."))
            return
        register = self.model.registers[current.row()]
        meaning = register_text(register.name, register.meaning)
        self.meaning.setText(f"{register.name} = {register.text}: {meaning}")
