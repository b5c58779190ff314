"""What the steps of a recipe make of a picture, and how long each takes."""

from __future__ import annotations

import base64
from collections.abc import Callable
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

from inspector.clock import monotonic_ns
from inspector.config.station import StationConfig
from inspector.domain.errors.camera import ImageUnsuitableError, PictureMissingError
from inspector.domain.frame import Frame
from inspector.domain.phrases.cameras import CameraPhrase
from inspector.domain.recipe import PreprocessingStep
from inspector.domain.recipe_revision import RecipeStore
from inspector.services.recipes.book import folder_of
from inspector.vision.decode import decode_archived
from inspector.vision.depth import to_8bit
from inspector.vision.encode import encode_png
from inspector.vision.pfnc import shown_bits
from inspector.vision.pipeline import Pipeline, compile_steps, in_step
from inspector.vision.resize import shrink
from inspector.wire.recipe_drafts import PreviewRequest, PreviewState, StepFigure

if TYPE_CHECKING:
    from inspector.domain.frame import Image

_SIDE_PX = 1024
_NS_PER_MS = 1e6
_DEEP = 16


class NewestFrames(Protocol):
    """Where the newest pictures are."""

    def latest(self, name: str) -> Frame | None:
        """The newest frame of a camera; ``None`` before the first."""


class ArchivedPictures(Protocol):
    """Where the pictures of the past are."""

    def image(self, result_id: str, view: int | None = None) -> bytes:
        """The archived PNG of one view of a result."""


class StepPreview:
    """All methods may be called from several threads; the line is never touched.

    Args:
        frames: The newest pictures.
        archive: The pictures of the past.
        store: The revisions, for the folder of their pictures.
        config: The station file.
        clock: Monotonic nanoseconds.
    """

    def __init__(
        self,
        frames: NewestFrames,
        archive: ArchivedPictures,
        store: RecipeStore,
        config: StationConfig,
        clock: Callable[[], int] = monotonic_ns,
    ) -> None:
        self._frames = frames
        self._archive = archive
        self._store = store
        self._config = config
        self._clock = clock

    def show(self, request: PreviewRequest) -> PreviewState:
        """Run steps on a picture.

        Raises:
            RecipeInvalidError: a step is wrong.
            ImageUnsuitableError: a step cannot take the picture.
            CameraUnknownError: there is no such camera.
            PictureMissingError: it has delivered none yet.
            ResultNotFoundError: there is no such result; or ``ImageMissingError``, no picture.
        """
        steps = [
            PreprocessingStep(each.operation, MappingProxyType(dict(each.parameters)))
            for each in request.steps
        ]
        parent = None if request.parent is None else self._store.revision(request.parent)
        pipeline = compile_steps(steps, folder_of(parent, self._config))
        image, bits = self._picture(request)
        after, figures = self._run(pipeline, image)
        return PreviewState(
            before_png=_shown(image, bits),
            after_png=_shown(after, bits),
            width_px=image.shape[1],
            height_px=image.shape[0],
            steps=figures,
            total_ms=sum(each.ms for each in figures),
        )

    def _picture(self, request: PreviewRequest) -> tuple[Image, int]:
        if request.result_id:
            return decode_archived(self._archive.image(request.result_id, request.view)), _DEEP
        frame = self._frames.latest(request.camera)
        if frame is None or frame.image is None:
            raise PictureMissingError(CameraPhrase.NO_PICTURE_YET(camera=request.camera))
        return frame.image, shown_bits(frame.pixel_format)

    def _run(self, pipeline: Pipeline, image: Image) -> tuple[Image, list[StepFigure]]:
        """Step by step; a step that fails names itself as the line would."""
        figures: list[StepFigure] = []
        for number, (name, function) in enumerate(pipeline.steps, start=1):
            begun = self._clock()
            try:
                image = function(image)
            except ImageUnsuitableError as error:
                raise ImageUnsuitableError(
                    *in_step(number, name, *error.said), remedy=error.advice or error.remedy
                ) from error
            took = (self._clock() - begun) / _NS_PER_MS
            figures.append(
                StepFigure(
                    operation=name, ms=took, width_px=image.shape[1], height_px=image.shape[0]
                )
            )
        return image, figures


def _shown(image: Image, bits: int) -> bytes:
    """As the model of the wire takes it: PNG in Base64."""
    shown = to_8bit(shrink(image, max_side_px=_SIDE_PX), significant_bits=bits)
    return base64.b64encode(encode_png(shown))
