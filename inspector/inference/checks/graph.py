"""An ONNX file is read and judged here, before the runtime sees one byte of it.

The runtime trusts what it is given: it follows external data to any file, takes another format by
four bytes, and allocates what a shape says. So everything that a graph may have is listed, and the
rest is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from inspector.domain.errors.release import ModelGraphError, PackageLimitError
from inspector.inference.checks import limits
from inspector.inference.checks.memory import check_memory
from inspector.inference.checks.operators import OPERATORS, OPSETS
from inspector.inference.checks.tensors import check_tensor

IMAGE_INPUT = "image"
SCORES_OUTPUT = "scores"
NOVELTY_OUTPUT = "novelty"
_IR_VERSIONS = range(3, 14)
_ORT_FORMAT = b"ORTM"
_RANK_OF_IMAGE = 4
_LONGEST = 16
"""Attributes that list numbers have one for each side of a tensor or edge of a window."""


def check_graph(name: str, content: bytes, class_count: int, features: str = "") -> None:
    """Everything that can be known of a model without running it.

    Args:
        name: Of the file, for messages.
        content: The serialized model.
        class_count: How many scores it must give.
        features: The tensor that the head reads must be in the graph; empty when it has no name.

    Raises:
        ModelGraphError: it is invalid, or has what a station does not run.
        PackageLimitError: it is larger than a station takes.
    """
    try:
        model = _parse(content)
        _check_versions(model)
        _check_parts(model)
        _check_sizes(model)
        _check_nodes(model.graph)
        for tensor in model.graph.initializer:
            check_tensor(tensor)
        _check_contract(model.graph, class_count, features)
        _check_validity(content)
        check_memory(model)
    except ModelGraphError as error:
        raise ModelGraphError(f"{name}: {error.detail}") from error
    except PackageLimitError as error:
        raise PackageLimitError(f"{name}: {error.detail}") from error


def _parse(content: bytes) -> Any:
    from google.protobuf.message import DecodeError
    from onnx import ModelProto

    if content[4:8] == _ORT_FORMAT:
        raise ModelGraphError("it is in the format of one runtime, not ONNX")
    model = ModelProto()
    try:
        model.ParseFromString(content)
    except DecodeError as error:
        raise ModelGraphError("it is no ONNX model") from error
    known = ModelProto()
    known.CopyFrom(model)
    known.DiscardUnknownFields()
    if known.ByteSize() != model.ByteSize():
        raise ModelGraphError("it has fields that ONNX does not know")
    return model


def _check_versions(model: Any) -> None:
    if model.ir_version not in _IR_VERSIONS:
        raise ModelGraphError(f"its format is of version {model.ir_version}")
    if not model.opset_import:
        raise ModelGraphError("it names no operator set")
    for opset in model.opset_import:
        if opset.version not in OPSETS.get(opset.domain, ()):
            raise ModelGraphError(f"operator set {opset.domain or 'ai.onnx'} {opset.version}")


def _check_parts(model: Any) -> None:
    for part in ("functions", "training_info", "configuration"):
        if part in model.DESCRIPTOR.fields_by_name and len(getattr(model, part)):
            raise ModelGraphError(f"it brings {part} of its own")
    if model.graph.sparse_initializer:
        raise ModelGraphError("it has sparse tensors")


def _check_sizes(model: Any) -> None:
    graph = model.graph
    if len(graph.node) > limits.GRAPH_NODES or len(graph.initializer) > limits.GRAPH_INITIALIZERS:
        raise PackageLimitError(
            f"a graph of {len(graph.node)} nodes and {len(graph.initializer)} initializers"
        )
    notes = [*model.metadata_props, *graph.metadata_props]
    notes += [note for node in graph.node for note in node.metadata_props]
    if sum(note.ByteSize() for note in notes) > limits.GRAPH_METADATA_BYTES:
        raise PackageLimitError("a graph with too much metadata")
    texts = [model.doc_string, graph.doc_string, *(node.doc_string for node in graph.node)]
    if sum(map(len, texts)) > limits.GRAPH_DOCUMENTATION_BYTES:
        raise PackageLimitError("a graph with too much documentation")


def _check_nodes(graph: Any) -> None:
    from onnx import AttributeProto

    allowed = {
        AttributeProto.FLOAT,
        AttributeProto.FLOATS,
        AttributeProto.INT,
        AttributeProto.INTS,
        AttributeProto.STRING,
        AttributeProto.STRINGS,
        AttributeProto.TENSOR,
    }
    for node in graph.node:
        if node.op_type not in OPERATORS.get(node.domain, frozenset()):
            raise ModelGraphError(f"operator {node.domain or 'ai.onnx'}.{node.op_type}")
        for attribute in node.attribute:
            if attribute.type not in allowed or attribute.ref_attr_name:
                raise ModelGraphError(
                    f"attribute {attribute.name} of {node.op_type} is no number, text or tensor"
                )
            if max(map(len, (attribute.ints, attribute.floats, attribute.strings))) > _LONGEST:
                raise PackageLimitError(f"attribute {attribute.name} of {node.op_type} is too long")
            if attribute.type == AttributeProto.TENSOR:
                check_tensor(attribute.t)


def _check_contract(graph: Any, class_count: int, features: str) -> None:
    from onnx import TensorProto

    constants = {tensor.name for tensor in graph.initializer}
    inputs = [each for each in graph.input if each.name not in constants]
    if [each.name for each in inputs] != [IMAGE_INPUT]:
        raise ModelGraphError(f"its inputs are {_names(inputs)}, not {IMAGE_INPUT}")
    shape = list(_sides(inputs[0], TensorProto.UINT8))
    if len(shape) != _RANK_OF_IMAGE or shape[0] not in (1, None):
        raise ModelGraphError(f"{IMAGE_INPUT} is not uint8 [1, height, width, channels]")
    outputs = [each.name for each in graph.output]
    if outputs not in ([SCORES_OUTPUT], [SCORES_OUTPUT, NOVELTY_OUTPUT]):
        raise ModelGraphError(
            f"its outputs are {_names(graph.output)}, not {SCORES_OUTPUT} and {NOVELTY_OUTPUT}"
        )
    scores = list(_sides(graph.output[0], TensorProto.FLOAT))
    if len(scores) != 2 or scores[1] not in (class_count, None):
        raise ModelGraphError(f"{SCORES_OUTPUT} is not float32 [1, {class_count}]")
    if len(outputs) > 1 and any(
        side not in (1, None) for side in _sides(graph.output[1], TensorProto.FLOAT)
    ):
        raise ModelGraphError(f"{NOVELTY_OUTPUT} is not float32 [1]")
    if features and all(features not in node.output for node in graph.node):
        raise ModelGraphError(f"no node gives the tensor {features!r} that the manifest names")


def _sides(value: Any, element_type: int) -> Iterator[int | None]:
    """The sides of a tensor; ``None`` for one that is known only when it runs."""
    if value.type.WhichOneof("value") != "tensor_type":
        raise ModelGraphError(f"{value.name} is no tensor")
    if value.type.tensor_type.elem_type != element_type:
        raise ModelGraphError(f"{value.name} has another element type than the contract says")
    for side in value.type.tensor_type.shape.dim:
        yield side.dim_value if side.WhichOneof("value") == "dim_value" else None


def _check_validity(content: bytes) -> None:
    import onnx

    try:
        onnx.checker.check_model(content)
    except (onnx.checker.ValidationError, ValueError, RuntimeError, UnicodeDecodeError) as error:
        reason = str(error).strip().splitlines()[:1]
        raise ModelGraphError(f"it is not valid ONNX: {''.join(reason)[:200]}") from error


def _names(values: Any) -> str:
    return ", ".join(value.name[:40] for value in list(values)[:8]) or "none"
