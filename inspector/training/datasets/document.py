"""A revision of a dataset as canonical JSON, whose SHA-256 is its name."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from inspector.domain.errors.dataset import DatasetUnreadableError, GoodClassUnknownError
from inspector.training.datasets.class_names import refuse_class_names
from inspector.training.datasets.item import LeftOut, PictureFiles, Rect, RevisionItem, printable

SCHEMA_VERSION = 1
_SHA256 = re.compile("[0-9a-f]{64}")
_SUFFIX = re.compile(r"\.[a-z]{1,5}")


@dataclass(frozen=True, slots=True)
class RevisionContent:
    """What a revision says; immutable.

    Attributes:
        parent: Id of the revision that this one was made from, empty for the first.
        ok_classes: Classes that a good part may have.
        items: Sorted by their keys.
        left_out: Files that were offered and not taken.
    """

    parent: str
    ok_classes: tuple[str, ...]
    items: tuple[RevisionItem, ...]
    left_out: tuple[LeftOut, ...] = ()

    @property
    def classes(self) -> tuple[str, ...]:
        """All class names, sorted."""
        return tuple(sorted({item.label for item in self.items}))


@dataclass(frozen=True, slots=True)
class DatasetRevision:
    """An immutable set of labelled pictures.

    Attributes:
        id: SHA-256 of the canonical JSON, 64 hex digits.
        name: Of the dataset, for people.
        content: What it says.
        files: Where the pictures lie.
        derived: A folder for what can be computed again; ``None`` keeps nothing.
    """

    id: str
    name: str
    content: RevisionContent
    files: PictureFiles
    derived: Path | None = None

    @property
    def classes(self) -> tuple[str, ...]:
        """All class names, sorted."""
        return self.content.classes

    @property
    def ok_classes(self) -> tuple[str, ...]:
        """Classes that a good part may have."""
        return self.content.ok_classes

    @property
    def items(self) -> tuple[RevisionItem, ...]:
        """All pictures, sorted by their keys."""
        return self.content.items


def make_content(
    items: Iterable[RevisionItem],
    ok_classes: Iterable[str],
    left_out: Iterable[LeftOut] = (),
    parent: str = "",
) -> RevisionContent:
    """Sort everything, so that equal content has equal bytes.

    Raises:
        GoodClassUnknownError: a good class is no class of the pictures.
    """
    content = RevisionContent(
        parent=parent,
        ok_classes=tuple(sorted(set(ok_classes))),
        items=tuple(sorted(items, key=lambda item: item.key)),
        left_out=tuple(sorted({_shown(entry) for entry in left_out}, key=str)),
    )
    unknown = sorted(set(content.ok_classes) - set(content.classes))
    if unknown:
        raise GoodClassUnknownError(
            f"--good {', '.join(unknown)}: no such class; there are {', '.join(content.classes)}"
        )
    return content


def _shown(entry: LeftOut) -> LeftOut:
    return LeftOut(printable(entry.origin), printable(entry.reason))


def canonical(content: RevisionContent) -> bytes:
    """ASCII JSON with sorted keys and without spaces; the same for the same content."""
    document = {
        "schema_version": SCHEMA_VERSION,
        "parent": content.parent,
        "classes": content.classes,
        "ok_classes": content.ok_classes,
        "items": [_item_document(item) for item in content.items],
        "left_out": [[entry.origin, entry.reason] for entry in content.left_out],
    }
    return json.dumps(document, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def revision_id(document: bytes) -> str:
    """The name of a revision."""
    return hashlib.sha256(document).hexdigest()


def parse_content(document: bytes) -> RevisionContent:
    """What a revision file says.

    Raises:
        DatasetUnreadableError: it is none, or of another version of the program.
    """
    try:
        read: Mapping[str, Any] = json.loads(document)
        if read["schema_version"] != SCHEMA_VERSION:
            raise DatasetUnreadableError(
                f"the revision has schema {read['schema_version']}, this program knows "
                f"{SCHEMA_VERSION}",
                remedy="Open it with the version of the program that wrote it.",
            )
        content = RevisionContent(
            parent=read["parent"],
            ok_classes=tuple(read["ok_classes"]),
            items=tuple(_parse_item(item) for item in read["items"]),
            left_out=tuple(LeftOut(origin, reason) for origin, reason in read["left_out"]),
        )
        if not content.items:
            raise ValueError("it has no items")
        refuse_class_names(content.classes)
    except (ValueError, KeyError, TypeError) as error:
        raise DatasetUnreadableError(f"the revision cannot be read: {error}") from error
    return content


def _item_document(item: RevisionItem) -> dict[str, object]:
    rect = item.rect
    return {
        "sha256": item.sha256,
        "suffix": item.suffix,
        "size_bytes": item.size_bytes,
        "width": item.width,
        "height": item.height,
        "channels": item.channels,
        "pixels_sha256": item.pixels_sha256,
        "label": item.label,
        "group": item.group,
        "rect": None if rect is None else [rect.left, rect.top, rect.width, rect.height],
        "origin": item.origin,
        "provenance": dict(item.provenance),
    }


def _parse_item(read: Mapping[str, Any]) -> RevisionItem:
    """An item whose entries are what they should be: a dataset may come from a stranger.

    Raises:
        ValueError: an entry is of another kind, or would lead out of the dataset's folder.
    """
    fields = dict(read)
    rect = fields.pop("rect")
    provenance = MappingProxyType(dict(fields.pop("provenance")))
    item = RevisionItem(rect=None if rect is None else Rect(*rect), provenance=provenance, **fields)
    numbers = (item.size_bytes, item.width, item.height, item.channels)
    texts = (item.label, item.group, item.origin, *provenance, *provenance.values())
    if not all(type(number) is int and number > 0 for number in numbers):
        raise ValueError(f"{item.key}: a size is no number")
    if not all(isinstance(text, str) for text in texts):
        raise ValueError(f"{item.key}: an entry is no text")
    hashes = (item.sha256, item.pixels_sha256)
    if not all(_SHA256.fullmatch(sha256) for sha256 in hashes) or not _SUFFIX.fullmatch(
        item.suffix
    ):
        raise ValueError(f"{item.key}: no name of a file")
    if item.rect is not None and not item.rect.fits(item.width, item.height):
        raise ValueError(f"{item.key} leaves its picture")
    return item
