"""All themes are legible, and nothing is styled outside of them."""

import re
from pathlib import Path

import pytest
from open_window import Opened
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QComboBox, QPushButton, QTableWidget, QWidget
from pytestqt.qtbot import QtBot

from inspector.domain.evaluation import Evaluation
from inspector.ui.theme.look import touch_px
from inspector.ui.theme.stylesheet import make_stylesheet
from inspector.ui.theme.tokens import EVALUATION_TONES, THEMES, Theme, ThemeName, Tone
from inspector.ui.widgets.symbol.symbols import EVALUATION_SYMBOLS

UI = Path(__file__).parents[3] / "inspector/ui"
BODY, OTHER, SYMBOL = 7.0, 4.5, 3.0


def luminance(colour: str) -> float:
    """Relative luminance by WCAG 2.1."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture(params=ThemeName)
def theme(request: pytest.FixtureRequest) -> Theme:
    return THEMES[request.param]


def test_body_text_stands_out(theme: Theme) -> None:
    for surface in (theme.canvas, theme.surface, theme.raised, theme.pressed):
        assert contrast(theme.ink, surface) >= BODY
    for surface in (theme.canvas, theme.surface, theme.raised):
        assert contrast(theme.ink_muted, surface) >= OTHER


@pytest.mark.parametrize("tone", Tone)
def test_a_tone_is_legible_wherever_it_stands(theme: Theme, tone: Tone) -> None:
    colours = theme.tones[tone]
    assert contrast(colours.on_fill, colours.fill) >= OTHER
    for surface in (theme.surface, colours.tint):
        assert contrast(colours.ink, surface) >= OTHER
    assert contrast(theme.ink, colours.tint) >= BODY


@pytest.mark.parametrize("name", [name for name in ThemeName if name.high_contrast])
def test_high_contrast_holds_for_every_text_symbol_and_edge(name: ThemeName) -> None:
    theme = THEMES[name]
    surfaces = (theme.canvas, theme.surface, theme.raised)
    for surface in surfaces:
        for ink in (theme.ink, theme.ink_muted, theme.ink_disabled):
            assert contrast(ink, surface) >= BODY
        assert contrast(theme.edge, surface) >= SYMBOL
        assert contrast(theme.line, surface) >= SYMBOL
    for tone, colours in theme.tones.items():
        assert contrast(colours.on_fill, colours.fill) >= BODY
        for surface in (*surfaces, colours.tint):
            assert contrast(colours.ink, surface) >= BODY
            if tone not in (Tone.NEUTRAL, Tone.STALE):
                assert contrast(colours.fill, surface) >= SYMBOL


def test_a_theme_is_named_by_its_two_qualities() -> None:
    for name in ThemeName:
        assert ThemeName.of(dark=name.dark, high_contrast=name.high_contrast) is name
        assert THEMES[name].name is name


@pytest.mark.parametrize(
    ("dots_per_inch", "height_px"), [(0.0, 46), (96.0, 46), (125.0, 49), (149.0, 59), (400.0, 60)]
)
def test_what_is_touched_is_ten_millimetres_high(dots_per_inch: float, height_px: int) -> None:
    assert touch_px(dots_per_inch) == height_px


def test_verdicts_differ_in_tone_and_in_symbol() -> None:
    assert len(set(EVALUATION_TONES.values())) == len(Evaluation)
    assert len(set(EVALUATION_SYMBOLS.values())) == len(Evaluation)


def test_colours_and_styles_live_in_the_theme_only() -> None:
    strays = [
        path.relative_to(UI)
        for path in UI.rglob("*.py")
        if path.parent.name != "theme"
        and re.search(r"setStyleSheet|\"#[0-9a-fA-F]{6}", path.read_text("utf-8"))
    ]
    assert strays == []


def test_a_stylesheet_has_no_hole(theme: Theme) -> None:
    sheet = make_stylesheet(theme, 1.0)
    assert "{{" not in sheet
    assert "None" not in sheet
    assert sheet.count("{") == sheet.count("}")


def test_the_theme_changes_what_stands_on_the_screen(opened: Opened) -> None:
    opened.show_part(41)
    dark = opened.window.grab().toImage().pixelColor(2, 400)
    opened.window.appearance.switch_theme()
    assert opened.window.grab().toImage().pixelColor(2, 400) != dark


def test_a_large_screen_gets_larger_type(opened: Opened) -> None:
    caption = opened.window.live.caption
    small = caption.fontMetrics().height()
    opened.window.resize(1920, 1080)
    assert caption.fontMetrics().height() > small


def test_a_box_of_choices_shows_a_triangle_that_points_down(qtbot: QtBot, theme: Theme) -> None:
    box = QComboBox()
    qtbot.addWidget(box)
    box.setStyleSheet(make_stylesheet(theme, 1.0))
    box.resize(200, 60)
    picture = box.grab().toImage()
    ground = picture.pixelColor(box.width() // 2, 10)
    inside = QRect(box.width() - 36, 8, 28, box.height() - 16)
    drawn = [
        sum(picture.pixelColor(x, y) != ground for x in range(inside.left(), inside.right()))
        for y in range(inside.top(), inside.bottom())
    ]
    widths = [width for width in drawn if width]
    assert len(widths) >= 6
    assert widths == sorted(widths, reverse=True)
    assert widths[0] > 3 * widths[-1]


def test_type_on_a_fine_screen_that_the_window_was_moved_to_is_no_smaller_for_it(
    opened: Opened,
) -> None:
    heights = {}
    for width, height in ((1280, 800), (1920, 1080), (3840, 2160)):
        opened.window.resize(width, height)
        heights[height] = opened.window.fontMetrics().height() / height
    assert heights[2160] >= 0.6 * heights[800]
    assert heights[1080] >= 0.6 * heights[800]


@pytest.mark.parametrize("name", [name for name in ThemeName if name.high_contrast])
def test_what_was_chosen_could_hardly_be_told_from_the_rest_in_bright_sun(
    qtbot: QtBot, name: ThemeName
) -> None:
    theme = THEMES[name]
    table, button = QTableWidget(3, 1), QPushButton("Log", checkable=True)
    for shown in (table, button):
        qtbot.addWidget(shown)
        shown.setStyleSheet(make_stylesheet(theme, 1.0))
    button.resize(button.sizeHint())
    plain = button.size()
    edge = theme.tones[Tone.ACCENT].fill
    assert contrast(edge, theme.surface) >= SYMBOL
    assert not _is_drawn(table, edge)
    assert not _is_drawn(button, edge)
    table.selectRow(1)
    button.setChecked(True)
    assert _is_drawn(table, edge)
    assert _is_drawn(button, edge)
    assert button.sizeHint() == plain, "it may not move what is beside it"


def _is_drawn(widget: QWidget, colour: str) -> bool:
    """Whether a pixel on the line down the middle has a colour."""
    picture, wanted = widget.grab().toImage(), QColor(colour)
    middle = picture.width() // 2
    return any(picture.pixelColor(middle, y) == wanted for y in range(picture.height()))


def test_scroll_bars_and_fields_stand_out_in_every_theme(theme: Theme) -> None:
    sheet = make_stylesheet(theme, 1.0)
    handle = re.search(r"QScrollBar::handle:vertical \{ background: (#\w+)", sheet)
    field = re.search(r"QLineEdit \{ background: (#\w+)", sheet)
    assert handle is not None
    assert field is not None
    if theme.name.high_contrast:
        assert contrast(handle[1], theme.surface) >= SYMBOL
    assert contrast(theme.ink, field[1]) >= BODY
    assert contrast(theme.ink_muted, field[1]) >= OTHER
