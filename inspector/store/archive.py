"""Pictures on disk, one file per view of a result."""

from __future__ import annotations

import errno
import hashlib
import re
import shutil
import threading
from datetime import UTC, datetime
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING

from inspector.domain.errors.base import InspectorError
from inspector.domain.errors.store import (
    DiskFullError,
    ImageDamagedError,
    ImageMissingError,
    ImageNotWrittenError,
    StoreError,
)
from inspector.domain.phrases.records import RecordPhrase
from inspector.domain.pictures import PictureFormat
from inspector.domain.record import ArchivedImage
from inspector.flushing import flush_files
from inspector.vision.stored import encode_stored

if TYPE_CHECKING:
    from collections.abc import Iterator

    from inspector.domain.frame import Image

_RESULT_ID = re.compile(r"[0-9a-f]{8}-[0-9]{12}")
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


class FileImageArchive:
    """Implements :class:`inspector.domain.record_ports.ImageArchive` as ``YYYY/MM/DD/HH/<id>.png``.

    The pictures of the views after the first are named ``<id>-<view>.png``; other formats end as
    :attr:`~inspector.domain.pictures.PictureFormat.suffix` says.

    Args:
        root: Everything lies below it.
        reserve_bytes: Space that stays free on its disk.
        quality: Of lossy pictures, 1 to 100.
    """

    def __init__(self, root: Path, reserve_bytes: int, quality: int = 90) -> None:
        self._root = root.resolve()
        self._reserve_bytes = reserve_bytes
        self._quality = quality
        self._fault: StoreError | None = None
        self._unsettled: SimpleQueue[Path] = SimpleQueue()

    @property
    def root(self) -> Path:
        """The folder that all paths are relative to."""
        return self._root

    def save(
        self,
        result_id: str,
        captured_utc_ns: int,
        image: Image,
        view: int = 0,
        wanted: PictureFormat = PictureFormat.PNG,
    ) -> ArchivedImage:
        """Write one picture.

        Args:
            result_id: The name of the file, as :func:`make_result_id` builds it.
            captured_utc_ns: Unix time that chooses the folder.
            image: Shape ``(H, W)`` or ``(H, W, 3)`` BGR, 8 or 16 bits.
            view: Number of the camera at this station, from 0.
            wanted: What kind of file; one that cannot hold the picture becomes PNG.

        Returns:
            The file, or in ``note`` why there is none; a picture never costs a record.
        """
        try:
            stem = _relative_stem(result_id, captured_utc_ns, view)
            content, kind = encode_stored(image, wanted, self._quality)
            path = stem + kind.suffix
            self._write(path, content)
        except InspectorError as error:
            self._fault = error if isinstance(error, StoreError) else self._fault
            return ArchivedImage(note=str(error))
        self._fault = None
        return ArchivedImage(path=path, sha256=hashlib.sha256(content).hexdigest())

    def settle(self) -> None:
        """Bring to the disk itself what was saved, so that no row outlives its pictures.

        A disk that refuses is told of by :meth:`told`; a picture never costs a record.
        """
        paths = [self._unsettled.get() for _ in range(self._unsettled.qsize())]
        try:
            flush_files(paths)
        except OSError as error:
            self._fault = ImageNotWrittenError(f"{self._root}: {error.strerror}")

    def told(self) -> Iterator[tuple[StoreError, str]]:
        """A warning while the last picture could not be written, and what it is about."""
        fault = self._fault
        if fault is not None:
            said = RecordPhrase.NO_PICTURES_KEPT(fault=fault.phrase)
            full = isinstance(fault, DiskFullError)
            remedy = RecordPhrase.PICTURES_NEED_ROOM() if full else None
            yield type(fault)(said, remedy=remedy), "archive"

    def read(self, image: ArchivedImage) -> bytes:
        """The bytes of a picture, exactly as they were written.

        Raises:
            ImageMissingError: there is none, its file is gone, or its path leaves the archive.
            ImageDamagedError: the file is not the one that was written.
        """
        if not image.path:
            raise ImageMissingError(image.note or RecordPhrase.NO_IMAGE())
        file = (self._root / image.path).resolve()
        if not file.is_relative_to(self._root):
            raise ImageMissingError(RecordPhrase.IMAGE_OUTSIDE(path=str(image.path)))
        try:
            content = file.read_bytes()
        except OSError as error:
            raise ImageMissingError(f"{image.path}: {error.strerror}") from error
        if hashlib.sha256(content).hexdigest() != image.sha256:
            raise ImageDamagedError(RecordPhrase.IMAGE_CHANGED(path=str(image.path)))
        return content

    def remove(self, path: str) -> bool:
        """Remove a picture; ``False`` when it is still there, ``True`` also when it was gone."""
        file = (self._root / path).resolve()
        if not file.is_relative_to(self._root):
            return True
        try:
            file.unlink(missing_ok=True)
        except OSError:
            return False
        return True

    def free_bytes(self) -> int:
        """Space on the disk of the archive."""
        return shutil.disk_usage(self._root).free

    def _write(self, path: str, content: bytes) -> None:
        target = self._root / path
        draft = target.with_name(f".{target.name}.{threading.get_ident():x}")
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._keep_reserve(len(content))
            try:
                draft.write_bytes(content)
                draft.replace(target)
                self._unsettled.put(target)
            except OSError:
                draft.unlink(missing_ok=True)
                raise
        except OSError as error:
            kind = DiskFullError if error.errno in _FULL else ImageNotWrittenError
            raise kind(f"{path}: {error.strerror}") from error

    def _keep_reserve(self, size: int) -> None:
        free = self.free_bytes()
        if free - size < self._reserve_bytes:
            raise DiskFullError(
                RecordPhrase.DISK_RESERVE(free=free // 2**20, reserve=self._reserve_bytes // 2**20)
            )


def _relative_stem(result_id: str, captured_utc_ns: int, view: int) -> str:
    if not _RESULT_ID.fullmatch(result_id):
        raise ImageNotWrittenError(RecordPhrase.NO_RESULT_ID(found=result_id))
    captured = datetime.fromtimestamp(captured_utc_ns // 1_000_000_000, tz=UTC)
    name = f"{result_id}-{view}" if view else result_id
    return f"{captured:%Y/%m/%d/%H}/{name}"
