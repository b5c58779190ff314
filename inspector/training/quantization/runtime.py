"""ONNX Runtime as a tool of the search: simplifies graphs and runs them tensor by tensor."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray
from onnxruntime.capi import onnxruntime_pybind11_state as ort_errors

from inspector.domain.errors.quantization import CandidateFailedError
from inspector.inference.preprocessing import INPUT_MEAN, INPUT_STD
from inspector.inference.providers import Provider, ort_names
from inspector.training.quantization.body import Body, drop_unused

Tensor = NDArray[np.float32]
_SILENT = 4
_ORT_ERRORS = (
    ort_errors.EPFail,
    ort_errors.Fail,
    ort_errors.InvalidArgument,
    ort_errors.InvalidGraph,
    ort_errors.NotImplemented,
    ort_errors.RuntimeException,
    RuntimeError,
)


def simplify(body: Body) -> Body:
    """Fold constants and batch norms, drop what does nothing; shapes of all tensors inferred."""
    options = session_options(optimized=True)
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "body.onnx")
        options.optimized_model_filepath = str(file)
        _open(body.model.SerializeToString(), options)
        model = onnx.load(file)
    own = {opset.domain: opset for opset in body.model.opset_import}
    used = {node.domain for node in model.graph.node}
    del model.opset_import[:]
    model.opset_import.extend(opset for domain, opset in own.items() if domain in used | {""})
    for row, node in enumerate(model.graph.node):
        node.name = f"{node.op_type}_{row}"
    drop_unused(model)
    return Body(onnx.shape_inference.infer_shapes(model), body.begin, body.end, body.batch)


class Probe:
    """Runs a body and shows some of its tensors."""

    def __init__(self, body: Body, names: Sequence[str], threads: int) -> None:
        """Open a session whose outputs are ``names``.

        Raises:
            CandidateFailedError: the runtime refuses the graph.
        """
        model = onnx.ModelProto()
        model.CopyFrom(body.model)
        shown = {output.name for output in model.graph.output}
        model.graph.output.extend(
            onnx.ValueInfoProto(name=name) for name in names if name not in {*shown, body.begin}
        )
        self._begin, self._batch = body.begin, body.batch
        self._names = [name for name in names if name != body.begin]
        self._all = list(names)
        self._session = _open(model.SerializeToString(), session_options(threads=threads))

    def show(self, image: NDArray[np.uint8]) -> list[Tensor]:
        """The tensors for one picture ``(S, S, C)``, in the order of the names.

        Raises:
            CandidateFailedError: the runtime fails.
        """
        planes = np.repeat(as_planes(image), self._batch, axis=0)
        try:
            found = self._session.run(self._names, {self._begin: planes}) if self._names else []
        except _ORT_ERRORS as error:
            raise CandidateFailedError(f"the runtime failed: {_first_line(error)}") from error
        by_name = dict(zip(self._names, found, strict=True)) | {self._begin: planes}
        return [by_name[name] for name in self._all]


def as_planes(image: NDArray[np.uint8]) -> Tensor:
    """A picture as the body takes it: three normalised planes, float32 ``[1, 3, S, S]``."""
    planes = np.broadcast_to(image, (*image.shape[:2], 3)).transpose(2, 0, 1)[None]
    return (planes.astype(np.float32) - INPUT_MEAN) / np.float32(INPUT_STD)


def session_options(*, threads: int = 1, optimized: bool = True) -> onnxruntime.SessionOptions:
    """Fixed threads that never spin, and no word on the console."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = _SILENT
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    if not optimized:
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    return options


def open_session(model: bytes, provider: Provider, threads: int) -> onnxruntime.InferenceSession:
    """A session on one provider, with the CPU for what it cannot do.

    Raises:
        CandidateFailedError: the provider refuses the graph.
    """
    names = ort_names((provider,) if provider == "cpu" else (provider, "cpu"))
    try:
        return onnxruntime.InferenceSession(
            model, session_options(threads=threads), providers=names
        )
    except _ORT_ERRORS as error:
        detail = f"{provider} refuses the graph: {_first_line(error)}"
        raise CandidateFailedError(detail) from error


def run_session(session: onnxruntime.InferenceSession, images: NDArray[np.uint8]) -> Tensor:
    """The first output for pictures ``(N, H, W, C)``.

    Raises:
        CandidateFailedError: the runtime fails.
    """
    try:
        return np.asarray(session.run(None, {session.get_inputs()[0].name: images})[0])
    except _ORT_ERRORS as error:
        raise CandidateFailedError(f"the runtime failed: {_first_line(error)}") from error


def _open(model: bytes, options: onnxruntime.SessionOptions) -> onnxruntime.InferenceSession:
    try:
        return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    except _ORT_ERRORS as error:
        detail = f"the runtime refuses the graph: {_first_line(error)}"
        raise CandidateFailedError(detail) from error


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0] if str(error) else type(error).__name__
