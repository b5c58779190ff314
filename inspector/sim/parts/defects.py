"""The five defects. ``severity`` 0 is the faintest that a person can still see, 1 is obvious.

===============  ==========================================  ==================================
class            severity 0                                  severity 1
===============  ==========================================  ==================================
``scratch``      1.2 px wide, 24 px long                     3 px wide, 90 px long
``dent``         radius 4 px, shallow                        radius 11 px, deep
``stain``        radius 6 px, 25 % darker                    radius 20 px, 45 % darker
``missing_hole`` drilled to half its diameter                not drilled at all
``burr``         sliver 2.2 px high, 9 px long, on one edge  7 px high, 32 px long
===============  ==========================================  ==================================
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from types import MappingProxyType

import cv2
import numpy as np
from numpy.random import Generator

from inspector.sim.parts.part import IMAGE_SIZE_PX, Box, Field
from inspector.sim.parts.scene import HOLE_COUNT, SUBPIXEL_BITS, Pose, Scene, fill_polygon
from inspector.sim.parts.surface import full_holes


def undersized_holes(pose: Pose, severity: float, rng: Generator) -> tuple[list[float], Box]:
    """``missing_hole``: one hole is too small or not there; all radii, and where it should be."""
    radii = full_holes(pose)
    missing = int(rng.integers(HOLE_COUNT))
    radii[missing] *= 0.0 if severity > 0.45 else 0.5 - 0.35 * severity
    x, y = (round(value) for value in pose.hole(missing))
    reach = math.ceil(pose.hole_radius)
    return radii, Box(x - reach, y - reach, x + reach + 1, y + reach + 1)


def add_scratch(scene: Scene, severity: float, rng: Generator) -> None:
    """A groove across the grain with a bright bottom and raised lips."""
    length = _between(24, 90, severity) * rng.uniform(0.9, 1.2)
    width = _between(1.2, 3.0, severity)
    points = _scratch_path(scene, length, rng)
    stencil = np.zeros(scene.solid.shape, np.uint8)
    corners = np.round(points * (1 << SUBPIXEL_BITS)).astype(np.int32)
    cv2.polylines(stencil, [corners], False, 255, 1, cv2.LINE_AA, SUBPIXEL_BITS)
    line = stencil.astype(np.float32) / 255
    if width > 1.5:
        line = np.minimum(1, cv2.GaussianBlur(line, (0, 0), width / 3) * np.float32(width))
    tone = rng.choice([-1.0, 1.0]) * _between(0.36, 0.5, severity)
    scene.albedo[...] *= 1 + np.float32(tone) * line
    scene.height[...] -= np.float32(_between(0.5, 1.2, severity)) * line


def _scratch_path(scene: Scene, length: float, rng: Generator) -> Field:
    """A slightly bent line over metal that crosses the lathe's lines at 25° or more."""
    path = _bent_line(scene, length, rng)
    for _ in range(12):
        columns, rows = np.clip(np.rint(path).astype(int), 0, IMAGE_SIZE_PX - 1).T
        if scene.solid[rows, columns].mean() > 0.8:
            break
        path = _bent_line(scene, length, rng)
    return path


def _bent_line(scene: Scene, length: float, rng: Generator) -> Field:
    x, y = _spot_on_metal(scene, 6, rng)
    tangent = math.atan2(y - scene.pose.y, x - scene.pose.x) + math.pi / 2
    heading = tangent + rng.choice([-1, 1]) * rng.uniform(math.radians(25), math.radians(90))
    bend = rng.uniform(-0.25, 0.25) / length
    steps = np.linspace(-length / 2, length / 2, 24)
    headings = heading + bend * steps
    points = np.stack([x + steps * np.cos(headings), y + steps * np.sin(headings)], 1)
    return points.astype(np.float32)


def add_dent(scene: Scene, severity: float, rng: Generator) -> None:
    """A round hollow: one flank bright, the other dark."""
    radius = _between(4, 11, severity)
    x, y = _spot_on_metal(scene, radius + 2, rng)
    along, across = _rotated_axes(x, y, rng.uniform(0, math.pi))
    squeeze = rng.uniform(1.0, 1.35)
    distance = (along / (radius * squeeze)) ** 2 + (across / radius) ** 2
    depth = radius * _between(0.65, 0.85, severity)
    scene.height[...] -= np.float32(depth) * np.exp(-1.6 * distance)


