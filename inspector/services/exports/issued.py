"""A file of results is written down with its hash before its last piece leaves the station."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from inspector.services.exports.text_files import Pages
from inspector.services.people.audit import Actor, AuditTrail
from inspector.wire.exports import ExportFormat


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
        digest, length, held = hashlib.sha256(), 0, b""
        with self._audit.recorded(self._actor, "history.exported", self._kind.value) as entry:
            for piece in made:
                yield held
                digest.update(piece)
                length += len(piece)
                held = piece
            entry.new = {
                "results": self._results,
                "bytes": length,
                "file_sha256": digest.hexdigest(),
            }
        yield held
