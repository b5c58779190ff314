"""One ONNX Runtime session: raw pixels in, probabilities out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from onnxruntime.capi import onnxruntime_pybind11_state as ort_errors

from inspector.domain.errors.model import InferenceError, ModelPackageError
from inspector.domain.model import Classification
from inspector.inference.providers import ProviderChoice, ort_names, resolve_providers

SUM_TOLERANCE = 1e-3
NOVELTY_OUTPUT = "novelty"
"""Name of the optional second output, float32 ``[1]`` or ``[1, 1]``."""
_SILENT = 4
_ORT_ERRORS = (
    ort_errors.EPFail,
    ort_errors.Fail,
    ort_errors.InvalidArgument,
    ort_errors.InvalidGraph,
    ort_errors.InvalidProtobuf,
    ort_errors.NotImplemented,
    ort_errors.RuntimeException,
    RuntimeError,
    ValueError,
)


class ScoringSession:
    """Scores pictures with one model; calls may come from several threads.

    The graph takes the raw picture of any size, grey or BGR, and returns probabilities, so nothing
    but a reshape happens here.
    """

    def __init__(
        self,
        model: bytes,
        class_count: int,
        *,
        provider: ProviderChoice = "auto",
        threads: int = 1,
    ) -> None:
        """Open the session with fixed threads that never spin.

        Args:
            model: A serialized ONNX model as ``inspector model train`` writes it.
            class_count: How many probabilities it returns.
            provider: Where to run; ``auto`` takes the best that loads.
            threads: Of one inference on the CPU.

        Raises:
            ProviderUnavailableError: ``provider`` does not load on this machine.
            ModelPackageError: the runtime cannot read the model.
        """
        session = _opened(model, provider, threads)
        self._session = session
        self._class_count = class_count
        self._input_name = session.get_inputs()[0].name
        names = [output.name for output in session.get_outputs()]
        self._novelty_place = names.index(NOVELTY_OUTPUT) if NOVELTY_OUTPUT in names else None
        self._run_options = _silent_run()

    @property
    def provider(self) -> str:
        """The ONNX Runtime name of the provider that runs the model."""
        return str(self._session.get_providers()[0])

    def classify(self, image: NDArray[np.uint8]) -> Classification:
        """One probability per class for an image ``(H, W)`` or ``(H, W, 3)`` BGR.

        Raises:
            InferenceError: the image has another shape or type, the runtime failed, or what it
                returned is no probability distribution.
        """
        outputs = _run(self._session, None, self._input_name, image, self._run_options)
        scores = np.asarray(outputs[0], np.float32).reshape(-1)
        valid = scores.shape == (self._class_count,) and bool(np.isfinite(scores).all())
        if not valid or scores.min() < 0 or abs(float(scores.sum()) - 1) > SUM_TOLERANCE:
            raise InferenceError(f"the model returned {scores.tolist()}, no probabilities")
        return Classification(scores, self._novelty(outputs))

    def score(self, image: NDArray[np.uint8]) -> NDArray[np.float32]:
        """The scores alone, shape ``(class_count,)``; otherwise as :meth:`classify`."""
        return self.classify(image).scores

    def _novelty(self, outputs: Sequence[Any]) -> float | None:
        if self._novelty_place is None:
            return None
        novelty = float(np.asarray(outputs[self._novelty_place]).reshape(-1)[0])
        if not np.isfinite(novelty) or novelty < 0:
            raise InferenceError(f"the model returned the novelty {novelty}")
        return novelty


class MapSession:
    """Gives one inner tensor of a model instead of its scores, on the CPU with one thread."""

    def __init__(self, model: bytes, output: str) -> None:
        """Open the session; ``output`` names the tensor, declared among the outputs.

        Raises:
            ModelPackageError: the runtime cannot read the model.
        """
        self._session = _opened(model, "cpu", 1)
        self._input_name = self._session.get_inputs()[0].name
        self._output = output
        self._run_options = _silent_run()

    def run(self, image: NDArray[np.uint8]) -> NDArray[np.float32]:
        """The tensor for an image ``(H, W)`` or ``(H, W, 3)`` BGR.

        Raises:
            InferenceError: the image has another shape or type, or the runtime failed.
        """
        wanted = [self._output]
        outputs = _run(self._session, wanted, self._input_name, image, self._run_options)
        return np.asarray(outputs[0], np.float32)


def _opened(model: bytes, provider: ProviderChoice, threads: int) -> onnxruntime.InferenceSession:
    providers = ort_names(resolve_providers(provider))
    try:
        session = onnxruntime.InferenceSession(model, _options(threads), providers=providers)
    except _ORT_ERRORS as error:
        raise ModelPackageError(f"the runtime cannot read the model: {error}") from error
    session.disable_fallback()
    return session


def _run(
    session: onnxruntime.InferenceSession,
    wanted: list[str] | None,
    input_name: str,
    image: NDArray[np.uint8],
    options: onnxruntime.RunOptions,
) -> Sequence[Any]:
    try:
        outputs: Sequence[Any] = session.run(wanted, {input_name: _as_batch(image)}, options)
    except _ORT_ERRORS as error:
        raise InferenceError(f"the runtime failed: {error}") from error
    return outputs


def _silent_run() -> onnxruntime.RunOptions:
    options = onnxruntime.RunOptions()
    options.log_severity_level = _SILENT
    return options


def _options(threads: int) -> onnxruntime.SessionOptions:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_ALL
    options.log_severity_level = _SILENT
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.add_session_config_entry("session.inter_op.allow_spinning", "0")
    return options


def _as_batch(image: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """A view ``(1, H, W, C)`` of the image; only a scattered one is copied."""
    channels = image.shape[2] if image.ndim == 3 else 1
    usable = image.dtype == np.uint8 and image.ndim in (2, 3) and channels in (1, 3)
    if not usable or image.size == 0:
        raise InferenceError(f"an image of shape {image.shape} and type {image.dtype}")
    return np.ascontiguousarray(image).reshape(1, *image.shape[:2], channels)
