"""Whoever reviews a thousand parts looks at the same place of each."""

import pytest
from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from inspector.ui.pages.history.detail.part_picture import PartPicture
from inspector.wire.evidence import EvidenceRegion

SIZE, OTHER_SIZE = QSize(800, 600), QSize(640, 480)


def picture(size: QSize = SIZE) -> QImage:
    made = QImage(size, QImage.Format.Format_RGB32)
    made.fill(Qt.GlobalColor.darkCyan)
    return made


def region(x: float, y: float) -> EvidenceRegion:
    return EvidenceRegion(x=x, y=y, width=0.05, height=0.05, strength=1.0)


@pytest.fixture
def view(qtbot: QtBot) -> PartPicture:
    view = PartPicture()
    qtbot.addWidget(view)
    view.resize(400, 300)
    view.show_image(picture())
    view.look_at(4.0, QPointF(0.75, 0.75))
    return view


def next_part(view: PartPicture, *regions: EvidenceRegion, size: QSize = SIZE) -> None:
    view.show_evidence(())
    view.show_note("Loading the picture …")
    view.show_image(picture(size))
    view.show_evidence(regions)


def test_the_next_part_was_shown_as_a_whole_again(view: PartPicture) -> None:
    next_part(view)
    assert (view.zoom, view.centre) == (4.0, QPointF(0.75, 0.75))
    next_part(view, region(0.74, 0.74))
    assert view.zoom == 4.0


def test_what_was_found_elsewhere_is_never_out_of_sight(view: PartPicture) -> None:
    next_part(view, region(0.74, 0.74), region(0.1, 0.1))
    assert view.zoom == 1.0


def test_a_picture_of_another_size_is_shown_as_a_whole(view: PartPicture) -> None:
    next_part(view, size=OTHER_SIZE)
    assert view.zoom == 1.0
