"""The live picture shows what of it is judged, and costs nothing for it."""

import wire_samples
from open_window import Opened
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from inspector.ui.pages.keys import PageKey
from inspector.ui.pages.live.actions import LiveAction
from inspector.ui.theme.tokens import OVERLAY_LINE
from inspector.ui.widgets.picture.picture_view import Outline, PictureView
from inspector.wire.cameras import CameraState, PictureArea

AREA = PictureArea(x=0.25, y=0.1, width=0.5, height=0.8)
RECT = QRectF(0.25, 0.1, 0.5, 0.8)


def seen_by(opened: Opened, *cameras: CameraState) -> None:
    opened.station.cameras.states = list(cameras)


def test_the_area_is_marked_and_one_touch_hides_it(opened: Opened) -> None:
    seen_by(opened, wire_samples.camera(judged=AREA))
    opened.show_part(41)
    pictures = opened.window.live.pictures
    assert pictures.picture.area == RECT
    assert pictures.region.isVisible()
    pictures.region.click()
    assert pictures.picture.area is None
    opened.show_part(42)
    assert pictures.picture.area is None
    pictures.region.click()
    assert pictures.picture.area == RECT


def test_where_all_is_judged_there_is_nothing_to_mark_or_to_touch(opened: Opened) -> None:
    opened.show_part(41)
    pictures = opened.window.live.pictures
    assert pictures.picture.area is None
    assert not pictures.region.isVisible()


def test_each_of_several_cameras_has_its_own(opened: Opened) -> None:
    cameras = opened.station.cameras
    seen_by(
        opened,
        wire_samples.camera("top"),
        wire_samples.camera("side", judged=AREA),
    )
    cameras.decides = 1
    opened.show_part(41)
    top, side = opened.window.live.grid.tiles
    opened.bot.waitUntil(lambda: side.has_decided)
    assert (top.picture.area, side.picture.area) == (None, RECT)
    opened.window.board[LiveAction.SHOW_REGION].trigger()
    assert side.picture.area is None


def test_a_picture_keeps_the_area_that_it_was_judged_by(opened: Opened) -> None:
    """Another recipe came in force, and no part has passed since."""
    seen_by(opened, wire_samples.camera(judged=AREA))
    opened.show_part(41)
    seen_by(opened, wire_samples.camera())
    opened.show_part(53)
    assert opened.window.live.picture.area == RECT
    opened.show_part(54)
    assert opened.window.live.picture.area is None


class TestDrawing:
    def view(self, qapp: QApplication) -> PictureView:
        view = PictureView()
        view.resize(400, 400)
        view.show_image(grey())
        return view

    def test_it_lies_below_the_frames_of_defects(self, qapp: QApplication) -> None:
        view = self.view(qapp)
        view.show_area(RECT)
        faint = view.grab().toImage().pixelColor(100, 200)
        assert faint != QColor(128, 128, 128)
        view.show_regions([RECT])
        assert view.grab().toImage().pixelColor(100, 200) == QColor(OVERLAY_LINE)

    def test_its_outline_is_made_once_for_all_pictures_of_a_size(self, qapp: QApplication) -> None:
        view = self.view(qapp)
        made: list[Outline | None] = []
        view.show_area(RECT)
        for _ in range(3):
            view.show_image(grey())
            view.show_area(QRectF(RECT))
            view.grab()
            made.append(view.area_outline)
        assert made[0] is made[1] is made[2] is not None
        view.resize(300, 300)
        view.grab()
        assert view.area_outline is not made[0]


def grey() -> QImage:
    image = QImage(400, 400, QImage.Format.Format_RGB32)
    image.fill(QColor(128, 128, 128))
    return image


def test_the_choice_outlasts_a_page(opened: Opened) -> None:
    seen_by(opened, wire_samples.camera(judged=AREA))
    opened.show_part(41)
    opened.window.live.pictures.region.click()
    opened.window.turn_to(PageKey.HISTORY)
    opened.window.turn_to(PageKey.LIVE)
    opened.show_part(42)
    assert opened.window.live.picture.area is None
