"""What a graph would allocate, told before it runs: a few bytes can ask for any amount of memory.

Shapes are inferred for one picture of known size on a copy of the graph without its large tensors,
so it takes milliseconds whatever the size of the network.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from inspector.domain.errors.release import ModelGraphError, PackageLimitError
from inspector.inference.checks import limits

_PICTURE = (1, 1024, 1024, 3)
_SHAPE_ELEMENTS = 16
"""Tensors up to this size may hold shapes, so inference must know their content."""
_CARRIED_ELEMENTS = 256
_RANK_OF_SHAPES = 8


def check_memory(model: Any) -> None:
    """Bound every tensor that the graph makes of a picture of one megapixel.

    Args:
        model: An ``onnx.ModelProto`` that has passed all other checks; it is not changed.

    Raises:
        ModelGraphError: how large a tensor gets is known only when it runs. Behind an operator of
            ``com.microsoft``, whose shapes ONNX does not know, this is let pass.
        PackageLimitError: a tensor would be larger than a station allows.
    """
    import onnx

    _bound_inference(model.graph)
    try:
        inferred = onnx.shape_inference.infer_shapes(_skeleton(model), data_prop=True)
    except (onnx.shape_inference.InferenceError, ValueError, RuntimeError) as error:
        reason = str(error).strip().splitlines()[:1]
        raise ModelGraphError(f"its shapes do not fit: {''.join(reason)[:200]}") from error
    sides = dict(_known_sides(inferred.graph))
    made = {name for node in inferred.graph.node for name in node.output if name}
    all_are_told = all(not node.domain for node in inferred.graph.node)
    for name in sorted(made):
        if name not in sides and all_are_told:
            raise ModelGraphError(f"how large the tensor {name[:80]!r} gets is not known")
        elements = math.prod(sides.get(name, ()))
        if elements > limits.ACTIVATION_ELEMENTS:
            raise PackageLimitError(f"the tensor {name[:80]!r} would have {elements} elements")


def _bound_inference(graph: Any) -> None:
    """Inference carries the content of small tensors along: thirty doublings would fill the memory.

    The most that each tensor can carry is counted: a ``Concat`` has as much as all its inputs, any
    other node as much as the largest.
    """
    carried = {
        tensor.name: math.prod(tensor.dims)
        for tensor in graph.initializer
        if math.prod(tensor.dims) <= _SHAPE_ELEMENTS
    }
    for node in graph.node:
        lengths = [carried.get(name, 0) for name in node.input]
        most = sum(lengths) if node.op_type == "Concat" else max(lengths, default=0)
        if node.op_type in ("Shape", "Constant"):
            most = max(_RANK_OF_SHAPES, _SHAPE_ELEMENTS)
        if most > _CARRIED_ELEMENTS:
            raise PackageLimitError(f"node {node.name[:80]!r} puts too many elements side by side")
        for name in node.output:
            carried[name] = most


def _skeleton(model: Any) -> Any:
    """The graph with a picture of known size, and with types in the place of large tensors."""
    import onnx

    bare = onnx.ModelProto()
    bare.ir_version = model.ir_version
    bare.opset_import.extend(model.opset_import)
    graph = bare.graph
    graph.name = model.graph.name
    typed = onnx.helper.make_tensor_value_info
    graph.input.append(typed("image", onnx.TensorProto.UINT8, _PICTURE))
    for tensor in model.graph.initializer:
        if math.prod(tensor.dims) <= _SHAPE_ELEMENTS:
            graph.initializer.append(tensor)
        else:
            graph.input.append(typed(tensor.name, tensor.data_type, tensor.dims))
    for node in model.graph.node:
        large = _large_constant(node)
        if large is None:
            graph.node.append(node)
        else:
            graph.input.append(typed(node.output[0], large.data_type, large.dims))
    for output in model.graph.output:
        graph.output.append(typed(output.name, output.type.tensor_type.elem_type, None))
    return bare


def _large_constant(node: Any) -> Any:
    """The tensor of a ``Constant`` that is too large to hold a shape."""
    for attribute in node.attribute if node.op_type == "Constant" else ():
        if attribute.name == "value" and math.prod(attribute.t.dims) > _SHAPE_ELEMENTS:
            return attribute.t
    return None


def _known_sides(graph: Any) -> Iterator[tuple[str, list[int]]]:
    for value in (*graph.value_info, *graph.output):
        shape = value.type.tensor_type.shape
        known = value.type.tensor_type.HasField("shape") and all(
            side.WhichOneof("value") == "dim_value" for side in shape.dim
        )
        if known:
            yield value.name, [side.dim_value for side in shape.dim]
