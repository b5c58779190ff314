"""From two numbers to a labelled picture."""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from inspector.sim.parts.defects import SURFACE_DEFECTS, undersized_holes
from inspector.sim.parts.lookalikes import add_lookalikes, soft_spot
from inspector.sim.parts.part import DEFECT_CLASSES, IMAGE_SIZE_PX, OK_CLASSES, Box, Field, Part
from inspector.sim.parts.scene import Scene, draw_light, draw_pose, empty_scene
from inspector.sim.parts.surface import apply_grain, chamfer_edges, cut_outline, full_holes

_VISIBLE_CHANGE = 0.05


def render_part(seed: int, index: int, *, defect_rate: float = 0.25) -> Part:
    """The ``index``-th part of the series ``seed``: same numbers, same picture, in any process.

    Args:
        seed: Names a series; training, validation and demonstration use different ones.
        index: Which part of the series; parts can be rendered in any order.
        defect_rate: Share of defective parts, 0 to 1, spread evenly over the defect classes.
    """
    rng = np.random.default_rng((seed, index))
    class_name, severity = _draw_class(rng, defect_rate)
    scene = empty_scene(draw_pose(rng), draw_light(rng))
    holes = full_holes(scene.pose)
    box = None
    if class_name == "missing_hole":
        holes, box = undersized_holes(scene.pose, severity, rng)
    cut_outline(scene, holes)
    apply_grain(scene, rng)
    add_lookalikes(scene, rng)
    chamfer_edges(scene)
    if class_name in SURFACE_DEFECTS:
        before = scene.albedo + scene.height
        SURFACE_DEFECTS[class_name](scene, severity, rng)
        box = _changed(before, scene.albedo + scene.height)
    image = _expose(scene, rng)
    image.flags.writeable = False
    return Part(image, class_name, severity, box)


def _changed(before: Field, after: Field) -> Box:
    mask = (np.abs(after - before) > _VISIBLE_CHANGE).astype(np.uint8)
    left, top, width, height = cv2.boundingRect(mask)
    return Box(left, top, left + width, top + height)


def _draw_class(rng: Generator, defect_rate: float) -> tuple[str, float]:
    """Faint defects are as common as obvious ones."""
    if rng.random() >= defect_rate:
        return OK_CLASSES[0], 0.0
    return DEFECT_CLASSES[rng.integers(len(DEFECT_CLASSES))], float(rng.random())


def _expose(scene: Scene, rng: Generator) -> NDArray[np.uint8]:
    """Light the scene and take the picture: optics, then sensor."""
    metal = _lit_metal(scene)
    picture = scene.solid * metal + (1 - scene.solid) * _table(scene, rng)
    if rng.random() < 0.3:
        glare = soft_spot(scene, rng.uniform(8, 22), rng.uniform(1, 3), rng)
        picture += np.float32(rng.uniform(15, 70)) * glare * (0.1 + 0.9 * scene.solid)
    picture = cv2.GaussianBlur(picture, (0, 0), rng.uniform(0.35, 0.7))
    sigma = np.float32(rng.uniform(1.0, 3.0))
    picture = picture + sigma * rng.standard_normal(picture.shape, dtype=np.float32)
    return np.asarray(np.clip(np.rint(picture), 0, 255), np.uint8)


def _lit_metal(scene: Scene) -> Field:
    """Brightness of the metal: relief against the lamp and the bow tie of a turned face."""
    light = scene.light
    lx, ly = light.vector
    slope_x = cv2.Sobel(scene.height, cv2.CV_32F, 1, 0, ksize=3, scale=0.125)
    slope_y = cv2.Sobel(scene.height, cv2.CV_32F, 0, 1, ksize=3, scale=0.125)
    relief = 1 - np.float32(light.relief) * (slope_x * np.float32(lx) + slope_y * np.float32(ly))
    turned = np.cos(scene.azimuth - np.float32(light.direction)) ** 2
    sheen = 1 + np.float32(light.bow_tie) * (turned**3 - 0.3)
    side = scene.radius * np.cos(scene.azimuth - np.float32(light.direction))
    falloff = 1 + np.float32(light.falloff / IMAGE_SIZE_PX) * side
    metal = np.float32(150 * light.exposure) * scene.albedo * sheen * falloff
    return np.asarray(metal * np.clip(relief, 0.25, 1.75), np.float32)


def _table(scene: Scene, rng: Generator) -> Field:
    """The dark conveyor with the shadow that the part casts on it."""
    lx, ly = scene.light.vector
    shift = np.array([[1, 0, -5 * lx], [0, 1, -5 * ly]], np.float32)
    small = cv2.GaussianBlur(scene.solid, (0, 0), 3)
    shadow = cv2.warpAffine(small, shift, (IMAGE_SIZE_PX, IMAGE_SIZE_PX))
    level = np.float32(rng.uniform(30, 62) * math.sqrt(scene.light.exposure))
    return np.asarray(level * (1 - 0.55 * shadow), np.float32)
