"""Finished candidates on disk: a search that was killed goes on where it ended."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from inspector.domain.errors.config import FolderNotWritableError
from inspector.domain.errors.quantization import SearchFolderError
from inspector.paths import write_atomically
from inspector.training.datasets.samples import Samples
from inspector.training.quantization.measure import Scores


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that was made and scored, or the reason why it could not be.

    Attributes:
        name: Of its recipe.
        model: The serialized graph; empty when it failed.
        scores: On the held-out pictures; ``None`` when it failed.
        failure: Why it failed; empty when it did not.
    """

    name: str
    model: bytes = b""
    scores: Scores | None = None
    failure: str = ""


class Shelf:
    """Candidates by name and by what they were made of and measured on."""

    def __init__(self, folder: Path, made_of: str) -> None:
        """Use a folder; other searches may use the same.

        Args:
            folder: Created if needed.
            made_of: Hash of the graph, the pictures and the options.
        """
        self._folder, self._made_of = folder, made_of

    def found(self, name: str) -> Candidate | None:
        """A finished candidate; ``None`` when there is none, or only a damaged one."""
        try:
            entry = json.loads(self._path(name, "json").read_bytes())
            if entry["failure"]:
                return Candidate(name, failure=str(entry["failure"]))
            model = self._path(name, "onnx").read_bytes()
            scores = self._path(name, "npz").read_bytes()
            digests = [hashlib.sha256(content).hexdigest() for content in (model, scores)]
            if digests != entry["sha256"]:
                return None
            with np.load(io.BytesIO(scores), allow_pickle=False) as arrays:
                kept = Scores(arrays["validation"], arrays["test"])
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return Candidate(name, model, kept)

    def keep(self, candidate: Candidate) -> None:
        """Write a candidate; its entry last, so that a half one is never found.

        Raises:
            SearchFolderError: the disk takes no more.
        """
        entry: dict[str, object] = {"failure": candidate.failure}
        try:
            if candidate.scores is not None:
                stream = io.BytesIO()
                np.savez(
                    stream,
                    validation=candidate.scores.validation,
                    test=candidate.scores.test,
                )
                contents = (candidate.model, stream.getvalue())
                entry["sha256"] = [hashlib.sha256(content).hexdigest() for content in contents]
                for suffix, content in zip(("onnx", "npz"), contents, strict=True):
                    write_atomically(self._path(candidate.name, suffix), content)
            write_atomically(self._path(candidate.name, "json"), json.dumps(entry))
        except FolderNotWritableError as error:
            raise SearchFolderError(error.detail) from error

    def _path(self, name: str, suffix: str) -> Path:
        return self._folder / f"{self._made_of[:16]}-{name}.{suffix}"


def fingerprint(graph: bytes, parts: Iterable[Samples], options: object) -> str:
    """Hash of everything that a candidate and its scores depend on."""
    digest = hashlib.sha256(graph)
    for part in parts:
        digest.update(part.labels.tobytes())
        digest.update(repr((part.images.shape, part.classes, part.names)).encode())
        for image in part.images:
            digest.update(image.tobytes())
    digest.update(repr(options).encode())
    return digest.hexdigest()
