"""Saves results as a file: which, what kind, where, and how far it has come."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from inspector.ui.actions.lacking import Lacking
from inspector.ui.actions.offered import offer
from inspector.ui.i18n.faults import error_text
from inspector.ui.i18n.formats import count, decimal
from inspector.ui.i18n.language import translate
from inspector.ui.pages.history.actions import HistoryAction
from inspector.ui.pages.history.export.export_folders import free_path
from inspector.ui.pages.history.export.folder_choice import FolderChoice
from inspector.ui.pages.history.page_panel import PagePanel
from inspector.ui.pages.history.review.text_entry import TextEntry
from inspector.ui.sharing.whose import Whose
from inspector.ui.theme.style import set_tone
from inspector.ui.theme.tokens import Tone
from inspector.ui.widgets.text.labels import column, label, row
from inspector.wire.exports import ExportFormat

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QLineEdit

    from inspector.domain.errors.base import InspectorError
    from inspector.ui.actions.board import ActionBoard

_WIDTH_PX = 700
_MIB = 1024 * 1024
_PICTURED = (ExportFormat.PDF, ExportFormat.ZIP)
UNSUITABLE = str.maketrans(dict.fromkeys('<>:"/\\|?*', "-"))


class ExportPanel(PagePanel):
    """Nothing of the page waits while a file is written.

    Signals:
        wanted: With the path, the kind, and whether only what is chosen is meant.
        cancelled: Nobody wants the file any more.
    """

    wanted = Signal(object, object, bool)
    cancelled = Signal()

    def __init__(self, page: QWidget, board: ActionBoard) -> None:
        super().__init__(page, _WIDTH_PX)
        self._lot_report = board.button(HistoryAction.LOT_REPORT)
        self._chosen, self._words, self._whose = 0, "", Whose.STATION
        self._written: int | None = None
        self._saved: tuple[Path, int] | None = None
        self._error: InspectorError | None = None
        self.what = [switch() for _ in range(2)]
        self.kinds = {kind: switch() for kind in ExportFormat}
        self._groups = (exclusive(self, self.what), exclusive(self, [*self.kinds.values()]))
        self.what[1].setChecked(True)
        self.kinds[ExportFormat.CSV].setChecked(True)
        self.folder, self.save, self.cancel = FolderChoice(), QPushButton(), QPushButton()
        self.name: QLineEdit = TextEntry()
        self.told = label("caption", wrap=True)
        set_tone(self.save, Tone.ACCENT)
        self.save.clicked.connect(self.accept_entry)
        self.cancel.clicked.connect(self.cancelled)
        for button in self.kinds.values():
            button.clicked.connect(lambda: self._tell())
        self.name.returnPressed.connect(self.accept_entry)
        self.name.textChanged.connect(self._show_ready)
        self._captions = [label("muted") for _ in range(2)]
        self._lay_out()
        self.retranslate()

    def first_field(self) -> QWidget:
        """Where the name is written."""
        return self.name

    @property
    def kind(self) -> ExportFormat:
        """What kind of file."""
        return next(kind for kind, button in self.kinds.items() if button.isChecked())

    def prepare(
        self,
        chosen: int,
        words: str,
        part_id: int | None = None,
        whose: Whose = Whose.STATION,
    ) -> None:
        """Offer to save what is chosen, or all of the filter.

        Of a part that was looked up, all evidence is offered first: that is what a claim needs.
        Of several stations there are tables only, for the pictures lie where they were taken.
        """
        self._chosen, self._words, self._whose = chosen, words, whose
        pictured = whose is Whose.STATION
        for kind in _PICTURED:
            offer(self.kinds[kind], None if pictured else Lacking.ONE_STATION)
        self.what[0].setVisible(chosen > 0)
        self.what[0 if chosen > 1 else 1].setChecked(True)
        self.folder.look_again()
        if self._written is None:
            self._saved = self._error = None
            what = "results" if part_id is None else f"part-{part_id}"
            self.name.setText(f"{what}-{datetime.now().astimezone():%Y%m%d-%H%M%S}")
            if part_id is not None and pictured:
                self.kinds[ExportFormat.ZIP].setChecked(True)
            elif self.kind is ExportFormat.ZIP or not self.kinds[self.kind].isEnabled():
                self.kinds[ExportFormat.CSV].setChecked(True)
        self.retranslate()

    def show_progress(self, size_bytes: int) -> None:
        """Say how much was written."""
        self._written, self._saved, self._error = size_bytes, None, None
        self._tell()

    def show_saved(self, path: Path, size_bytes: int) -> None:
        """Say where the file lies."""
        self._written, self._saved = None, (path, size_bytes)
        self._tell()

    def show_error(self, error: InspectorError) -> None:
        """Say why there is no file."""
        self._written, self._error = None, error
        self._tell()

    def accept_entry(self) -> None:
        """Save it."""
        folder = self.folder.path
        if self.save.isEnabled() and folder is not None:
            name = self.name.text().strip().translate(UNSUITABLE)
            only_chosen = self.what[0].isChecked() and self._chosen > 0
            self.show_progress(0)
            self.wanted.emit(free_path(folder, name, self.kind.value), self.kind, only_chosen)

    def retranslate(self) -> None:
        """Show every text again."""
        self.show_title(translate("History", "Export"))
        chosen = translate("History", "Chosen parts: {parts}").format(parts=count(self._chosen))
        self.what[0].setText(chosen)
        self.what[1].setText(translate("History", "All of the filter"))
        self.what[1].setToolTip(self._words)
        names = {
            ExportFormat.CSV: "CSV",
            ExportFormat.PARQUET: "Parquet",
            ExportFormat.JSONL: "JSON Lines",
            ExportFormat.PDF: translate("History", "PDF report"),
            ExportFormat.ZIP: translate("History", "Evidence (ZIP)"),
        }
        for kind, button in self.kinds.items():
            button.setText(names[kind])
            offer(button, None if button.isEnabled() else Lacking.ONE_STATION)
        for caption, text in zip(
            self._captions,
            (translate("History", "Folder"), translate("History", "File name")),
            strict=True,
        ):
            caption.setText(text)
        self.name.setAccessibleName(translate("History", "File name"))
        self.save.setText(translate("History", "Save"))
        self.cancel.setText(translate("History", "Cancel"))
        self.folder.retranslate()
        self._tell()

    def _lay_out(self) -> None:
        content = column(
            row(*self.what, 1, self._lot_report), row(*self.kinds.values(), 1), spacing=10
        )
        for caption, field in zip(self._captions, (self.folder, self.name), strict=True):
            caption.setMinimumWidth(110)
            line = row(caption, field)
            line.setStretch(1, 1)
            content.addLayout(line)
        below = row(self.told)
        below.setStretch(0, 1)
        below.addWidget(self.cancel)
        below.addWidget(self.save)
        content.addLayout(below)
        self.furnish(content)

    def _tell(self) -> None:
        tone, text = Tone.NEUTRAL, self._words
        if self.kind is ExportFormat.ZIP:
            held = translate(
                "History", "Record, reviews, all pictures as archived, a report, and their hashes."
            )
            text = f"{text}\n{held}"
        elif self._whose is Whose.ALL:
            text = f"{text}\n{Lacking.ONE_STATION.text}"
        if self._error is not None:
            tone = Tone.NOT_OK
            text = error_text(self._error)
        elif self._written is not None:
            text = translate("History", "{size} MiB written …").format(size=_mib(self._written))
        elif self._saved is not None:
            tone = Tone.OK
            path, size = self._saved
            text = translate("History", "Saved: {path}, {size} MiB")
            text = text.format(path=path, size=_mib(size))
        set_tone(self.told, tone)
        self.told.setText(text)
        self._show_ready()

    def _show_ready(self) -> None:
        self.cancel.setVisible(self._written is not None)
        offer(self.save, self._lacking())

    def _lacking(self) -> Lacking | None:
        """What there is lacking to save it."""
        if self._written is not None:
            return Lacking.END_OF_WRITING
        if not self.kinds[self.kind].isEnabled():
            return Lacking.ONE_STATION
        if self.folder.path is None:
            return Lacking.FOLDER
        return None if self.name.text().strip() else Lacking.NAME


def switch() -> QPushButton:
    """A button that stays down."""
    button = QPushButton()
    button.setCheckable(True)
    return button


def exclusive(parent: QWidget, buttons: list[QPushButton]) -> QButtonGroup:
    """Of these buttons one is down."""
    group = QButtonGroup(parent)
    for button in buttons:
        group.addButton(button)
    return group


def _mib(size_bytes: int) -> str:
    return decimal(size_bytes / _MIB, 1)
