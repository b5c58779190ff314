"""A tensor that lies in the file: of a known type, and exactly as large as its shape says."""

from __future__ import annotations

import math
from typing import Any

from inspector.domain.errors.release import ModelGraphError, PackageLimitError
from inspector.inference.checks import limits

_BITS = {
    "FLOAT": 32,
    "UINT8": 8,
    "INT8": 8,
    "UINT16": 16,
    "INT16": 16,
    "INT32": 32,
    "INT64": 64,
    "BOOL": 8,
    "FLOAT16": 16,
    "DOUBLE": 64,
    "BFLOAT16": 16,
    "UINT4": 4,
    "INT4": 4,
}


def check_tensor(tensor: Any) -> None:
    """Judge an initializer or a constant.

    Args:
        tensor: An ``onnx.TensorProto``.

    Raises:
        ModelGraphError: it lies outside the file, is of a foreign type, or its bytes do not fit.
        PackageLimitError: it is too large.
    """
    from onnx import TensorProto

    if tensor.data_location != TensorProto.DEFAULT or tensor.external_data:
        raise ModelGraphError(f"tensor {tensor.name!r} lies in another file")
    if tensor.data_type not in TensorProto.DataType.values():
        raise ModelGraphError(f"tensor {tensor.name!r} has no known type")
    kind = TensorProto.DataType.Name(tensor.data_type)
    if kind not in _BITS or tensor.HasField("segment"):
        raise ModelGraphError(f"tensor {tensor.name!r} is of type {kind}")
    if len(tensor.dims) > limits.TENSOR_RANK or any(side < 0 for side in tensor.dims):
        raise ModelGraphError(f"tensor {tensor.name!r} has no proper shape")
    elements = math.prod(tensor.dims)
    if elements > limits.TENSOR_ELEMENTS:
        raise PackageLimitError(f"tensor {tensor.name!r} has {elements} elements")
    if tensor.raw_data:
        fits = len(tensor.raw_data) == (elements * _BITS[kind] + 7) // 8
    else:
        fits = _typed_length(tensor) in (elements, (elements * _BITS[kind] + 7) // 8)
    if not fits:
        raise ModelGraphError(f"tensor {tensor.name!r} is not as large as its shape says")


def _typed_length(tensor: Any) -> int:
    fields = ("float_data", "int32_data", "int64_data", "double_data", "uint64_data")
    return sum(len(getattr(tensor, field)) for field in fields)
