"""Hard-swish and hard-sigmoid of MobileNetV3 in operators that exist for integers.

ONNX Runtime has no integer HardSigmoid, so each of the 28 in MobileNetV3-Small stands between a
DequantizeLinear and a QuantizeLinear. With ``hard_sigmoid(x) = clip(x + 3, 0, 6) / 6`` and
``hard_swish(x) = x hard_sigmoid(x)`` (Howard et al. 2019, "Searching for MobileNetV3") the sum, the
clip and the product all run on integers, and the sixths go into the weights behind.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import onnx
from onnx import helper, numpy_helper

from inspector.domain.errors.quantization import CandidateFailedError
from inspector.training.quantization.body import Body, constants, drop_unused

_SIXTH_INVERSE = 6.0
_LINEAR = ("Conv", "Gemm")
_UNCHANGED = ("GlobalAveragePool", "Flatten", "Reshape", "Transpose", "Squeeze", "Identity")
_THREE, _ZERO, _SIX = "hard_swish:3", "hard_swish:0", "hard_swish:6"


def with_integer_hard_swish(body: Body) -> Body:
    """The same function without HardSwish and HardSigmoid.

    Every tensor is followed from node to node with the factor by which it is too large; linear
    layers take the factor into their weights, everything else gets a multiplication before it.

    Raises:
        CandidateFailedError: the body has no such activation.
    """
    model = onnx.ModelProto()
    model.CopyFrom(body.model)
    rewriter = _Rewriter(model, body.end)
    nodes = [new for node in model.graph.node for new in rewriter.rewrite(node)]
    if not rewriter.found:
        raise CandidateFailedError("the network has no hard-swish")
    nodes.extend(rewriter.restore_end())
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    model.graph.initializer.extend(
        numpy_helper.from_array(np.array(value, np.float32), name)
        for name, value in ((_THREE, 3), (_ZERO, 0), (_SIX, 6))
    )
    for row, node in enumerate(model.graph.node):
        node.name = f"{node.op_type}_{row}"
    del model.graph.value_info[:]
    drop_unused(model)
    return Body(onnx.shape_inference.infer_shapes(model), body.begin, body.end, body.batch)


class _Rewriter:
    def __init__(self, model: onnx.ModelProto, end: str) -> None:
        self._model, self._end = model, end
        self._constants = constants(model)
        self._factors: dict[str, float] = {}
        self.found = 0

    def rewrite(self, node: onnx.NodeProto) -> Iterator[onnx.NodeProto]:
        """The nodes that stand for one node."""
        if node.op_type in ("HardSwish", "HardSigmoid"):
            yield from self._activation(node)
        elif node.op_type in _LINEAR and node.input[1] in self._constants:
            self._fold(node)
            yield node
        elif node.op_type in _UNCHANGED:
            self._factors[node.output[0]] = self._factor(node.input[0])
            yield node
        elif node.op_type == "Mul":
            self._factors[node.output[0]] = float(np.prod([self._factor(n) for n in node.input]))
            yield node
        else:
            for place, name in enumerate(node.input):
                yield from self._exact(node, place, name)
            yield node

    def restore_end(self) -> Iterator[onnx.NodeProto]:
        """The features are read by name and stay what they are."""
        factor = self._factor(self._end)
        if factor == 1:
            return
        for node in self._model.graph.node:
            for field in (node.input, node.output):
                for place, name in enumerate(field):
                    if name == self._end:
                        field[place] = f"{name}:times"
        yield self._scaled(f"{self._end}:times", self._end, 1 / factor)

    def _activation(self, node: onnx.NodeProto) -> Iterator[onnx.NodeProto]:
        attributes = {item.name: item.f for item in node.attribute}
        if node.op_type == "HardSigmoid" and not np.isclose(attributes.get("alpha", 0.2), 1 / 6):
            raise CandidateFailedError("a hard-sigmoid with another slope than 1/6")
        yield from self._exact(node, 0, node.input[0])
        source, target = node.input[0], node.output[0]
        shifted = f"{target}:shifted"
        swish = node.op_type == "HardSwish"
        gate = f"{target}:gate" if swish else target
        yield helper.make_node("Add", [source, _THREE], [shifted])
        yield helper.make_node("Clip", [shifted, _ZERO, _SIX], [gate])
        if swish:
            yield helper.make_node("Mul", [source, gate], [target])
        self._factors[target] = _SIXTH_INVERSE
        self.found += 1

    def _fold(self, node: onnx.NodeProto) -> None:
        factor = self._factor(node.input[0])
        if factor == 1:
            return
        name = f"{node.input[1]}:{node.output[0]}"
        weights = numpy_helper.to_array(self._constants[node.input[1]])
        scaled = (weights / factor).astype(np.float32)
        self._model.graph.initializer.append(numpy_helper.from_array(scaled, name))
        node.input[1] = name

    def _exact(self, node: onnx.NodeProto, place: int, name: str) -> Iterator[onnx.NodeProto]:
        factor = self._factor(name)
        if factor == 1:
            return
        exact = f"{name}:exact:{node.output[0]}"
        node.input[place] = exact
        yield self._scaled(name, exact, 1 / factor)

    def _scaled(self, source: str, target: str, factor: float) -> onnx.NodeProto:
        name = f"{target}:factor"
        self._model.graph.initializer.append(
            numpy_helper.from_array(np.array(factor, np.float32), name)
        )
        return helper.make_node("Mul", [source, name], [target])

    def _factor(self, name: str) -> float:
        return self._factors.get(name, 1.0)
