"""What is exported is the network, in few bytes, with its features by name."""

from __future__ import annotations

import numpy as np
import onnx
import pytest
from onnx import helper, numpy_helper

pytest.importorskip("torch", reason="needs the extra `train`")

import torch
from torch import nn

from inspector.domain.errors.adapter import ExportFailedError
from inspector.inference.session import ScoringSession
from inspector.training.export.core import export_core
from inspector.training.export.folding import run_once
from inspector.training.export.graph import complete_graph
from inspector.training.export.names import (
    CORE_INPUT,
    FEATURES,
    HEAD_BIAS,
    HEAD_NODE,
    HEAD_WEIGHT,
)
from inspector.training.export.rewrite import compact
from inspector.training.networks.architectures import build_network

SIZE_PX = 32
NETWORKS = ("mobilenet_v2_peak", "mobilenet_v2_050", "mobilenet_v3_small", "vit_tiny_16")


def stirred(network: nn.Module) -> nn.Module:
    """Every parameter and statistic away from the zeros and ones that would hide a fault."""
    generator = torch.Generator().manual_seed(3)
    with torch.no_grad():
        for tensor in (*network.parameters(), *network.buffers()):
            if tensor.ndim == 1:
                tensor.copy_(0.5 + torch.rand(tensor.shape, generator=generator))
    return network.eval()


@pytest.fixture(scope="module", params=NETWORKS)
def pair(request: pytest.FixtureRequest) -> tuple[nn.Module, onnx.ModelProto]:
    network = stirred(build_network(request.param, 5, size_px=SIZE_PX))
    return network, export_core(network, SIZE_PX)


def test_the_core_gives_the_logits_of_the_network(pair: tuple[nn.Module, onnx.ModelProto]) -> None:
    network, core = pair
    planes = torch.randn(1, 3, SIZE_PX, SIZE_PX, generator=torch.Generator().manual_seed(8))
    logits, _ = run_once(core, {CORE_INPUT: planes.numpy()})
    with torch.inference_mode():
        expected = network(planes).numpy()
    assert np.ptp(expected) > 0
    np.testing.assert_allclose(logits, expected, atol=1e-4 * max(1, np.abs(expected).max()))


def test_the_head_reads_the_features_and_nothing_else(
    pair: tuple[nn.Module, onnx.ModelProto],
) -> None:
    _, core = pair
    head = core.graph.node[-1]
    assert head.name == HEAD_NODE
    assert list(head.input) == [FEATURES, HEAD_WEIGHT, HEAD_BIAS]
    stored = {tensor.name: numpy_helper.to_array(tensor) for tensor in core.graph.initializer}
    planes = np.random.default_rng(1).standard_normal((1, 3, SIZE_PX, SIZE_PX), np.float32)
    logits, features = run_once(core, {CORE_INPUT: planes})
    np.testing.assert_allclose(
        logits, features @ stored[HEAD_WEIGHT].T + stored[HEAD_BIAS], rtol=1e-3, atol=1e-3
    )


def test_a_file_holds_hardly_more_than_its_numbers(
    pair: tuple[nn.Module, onnx.ModelProto],
) -> None:
    network, core = pair
    numbers = 4 * sum(parameter.numel() for parameter in network.parameters())
    whole = complete_graph(core, SIZE_PX, 1.0)
    assert len(whole.SerializeToString()) < numbers + 60_000
    assert not whole.graph.value_info
    assert not any(node.doc_string or node.name for node in whole.graph.node)
    read = {name for node in whole.graph.node for name in node.input}
    assert {tensor.name for tensor in whole.graph.initializer} <= read
    assert not {node.op_type for node in whole.graph.node} & {"Constant", "If", "Loop", "Identity"}


def test_shape_arithmetic_of_attention_is_folded() -> None:
    core = export_core(build_network("vit_tiny_16", 3, size_px=SIZE_PX), SIZE_PX)
    kinds = {node.op_type for node in core.graph.node}
    assert not kinds & {"ConstantOfShape", "Where", "Equal", "Mod", "Cast", "Unsqueeze", "Slice"}


def test_the_network_goes_on_training_as_it_was() -> None:
    network = build_network("mobilenet_v2_050", 2, size_px=SIZE_PX).train()
    before = {name: tensor.clone() for name, tensor in network.state_dict().items()}
    export_core(network, SIZE_PX)
    assert network.training
    assert all(torch.equal(tensor, before[name]) for name, tensor in network.state_dict().items())


def test_a_network_that_ends_in_no_linear_layer_is_refused() -> None:
    network = nn.Sequential(nn.Conv2d(3, 2, 3), nn.AdaptiveAvgPool2d(1), nn.Flatten())
    with pytest.raises(ExportFailedError, match="Flatten"):
        export_core(network, SIZE_PX)


class _Fickle(nn.Module):
    """Says something else while it is traced."""

    def __init__(self) -> None:
        super().__init__()
        self.layer = nn.Linear(3, 2)

    def forward(self, planes: torch.Tensor) -> torch.Tensor:
        means = planes.mean((2, 3))
        return self.layer(2 * means if torch.jit.is_tracing() else means)


def test_a_trace_that_differs_from_the_network_is_refused() -> None:
    with pytest.raises(ExportFailedError, match="off by"):
        export_core(_Fickle(), SIZE_PX)


def test_compacting_changes_no_number() -> None:
    core = export_core(stirred(build_network("mobilenet_v3_small", 4, size_px=SIZE_PX)), SIZE_PX)
    whole = complete_graph(core, SIZE_PX, 1.3)
    model = onnx.ModelProto()
    model.CopyFrom(whole)
    for number, twin in enumerate([model.graph.initializer[0]] * 2):
        copy = model.graph.initializer.add()
        copy.CopyFrom(twin)
        copy.name = f"copy_{number}"
    reader = helper.make_node("Identity", ["copy_0"], ["nobody_reads_this"], name="idle")
    model.graph.node.append(reader)
    compact(model, {FEATURES})
    compact(whole, {FEATURES})
    assert model.SerializeToString() == whole.SerializeToString()
    image = np.random.default_rng(2).integers(0, 255, (40, 50, 3), np.uint8)
    first, second = (
        ScoringSession(one.SerializeToString(), 4, provider="cpu").score(image)
        for one in (whole, complete_graph(core, SIZE_PX, 1.3))
    )
    np.testing.assert_array_equal(first, second)
