"""All evidence of some parts in one ZIP, for those who have to be convinced by it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePosixPath
from zipfile import ZipFile, ZipInfo

from inspector.domain.errors.base import InspectorError
from inspector.domain.history import Neighbours, StoredResult
from inspector.domain.record import ArchivedImage, ImageReader, ViewRecord
from inspector.services.history.rows import result_detail, views_of
from inspector.wire.reviews import ReviewList

SUMS = "SHA256SUMS"
"""Names every other file with its hash, as ``sha256sum --check`` reads it."""
_NO_NEIGHBOURS = Neighbours(None, None)


@dataclass(frozen=True, slots=True)
class PartEvidence:
    """One part: what was decided with what, and what people said of it."""

    stored: StoredResult
    reviews: ReviewList


@dataclass(slots=True)
class _Sink:
    """Takes what the archive writes until it is sent; it cannot be wound back."""

    content: bytearray = field(default_factory=bytearray)

    def write(self, piece: bytes) -> int:
        self.content += piece
        return len(piece)

    def flush(self) -> None:
        """Nothing is held back."""

    def close(self) -> None:
        """Whoever made it still takes what is left."""

    def take(self) -> bytes:
        taken = bytes(self.content)
        self.content.clear()
        return taken


def evidence_pieces(
    made: datetime,
    report: Callable[[], bytes],
    parts: Iterable[PartEvidence],
    images: ImageReader,
) -> Iterator[bytes]:
    """The pieces of the ZIP: one file after the other, and the hashes last."""
    sink, sums = _Sink(), []
    with ZipFile(sink, "w") as archive:
        for name, content in _files(report, parts, images):
            archive.writestr(ZipInfo(name, made.timetuple()[:6]), content)
            sums.append(f"{hashlib.sha256(content).hexdigest()}  {name}\n")
            yield sink.take()
        archive.writestr(ZipInfo(SUMS, made.timetuple()[:6]), "".join(sums))
    yield sink.take()


def _files(
    report: Callable[[], bytes], parts: Iterable[PartEvidence], images: ImageReader
) -> Iterator[tuple[str, bytes]]:
    yield "report.pdf", report()
    for part in parts:
        record = part.stored.record
        folder = f"part-{record.part_id}_{record.result_id}"
        detail = result_detail(part.stored, _NO_NEIGHBOURS)
        yield f"{folder}/result.json", detail.model_dump_json(indent=2).encode()
        yield f"{folder}/reviews.json", part.reviews.model_dump_json(indent=2).encode()
        for view in views_of(record):
            yield _picture(f"{folder}/{_camera(view)}", view.image, images)


def _camera(view: ViewRecord) -> str:
    """A name that every file system takes."""
    name = "".join(each if each.isalnum() or each in "-_" else "-" for each in view.camera)
    return f"camera-{view.view}-{name}" if name else f"camera-{view.view}"


def _picture(name: str, image: ArchivedImage, images: ImageReader) -> tuple[str, bytes]:
    """A picture exactly as it was archived, or why there is none."""
    if not image.path:
        return f"{name}.missing.txt", (image.note or "no picture was kept").encode()
    try:
        return f"{name}{PurePosixPath(image.path).suffix}", images.read(image)
    except InspectorError as error:
        return f"{name}.missing.txt", f"{error.code} {error.detail}".encode()
