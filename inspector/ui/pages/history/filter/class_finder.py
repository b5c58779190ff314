"""Any class of the model by a few letters of its name, or by its number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from inspector.ui.i18n.language import translate
from inspector.ui.pages.history.review.text_entry import TextEntry

if TYPE_CHECKING:
    from collections.abc import Sequence

_WIDTH_PX = 120


class ClassFinder(TextEntry):
    """Enter takes the first class that matches, Esc none.

    Signals:
        matched: The places of the classes that match what is typed; none while nothing is.
        chosen: The place of the class that was taken.
    """

    matched = Signal(list)
    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._classes: tuple[str, ...] = ()
        self.setFixedWidth(_WIDTH_PX)
        self.textChanged.connect(lambda typed: self.matched.emit(self.places))
        self.returnPressed.connect(self._take)
        self.left.connect(self.clear)

    @property
    def places(self) -> list[int]:
        """Where the classes stand that match, the best first."""
        return matching(self._classes, self.text()) if self.text().strip() else []

    def show_classes(self, classes: Sequence[str]) -> None:
        """Look among these."""
        self._classes = tuple(classes)
        self.clear()

    def retranslate(self) -> None:
        """Show every text again."""
        self.setPlaceholderText(translate("History", "Class (0)"))
        self.setAccessibleName(translate("History", "Name or number of a class"))

    def _take(self) -> None:
        places = self.places
        if places:
            self.clear()
            self.chosen.emit(places[0])


def matching(classes: Sequence[str], typed: str) -> list[int]:
    """Places of the classes with this number, then with a word that begins so, then that hold it.

    Args:
        classes: All classes; the first one has the number 1.
        typed: Some letters or digits.
    """
    wanted = typed.strip().casefold()
    ranked: list[tuple[int, int]] = []
    for place, name in enumerate(classes):
        folded = name.casefold()
        begins = folded.startswith(wanted) or any(
            word.startswith(wanted) for word in folded.replace("_", " ").replace("-", " ").split()
        )
        if str(place + 1) == wanted:
            ranked.append((0, place))
        elif begins:
            ranked.append((1, place))
        elif wanted in folded:
            ranked.append((2, place))
    return [place for _, place in sorted(ranked)]
