"""Pictures of a turned metal part, made up for tests and screenshots."""

from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from inspector.domain.evaluation import Evaluation

HEIGHT, WIDTH = 768, 1024


@cache
def metal_part(seed: int, evaluation: Evaluation) -> NDArray[np.uint8]:
    """A brushed disc with bore and bolt holes, BGR; NOT_OK has a scratch, NOT_DECIDABLE a smear."""
    rng = np.random.default_rng(seed)
    right, down = rng.uniform(-12, 12), rng.uniform(-8, 8)
    shift = np.array([[1, 0, right], [0, 1, down]])
    grey = cv2.warpAffine(_disc(), shift, (WIDTH, HEIGHT), borderMode=cv2.BORDER_REFLECT)
    grey += 3 * rng.standard_normal(grey.shape, np.float32)
    x, y = WIDTH / 2 + right, HEIGHT / 2 + down
    if evaluation is Evaluation.NOT_OK:
        grey = _scratched(grey, rng, int(x), int(y))
    if evaluation is Evaluation.NOT_DECIDABLE:
        grey = _smeared(grey, x + 150, y - 90)
    tint = np.stack([grey * 1.03, grey, grey * 0.97], axis=-1)
    return np.clip(cv2.GaussianBlur(tint, (0, 0), 0.8), 0, 255).astype(np.uint8)


@cache
def _disc() -> NDArray[np.float32]:
    """The part in the middle of the belt; drawn once, since it takes as long as a test."""
    rng = np.random.default_rng(0)
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    centre_x, centre_y = WIDTH / 2, HEIGHT / 2
    radius = np.hypot(x - centre_x, y - centre_y)
    angle = np.arctan2(y - centre_y, x - centre_x)
    belt = 46 + 5 * cv2.GaussianBlur(
        rng.normal(0, 1, (HEIGHT, WIDTH)).astype(np.float32), (0, 0), 3
    )
    brushed = np.interp(radius, np.arange(900), 6 * rng.normal(0, 1, 900)).astype(np.float32)
    steel = 150 + 46 * np.cos(2 * (angle - 0.6)) + 16 * np.cos(4 * angle) + brushed
    grey = np.where((radius < 330) & (radius > 92), steel, belt)
    for edge, width in ((330, 7), (92, 6), (236, 2)):
        grey += 60 * np.exp(-(((radius - edge) / width) ** 2)) * np.cos(angle + 2.3)
    for turn in range(6):
        hole_x = centre_x + 284 * np.cos(turn * np.pi / 3 + 0.2)
        hole_y = centre_y + 284 * np.sin(turn * np.pi / 3 + 0.2)
        hole = np.hypot(x - hole_x, y - hole_y)
        grey = np.where(hole < 24, 30 + hole * 0.4, grey)
        grey += 50 * np.exp(-(((hole - 25) / 3) ** 2)) * np.cos(angle + 2.3)
    return grey.astype(np.float32)


def _smeared(grey: NDArray[np.float32], x: float, y: float) -> NDArray[np.float32]:
    across = np.exp(-((np.arange(WIDTH, dtype=np.float32) - x) ** 2) / 9000)
    along = np.exp(-((np.arange(HEIGHT, dtype=np.float32) - y) ** 2) / 2200)
    return grey * (1 - 0.35 * np.outer(along, across))


def _scratched(
    grey: NDArray[np.float32], rng: np.random.Generator, x: int, y: int
) -> NDArray[np.float32]:
    layer = np.zeros_like(grey)
    start = np.array([x + 120, y - 190])
    points = [start + step * np.array([13, 9]) + rng.integers(-4, 5, 2) for step in range(13)]
    cv2.polylines(layer, [np.array(points, np.int32)], False, 1.0, 3, cv2.LINE_AA)
    shade = cv2.GaussianBlur(layer, (0, 0), 2.2)
    return grey + 110 * layer - 90 * shade


def as_jpeg(picture: NDArray[np.uint8], width: int) -> bytes:
    """The picture ``width`` pixels wide as JPEG."""
    height = round(picture.shape[0] * width / picture.shape[1])
    small = cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA)
    return bytes(cv2.imencode(".jpg", small)[1])


def as_png(picture: NDArray[np.uint8]) -> bytes:
    """The picture as lossless PNG."""
    return bytes(cv2.imencode(".png", picture, [cv2.IMWRITE_PNG_COMPRESSION, 1])[1])
