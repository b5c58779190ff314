"""What a new training is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from pydantic import ValidationError
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)

from inspector.domain.errors.api import RequestInvalidError
from inspector.ui.actions.lacking import Lacking
from inspector.ui.actions.offered import offer
from inspector.ui.i18n.formats import count
from inspector.ui.i18n.language import translate
from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP
from inspector.ui.i18n.phrases import phrase_text
from inspector.ui.pages.models.actions import ModelsAction
from inspector.ui.pages.models.words import SOURCES
from inspector.ui.theme.style import set_role, set_tone
from inspector.ui.theme.tokens import Tone
from inspector.ui.widgets.text.labels import column, label, row
from inspector.ui.widgets.text.scrolled import scrolled
from inspector.ui.widgets.text.translated import TranslatedFrame
from inspector.wire.training import (
    Architecture,
    DatasetPage,
    DatasetRow,
    Symmetry,
    TrainingRequest,
    TrainingSource,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inspector.ui.actions.board import ActionBoard
    from inspector.wire.history import PickList

_SYMMETRIES = {
    "flip-horizontal": QT_TRANSLATE_NOOP("Models", "Mirror ↔"),
    "flip-vertical": QT_TRANSLATE_NOOP("Models", "Mirror ↕"),
    "rotate-90": QT_TRANSLATE_NOOP("Models", "Quarter turns"),
    "rotate": QT_TRANSLATE_NOOP("Models", "Any angle"),
}
_WEIGHTS = {
    "none": QT_TRANSLATE_NOOP("Models", "Random numbers"),
    "auto": QT_TRANSLATE_NOOP("Models", "ImageNet where it is to be had"),
    "imagenet": QT_TRANSLATE_NOOP("Models", "ImageNet (needs the network once)"),
}
_SIZES = (96, 128, 160, 192, 224, 256, 320)
_USUAL_SIZE = 192
_CAPTIONS = (
    QT_TRANSLATE_NOOP("Models", "Pictures"),
    QT_TRANSLATE_NOOP("Models", "Dataset"),
    QT_TRANSLATE_NOOP("Models", "Good classes"),
    QT_TRANSLATE_NOOP("Models", "Name"),
    QT_TRANSLATE_NOOP("Models", "Version"),
    QT_TRANSLATE_NOOP("Models", "Network"),
    QT_TRANSLATE_NOOP("Models", "Starts from"),
    QT_TRANSLATE_NOOP("Models", "Input in pixels"),
    QT_TRANSLATE_NOOP("Models", "Epochs"),
    QT_TRANSLATE_NOOP("Models", "Parts also lie"),
)
_LIST = QT_TRANSLATE_NOOP("Models", "List of the history")
_SIXTHS = 6
_CELLS = (
    (0, 0, 3),
    (0, 3, 3),
    (3, 4, 2),
    (1, 0, 3),
    (1, 3, 3),
    (2, 0, 3),
    (2, 3, 3),
    (3, 0, 2),
    (3, 2, 2),
    (4, 0, 6),
)
"""Line, place in it and width of each caption with its field, in sixths of the form."""


class TrainingForm(TranslatedFrame):
    """Fields with the defaults of the command line."""

    def __init__(self, board: ActionBoard) -> None:
        super().__init__()
        set_role(self, "panel")
        self._page: DatasetPage | None = None
        self.title, self.told = label("title", wrap=True), label("caption", wrap=True)
        self.source, self.dataset = QComboBox(), QComboBox()
        self.dataset.setEditable(True)
        self.name, self.version, self.good = QLineEdit(), QLineEdit("1.0.0"), QLineEdit()
        self.architecture, self.weights, self.size_px = QComboBox(), QComboBox(), QComboBox()
        self.epochs, self.pick = QLineEdit(), QComboBox()
        self._pick_caption = label("muted")
        self._lists: Sequence[PickList] = ()
        self.symmetries = {name: QPushButton() for name in get_args(Symmetry)}
        self._captions = [label("muted") for _ in _CAPTIONS]
        self._fill()
        self._lay_out(board)
        self.source.currentIndexChanged.connect(self._follow_source)
        self.dataset.currentTextChanged.connect(self._describe)
        self._follow_source()
        self.retranslate()

    def show_datasets(self, page: DatasetPage) -> None:
        """Offer these."""
        if page == self._page:
            return
        self._page = page
        kept = self.dataset.currentText()
        self.dataset.clear()
        self.dataset.addItems([row.name for row in page.datasets if not row.fault])
        if kept:
            self.dataset.setCurrentText(kept)
        self._describe()

    def show_lists(self, lists: Sequence[PickList]) -> None:
        """Offer these lists of the history."""
        if lists != self._lists:
            self._lists = lists
            self._fill_lists()

    def request(self) -> TrainingRequest:
        """What is asked for.

        Raises:
            RequestInvalidError: a field cannot be.
        """
        source = TrainingSource(self.source.currentData())
        generated = source is TrainingSource.GENERATED
        given = {
            "name": self.name.text().strip(),
            "version": self.version.text().strip(),
            "source": source,
            "dataset": None if generated else self.dataset.currentText().strip(),
            "pick": self.pick.currentData() if source is TrainingSource.HISTORY else "",
            "good": tuple(each.strip() for each in self.good.text().split(",") if each.strip()),
            "allow": tuple(name for name, each in self.symmetries.items() if each.isChecked()),
            "architecture": self.architecture.currentText(),
            "weights": self.weights.currentData(),
            "size_px": self.size_px.currentData(),
            "epochs": self.epochs.text().strip() or None,
        }
        try:
            return TrainingRequest.model_validate(given)
        except ValidationError as error:
            field = str(error.errors()[0]["loc"][0])
            wrong = translate("Models", "Correct the field: {field}").format(
                field=self._caption_of(field)
            )
            raise RequestInvalidError(wrong, remedy=_remedy(field)) from error

    def retranslate(self) -> None:
        """Show every text again."""
        self.title.setText(translate("Models", "New training"))
        for caption, text in zip(self._captions, _CAPTIONS, strict=True):
            caption.setText(translate("Models", text))
        for place, source in enumerate(TrainingSource):
            self.source.setItemText(place, translate("Models", SOURCES[source]))
        for place, text in enumerate(_WEIGHTS.values()):
            self.weights.setItemText(place, translate("Models", text))
        for name, button in self.symmetries.items():
            button.setText(translate("Models", _SYMMETRIES[name]))
        self.epochs.setPlaceholderText(translate("Models", "by what it starts from"))
        self.good.setPlaceholderText(translate("Models", "those of the dataset"))
        for caption, field in zip(self._captions, self._fields(), strict=False):
            field.setAccessibleName(caption.text())
        self._pick_caption.setText(translate("Models", _LIST))
        self.pick.setAccessibleName(self._pick_caption.text())
        self._fill_lists()
        self._follow_source()

    def _fill_lists(self) -> None:
        chosen = self.pick.currentData()
        self.pick.clear()
        self.pick.addItem(translate("Models", "All reviewed parts"), "")
        for each in self._lists:
            self.pick.addItem(f"{each.name} · {count(each.results)}", each.name)
        self.pick.setCurrentIndex(max(0, self.pick.findData(chosen)))

    def _fields(self) -> tuple[QWidget, ...]:
        return (
            self.source,
            self.dataset,
            self.good,
            self.name,
            self.version,
            self.architecture,
            self.weights,
            self.size_px,
            self.epochs,
        )

    def _fill(self) -> None:
        for source in TrainingSource:
            self.source.addItem("", source.value)
        self.architecture.addItems(list(get_args(Architecture)))
        for weights in _WEIGHTS:
            self.weights.addItem("", weights)
        for size in _SIZES:
            self.size_px.addItem(str(size), size)
        self.size_px.setCurrentIndex(_SIZES.index(_USUAL_SIZE))
        for button in self.symmetries.values():
            set_role(button, "segment")
            button.setCheckable(True)

    def _lay_out(self, board: ActionBoard) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        turns = QWidget()
        turns.setLayout(row(*self.symmetries.values(), 1, spacing=4))
        cells = [*zip(self._captions, self._fields(), strict=False), (self._captions[-1], turns)]
        for (line, place, width), (caption, field) in zip(_CELLS, cells, strict=True):
            grid.addLayout(column(caption, field, spacing=3), line, place, 1, width)
        grid.addLayout(column(self._pick_caption, self.pick, spacing=3), 5, 0, 1, _SIXTHS)
        for place in range(_SIXTHS):
            grid.setColumnStretch(place, 1)
        content = QWidget()
        content.setLayout(column(self.told, grid, 1, spacing=10))
        area = scrolled(content)
        start = board.button(ModelsAction.START_TRAINING)
        set_tone(start, Tone.ACCENT)
        buttons = row(1, board.button(ModelsAction.DISMISS), start, spacing=10)
        layout = column(self.title, area, buttons, spacing=10)
        layout.setStretch(1, 1)
        layout.setContentsMargins(16, 14, 16, 14)
        self.setLayout(layout)

    def _follow_source(self) -> None:
        generated = self.source.currentData() == TrainingSource.GENERATED.value
        history = self.source.currentData() == TrainingSource.HISTORY.value
        for part in (self._pick_caption, self.pick):
            part.setVisible(history)
        lacking = Lacking.DATASET if generated else None
        offer(self.dataset, lacking)
        told = translate(
            "Models",
            "Classes that a good part may have, with commas between, where the dataset does "
            "not say so",
        )
        offer(self.good, lacking, told)
        self._describe()

    def _describe(self) -> None:
        page = self._page
        source = TrainingSource(self.source.currentData())
        if source is TrainingSource.GENERATED:
            text = translate("Models", "Trains on parts that the virtual line makes up.")
        elif source is TrainingSource.HISTORY:
            reviewed = 0 if page is None else page.reviewed
            text = translate(
                "Models",
                "First brings the {count} reviewed parts of this station into the dataset.",
            ).format(count=count(reviewed))
        else:
            chosen = self.dataset.currentText()
            rows = [] if page is None else page.datasets
            found = next((each for each in rows if each.name == chosen), None)
            text = _described(found, page)
        self.told.setText(text)

    def _caption_of(self, field: str) -> str:
        names = {
            "name": self._captions[3],
            "version": self._captions[4],
            "dataset": self._captions[1],
            "epochs": self._captions[8],
            "good": self._captions[2],
        }
        return names[field].text() if field in names else field


def _described(dataset: DatasetRow | None, page: DatasetPage | None) -> str:
    if dataset is None:
        folder = "" if page is None else page.folder
        return translate(
            "Models",
            "No such dataset. Import one with: inspector dataset import … --to {folder}/NAME",
        ).format(folder=folder)
    classes = ", ".join(
        f"{each.name}{' ✓' if each.good else ''} {count(each.pictures)}" for each in dataset.classes
    )
    told = translate("Models", "{count} pictures, revision {revision}: {classes}").format(
        count=count(dataset.pictures), revision=dataset.revision[:12], classes=classes
    )
    findings = [
        f"⚠ {phrase_text(each.message)} · {phrase_text(each.remedy)}" for each in dataset.findings
    ]
    return "\n".join([told, *findings])


def _remedy(field: str) -> str:
    if field == "version":
        return translate("Models", "Three numbers with points, such as 1.2.0.")
    if field == "epochs":
        return translate("Models", "A whole number from 1 on, or leave it empty.")
    return translate("Models", "Letters, digits, points, dashes; beginning with a letter or digit.")
