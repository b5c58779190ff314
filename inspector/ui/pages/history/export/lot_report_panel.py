"""The report of a lot: which lot, what it says in short, as a file, and signed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QWidget

from inspector.ui.actions.lacking import Lacking
from inspector.ui.actions.offered import offer
from inspector.ui.i18n.faults import error_text
from inspector.ui.i18n.formats import count, decimal, short_date_and_time
from inspector.ui.i18n.language import translate
from inspector.ui.pages.history.actions import HistoryAction
from inspector.ui.pages.history.export.export_folders import free_path
from inspector.ui.pages.history.export.export_panel import UNSUITABLE, exclusive, switch
from inspector.ui.pages.history.export.folder_choice import FolderChoice
from inspector.ui.pages.history.export.lot_report_words import (
    meaning_text,
    summary_text,
    summary_tone,
)
from inspector.ui.pages.history.page_panel import PagePanel
from inspector.ui.theme.style import set_tone
from inspector.ui.theme.tokens import Tone
from inspector.ui.widgets.text.labels import column, label, row
from inspector.wire.exports import ReportLanguage
from inspector.wire.lot_reports import LotReportFormat, SignatureMeaning
from inspector.wire.people import SECRET_LIMIT

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QHBoxLayout

    from inspector.domain.errors.base import InspectorError
    from inspector.ui.actions.board import ActionBoard
    from inspector.wire.lot_reports import LotReportSummary
    from inspector.wire.lots import LotRow

_WIDTH_PX, _CAPTION_PX = 720, 110
_MIB = 1024 * 1024


class LotReportPanel(PagePanel):
    """Nothing of the page waits while a report is made.

    Signals:
        chosen: With the number of a lot whose figures are wanted.
        wanted: With the path, the number of the lot, the kind and the language of a file.
        cancelled: Nobody wants the file any more.
    """

    chosen = Signal(int)
    wanted = Signal(object, int, object, object)
    cancelled = Signal()

    def __init__(self, page: QWidget, board: ActionBoard) -> None:
        super().__init__(page, _WIDTH_PX)
        self._board = board
        self._lots: list[LotRow] = []
        self.summary: LotReportSummary | None = None
        self._written: int | None = None
        self._saved: Path | None = None
        self._error: InspectorError | None = None
        self.open_url: Callable[[QUrl], object] = QDesktopServices.openUrl
        self.lot, self.folder, self.meaning = _choice(), FolderChoice(), _choice()
        self.kinds = {kind: switch() for kind in LotReportFormat}
        self.languages = {language: switch() for language in ReportLanguage}
        self._groups = [
            exclusive(self, buttons)
            for buttons in ([*self.kinds.values()], [*self.languages.values()])
        ]
        self.pin = QLineEdit()
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.setMaxLength(SECRET_LIMIT)
        self.save, self.cancel, self.view = QPushButton(), QPushButton(), QPushButton()
        self.figures, self.told = label("body", wrap=True), label("caption", wrap=True)
        self.sign = board.button(HistoryAction.SIGN_LOT)
        self._captions = [label("muted") for _ in range(4)]
        set_tone(self.save, Tone.ACCENT)
        self.lot.activated.connect(self._choose)
        self.save.clicked.connect(self.accept_entry)
        self.pin.returnPressed.connect(board[HistoryAction.SIGN_LOT].trigger)
        self.cancel.clicked.connect(self.cancelled)
        self.view.clicked.connect(self.open_saved)
        self._lay_out()
        self.retranslate()

    def first_field(self) -> QWidget:
        """Where the lot is chosen."""
        return self.lot

    @property
    def lot_id(self) -> int | None:
        """The lot that is chosen."""
        place = self.lot.currentIndex()
        return self._lots[place].lot_id if 0 <= place < len(self._lots) else None

    @property
    def chosen_meaning(self) -> SignatureMeaning:
        """What a signature is to say."""
        return list(SignatureMeaning)[max(self.meaning.currentIndex(), 0)]

    def prepare(self) -> None:
        """Begin anew, unless a file is under way."""
        self.folder.look_again()
        chinese = QLocale().language() is QLocale.Language.Chinese
        self.languages[ReportLanguage.CHINESE if chinese else ReportLanguage.ENGLISH].setChecked(
            True
        )
        self.kinds[LotReportFormat.PDF].setChecked(True)
        self.pin.clear()
        if self._written is None:
            self._saved = self._error = None
        self.retranslate()

    def forget_choice(self) -> None:
        """Let the newest lot be chosen next."""
        self.lot.setCurrentIndex(-1)

    def show_lots(self, lots: Sequence[LotRow]) -> None:
        """Offer lots, newest first, and ask for the figures of the chosen one."""
        before = self.lot_id
        self._lots = list(lots)
        self._fill_lots()
        place = next((at for at, lot in enumerate(self._lots) if lot.lot_id == before), 0)
        self.lot.setCurrentIndex(place if self._lots else -1)
        self._choose()

    def show_summary(self, summary: LotReportSummary) -> None:
        """Show what the report says in short."""
        if summary.lot.lot_id == self.lot_id:
            self.summary, self._error = summary, None
            self.pin.clear()
            self._tell()

    def show_progress(self, size_bytes: int) -> None:
        """Say how much was written."""
        self._written, self._saved, self._error = size_bytes, None, None
        self._tell()

    def show_saved(self, path: Path) -> None:
        """Say where the file lies."""
        self._written, self._saved = None, path
        self._tell()

    def show_error(self, error: InspectorError) -> None:
        """Say why there is no file, or no signature."""
        self._written, self._error = None, error
        self.pin.clear()
        self._tell()

    def accept_entry(self) -> None:
        """Save it; Enter behind a PIN signs."""
        lot_id, folder = self.lot_id, self.folder.path
        if self.pin.hasFocus() or not self.save.isEnabled() or lot_id is None or folder is None:
            return
        kind = next(each for each, button in self.kinds.items() if button.isChecked())
        language = next(each for each, button in self.languages.items() if button.isChecked())
        name = self._lots[self.lot.currentIndex()].name.translate(UNSUITABLE)
        stem = f"lot-{name}-{datetime.now().astimezone():%Y%m%d-%H%M%S}"
        self.show_progress(0)
        self.wanted.emit(free_path(folder, stem, kind.value), lot_id, kind, language)

    def open_saved(self) -> None:
        """Show the file in the program that is meant for it."""
        if self._saved is not None:
            self.open_url(QUrl.fromLocalFile(str(self._saved)))

    def retranslate(self) -> None:
        """Show every text again."""
        self.show_title(translate("LotReport", "Lot report"))
        captions = (
            translate("LotReport", "Lot"),
            translate("LotReport", "File"),
            translate("History", "Folder"),
            translate("LotReport", "Signature"),
        )
        for caption, text in zip(self._captions, captions, strict=True):
            caption.setText(text)
        self.lot.setAccessibleName(captions[0])
        self.meaning.setAccessibleName(translate("LotReport", "Meaning of the signature"))
        self.pin.setPlaceholderText(translate("LotReport", "Own PIN or password"))
        self.pin.setAccessibleName(self.pin.placeholderText())
        self.kinds[LotReportFormat.PDF].setText("PDF")
        self.kinds[LotReportFormat.HTML].setText("HTML")
        self.languages[ReportLanguage.ENGLISH].setText("English")
        self.languages[ReportLanguage.CHINESE].setText("中文")
        self.save.setText(translate("History", "Save"))
        self.cancel.setText(translate("History", "Cancel"))
        self.view.setText(translate("LotReport", "Open"))
        _refill(self.meaning, [meaning_text(each) for each in SignatureMeaning])
        self.folder.retranslate()
        self._fill_lots()
        self._tell()

    def _lay_out(self) -> None:
        for caption in self._captions:
            caption.setMinimumWidth(_CAPTION_PX)
        switches = row(*self.kinds.values(), 1, *self.languages.values())
        lot, file, folder, signature = self._captions
        content = column(spacing=10)
        content.addLayout(_line(lot, self.lot))
        content.addWidget(self.figures)
        content.addLayout(row(file, switches))
        content.addLayout(_line(folder, self.folder))
        below = row(self.told, self.cancel, self.view, self.save)
        below.setStretch(0, 1)
        content.addLayout(below)
        last = _line(signature, self.meaning, self.pin, self.sign)
        last.setStretch(2, 1)
        content.addLayout(last)
        self.furnish(content)

    def _fill_lots(self) -> None:
        _refill(self.lot, [_lot_text(lot) for lot in self._lots])

    def _choose(self) -> None:
        self.summary = None
        if self._written is None:
            self._saved = self._error = None
        self._tell()
        if self.lot_id is not None:
            self.chosen.emit(self.lot_id)

    def _tell(self) -> None:
        tone, text = Tone.NEUTRAL, ""
        if self._error is not None:
            tone = Tone.NOT_OK
            text = error_text(self._error)
        elif self._written is not None:
            text = translate("LotReport", "Making the report; the line has precedence …")
            if self._written:
                size = decimal(self._written / _MIB, 1)
                text = translate("History", "{size} MiB written …").format(size=size)
        elif self._saved is not None:
            tone = Tone.OK
            text = translate("LotReport", "Saved: {path}").format(path=self._saved)
        set_tone(self.told, tone)
        self.told.setText(text)
        self._show_figures()
        preliminary = self.summary is not None and self.summary.preliminary
        unsettled = translate("Lock", "the lot still runs, or parts of it are on their way")
        self._board.lock(HistoryAction.SIGN_LOT, unsettled if preliminary else "")
        self.cancel.setVisible(self._written is not None)
        self.view.setVisible(self._saved is not None)
        offer(self.save, self._lacking())

    def _lacking(self) -> Lacking | None:
        """What there is lacking to save it."""
        if self._written is not None:
            return Lacking.END_OF_WRITING
        if self.lot_id is None:
            return Lacking.ANY_LOT
        return Lacking.FOLDER if self.folder.path is None else None

    def _show_figures(self) -> None:
        summary = self.summary
        if summary is not None:
            set_tone(self.figures, summary_tone(summary))
            self.figures.setText(summary_text(summary))
            return
        set_tone(self.figures, Tone.NEUTRAL)
        none = translate("LotReport", "No lot was ever begun.")
        reading = translate("LotReport", "Reading the record …")
        self.figures.setText(reading if self._lots else none)


def _line(caption: QWidget, field: QWidget, *others: QWidget) -> QHBoxLayout:
    line = row(caption, field, *others)
    line.setStretch(1, 1)
    return line


def _lot_text(lot: LotRow) -> str:
    state = (
        translate("LotReport", "runs")
        if lot.ended_at is None
        else short_date_and_time(lot.ended_at)
    )
    parts = translate("LotReport", "{parts} parts").format(parts=count(lot.triggered))
    return f"{lot.name} · {parts} · {state}"


def _refill(choice: QComboBox, texts: Sequence[str]) -> None:
    place = max(choice.currentIndex(), 0)
    choice.clear()
    choice.addItems(list(texts))
    choice.setCurrentIndex(min(place, len(texts) - 1))


def _choice() -> QComboBox:
    choice = QComboBox()
    policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
    choice.setSizeAdjustPolicy(policy)
    return choice
