"""The station's own history: pictures of the archive, labelled by what people said of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from inspector.domain.errors.dataset import SourceInvalidError
from inspector.training.datasets.item import LeftOut, Listing, SourceItem
from inspector.training.datasets.sources.confinement import confined


@dataclass(frozen=True, slots=True)
class ReviewedRow:
    """One inspected part and what somebody said of it.

    Attributes:
        result_id: Of the history.
        picture: Path of the archived picture, relative to the archive; empty when there is none.
        picture_sha256: Of that file, as it was recorded.
        label: The class that the picture shows, in the reviewer's words.
        person: Who said so; empty when nobody did and the label is the model's own verdict.
        utc_ns: When, in Unix nanoseconds.
        reason: Why the verdict was overridden.
        group: What shares a part or a lot with others; such pictures stay together.
    """

    result_id: str
    picture: str
    picture_sha256: str
    label: str
    person: str
    utc_ns: int
    reason: str = ""
    group: str = ""


class ReviewedRows(Protocol):
    """Where reviewed parts are read."""

    def rows(self) -> Iterable[ReviewedRow]:
        """All of them; where a part was reviewed more than once, the last word only."""


def read_history(rows: ReviewedRows, archive: Path) -> Listing:
    """The archived pictures of the rows that have one.

    Raises:
        SourceInvalidError: no row has a picture.
        PathNotAllowedError: a row names a file outside of the archive.
    """
    items, left_out = [], []
    for row in rows.rows():
        name = f"result {row.result_id}"
        path = confined(archive, row.picture) if row.picture else None
        if path is None or not path.is_file():
            left_out.append(LeftOut(name, "its picture is not in the archive"))
        elif not row.label:
            left_out.append(LeftOut(name, "it has no class"))
        else:
            items.append(_item(row, path, name))
    if not items:
        raise SourceInvalidError(f"none of {len(left_out)} rows has a picture and a class")
    return Listing("history", tuple(items), tuple(left_out))


def _item(row: ReviewedRow, path: Path, name: str) -> SourceItem:
    said = {
        "result_id": row.result_id,
        "person": row.person,
        "utc_ns": str(row.utc_ns),
        "reason": row.reason,
        "labelled_by": "person" if row.person else "model",
    }
    return SourceItem(
        path=path,
        label=row.label,
        origin=name,
        group=row.group,
        provenance={key: value for key, value in said.items() if value},
        sha256=row.picture_sha256,
    )
