"""The preprocessing: operations in order, the picture before and after, the time of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QComboBox, QFrame

from inspector.ui.i18n.faults import told_text
from inspector.ui.i18n.formats import milliseconds
from inspector.ui.i18n.language import translate
from inspector.ui.i18n.recipe_names import operation_text
from inspector.ui.pages.products.actions import ProductAction
from inspector.ui.pages.products.content import StepEntry, steps_of, with_steps
from inspector.ui.pages.products.panel import SetUpBench, SetUpPanel
from inspector.ui.pages.products.parameter_form import ParameterForm
from inspector.ui.pages.products.previewing import Previewing
from inspector.ui.pages.products.rows_table import RowsTable, TableRow
from inspector.ui.pictures import decode_picture
from inspector.ui.theme.style import set_role, set_tone
from inspector.ui.theme.tokens import Tone
from inspector.ui.widgets.picture.picture_view import PictureView
from inspector.ui.widgets.text.elided_label import ElidedLabel
from inspector.ui.widgets.text.labels import column, label, row
from inspector.wire.recipe_drafts import PreviewRequest, Step

if TYPE_CHECKING:
    from inspector.domain.errors.base import InspectorError
    from inspector.ui.feed import CameraView
    from inspector.wire.recipe_drafts import OperationList, OperationRow, PreviewState

_LEFT_SHARE, _RIGHT_SHARE = 55, 45


class PreprocessingPanel(SetUpPanel):
    """Both pictures on the left; steps and the parameters of one on the right."""

    follows_camera = True

    def __init__(self, bench: SetUpBench) -> None:
        super().__init__(bench)
        board = bench.context.board
        self._operations: dict[str, OperationRow] = {}
        self._preview: PreviewState | None = None
        self._version = ""
        self._watched = False
        self._previewing = Previewing(bench.context.own_requests(), self)
        self.before, self.after = PictureView(), PictureView()
        self._before_title, self._after_title = ElidedLabel("caption"), ElidedLabel("caption")
        self.figures = label("strong", wrap=True)
        self.steps = RowsTable(stretched=1, right=(2,))
        self.offered = QComboBox()
        self.form = ParameterForm()
        pictures = column(
            self._before_title, self.before, self._after_title, self.after, self.figures, spacing=6
        )
        pictures.setStretch(1, 1)
        pictures.setStretch(3, 1)
        card = QFrame()
        set_role(card, "card")
        adding = row(self.offered, board.button(ProductAction.ADD_OPERATION))
        adding.setStretch(0, 1)
        moving = row(
            board.button(ProductAction.OPERATION_UP),
            board.button(ProductAction.OPERATION_DOWN),
            1,
            board.button(ProductAction.REMOVE_OPERATION),
        )
        self.title = label("strong")
        right = column(self.title, self.steps, moving, adding, self.form)
        right.setStretch(1, 1)
        right.setContentsMargins(12, 10, 12, 10)
        card.setLayout(right)
        layout = row(spacing=12)
        layout.addLayout(pictures, _LEFT_SHARE)
        layout.addWidget(card, _RIGHT_SHARE)
        self.setLayout(layout)
        self._previewing.shown.connect(self._show_preview)
        self._previewing.missed.connect(self._miss_preview)
        self.steps.chosen.connect(self._show_parameters)
        self.form.entered.connect(self._enter)
        bench.camera.changed.connect(self.show_draft)
        self.retranslate()

    def watch(self, watched: bool) -> None:
        """Ask for previews while somebody looks."""
        self._watched = watched
        if not watched:
            self._previewing.forget()
            return
        if not self._operations:
            self.bench.requests.ask(
                "operations",
                lambda station: station.recipes.operations(),
                self._take_operations,
                self.failed.emit,
            )
        self._look()

    def show_picture(self, view: CameraView) -> None:
        """Another picture is the newest."""
        self._version = view.picture.version
        self._look()

    def show_draft(self) -> None:
        """Show the steps that the draft has."""
        figures = [] if self._preview is None else self._preview.steps
        rows = []
        for place, step in enumerate(self._entries()):
            name = str(step.get("operation", ""))
            took = ""
            if place < len(figures) and figures[place].operation == name:
                took = milliseconds(figures[place].ms)
            rows.append(TableRow(str(place), (str(place + 1), operation_text(name), took)))
        headers = (
            translate("Products", "No."),
            translate("Products", "Operation"),
            translate("Products", "Time"),
        )
        self.steps.show_rows(headers, rows)
        self._show_parameters()
        self._look()

    def add(self) -> None:
        """Add the chosen operation behind all others."""
        operation = self._operations.get(str(self.offered.currentData()))
        if operation is None:
            return
        given = {
            each.name: _first_value(each.default, each.minimum)
            for each in operation.parameters
            if each.required
        }
        entries = [*self._entries(), {"operation": operation.name, **given}]
        self._keep(entries, len(entries) - 1)

    def remove(self) -> None:
        """Remove the chosen step."""
        entries, place = self._entries(), self._place()
        if place < len(entries):
            del entries[place]
            self._keep(entries, min(place, max(len(entries) - 1, 0)))

    def move_step(self, by: int) -> None:
        """Let the chosen step come earlier or later."""
        entries, place = self._entries(), self._place()
        if place < len(entries) and 0 <= place + by < len(entries):
            entries[place], entries[place + by] = entries[place + by], entries[place]
            self._keep(entries, place + by)

    def retranslate(self) -> None:
        """Show every text again."""
        self.title.setText(translate("Products", "Operations in order"))
        self.steps.setAccessibleName(translate("Products", "Operations in order"))
        self.offered.setAccessibleName(translate("Products", "Operation to add"))
        self._before_title.show_text(translate("Products", "Before"))
        self._after_title.show_text(translate("Products", "After: what the model sees"))
        for picture in (self.before, self.after):
            if picture.image is None:
                picture.show_note(translate("Live", "No picture yet"))
        chosen = self.offered.currentData()
        self.offered.clear()
        for name, operation in self._operations.items():
            if all(each.kind != "image" for each in operation.parameters):
                self.offered.addItem(operation_text(name), name)
        self.offered.setCurrentIndex(max(self.offered.findData(chosen), 0))
        self.form.retranslate()
        self.show_draft()

    def _entries(self) -> list[StepEntry]:
        return steps_of(self.bench.draft.content, self.bench.camera.name)

    def _place(self) -> int:
        return int(self.steps.key or 0)

    def _keep(self, entries: list[StepEntry], place: int) -> None:
        draft, camera = self.bench.draft, self.bench.camera
        draft.change(with_steps(draft.content, camera.name, entries, several=camera.several))
        self.show_draft()
        self.steps.choose(str(place))

    def _enter(self, name: str, value: Any) -> None:
        entries, place = self._entries(), self._place()
        if place < len(entries):
            entries[place][name] = value
            self._keep(entries, place)

    def _show_parameters(self, key: str = "") -> None:
        del key
        entries, place = self._entries(), self._place()
        if place >= len(entries):
            self.form.show_parameters((), {})
            return
        operation = self._operations.get(str(entries[place].get("operation")))
        self.form.show_parameters(() if operation is None else operation.parameters, entries[place])

    def _take_operations(self, listed: OperationList) -> None:
        self._operations = {each.name: each for each in listed.operations}
        self.retranslate()

    def _look(self) -> None:
        camera = self.bench.camera.name
        state = self.bench.draft.state
        if not self._watched or not camera or state is None:
            return
        steps = [
            Step(
                operation=str(entry.get("operation")),
                parameters={key: value for key, value in entry.items() if key != "operation"},
            )
            for entry in self._entries()
        ]
        self._previewing.want(
            PreviewRequest(camera=camera, steps=steps, parent=state.parent), self._version
        )

    def _show_preview(self, preview: PreviewState) -> None:
        self._preview = preview
        for view, content in (
            (self.before, preview.before_png),
            (self.after, preview.after_png),
        ):
            image = decode_picture(content)
            if image is not None:
                view.show_image(image)
                view.show_stale(False)
        set_tone(self.figures, Tone.NEUTRAL)
        self.figures.setText(
            translate("Products", "All operations: {time}").format(
                time=milliseconds(preview.total_ms)
            )
        )
        self.show_draft()

    def _miss_preview(self, error: InspectorError) -> None:
        self.after.show_stale(True)
        set_tone(self.figures, Tone.NOT_OK)
        told = told_text(error.code, error.detail, error.reasons)
        self.figures.setText(f"{error.code}  {told}")


def _first_value(default: Any, minimum: float | None) -> Any:
    """A value that is right: the default, or a size that shows something."""
    if default is not None:
        return default
    return max(round(minimum or 0), 256)
