"""The last rejects as small pictures, one below the other; touch one to see all about it."""

# ruff: noqa: N802

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from inspector.ui.i18n.formats import identifier
from inspector.ui.i18n.language import translate
from inspector.ui.i18n.texts import evaluation_text, finding_text
from inspector.ui.theme.style import set_role, set_tone
from inspector.ui.theme.tokens import EVALUATION_TONES
from inspector.ui.widgets.picture.picture_view import PictureView
from inspector.ui.widgets.symbol.symbol_paths import Symbol
from inspector.ui.widgets.symbol.symbols import EVALUATION_SYMBOLS, SymbolView
from inspector.ui.widgets.text.elided_label import ElidedLabel
from inspector.ui.widgets.text.labels import column, label, row
from inspector.ui.widgets.text.translated import TranslatedFrame
from inspector.wire.station import LiveResult

_MOST = 12
_ITEM_PX = QSize(128, 104)
_LINE_PX = 21
"""Height of a line of the smallest type that the items are made for."""
_SPACING_PX = 8
_MARGIN_PX, _EDGE_PX = 10, 8
_SYMBOL_PX = 16


class RejectButton(QPushButton):
    """One rejected part."""

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "reject")
        self.result: LiveResult | None = None
        self._size = _ITEM_PX
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.picture = PictureView()
        self.picture.setMinimumSize(40, 40)
        self._symbol = SymbolView(_SYMBOL_PX, Symbol.CROSS)
        self._part = label("caption")
        self._finding = ElidedLabel("caption")
        layout = column(self.picture, spacing=3)
        layout.setStretch(0, 1)
        layout.setContentsMargins(6, 6, 6, 6)
        heading = row(self._symbol, self._part, spacing=5)
        heading.setStretch(1, 1)
        layout.addLayout(heading)
        layout.addWidget(self._finding)
        self.setLayout(layout)
        for child in (self.picture, self._symbol, self._part, self._finding):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_size(self, size: QSize) -> None:
        """Take another size; a fixed one would be lost with the next tone."""
        if size != self._size:
            self._size = size
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """The size that was given."""
        return self._size

    def show_result(self, result: LiveResult) -> None:
        """Show a part; its picture follows."""
        if self.result is None or self.result.result_id != result.result_id:
            self.picture.show_note("")
        self.result = result
        tone = EVALUATION_TONES[result.evaluation]
        set_tone(self, tone)
        for part in (self._symbol, self._part, self._finding):
            set_tone(part, tone)
        self._symbol.show_symbol(EVALUATION_SYMBOLS[result.evaluation])
        self._part.setText(identifier(result.part_id))
        finding = finding_text(result.evaluation, result.reason, result.class_name)
        self._finding.show_text(finding)
        told = f"{evaluation_text(result.evaluation)} {identifier(result.part_id)} {finding}"
        self.setAccessibleName(told)
        self.setToolTip(told)


class RejectStrip(TranslatedFrame):
    """The newest reject on top, as many as the height holds.

    ``thumbnail_wanted(result_id)`` asks for a picture that :meth:`show_thumbnail` brings;
    ``chosen(result_id)`` tells which part was touched.
    """

    thumbnail_wanted = Signal(str)
    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "card")
        self._results: list[LiveResult] = []
        self.asked: set[str] = set()
        self.thumbnails: dict[str, QImage] = {}
        self._title = label("caption")
        self.buttons = [RejectButton() for _ in range(_MOST)]
        self._none = label("muted", wrap=True)
        self._none.setAlignment(Qt.AlignmentFlag.AlignTop)
        layout = column(self._title, self._none, *self.buttons, 1, spacing=_SPACING_PX)
        layout.setContentsMargins(_MARGIN_PX, _EDGE_PX, _MARGIN_PX, _EDGE_PX)
        self.setLayout(layout)
        for button in self.buttons:
            button.clicked.connect(self._choose)
        self._at_rest = QTimer(self, singleShot=True, interval=0)
        self._at_rest.timeout.connect(self._arrange)
        self.retranslate()

    def show_results(self, results: list[LiveResult]) -> None:
        """Show the last rejects, newest first."""
        if results != self._results:
            self._results = results
            self._arrange()

    def show_thumbnail(self, result_id: str, image: QImage | None) -> None:
        """Show the picture of a part; without one it may be asked for again."""
        if image is None:
            self.asked.discard(result_id)
        elif result_id in self.asked:
            self.thumbnails[result_id] = image
            for button in self.buttons:
                if button.result is not None and button.result.result_id == result_id:
                    button.picture.show_image(image)

    def retranslate(self) -> None:
        """Show everything again."""
        self._title.setText(translate("Live", "Last rejects"))
        self._none.setText(translate("Live", "No rejects yet"))
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many as fit; not at once, for showing and hiding them resizes again."""
        super().resizeEvent(event)
        self._at_rest.start()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of the type."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._at_rest.start()

    def minimumSizeHint(self) -> QSize:
        """Height for one; more appear where there is room."""
        return QSize(self._item().width(), 2 * self._item().height())

    def _item(self) -> QSize:
        """Large enough for a glove, and for the type in force."""
        return _ITEM_PX * max(1.0, self.fontMetrics().height() / _LINE_PX)

    def _arrange(self) -> None:
        item = self._item()
        self.setFixedWidth(item.width() + 2 * _MARGIN_PX + 2)
        for button in self.buttons:
            button.show_size(item)
        taken = self._title.sizeHint().height() + 2 * _EDGE_PX + _SPACING_PX
        room = (self.contentsRect().height() - taken) // (item.height() + _SPACING_PX)
        shown = self._results[: max(1, min(room, _MOST))]
        self._forget_all_but({result.result_id for result in shown})
        self._none.setVisible(not shown)
        for index, button in enumerate(self.buttons):
            button.setVisible(index < len(shown))
            if index < len(shown):
                self._fill(button, shown[index])

    def _forget_all_but(self, result_ids: set[str]) -> None:
        self.asked &= result_ids
        for gone in self.thumbnails.keys() - result_ids:
            del self.thumbnails[gone]

    def _fill(self, button: RejectButton, result: LiveResult) -> None:
        button.show_result(result)
        if (image := self.thumbnails.get(result.result_id)) is not None:
            button.picture.show_image(image)
        elif result.has_image and result.result_id not in self.asked:
            self.asked.add(result.result_id)
            self.thumbnail_wanted.emit(result.result_id)

    def _choose(self) -> None:
        button = self.sender()
        if isinstance(button, RejectButton) and button.result is not None:
            self.chosen.emit(button.result.result_id)
