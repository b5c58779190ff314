"""Nothing is cut off, and everything can be touched with gloves."""

from collections.abc import Callable
from itertools import product

import pytest
import wire_samples
from open_window import Opened
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QHeaderView,
    QLabel,
    QPushButton,
    QToolButton,
    QWidget,
)

from inspector.ui.i18n.language import Language
from inspector.ui.pages.catalogue import PAGES
from inspector.ui.pages.keys import PageKey
from inspector.ui.widgets.elided_label import ElidedLabel
from inspector.ui.widgets.fitted_label import FittedLabel
from inspector.ui.zoom import STEPS, ScreenRoom, granted_factor
from inspector.wire.cameras import PictureArea
from inspector.wire.station import StationState

SIZES = ((1280, 800), (1920, 1080))
LOADING_MS, MOST_TURNS = 400, 30
"""For what a page asks of the station when it is turned to first."""
GLOVE_PX = 48
"""10 mm at 96 dpi are 38 px; touch panels of 12 inches with 1280 by 800 have 125 dpi."""


SCREENS = ((1280, 800), (1920, 1080), (3840, 2160))
SYSTEM_SCALES = (1.0, 1.5, 2.0)
ALIKE_PX = 16
_HEADER_PADDING_PX = 22


def window_sizes() -> list[tuple[int, int]]:
    """Every size that a window filling a screen has, in the pixels that layouts count in."""
    sizes: list[tuple[int, int]] = []
    for (width, height), system in product(SCREENS, SYSTEM_SCALES):
        room = ScreenRoom(round(width / system), round(height / system))
        for wished in STEPS:
            factor = granted_factor(wished, room)
            size = (int(room.width_px / factor), int(room.height_px / factor))
            if not any(abs(a - size[0]) + abs(b - size[1]) < ALIKE_PX for a, b in sizes):
                sizes.append(size)
    return sorted(sizes, key=lambda size: size[1])


def clipped(root: QWidget) -> list[str]:
    found = [label.text() for label in root.findChildren(QLabel) if is_cut(label)]
    for button in root.findChildren(QAbstractButton):
        hint = button.sizeHint()
        if (
            isinstance(button, QPushButton | QToolButton)
            and button.isVisible()
            and (hint.width() > button.width() or hint.height() > button.height())
        ):
            found.append(f"button {button.text() or button.accessibleName()}")
    for fitted in root.findChildren(FittedLabel):
        if fitted.isVisible() and fitted.fitted_font().pixelSize() < 18:
            found.append(fitted.text())
    for header in root.findChildren(QHeaderView):
        if header.isVisible() and header.orientation() is Qt.Orientation.Horizontal:
            found += cut_headings(header)
    return found


def is_cut(label: QLabel) -> bool:
    if not label.isVisible() or isinstance(label, ElidedLabel) or not label.text():
        return False
    room, flags = label.contentsRect(), Qt.TextFlag.TextExpandTabs
    if label.wordWrap():
        flags = Qt.TextFlag.TextWordWrap
    area = QRect(0, 0, room.width() if label.wordWrap() else 100_000, 100_000)
    needed = label.fontMetrics().boundingRect(area, flags, label.text())
    return needed.width() > room.width() + 1 or needed.height() > room.height() + 1


def cut_headings(header: QHeaderView) -> list[str]:
    model = header.model()
    return [
        f"heading {text}"
        for section in range(header.count())
        if not header.isSectionHidden(section)
        and (text := str(model.headerData(section, Qt.Orientation.Horizontal) or ""))
        and header.fontMetrics().horizontalAdvance(text) + _HEADER_PADDING_PX
        > header.sectionSize(section)
    ]


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
        window.show_result(wire_samples.result_id(wire_samples.SEEN_BY_THREE))
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
