"""What each action does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Protocol

from inspector.domain.evaluation import Evaluation
from inspector.ui.actions.keys import ActionKey

if TYPE_CHECKING:
    from inspector.ui.control import StationControl
    from inspector.ui.maintenance import MaintenanceControl
    from inspector.ui.pages.history import HistoryPage
    from inspector.ui.pages.setup import SetupPage
    from inspector.ui.widgets.zoom_view import ZoomView


class Shell(Protocol):
    """What the actions need of the window around the pages."""

    @property
    def picture_in_view(self) -> ZoomView:
        """The picture that the zoom actions work on."""

    def show_live(self) -> None:
        """Turn to the live page."""

    def show_history(self) -> None:
        """Turn to the history."""

    def show_setup(self) -> None:
        """Turn to the cameras' set-up."""

    def show_io(self) -> None:
        """Turn to the registers and signals."""

    def switch_sign_in(self) -> None:
        """Ask who is there, or sign that person out."""

    def clear_alarm(self) -> None:
        """Clear the alarm that is shown."""

    def switch_language(self) -> None:
        """Show everything in the next language."""

    def switch_theme(self) -> None:
        """From light to dark or back."""

    def switch_full_screen(self) -> None:
        """Fill the screen, or go back to a window."""

    def quit(self) -> None:
        """Close the app."""


def commands(
    shell: Shell,
    control: StationControl,
    maintenance: MaintenanceControl,
    history: HistoryPage,
    setup: SetupPage,
) -> Mapping[ActionKey, Callable[[], object]]:
    """One command for every action."""
    return {
        ActionKey.SHOW_LIVE: shell.show_live,
        ActionKey.SHOW_HISTORY: shell.show_history,
        ActionKey.SHOW_SETUP: shell.show_setup,
        ActionKey.SHOW_IO: shell.show_io,
        ActionKey.START: control.start,
        ActionKey.STOP: control.stop,
        ActionKey.RESET: control.reset,
        ActionKey.MAINTENANCE: maintenance.switch,
        ActionKey.CLEAR_ALARM: shell.clear_alarm,
        ActionKey.SIGN_IN: shell.switch_sign_in,
        ActionKey.REFRESH: history.refresh,
        ActionKey.FILTER_ALL: lambda: history.filter_evaluation(None),
        ActionKey.FILTER_OK: lambda: history.filter_evaluation(Evaluation.OK),
        ActionKey.FILTER_NOT_OK: lambda: history.filter_evaluation(Evaluation.NOT_OK),
        ActionKey.FILTER_NOT_DECIDABLE: lambda: history.filter_evaluation(Evaluation.NOT_DECIDABLE),
        ActionKey.FILTER_UNDEFINED: lambda: history.filter_evaluation(Evaluation.UNDEFINED),
        ActionKey.OPEN_DETAIL: history.open_detail,
        ActionKey.CLOSE_DETAIL: history.close_detail,
        ActionKey.SHOW_NEWER: history.show_newer,
        ActionKey.SHOW_OLDER: history.show_older,
        ActionKey.NEXT_VIEW: history.show_next_view,
        ActionKey.COPY_RESULT_ID: history.copy_result_id,
        ActionKey.ZOOM_IN: lambda: shell.picture_in_view.zoom_in(),
        ActionKey.ZOOM_OUT: lambda: shell.picture_in_view.zoom_out(),
        ActionKey.ZOOM_TO_FIT: lambda: shell.picture_in_view.zoom_to_fit(),
        ActionKey.TEST_EXPOSURE: setup.cameras.expose,
        ActionKey.CROSSHAIR: setup.picture.switch_crosshair,
        ActionKey.KEEP_FEATURES: setup.cameras.keep,
        ActionKey.SWITCH_LANGUAGE: shell.switch_language,
        ActionKey.SWITCH_THEME: shell.switch_theme,
        ActionKey.FULL_SCREEN: shell.switch_full_screen,
        ActionKey.QUIT: shell.quit,
    }
