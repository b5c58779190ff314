"""Everything is as large as the screen has room for, and never so large that it is cut off."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from open_window import Opened

from inspector.ui.actions.window import WindowAction
from inspector.ui.zoom import (
    NEEDED_HEIGHT_PX,
    NEEDED_WIDTH_PX,
    STEPS,
    ScreenRoom,
    Zoom,
    granted_factor,
)


@pytest.mark.parametrize(
    ("screen", "wished", "factor"),
    [
        ((1280, 800), 1.0, 1.0),
        ((1280, 800), 2.0, 1.0),
        ((1920, 1080), 1.0, 1.0),
        ((1920, 1080), 1.5, 1.35),
        ((3840, 2160), 1.0, 2.0),
        ((3840, 2160), 2.0, 2.7),
        ((2560, 1440), 1.0, 1.33),
        ((1280, 720), 1.0, 0.9),
        ((853, 533), 1.5, 0.66),
    ],
)
def test_a_wish_is_granted_as_far_as_the_screen_has_room(
    screen: tuple[int, int], wished: float, factor: float
) -> None:
    assert granted_factor(wished, ScreenRoom(*screen)) == factor


@given(st.integers(640, 8000), st.integers(400, 5000), st.sampled_from(STEPS))
def test_the_pages_always_have_the_room_they_need(width: int, height: int, wished: float) -> None:
    factor = granted_factor(wished, ScreenRoom(width, height))
    assert width / factor >= NEEDED_WIDTH_PX - 1e-6
    assert height / factor >= NEEDED_HEIGHT_PX - 1e-6


def test_steps_end_at_the_largest_and_at_the_smallest() -> None:
    zoom, asked = Zoom(), []
    zoom.changed.connect(lambda: asked.append(zoom.wished))
    for _ in range(4):
        zoom.larger()
    for _ in range(4):
        zoom.smaller()
    assert asked == [1.5, 2.0, 1.5, 1.0]


def test_the_display_panel_offers_language_brightness_contrast_and_size(opened: Opened) -> None:
    opened.show_part(41)
    opened.window.board[WindowAction.DISPLAY].trigger()
    panel = opened.window.display
    assert panel.isVisible()
    panel.buttons[WindowAction.SWITCH_CONTRAST].click()
    assert opened.look.theme.name.high_contrast
    panel.buttons[WindowAction.SWITCH_THEME].click()
    assert opened.look.theme.name.high_contrast
    assert not opened.look.theme.name.dark
    opened.window.board[WindowAction.DISPLAY].trigger()
    assert not panel.isVisible()
