"""From a trained network to the float core in ONNX."""

from __future__ import annotations

import copy
import tempfile
import warnings
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper
from torch import nn

from inspector.domain.errors.adapter import ExportFailedError
from inspector.training.export.folding import fold_constants, run_once
from inspector.training.export.names import (
    CORE_INPUT,
    CORE_OUTPUT,
    FEATURES,
    HEAD_BIAS,
    HEAD_NODE,
    HEAD_WEIGHT,
)
from inspector.training.export.rewrite import rename_tensors

OPSET = 18
LARGEST_DIFFERENCE = 1e-4
"""Of an output of the core from that of the network, relative to the largest output."""
_SEED = 20_240


def export_core(network: nn.Module, size_px: int) -> onnx.ModelProto:
    """The network as a float graph from ``planes`` to ``logits`` and ``features``.

    Torch's tracing exporter is used and not its successor: that needs a further package
    (``onnxscript``), while a trace of our networks, attention included, is exact, takes under a
    second and folds batch norms. What it leaves of shape arithmetic is folded afterwards. The
    result is held against the network on one random picture before it is returned.

    Args:
        network: Any whose last layer is linear; it is not changed.
        size_px: The side S of the input ``[1, 3, S, S]``.

    Raises:
        ExportFailedError: the last layer is not linear, or the outputs differ.
    """
    own = copy.deepcopy(network).cpu().eval().to(memory_format=torch.contiguous_format)
    generator = torch.Generator().manual_seed(_SEED)
    planes = torch.randn(1, 3, size_px, size_px, generator=generator)
    model = traced(own, planes)
    _name_head(model)
    folded = fold_constants(model)
    with torch.inference_mode():
        expected = own(planes).numpy()
    found = run_once(folded, {CORE_INPUT: planes.numpy()})[0]
    difference = float(np.abs(found - expected).max())
    if not difference <= LARGEST_DIFFERENCE * max(1.0, float(np.abs(expected).max())):
        raise ExportFailedError(f"an output of the exported graph is off by {difference:.2g}")
    folded.graph.name = "core"
    return onnx.shape_inference.infer_shapes(folded)


def traced(network: nn.Module, planes: torch.Tensor) -> onnx.ModelProto:
    """The graph from ``planes`` to ``logits`` as torch traces it.

    Warnings about branches on shapes are of no concern, as shapes are fixed.

    Args:
        network: In evaluation mode, on the CPU, contiguous.
        planes: Shape ``(N, 3, S, S)``.
    """
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        warnings.simplefilter("ignore", torch.jit.TracerWarning)  # type: ignore[attr-defined]
        file = Path(folder, "core.onnx")
        torch.onnx.export(
            network,
            (planes,),
            str(file),
            dynamo=False,
            input_names=[CORE_INPUT],
            output_names=[CORE_OUTPUT],
            opset_version=OPSET,
        )
        return onnx.load(file)


def _name_head(model: onnx.ModelProto) -> None:
    """Give the last layer and what it reads their names, and make the features an output."""
    last = model.graph.node[-1]
    if last.op_type != "Gemm" or list(last.output) != [CORE_OUTPUT] or len(last.input) != 3:
        raise ExportFailedError(f"the network ends in {last.op_type}, not in a linear layer")
    rename_tensors(
        model.graph, dict(zip(last.input, (FEATURES, HEAD_WEIGHT, HEAD_BIAS), strict=True))
    )
    last.name = HEAD_NODE
    weight = next(tensor for tensor in model.graph.initializer if tensor.name == HEAD_WEIGHT)
    model.graph.output.append(
        helper.make_tensor_value_info(FEATURES, TensorProto.FLOAT, [1, weight.dims[1]])
    )
