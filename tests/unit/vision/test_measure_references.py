import hashlib

import cv2
import numpy as np
import pytest

from inspector.domain.errors.calibration import ReferenceUnsuitableError
from inspector.domain.recipe import PreprocessingStep
from inspector.vision.image import pixel_format
from inspector.vision.imagefile import read_image
from inspector.vision.measure.references import (
    MIN_FRAMES,
    Reference,
    dark_reference,
    encode_dark,
    encode_flat,
    flat_reference,
)
from inspector.vision.pipeline import compile_steps

SHADE = np.linspace(0.4, 1.0, 256)[None, :] * np.ones((192, 1))
OFFSET = 6.0


def frames(light: float, full_scale: int, dtype: type, count: int = 8, colour: bool = False):
    """What a camera with shading, an offset and noise sees of an even target."""
    generator = np.random.default_rng(11)
    levels = full_scale / 255
    for _ in range(count):
        ideal = (light * SHADE + OFFSET) * levels
        ideal = np.dstack([ideal] * 3) if colour else ideal
        noisy = ideal + generator.normal(0, 0.8 * levels, ideal.shape)
        yield np.clip(np.rint(noisy), 0, full_scale).astype(dtype)


def corrected(image, tmp_path, flat: Reference, dark: Reference | None):
    """The image after the operation of the recipe, with the files as written."""
    pictures = {"flat": encode_flat(flat, dark)}
    if dark is not None:
        pictures["dark"] = encode_dark(dark)
    parameters = {}
    for name, content in pictures.items():
        (tmp_path / f"{name}.png").write_bytes(content)
        parameters[name] = f"{name}.png"
        parameters[f"{name}_sha256"] = hashlib.sha256(content).hexdigest()
    to_8bit = PreprocessingStep("to_8bit", {"significant_bits": 12})
    steps = [PreprocessingStep("flat_field", parameters), to_8bit]
    return compile_steps(steps, tmp_path)(image)


@pytest.mark.parametrize("colour", [False, True])
@pytest.mark.parametrize(("dtype", "bits"), [(np.uint8, 8), (np.uint16, 12)])
@pytest.mark.parametrize("with_dark", [False, True])
def test_the_files_flatten_what_the_camera_sees(tmp_path, dtype, bits, colour, with_dark):
    full_scale = (1 << bits) - 1
    flat = flat_reference(frames(180, full_scale, dtype, colour=colour), significant_bits=bits)
    dark = None
    if with_dark:
        dark = dark_reference(frames(0, full_scale, dtype, colour=colour), significant_bits=bits)
    image = next(frames(120, full_scale, dtype, count=1, colour=colour))
    even = corrected(image, tmp_path, flat, dark).astype(float)
    left, right = even[:, :16].mean(), even[:, -16:].mean()
    assert abs(left - right) < (2 if with_dark else 5)
    assert image[:, :16].mean() < image[:, -16:].mean() * 0.6


def test_a_flat_keeps_the_fraction_of_a_level_that_the_average_gained(tmp_path):
    flat = flat_reference(frames(180, 255, np.uint8, count=32), significant_bits=8)
    (tmp_path / "flat.png").write_bytes(encode_flat(flat, None))
    stored = read_image(tmp_path / "flat.png")
    assert pixel_format(stored) == "Mono16"
    np.testing.assert_allclose(stored / 257, flat.mean, atol=0.01)
    assert flat.frames == 32
    assert not flat.mean.flags.writeable


def test_the_average_is_that_of_the_frames():
    taken = list(frames(180, 4095, np.uint16))
    flat = flat_reference(iter(taken), significant_bits=12)
    np.testing.assert_allclose(flat.mean, np.mean(taken, axis=0), rtol=1e-5)
    assert flat.dtype == np.uint16


def test_saturated_frames_are_refused():
    bright = [np.clip(each.astype(int) * 2, 0, 4095).astype(np.uint16) for each in shaded(12)]
    with pytest.raises(ReferenceUnsuitableError, match=r"CAL-002: .* of the flat picture is sat"):
        flat_reference(bright, significant_bits=12)


def shaded(bits: int) -> list[np.ndarray]:
    return list(frames(180, (1 << bits) - 1, np.uint8 if bits == 8 else np.uint16))


@pytest.mark.parametrize("bits", [8, 12])
def test_a_dark_flat_and_a_bright_dark_are_refused(bits):
    with pytest.raises(ReferenceUnsuitableError, match=r"too dark: 1\d% of full scale"):
        flat_reference([each // 5 for each in shaded(bits)], significant_bits=bits)
    with pytest.raises(ReferenceUnsuitableError, match=r"too bright: 5\d% of full scale"):
        dark_reference(shaded(bits), significant_bits=bits)


def test_a_scene_that_moves_or_flickers_is_refused():
    moving = shaded(8)
    cv2.circle(moving[5], (80, 80), 24, 10, -1)
    with pytest.raises(ReferenceUnsuitableError, match=r"changes by .* from frame to frame"):
        flat_reference(moving, significant_bits=8)
    flickering = shaded(8)
    flickering[3] = (flickering[3] * 0.9).astype(np.uint8)
    with pytest.raises(ReferenceUnsuitableError, match="changes by"):
        flat_reference(flickering, significant_bits=8)


def test_frames_of_two_formats_are_refused():
    with pytest.raises(ReferenceUnsuitableError, match="pixel format changed"):
        flat_reference([*shaded(8)[:4], shaded(12)[0]], significant_bits=12)
    with pytest.raises(ReferenceUnsuitableError, match="size or pixel format changed"):
        flat_reference([*shaded(8)[:4], shaded(8)[0][:20]], significant_bits=8)


@pytest.mark.parametrize(("count", "words"), [(0, "no frames"), (MIN_FRAMES - 1, "too few")])
def test_too_few_frames_are_refused(count, words):
    with pytest.raises(ReferenceUnsuitableError, match=words):
        flat_reference(shaded(8)[:count], significant_bits=8)
