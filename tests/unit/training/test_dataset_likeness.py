"""Pictures that show the same are found; parts of one kind in one fixture are not the same."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

pytest.importorskip("imagehash", reason="needs the extra `train`")

from inspector.training.datasets.near_duplicates import Likeness, find_likeness, thumbnail

Image = NDArray[np.uint8]


def surface(seed: int, contrast: float = 40, base: Image | None = None, size: int = 160) -> Image:
    """Clouds and grain that no other seed gives, on top of what all parts share."""
    rng = np.random.default_rng(seed)
    clouds = cv2.resize(
        rng.normal(0, contrast, (14, 14)), (size, size), interpolation=cv2.INTER_CUBIC
    )
    shared = 128.0 if base is None else base.astype(float)
    return np.clip(shared + clouds + rng.normal(0, 3, (size, size)), 0, 255).astype(np.uint8)


def jpeg(image: Image) -> Image:
    encoded = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, 60])[1]
    return np.asarray(cv2.imdecode(encoded, cv2.IMREAD_GRAYSCALE), np.uint8)


def brighter(image: Image) -> Image:
    return np.clip(image * 1.1 + 10, 0, 255).astype(np.uint8)


def smaller(image: Image) -> Image:
    return np.asarray(
        cv2.resize(image, None, fx=0.8, fy=0.8, interpolation=cv2.INTER_AREA), np.uint8
    )


def noisier(image: Image) -> Image:
    noise = np.random.default_rng(1).normal(0, 4, image.shape)
    return np.clip(image + noise, 0, 255).astype(np.uint8)


def likeness(images: dict[str, Image]) -> Likeness:
    return find_likeness({name: thumbnail(image) for name, image in images.items()})


def pairs(images: dict[str, Image]) -> set[tuple[str, str]]:
    return {(pair.one, pair.other) for pair in likeness(images).pairs}


@pytest.mark.parametrize("change", [jpeg, brighter, smaller, noisier])
@pytest.mark.parametrize("fixture", [False, True])
def test_a_changed_copy_is_found_also_among_parts_that_look_alike(change, fixture: bool) -> None:
    base = surface(999, contrast=60) if fixture else None
    images = {f"{n:02}": surface(n, 12 if fixture else 40, base) for n in range(20)}
    images["05 again"] = change(images["05"])
    assert pairs(images) == {("05", "05 again")}


def test_parts_in_one_fixture_are_no_duplicates() -> None:
    base = surface(999, contrast=60)
    assert pairs({str(n): surface(n, 8, base) for n in range(30)}) == set()


def test_two_views_of_different_parts_are_no_two_heaps_of_duplicates() -> None:
    views = [surface(998, contrast=60), surface(999, contrast=60)]
    images = {f"{n:02}": surface(n, 8, views[n % 2]) for n in range(60)}
    assert pairs(images) == set()
    assert sorted(map(len, likeness(images).families)) == [30, 30]
    images["07 again"] = jpeg(images["07"])
    assert pairs(images) == {("07", "07 again")}


def test_two_surfaces_of_low_contrast_are_not_the_same() -> None:
    assert pairs({str(n): surface(n, contrast=1.5) for n in range(20)}) == set()
    assert pairs({str(n): np.full((50, 50), n, np.uint8) for n in range(20)}) == set()


def test_two_pictures_alone_are_compared_as_they_are() -> None:
    one = surface(1)
    assert pairs({"a": one, "b": jpeg(one)}) == {("a", "b")}
    assert pairs({"a": one, "b": surface(2)}) == set()
    assert pairs({"a": one}) == set()


def test_all_copies_of_one_picture_hang_together() -> None:
    images = {f"{n:02}": surface(n) for n in range(10)}
    for change in (jpeg, brighter, smaller):
        images[f"03 {change.__name__}"] = change(images["03"])
    found = pairs(images)
    assert {name for pair in found for name in pair} == {n for n in images if n.startswith("03")}
    assert len(found) == 6
