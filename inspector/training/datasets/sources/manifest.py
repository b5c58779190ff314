"""Lists of pictures: CSV or Parquet with the columns ``path`` and ``label``, and more."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from inspector.domain.errors.dataset import SourceInvalidError
from inspector.training.datasets.item import LeftOut, Listing, Rect, SourceItem
from inspector.training.datasets.sources.confinement import confined

SUFFIXES = frozenset({".csv", ".tsv", ".parquet"})
_NEEDED = ("path", "label")
_NOTED = ("lot", "serial")
_DELIMITERS = (",", ";", "\t")
_Row = tuple[str, Mapping[str, str]]


def read_manifest(file: Path, root: Path | None = None) -> Listing:
    """The pictures that a list names.

    Columns: ``path`` and ``label``; if there, ``group``, ``lot``, ``serial``, and ``box`` (left,
    top, width and height in pixels). Other columns are not read. A row without a label is left out.

    Args:
        file: CSV in UTF-8 with commas, semicolons or tabs, or Parquet.
        root: The folder that holds the pictures; by default that of the list.

    Raises:
        SourceInvalidError: the list cannot be read, or a row lacks its path.
        PathNotAllowedError: a path leads out of ``root``.
    """
    root = root or file.parent
    rows = _parquet_rows(file) if file.suffix.lower() == ".parquet" else _csv_rows(file)
    items, left_out = [], []
    for place, row in rows:
        path = row.get("path", "")
        if not path:
            raise SourceInvalidError(f"{file.name}, {place}: no path")
        if row.get("label"):
            items.append(_item(file, root, place, row))
        else:
            left_out.append(LeftOut(path, f"it has no label ({place})"))
    if not items:
        raise SourceInvalidError(f"{file.name} lists no picture with a label")
    return Listing("manifest", tuple(items), tuple(left_out))


def _item(file: Path, root: Path, place: str, row: Mapping[str, str]) -> SourceItem:
    provenance = {name: row[name] for name in _NOTED if row.get(name)}
    return SourceItem(
        path=confined(root, row["path"]),
        label=row["label"],
        origin=row["path"],
        group=row.get("group", ""),
        rect=_box(row.get("box", ""), f"{file.name}, {place}"),
        provenance=provenance,
    )


def _box(text: str, place: str) -> Rect | None:
    if not text:
        return None
    numbers = re.findall(r"-?\d+", text)
    if len(numbers) != 4 or not re.fullmatch(r"[\s\d,;()\[\]-]+", text):
        raise SourceInvalidError(f"{place}: box {text!r} is not left, top, width, height")
    return Rect(*map(int, numbers))


def _csv_rows(file: Path) -> Iterator[_Row]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            header = lines.readline()
            lines.seek(0)
            delimiter = max(_DELIMITERS, key=header.count)
            rows = csv.DictReader(lines, strict=True, delimiter=delimiter)
            _require_columns(file, rows.fieldnames or ())
            for row in rows:
                yield f"line {rows.line_num}", {k: v or "" for k, v in row.items() if k}
    except UnicodeDecodeError as error:
        raise SourceInvalidError(
            f"{file.name} is not UTF-8: byte {error.object[error.start]:#04x} at {error.start}",
            remedy="Save the list as `CSV UTF-8`.",
        ) from error
    except OSError as error:
        raise SourceInvalidError(f"{file}: {error.strerror}") from error
    except csv.Error as error:
        raise SourceInvalidError(f"{file.name}: {error}") from error


def _parquet_rows(file: Path) -> Iterator[_Row]:
    import pyarrow
    from pyarrow import parquet

    try:
        table = parquet.read_table(file)
    except (pyarrow.ArrowException, OSError) as error:
        raise SourceInvalidError(f"{file.name} is no Parquet file: {error}") from error
    _require_columns(file, table.column_names)
    for index, row in enumerate(table.to_pylist()):
        yield f"row {index}", {k: "" if v is None else str(v) for k, v in row.items()}


def _require_columns(file: Path, columns: Iterable[str]) -> None:
    present = tuple(columns)
    missing = [name for name in _NEEDED if name not in present]
    if missing:
        raise SourceInvalidError(
            f"{file.name} has no column {' and no column '.join(missing)}; "
            f"it has {', '.join(map(str, present)) or 'none'}"
        )
