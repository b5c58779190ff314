"""How many changed copies of real pictures are recognised, and how many pairs are found at all.

Run: python tests/bench/dataset_likeness.py FOLDER [PICTURES]
"""

import sys
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from inspector.training.datasets.near_duplicates import find_likeness, thumbnail
from inspector.training.datasets.sources.pictures_in_folder import pictures_below

Image = NDArray[np.uint8]
COPY = " (changed)"


def jpeg(image: Image, quality: int) -> Image:
    encoded = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
    return np.asarray(cv2.imdecode(encoded, cv2.IMREAD_GRAYSCALE), np.uint8)


def noisy(image: Image) -> Image:
    noise = np.random.default_rng(0).normal(0, 3, image.shape)
    return np.clip(image + noise, 0, 255).astype(np.uint8)


def cut(image: Image, share: float) -> Image:
    pixels = max(1, round(share * image.shape[1]))
    return image[pixels:, pixels:]


CHANGES = {
    "JPEG quality 85": lambda image: jpeg(image, 85),
    "JPEG quality 60": lambda image: jpeg(image, 60),
    "brightness +10 % and 10": lambda image: np.clip(image * 1.1 + 10, 0, 255).astype(np.uint8),
    "noise of 3": noisy,
    "80 % of the size": lambda image: cv2.resize(
        image, None, fx=0.8, fy=0.8, interpolation=cv2.INTER_AREA
    ),
    "cut by 1 %": lambda image: cut(image, 0.01),
    "cut by 2 %": lambda image: cut(image, 0.02),
}


def main(folder: Path, count: int) -> None:
    paths, _ = pictures_below(folder)
    images = {str(path): cv2.imread(str(path), cv2.IMREAD_GRAYSCALE) for path in paths}
    thumbnails = {name: thumbnail(image) for name, image in images.items()}
    print(
        f"{len(images)} pictures, {len(find_likeness(thumbnails).pairs)} pairs of near duplicates"
    )
    chosen = np.random.default_rng(1).choice(sorted(images), min(count, len(images)), replace=False)
    for change, make in CHANGES.items():
        copies = {name + COPY: thumbnail(make(images[name])) for name in chosen}
        pairs = find_likeness(thumbnails | copies).pairs
        found = sum(pair.other == pair.one + COPY for pair in pairs)
        print(f"{change:<24} {found} of {len(chosen)}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 60)
