"""Where the part lies, how it is lit, and the fields that become its picture."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.random import Generator

from inspector.sim.parts.part import IMAGE_SIZE_PX, Field

SUBPIXEL_BITS = 4
HOLE_COUNT = 6


@dataclass(frozen=True, slots=True)
class Pose:
    """Position, size and rotation of the flange; lengths in pixels, angles in radians."""

    x: float
    y: float
    outer_radius: float
    angle: float

    @property
    def bore_radius(self) -> float:
        """Of the central bore."""
        return 0.27 * self.outer_radius

    @property
    def groove_radius(self) -> float:
        """Of the sealing groove around the bore."""
        return 0.43 * self.outer_radius

    @property
    def bolt_circle_radius(self) -> float:
        """On which the centres of the bolt holes lie."""
        return 0.7 * self.outer_radius

    @property
    def hole_radius(self) -> float:
        """Of each bolt hole."""
        return 0.098 * self.outer_radius

    def at(self, radius: float, angle: float) -> tuple[float, float]:
        """Image coordinates of a point given in the part's own polar coordinates."""
        direction = self.angle + angle
        return self.x + radius * math.cos(direction), self.y + radius * math.sin(direction)

    def hole(self, index: int) -> tuple[float, float]:
        """Centre of one bolt hole."""
        return self.at(self.bolt_circle_radius, 2 * math.pi * index / HOLE_COUNT)


@dataclass(frozen=True, slots=True)
class Light:
    """One lamp from the side and what the surface makes of it."""

    direction: float
    exposure: float
    relief: float
    bow_tie: float
    falloff: float

    @property
    def vector(self) -> tuple[float, float]:
        """Unit vector in the image towards the lamp."""
        return math.cos(self.direction), math.sin(self.direction)


@dataclass(frozen=True, slots=True)
class Scene:
    """What the steps of the rendering write to, in place.

    Attributes:
        solid: 1 where there is metal, 0 in holes and beside the part.
        height: Relief in pixels.
        albedo: Factor on the brightness of the metal.
        radius: Distance of each pixel from the centre of the part.
        azimuth: Its direction from there, 0 to 2π, in image coordinates.
    """

    pose: Pose
    light: Light
    solid: Field
    height: Field
    albedo: Field
    radius: Field
    azimuth: Field


def draw_pose(rng: Generator) -> Pose:
    """A part is never placed twice the same way."""
    centre = IMAGE_SIZE_PX / 2
    return Pose(
        x=centre + rng.uniform(-7, 7),
        y=centre + rng.uniform(-7, 7),
        outer_radius=rng.uniform(78, 84),
        angle=rng.uniform(0, 2 * math.pi),
    )


def draw_light(rng: Generator) -> Light:
    """Light changes by hour, by lamp and by vibration."""
    return Light(
        direction=rng.uniform(0, 2 * math.pi),
        exposure=rng.uniform(0.78, 1.15),
        relief=rng.uniform(0.3, 0.5),
        bow_tie=rng.uniform(0.1, 0.34),
        falloff=rng.uniform(0.0, 0.25),
    )


def empty_scene(pose: Pose, light: Light) -> Scene:
    """No metal yet, flat and evenly bright."""
    shape = (IMAGE_SIZE_PX, IMAGE_SIZE_PX)
    axis = np.arange(IMAGE_SIZE_PX, dtype=np.float32)
    x, y = np.meshgrid(axis - np.float32(pose.x), axis - np.float32(pose.y))
    radius, azimuth = cv2.cartToPolar(x, y)
    return Scene(
        pose=pose,
        light=light,
        solid=np.zeros(shape, np.float32),
        height=np.zeros(shape, np.float32),
        albedo=np.ones(shape, np.float32),
        radius=np.asarray(radius, np.float32),
        azimuth=np.asarray(azimuth, np.float32),
    )


def subpixel(*values: float) -> list[int]:
    """Coordinates in the fixed point that OpenCV draws with."""
    return [round(value * (1 << SUBPIXEL_BITS)) for value in values]


def fill_circle(field: Field, centre: tuple[float, float], radius: float, value: float) -> None:
    """Draw an anti-aliased disc in place; OpenCV smooths 8-bit pictures only."""
    stencil = np.zeros(field.shape, np.uint8)
    cx, cy, r = subpixel(*centre, radius)
    cv2.circle(stencil, (cx, cy), r, 255, cv2.FILLED, cv2.LINE_AA, SUBPIXEL_BITS)
    blend(field, stencil, value)


def fill_polygon(field: Field, points: Field, value: float) -> None:
    """Draw an anti-aliased polygon in place; ``points`` has shape ``(N, 2)``."""
    stencil = np.zeros(field.shape, np.uint8)
    corners = np.round(points * (1 << SUBPIXEL_BITS)).astype(np.int32)
    cv2.fillPoly(stencil, [corners], 255, cv2.LINE_AA, SUBPIXEL_BITS)
    blend(field, stencil, value)


def blend(field: Field, stencil: np.ndarray, value: float) -> None:
    """Move ``field`` towards ``value`` where the 8-bit ``stencil`` is set, in place."""
    weight = stencil.astype(np.float32) / 255
    field += weight * (np.float32(value) - field)
