"""Pictures that show the same: found by a perceptual hash, confirmed by their pixels.

Parts that lie in a fixture look alike and are no duplicates. So what all pictures share, their
mean, is taken away first, and only what is particular to each is compared. Where one cluster grows
large, as the pictures of one of several views do, it is held against its own mean once more.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from inspector.domain.errors.dataset import DatasetNotWrittenError
from inspector.paths import write_atomically
from inspector.training.datasets.clusters import DisjointSets
from inspector.training.datasets.document import DatasetRevision
from inspector.training.datasets.reading import read_pictures
from inspector.training.datasets.writing import written_to
from inspector.training.progress import Progress

THUMBNAIL_PX = 64
LARGEST_HASH_DISTANCE = 12
SMALLEST_CORRELATION = 0.9
_ALGORITHM = 1
_CACHE_NAME = "near_duplicates.json"
_LEAST_CONTRAST = 1.0
_LARGE_CLUSTER = 10
_LARGE_SHARE = 0.1
_CHUNK = 1024
_Pairs = tuple[NDArray[np.intp], NDArray[np.intp]]


@dataclass(frozen=True, slots=True)
class NearDuplicate:
    """Two files that show nearly the same.

    Attributes:
        one: SHA-256 of a file.
        other: SHA-256 of another, which sorts after it.
        correlation: Of what is particular to each, 0 to 1.
    """

    one: str
    other: str
    correlation: float


def near_duplicates(revision: DatasetRevision, progress: Progress) -> tuple[NearDuplicate, ...]:
    """All pairs of files in a revision that show nearly the same; kept for the next time.

    Raises:
        DatasetDamagedError: a file is missing or changed.
    """
    known = _recall(revision)
    if known is not None:
        return known
    thumbnails: dict[str, NDArray[np.uint8]] = {}
    progress.begin("compare", len({item.sha256 for item in revision.items}))
    for picture in read_pictures(revision):
        thumbnails[picture.items[0].sha256] = thumbnail(picture.image)
        progress.advance()
    return remember(revision, find_pairs(thumbnails))


def remember(
    revision: DatasetRevision, pairs: tuple[NearDuplicate, ...]
) -> tuple[NearDuplicate, ...]:
    """Keep the pairs where a revision keeps what can be computed again, if it can be written."""
    if revision.derived is not None:
        document = {"algorithm": _ALGORITHM, "pairs": [asdict(pair) for pair in pairs]}
        with suppress(DatasetNotWrittenError), written_to(revision.derived):
            write_atomically(revision.derived / _CACHE_NAME, json.dumps(document))
    return pairs


def thumbnail(image: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Grey, ``(64, 64)``, each pixel the mean of its area."""
    grey = image if image.ndim == 2 else cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    size = (THUMBNAIL_PX, THUMBNAIL_PX)
    return np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_AREA), np.uint8)


def find_pairs(thumbnails: Mapping[str, NDArray[np.uint8]]) -> tuple[NearDuplicate, ...]:
    """The pairs among pictures that have any contrast.

    Args:
        thumbnails: Of each file, by its SHA-256.
    """
    names = sorted(name for name in thumbnails if thumbnails[name].std() >= _LEAST_CONTRAST)
    if len(names) < 2:
        return ()
    stack = np.stack([thumbnails[name] for name in names])
    pairs = _candidates(stack)
    correlations = _particular_correlations(stack, pairs)
    near = correlations >= SMALLEST_CORRELATION
    for members in _large_clusters(len(names), (pairs[0][near], pairs[1][near])):
        inside = near & np.isin(pairs[0], members)
        places = np.searchsorted(members, (pairs[0][inside], pairs[1][inside]))
        own = _particular_correlations(stack[members], (places[0], places[1]))
        near[np.flatnonzero(inside)[own < SMALLEST_CORRELATION]] = False
    return tuple(
        NearDuplicate(names[pairs[0][k]], names[pairs[1][k]], round(float(correlations[k]), 4))
        for k in np.flatnonzero(near)
    )


def _candidates(stack: NDArray[np.uint8]) -> _Pairs:
    """Pairs whose perceptual hashes (pHash, 64 bits) differ in few bits."""
    import imagehash
    from PIL import Image

    bits = np.stack([imagehash.phash(Image.fromarray(image)).hash.ravel() for image in stack])
    hashes = np.packbits(bits, axis=1).view(np.uint64).ravel()
    rows, columns = [], []
    for start in range(0, len(hashes), _CHUNK):
        distances = np.bitwise_count(hashes[start : start + _CHUNK, None] ^ hashes[None, :])
        row, column = np.nonzero(distances <= LARGEST_HASH_DISTANCE)
        later = column > row + start
        rows.append(row[later] + start)
        columns.append(column[later])
    return np.concatenate(rows), np.concatenate(columns)


def _particular_correlations(stack: NDArray[np.uint8], pairs: _Pairs) -> NDArray[np.float64]:
    """Correlation of each pair after the mean of all other pictures was taken from both."""
    count = len(stack)
    mean = np.zeros(stack[0].size, np.float64)
    for start in range(0, count, _CHUNK):
        mean += _standardised(stack[start : start + _CHUNK]).sum(0)
    mean /= count
    weight = 1 / (count - 2) if count > 2 else 0.0
    if count == 2:
        mean[:] = 0
    found = [np.zeros(0)]
    for one, other in _chunks(pairs):
        first = _standardised(stack[one]) - mean
        second = _standardised(stack[other]) - mean
        shared = (first + second) * weight  # Makes of the mean of all that of all the others.
        first += shared
        second += shared
        norms = np.linalg.norm(first, axis=1) * np.linalg.norm(second, axis=1)
        found.append((first * second).sum(1) / np.maximum(norms, 1e-12))
    return np.concatenate(found)


def _standardised(stack: NDArray[np.uint8]) -> NDArray[np.float64]:
    flat = stack.reshape(len(stack), -1).astype(np.float64)
    flat -= flat.mean(1, keepdims=True)
    flat /= np.maximum(np.linalg.norm(flat, axis=1, keepdims=True), 1e-12)
    return flat


def _chunks(pairs: _Pairs) -> Iterator[_Pairs]:
    for start in range(0, len(pairs[0]), _CHUNK):
        yield pairs[0][start : start + _CHUNK], pairs[1][start : start + _CHUNK]


def _large_clusters(count: int, pairs: _Pairs) -> Sequence[NDArray[np.intp]]:
    sets = DisjointSets(count)
    for one, other in zip(*pairs, strict=True):
        sets.unite(int(one), int(other))
    roots = np.array([sets.find(index) for index in range(count)])
    least = max(_LARGE_CLUSTER, _LARGE_SHARE * count)
    return [
        np.flatnonzero(roots == root) for root in np.unique(roots) if (roots == root).sum() > least
    ]


def _recall(revision: DatasetRevision) -> tuple[NearDuplicate, ...] | None:
    path: Path | None = revision.derived and revision.derived / _CACHE_NAME
    if path is None or not path.is_file():
        return None
    try:
        document = json.loads(path.read_bytes())
        if document["algorithm"] != _ALGORITHM:
            return None
        return tuple(NearDuplicate(**pair) for pair in document["pairs"])
    except (OSError, ValueError, KeyError, TypeError):
        return None  # A cache that cannot be read is computed again.
