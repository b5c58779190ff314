"""The names in our graphs that other rooms rely on; all other names are free to change."""

from __future__ import annotations

from typing import Final

IMAGE_INPUT: Final = "image"
"""uint8 ``[1, height, width, channels]``, grey or BGR, of any size."""
CORE_INPUT: Final = "planes"
"""float32 ``[1, 3, S, S]``, what the network itself takes."""
FEATURES: Final = "features"
"""float32 ``[1, D]``, what the head reads; quantized or not, it is float here."""
CORE_OUTPUT: Final = "logits"
"""float32 ``[1, K]``."""
SCORES_OUTPUT: Final = "scores"
"""float32 ``[1, K]``, probabilities."""

HEAD_NODE: Final = "head"
"""The node from features to logits; tiny and decisive, so it stays float in a quantized core."""
HEAD_WEIGHT: Final = "head_weight"
"""float32 ``[K, D]``."""
HEAD_BIAS: Final = "head_bias"
"""float32 ``[K]``."""
TEMPERATURE: Final = "temperature"
"""float32 scalar that divides the logits."""
