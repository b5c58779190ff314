"""One line of the audit trail: JSON that carries its own hash and that of the line before.

``hash`` is the SHA-256 of all bytes of the line before ``,"hash"``. ``previous`` is the SHA-256 of
the whole line before, without its line end; so nothing is hashed but what stands in the file.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

VERSION = 1
GENESIS = "0" * 64
"""``previous`` of the first entry of a station."""
SEAL = "audit.seal"
"""What an entry is called that vouches for bytes which are not in the chain themselves."""
_VALUE_LIMIT = 16_384
_SHOWN = 1_000
_WHOLE = re.compile(rb'(\{"v":[0-9]+,.*),"hash":"([0-9a-f]{64})"\}', re.DOTALL)


@dataclass(frozen=True, slots=True)
class ChainedLine:
    """An entry whose own hash is right.

    Attributes:
        seq: Its number, from 1.
        previous: What it says the SHA-256 of the line before is.
        sha256: Of this whole line.
        fields: All of it.
    """

    seq: int
    previous: str
    sha256: str
    fields: Mapping[str, Any]


def sha256(content: bytes) -> str:
    """In hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def make_line(fields: Mapping[str, object], seq: int, previous: str) -> bytes:
    """The line of an entry, without a line end."""
    whole = {"v": VERSION, "seq": seq, **fields, "previous": previous}
    body = json.dumps(whole, ensure_ascii=False, default=str, separators=(",", ":"))
    start = body.encode("utf-8", "backslashreplace")[:-1]
    return b'%s,"hash":"%s"}' % (start, sha256(start).encode())


def read_line(raw: bytes) -> ChainedLine | None:
    """An entry of the chain; ``None`` for what is none, or was changed."""
    found = _WHOLE.fullmatch(raw)
    if found is None or sha256(found[1]) != found[2].decode():
        return None
    try:
        fields = json.loads(raw)
    except ValueError:
        return None
    seq, previous = fields.get("seq"), fields.get("previous")
    if not isinstance(seq, int) or not isinstance(previous, str):
        return None
    return ChainedLine(seq, previous, sha256(raw), fields)


def looks_whole(raw: bytes) -> bool:
    """Whether this has the shape of an entry; what was torn off while writing never has."""
    return _WHOLE.fullmatch(raw) is not None


def bounded(value: object) -> object:
    """A value as it stands in the trail: one that is very long by its beginning and its hash."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    if len(text) <= _VALUE_LIMIT:
        return value
    content = text.encode("utf-8", "backslashreplace")
    return {"begins": text[:_SHOWN], "characters": len(text), "sha256": sha256(content)}
