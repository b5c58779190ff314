"""Samples from the part generator, rendered by several processes."""

from __future__ import annotations

import multiprocessing
import os
from functools import partial

import cv2
import numpy as np
from numpy.typing import NDArray

from inspector.sim.parts import CLASSES, IMAGE_SIZE_PX, render_part
from inspector.training.samples import Samples

BALANCED_DEFECT_RATE = 1 - 1 / len(CLASSES)
_CHUNK = 64


def render_samples(seed: int, count: int, *, size: int = IMAGE_SIZE_PX) -> Samples:
    """Parts 0 to ``count - 1`` of a series, all classes equally likely, resized to ``size``."""
    starts = range(0, count, _CHUNK)
    spans = [range(start, min(start + _CHUNK, count)) for start in starts]
    render = partial(_render_span, seed, size)
    if len(spans) < 4:
        chunks = [render(span) for span in spans]
    else:
        context = multiprocessing.get_context("spawn")
        with context.Pool(max(1, (os.cpu_count() or 2) - 1), initializer=_quiet_worker) as pool:
            chunks = pool.map(render, spans)
    return Samples(
        images=np.concatenate([images for images, _ in chunks]),
        labels=np.concatenate([labels for _, labels in chunks]),
        classes=CLASSES,
        names=tuple(f"generated/{seed}/{index}" for index in range(count)),
    )


def _quiet_worker() -> None:
    cv2.setNumThreads(1)


def _render_span(seed: int, size: int, span: range) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    parts = [render_part(seed, index, defect_rate=BALANCED_DEFECT_RATE) for index in span]
    images = [part.image for part in parts]
    if size != IMAGE_SIZE_PX:
        images = [
            np.asarray(cv2.resize(i, (size, size), interpolation=cv2.INTER_AREA)) for i in images
        ]
    labels = [CLASSES.index(part.class_name) for part in parts]
    return np.stack(images)[..., None], np.array(labels, np.int64)
