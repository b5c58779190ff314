"""The machined metal: outline, holes, groove, grain and tool marks."""

from __future__ import annotations

import functools
import math

import cv2
import numpy as np
from numpy.random import Generator

from inspector.sim.parts.part import IMAGE_SIZE_PX, Field
from inspector.sim.parts.scene import HOLE_COUNT, Pose, Scene, fill_circle

_GRAINS = 6
_TEXTURE_RADIUS_PX = 128
_TEXTURE_STEPS = 512
_WRAP_PX = 160


def cut_outline(scene: Scene, hole_radii: list[float]) -> None:
    """Turn the blank, bore it and drill the holes; a radius of 0 leaves a hole out."""
    pose = scene.pose
    fill_circle(scene.solid, (pose.x, pose.y), pose.outer_radius, 1)
    fill_circle(scene.solid, (pose.x, pose.y), pose.bore_radius, 0)
    for index, radius in enumerate(hole_radii):
        if radius > 0:
            fill_circle(scene.solid, pose.hole(index), radius, 0)


def full_holes(pose: Pose) -> list[float]:
    """The radii of all bolt holes as the drawing wants them."""
    return [pose.hole_radius] * HOLE_COUNT


def chamfer_edges(scene: Scene) -> None:
    """Break all edges of the outline: the relief that makes rims catch the light."""
    scene.height[...] += 3.2 * cv2.GaussianBlur(scene.solid, (0, 0), 1.5)
    step = 0.9 * np.exp(-(((scene.radius - scene.pose.outer_radius * 0.93) / 1.1) ** 2))
    groove = 1.3 * np.exp(-(((scene.radius - scene.pose.groove_radius) / 1.5) ** 2))
    scene.height[...] -= step.astype(np.float32) + groove.astype(np.float32)


def apply_grain(scene: Scene, rng: Generator) -> None:
    """Fine concentric lines of the lathe, or straight ones of a brush, at a random strength."""
    turned = cv2.remap(
        _turned_grain()[rng.integers(_GRAINS)],
        scene.azimuth * np.float32(_TEXTURE_STEPS / (2 * math.pi)),
        scene.radius * np.float32(rng.uniform(0.9, 1.1)),
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_WRAP,
    )
    share = rng.choice([0.0, 0.0, 0.5, 1.0])
    strength = np.float32(rng.uniform(0.015, 0.04) * (1 - 0.35 * share))
    grain = np.float32(1 - share) * turned
    if share > 0:
        grain += np.float32(share) * _rotated_brush(rng)
    scene.albedo[...] *= 1 + strength * grain


def _rotated_brush(rng: Generator) -> Field:
    brushed = _brushed_grain()[rng.integers(_GRAINS)]
    size = brushed.shape[0]
    turn = cv2.getRotationMatrix2D((size / 2, size / 2), rng.uniform(0, 180), 1)
    turn[:, 2] += (IMAGE_SIZE_PX - size) / 2
    rotated = cv2.warpAffine(brushed, turn, (IMAGE_SIZE_PX, IMAGE_SIZE_PX))
    return np.asarray(rotated, np.float32)


@functools.cache
def _turned_grain() -> list[Field]:
    """Textures over (radius, azimuth): long along the azimuth, unit variance."""
    rng = np.random.default_rng(1)
    return [_streaks(rng, (_TEXTURE_RADIUS_PX, _TEXTURE_STEPS)) for _ in range(_GRAINS)]


@functools.cache
def _brushed_grain() -> list[Field]:
    """Textures with horizontal streaks, large enough to be rotated."""
    rng = np.random.default_rng(2)
    size = math.ceil(IMAGE_SIZE_PX * math.sqrt(2))
    return [_streaks(rng, (size, size)) for _ in range(_GRAINS)]


def _streaks(rng: Generator, shape: tuple[int, int]) -> Field:
    noise = np.pad(
        rng.standard_normal(shape, dtype=np.float32), ((0, 0), (_WRAP_PX, _WRAP_PX)), "wrap"
    )
    long = cv2.GaussianBlur(noise, (0, 0), sigmaX=38, sigmaY=0.5)[:, _WRAP_PX:-_WRAP_PX]
    short = cv2.GaussianBlur(noise, (0, 0), sigmaX=7, sigmaY=0.5)[:, _WRAP_PX:-_WRAP_PX]
    streaks = long / long.std() + 0.5 * short / short.std()
    return np.asarray(streaks / streaks.std(), np.float32)