def add_stain(scene: Scene, severity: float, rng: Generator) -> None:
    """A dried drop: irregular, with a sharp and darker rim."""
    radius = _between(6, 20, severity)
    x, y = _spot_on_metal(scene, min(radius, 10), rng)
    blot = np.zeros(scene.solid.shape, np.float32)
    fill_polygon(blot, _blob(x, y, radius, rng), 1)
    soft = cv2.GaussianBlur(blot, (0, 0), rng.uniform(0.6, 1.4))
    rim = np.clip(soft - cv2.GaussianBlur(soft, (0, 0), max(1.2, radius / 6)), 0, 1)
    darkness = np.float32(_between(0.25, 0.45, severity))
    scene.albedo[...] *= 1 - darkness * np.clip(soft * 0.8 + rim * 0.9, 0, 1)


def add_burr(scene: Scene, severity: float, rng: Generator) -> None:
    """Torn metal that stands out from an edge, bright with a dark foot."""
    x, y, radius, outward = _edge(scene.pose, rng)
    arc = min(_between(9, 32, severity) / radius, 0.9 * math.pi)
    tip = _between(2.2, 7, severity)
    start = rng.uniform(0, 2 * math.pi)
    teeth = max(5, int(arc * radius / 1.6))
    angles = np.linspace(start, start + arc, teeth)
    envelope = np.sin(np.linspace(0.15, math.pi - 0.15, teeth)) ** 0.5
    rise = tip * envelope * rng.uniform(0.55, 1.0, teeth)
    over = radius + outward * rise
    under = np.full(teeth, radius - outward * max(0.9, 0.35 * tip))
    ring = np.concatenate([over, under[::-1]])
    turn = np.concatenate([angles, angles[::-1]])
    points = np.stack([x + ring * np.cos(turn), y + ring * np.sin(turn)], 1).astype(np.float32)
    sliver = np.zeros(scene.solid.shape, np.float32)
    fill_polygon(sliver, points, 1)
    np.maximum(scene.solid, sliver, out=scene.solid)
    scene.albedo[...] *= 1 + np.float32(rng.uniform(0.3, 0.45)) * sliver
    scene.height[...] += np.float32(0.8 + 1.2 * severity) * sliver


def _edge(pose: Pose, rng: Generator) -> tuple[float, float, float, int]:
    """Centre and radius of a cut edge, and the direction in which it may tear: out or in."""
    kind = rng.integers(4)
    if kind == 0:
        return pose.x, pose.y, pose.outer_radius, 1
    if kind == 1:
        return pose.x, pose.y, pose.bore_radius, -1
    x, y = pose.hole(int(rng.integers(HOLE_COUNT)))
    return x, y, pose.hole_radius, -1


def _spot_on_metal(scene: Scene, margin: float, rng: Generator) -> tuple[float, float]:
    """A point whose surroundings are metal: not in a hole and not on the rim."""
    pose = scene.pose
    inner, outer = pose.bore_radius + margin, pose.outer_radius * 0.93 - margin
    x, y = pose.x, pose.y
    for _ in range(24):
        x, y = pose.at(rng.uniform(inner, outer), rng.uniform(0, 2 * math.pi))
        nearest = min(math.dist((x, y), pose.hole(index)) for index in range(HOLE_COUNT))
        if nearest > pose.hole_radius + margin:
            break
    return x, y


def _blob(x: float, y: float, radius: float, rng: Generator) -> Field:
    angles = np.linspace(0, 2 * math.pi, 40, endpoint=False)
    wave = np.ones_like(angles)
    for order in (1, 2, 3, 5):
        wave += rng.uniform(0, 0.3 / order) * np.cos(order * angles + rng.uniform(0, 2 * math.pi))
    ring = radius * wave
    return np.stack([x + ring * np.cos(angles), y + ring * np.sin(angles)], 1).astype(np.float32)


def _rotated_axes(x: float, y: float, angle: float) -> tuple[Field, Field]:
    axis = np.arange(IMAGE_SIZE_PX, dtype=np.float32)
    dx, dy = np.meshgrid(axis - np.float32(x), axis - np.float32(y))
    c, s = np.float32(math.cos(angle)), np.float32(math.sin(angle))
    return dx * c + dy * s, dy * c - dx * s


def _between(low: float, high: float, severity: float) -> float:
    return low + (high - low) * severity


SURFACE_DEFECTS: Mapping[str, Callable[[Scene, float, Generator], None]] = MappingProxyType(
    {"burr": add_burr, "dent": add_dent, "scratch": add_scratch, "stain": add_stain}
)
