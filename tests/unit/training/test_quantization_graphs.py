"""Each way to quantize gives a valid file that computes what the float file does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest

pytest.importorskip("torch", reason="needs the extra `train`")

import torch
from onnx import helper, numpy_helper
from quantization_rig import (
    SIZE_PX,
    Convolutional,
    graph_of,
    pictures,
    trained,
    transformer,
)
from torch import nn

from inspector.domain.errors.quantization import CandidateFailedError, NoFloatReferenceError
from inspector.inference.checks.graph import check_graph
from inspector.inference.session import ScoringSession
from inspector.training.progress import Silence
from inspector.training.quantization.body import Body, cut_body, put_body
from inspector.training.quantization.calibration import calibrate
from inspector.training.quantization.dynamic_int8 import quantize_dynamic
from inspector.training.quantization.half import halve
from inspector.training.quantization.hard_swish import with_integer_hard_swish
from inspector.training.quantization.maker import Maker
from inspector.training.quantization.plan import plan
from inspector.training.quantization.ranges import METHODS
from inspector.training.quantization.recipes import (
    RECIPES,
    Kind,
    Technique,
    suitable_recipes,
)
from inspector.training.quantization.runtime import Probe, session_options, simplify
from inspector.training.quantization.sizes import bytes_by_category
from inspector.training.quantization.static_int8 import quantize_static

Network = Callable[[], nn.Module]
NETWORKS: dict[str, Network] = {
    "relu6": Convolutional,
    "hard-swish": lambda: Convolutional(nn.Hardswish, squeezed=True),
    "transformer": transformer,
}


@pytest.fixture(scope="module", params=NETWORKS, ids=NETWORKS)
def graph(request: pytest.FixtureRequest) -> onnx.ModelProto:
    torch.manual_seed(4)
    network = NETWORKS[request.param]()
    return graph_of(trained(network, pictures(60, 1), steps=30))


def maker(graph: onnx.ModelProto) -> Maker:
    return Maker(graph, SIZE_PX, pictures(12, 1), 1, Silence())


def scores(model: bytes) -> np.ndarray:
    session = ScoringSession(model, 3, provider="cpu")
    return np.stack([session.score(image) for image in pictures(24, 5).images])


def fused_operators(model: bytes, folder: Path) -> Counter[str]:
    """The operators that ONNX Runtime makes of a file."""
    options = session_options()
    options.optimized_model_filepath = str(folder / "fused.onnx")
    onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    return Counter(node.op_type for node in onnx.load(folder / "fused.onnx").graph.node)


@pytest.mark.parametrize(
    ("network", "recipe", "expected"),
    [
        ("relu6", "int8-static-per-channel-minmax", {"QLinearConv": 5, "QLinearAdd": 1}),
        ("hard-swish", "int8-swish-per-channel-minmax", {"QLinearConv": 7, "HardSigmoid": 0}),
        ("transformer", "int8-linear-per-channel-minmax", {"QGemm": 8, "MatMul": 0}),
        ("transformer", "int8-dynamic-per-channel", {"DynamicQuantizeMatMul": 8}),
    ],
)
def test_the_runtime_fuses_every_layer_into_an_integer_operator(
    tmp_path: Path, network: str, recipe: str, expected: dict[str, int]
) -> None:
    torch.manual_seed(6)
    makes = maker(graph_of(trained(NETWORKS[network](), pictures(30, 1), steps=3)))
    row = next(row for row in RECIPES if row.name == recipe)
    found = fused_operators(makes.make(row), tmp_path)
    assert {name: found[name] for name in expected} == expected


def test_every_suitable_recipe_judges_nearly_as_the_float_file(graph: onnx.ModelProto) -> None:
    makes = maker(graph)
    reference = scores(graph.SerializeToString())
    recipes = suitable_recipes(makes.body)
    assert len(recipes) >= 6
    for recipe in recipes:
        found = scores(makes.make(recipe))
        off = np.abs(found - reference).max()
        assert off < (0.01 if recipe.technique is Technique.HALF else 0.35), recipe.name
        if recipe.per_channel and recipe.method == "minmax":
            assert (found.argmax(1) == reference.argmax(1)).mean() > 0.9, recipe.name


def test_an_integer_file_holds_no_float_copy_of_a_weight(graph: onnx.ModelProto) -> None:
    makes = maker(graph)
    before = bytes_by_category(graph)
    for recipe in suitable_recipes(makes.body):
        if recipe.technique is Technique.HALF:
            continue
        after = bytes_by_category(onnx.load_from_string(makes.make(recipe)))
        assert after["float_weights"] < 0.2 * before["float_weights"], recipe.name
        assert sum(after.values()) < sum(before.values())


def test_the_features_keep_their_name_and_the_head_stays_float(graph: onnx.ModelProto) -> None:
    makes = maker(graph)
    for recipe in suitable_recipes(makes.body):
        model = onnx.load_from_string(makes.make(recipe))
        head = [node for node in model.graph.node if "features" in node.input]
        weights = {item.name: item for item in model.graph.initializer}
        assert [node.op_type for node in head] == ["Gemm"]
        assert weights[head[0].input[1]].data_type == onnx.TensorProto.FLOAT


def test_a_station_takes_every_file(graph: onnx.ModelProto) -> None:
    makes = maker(graph)
    for recipe in suitable_recipes(makes.body):
        check_graph(recipe.name, makes.make(recipe), 3, "features")


def test_activations_are_unsigned_and_weights_signed(graph: onnx.ModelProto) -> None:
    makes = maker(graph)
    static = [r for r in suitable_recipes(makes.body) if r.technique is Technique.STATIC]
    for recipe in static:
        model = onnx.load_from_string(makes.make(recipe))
        constants = {item.name: item.data_type for item in model.graph.initializer}
        for node in model.graph.node:
            if node.op_type == "QuantizeLinear":
                assert constants[node.input[2]] == onnx.TensorProto.UINT8
            if node.op_type == "Conv" and not recipe.linear_only:
                writer = next(n for n in model.graph.node if node.input[1] in n.output)
                assert constants[writer.input[0]] == onnx.TensorProto.INT8


def test_the_first_layer_reads_raw_pixels_without_quantizing_them_again() -> None:
    torch.manual_seed(1)
    makes = maker(graph_of(Convolutional()))
    recipe = next(r for r in RECIPES if r.kind is Kind.CONVOLUTIONAL)
    model = onnx.load_from_string(makes.make(recipe))
    stem = next(node for node in model.graph.node if node.op_type == "Conv")
    source = next(node for node in model.graph.node if stem.input[0] in node.output)
    assert source.op_type == "DequantizeLinear"
    expand = next(node for node in model.graph.node if source.input[0] in node.output)
    assert expand.op_type == "Expand"


def bodies(network: nn.Module) -> tuple[Body, Body]:
    body = simplify(cut_body(graph_of(network), SIZE_PX))
    return body, simplify(with_integer_hard_swish(body))


def test_the_integer_hard_swish_is_exact_in_float() -> None:
    torch.manual_seed(2)
    network = trained(Convolutional(nn.Hardswish, squeezed=True), pictures(60, 1), steps=5)
    before, after = bodies(network)
    assert not {"HardSwish", "HardSigmoid"} & {n.op_type for n in after.model.graph.node}
    for image in pictures(6, 7).images:
        (expected,), (found,) = (Probe(b, [b.end], 1).show(image) for b in (before, after))
        assert np.abs(expected - found).max() < 1e-5 * np.abs(expected).max() + 1e-6


def test_the_sixth_of_a_hard_swish_at_the_end_is_given_back_to_the_features() -> None:
    network = Convolutional(nn.Hardswish)
    before, after = bodies(network)
    assert before.end == after.end == "features"
    last = next(node for node in after.model.graph.node if "features" in node.output)
    assert last.op_type == "Mul"


def test_without_hard_swish_there_is_nothing_to_rewrite() -> None:
    body = simplify(cut_body(graph_of(Convolutional()), SIZE_PX))
    with pytest.raises(CandidateFailedError, match="hard-swish"):
        with_integer_hard_swish(body)
    with pytest.raises(CandidateFailedError, match="linear layer"):
        quantize_dynamic(body)


def test_a_hard_sigmoid_of_another_slope_is_refused() -> None:
    body = simplify(cut_body(graph_of(Convolutional(nn.Hardswish)), SIZE_PX))
    gate = next(node for node in body.model.graph.node if node.op_type == "HardSigmoid")
    next(item for item in gate.attribute if item.name == "alpha").f = 0.2
    with pytest.raises(CandidateFailedError, match="slope"):
        with_integer_hard_swish(body)


def test_weights_that_half_precision_cannot_express_are_refused() -> None:
    body = simplify(cut_body(graph_of(Convolutional()), SIZE_PX))
    item = next(i for i in body.model.graph.initializer if len(i.dims) == 4)
    item.CopyFrom(numpy_helper.from_array(numpy_helper.to_array(item) * np.float32(1e8), item.name))
    with pytest.raises(CandidateFailedError, match="half precision"):
        halve(body)


def test_half_precision_is_possible_where_the_head_reads_a_constant_of_the_backbone() -> None:
    """The novelty of a package is cut off at 0, and the 0 of each ReLU6 is the same constant."""
    torch.manual_seed(5)
    graph = graph_of(Convolutional())
    clip = next(node for node in graph.graph.node if node.op_type == "Clip")
    last = next(node for node in graph.graph.node if "scores" in node.output)
    last.output[0] = "raw_scores"
    graph.graph.node.append(helper.make_node("Max", ["raw_scores", clip.input[1]], ["scores"]))
    row = next(row for row in RECIPES if row.technique is Technique.HALF)
    off = np.abs(scores(maker(graph).make(row)) - scores(graph.SerializeToString())).max()
    assert off < 0.01


def test_layers_that_are_skipped_stay_float() -> None:
    body = simplify(cut_body(graph_of(Convolutional()), SIZE_PX))
    convolutions = [n.name for n in body.model.graph.node if n.op_type == "Conv"]
    skipped = convolutions[2]
    own = plan(body, linear_only=False, skip=[skipped])
    spreads = calibrate(body, own.tensors, pictures(4, 1), 1, Silence())
    ranges = {name: METHODS["minmax"](spread) for name, spread in spreads.items()}
    model = quantize_static(body, own, ranges, per_channel=True)
    floats = {i.name for i in model.graph.initializer if i.data_type == onnx.TensorProto.FLOAT}
    by_name = {node.name: node for node in model.graph.node}
    assert by_name[skipped].input[1] in floats
    assert all(by_name[name].input[1] not in floats for name in convolutions if name != skipped)


def test_a_layer_that_was_left_float_is_not_quantized_by_the_runtime(tmp_path: Path) -> None:
    graph = graph_of(Convolutional())
    body = simplify(cut_body(graph, SIZE_PX))
    convolutions = [node.name for node in body.model.graph.node if node.op_type == "Conv"]
    for skipped in convolutions[1:]:
        own = plan(body, linear_only=False, skip=[skipped])
        spreads = calibrate(body, own.tensors, pictures(4, 1), 1, Silence())
        ranges = {name: METHODS["minmax"](spread) for name, spread in spreads.items()}
        model = quantize_static(body, own, ranges, per_channel=True)
        found = fused_operators(put_body(graph, model, begin=body.begin, end=body.end), tmp_path)
        assert found["QLinearConv"] == 4
        assert found["Conv"] + found["FusedConv"] == 1


def test_a_mixed_file_is_larger_and_closer_to_the_float_one() -> None:
    torch.manual_seed(3)
    graph = graph_of(trained(Convolutional(), pictures(60, 1), steps=30))
    makes = maker(graph)
    recipe = next(r for r in RECIPES if r.kind is Kind.CONVOLUTIONAL and not r.per_channel)
    whole, mixed = makes.make(recipe), makes.make_mixed(recipe, 4)
    reference = scores(graph.SerializeToString())
    assert len(mixed) > len(whole)
    assert np.abs(scores(mixed) - reference).mean() < np.abs(scores(whole) - reference).mean()


def test_a_quantized_or_foreign_graph_is_no_reference(graph: onnx.ModelProto) -> None:
    makes = maker(graph)
    recipe = suitable_recipes(makes.body)[1]
    with pytest.raises(NoFloatReferenceError, match="already"):
        cut_body(onnx.load_from_string(makes.make(recipe)), SIZE_PX)
    value = helper.make_tensor_value_info("x", onnx.TensorProto.FLOAT, [1])
    foreign = helper.make_model(
        helper.make_graph([helper.make_node("Neg", ["x"], ["y"])], "foreign", [value], [value])
    )
    with pytest.raises(NoFloatReferenceError, match="raw pixels"):
        cut_body(foreign, SIZE_PX)


def test_a_body_that_the_runtime_refuses_is_a_failed_candidate() -> None:
    body = simplify(cut_body(graph_of(Convolutional()), SIZE_PX))
    body.model.graph.node[0].op_type = "Unheard"
    with pytest.raises(CandidateFailedError, match="refuses"):
        Probe(body, [body.end], 1)
    with pytest.raises(CandidateFailedError, match="not valid"):
        put_body(graph_of(Convolutional()), body.model, begin=body.begin, end=body.end)


def test_recipes_have_names_of_their_own_and_suit_what_they_say() -> None:
    names = [recipe.name for recipe in RECIPES]
    assert len(set(names)) == len(names)
    assert all(r.integer_hard_swish == (r.kind is Kind.HARD_SWISH) for r in RECIPES)
