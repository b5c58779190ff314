"""One register block as a table that marks what has just changed."""

# ruff: noqa: N802

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QGuiApplication, QPalette

from inspector.clock import monotonic_ns
from inspector.ui.i18n.language import translate
from inspector.ui.i18n.registers import register_text
from inspector.wire.plc import RegisterValue

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
CHANGED_NS = 1_000_000_000
"""For so long a change is marked."""
CHANGED_MARK = "◂"


class RegisterColumn(IntEnum):
    """The columns from left to right."""

    OFFSET = 0
    NAME = 1
    VALUE = 2


class RegisterTableModel(QAbstractTableModel):
    """Address within the block, name and value of each register."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._registers: list[RegisterValue] = []
        self._changed_ns: dict[str, int] = {}

    @property
    def registers(self) -> Sequence[RegisterValue]:
        """What is shown."""
        return self._registers

    def show_registers(self, registers: Sequence[RegisterValue]) -> None:
        """Show these values; what differs from the ones before is marked for a second."""
        before = {each.name: each.value for each in self._registers}
        now = monotonic_ns()
        for each in registers:
            if before.get(each.name, each.value) != each.value:
                self._changed_ns[each.name] = now
        same = [each.name for each in registers] == list(before)
        if not same:
            self.beginResetModel()
        self._registers = list(registers)
        if same:
            self._announce()
        else:
            self._changed_ns.clear()
            self.endResetModel()

    def has_changed(self, name: str) -> bool:
        """Whether a register is marked."""
        changed_ns = self._changed_ns.get(name)
        return changed_ns is not None and monotonic_ns() - changed_ns < CHANGED_NS

    def is_marked(self, index: Index) -> bool:
        """Whether the register in this row is marked."""
        return self.has_changed(self._registers[index.row()].name)

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """One row per register."""
        return 0 if parent.isValid() else len(self._registers)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        """Always the same columns."""
        return 0 if parent.isValid() else len(RegisterColumn)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Headings of the columns, on the side of what stands below them."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            translate("Io", "Word"),
            translate("Io", "Register"),
            translate("Io", "Value"),
        )[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts; a changed value is marked by a sign."""
        if not index.isValid():
            return None
        register = self._registers[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(register, RegisterColumn(index.column()))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return register_text(register.name, register.meaning)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{register.name} {register.text}"
        if (
            role == Qt.ItemDataRole.ForegroundRole
            and index.column() != RegisterColumn.VALUE
            and register.value == 0
        ):
            return QGuiApplication.palette().brush(QPalette.ColorRole.PlaceholderText)
        return None

    def _text(self, register: RegisterValue, column: RegisterColumn) -> str:
        if column is RegisterColumn.OFFSET:
            return str(register.offset)
        if column is RegisterColumn.NAME:
            return register.name
        text = register.text.removesuffix(f" {register.unit}")
        if register.bits:
            text = f"0x{register.value:04X}"
        return f"{text} {CHANGED_MARK}" if self.has_changed(register.name) else text

    def _announce(self) -> None:
        last = self.index(len(self._registers) - 1, len(RegisterColumn) - 1)
        self.dataChanged.emit(self.index(0, 0), last)


def _alignment(section: int) -> Qt.AlignmentFlag:
    number = section == RegisterColumn.OFFSET
    side = Qt.AlignmentFlag.AlignRight if number else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
