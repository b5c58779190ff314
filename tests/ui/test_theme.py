"""Both themes are legible, and nothing is styled outside of them."""

import re
from pathlib import Path

import pytest
from conftest import Opened

from inspector.domain.evaluation import Evaluation
from inspector.ui.theme.stylesheet import make_stylesheet
from inspector.ui.theme.tokens import EVALUATION_TONES, THEMES, Theme, ThemeName, Tone
from inspector.ui.widgets.symbols import EVALUATION_SYMBOLS

UI = Path(__file__).parents[2] / "inspector/ui"
BODY, OTHER = 7.0, 4.5


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
    opened.window.switch_theme()
    assert opened.window.grab().toImage().pixelColor(2, 400) != dark


def test_a_large_screen_gets_larger_type(opened: Opened) -> None:
    caption = opened.window.live.caption
    small = caption.fontMetrics().height()
    opened.window.resize(1920, 1080)
    assert caption.fontMetrics().height() > small
