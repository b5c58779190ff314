"""Nothing is cut off, and everything can be touched with gloves."""

from itertools import product

import pytest
import wire_samples
from fitting import GLOVE_PX, clipped, settle, too_small_to_touch
from open_window import Opened
from PySide6.QtWidgets import (
    QApplication,
)

from inspector.ui.i18n.language import Language
from inspector.ui.pages.catalogue import PAGES
from inspector.ui.pages.keys import PageKey
from inspector.ui.zoom import STEPS, ScreenRoom, granted_factor
from inspector.wire.cameras import PictureArea
from inspector.wire.station import StationState

SIZES = ((1280, 800), (1920, 1080))
LOADING_MS, MOST_TURNS = 400, 30
"""For what a page asks of the station when it is turned to first."""
SCREENS = ((1280, 800), (1920, 1080), (3840, 2160))
SYSTEM_SCALES = (1.0, 1.5, 2.0)
ALIKE_PX = 16


def window_sizes() -> list[tuple[int, int]]:
    """Every size that a window filling a screen has, in the pixels that layouts count in.

    The largest one was opened on another screen and moved there: nothing is magnified then.
    """
    sizes: list[tuple[int, int]] = [SCREENS[-1]]
    for (width, height), system in product(SCREENS, SYSTEM_SCALES):
        room = ScreenRoom(round(width / system), round(height / system))
        for wished in STEPS:
            factor = granted_factor(wished, room)
            size = (int(room.width_px / factor), int(room.height_px / factor))
            if not any(abs(a - size[0]) + abs(b - size[1]) < ALIKE_PX for a, b in sizes):
                sizes.append(size)
    return sorted(sizes, key=lambda size: size[1])


@pytest.mark.parametrize("language", Language)
def test_no_page_cuts_a_text_at_any_size_of_a_screen(opened: Opened, language: Language) -> None:
    window = opened.window
    opened.languages.choose(language)
    opened.show_part(59)
    for key in PAGES:
        window.turn_to(key)
        opened.bot.wait(LOADING_MS)
    found: dict[str, list[str]] = {}
    for size in window_sizes():
        fill(opened, size)
        for key in PAGES:
            window.turn_to(key)
            if faults := faults_at_rest(opened):
                found[f"{key.name} {size[0]}x{size[1]}"] = faults
        assert (window.width(), window.height()) == size
    assert found == {}


def fill(opened: Opened, size: tuple[int, int]) -> None:
    """The type follows the height, and with it how small a window can be."""
    for _ in range(2):
        opened.window.resize(*size)
        QApplication.processEvents()


def faults_at_rest(opened: Opened) -> list[str]:
    """What is still cut off when the layouts have come to rest."""
    faults = clipped(opened.window)
    for _ in range(MOST_TURNS):
        if not faults:
            break
        opened.bot.wait(10)
        faults = clipped(opened.window)
    return faults


@pytest.mark.parametrize("language", Language)
def test_every_verdict_and_trouble_fits(opened: Opened, language: Language) -> None:
    window = opened.window
    opened.languages.choose(language)
    area = PictureArea(x=0.2, y=0.1, width=0.6, height=0.8)
    opened.station.cameras.states = [wire_samples.camera(judged=area)]
    for size in SIZES:
        opened.station.snapshot = wire_samples.snapshot()
        fill(opened, size)
        for index in (41, 59, 49, 53):
            opened.show_part(index)
            settle(opened, clipped)
        window.control.stop()
        settle(opened, clipped)
        opened.station.snapshot = wire_samples.snapshot(
            state=StationState.ERROR,
            alarms=[wire_samples.CAMERA_LOST, wire_samples.DISK_LOW],
            maintenance=True,
            gate_connected=False,
            plc_connected=False,
            camera_connected=False,
        )
        opened.show_part(54)
        settle(opened, clipped)
        settle(opened, too_small_to_touch)
        opened.station.snapshot = wire_samples.snapshot(state=StationState.PREOPERATIONAL)
        opened.show_part(49)
        settle(opened, clipped)
        window.live.lots.open()
        settle(opened, clipped)
        window.live.lots.hide()
        window.display.switch()
        settle(opened, clipped)
        settle(opened, too_small_to_touch)
        window.display.switch()
        assert (window.width(), window.height()) == size


@pytest.mark.parametrize("language", Language)
def test_a_result_seen_by_several_cameras_fits(opened: Opened, language: Language) -> None:
    window = opened.window
    opened.languages.choose(language)
    opened.show_part(59)
    for size in SIZES:
        fill(opened, size)
        window.navigator.show_result(wire_samples.result_id(wire_samples.SEEN_BY_THREE))
        opened.bot.waitUntil(lambda: len(window.history.detail.views.buttons) == 3)
        settle(opened, clipped)
        assert (window.width(), window.height()) == size


@pytest.mark.parametrize("language", Language)
def test_every_text_of_several_cameras_and_their_set_up_fits(
    opened: Opened, language: Language
) -> None:
    window, cameras = opened.window, opened.station.cameras
    opened.languages.choose(language)
    names = ("top", "front", "left", "right", "rear", "code")
    cameras.states = [wire_samples.camera(name) for name in names]
    cameras.states[1] = wire_samples.lost_camera("front")
    opened.station.snapshot = wire_samples.snapshot(state=StationState.READY)
    panel = window.setup.features
    for size in SIZES:
        fill(opened, size)
        window.turn_to(PageKey.LIVE)
        opened.show_part(59)
        settle(opened, clipped)
        window.turn_to(PageKey.SETUP)
        opened.show_part(60)
        opened.bot.waitUntil(lambda: bool(panel.model.features))
        for feature in ("exposure_time_us", "trigger_source", "user_set_load", "device_user_id"):
            panel.tree.choose(feature)
            settle(opened, clipped)
            settle(opened, too_small_to_touch)
        window.setup.cameras.choose("front")
        opened.show_part(61)
        settle(opened, clipped)
        window.setup.cameras.choose("top")
        assert (window.width(), window.height()) == size


def test_rows_of_the_table_are_as_high_as_a_finger(opened: Opened) -> None:
    assert opened.window.history.table.verticalHeader().defaultSectionSize() >= GLOVE_PX
