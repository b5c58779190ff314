"""From the steps of a recipe to one function on images."""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import cv2
import numpy as np

from inspector.domain.errors.camera import CameraError, ImageUnsuitableError
from inspector.domain.errors.config import RecipeInvalidError
from inspector.domain.recipe import PreprocessingStep, StepValue
from inspector.vision.image import pixel_format, require_supported
from inspector.vision.imagefile import read_image
from inspector.vision.operation import ImageFunction, Kind, Operation, Parameter
from inspector.vision.operations import OPERATIONS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from inspector.domain.frame import Image


@dataclass(frozen=True, slots=True)
class Pipeline:
    """The steps of a recipe, ready to run. Pure, so any number of threads may share one."""

    steps: tuple[tuple[str, ImageFunction], ...] = ()

    def __call__(self, image: Image) -> NDArray[np.uint8]:
        """Run all steps in order; the input is left untouched.

        Args:
            image: Mono8, Mono16, BGR8 or BGR16.

        Returns:
            A read-only, contiguous uint8 image ``(H, W)`` or ``(H, W, 3)``.

        Raises:
            ImageUnsuitableError: a step cannot take this image, or the result is not 8-bit.
        """
        require_supported(image)
        for number, (name, function) in enumerate(self.steps, start=1):
            try:
                image = function(image)
            except ImageUnsuitableError as error:
                raise ImageUnsuitableError(f"step {number}, {name}: {error.detail}") from error
            except cv2.error as error:
                raise ImageUnsuitableError(f"step {number}, {name}: {error.err}") from error
        if image.dtype != np.uint8:
            raise ImageUnsuitableError(
                f"the image is still {pixel_format(image)} after the last step",
                remedy="Add the operation to_8bit or normalise to the recipe.",
            )
        result = np.ascontiguousarray(image).view()
        result.flags.writeable = False
        return cast("NDArray[np.uint8]", result)


def compile_steps(steps: Sequence[PreprocessingStep], base_folder: Path) -> Pipeline:
    """Check every step of a recipe and bind its parameters.

    Args:
        steps: In the order in which they run.
        base_folder: Image parameters are relative to it and may not lead out of it. Each comes
            with its SHA-256, so that the recipe's revision stands for the pictures as well.

    Raises:
        RecipeInvalidError: with all that is wrong, in one text.
    """
    faults: list[str] = []
    compiled: list[tuple[str, ImageFunction]] = []
    for number, step in enumerate(steps, start=1):
        try:
            compiled.append((step.operation, _compile_step(step, base_folder)))
        except _StepFaults as error:
            faults += [f"step {number}, {step.operation}: {fault}" for fault in error.faults]
    if faults:
        raise RecipeInvalidError("\n".join(faults))
    return Pipeline(tuple(compiled))


class _StepFaults(Exception):  # noqa: N818 - carries a list, never leaves this module
    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__()
        self.faults = faults


def _compile_step(step: PreprocessingStep, base_folder: Path) -> ImageFunction:
    operation = OPERATIONS.get(step.operation)
    if operation is None:
        raise _StepFaults([f"unknown operation{_suggestion(step.operation, OPERATIONS)}"])
    known = dict.fromkeys(_keys(operation))
    faults = [
        f"unknown parameter {name}{_suggestion(name, known)}"
        for name in step.parameters
        if name not in known
    ]
    bound: dict[str, Any] = {}
    for parameter in operation.parameters:
        try:
            bound[parameter.name] = _bind(parameter, step, base_folder)
        except ValueError as fault:
            faults.append(f"{parameter.name} {fault}")
    if not faults and (conflict := operation.conflict(bound)):
        faults.append(conflict)
    if faults:
        raise _StepFaults(faults)
    return _make(operation, bound)


def _bind(parameter: Parameter, step: PreprocessingStep, base_folder: Path) -> Any:
    """The parameter's value; a :class:`ValueError` says in words what is wrong with it."""
    value = step.parameters.get(parameter.name, parameter.default)
    if value is None:
        if parameter.required:
            raise ValueError(f"is missing, must be {parameter.bounds}")
        return None
    if fault := parameter.fault(value):
        raise ValueError(fault)
    if parameter.kind is not Kind.IMAGE:
        return value
    return _reference(str(value), step.parameters.get(parameter.hash_name), parameter, base_folder)


def _keys(operation: Operation) -> Iterator[str]:
    for parameter in operation.parameters:
        yield parameter.name
        if parameter.kind is Kind.IMAGE:
            yield parameter.hash_name


def _reference(
    name: str, expected: StepValue | None, parameter: Parameter, base_folder: Path
) -> Image:
    root = base_folder.resolve()
    path = (root / name).resolve()
    if not path.is_relative_to(root):
        raise ValueError(f"is {name!r}, must be {parameter.bounds}")
    try:
        image = read_image(path)
    except CameraError as error:
        raise ValueError(f"cannot be used: {error.detail}") from error
    actual = hashlib.sha256(path.read_bytes()).hexdigest()
    if expected != actual:
        state = "is not the picture that the recipe pins" if expected else "must be pinned"
        raise ValueError(f'{state}; for this file write {parameter.hash_name} = "{actual}"')
    return image


def _make(operation: Operation, bound: Mapping[str, Any]) -> ImageFunction:
    try:
        return operation.make(**bound)
    except ImageUnsuitableError as error:
        raise _StepFaults([error.detail]) from error


def _suggestion(name: str, known: Mapping[str, object]) -> str:
    close = difflib.get_close_matches(name, known, n=1)
    return f"; did you mean {close[0]}?" if close else ""
