"""Generated parts: pure, fast to tell apart, and with defects that can be seen."""

import hashlib
import subprocess
import sys

import numpy as np
import pytest

from inspector.sim.parts import CLASSES, IMAGE_SIZE_PX, OK_CLASSES, Part, render_part

PRINT_HASHES = """
import hashlib
from inspector.sim.parts import render_part
for index in range(12):
    print(hashlib.sha256(render_part(5, index, defect_rate=0.8).image).hexdigest())
"""


@pytest.fixture(scope="module")
def parts() -> list[Part]:
    return [render_part(77, index, defect_rate=0.8) for index in range(400)]


def digest(part: Part) -> str:
    return hashlib.sha256(part.image).hexdigest()


def test_another_process_renders_the_same_parts() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PRINT_HASHES], capture_output=True, text=True, check=True
    )
    own = [digest(render_part(5, index, defect_rate=0.8)) for index in reversed(range(12))]
    assert done.stdout.split() == own[::-1]


def test_every_part_is_a_read_only_mono8_picture(parts: list[Part]) -> None:
    for part in parts:
        assert part.image.dtype == np.uint8
        assert part.image.shape == (IMAGE_SIZE_PX, IMAGE_SIZE_PX)
        assert not part.image.flags.writeable


def test_no_two_parts_are_alike(parts: list[Part]) -> None:
    assert len({digest(part) for part in parts}) == len(parts)
    assert digest(render_part(1, 0)) != digest(render_part(2, 0))


def test_all_classes_occur_and_only_defects_are_severe(parts: list[Part]) -> None:
    assert {part.class_name for part in parts} == set(CLASSES)
    for part in parts:
        good = part.class_name in OK_CLASSES
        assert (part.defect is None) == good
        assert part.severity == 0 if good else 0 <= part.severity <= 1


@pytest.mark.parametrize(("rate", "expected"), [(0.0, 0), (1.0, 60)])
def test_the_defect_rate_is_kept(rate: float, expected: int) -> None:
    rendered = [render_part(3, index, defect_rate=rate) for index in range(60)]
    assert sum(part.class_name not in OK_CLASSES for part in rendered) == expected


def test_a_box_lies_in_the_picture_and_on_the_defect(parts: list[Part]) -> None:
    for part in parts:
        box = part.defect
        if box is not None:
            assert 0 <= box.left < box.right <= IMAGE_SIZE_PX
            assert 0 <= box.top < box.bottom <= IMAGE_SIZE_PX
            assert (box.right - box.left) * (box.bottom - box.top) >= 9


def test_the_part_is_brighter_than_the_table_and_not_clipped_away(parts: list[Part]) -> None:
    for part in parts:
        corners = part.image[[0, 0, -1, -1], [0, -1, 0, -1]]
        assert part.image[70:122, 70:122].max() > corners.mean() + 30
        assert (part.image == 255).mean() < 0.05
