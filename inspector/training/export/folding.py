"""Let ONNX Runtime compute once what does not depend on the picture."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray

_SILENT = 4
_KEPT_APART = ["MatMulAddFusion"]
"""A Gemm between reshapes is no faster, and the attention of a ViT is no longer recognised."""


def fold_constants(model: onnx.ModelProto) -> onnx.ModelProto:
    """The same graph of standard operators without what shapes and constants already decide."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "folded.onnx")
        options = _options()
        options.optimized_model_filepath = str(file)
        onnxruntime.InferenceSession(
            model.SerializeToString(),
            options,
            providers=["CPUExecutionProvider"],
            disabled_optimizers=_KEPT_APART,
        )
        folded = onnx.load(file)
    used = {node.domain for node in folded.graph.node}
    kept = [entry for entry in folded.opset_import if entry.domain in used]
    del folded.opset_import[:]
    folded.opset_import.extend(kept)
    return folded


def run_once(
    model: onnx.ModelProto, inputs: Mapping[str, NDArray[Any]]
) -> list[NDArray[np.float32]]:
    """The outputs of one run on the CPU, with nothing fused."""
    session = onnxruntime.InferenceSession(
        model.SerializeToString(), _options(), providers=["CPUExecutionProvider"]
    )
    outputs: list[NDArray[np.float32]] = session.run(None, dict(inputs))
    return outputs


def _options() -> onnxruntime.SessionOptions:
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.log_severity_level = _SILENT
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return options
