"""Augmentation changes a picture as far as it is told, and no further."""

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from inspector.domain.errors.training import FitOptionsError
from inspector.training.fitting.augmentation import Augmentation, augment

STILL = Augmentation.none()


def only(**changes: float) -> Augmentation:
    kept = {name: getattr(STILL, name) for name in Augmentation.__dataclass_fields__}
    return Augmentation(**{**kept, **changes})


def pictures(count: int = 64, channels: int = 1, side: int = 16) -> Tensor:
    generator = torch.Generator().manual_seed(3)
    shape = (count, channels, side, side)
    return torch.randint(0, 256, shape, dtype=torch.uint8, generator=generator)


def symmetries(picture: Tensor) -> list[Tensor]:
    turned = [torch.rot90(picture, turns, (1, 2)) for turns in range(4)]
    return [*turned, *(picture.flip(2) for picture in turned)]


def kinds(changed: Tensor, picture: Tensor) -> set[int]:
    """Which of the eight symmetries occur; each changed picture must be one."""
    found = set()
    for one in changed:
        distances = [float((one - known).abs().max()) for known in symmetries(picture)]
        assert min(distances) < 0.01
        found.add(distances.index(min(distances)))
    return found


def test_nothing_allowed_changes_nothing() -> None:
    given = pictures()
    assert torch.equal(augment(given, STILL), given.float())


@pytest.mark.parametrize(
    ("allowed", "expected"),
    [
        (only(flip_horizontal=True), {0, 4}),
        (only(flip_vertical=True), {0, 6}),
        (only(rotate_90=True), {0, 1, 2, 3}),
        (only(flip_horizontal=True, flip_vertical=True), {0, 2, 4, 6}),
        (only(flip_horizontal=True, flip_vertical=True, rotate_90=True), set(range(8))),
    ],
)
def test_only_the_symmetries_that_are_allowed_occur(
    allowed: Augmentation, expected: set[int]
) -> None:
    picture = pictures(1)[0].float()
    torch.manual_seed(5)
    assert kinds(augment(picture.expand(100, -1, -1, -1), allowed), picture) == expected


def test_by_default_a_part_is_neither_mirrored_nor_turned() -> None:
    ramp = torch.arange(32.0).view(1, 1, 1, 32).expand(50, 1, 32, 32) * 8
    torch.manual_seed(5)
    changed = augment(ramp, Augmentation())
    assert bool((changed[..., 24] > changed[..., 8] + 40).all()), "left stays left"
    assert float(changed[:, :, 2:-2].std(2).max()) < 1, "and nothing leans"


def test_a_shift_stays_within_its_share() -> None:
    spot = torch.zeros(200, 1, 40, 40)
    spot[:, :, 20, 20] = 255
    torch.manual_seed(5)
    changed = augment(spot, only(shift_percent=10))
    weight = changed / changed.sum((2, 3), keepdim=True)
    places = torch.arange(40.0)
    across, down = (weight.sum(2) * places).sum(2), (weight.sum(3) * places).sum(2)
    for found in (across - 20, down - 20):
        assert 3 < float(found.abs().max()) <= 4.01
        assert abs(float(found.mean())) < 0.8


def test_a_turn_stays_within_its_degrees() -> None:
    spot = torch.zeros(200, 1, 41, 41)
    spot[:, :, 20, 36] = 255
    torch.manual_seed(5)
    weight = augment(spot, only(rotate_degrees=20)).squeeze(1)
    places = torch.arange(41.0) - 20
    across = (weight.sum(1) * places).sum(1) / weight.sum((1, 2))
    down = (weight.sum(2) * places).sum(1) / weight.sum((1, 2))
    degrees = torch.rad2deg(torch.atan2(down, across))
    assert 15 < float(degrees.abs().max()) < 21


def test_scale_makes_parts_larger_and_smaller() -> None:
    square = torch.zeros(200, 1, 40, 40)
    square[:, :, 10:30, 10:30] = 255
    torch.manual_seed(5)
    sides = (augment(square, only(scale_percent=20)).sum((2, 3)) / 255).sqrt().flatten()
    assert 16 < float(sides.min()) < 18
    assert 22 < float(sides.max()) < 25.1


def test_light_moves_each_picture_by_its_own_amount() -> None:
    given = torch.full((100, 3, 8, 8), 128.0)
    torch.manual_seed(5)
    levels = augment(given, only(brightness_percent=10)).mean((1, 2, 3)) - 128
    assert 20 < float(levels.abs().max()) <= 25.5
    assert len(levels.unique()) == 100


def test_contrast_keeps_the_mean() -> None:
    given = torch.rand(50, 1, 16, 16) * 100 + 70
    torch.manual_seed(5)
    changed = augment(given, only(contrast_percent=30))
    torch.testing.assert_close(changed.mean((1, 2, 3)), given.mean((1, 2, 3)))
    gain = changed.std((1, 2, 3)) / given.std((1, 2, 3))
    assert 0.7 <= float(gain.min()) < 0.8
    assert 1.2 < float(gain.max()) <= 1.3001


@settings(max_examples=25)
@given(
    st.sampled_from([1, 3]),
    st.integers(1, 5),
    st.builds(
        Augmentation,
        flip_horizontal=st.booleans(),
        rotate_90=st.booleans(),
        rotate_degrees=st.floats(0, 180),
        shift_percent=st.floats(0, 50),
        scale_percent=st.floats(0, 50),
        brightness_percent=st.floats(0, 50),
        contrast_percent=st.floats(0, 50),
    ),
)
def test_whatever_is_allowed_a_picture_comes_out(
    channels: int, count: int, allowed: Augmentation
) -> None:
    given = pictures(count, channels, 12)
    changed = augment(given, allowed)
    assert changed.shape == given.shape
    assert changed.dtype is torch.float32
    assert bool(changed.isfinite().all())
    assert 0 <= float(changed.min()) <= float(changed.max()) <= 255


def test_the_same_random_numbers_give_the_same_pictures() -> None:
    changed = []
    for _ in range(2):
        torch.manual_seed(7)
        changed.append(augment(pictures(), Augmentation.any_direction()))
    torch.manual_seed(8)
    assert torch.equal(*changed)
    assert not torch.equal(changed[0], augment(pictures(), Augmentation.any_direction()))


@pytest.mark.parametrize(
    "wrong", [{"shift_percent": -1}, {"rotate_degrees": 181}, {"shift_percent": float("nan")}]
)
def test_what_makes_no_sense_is_refused_by_name(wrong: dict[str, float]) -> None:
    with pytest.raises(FitOptionsError, match=next(iter(wrong))):
        Augmentation(**wrong)
