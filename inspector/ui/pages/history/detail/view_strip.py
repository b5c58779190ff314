"""The cameras that looked at one part; touch one to see what it saw."""

# ruff: noqa: N802

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QPushButton, QSizePolicy, QWidget

from inspector.ui.i18n.texts import evaluation_text, finding_text
from inspector.ui.theme.style import set_role, set_style_property
from inspector.ui.theme.tokens import EVALUATION_TONES
from inspector.ui.widgets.picture.picture_view import PictureView
from inspector.ui.widgets.symbol.symbols import EVALUATION_SYMBOLS, SymbolView
from inspector.ui.widgets.text.elided_label import ElidedLabel
from inspector.ui.widgets.text.labels import column, row
from inspector.wire.history import ViewDetail

_HEIGHT_PX = 60
_PICTURE_PX = QSize(50, 46)
_NAME_MOST_PX = 120
_MARGIN_PX = 6
_SPACING_PX = 8
_SYMBOL_PX = 16
_SYMBOL_SPACING_PX = 5


class ViewButton(QPushButton):
    """One camera: small picture, name and verdict."""

    def __init__(self, view: ViewDetail) -> None:
        super().__init__()
        set_role(self, "view")
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.view = view
        self.picture = PictureView()
        self.picture.setFixedSize(_PICTURE_PX)
        self._symbol = SymbolView(_SYMBOL_PX, EVALUATION_SYMBOLS[view.evaluation])
        self._camera, self._verdict = ElidedLabel("body"), ElidedLabel("caption")
        finding = row(self._symbol, self._verdict, spacing=_SYMBOL_SPACING_PX)
        finding.setStretch(1, 1)
        words = column(self._camera, spacing=1)
        words.addLayout(finding)
        layout = row(self.picture, spacing=_SPACING_PX, margin=_MARGIN_PX)
        layout.addLayout(words, 1)
        self.setLayout(layout)
        for part in (self._symbol, self._verdict):
            set_style_property(part, "tone", EVALUATION_TONES[view.evaluation].value)
        for child in (self.picture, self._symbol, self._camera, self._verdict):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.retranslate()

    def sizeHint(self) -> QSize:
        """Large enough for a glove and for the whole verdict; a long name is shortened."""
        name = min(_text_width(self._camera), _NAME_MOST_PX)
        verdict = _SYMBOL_PX + _SYMBOL_SPACING_PX + _text_width(self._verdict)
        fixed = _PICTURE_PX.width() + _SPACING_PX + 2 * _MARGIN_PX
        return QSize(fixed + max(name, verdict), _HEIGHT_PX)

    def minimumSizeHint(self) -> QSize:
        """Any width: the strip sees to it that there is enough."""
        return QSize(_PICTURE_PX.width(), _HEIGHT_PX)

    def verdict(self) -> str:
        """The verdict on this view in words."""
        return self._verdict.whole_text()

    def retranslate(self) -> None:
        """Show the texts again."""
        view = self.view
        verdict = evaluation_text(view.evaluation)
        self._camera.show_text(view.camera)
        self._verdict.show_text(verdict)
        finding = finding_text(view.evaluation, view.reason, view.class_name)
        self.setAccessibleName(f"{view.camera} {verdict} {finding}")
        self.setToolTip(f"{view.camera}: {verdict} · {finding}")


class ViewStrip(QWidget):
    """Buttons side by side, in as many rows as the width needs; hidden for a single view.

    ``chosen(view)`` tells which camera was touched.
    """

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.buttons: list[ViewButton] = []
        self._group = QButtonGroup(self)
        self._group.idToggled.connect(self._tell)
        self._grid = QGridLayout()
        self._grid.setSpacing(_SPACING_PX)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self.setLayout(self._grid)
        self.hide()

    def show_views(self, views: Sequence[ViewDetail], shown: int) -> None:
        """Offer the views of a part, of which number ``shown`` is shown; pictures follow."""
        for button in self.buttons:
            self._group.removeButton(button)
            self._grid.removeWidget(button)
            button.deleteLater()
        self.buttons = [ViewButton(view) for view in views] if len(views) > 1 else []
        for button in self.buttons:
            button.setChecked(button.view.view == shown)
            self._group.addButton(button, button.view.view)
        self._arrange()
        self.setVisible(bool(self.buttons))

    def show_thumbnail(self, view: int, image: QImage) -> None:
        """Show the small picture of one view."""
        for button in self.buttons:
            if button.view.view == view:
                button.picture.show_image(image)

    def choose_next(self) -> None:
        """Turn to the next camera, after the last to the first."""
        for index, button in enumerate(self.buttons):
            if button.isChecked():
                self.buttons[(index + 1) % len(self.buttons)].setChecked(True)
                return

    def retranslate(self) -> None:
        """Show the texts again."""
        for button in self.buttons:
            button.retranslate()
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the width."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        if not self.buttons:
            return
        widest = max(button.sizeHint().width() for button in self.buttons)
        room = max(1, (self.width() + _SPACING_PX) // (widest + _SPACING_PX))
        rows = -(-len(self.buttons) // room)
        columns = -(-len(self.buttons) // rows)
        for index, button in enumerate(self.buttons):
            self._grid.addWidget(button, index // columns, index % columns)

    def _tell(self, view: int, checked: bool) -> None:
        if checked:
            self.chosen.emit(view)


def _text_width(label: ElidedLabel) -> int:
    label.ensurePolished()
    return label.fontMetrics().horizontalAdvance(label.whole_text()) + 1
