"""What a finished file makes of pictures: their features, their scores and their novelty."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray
from onnx import TensorProto, helper

from inspector.inference.session import NOVELTY_OUTPUT
from inspector.training.cores import usable_cores
from inspector.training.export.names import FEATURES, IMAGE_INPUT, SCORES_OUTPUT
from inspector.training.progress import Progress

_SILENT = 4
_PER_STEP = 16


@dataclass(frozen=True, slots=True)
class Responses:
    """Of one file to ``N`` pictures.

    Attributes:
        features: What the head reads, shape ``(N, D)``.
        scores: Probabilities, shape ``(N, K)``.
        novelty: Shape ``(N,)``; ``None`` of a file that does not tell it.
    """

    features: NDArray[np.float32]
    scores: NDArray[np.float32]
    novelty: NDArray[np.float32] | None


class FeatureReader:
    """Runs a finished file on many pictures, on as many cores as there are.

    Our files take one picture at a time, so the cores get a picture each: no core waits for
    another inside an operator, and any graph can be run this way.
    """

    def __init__(self, model: onnx.ModelProto, features: str = FEATURES) -> None:
        """Open the file with its features as one more output.

        Args:
            model: As :func:`~inspector.training.export.graph.complete_graph` makes it; unchanged.
            features: The tensor that the head reads.
        """
        opened = onnx.ModelProto()
        opened.CopyFrom(model)
        self._outputs = [entry.name for entry in opened.graph.output]
        if features not in self._outputs:
            opened.graph.output.append(
                helper.make_tensor_value_info(features, TensorProto.FLOAT, None)
            )
        self._features = features
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = _SILENT
        self._session = onnxruntime.InferenceSession(
            opened.SerializeToString(), options, providers=["CPUExecutionProvider"]
        )

    def read(
        self, images: Sequence[NDArray[np.uint8]] | NDArray[np.uint8], progress: Progress, step: str
    ) -> Responses:
        """The responses to all pictures, in order.

        Args:
            images: Each ``(H, W)`` or ``(H, W, C)`` with 1 or 3 (BGR) channels; at least one.
            progress: Told of every sixteen pictures.
            step: What it is told.

        Raises:
            TrainingCancelledError: somebody cancelled.
        """
        rows = list(self._rows(images, progress, step))
        features, scores = (np.stack([row[place] for row in rows]) for place in (0, 1))
        novelty = None
        if NOVELTY_OUTPUT in self._outputs:
            novelty = np.array([row[2] for row in rows], np.float32)
        return Responses(features, scores, novelty)

    def _rows(
        self, images: Sequence[NDArray[np.uint8]] | NDArray[np.uint8], progress: Progress, step: str
    ) -> Iterator[list[NDArray[np.float32]]]:
        starts = range(0, len(images), _PER_STEP)
        progress.begin(step, len(starts))
        with ThreadPoolExecutor(usable_cores(), thread_name_prefix="features") as pool:
            for start in starts:
                yield from pool.map(self._respond, list(images[start : start + _PER_STEP]))
                progress.advance()

    def _respond(self, image: NDArray[np.uint8]) -> list[NDArray[np.float32]]:
        batch = np.ascontiguousarray(image).reshape(1, *image.shape[:2], -1)
        wanted = [self._features, SCORES_OUTPUT]
        if NOVELTY_OUTPUT in self._outputs:
            wanted.append(NOVELTY_OUTPUT)
        found: list[NDArray[Any]] = self._session.run(wanted, {IMAGE_INPUT: batch})
        return [np.asarray(values[0], np.float32) for values in found]
