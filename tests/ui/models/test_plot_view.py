"""The plots of a training."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from inspector.ui.pages.models.plot_view import Line, PlotView
from inspector.ui.theme.look import Look
from inspector.ui.theme.tokens import ThemeName, Tone

AT_THE_TOP, AT_THE_FOOT = [(0.0, 1.0), (1.0, 1.0)], [(0.0, 0.0), (1.0, 0.0)]
NAMES = ("of all", "mean of the classes")


def drawn(plot: PlotView, area: QRectF, colour: str) -> bool:
    """Whether a pixel of a colour lies in an area."""
    image, wanted = plot.grab().toImage(), QColor(colour).rgb()
    ratio = image.devicePixelRatio()
    return any(
        image.pixel(round(x * ratio), round(y * ratio)) == wanted
        for x in range(int(area.left()), int(area.right()))
        for y in range(int(area.top()), round(area.bottom()) + 1)
    )


@pytest.fixture
def look(qapp: QApplication) -> Look:
    return Look(qapp, ThemeName.DARK)


@pytest.fixture
def plot(qtbot: QtBot, look: Look) -> PlotView:
    plot = PlotView(look)
    qtbot.addWidget(plot)
    plot.show_titles("Accuracy", "epoch", "share of the validation pictures")
    first = Line(NAMES[0], AT_THE_TOP, Tone.OK)
    plot.show_lines([first, Line(NAMES[1], AT_THE_FOOT, Tone.UNDEFINED)])
    plot.show()
    return plot


@pytest.mark.parametrize("width_px", [180, 260, 420, 900])
def test_the_legend_lay_over_the_curve(plot: PlotView, look: Look, width_px: int) -> None:
    plot.resize(width_px, 220)
    legend, area = plot.legend_area(), plot.area()
    assert not legend.intersects(area)
    for tone in (Tone.OK, Tone.UNDEFINED):
        colour = look.theme.tones[tone].ink
        assert drawn(plot, legend, colour), f"the stroke of {tone} is missing"
        assert drawn(plot, area, colour)


def test_one_curve_needs_no_legend_and_no_room_for_it(plot: PlotView) -> None:
    plot.resize(300, 220)
    before = plot.area()
    plot.show_lines([Line(NAMES[0], AT_THE_TOP)])
    assert plot.legend_area().height() == 0
    assert plot.area().height() > before.height()
