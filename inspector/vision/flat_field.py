"""Correction of uneven light, lens shading and fixed-pattern offset."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

import cv2
import numpy as np

from inspector.domain.errors.camera import ImageUnsuitableError
from inspector.domain.phrases.steps import StepPhrase
from inspector.vision.image import full_scale, pixel_format, size_text
from inspector.vision.operation import Kind, Operation, Parameter, per_image

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from inspector.domain.frame import Image

_SMALL_SIGMA_PX = 4.0


def flat_field(flat: Image, dark: Image | None, *, gain_limit: float) -> Callable[[Image], Image]:
    """Bind two-point flat-field correction to its reference images.

    ``corrected = (image - dark) * mean(flat - dark) / (flat - dark)``, EMVA 1288 terms: ``dark`` is
    the picture with the light off, ``flat`` that of an even white target. The gain is worked out
    once, here.

    Args:
        flat: Evenly lit target, same size and channels as the images to correct.
        dark: Offset picture, same pixel format as the images to correct; ``None`` for no offset.
        gain_limit: Largest gain, so that a dead pixel of the reference does not become a star.

    Raises:
        ImageUnsuitableError: ``flat`` and ``dark`` do not match, or ``flat`` is no brighter.
    """
    light = flat.astype(np.float32)
    if dark is not None:
        _require_match(dark, flat, "dark")
        light -= dark
    mean = float(light.mean())
    if mean < 1:
        raise ImageUnsuitableError(StepPhrase.FLAT_NOT_BRIGHTER())
    gain = np.minimum(mean / np.maximum(light, 1.0), gain_limit).astype(np.float32)
    gain.flags.writeable = False

    def correct(image: Image) -> Image:
        return apply_gain(image, gain, dark)

    return correct


def apply_gain(image: Image, gain: NDArray[np.float32], dark: Image | None) -> Image:
    """``(image - dark) * gain``, rounded and clipped to the pixel range.

    Raises:
        ImageUnsuitableError: the references have another size or pixel format.
    """
    if image.shape != gain.shape:
        raise ImageUnsuitableError(
            StepPhrase.REFERENCE_DIFFERS(
                name="flat", reference=_shape_text(gain.shape), image=_shape_text(image.shape)
            )
        )
    if dark is not None:
        _require_match(dark, image, "dark")
    offset_free = image if dark is None else cv2.subtract(image, dark)
    depth = cv2.CV_8U if image.dtype == np.uint8 else cv2.CV_16U
    return cast("Image", cv2.multiply(offset_free, gain, dtype=depth))


def flat_field_estimated(image: Image, *, sigma_px: float) -> Image:
    """Divide by the image's own blurred background and keep its mean brightness.

    Retrospective shading correction for when no reference picture can be taken. ``sigma_px`` must
    be several times the largest defect, or defects fade into the background. The blur is done on
    a reduced copy, which changes nothing for a background that is smooth at that scale.
    """
    scale = min(1.0, _SMALL_SIGMA_PX / sigma_px)
    height, width = image.shape[:2]
    small_size = (max(1, round(width * scale)), max(1, round(height * scale)))
    small = cv2.resize(image, small_size, interpolation=cv2.INTER_AREA).astype(np.float32)
    sigma = sigma_px * small_size[0] / width
    background = cv2.GaussianBlur(small, (0, 0), sigma, borderType=cv2.BORDER_REPLICATE)
    darkest = full_scale(image) / 255
    small_gain = (background.mean() / np.maximum(background, darkest)).astype(np.float32)
    gain = cv2.resize(small_gain, (width, height), interpolation=cv2.INTER_LINEAR)
    return apply_gain(image, cast("NDArray[np.float32]", gain), None)


def _shape_text(shape: tuple[int, ...]) -> str:
    return f"{shape[1]}x{shape[0]} {'BGR' if len(shape) == 3 else 'Mono'}"


def _require_match(reference: Image, image: Image, name: str) -> None:
    if reference.shape != image.shape or reference.dtype != image.dtype:
        raise ImageUnsuitableError(
            StepPhrase.REFERENCE_DIFFERS(
                name=name,
                reference=f"{size_text(reference)} {pixel_format(reference)}",
                image=f"{size_text(image)} {pixel_format(image)}",
            )
        )


FLAT_FIELD = Operation(
    "flat_field",
    "Even out light and lens shading by reference pictures; belongs before `roi`.",
    flat_field,
    (
        Parameter(
            name="flat", kind=Kind.IMAGE, help="Picture of an even, bright target.", required=True
        ),
        Parameter(
            name="dark", kind=Kind.IMAGE, help="Picture with the light off; absent for no offset."
        ),
        Parameter(
            name="gain_limit",
            kind=Kind.NUMBER,
            help="Largest gain, against dead pixels of the reference.",
            default=8.0,
            minimum=1,
            maximum=64,
        ),
    ),
)

FLAT_FIELD_ESTIMATED = Operation(
    "flat_field_estimated",
    "Even out light by the image's own blurred background, when no reference can be taken.",
    per_image(flat_field_estimated),
    (
        Parameter(
            name="sigma_px",
            kind=Kind.NUMBER,
            help="Blur of the background; several times the largest defect.",
            default=64.0,
            minimum=4,
            maximum=2000,
            unit="px",
        ),
    ),
)
