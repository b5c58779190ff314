"""What one network changes against another is told by what tensors hold, not by their numbers."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from package_rig import tiny_graph, tiny_package

from inspector.inference.comparison import Comparison, compare_packages


def numbered(model: onnx.ModelProto) -> onnx.ModelProto:
    """With names as a quantized file has them: numbers in the order of the nodes."""
    fixed = {"image", "scores", "features", ""}
    names: dict[str, str] = {}
    for node in model.graph.node:
        for name in (*node.input, *node.output):
            if name not in fixed:
                names.setdefault(name, str(len(names)))
        node.input[:] = [names.get(name, name) for name in node.input]
        node.output[:] = [names.get(name, name) for name in node.output]
    for item in model.graph.initializer:
        item.name = names[item.name]
    return model


def widened(model: onnx.ModelProto, name: str) -> onnx.ModelProto:
    """With one constant in half precision behind a Cast, as INT8 files store theirs."""
    item = next(each for each in model.graph.initializer if each.name == name)
    halves = numpy_helper.to_array(item).astype(np.float16)
    item.CopyFrom(numpy_helper.from_array(halves, f"{name}:f16"))
    model.graph.node.insert(0, helper.make_node("Cast", [item.name], [name], to=TensorProto.FLOAT))
    return model


def compared(root: Path, old: onnx.ModelProto, new: onnx.ModelProto) -> Comparison:
    before = tiny_package(root, "1.0.0", model=old)
    return compare_packages(before, tiny_package(root, "1.1.0", model=new))


def kinds(found: Comparison) -> list[tuple[str, tuple[int, ...]]]:
    return [(each.kind, each.shape) for each in found.tensors]


def test_one_constant_in_half_precision_does_not_make_every_tensor_another_one(
    tmp_path: Path,
) -> None:
    found = compared(
        tmp_path, numbered(tiny_graph(1, 24)), numbered(widened(tiny_graph(1, 24), "inner"))
    )
    assert found.equal_tensors == 4
    assert kinds(found) == [("added", (24, 24)), ("removed", (24, 24))]
    assert [each.size_bytes for each in found.tensors] == [2 * 24 * 24, 4 * 24 * 24]


def test_weights_that_were_trained_anew_are_changed_whatever_their_numbers(tmp_path: Path) -> None:
    found = compared(
        tmp_path, numbered(tiny_graph(1, 24)), numbered(widened(tiny_graph(2, 24), "head"))
    )
    assert found.equal_tensors == 2
    assert sorted(kinds(found)) == [
        ("added", (24, 3)),
        ("changed", (1, 24)),
        ("changed", (24, 24)),
        ("removed", (24, 3)),
    ]


def test_a_tensor_that_got_a_class_more_is_changed_and_not_another_one(tmp_path: Path) -> None:
    new = tiny_graph(1, 24)
    inner = next(each for each in new.graph.initializer if each.name == "inner")
    inner.CopyFrom(numpy_helper.from_array(numpy_helper.to_array(inner)[:, :16], "inner"))
    head = next(each for each in new.graph.initializer if each.name == "head")
    head.CopyFrom(numpy_helper.from_array(numpy_helper.to_array(head)[:16], "head"))
    found = compared(tmp_path, tiny_graph(1, 24), new)
    assert kinds(found) == [("changed", (24, 16)), ("changed", (16, 3))]
