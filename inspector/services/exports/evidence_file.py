"""All evidence of some parts in one ZIP, for those who have to be convinced by it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from zipfile import ZipFile, ZipInfo

from inspector.domain.errors.base import InspectorError
from inspector.domain.history import ExportedResult, Neighbours, StoredResult
from inspector.domain.record import ArchivedImage, ViewRecord
from inspector.domain.record_ports import ImageReader
from inspector.domain.seal import SealProofs
from inspector.services.exports.evidence_readme import PartFound, readme
from inspector.services.exports.evidence_seals import SealsOfParts
from inspector.services.exports.evidence_trail import trail_of
from inspector.services.exports.report import ReportHead
from inspector.services.history.rows import result_detail, views_of
from inspector.services.people.audit_file import AuditFiles
from inspector.wire.reviews import ReviewList

SUMS = "SHA256SUMS"
"""Names every other file with its hash, as ``sha256sum --check`` reads it."""
_MISSING = ".missing.txt"
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


@dataclass(frozen=True, slots=True)
class EvidenceSources:
    """Where everything comes from.

    Attributes:
        part: What is known of a part, by the id of its result.
        images: Pictures.
        proofs: Seals.
        trail: What people did.
    """

    part: Callable[[str], PartEvidence]
    images: ImageReader
    proofs: SealProofs
    trail: AuditFiles


def evidence_pieces(
    head: ReportHead,
    rows: Sequence[ExportedResult],
    report: Iterable[bytes],
    sources: EvidenceSources,
    issued: Callable[[str], None],
) -> Iterator[bytes]:
    """The pieces of the ZIP: one file after the other, and the hashes last.

    Args:
        head: Whose file it is.
        rows: The parts.
        report: The PDF of them, in pieces.
        sources: Where everything else comes from.
        issued: Hears the SHA-256 of the hashes before the last piece is given.
    """
    sink, sums = _Sink(), b""
    with ZipFile(sink, "w") as archive:
        for name, content in _files(head, rows, report, sources):
            archive.writestr(ZipInfo(name, head.made.timetuple()[:6]), content)
            sums += f"{hashlib.sha256(content).hexdigest()}  {name}\n".encode()
            yield sink.take()
        archive.writestr(ZipInfo(SUMS, head.made.timetuple()[:6]), sums)
    issued(hashlib.sha256(sums).hexdigest())
    yield sink.take()


def _files(
    head: ReportHead,
    rows: Sequence[ExportedResult],
    report: Iterable[bytes],
    sources: EvidenceSources,
) -> Iterator[tuple[str, bytes]]:
    ids = [row.summary.result_id for row in rows]
    lots = {row.summary.lot_id for row in rows if row.summary.lot_id is not None}
    trail = trail_of(sources.trail, ids, lots)
    seals, found = SealsOfParts(sources.proofs, trail), []
    yield "report.pdf", b"".join(report)
    for result_id in ids:
        part = sources.part(result_id)
        record = part.stored.record
        folder = f"part-{record.part_id}_{record.result_id}"
        detail = result_detail(part.stored, _NO_NEIGHBOURS)
        yield f"{folder}/result.json", detail.model_dump_json(indent=2).encode()
        yield f"{folder}/reviews.json", part.reviews.model_dump_json(indent=2).encode()
        pictures = [
            _picture(f"{folder}/{_camera(view)}", view.image, sources.images)
            for view in views_of(record)
        ]
        yield from pictures
        content, seal = seals.of(result_id)
        yield f"{folder}/sealed.json", content
        yield f"{folder}/seal.json", seal.as_json()
        missing = sum(name.endswith(_MISSING) for name, _ in pictures)
        found.append(PartFound(folder, len(pictures) - missing, missing, seal))
    yield from seals.blocks()
    entries = trail.lines | seals.notes()
    yield "audit.jsonl", b"".join(entries[place] + b"\n" for place in sorted(entries))
    yield "README.txt", readme(head, found)


def _camera(view: ViewRecord) -> str:
    """A name that every file system takes."""
    name = "".join(each if each.isalnum() or each in "-_" else "-" for each in view.camera)
    return f"camera-{view.view}-{name}" if name else f"camera-{view.view}"


def _picture(name: str, image: ArchivedImage, images: ImageReader) -> tuple[str, bytes]:
    """A picture exactly as it was archived, or why there is none."""
    if not image.path:
        return f"{name}{_MISSING}", (image.note or "no picture was kept").encode()
    try:
        return f"{name}{PurePosixPath(image.path).suffix}", images.read(image)
    except InspectorError as error:
        return f"{name}{_MISSING}", f"{error.code} {error.detail}".encode()
