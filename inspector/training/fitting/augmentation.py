"""What a training picture may go through without becoming the picture of another part."""

from __future__ import annotations

from dataclasses import dataclass, fields

from torch import Tensor

from inspector.domain.errors.training import FitOptionsError
from inspector.training.fitting.photometry import relit
from inspector.training.fitting.warp import warped

_MOST = {"rotate_degrees": 180.0}


@dataclass(frozen=True, slots=True)
class Augmentation:
    """How far a training picture is changed; each picture draws its own values, evenly spread.

    The defaults allow what every line does to a part: it lies a little differently, and the light
    drifts. Whatever would show a part as it can never lie (a mirrored or turned one) must be asked
    for; what would hide a defect (blur, noise, erasing) there is not.

    Attributes:
        flip_horizontal: The part may be seen mirrored left to right.
        flip_vertical: The part may be seen mirrored top to bottom.
        rotate_90: The part may lie in any of four directions.
        rotate_degrees: Turned by at most so much either way.
        shift_percent: Shifted by at most so much of the side, in both directions.
        scale_percent: Larger or smaller by at most so much.
        brightness_percent: Lighter or darker by at most so much of the full range.
        contrast_percent: Contrast around the picture's own mean, more or less by so much.
    """

    flip_horizontal: bool = False
    flip_vertical: bool = False
    rotate_90: bool = False
    rotate_degrees: float = 0.0
    shift_percent: float = 4.0
    scale_percent: float = 5.0
    brightness_percent: float = 4.0
    contrast_percent: float = 15.0

    def __post_init__(self) -> None:
        for field in fields(self):
            most = _MOST.get(field.name, 90.0)
            if not 0 <= getattr(self, field.name) <= most:
                raise FitOptionsError(f"augmentation: {field.name} must be from 0 to {most:g}")

    @classmethod
    def any_direction(cls) -> Augmentation:
        """For parts and surfaces without an up, a left or a handedness."""
        return cls(flip_horizontal=True, flip_vertical=True, rotate_90=True)

    @classmethod
    def none(cls) -> Augmentation:
        """Pictures as they are."""
        return cls(shift_percent=0, scale_percent=0, brightness_percent=0, contrast_percent=0)


def augment(pixels: Tensor, augmentation: Augmentation) -> Tensor:
    """Change a batch, each picture in its own way.

    Random numbers come from torch's generator of the device that the batch lies on.

    Args:
        pixels: Grey levels from 0 to 255, shape ``(N, C, S, S)``.
        augmentation: How far.

    Returns:
        float32 of the same shape, from 0 to 255.
    """
    given = augmentation
    changed = warped(
        pixels.float(),
        mirrored=(given.flip_horizontal, given.flip_vertical),
        quarter_turns=given.rotate_90,
        degrees=given.rotate_degrees,
        shift=given.shift_percent / 100,
        scale=given.scale_percent / 100,
    )
    changed = relit(changed, given.brightness_percent / 100, given.contrast_percent / 100)
    return changed.clamp(0, 255)
