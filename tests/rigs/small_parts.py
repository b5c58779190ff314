"""Small pictures of rendered parts in class folders: enough for trainings that must be quick."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count
from pathlib import Path

import cv2

from inspector.sim.parts import render_part

_SIZE_PX = (72, 64)


def write_small_parts(
    folders: Mapping[str, Path], each: int, seed: int, defect_rate: float = 0.7
) -> None:
    """Write the first parts of a series.

    Args:
        folders: Of the classes that are wanted; they are made.
        each: How many pictures come into each folder.
        seed: Of the series.
        defect_rate: Share of defective parts.
    """
    left = dict.fromkeys(folders, each)
    for index in count():
        if not any(left.values()):
            return
        part = render_part(seed, index, defect_rate=defect_rate)
        if left.get(part.class_name):
            left[part.class_name] -= 1
            folders[part.class_name].mkdir(parents=True, exist_ok=True)
            small = cv2.resize(part.image, _SIZE_PX, interpolation=cv2.INTER_AREA)
            cv2.imwrite(str(folders[part.class_name] / f"{index}.png"), small)
