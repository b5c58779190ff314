"""Pictures that show the same: found by a perceptual hash, confirmed by their pixels.

Parts that lie in a fixture look alike and are no duplicates. So what all pictures share, their
mean, is taken away first, and only what is particular to each is compared. Where one cluster grows
large, as the pictures of one of several views do, it is held against its own mean once more.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
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


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like each other the pictures of a dataset are.

    Attributes:
        pairs: Near duplicates.
        families: File hashes of large clusters that were held against their own mean: pictures of
            one view among others, or of one part over time.
    """

    pairs: tuple[NearDuplicate, ...]
    families: tuple[tuple[str, ...], ...] = ()


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
    return remember(revision, find_likeness(thumbnails).pairs)


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


def find_likeness(thumbnails: Mapping[str, NDArray[np.uint8]]) -> Likeness:
    """Near duplicates and families among pictures that have any contrast.

    Args:
        thumbnails: Of each file, by its SHA-256.
    """
    names = sorted(name for name in thumbnails if thumbnails[name].std() >= _LEAST_CONTRAST)
    if len(names) < 2:
        return Likeness(())
    stack = np.stack([thumbnails[name] for name in names])
    hashes, vectors = _hashes(stack), _standardised(stack)
    found = _near(hashes, vectors)
    families = _large_clusters(len(names), found)
    for members in families:
        own = {
            (members[one], members[other])
            for one, other in _near(hashes[members], vectors[members])
        }
        inside = set(members.tolist())
        found = {
            pair: value for pair, value in found.items() if pair[0] not in inside or pair in own
        }
    pairs = tuple(
        NearDuplicate(names[one], names[other], round(value, 4))
        for (one, other), value in sorted(found.items())
    )
    return Likeness(pairs, tuple(tuple(names[m] for m in members) for members in families))


def _hashes(stack: NDArray[np.uint8]) -> NDArray[np.uint64]:
    """Perceptual hashes (pHash), 64 bits each."""
    import imagehash
    from PIL import Image

    bits = np.stack([imagehash.phash(Image.fromarray(image)).hash.ravel() for image in stack])
    return np.asarray(np.packbits(bits, axis=1).view(np.uint64).ravel())


def _standardised(stack: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Rows of mean 0 and norm 1 from thumbnails of half the side, so that grain counts less."""
    half = THUMBNAIL_PX // 2
    means = stack.reshape(-1, half, 2, half, 2).mean((2, 4), dtype=np.float32)
    flat: NDArray[np.float32] = means.reshape(-1, half**2)
    flat -= flat.mean(1, keepdims=True)
    flat /= np.maximum(np.linalg.norm(flat, axis=1, keepdims=True), 1e-12)
    return flat


def _near(hashes: NDArray[np.uint64], vectors: NDArray[np.float32]) -> dict[tuple[int, int], float]:
    """Pairs with few unequal bits and a high correlation of what is particular to each.

    The mean of all *other* pictures is taken from both vectors of a pair. With ``r`` the vectors
    less the mean of all ``N``, and ``w = 1 / (N - 2)``, that makes ``r_i + w (r_i + r_j)`` of
    ``r_i``, whose products follow from those of ``r``.
    """
    count = len(vectors)
    particular = vectors - vectors.mean(0) if count > 2 else vectors
    w = 1 / (count - 2) if count > 2 else 0.0
    squares = (particular**2).sum(1)
    found: dict[tuple[int, int], float] = {}
    for start in range(0, count, _CHUNK):
        rows = slice(start, start + _CHUNK)
        products, mine = particular[rows] @ particular.T, squares[rows, None]
        cross = (1 + w) * w * (mine + squares) + ((1 + w) ** 2 + w**2) * products
        first = (1 + w) ** 2 * mine + 2 * w * (1 + w) * products + w**2 * squares
        second = (1 + w) ** 2 * squares + 2 * w * (1 + w) * products + w**2 * mine
        correlations = cross / np.sqrt(np.maximum(first * second, 1e-12))
        distances = np.bitwise_count(hashes[rows, None] ^ hashes)
        near = (correlations >= SMALLEST_CORRELATION) & (distances <= LARGEST_HASH_DISTANCE)
        for row, other in np.argwhere(np.triu(near, start + 1)):
            found[int(row) + start, int(other)] = float(correlations[row, other])
    return found


def _large_clusters(count: int, pairs: Iterable[tuple[int, int]]) -> Sequence[NDArray[np.intp]]:
    sets = DisjointSets(count)
    for one, other in pairs:
        sets.unite(one, other)
    roots = np.array([sets.find(index) for index in range(count)])
    values, sizes = np.unique(roots, return_counts=True)
    least = max(_LARGE_CLUSTER, _LARGE_SHARE * count)
    return [np.flatnonzero(roots == root) for root in values[sizes > least]]


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
