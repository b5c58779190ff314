"""The numbers that pixels are normalised with, the same for every model.

One mean and one deviation for all channels, so that the graph can read raw pixels as a quantized
tensor of this scale and zero point: normalising costs nothing and loses nothing.
"""

from typing import Final

INPUT_MEAN: Final = 114
INPUT_STD: Final = 57.0
