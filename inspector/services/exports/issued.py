"""A file of results is written down with its hash before its last piece leaves the station."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping

from inspector.services.exports.text_files import Pages
from inspector.services.people.audit import Actor, AuditTrail
from inspector.wire.exports import ExportFormat


def issued(
    audit: AuditTrail,
    actor: Actor,
    deed: str,
    target: str,
    made: Iterable[bytes],
    told: Callable[[str, int], Mapping[str, object]],
) -> Iterator[bytes]:
    """The same bytes; the last of them come when the trail has the entry.

    Args:
        audit: Where it is written down.
        actor: Who takes the file.
        deed: What the entry calls it.
        target: Of what it is.
        made: The file in pieces.
        told: What the entry says of a file of this SHA-256 and length.

    Raises:
        AuditNotWritableError: nothing leaves the station unrecorded.
    """
    digest, length, held = hashlib.sha256(), 0, b""
    with audit.recorded(actor, deed, target) as entry:
        for piece in made:
            yield held
            digest.update(piece)
            length += len(piece)
            held = piece
        entry.new = told(digest.hexdigest(), length)
    yield held


class IssuedFile:
    """Hears what one file holds while it is made.

    Whoever has all of a file can prove by its SHA-256 which parts this station said were in it,
    however many they are.

    Args:
        audit: Where it is written down.
        actor: Who takes the file.
        kind: What kind of file it is.
        results: How many results are in it, besides those that are counted in pages.
    """

    def __init__(
        self, audit: AuditTrail, actor: Actor, kind: ExportFormat, results: int = 0
    ) -> None:
        self._audit = audit
        self._actor = actor
        self._kind = kind
        self._results = results

    def counted(self, pages: Pages) -> Pages:
        """The same pages."""
        for page in pages:
            self._results += len(page)
            yield page

    def pieces(self, made: Iterable[bytes]) -> Iterator[bytes]:
        """The same bytes; the last of them come when the trail has the entry.

        Raises:
            AuditNotWritableError: nothing leaves the station unrecorded.
        """
        return issued(
            self._audit, self._actor, "history.exported", self._kind.value, made, self._told
        )

    def _told(self, sha256: str, length: int) -> Mapping[str, object]:
        return {"results": self._results, "bytes": length, "file_sha256": sha256}
