"""The operators that a station runs: convolutional networks and vision transformers, and INT8.

Control flow (``If``, ``Loop``, ``Scan``), strings, sequences, randomness, optional values, training
and every domain but these two are left out.
"""

from __future__ import annotations

from typing import Final

ONNX_OPSETS: Final = range(11, 27)
MICROSOFT_OPSETS: Final = range(1, 2)

_ONNX = """
Abs Add And ArgMax ArgMin AveragePool BatchNormalization Cast CastLike Ceil Clip Concat Constant
ConstantOfShape Conv ConvInteger Cos CumSum DepthToSpace DequantizeLinear Div
DynamicQuantizeLinear Einsum Elu Equal Erf Exp Expand Flatten Floor Gather GatherElements GatherND
Gelu Gemm GlobalAveragePool GlobalMaxPool Greater GreaterOrEqual GroupNormalization HardSigmoid
HardSwish Identity InstanceNormalization LayerNormalization LeakyRelu Less LessOrEqual Log
LogSoftmax LpNormalization MatMul MatMulInteger Max MaxPool Mean Min Mish Mod Mul Neg Not Or PRelu
Pad Pow QLinearConv QLinearMatMul QuantizeLinear RMSNormalization Range Reciprocal ReduceL1
ReduceL2 ReduceLogSumExp ReduceMax ReduceMean ReduceMin ReduceProd ReduceSum ReduceSumSquare Relu
Reshape Resize Round Selu Shape Sigmoid Sign Sin Size Slice Softmax Softplus Softsign SpaceToDepth
Split Sqrt Squeeze Sub Sum Swish Tanh Tile TopK Transpose Trilu Unsqueeze Where Xor
"""
_MICROSOFT = """
Attention BiasAdd BiasGelu BiasSplitGelu DequantizeLinear DynamicQuantizeMatMul FastGelu FusedConv
FusedGemm FusedMatMul FusedMatMulActivation Gelu GemmFastGelu GroupNorm MatMulInteger16
MatMulIntegerToFloat MatMulNBits MultiHeadAttention NhwcConv NhwcFusedConv NhwcMaxPool QAttention
QGemm QLinearAdd QLinearAveragePool QLinearConcat QLinearConv QLinearGlobalAveragePool
QLinearLeakyRelu QLinearMul QLinearReduceMean QLinearSigmoid QLinearSoftmax QLinearWhere
QuantizeLinear QuickGelu SkipGroupNorm SkipLayerNormalization SkipSimplifiedLayerNormalization
TransposeMatMul
"""
OPERATORS: Final = {
    "": frozenset(_ONNX.split()),
    "ai.onnx": frozenset(_ONNX.split()),
    "com.microsoft": frozenset(_MICROSOFT.split()),
}
OPSETS: Final = {"": ONNX_OPSETS, "ai.onnx": ONNX_OPSETS, "com.microsoft": MICROSOFT_OPSETS}
