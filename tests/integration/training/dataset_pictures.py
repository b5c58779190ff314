"""Small pictures of a made-up part, and files that are no use, for the tests of datasets."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from inspector.training.datasets.item import Listing, SourceItem


def part(seed: int, *, dent: bool = False, size: int = 40) -> NDArray[np.uint8]:
    """A grey picture that no other seed gives; a dent is a dark disc in the middle."""
    rng = np.random.default_rng(seed)
    coarse = rng.integers(90, 170, (9, 9)).astype(np.uint8)
    image = cv2.resize(coarse, (size, size), interpolation=cv2.INTER_CUBIC).astype(int)
    image += rng.integers(-6, 7, (size, size))
    if dent:
        cv2.circle(marks := np.zeros((size, size), np.uint8), (size // 2, size // 2), 5, 1, -1)
        image[marks > 0] = 20
    return np.clip(image, 0, 255).astype(np.uint8)


def write(path: Path, image: NDArray[np.uint8]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    assert cv2.imwrite(str(path), image)
    return path


def class_folders(root: Path, good: int = 8, dent: int = 6, first_seed: int = 0) -> Path:
    for index in range(good):
        write(root / "good" / f"{index:03}.png", part(first_seed + index))
    for index in range(dent):
        write(root / "dent" / f"{index:03}.png", part(first_seed + 1000 + index, dent=True))
    return root


def listing(root: Path) -> Listing:
    """All pictures of class folders, without the reader that is tested elsewhere."""
    paths = sorted(root.rglob("*.png"))
    return Listing("folders", tuple(SourceItem(p, p.parent.name, p.name) for p in paths))


def useless_files(folder: Path) -> dict[str, str]:
    """One file of every kind that cannot be trained on, and a word of the reason for each."""
    folder.mkdir(parents=True, exist_ok=True)
    whole = cv2.imencode(".png", part(1))[1].tobytes()
    frames = [Image.fromarray(part(seed)) for seed in (2, 3)]
    contents = {
        "empty.png": b"",
        "truncated.png": whole[:200],
        "text.jpg": b"no picture",
        "pixel.png": cv2.imencode(".png", np.zeros((1, 1), np.uint8))[1].tobytes(),
        "deep.png": cv2.imencode(".png", np.zeros((40, 40), np.uint16))[1].tobytes(),
        "cmyk.jpg": _saved(Image.new("CMYK", (40, 40)), "JPEG"),
        "moving.gif": _saved(frames[0], "GIF", save_all=True, append_images=frames[1:]),
        "moving.png": _saved(frames[0], "PNG", save_all=True, append_images=frames[1:]),
        "moving.webp": _saved(frames[0], "WEBP", save_all=True, append_images=frames[1:]),
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    words = ("empty", "truncated", "not PNG", "below 8 px", "16 bits", "CMYK", ".gif", "animation")
    return dict(zip(contents, (*words, "animation"), strict=True))


def _saved(image: Image.Image, kind: str, **options: object) -> bytes:
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


@contextmanager
def largest_file(size_bytes: int) -> Iterator[None]:
    """As on a full disk, no file can grow beyond a size; the system says so by an error."""
    if sys.platform == "win32":
        pytest.skip("file sizes cannot be limited on Windows")
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size_bytes, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
