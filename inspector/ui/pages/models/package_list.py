"""All packages of the station, and what can be done with the chosen one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from inspector.ui.i18n.formats import percent
from inspector.ui.i18n.language import translate
from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP
from inspector.ui.models.rows import ColumnSpec, RowModel
from inspector.ui.pages.models.actions import ModelsAction
from inspector.ui.pages.models.words import STANDINGS, escapes_of
from inspector.ui.theme.style import set_role
from inspector.ui.widgets.table.row_table import RowTable
from inspector.ui.widgets.text.labels import column, label, row
from inspector.ui.widgets.text.translated import TranslatedFrame
from inspector.wire.rollout import ModelsState, PackageRow, PackageStanding

if TYPE_CHECKING:
    from inspector.ui.actions.board import ActionBoard

_ORDER = (
    PackageStanding.IN_FORCE,
    PackageStanding.ON_TRIAL,
    PackageStanding.INSTALLED,
    PackageStanding.BEFORE,
    PackageStanding.DAMAGED,
)
_COLUMNS = (
    ColumnSpec[PackageRow](
        QT_TRANSLATE_NOOP("Models", "Package"), lambda each: each.name, stretches=True
    ),
    ColumnSpec[PackageRow](
        QT_TRANSLATE_NOOP("Models", "State"),
        lambda each: translate("Models", STANDINGS[each.standing]),
    ),
    ColumnSpec[PackageRow](
        QT_TRANSLATE_NOOP("Models", "Accuracy"), lambda each: percent(each.accuracy), right=True
    ),
    ColumnSpec[PackageRow](
        QT_TRANSLATE_NOOP("Models", "Escapes"),
        lambda each: escapes_of(each.escapes, each.defective),
        right=True,
    ),
)


class PackageList(TranslatedFrame):
    """``chosen(row)`` when another package was touched."""

    chosen = Signal(object)

    def __init__(self, board: ActionBoard) -> None:
        super().__init__()
        set_role(self, "card")
        self._chosen_name = ""
        self._state: ModelsState | None = None
        self.model = RowModel[PackageRow](
            _COLUMNS,
            identity=lambda each: (each.name, each.sha256),
            tip=lambda each: each.fault or each.name,
            muted=lambda each: bool(each.fault),
            parent=self,
            context="Models",
        )
        self.table = RowTable(self.model, elide=Qt.TextElideMode.ElideMiddle)
        self.note = label("caption", wrap=True)
        first = row(
            board.button(ModelsAction.PROMOTE), board.button(ModelsAction.ROLL_BACK), spacing=8
        )
        second = row(board.button(ModelsAction.TRY), board.button(ModelsAction.COMPARE), spacing=8)
        layout = column(self.table, self.note, first, second, spacing=8)
        layout.setStretch(0, 1)
        layout.setContentsMargins(12, 12, 12, 12)
        self.setLayout(layout)
        self.table.chosen.connect(self._choose)
        self.retranslate()

    @property
    def row_chosen(self) -> PackageRow | None:
        """The package that is chosen."""
        rows = self.model.rows
        return next((each for each in rows if each.name == self._chosen_name), None)

    def show_state(self, state: ModelsState) -> None:
        """Show these packages; at first the one in force is chosen."""
        self._state = state
        packages = sorted(state.packages, key=lambda each: (_ORDER.index(each.standing), each.name))
        known = {each.name: each for each in packages}
        if self._chosen_name not in known and packages:
            self._chosen_name = packages[0].name
        chosen = known.get(self._chosen_name)
        key = None if chosen is None else (chosen.name, chosen.sha256)
        self.table.show_rows(packages, key)
        self._explain()

    def retranslate(self) -> None:
        """Show every text again."""
        self.table.setAccessibleName(translate("Models", "Packages of this station"))
        self.model.retranslate()
        self._explain()

    def _choose(self, package: PackageRow) -> None:
        if package.name != self._chosen_name:
            self._chosen_name = package.name
            self._explain()
            self.chosen.emit(package)

    def _explain(self) -> None:
        package = self.row_chosen
        only = self._state is not None and len(self._state.packages) == 1
        told = ""
        if package is None:
            told = translate("Models", "Choose a package.")
        elif package.fault:
            told = package.fault
        elif package.not_promotable and package.standing is not PackageStanding.IN_FORCE:
            told = translate("Models", "Cannot be put in force: {reason}").format(
                reason=package.not_promotable
            )
        elif only:
            told = translate(
                "Models",
                "The only package so far. Train one, or install one that was made elsewhere.",
            )
        self.note.setText(told)
        self.note.setVisible(bool(told))
