"""From a trained network to the float core in ONNX."""

from __future__ import annotations

import tempfile
import warnings
from pathlib import Path

import onnx
import torch
from torch import nn

from inspector.training.export.graph import CORE_INPUT, CORE_OUTPUT, OPSET


def export_core(network: nn.Module, size_px: int) -> onnx.ModelProto:
    """The network as a float graph from ``planes`` to ``logits``, batch norms folded.

    The tracing exporter is used: it needs no package besides ``onnx`` and folds batch norms.
    """
    planes = torch.zeros(1, 3, size_px, size_px)
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        file = Path(folder, "core.onnx")
        torch.onnx.export(
            network.eval().to(memory_format=torch.contiguous_format),
            (planes,),
            str(file),
            dynamo=False,
            input_names=[CORE_INPUT],
            output_names=[CORE_OUTPUT],
            opset_version=OPSET,
        )
        model = onnx.load(file)
    model.graph.name = "core"
    return onnx.shape_inference.infer_shapes(model)
