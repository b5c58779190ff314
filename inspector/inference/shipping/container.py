"""The shipped file: a line that says what it is, a header, and the files one after another.

Every byte is accounted for: the header by its hash in front of it, each stored file by its hash in
the header, and nothing may follow. Sizes are bounded before anything is read or unpacked.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, BinaryIO, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from inspector.domain.errors.release import ShipmentError
from inspector.inference.checks import limits
from inspector.inference.manifest import Name, Sha256, Version, escapes, is_plain
from inspector.inference.shipping.encoding import Encoding
from inspector.paths import write_atomically

_MAGIC = b"inspector model shipment 1\n"
_LENGTH = struct.Struct("<I")
_HASH_BYTES = 32
_HEADER_BYTES = 1 << 20
_SLACK_BYTES = 16 << 20
"""By how much a file may grow when it is compressed, for not all can be made smaller."""

Size = Annotated[int, Field(ge=0, le=limits.FILE_BYTES)]


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, protected_namespaces=())


class ShippedFile(_Entry):
    """One file of the package, as it is stored."""

    name: str
    size: Size
    sha256: Sha256
    encoding: Encoding
    old_name: str = ""
    """The file of the base that it is a difference from."""
    plain_bytes: Size
    stored_bytes: Annotated[int, Field(ge=0, le=limits.FILE_BYTES + _SLACK_BYTES)]
    stored_sha256: Sha256


class Header(_Entry):
    """Which package this is, from which base, and its files in the order they are stored."""

    schema_version: Literal[1]
    model_id: Name
    version: Version
    sha256: Sha256
    base_name: str = ""
    base_sha256: Sha256 | Literal[""] = ""
    files: Annotated[
        tuple[ShippedFile, ...], Field(min_length=3, max_length=limits.FILES, strict=False)
    ]

    @model_validator(mode="after")
    def _bounded(self) -> Header:
        names = [file.name for file in self.files]
        if len(set(names)) != len(names):
            raise ValueError("a file is given twice")
        if any(escapes(name) or not is_plain(name) for name in names):
            raise ValueError("a file leaves the package")
        if sum(file.size for file in self.files) > limits.PACKAGE_BYTES:
            raise ValueError("the package is too large")
        return self


def write_shipment(path: Path, header: Header, stored: Sequence[bytes]) -> int:
    """Write a shipped file in one step, and return its size in bytes.

    Raises:
        FolderNotWritableError: it cannot be written.
    """
    raw = header.model_dump_json().encode("utf-8")
    digest = hashlib.sha256(raw).digest()
    content = b"".join([_MAGIC, _LENGTH.pack(len(raw)), digest, raw, *stored])
    write_atomically(path, content)
    return len(content)


@contextmanager
def open_shipment(path: Path) -> Iterator[tuple[Header, Iterator[tuple[ShippedFile, bytes]]]]:
    """The header of a shipped file, and its stored files one by one, each compared with its hash.

    Raises:
        ShipmentError: it cannot be read, is cut, damaged or none.
    """
    try:
        with path.open("rb") as stream:
            header = _read_header(stream, path)
            yield header, _stored(stream, header, path)
    except OSError as error:
        raise ShipmentError(f"{path} cannot be read: {error.strerror or error}") from error


def _read_header(stream: BinaryIO, path: Path) -> Header:
    start = stream.read(len(_MAGIC) + _LENGTH.size + _HASH_BYTES)
    if not start.startswith(_MAGIC) or len(start) < len(_MAGIC) + _LENGTH.size + _HASH_BYTES:
        raise ShipmentError(f"{path} is no shipped model")
    (length,) = _LENGTH.unpack_from(start, len(_MAGIC))
    if length > _HEADER_BYTES:
        raise ShipmentError(f"{path} is damaged: its header is too large")
    raw = stream.read(length)
    if hashlib.sha256(raw).digest() != start[-_HASH_BYTES:]:
        raise ShipmentError(f"{path} is damaged in its header")
    try:
        header = Header.model_validate_json(raw)
    except ValidationError as error:
        raise ShipmentError(f"{path}: {error.errors()[0]['msg']}") from error
    expected = len(start) + length + sum(file.stored_bytes for file in header.files)
    if path.stat().st_size != expected:
        raise ShipmentError(f"{path} is cut, or something follows it")
    return header


def _stored(stream: BinaryIO, header: Header, path: Path) -> Iterator[tuple[ShippedFile, bytes]]:
    for file in header.files:
        content = stream.read(file.stored_bytes)
        if hashlib.sha256(content).hexdigest() != file.stored_sha256:
            raise ShipmentError(f"{path} is damaged where it holds {file.name}")
        yield file, content
