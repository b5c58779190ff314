"""Nothing is cut off, and everything can be touched with gloves."""

from collections.abc import Callable

import pytest
import wire_samples
from conftest import Opened
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from inspector.ui.i18n.language import Language
from inspector.ui.pages.keys import PageKey
from inspector.ui.widgets.elided_label import ElidedLabel
from inspector.ui.widgets.fitted_label import FittedLabel
from inspector.wire.station import StationState

GLOVE_PX = 48
"""10 mm at 96 dpi are 38 px; touch panels of 12 inches with 1280 by 800 have 125 dpi."""


def clipped(root: QWidget) -> list[str]:
    found = []
    for label in root.findChildren(QLabel):
        if label.isVisible() and not isinstance(label, ElidedLabel):
            needed = label.fontMetrics().horizontalAdvance(label.text())
            room = label.contentsRect()
            if needed > room.width() or label.fontMetrics().height() > room.height():
                found.append(label.text())
    for button in root.findChildren(QPushButton):
        hint = button.sizeHint()
        if button.isVisible() and (
            hint.width() > button.width() or hint.height() > button.height()
        ):
            found.append(button.text())
    for fitted in root.findChildren(FittedLabel):
        if fitted.isVisible() and fitted.fitted_font().pixelSize() < 18:
            found.append(fitted.text())
    return found


def too_small_to_touch(root: QWidget) -> list[str]:
    return [
        button.accessibleName()
        for button in root.findChildren(QPushButton)
        if button.isVisible() and min(button.width(), button.height()) < GLOVE_PX
    ]


def settle(opened: Opened, faults: Callable[[QWidget], list[str]]) -> None:
    """Layouts come to rest in the event loop; then nothing may be found."""

    def check() -> None:
        assert faults(opened.window) == []

    opened.bot.waitUntil(check)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080)])
def test_every_text_fits(opened: Opened, size: tuple[int, int], language: Language) -> None:
    window = opened.window
    opened.languages.choose(language)
    window.resize(*size)
    for index in (41, 59, 49, 53):
        opened.show_part(index)
        settle(opened, clipped)
    window.control.stop()
    settle(opened, clipped)
    opened.station.snapshot = wire_samples.snapshot(
        state=StationState.ERROR,
        alarms=[wire_samples.CAMERA_LOST, wire_samples.DISK_LOW],
        gate_connected=False,
        plc_connected=False,
        camera_connected=False,
    )
    opened.show_part(54)
    settle(opened, clipped)
    settle(opened, too_small_to_touch)
    window.show_result(wire_samples.result_id(59))
    opened.bot.waitUntil(lambda: window.history.detail.detail is not None)
    opened.bot.waitUntil(lambda: window.history.model.rowCount() > 0)
    settle(opened, clipped)
    window.show_result(wire_samples.result_id(wire_samples.SEEN_BY_THREE))
    opened.bot.waitUntil(lambda: len(window.history.detail.views.buttons) == 3)
    settle(opened, clipped)
    window.history.open_detail()
    settle(opened, clipped)
    settle(opened, too_small_to_touch)
    assert (window.width(), window.height()) == size


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080)])
def test_every_text_of_several_cameras_and_their_set_up_fits(
    opened: Opened, size: tuple[int, int], language: Language
) -> None:
    window, cameras = opened.window, opened.station.cameras
    opened.languages.choose(language)
    window.resize(*size)
    names = ("top", "front", "left", "right", "rear", "code")
    cameras.states = [wire_samples.camera(name) for name in names]
    cameras.states[1] = wire_samples.lost_camera("front")
    opened.show_part(59)
    settle(opened, clipped)
    opened.station.snapshot = wire_samples.snapshot(state=StationState.READY)
    window.turn_to(PageKey.SETUP)
    opened.show_part(60)
    panel = window.setup.features
    opened.bot.waitUntil(lambda: bool(panel.model.features))
    for feature in ("exposure_time_us", "trigger_source", "user_set_load", "device_user_id"):
        panel.tree.choose(feature)
        settle(opened, clipped)
        settle(opened, too_small_to_touch)
    window.setup.cameras.choose("front")
    opened.show_part(61)
    settle(opened, clipped)
    assert (window.width(), window.height()) == size


def test_rows_of_the_table_are_as_high_as_a_finger(opened: Opened) -> None:
    assert opened.window.history.table.verticalHeader().defaultSectionSize() >= GLOVE_PX
