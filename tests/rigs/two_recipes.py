"""The files of a station with two recipes."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
from station_texts import LOOPING_STATION

_RECIPES = """\
[recipe]
file = "a.toml"
more = ["b.toml"]
"""


def write_station(folder: Path) -> None:
    """Number 7 accepts from 0.5 on, number 9 from 0.99 on."""
    (folder / "images").mkdir()
    cv2.imwrite(str(folder / "images" / "1.png"), np.full((64, 64), 128, np.uint8))
    (folder / "station.toml").write_text(LOOPING_STATION + _RECIPES)
    write_recipe(folder, "a", 7, 0.5)
    write_recipe(folder, "b", 9, 0.99)


def write_recipe(folder: Path, name: str, number: int, accept: float) -> None:
    text = f"""\
schema_version = 1
recipe_id = "{name}"
number = {number}
[limits]
accept = {accept}
"""
    (folder / f"{name}.toml").write_text(text)
