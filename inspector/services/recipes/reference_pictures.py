"""Reference pictures of a recipe: taken, checked, pinned by their hash and named in its steps."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from inspector.config.recipe import load_recipe
from inspector.domain.errors.calibration import ReferenceUnsuitableError
from inspector.domain.recipe import Calibration, PreprocessingStep, StepValue
from inspector.paths import write_atomically
from inspector.services.recipes.file import change_recipe, with_calibration, with_first_step
from inspector.vision.imagefile import read_image
from inspector.vision.measure.calibration import Calibration as Measured
from inspector.vision.measure.references import (
    Reference,
    dark_reference,
    encode_dark,
    encode_flat,
    flat_reference,
)
from inspector.vision.measure.targets import Target

if TYPE_CHECKING:
    from inspector.domain.frame import Image

_STEP = "flat_field"
_LEVELS_8_TO_16 = np.float32(257)
_HASH_DIGITS = 12


class ReferencePictures:
    """The flat-field step of one camera in one recipe.

    Pictures carry their hash in the name: an earlier one stays for the records that cite it, and
    the recipe changes from one whole pair to the next.

    Args:
        recipe: The recipe file; the pictures come beside it.
        camera: Name of the camera.
        view: Name under which the recipe keeps what is this camera's alone; empty for the only one.
    """

    def __init__(self, recipe: Path, camera: str, view: str) -> None:
        self._recipe = recipe
        self._camera = camera
        self._view = view

    def keep_flat(self, frames: Iterable[Image], significant_bits: int) -> Path:
        """Average frames of an even, bright target, and correct by them from now on.

        Returns:
            The reference picture.

        Raises:
            ReferenceUnsuitableError: saturated, too dark, moving, or too few frames.
            RecipeInvalidError: the recipe cannot take the step.
        """
        flat = flat_reference(frames, significant_bits=significant_bits)
        dark = self._present("dark")
        path = self._write("flat", encode_flat(flat, dark))
        self._pin({"flat": path})
        return path

    def keep_dark(self, frames: Iterable[Image], significant_bits: int) -> Path:
        """Average frames taken without light; they are subtracted from now on.

        Returns:
            The reference picture.

        Raises:
            ReferenceUnsuitableError: too bright, changing, too few, or no flat picture yet.
            RecipeInvalidError: the recipe cannot take the step.
        """
        flat = self._present("flat")
        if flat is None:
            raise ReferenceUnsuitableError(
                f"{self._recipe.name} has no flat picture that a dark one could go with",
                remedy="Take the flat picture first: `inspector camera flat-field`.",
            )
        dark = dark_reference(frames, significant_bits=significant_bits)
        if dark.dtype == np.uint8 and flat.dtype == np.uint16:
            flat = Reference(flat.mean / _LEVELS_8_TO_16, dark.dtype, flat.frames)
        path = self._write("dark", encode_dark(dark))
        self._pin({"flat": self._write("flat", encode_flat(flat, dark)), "dark": path})
        return path

    def keep_calibration(self, measured: Measured, target: Target) -> Calibration:
        """Say in the recipe what a pixel measures."""
        calibration = Calibration(
            mm_per_pixel=measured.mm_per_pixel,
            reprojection_error_px=round(measured.reprojection_error_px, 4),
            target=f"{target.kind.value} {target.columns}x{target.rows}, {target.pitch_mm:g} mm",
            date=datetime.now(UTC).date().isoformat(),
        )
        change_recipe(self._recipe, with_calibration(calibration, self._view))
        return calibration

    def _present(self, name: str) -> Reference | None:
        """A picture that the recipe names already."""
        steps = load_recipe(self._recipe).view(self._camera).preprocessing or ()
        step = next((each for each in steps if each.operation == _STEP), None)
        if step is None or name not in step.parameters:
            return None
        image = read_image(self._recipe.parent / str(step.parameters[name]))
        return Reference(image.astype(np.float32), image.dtype, 1)

    def _write(self, name: str, content: bytes) -> Path:
        digits = hashlib.sha256(content).hexdigest()[:_HASH_DIGITS]
        path = self._recipe.with_name(f"{self._recipe.stem}-{self._camera}-{name}-{digits}.png")
        write_atomically(path, content)
        return path

    def _pin(self, pictures: dict[str, Path]) -> None:
        parameters: dict[str, StepValue] = {}
        for name, path in pictures.items():
            parameters[name] = path.name
            parameters[f"{name}_sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()
        step = PreprocessingStep(_STEP, parameters)
        change_recipe(self._recipe, with_first_step(step, self._view))
