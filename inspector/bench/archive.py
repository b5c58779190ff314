"""What each kind of archive file makes of a folder of pictures: size, time and truth."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from inspector.domain.pictures import PictureFormat
from inspector.vision.decode import decode_archived
from inspector.vision.imagefile import read_image
from inspector.vision.imagelist import list_images
from inspector.vision.stored import encode_stored

if TYPE_CHECKING:
    from pathlib import Path

    from inspector.domain.frame import Image

_MS_PER_S = 1000
Given = TypeVar("Given")
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class FormatCost:
    """One kind of file.

    Attributes:
        wanted: The kind.
        pictures: How many were written.
        became_png: How many of them only PNG could hold.
        percent_of_raw: Bytes of the files, for 100 bytes of pixels.
        write_ms: Processor time to write one, on average.
        read_ms: To read one.
        exact: Whether every pixel came back.
        mean_error: Grey levels by which pixels differ on average.
    """

    wanted: PictureFormat
    pictures: int
    became_png: int
    percent_of_raw: float
    write_ms: float
    read_ms: float
    exact: bool
    mean_error: float


def measure_archive(folder: Path, most: int, quality: int) -> list[FormatCost]:
    """Write and read the pictures of a folder in every format.

    Args:
        folder: Pictures, directly or in folders of their own.
        most: Of more, evenly spaced ones are taken.
        quality: Of the lossy formats.

    Raises:
        ImageFolderEmptyError: no picture is there.
    """
    paths = [path for path, _ in list_images(folder)]
    images = [read_image(path) for path in paths[:: -(-len(paths) // most)]]
    return [_measure(images, kind, quality) for kind in PictureFormat]


def as_table(costs: Sequence[FormatCost]) -> str:
    """One line per format."""
    head = f"{'format':<12}{'% of raw':>10}{'write ms':>10}{'read ms':>10}{'exact':>8}{'error':>8}"
    return "\n".join(
        [
            head,
            *(
                f"{each.wanted:<12}{each.percent_of_raw:>10.1f}{each.write_ms:>10.1f}"
                f"{each.read_ms:>10.1f}{'yes' if each.exact else 'no':>8}{each.mean_error:>8.2f}"
                for each in costs
            ),
        ]
    )


def as_json(costs: Sequence[FormatCost]) -> str:
    """A list of objects with the fields of :class:`FormatCost`."""
    return json.dumps([asdict(each) for each in costs])


def _measure(images: Sequence[Image], wanted: PictureFormat, quality: int) -> FormatCost:
    files, write_ms = _timed(lambda image: encode_stored(image, wanted, quality), images)
    back, read_ms = _timed(decode_archived, [content for content, _ in files])
    errors = [
        float(np.abs(now.astype(np.int32) - was).mean())
        for now, was in zip(back, images, strict=True)
    ]
    stored_bytes = sum(len(content) for content, _ in files)
    return FormatCost(
        wanted,
        len(images),
        sum(kind is PictureFormat.PNG is not wanted for _, kind in files),
        100 * stored_bytes / sum(image.nbytes for image in images),
        write_ms,
        read_ms,
        not any(errors),
        sum(errors) / len(errors),
    )


def _timed(work: Callable[[Given], Made], given: Sequence[Given]) -> tuple[list[Made], float]:
    begun = time.process_time()
    made = [work(each) for each in given]
    return made, (time.process_time() - begun) * _MS_PER_S / len(given)
