"""Print what measuring a 5-megapixel picture takes: ``python tests/bench/image_health.py``."""

from __future__ import annotations

import sys
import time

import cv2
import numpy as np

from inspector.vision.measure.health import measure_health, shift_reference

REPEATS = 100


def main() -> None:
    cv2.setNumThreads(1)
    rng = np.random.default_rng(0)
    for shape in ((2048, 2448), (2048, 2448, 3), (3648, 5472)):
        image = rng.integers(0, 255, shape, np.uint8)
        for reference in (None, shift_reference(image)):
            took_ms = []
            for _ in range(REPEATS):
                begun = time.perf_counter()
                measure_health(image, significant_bits=8, reference=reference)
                took_ms.append((time.perf_counter() - begun) * 1e3)
            median, high = np.percentile(took_ms, (50, 90))
            what = "without" if reference is None else "with"
            sys.stdout.write(f"{shape} {what} shift: {median:.2f} ms, 90 % below {high:.2f} ms\n")


if __name__ == "__main__":
    main()
