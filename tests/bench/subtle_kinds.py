"""Pictures of defects that the shipped model never learned and that look like what it knows.

Run: python tests/bench/subtle_kinds.py FOLDER KIND [PICTURES] [SEED]

Writes FOLDER/KIND/000.png and so on. `crack` is a dark hairline from a hole or the bore: beside a
scratch it has no raised lips and no bright side. `chatter` is a set of faint arcs that are not
concentric with the bore: those that are stand on a third of the good parts.
"""

from __future__ import annotations

import math
import sys
from pathlib import Path

import cv2
import numpy as np
from numpy.random import Generator

from inspector.sim.parts.lookalikes import add_lookalikes
from inspector.sim.parts.render import _expose
from inspector.sim.parts.scene import (
    HOLE_COUNT,
    SUBPIXEL_BITS,
    Scene,
    draw_light,
    draw_pose,
    empty_scene,
)
from inspector.sim.parts.surface import apply_grain, chamfer_edges, cut_outline, full_holes


def add_crack(scene: Scene, rng: Generator) -> None:
    """8 to 26 px long, one pixel wide, 25 to 45 % darker, in short straight pieces."""
    pose = scene.pose
    if rng.random() < 0.7:
        centre, radius = pose.hole(int(rng.integers(HOLE_COUNT))), pose.hole_radius
    else:
        centre, radius = (pose.x, pose.y), pose.bore_radius
    heading = rng.uniform(0, 2 * math.pi)
    point = np.array(centre) + radius * np.array([math.cos(heading), math.sin(heading)])
    points = [point]
    for _ in range(int(rng.integers(4, 9))):
        heading += rng.normal(0, 0.35)
        point = point + rng.uniform(2, 3.2) * np.array([math.cos(heading), math.sin(heading)])
        points.append(point)
    stencil = np.zeros(scene.solid.shape, np.uint8)
    corners = np.round(np.array(points) * (1 << SUBPIXEL_BITS)).astype(np.int32)
    cv2.polylines(stencil, [corners], False, 255, 1, cv2.LINE_AA, SUBPIXEL_BITS)
    scene.albedo[...] *= 1 - np.float32(rng.uniform(0.25, 0.45) / 255) * stencil


def add_chatter(scene: Scene, rng: Generator) -> None:
    """One to three arcs as tool marks are, round a centre 8 to 16 px beside the bore's."""
    pose = scene.pose
    away = rng.uniform(0, 2 * math.pi)
    shift = rng.uniform(8, 16)
    rows, columns = np.indices(scene.albedo.shape, np.float32)
    x = columns - np.float32(pose.x + shift * math.cos(away))
    y = rows - np.float32(pose.y + shift * math.sin(away))
    radius, azimuth = cv2.cartToPolar(x, y)
    first = rng.uniform(pose.bore_radius + 4, pose.outer_radius - 20)
    middle, half_arc = rng.uniform(0, 2 * math.pi), rng.uniform(0.6, 1.5)
    from_middle = np.abs((azimuth - np.float32(middle) + math.pi) % (2 * math.pi) - math.pi)
    window = np.clip((half_arc - from_middle) / 0.25, 0, 1)
    marks = np.zeros_like(scene.albedo)
    for ring in range(int(rng.integers(1, 4))):
        marks += np.exp(-(((radius - np.float32(first + 3.2 * ring)) / 0.7) ** 2))
    tone = rng.choice([-1, 1]) * rng.uniform(0.08, 0.14)
    scene.albedo[...] *= 1 + np.float32(tone) * (marks * window).astype(np.float32)


KINDS = {"crack": add_crack, "chatter": add_chatter}


def render(kind: str, seed: int, index: int) -> np.ndarray:
    """As `render_part` makes a part, with the defect at the end."""
    rng = np.random.default_rng((seed, index))
    scene = empty_scene(draw_pose(rng), draw_light(rng))
    cut_outline(scene, full_holes(scene.pose))
    apply_grain(scene, rng)
    add_lookalikes(scene, rng)
    chamfer_edges(scene)
    KINDS[kind](scene, rng)
    return _expose(scene, rng)


def main(folder: Path, kind: str, pictures: int, seed: int) -> None:
    (folder / kind).mkdir(parents=True)
    for index in range(pictures):
        cv2.imwrite(str(folder / kind / f"{index:03}.png"), render(kind, seed, index))
    print(f"{pictures} pictures of {kind} in {folder / kind}")


if __name__ == "__main__":
    numbers = [int(each) for each in sys.argv[3:5]]
    main(Path(sys.argv[1]), sys.argv[2], *numbers, *(20, 1)[len(numbers) :])
