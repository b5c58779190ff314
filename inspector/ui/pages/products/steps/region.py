"""The region of interest, drawn on the live picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QLabel

from inspector.ui.i18n.language import translate
from inspector.ui.i18n.recipe_names import parameter_text
from inspector.ui.pages.products.actions import ProductAction
from inspector.ui.pages.products.content import region_of, steps_of, with_region, with_steps
from inspector.ui.pages.products.number_field import NumberField
from inspector.ui.pages.products.panel import SetUpBench, SetUpPanel
from inspector.ui.pages.products.region_view import LEAST_PX, RegionView
from inspector.ui.theme.style import set_role
from inspector.ui.widgets.text.labels import column, label, row

if TYPE_CHECKING:
    from inspector.ui.feed import CameraView

_LEFT_SHARE, _RIGHT_SHARE = 72, 28
_MOST_PX = 65_535
_NAMES = ("offset_x_px", "offset_y_px", "width_px", "height_px")


class RegionPanel(SetUpPanel):
    """The picture with its frame on the left, four numbers on the right."""

    follows_camera = True
    picture: RegionView

    def __init__(self, bench: SetUpBench) -> None:
        super().__init__(bench)
        board = bench.context.board
        self.picture = RegionView()
        self.title, self.hint = label("strong"), label("muted", wrap=True)
        self._labels: dict[str, QLabel] = {name: label("caption") for name in _NAMES}
        self.fields = {
            name: NumberField(0 if index < 2 else LEAST_PX, _MOST_PX, whole=True)
            for index, name in enumerate(_NAMES)
        }
        card = QFrame()
        set_role(card, "card")
        lines = column(self.title, spacing=6)
        for pair in (_NAMES[:2], _NAMES[2:]):
            side_by_side = row(spacing=8)
            for name in pair:
                side_by_side.addLayout(column(self._labels[name], self.fields[name], spacing=4), 1)
                self.fields[name].entered.connect(self._enter)
            lines.addLayout(side_by_side)
        lines.addWidget(board.button(ProductAction.WHOLE_PICTURE))
        lines.addWidget(self.hint)
        lines.addStretch(1)
        lines.addLayout(row(*self.zoom_keys()))
        lines.setContentsMargins(12, 10, 12, 10)
        card.setLayout(lines)
        layout = row(spacing=12)
        layout.addWidget(self.picture, _LEFT_SHARE)
        layout.addWidget(card, _RIGHT_SHARE)
        self.setLayout(layout)
        self.picture.drawn.connect(self._draw)
        bench.camera.changed.connect(self.show_draft)
        self.retranslate()

    def show_picture(self, view: CameraView) -> None:
        """Show the newest picture under the frame."""
        self.picture.show_live(view.image, view.picture.width_px, view.picture.height_px)

    def show_draft(self) -> None:
        """Show the frame that the draft has."""
        region = region_of(steps_of(self.bench.draft.content, self.bench.camera.name))
        self.picture.show_region(region)
        for name, number in zip(_NAMES, region or (None,) * len(_NAMES), strict=True):
            self.fields[name].show_number(number)

    def use_whole_picture(self) -> None:
        """No region: everything decides."""
        self._keep(None)

    def retranslate(self) -> None:
        """Show every text again."""
        self.title.setText(translate("Products", "Region of interest"))
        for name in _NAMES:
            self._labels[name].setText(parameter_text(name))
            self.fields[name].setAccessibleName(parameter_text(name))
        self.picture.setAccessibleName(translate("Products", "Region of interest"))
        self.hint.setText(
            translate(
                "Products",
                "Drag a corner or the frame; arrow keys move it, with Shift they size it, "
                "with Ctrl by ten pixels.",
            )
        )
        if self.picture.image is None:
            self.picture.show_note(translate("Live", "No picture yet"))

    def _draw(self, left: int, top: int, width: int, height: int) -> None:
        self._keep((left, top, width, height))

    def _enter(self, number: float) -> None:
        del number
        entered = [self.fields[name].number for name in _NAMES]
        if entered[2] is None or entered[3] is None:
            return
        left, top, width, height = (round(each or 0) for each in entered)
        self._keep((left, top, width, height))

    def _keep(self, region: tuple[int, int, int, int] | None) -> None:
        draft, camera = self.bench.draft, self.bench.camera
        steps = with_region(steps_of(draft.content, camera.name), region)
        draft.change(with_steps(draft.content, camera.name, steps, several=camera.several))
        self.show_draft()
