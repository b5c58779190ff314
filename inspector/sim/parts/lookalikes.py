"""What a good part may show: things that look like defects and are none."""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.random import Generator

from inspector.sim.parts.part import Field
from inspector.sim.parts.scene import Scene

_COARSE = 8
"""Soft shapes are drawn on a grid this much coarser and scaled up."""


def add_lookalikes(scene: Scene, rng: Generator) -> None:
    """Grease and tool marks, each on some of the parts, good or bad."""
    if rng.random() < 0.35:
        add_grease(scene, rng)
    if rng.random() < 0.35:
        add_tool_marks(scene, rng)


def add_grease(scene: Scene, rng: Generator) -> None:
    """A thin smear: up to 7 % darker or brighter, without any edge."""
    tone = rng.choice([-1, 1]) * rng.uniform(0.03, 0.07)
    smear = soft_spot(scene, rng.uniform(10, 20), rng.uniform(1.5, 3), rng)
    scene.albedo[...] *= 1 + np.float32(tone) * smear


def add_tool_marks(scene: Scene, rng: Generator) -> None:
    """Chatter of the lathe: a few faint arcs, exactly concentric with the bore."""
    pose = scene.pose
    first = rng.uniform(pose.bore_radius + 4, pose.outer_radius - 12)
    middle, half_arc = rng.uniform(0, 2 * math.pi), rng.uniform(0.3, 1.5)
    away = np.abs((scene.azimuth - np.float32(middle) + math.pi) % (2 * math.pi) - math.pi)
    window = np.clip((half_arc - away) / 0.25, 0, 1)
    marks = np.zeros_like(scene.albedo)
    for ring in range(int(rng.integers(1, 4))):
        marks += np.exp(-(((scene.radius - np.float32(first + 3.2 * ring)) / 0.7) ** 2))
    tone = rng.choice([-1, 1]) * rng.uniform(0.05, 0.14)
    scene.albedo[...] *= 1 + np.float32(tone) * (marks * window).astype(np.float32)


def soft_spot(scene: Scene, size: float, stretch: float, rng: Generator) -> Field:
    """A Gaussian spot or streak anywhere on the part, peak 1."""
    x, y = scene.pose.at(
        rng.uniform(0, scene.pose.outer_radius), float(rng.uniform(0, 2 * math.pi))
    )
    angle = rng.uniform(0, math.pi)
    height, width = scene.albedo.shape
    axis = (np.arange(width // _COARSE, dtype=np.float32) + 0.5) * _COARSE - 0.5
    dx, dy = np.meshgrid(axis - np.float32(x), axis - np.float32(y))
    along = dx * math.cos(angle) + dy * math.sin(angle)
    across = dy * math.cos(angle) - dx * math.sin(angle)
    spot = np.exp(-((along / (size * stretch)) ** 2) - (across / size) ** 2)
    full = cv2.resize(spot.astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC)
    return np.asarray(full, np.float32)
