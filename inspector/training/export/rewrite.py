"""Small changes to ONNX graphs."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping

import onnx
from onnx import GraphProto, TensorProto

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def rename_tensors(graph: GraphProto, new_names: Mapping[str, str]) -> None:
    """Give tensors other names wherever they are written, read, stored, put in or put out."""
    for node in graph.node:
        node.input[:] = [new_names.get(name, name) for name in node.input]
        node.output[:] = [new_names.get(name, name) for name in node.output]
    for entry in (*graph.initializer, *graph.input, *graph.output, *graph.value_info):
        entry.name = new_names.get(entry.name, entry.name)


def compact(model: onnx.ModelProto, keep: Collection[str]) -> None:
    """Leave nothing in the file that no inference reads, and give the rest short names.

    Equal constants become one, constants and nodes that nothing reads go, as do names of nodes,
    notes and shapes of inner tensors. The numbers that are computed stay the same.

    Args:
        model: Changed in place; holds no subgraphs.
        keep: Names of tensors that stay, beside those of inputs and outputs.
    """
    graph = model.graph
    _constants_to_initializers(graph)
    drop_unread(graph)
    _share_equal_initializers(graph, keep)
    del graph.value_info[:]
    del graph.quantization_annotation[:]
    del model.metadata_props[:]
    graph.doc_string = model.doc_string = ""
    for entry in (*graph.input, *graph.output, *graph.initializer):
        entry.doc_string = ""
    for node in graph.node:
        node.name = node.doc_string = ""
        del node.metadata_props[:]
    _shorten_names(graph, keep)


def drop_unread(graph: GraphProto) -> None:
    """Drop nodes and initializers that lead to no output."""
    read = {entry.name for entry in graph.output}
    kept = []
    for node in reversed(graph.node):
        if read.intersection(node.output):
            kept.append(node)
            read.update(node.input)
    kept.reverse()
    tensors = [tensor for tensor in graph.initializer if tensor.name in read]
    _replace(graph, kept, tensors)


def _replace(
    graph: GraphProto, nodes: list[onnx.NodeProto], initializers: list[TensorProto]
) -> None:
    """Set both lists; copies, because a message that is taken out of its list is gone."""
    own_nodes, own_tensors = GraphProto(), GraphProto()
    own_nodes.node.extend(nodes)
    own_tensors.initializer.extend(initializers)
    del graph.node[:]
    del graph.initializer[:]
    graph.node.extend(own_nodes.node)
    graph.initializer.extend(own_tensors.initializer)


def _constants_to_initializers(graph: GraphProto) -> None:
    others = []
    for node in graph.node:
        values = [item for item in node.attribute if item.name == "value"]
        if node.op_type == "Constant" and values:
            tensor = graph.initializer.add()
            tensor.CopyFrom(values[0].t)
            tensor.name = node.output[0]
        else:
            others.append(node)
    _replace(graph, others, list(graph.initializer))


def _share_equal_initializers(graph: GraphProto, keep: Collection[str]) -> None:
    first: dict[tuple[int, tuple[int, ...], bytes], str] = {}
    same: dict[str, str] = {}
    for tensor in graph.initializer:
        if tensor.name in keep:
            continue
        bare = TensorProto()
        bare.CopyFrom(tensor)
        bare.name = bare.doc_string = ""
        digest = hashlib.sha256(bare.SerializeToString(deterministic=True)).digest()
        known = first.setdefault((tensor.data_type, tuple(tensor.dims), digest), tensor.name)
        if known != tensor.name:
            same[tensor.name] = known
    for node in graph.node:
        node.input[:] = [same.get(name, name) for name in node.input]
    _replace(
        graph,
        list(graph.node),
        [tensor for tensor in graph.initializer if tensor.name not in same],
    )


def _shorten_names(graph: GraphProto, keep: Collection[str]) -> None:
    fixed = {*keep, *(entry.name for entry in (*graph.input, *graph.output)), ""}
    names = dict.fromkeys(
        name for node in graph.node for name in (*node.input, *node.output) if name not in fixed
    )
    short: dict[str, str] = {}
    number = 0
    for name in names:
        while (candidate := _base36(number)) in fixed:
            number += 1
        short[name] = candidate
        number += 1
    rename_tensors(graph, short)


def _base36(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return digits or "0"
