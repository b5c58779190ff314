"""The pictures of a split at the network's size, in files that are mapped into memory."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from inspector.domain.errors.dataset import DatasetUnreadableError
from inspector.training.datasets.dataset import Dataset, resize, with_channels
from inspector.training.datasets.document import DatasetRevision
from inspector.training.datasets.item import RevisionItem
from inspector.training.datasets.reading import Picture, read_item
from inspector.training.datasets.samples import Samples
from inspector.training.datasets.split import Split
from inspector.training.datasets.splitting import PARTS, SplitPlan
from inspector.training.datasets.writing import written_to
from inspector.training.progress import Progress

_FORMAT = 1
_FLUSH_EVERY = 64


def load_dataset(
    revision: DatasetRevision, plan: SplitPlan, size_px: int, cache: Path, progress: Progress
) -> Dataset:
    """Cut, resize and map the pictures of a split.

    The files in ``cache`` are named by the hash of what is in them. Loading that ended early goes
    on where it was; what was loaded before is mapped at once. Memory holds one picture at a time.

    Args:
        revision: The pictures.
        plan: Which of them are for what.
        size_px: Side of the network's input.
        cache: A folder for files of ``size_px``² bytes, or thrice as many, for each picture.
        progress: Told for each picture.

    Returns:
        Samples whose ``images`` are private maps: writing to them changes no file.

    Raises:
        DatasetUnreadableError: the plan is for another revision.
        DatasetDamagedError: a picture is missing or changed.
        DatasetNotWrittenError: the disk takes no more.
    """
    by_key = {item.key: item for item in revision.items}
    if plan.revision != revision.id or any(
        key not in by_key for part in PARTS for key in plan.parts[part]
    ):
        raise DatasetUnreadableError(
            f"the split is for revision {plan.revision[:12]}, not for {revision.id[:12]}",
            remedy="Split this revision: inspector dataset split DATASET.",
        )
    channels = max(item.channels for item in revision.items)
    parts = {part: [by_key[key] for key in plan.parts[part]] for part in PARTS}
    progress.begin("load", sum(map(len, parts.values())))
    samples = [
        _samples(revision, parts[part], (size_px, size_px, channels), cache, progress)
        for part in PARTS
    ]
    return Dataset(
        split=Split(*samples),
        ok_classes=revision.ok_classes,
        color="gray" if channels == 1 else "bgr",
        description=f"{revision.name}, revision {revision.id[:12]}, {len(revision.items)} images, "
        f"split {plan.id[:12]} by seed {plan.seed}",
        generated=False,
        revision=revision.id,
        plan=plan,
    )


def _samples(
    revision: DatasetRevision,
    items: Sequence[RevisionItem],
    shape: tuple[int, int, int],
    cache: Path,
    progress: Progress,
) -> Samples:
    recipe = json.dumps([_FORMAT, shape, [item.key for item in items]]).encode()
    path = cache / f"{hashlib.sha256(recipe).hexdigest()}.pixels"
    whole = (len(items), *shape)
    if not _is_complete(path, whole):
        _write(revision, items, shape, path, progress)
    else:
        for _ in items:
            progress.advance()
    return Samples(
        images=np.memmap(path, np.uint8, mode="c", shape=whole),
        labels=np.array([revision.classes.index(item.label) for item in items], np.int64),
        classes=revision.classes,
        names=tuple(_name(revision, item) for item in items),
    )


def _is_complete(path: Path, shape: Sequence[int]) -> bool:
    return path.is_file() and path.stat().st_size == int(np.prod(shape))


def _write(
    revision: DatasetRevision,
    items: Sequence[RevisionItem],
    shape: tuple[int, int, int],
    path: Path,
    progress: Progress,
) -> None:
    """Append rows to a draft, which is only named as complete when it is.

    Rows are written and not mapped, because a full disk kills a process that writes to a map.
    """
    draft = path.with_suffix(".draft")
    row_bytes = int(np.prod(shape))
    with written_to(path.parent):
        draft.parent.mkdir(parents=True, exist_ok=True)
        with draft.open("ab") as stream:
            done = min(stream.tell() // row_bytes, len(items))
            stream.truncate(done * row_bytes)
            for _ in range(done):
                progress.advance()
            picture: Picture | None = None
            for row, item in enumerate(items[done:], start=1):
                if picture is None or picture.items[0].sha256 != item.sha256:
                    picture = Picture((item,), read_item(revision, item))
                stream.write(_row(picture.cut(item), shape).tobytes())
                if row % _FLUSH_EVERY == 0:
                    stream.flush()
                progress.advance()
        draft.replace(path)


def _row(image: NDArray[np.uint8], shape: tuple[int, int, int]) -> NDArray[np.uint8]:
    return with_channels(resize(np.ascontiguousarray(image), shape[0]), shape[2])


def _name(revision: DatasetRevision, item: RevisionItem) -> str:
    path = str(revision.files.locate(item).resolve())
    return path if item.rect is None else f"{path}#{item.rect}"
