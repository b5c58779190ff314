"""Samples from the part generator, rendered by several processes."""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
from collections.abc import Callable, Iterator
from functools import partial

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from inspector.sim.parts import CLASSES, IMAGE_SIZE_PX, OK_CLASSES, Box, Part, render_part
from inspector.training.cores import usable_cores
from inspector.training.datasets.samples import Samples
from inspector.training.priority import lower_priority
from inspector.training.progress import Progress

BALANCED_DEFECT_RATE = 1 - 1 / len(CLASSES)
CLOSE_UP_PX = IMAGE_SIZE_PX // 2
_GOOD = CLASSES.index(OK_CLASSES[0])
_CHUNK = 64
_FEWEST_FOR_A_POOL = 4
_Chunk = tuple[list[NDArray[np.uint8]], list[int]]


def render_samples(
    seed: int, count: int, progress: Progress, *, size_px: int = IMAGE_SIZE_PX
) -> Samples:
    """Parts 0 to ``count - 1`` of a series, all classes equally likely, resized to ``size_px``."""
    return _render(partial(_whole_parts, seed, size_px), seed, count, progress)


def render_close_ups(seed: int, count: int, progress: Progress) -> Samples:
    """Windows of ``CLOSE_UP_PX`` on the same parts, at full resolution.

    A defective part gives one window that shows its defect and, where one is free of it, a second
    window that is good. A network learns from them in a fraction of the time what a hairline is.
    """
    return _render(partial(_close_ups, seed), seed, count, progress)


def _render(
    render: Callable[[range], _Chunk], seed: int, count: int, progress: Progress
) -> Samples:
    starts = range(0, count, _CHUNK)
    spans = [range(start, min(start + _CHUNK, count)) for start in starts]
    progress.begin(f"render series {seed}", len(spans))
    with contextlib.ExitStack() as stack:
        rendered: Iterator[_Chunk] = map(render, spans)
        if len(spans) >= _FEWEST_FOR_A_POOL:
            context = multiprocessing.get_context("spawn")
            pool = stack.enter_context(context.Pool(usable_cores(), _begin_worker))
            rendered = pool.imap(render, spans)
        chunks = []
        for chunk in rendered:
            chunks.append(chunk)
            progress.advance()
    images = [image for chunk, _ in chunks for image in chunk]
    labels = [label for _, chunk in chunks for label in chunk]
    return Samples(
        images=np.stack(images)[..., None],
        labels=np.array(labels, np.int64),
        classes=CLASSES,
        names=tuple(f"generated/{seed}/{index}" for index in range(len(labels))),
    )


def _begin_worker() -> None:
    """Leave Ctrl-C to the parent, which ends the pool; one thread each."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    lower_priority()
    cv2.setNumThreads(1)


def _balanced_parts(seed: int, span: range) -> Iterator[Part]:
    return (render_part(seed, index, defect_rate=BALANCED_DEFECT_RATE) for index in span)


def _whole_parts(seed: int, size_px: int, span: range) -> _Chunk:
    images, labels = [], []
    for part in _balanced_parts(seed, span):
        image = part.image
        if size_px != IMAGE_SIZE_PX:
            sized = cv2.resize(image, (size_px, size_px), interpolation=cv2.INTER_AREA)
            image = np.asarray(sized, np.uint8)
        images.append(image)
        labels.append(CLASSES.index(part.class_name))
    return images, labels


def _close_ups(seed: int, span: range) -> _Chunk:
    rng = np.random.default_rng((seed, span.start, CLOSE_UP_PX))
    images, labels = [], []
    for part in _balanced_parts(seed, span):
        if part.defect is not None:
            images.append(_window_on(part, part.defect, rng))
            labels.append(CLASSES.index(part.class_name))
        window = _window_beside(part, rng)
        if window is not None:
            images.append(window)
            labels.append(_GOOD)
    return images, labels


def _window_on(part: Part, box: Box, rng: Generator) -> NDArray[np.uint8]:
    """A window with the whole box in it or, of a larger box, the middle."""
    left = _start(box.left, box.right, rng)
    top = _start(box.top, box.bottom, rng)
    return part.image[top : top + CLOSE_UP_PX, left : left + CLOSE_UP_PX]


def _start(low: int, high: int, rng: Generator) -> int:
    first, last = sorted((high - CLOSE_UP_PX, low))
    limit = IMAGE_SIZE_PX - CLOSE_UP_PX
    return int(np.clip(rng.integers(first, last + 1), 0, limit))


def _window_beside(part: Part, rng: Generator) -> NDArray[np.uint8] | None:
    """A window without any of the defect, ``None`` when none was found."""
    box = part.defect
    for _ in range(4):
        left, top = rng.integers(0, IMAGE_SIZE_PX - CLOSE_UP_PX + 1, 2)
        clear = box is None or (
            left >= box.right
            or top >= box.bottom
            or left + CLOSE_UP_PX <= box.left
            or top + CLOSE_UP_PX <= box.top
        )
        if clear:
            return part.image[top : top + CLOSE_UP_PX, left : left + CLOSE_UP_PX]
    return None
