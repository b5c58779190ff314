"""The bits of several registers as lamps below each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QLabel, QWidget

from inspector.ui.theme.style import set_role
from inspector.ui.widgets.labels import column, label
from inspector.ui.widgets.lamp import Lamp
from inspector.ui.widgets.scrolled import scrolled


@dataclass(frozen=True, slots=True)
class LampBit:
    """What one lamp shows; ``trouble`` when it is bad news while it is on."""

    name: str
    meaning: str
    on: bool
    trouble: bool = False


@dataclass(frozen=True, slots=True)
class LampGroup:
    """The lamps of one register below its title."""

    title: str
    bits: Sequence[LampBit]


class LampList(QFrame):
    """A card that scrolls; lamps are made once and used again."""

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "card")
        self._titles: list[QLabel] = []
        self._lamps: dict[tuple[int, int], Lamp] = {}
        self._groups: Sequence[LampGroup] = ()
        self._lines = column(spacing=4)
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
            self._rebuild(groups)
        for number, group in enumerate(groups):
            self._titles[number].setText(group.title)
            for place, bit in enumerate(group.bits):
                self._lamps[number, place].show_bit(
                    bit.name, bit.meaning, on=bit.on, trouble=bit.trouble
                )
        self._groups = groups

    def _rebuild(self, groups: Sequence[LampGroup]) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self._titles, self._lamps = [], {}
        for number, group in enumerate(groups):
            title = label("strong")
            self._titles.append(title)
            self._lines.addWidget(title)
            for place in range(len(group.bits)):
                self._lamps[number, place] = Lamp()
                self._lines.addWidget(self._lamps[number, place])
        self._lines.addStretch(1)
