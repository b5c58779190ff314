"""The bits of several registers as lamps below each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from inspector.ui.theme.style import set_role
from inspector.ui.widgets.plc.lamp import Lamp, LampBit
from inspector.ui.widgets.text.labels import column, label
from inspector.ui.widgets.text.scrolled import scrolled


@dataclass(frozen=True, slots=True)
class LampGroup:
    """The lamps of one register below its title."""

    title: str
    bits: Sequence[LampBit]


class LampList(QFrame):
    """A card that scrolls; lamps are made once, a group at a turn of the event loop."""

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "card")
        self._titles: list[QLabel] = []
        self._lamps: dict[tuple[int, int], Lamp] = {}
        self._groups: Sequence[LampGroup] = ()
        self._spare_time = QTimer(self, interval=0)
        self._spare_time.timeout.connect(self._make_another)
        self._lines = column(1, spacing=4)
        content = QWidget()
        content.setLayout(self._lines)
        self.area = scrolled(content)
        layout = column(self.area)
        layout.setContentsMargins(12, 10, 6, 10)
        self.setLayout(layout)

    def lamp(self, name: str) -> Lamp | None:
        """The lamp of this name."""
        return next((each for each in self._lamps.values() if each.bit == name), None)

    def show_groups(self, groups: Sequence[LampGroup]) -> None:
        """Show these lamps."""
        if [len(each.bits) for each in groups] != [len(each.bits) for each in self._groups]:
            self._forget_lamps()
        self._groups = groups
        for number in range(len(self._titles)):
            self._show_group(number)
        if len(self._titles) < len(groups):
            self._spare_time.start()

    def _show_group(self, number: int) -> None:
        group = self._groups[number]
        self._titles[number].setText(group.title)
        for place, bit in enumerate(group.bits):
            self._lamps[number, place].show_bit(bit)

    def _forget_lamps(self) -> None:
        for widget in (*self._titles, *self._lamps.values()):
            self._lines.removeWidget(widget)
            widget.deleteLater()
        self._titles, self._lamps = [], {}

    def _make_another(self) -> None:
        number = len(self._titles)
        if number == len(self._groups):
            self._spare_time.stop()
            return
        self._titles.append(label("strong"))
        self._put_last(self._titles[number])
        for place in range(len(self._groups[number].bits)):
            self._lamps[number, place] = Lamp()
            self._put_last(self._lamps[number, place])
        self._show_group(number)

    def _put_last(self, line: QWidget) -> None:
        self._lines.insertWidget(self._lines.count() - 1, line)
