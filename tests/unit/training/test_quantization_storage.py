"""What stays float in an INT8 file takes few bytes and costs nothing when it runs."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest

pytest.importorskip("torch", reason="needs the extra `train`")

import torch
from onnx import TensorProto, helper, numpy_helper
from quantization_rig import SIZE_PX, Convolutional, graph_of, pictures, trained, transformer
from torch import nn

from inspector.inference.session import ScoringSession
from inspector.training.export.core import export_core
from inspector.training.export.graph import complete_graph
from inspector.training.export.statistics import fit_statistics
from inspector.training.networks.architectures import build_network
from inspector.training.networks.layers import head_layer
from inspector.training.progress import Silence
from inspector.training.quantization.maker import Maker
from inspector.training.quantization.recipes import RECIPES, Technique, suitable_recipes
from inspector.training.quantization.runtime import session_options
from inspector.training.quantization.sizes import bytes_by_category
from inspector.training.quantization.storage import store_in_halves
from inspector.training.quantization.weights import quantize_weights

SEVEN = tuple("abcdefg")


def learned_norms(network: nn.Module) -> nn.Module:
    """Batch norms as training leaves them: with a bias of its own for every channel."""
    for module in network.modules():
        if isinstance(module, nn.BatchNorm2d):
            nn.init.normal_(module.bias, std=0.3)
            nn.init.uniform_(module.weight, 0.5, 1.5)
    return network


def maker(graph: onnx.ModelProto) -> Maker:
    return Maker(graph, SIZE_PX, pictures(4, 1), 1, Silence())


def integer_files(graph: onnx.ModelProto) -> dict[str, bytes]:
    makes = maker(graph)
    return {
        recipe.name: makes.make(recipe)
        for recipe in suitable_recipes(makes.body)
        if recipe.technique is not Technique.HALF
    }


@pytest.fixture(scope="module", params=[Convolutional, transformer])
def graph(request: pytest.FixtureRequest) -> onnx.ModelProto:
    torch.manual_seed(4)
    return graph_of(trained(request.param(), pictures(30, 1), steps=5))


@pytest.mark.parametrize("architecture", ["mobilenet_v2", "mobilenet_v3_small"])
def test_biases_that_were_learned_do_not_push_an_int8_file_over_27_percent(
    architecture: str,
) -> None:
    torch.manual_seed(2)
    network = learned_norms(build_network(architecture, len(SEVEN), size_px=SIZE_PX)).eval()
    width = head_layer(network).in_features
    features = np.random.default_rng(1).normal(0, 1, (70, width)).astype(np.float32)
    statistics = fit_statistics(features, np.arange(70) % len(SEVEN), SEVEN)
    graph = complete_graph(export_core(network, SIZE_PX), SIZE_PX, 1.0, statistics)
    recipe = next(row for row in RECIPES if row.name == "int8-static-per-channel-minmax")
    assert len(maker(graph).make(recipe)) <= 0.27 * graph.ByteSize()


def test_the_runtime_widens_all_halves_when_it_opens_the_file(
    graph: onnx.ModelProto, tmp_path: Path
) -> None:
    for name, model in integer_files(graph).items():
        stored = onnx.load_from_string(model)
        halves = {
            item.name for item in stored.graph.initializer if item.data_type == TensorProto.FLOAT16
        }
        options = session_options()
        options.optimized_model_filepath = str(tmp_path / "opened.onnx")
        onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        opened = onnx.load(tmp_path / "opened.onnx")
        left = Counter(node.op_type for node in opened.graph.node)
        assert halves, name
        assert left["Cast"] == 0, name
        assert all(item.data_type != TensorProto.FLOAT16 for item in opened.graph.initializer)


def test_halves_compute_what_the_same_numbers_written_wide_do(
    graph: onnx.ModelProto,
) -> None:
    for name, model in integer_files(graph).items():
        wide = onnx.load_from_string(model)
        for item in wide.graph.initializer:
            if item.data_type == TensorProto.FLOAT16:
                values = numpy_helper.to_array(item).astype(np.float32)
                item.CopyFrom(numpy_helper.from_array(values, item.name))
        narrow, single = (
            ScoringSession(content, 3, provider="cpu")
            for content in (model, wide.SerializeToString())
        )
        for image in pictures(12, 5).images:
            assert np.array_equal(narrow.score(image), single.score(image)), name


@pytest.mark.parametrize("axis", [None, 0])
def test_half_precision_holds_each_scale_and_no_weight_is_clipped(axis: int | None) -> None:
    rng = np.random.default_rng(1)
    weights = (rng.normal(0, 1, (64, 9)) * np.logspace(-6, 1, 64)[:, None]).astype(np.float32)
    integers, scale = quantize_weights(weights, axis)
    assert np.array_equal(scale, scale.astype(np.float16).astype(np.float32))
    shown = integers * (scale.reshape(-1, 1) if axis == 0 else scale)
    assert (
        np.abs(shown - weights) <= 0.5001 * np.broadcast_to(scale.reshape(-1, 1), (64, 9))
    ).all()


def test_scales_too_small_for_half_precision_are_left_as_they_are() -> None:
    weights = np.full((64, 4), 1e-7, np.float32)
    integers, scale = quantize_weights(weights, 0)
    assert (integers == 127).all()
    assert scale == pytest.approx(1e-7 / 127)


def stored(values: np.ndarray) -> onnx.ModelProto:
    target = helper.make_tensor_value_info("y", TensorProto.FLOAT, values.shape)
    source = helper.make_tensor_value_info("x", TensorProto.FLOAT, values.shape)
    graph = helper.make_graph(
        [helper.make_node("Add", ["x", "c"], ["y"])],
        "sum",
        [source],
        [target],
        [numpy_helper.from_array(values.astype(np.float32), "c")],
    )
    opset = helper.make_opsetid("", 18)
    model = helper.make_model(graph, opset_imports=[opset], ir_version=9)
    store_in_halves(model)
    onnx.checker.check_model(model, full_check=True)
    return model


@pytest.mark.parametrize(
    ("values", "kept"),
    [
        (np.linspace(-3, 3, 64), TensorProto.FLOAT16),
        (np.linspace(-3, 3, 8), TensorProto.FLOAT),
        (np.linspace(0, 1e6, 64), TensorProto.FLOAT),
        (np.linspace(0, 1e-5, 64), TensorProto.FLOAT),
        (np.zeros(64), TensorProto.FLOAT),
    ],
    ids=["usual", "few", "too large", "too small", "zero"],
)
def test_only_what_half_precision_holds_well_is_stored_in_it(
    values: np.ndarray, kept: TensorProto.DataType
) -> None:
    model = stored(values)
    assert [item.data_type for item in model.graph.initializer] == [kept]
    session = onnxruntime.InferenceSession(
        model.SerializeToString(), session_options(), providers=["CPUExecutionProvider"]
    )
    (found,) = session.run(None, {"x": np.zeros(values.shape, np.float32)})
    assert np.abs(found - values).max() <= np.abs(values).max() / 2048


def test_a_scale_in_half_precision_counts_as_a_scale() -> None:
    torch.manual_seed(3)
    graph = graph_of(learned_norms(Convolutional()))
    recipe = next(row for row in RECIPES if row.name == "int8-static-per-channel-minmax")
    model = onnx.load_from_string(maker(graph).make(recipe))
    found = bytes_by_category(model)
    channels = 16 + 32 + 32 + 16 + 48
    assert found["scales_and_zero_points"] >= 2 * (channels - 32)
    assert found["float_weights"] < 4 * 48 * 4 + 4 * channels
