"""The part of a complete graph that is worth quantizing: between the pixels and the features."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import onnx
from onnx import TensorProto, helper

from inspector.domain.errors.quantization import CandidateFailedError, NoFloatReferenceError
from inspector.training.export.graph import KEPT_TENSORS
from inspector.training.export.names import FEATURES
from inspector.training.export.rewrite import compact, rename_tensors

LINEAR = ("Gemm", "MatMul")
_QUANTIZED = {"QuantizeLinear", "DynamicQuantizeLinear", "MatMulInteger", "QLinearConv"}


@dataclass(frozen=True, slots=True)
class Body:
    """A backbone cut out of its graph, and the tensors where it was cut.

    Attributes:
        model: From the normalised planes, float32 ``[1, 3, S, S]``, to the features.
        begin: Name of the planes.
        end: Name of the features, which stay float and keep their name.
        batch: Pictures in one run; more than one for benchmarks only.
    """

    model: onnx.ModelProto
    begin: str
    end: str
    batch: int = 1


def cut_body(
    graph: onnx.ModelProto, size_px: int, features: str = FEATURES, *, batch: int = 1
) -> Body:
    """The backbone of a complete float graph, with the static shape that quantizers need.

    What stands before (resizing, normalisation) and behind (head, softmax, novelty) is a thousandth
    of the work and stays as it is.

    Args:
        graph: Raw pixels in, probabilities out.
        size_px: The side S of the planes.
        features: The tensor that the head reads; a graph without it, of an older package, is cut
            at the input of its last linear layer.
        batch: Pictures in one run.

    Raises:
        NoFloatReferenceError: the graph is quantized already or was made by another program.
    """
    nodes = graph.graph.node
    if any(node.op_type in _QUANTIZED for node in nodes):
        raise NoFloatReferenceError("the graph is quantized already")
    known = {name for node in nodes for name in node.output}
    begin = _planes(graph)
    end = features if features in known else _input_of_last_linear(graph)
    inner = _between(nodes, begin, end)
    needed = {name for node in inner for name in node.input}
    weights = [item for item in graph.graph.initializer if item.name in needed]
    body = helper.make_graph(
        inner,
        "body",
        [helper.make_tensor_value_info(begin, TensorProto.FLOAT, [batch, 3, size_px, size_px])],
        [helper.make_tensor_value_info(end, TensorProto.FLOAT, None)],
        weights,
    )
    model = helper.make_model(body, opset_imports=graph.opset_import, ir_version=graph.ir_version)
    return Body(onnx.shape_inference.infer_shapes(model), begin, end, batch)


def put_body(graph: onnx.ModelProto, body: onnx.ModelProto, *, begin: str, end: str) -> bytes:
    """The complete graph with another backbone between the same two tensors, serialized."""
    whole = onnx.ModelProto()
    whole.CopyFrom(graph)
    former = _between(whole.graph.node, begin, end)
    gone = {name for node in former for name in node.output}
    outer = [node for node in whole.graph.node if not set(node.output) & gone]
    place = 1 + max((row for row, node in enumerate(outer) if begin in node.output), default=-1)
    inner = _with_own_names(body.graph, _inputs(outer) | _outputs(outer), {begin, end})
    merged = [*outer[:place], *inner.node, *outer[place:]]
    used = _inputs(merged)
    own = [item for item in whole.graph.initializer if item.name in _inputs(outer)]
    weights = [*own, *(item for item in inner.initializer if item.name in used)]
    _replace(whole.graph.node, merged)
    _replace(whole.graph.initializer, weights)
    del whole.graph.value_info[:]
    for opset in body.opset_import:
        if opset.domain not in {known.domain for known in whole.opset_import}:
            whole.opset_import.append(opset)
    compact(whole, KEPT_TENSORS | {end})
    try:
        onnx.checker.check_model(whole)
    except onnx.checker.ValidationError as error:
        detail = f"the graph is not valid: {str(error).splitlines()[0]}"
        raise CandidateFailedError(detail) from error
    content: bytes = whole.SerializeToString()
    return content


def constants(model: onnx.ModelProto) -> dict[str, onnx.TensorProto]:
    """The initializers by name."""
    return {item.name: item for item in model.graph.initializer}


def readers(nodes: Iterable[onnx.NodeProto]) -> dict[str, list[onnx.NodeProto]]:
    """The nodes that read each tensor."""
    found: dict[str, list[onnx.NodeProto]] = {}
    for node in nodes:
        for name in dict.fromkeys(node.input):
            found.setdefault(name, []).append(node)
    return found


def writers(nodes: Iterable[onnx.NodeProto]) -> dict[str, onnx.NodeProto]:
    """The node that writes each tensor."""
    return {name: node for node in nodes for name in node.output}


def drop_unused(model: onnx.ModelProto) -> None:
    """Remove nodes and initializers that no output depends on."""
    wanted = {output.name for output in model.graph.output}
    kept: list[onnx.NodeProto] = []
    for node in reversed(model.graph.node):
        if wanted & set(node.output):
            kept.append(node)
            wanted |= set(node.input)
    _replace(model.graph.node, list(reversed(kept)))
    _replace(
        model.graph.initializer, [item for item in model.graph.initializer if item.name in wanted]
    )


def _between(nodes: Sequence[onnx.NodeProto], begin: str, end: str) -> list[onnx.NodeProto]:
    """The nodes that ``end`` depends on and that do not lie before ``begin``."""
    before = _ancestors(nodes, begin)
    written = {name for node in nodes if not set(node.output) & before for name in node.output}
    wanted = _ancestors(nodes, end) & written
    return [node for node in nodes if set(node.output) & wanted]


def _ancestors(nodes: Sequence[onnx.NodeProto], name: str) -> set[str]:
    wanted = {name}
    for node in reversed(nodes):
        if wanted & set(node.output):
            wanted |= set(node.input)
    return wanted


def _planes(graph: onnx.ModelProto) -> str:
    """The normalised planes: what the raw pixels are dequantized to."""
    pixels = {graph.graph.input[0].name}
    for node in graph.graph.node:
        if pixels & set(node.input):
            if node.op_type == "DequantizeLinear":
                return str(node.output[0])
            pixels |= set(node.output)
    raise NoFloatReferenceError("the graph does not begin with raw pixels")


def _input_of_last_linear(graph: onnx.ModelProto) -> str:
    linear = [node for node in graph.graph.node if node.op_type in LINEAR]
    if not linear:
        raise NoFloatReferenceError("the graph has no linear layer")
    return str(linear[-1].input[0])


def _inputs(nodes: Iterable[onnx.NodeProto]) -> set[str]:
    return {name for node in nodes for name in node.input}


def _outputs(nodes: Iterable[onnx.NodeProto]) -> set[str]:
    return {name for node in nodes for name in node.output}


def _with_own_names(
    body: onnx.GraphProto, taken: set[str], shared: Collection[str]
) -> onnx.GraphProto:
    """A copy in which a name of the graph around it stands for the ``shared`` tensors alone.

    A constant that both read, such as 0 in a clip, may have become another one in the body.
    """
    copy = onnx.GraphProto()
    copy.CopyFrom(body)
    names = _inputs(body.node) | _outputs(body.node)
    clashes = (names & taken) - {*shared, ""}
    rename_tensors(copy, {name: f"{name}:body" for name in clashes})
    return copy


def _replace(field: object, items: Collection[object]) -> None:
    """Give a repeated protobuf field other items."""
    copies = list(items)
    del field[:]  # type: ignore[attr-defined]
    field.extend(copies)  # type: ignore[attr-defined]
