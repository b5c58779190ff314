"""Static INT8 candidates of a float core."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnxruntime.quantization import (
    CalibrationDataReader,
    CalibrationMethod,
    QuantFormat,
    QuantType,
    quantize_static,
)
from onnxruntime.quantization.shape_inference import quant_pre_process

from inspector.inference.preprocessing import INPUT_MEAN, INPUT_STD
from inspector.training.datasets.samples import Samples
from inspector.training.export.graph import CORE_INPUT


@dataclass(frozen=True, slots=True)
class QuantizationRecipe:
    """One way to quantize: always U8 activations (S8 is three times slower on x86), S8 weights.

    Attributes:
        variant: Its name in manifests.
        per_channel: One weight scale per output channel, or one per tensor.
        method: How activation ranges are found.
        most_images: Bounds the memory of calibration: histograms keep all activations of all
            images until the last, a running minimum and maximum keep none.
    """

    variant: str
    per_channel: bool
    method: CalibrationMethod
    most_images: int


RECIPES = (
    QuantizationRecipe("int8-static-per-channel-minmax", True, CalibrationMethod.MinMax, 256),
    QuantizationRecipe(
        "int8-static-per-channel-percentile", True, CalibrationMethod.Percentile, 32
    ),
    QuantizationRecipe("int8-static-per-tensor-minmax", False, CalibrationMethod.MinMax, 256),
)


def quantize_core(
    core: onnx.ModelProto, recipe: QuantizationRecipe, calibration: Samples
) -> onnx.ModelProto:
    """The core with QuantizeLinear and DequantizeLinear around every operator that gains.

    The input keeps the exact scale of raw pixels, so that the graph can feed them unchanged.
    """
    pixels = {
        "scale": np.array(1 / INPUT_STD, np.float32),
        "zero_point": np.array(INPUT_MEAN, np.uint8),
        "quant_type": QuantType.QUInt8,
    }
    rows = np.linspace(0, len(calibration) - 1, min(len(calibration), recipe.most_images))
    with tempfile.TemporaryDirectory() as folder:
        source, prepared, target = (Path(folder, f"{step}.onnx") for step in ("a", "b", "c"))
        onnx.save(core, source)
        quant_pre_process(str(source), str(prepared), skip_symbolic_shape=True)
        quantize_static(
            str(prepared),
            str(target),
            PixelReader(calibration.take(rows.astype(np.int64))),
            quant_format=QuantFormat.QDQ,
            activation_type=QuantType.QUInt8,
            weight_type=QuantType.QInt8,
            per_channel=recipe.per_channel,
            calibrate_method=recipe.method,
            extra_options={"TensorQuantOverrides": {CORE_INPUT: [pixels]}},
        )
        return onnx.load(target)


class PixelReader(CalibrationDataReader):  # type: ignore[misc]
    """Feeds one normalised image at a time, so that calibration needs little memory."""

    def __init__(self, samples: Samples) -> None:
        self._images: Iterator[NDArray[np.uint8]] = iter(samples.images)

    def get_next(self) -> dict[str, NDArray[np.float32]] | None:
        """The next image as the core takes it, or ``None`` after the last."""
        image = next(self._images, None)
        if image is None:
            return None
        planes = np.broadcast_to(image, (*image.shape[:2], 3)).transpose(2, 0, 1)[None]
        return {CORE_INPUT: (planes.astype(np.float32) - INPUT_MEAN) / np.float32(INPUT_STD)}
