"""Tiles cover a picture, and the shapes on it decide the label of each."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.domain.errors.dataset import SourceInvalidError
from inspector.training.datasets.sources.tiling import Shape, TileOptions, label_tiles


def square(left: float, top: float, side: float, label: str = "pit") -> Shape:
    right, bottom = left + side - 1, top + side - 1
    corners = [[left, top], [right, top], [right, bottom], [left, bottom]]
    return Shape(label, (np.array(corners, float),))


def label_of(*shapes: Shape, **options: float) -> str | None:
    """Of the first tile of 100 pixels in a picture of four."""
    sized = TileOptions(size_px=100, **options)  # type: ignore[arg-type]
    return label_tiles(200, 200, shapes, sized)[0].label


@given(st.integers(20, 90), st.integers(20, 90), st.integers(16, 20), st.integers(4, 40))
def test_tiles_lie_inside_and_cover_everything_when_the_stride_allows(
    width: int, height: int, size: int, stride: int
) -> None:
    seen = np.zeros((height, width), bool)
    tiles = label_tiles(width, height, [], TileOptions(size_px=size, stride_px=stride))
    for tile in tiles:
        assert tile.rect is not None
        assert tile.rect.fits(width, height)
        assert (tile.rect.width, tile.rect.height) == (size, size)
        seen[tile.rect.top :, tile.rect.left :][:size, :size] = True
    assert len({tile.rect for tile in tiles}) == len(tiles)
    assert seen[-1, -1]
    if stride <= size:
        assert seen.all()


@pytest.mark.parametrize(("side", "expected"), [(16, "pit"), (15, "pit"), (14, None), (1, None)])
def test_a_shape_marks_a_tile_when_it_covers_enough_of_it(side: int, expected: str | None) -> None:
    assert label_of(square(40, 40, side), tile_share=0.0225, shape_share=1.01) == expected


@pytest.mark.parametrize(
    ("left", "expected"), [(80, "pit"), (94, "pit"), (95, "pit"), (96, None), (100, "good")]
)
def test_a_tile_that_holds_enough_of_a_small_shape_is_marked(left: int, expected: str) -> None:
    assert label_of(square(left, 10, 10), tile_share=0.5, shape_share=0.5) == expected


def test_the_class_that_covers_most_wins() -> None:
    assert label_of(square(0, 0, 30, "rust"), square(50, 50, 40, "pit")) == "pit"
    assert (
        label_of(square(0, 0, 30, "rust"), square(0, 50, 30, "rust"), square(50, 50, 40)) == "rust"
    )


def test_shapes_of_one_class_add_up() -> None:
    small = [square(x, 97, 20) for x in (0, 25, 50, 75)]  # 60 pixels of each lie in the tile.
    assert label_of(*small, tile_share=0.02, shape_share=1.0) == "pit"
    assert label_of(*small[:3], tile_share=0.02, shape_share=1.0) is None


def test_a_shape_beside_the_picture_marks_nothing() -> None:
    assert label_of(square(150, 150, 30)) in ("good", None)
    assert label_of() == "good"


def test_a_picture_smaller_than_a_tile_is_refused() -> None:
    with pytest.raises(SourceInvalidError, match="90x100 is smaller"):
        label_tiles(90, 100, [], TileOptions(size_px=100))
