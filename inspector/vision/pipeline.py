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
from inspector.domain.phrase import Phrase, PhraseError
from inspector.domain.phrases.steps import StepPhrase
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
                raise ImageUnsuitableError(*in_step(number, name, *error.said)) from error
            except cv2.error as error:
                refused = StepPhrase.LIBRARY_REFUSED(library=str(error.err))
                raise ImageUnsuitableError(*in_step(number, name, refused)) from error
        if image.dtype != np.uint8:
            raise ImageUnsuitableError(
                StepPhrase.STILL_DEEP(format=pixel_format(image)),
                remedy=StepPhrase.ADD_TO_8BIT(operation="to_8bit", other_operation="normalise"),
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
        RecipeInvalidError: with all that is wrong.
    """
    faults: list[Phrase] = []
    compiled: list[tuple[str, ImageFunction]] = []
    for number, step in enumerate(steps, start=1):
        try:
            compiled.append((step.operation, _compile_step(step, base_folder)))
        except _StepFaults as error:
            faults += in_step(number, step.operation, *error.faults)
    if faults:
        raise RecipeInvalidError(*faults)
    return Pipeline(tuple(compiled))


def in_step(number: int, operation: str, *faults: str | Phrase) -> list[Phrase]:
    """Faults of a step, told with its place."""
    return [StepPhrase.IN_STEP(number=number, operation=operation, fault=fault) for fault in faults]


class _StepFaults(Exception):  # noqa: N818 - carries a list, never leaves this module
    def __init__(self, *faults: str | Phrase) -> None:
        super().__init__()
        self.faults = faults


def _compile_step(step: PreprocessingStep, base_folder: Path) -> ImageFunction:
    operation = OPERATIONS.get(step.operation)
    if operation is None:
        raise _StepFaults(_unknown_operation(step.operation))
    known = dict.fromkeys(_keys(operation))
    faults = [_unknown_parameter(name, known) for name in step.parameters if name not in known]
    bound: dict[str, Any] = {}
    for parameter in operation.parameters:
        try:
            bound[parameter.name] = _bind(parameter, step, base_folder)
        except PhraseError as error:
            faults.append(error.phrase)
    if not faults and (conflict := operation.conflict(bound)):
        faults.append(conflict)
    if faults:
        raise _StepFaults(*faults)
    return _make(operation, bound)


def _bind(parameter: Parameter, step: PreprocessingStep, base_folder: Path) -> Any:
    """The parameter's value; a :class:`PhraseError` says what is wrong with it."""
    value = step.parameters.get(parameter.name, parameter.default)
    if value is None:
        if parameter.required:
            raise PhraseError(parameter.missing())
        return None
    if fault := parameter.fault(value):
        raise PhraseError(fault)
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
        raise PhraseError(parameter.wrong(name))
    try:
        image = read_image(path)
    except CameraError as error:
        [fault] = error.said
        raise PhraseError(
            StepPhrase.PICTURE_UNUSABLE(parameter=parameter.name, fault=fault)
        ) from error
    actual = hashlib.sha256(path.read_bytes()).hexdigest()
    if expected != actual:
        state = StepPhrase.PICTURE_PINNED_OTHERWISE if expected else StepPhrase.PICTURE_NOT_PINNED
        line = f'{parameter.hash_name} = "{actual}"'
        raise PhraseError(state(parameter=parameter.name, line=line))
    return image


def _make(operation: Operation, bound: Mapping[str, Any]) -> ImageFunction:
    try:
        return operation.make(**bound)
    except ImageUnsuitableError as error:
        raise _StepFaults(*error.said) from error


def _unknown_operation(name: str) -> Phrase:
    if close := difflib.get_close_matches(name, OPERATIONS, n=1):
        return StepPhrase.OPERATION_UNKNOWN_SIMILAR(similar=close[0])
    return StepPhrase.OPERATION_UNKNOWN()


def _unknown_parameter(name: str, known: Mapping[str, object]) -> Phrase:
    if close := difflib.get_close_matches(name, known, n=1):
        return StepPhrase.PARAMETER_UNKNOWN_SIMILAR(name=name, similar=close[0])
    return StepPhrase.PARAMETER_UNKNOWN(name=name)
