"""One register block: its table, and the meaning of the chosen register."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QScroller, QTableView

from inspector.ui.i18n.language import translate
from inspector.ui.i18n.registers import register_text
from inspector.ui.models.registers import RegisterColumn, RegisterTableModel
from inspector.ui.theme.style import set_role
from inspector.ui.widgets.changed_delegate import ChangedDelegate
from inspector.ui.widgets.elided_label import ElidedLabel
from inspector.ui.widgets.labels import column
from inspector.ui.widgets.translated import TranslatedFrame
from inspector.wire.plc import RegisterValue

_ROW_HEIGHT_PX = 34
_SELECTABLE = QAbstractItemView.SelectionBehavior.SelectRows


class RegisterTable(TranslatedFrame):
    """A card with title, table, and one line on what the chosen register means.

    Args:
        title: English; translated when it is shown, in the context ``Io``.
    """

    def __init__(self, title: str) -> None:
        super().__init__()
        set_role(self, "card")
        self._title_text = title
        self.title, self.meaning = ElidedLabel("strong"), ElidedLabel("caption")
        self.model = RegisterTableModel(self)
        self.table = QTableView()
        self.table.setModel(self.model)
        self._delegate = ChangedDelegate(self.model, self)
        self.table.setItemDelegate(self._delegate)
        self._dress()
        layout = column(self.title, self.table, self.meaning, spacing=6)
        layout.setStretch(1, 1)
        layout.setContentsMargins(12, 10, 12, 10)
        self.setLayout(layout)
        self.table.selectionModel().currentChanged.connect(self._explain)
        self.retranslate()

    def show_registers(self, registers: Sequence[RegisterValue]) -> None:
        """Show these values."""
        self.model.show_registers(registers)

    def retranslate(self) -> None:
        """Show every text again."""
        self.title.show_text(translate("Io", self._title_text))
        self.table.setAccessibleName(translate("Io", self._title_text))
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(RegisterColumn) - 1)
        self._explain(self.table.currentIndex())

    def _explain(self, current: QModelIndex) -> None:
        if not current.isValid():
            self.meaning.show_text(translate("Io", "Choose a register to see what it means."))
            return
        register = self.model.registers[current.row()]
        told = f"{register.name}: {register_text(register.name, register.meaning)}"
        self.meaning.show_text(f"{told} [{register.unit}]" if register.unit else told)

    def _dress(self) -> None:
        table = self.table
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.setSelectionBehavior(_SELECTABLE)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT_PX)
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(RegisterColumn.VALUE, QHeaderView.ResizeMode.Stretch)
        QScroller.grabGesture(table.viewport(), QScroller.ScrollerGestureType.TouchGesture)
