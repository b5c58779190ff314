"""Which layout a source has, and reading it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from inspector.domain.errors.dataset import SourceInvalidError
from inspector.training.datasets.item import Listing, SourceItem
from inspector.training.datasets.sources.class_folders import read_class_folders
from inspector.training.datasets.sources.coco import is_coco, read_coco
from inspector.training.datasets.sources.json_file import read_json_object
from inspector.training.datasets.sources.labelme import is_labelme, read_labelme
from inspector.training.datasets.sources.manifest import SUFFIXES, read_manifest
from inspector.training.datasets.sources.mvtec import is_mvtec, read_mvtec
from inspector.training.datasets.sources.tiling import TileOptions

_LOOKED_AT = 20


class Layout(StrEnum):
    """How pictures and labels lie there."""

    FOLDERS = "folders"
    MVTEC = "mvtec"
    MANIFEST = "manifest"
    LABELME = "labelme"
    COCO = "coco"


@dataclass(frozen=True, slots=True)
class SourceOptions:
    """How to read a source.

    Attributes:
        layout: ``None`` looks for itself.
        root: The folder that holds the pictures of a list or of a COCO file.
        group_pattern: A regular expression on each picture's path; what it finds, or its groups
            together, is the picture's group.
        tiles: How pictures with shapes become tiles.
    """

    layout: Layout | None = None
    root: Path | None = None
    group_pattern: str = ""
    tiles: TileOptions = field(default_factory=TileOptions)


_EXISTING = "Name a folder of pictures, a list of them or a dataset that exists."


def detect_layout(source: Path) -> Layout:
    """The layout of a file or folder, by what lies there.

    Raises:
        SourceInvalidError: it does not exist, or is a file of a kind that is not known.
    """
    if source.is_file():
        if source.suffix.lower() in SUFFIXES:
            return Layout.MANIFEST
        if source.suffix.lower() == ".json" and is_coco(read_json_object(source)):
            return Layout.COCO
        raise SourceInvalidError(f"{source.name} is no list (CSV, Parquet) and no COCO file")
    if not source.is_dir():
        raise SourceInvalidError(f"{source} does not exist", remedy=_EXISTING)
    if is_mvtec(source):
        return Layout.MVTEC
    return _layout_of_json(source) or Layout.FOLDERS


def _layout_of_json(source: Path) -> Layout | None:
    """The layout of the first label file among the first JSON files of a folder."""
    for path in sorted(source.rglob("*.json"))[:_LOOKED_AT]:
        try:
            document = read_json_object(path)
        except SourceInvalidError:
            continue  # A file of another program, which is no business of this source.
        if is_labelme(document):
            return Layout.LABELME
        if is_coco(document):
            return Layout.COCO
    return None


def read_source(source: Path, options: SourceOptions) -> Listing:
    """List what a source holds.

    Raises:
        SourceInvalidError: it cannot be understood.
        PathNotAllowedError: it names files outside of its folder.
    """
    layout = options.layout or detect_layout(source)
    if not source.exists():
        raise SourceInvalidError(f"{source} does not exist", remedy=_EXISTING)
    return grouped(_read(layout, source, options), options.group_pattern)


def grouped(listing: Listing, pattern: str) -> Listing:
    """Give each item the group that ``pattern`` finds in its origin.

    Raises:
        SourceInvalidError: the pattern is none, or finds nothing anywhere.
    """
    if not pattern:
        return listing
    try:
        expression = re.compile(pattern)
    except re.error as error:
        raise SourceInvalidError(f"--group-pattern {pattern!r}: {error}") from error
    found = [_group(expression, item) for item in listing.items]
    missed = found.count("")
    if missed == len(found):
        raise SourceInvalidError(
            f"--group-pattern {pattern!r} finds nothing, for example in {listing.items[0].origin}",
            remedy="It is searched for in the path below the source; its groups name the group.",
        )
    items = tuple(
        replace(item, group=group or item.group)
        for item, group in zip(listing.items, found, strict=True)
    )
    groups = len(set(found) - {""})
    note = f"{groups} groups by the pattern, which finds nothing in {missed} of {len(found)} items"
    return replace(listing, items=items, notes=(*listing.notes, note))


def _read(layout: Layout, source: Path, options: SourceOptions) -> Listing:
    if layout is Layout.MANIFEST:
        return read_manifest(source, options.root)
    if layout is Layout.COCO:
        return read_coco(_coco_file(source), options.root, options.tiles)
    if not source.is_dir():
        raise SourceInvalidError(f"{source} is no folder")
    if layout is Layout.MVTEC:
        return read_mvtec(source)
    if layout is Layout.LABELME:
        return read_labelme(source, options.tiles)
    return read_class_folders(source)


def _coco_file(source: Path) -> Path:
    """The file itself, or the only COCO file of a folder."""
    if source.is_file():
        return source
    found = [path for path in sorted(source.rglob("*.json")) if is_coco(read_json_object(path))]
    if len(found) != 1:
        raise SourceInvalidError(f"{source} holds {len(found)} COCO files; name one of them")
    return found[0]


def _group(expression: re.Pattern[str], item: SourceItem) -> str:
    match = expression.search(item.origin)
    if match is None:
        return ""
    return " ".join(group for group in match.groups() if group) or match.group()
