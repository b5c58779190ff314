"""What the actions of the window do."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from inspector.ui.actions.window import WindowAction
from inspector.ui.pages.catalogue import PAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from inspector.ui.actions.keys import ActionKey
    from inspector.ui.widgets.zoom_view import ZoomView
    from inspector.ui.window import OperatorWindow


def window_commands(window: OperatorWindow) -> Mapping[ActionKey, Callable[[], object]]:
    """One command for every action of the window."""

    def zoom(change: Callable[[ZoomView], object]) -> None:
        picture = window.pages.in_view.picture_in_view
        if picture is not None:
            change(picture)

    return {
        **{key: partial(window.turn_to, key) for key in PAGES},
        WindowAction.START: window.control.start,
        WindowAction.STOP: window.control.stop,
        WindowAction.RESET: window.control.reset,
        WindowAction.MAINTENANCE: window.maintenance.switch,
        WindowAction.ACKNOWLEDGE_ALARM: window.acknowledge_alarm,
        WindowAction.CLEAR_ALARM: window.clear_alarm,
        WindowAction.SIGN_IN: window.switch_sign_in,
        WindowAction.ZOOM_IN: lambda: zoom(lambda picture: picture.zoom_in()),
        WindowAction.ZOOM_OUT: lambda: zoom(lambda picture: picture.zoom_out()),
        WindowAction.ZOOM_TO_FIT: lambda: zoom(lambda picture: picture.zoom_to_fit()),
        WindowAction.SWITCH_LANGUAGE: window.switch_language,
        WindowAction.SWITCH_THEME: window.switch_theme,
        WindowAction.SWITCH_CONTRAST: window.switch_contrast,
        WindowAction.LARGER: window.zoom.larger,
        WindowAction.SMALLER: window.zoom.smaller,
        WindowAction.DISPLAY: window.display.switch,
        WindowAction.FULL_SCREEN: window.switch_full_screen,
        WindowAction.QUIT: window.close,
    }
