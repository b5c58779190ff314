"""Every layout that people keep their pictures in, and what is wrong with some of them."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path

import pytest
from dataset_pictures import class_folders, part, useless_files, write

pytest.importorskip("pyarrow", reason="needs the extra `train`")

import pyarrow
from pyarrow import parquet

from inspector.domain.errors.dataset import (
    LabelsConflictError,
    PathNotAllowedError,
    PictureMissingError,
    SourceInvalidError,
)
from inspector.training.datasets.item import Listing, Rect
from inspector.training.datasets.revision import open_dataset
from inspector.training.datasets.sources.layouts import (
    Layout,
    SourceOptions,
    detect_layout,
    read_source,
)
from inspector.training.datasets.sources.tiling import TileOptions


def read(source: Path, **options: object) -> Listing:
    return read_source(source, SourceOptions(**options))  # type: ignore[arg-type]


def labels(listing: Listing) -> Counter[str]:
    return Counter(item.label for item in listing.items)


def link(path: Path, target: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        path.symlink_to(target)
    except OSError:
        pytest.skip("links need a right on Windows")


def test_class_folders_are_listed_in_one_order_and_the_rest_is_named(tmp_path: Path) -> None:
    root = class_folders(tmp_path / "source", good=3, dent=2)
    write(root / "loose.png", part(7))
    write(root / ".hidden" / "x.png", part(8))
    (root / "good" / "notes.txt").write_text("no picture")
    useless_files(root / "good")
    found = read(root)
    assert detect_layout(root) is Layout.FOLDERS
    origins = [item.origin for item in found.items]
    assert origins == sorted(origins)
    assert labels(found)["dent"] == 2
    left_out = {entry.origin: entry.reason for entry in found.left_out}
    assert left_out.keys() == {"loose.png", "good/moving.gif"}
    assert "save it as PNG" in left_out["good/moving.gif"]


def test_an_empty_or_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceInvalidError, match="no image lies in a class folder"):
        read(tmp_path)
    with pytest.raises(SourceInvalidError, match="does not exist"):
        read(tmp_path / "nowhere")
    write(tmp_path / "loose.png", part(1))
    with pytest.raises(SourceInvalidError, match=r"loose.png: it lies in no class folder"):
        read(tmp_path)
    (tmp_path / "notes.txt").write_text("x")
    with pytest.raises(SourceInvalidError, match=r"no list \(CSV, Parquet\)"):
        read(tmp_path / "notes.txt")


def test_a_link_that_leads_out_is_refused_and_one_that_stays_is_a_duplicate(
    tmp_path: Path,
) -> None:
    root = class_folders(tmp_path / "source", good=2, dent=2)
    link(root / "good" / "again.png", root / "good" / "000.png")
    assert len(open_dataset(root).items) == 4
    link(root / "good" / "out.png", write(tmp_path / "private.png", part(9)))
    with pytest.raises(PathNotAllowedError, match=r"out.png"):
        read(root)


def test_mvtec_keeps_its_parts_and_masks_as_notes(tmp_path: Path) -> None:
    for index in range(3):
        write(tmp_path / "train" / "good" / f"{index}.png", part(index))
        write(tmp_path / "test" / "good" / f"{index}.png", part(10 + index))
        write(tmp_path / "test" / "crack" / f"{index}.png", part(20 + index, dent=True))
    write(tmp_path / "ground_truth" / "crack" / "1_mask.png", part(30))
    found = read(tmp_path)
    assert found.layout == "mvtec"
    assert labels(found) == {"good": 6, "crack": 3}
    assert found.ok_classes == ("good",)
    by_origin = {item.origin: item.provenance for item in found.items}
    assert by_origin["test/crack/1.png"] == {
        "part": "test",
        "mask": "ground_truth/crack/1_mask.png",
    }
    assert by_origin["train/good/0.png"] == {"part": "train"}
    assert open_dataset(tmp_path).ok_classes == ("good",)


def test_folders_that_are_not_mvtec_are_refused_as_such(tmp_path: Path) -> None:
    with pytest.raises(SourceInvalidError, match="no folders train/good and test"):
        read(class_folders(tmp_path), layout=Layout.MVTEC)


ROWS = [
    {"path": "img/a.png", "label": "good", "group": "", "lot": "7", "serial": "s1", "box": ""},
    {
        "path": "img/b.png",
        "label": "dent",
        "group": "g",
        "lot": "",
        "serial": "",
        "box": "4,5,20,9",
    },
    {"path": "img/c.png", "label": "", "group": "", "lot": "", "serial": "", "box": ""},
]


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    for index, name in enumerate("abc"):
        write(tmp_path / "img" / f"{name}.png", part(index))
    return tmp_path


def csv_text(delimiter: str) -> str:
    lines = [delimiter.join(ROWS[0])]
    for row in ROWS:
        values = [f'"{value}"' if "," in value else value for value in row.values()]
        lines.append(delimiter.join(values))
    return "\n".join(lines)


@pytest.mark.parametrize("kind", ["comma", "semicolon", "tab", "parquet"])
def test_a_list_names_pictures_labels_lots_and_boxes(pictures: Path, kind: str) -> None:
    if kind == "parquet":
        file = pictures / "list.parquet"
        parquet.write_table(pyarrow.Table.from_pylist(ROWS), file)
    else:
        file = pictures / "list.csv"
        text = csv_text({"comma": ",", "semicolon": ";", "tab": "\t"}[kind])
        file.write_text("\ufeff" + text, "utf-8")
    found = read(file)
    first, second = found.items
    assert (first.label, first.rect, dict(first.provenance)) == (
        "good",
        None,
        {"lot": "7", "serial": "s1"},
    )
    assert (second.label, second.group, second.rect) == ("dent", "g", Rect(4, 5, 20, 9))
    assert [entry.origin for entry in found.left_out] == ["img/c.png"]
    assert len(open_dataset(file).items) == 2


@pytest.mark.parametrize(
    ("content", "error", "word"),
    [
        (b"path,label\n../../etc/passwd,good\n", PathNotAllowedError, "leads out"),
        (b"path,label\n/etc/hostname,good\n", PathNotAllowedError, "leads out"),
        (b"path,label\n..\\up.png,good\n", PathNotAllowedError, "leads out"),
        (b"path,label\nimg/\xe4.png,good\n", SourceInvalidError, "not UTF-8"),
        (b"file;class\na.png;good\n", SourceInvalidError, "it has file, class"),
        (b"path,label\n,good\n", SourceInvalidError, "line 2: no path"),
        (b"path,label,box\nimg/a.png,good,1 2 3\n", SourceInvalidError, "left, top, width"),
        (b'path,label\n"img/a.png,good\n', SourceInvalidError, "list.csv"),
        (b"", SourceInvalidError, "no column path"),
        (b"path,label\nimg/a.png,\n", SourceInvalidError, "no picture with a label"),
    ],
)
def test_a_list_that_is_wrong_is_refused_with_its_place(
    pictures: Path, content: bytes, error: type[Exception], word: str
) -> None:
    (pictures / "list.csv").write_bytes(content)
    with pytest.raises(error, match=word):
        read(pictures / "list.csv")


def test_a_list_may_lie_elsewhere_when_its_root_is_named(pictures: Path, tmp_path: Path) -> None:
    folder = tmp_path / "lists"
    folder.mkdir()
    (folder / "list.csv").write_text("path,label\nimg/a.png,good\n")
    with pytest.raises(PictureMissingError, match=r"1 of 1 .* img/a.png"):
        open_dataset(folder / "list.csv")
    found = read(folder / "list.csv", root=pictures)
    assert found.items[0].path == pictures / "img" / "a.png"


def test_a_box_that_leaves_its_picture_is_left_out(pictures: Path) -> None:
    text = "path,label,box\nimg/a.png,good,\nimg/b.png,dent,30 30 20 20\n"
    (pictures / "list.csv").write_text(text)
    (entry,) = open_dataset(pictures / "list.csv").content.left_out
    assert str(entry) == "img/b.png: its box 30,30,20,20 leaves the 40x40 picture"


def test_two_labels_for_one_listed_picture_are_refused(pictures: Path) -> None:
    (pictures / "list.csv").write_text("path,label\nimg/a.png,good\nimg/a.png,dent\n")
    with pytest.raises(LabelsConflictError, match="one picture, two labels"):
        open_dataset(pictures / "list.csv")


def test_no_parquet_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "list.parquet").write_bytes(b"PAR1 but no more")
    with pytest.raises(SourceInvalidError, match="no Parquet file"):
        read(tmp_path / "list.parquet")


def test_groups_come_from_a_pattern(tmp_path: Path) -> None:
    for lot in (1, 2):
        for index in range(3):
            write(tmp_path / "good" / f"lot{lot}_{index}.png", part(10 * lot + index))
    write(tmp_path / "good" / "other.png", part(99))
    found = read(tmp_path, group_pattern=r"lot(\d+)")
    assert [item.group for item in found.items] == ["1", "1", "1", "2", "2", "2", ""]
    assert "nothing in 1 of 7" in found.notes[-1]
    with pytest.raises(SourceInvalidError, match="finds nothing"):
        read(tmp_path, group_pattern="serial")
    with pytest.raises(SourceInvalidError, match="group-pattern"):
        read(tmp_path, group_pattern="(")


TILES = TileOptions(size_px=20, stride_px=20)


def labelme(root: Path, name: str, shapes: list[dict[str, object]], **more: object) -> Path:
    """A picture of 60 x 40 pixels, and what is drawn on it in a folder of its own."""
    write(root / "images" / f"{name}.png", part(len(name), size=60)[:40])
    document = {"imagePath": f"{name}.png", "shapes": shapes, "imageData": None, **more}
    file = root / "labels" / f"{name}.json"
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps(document))
    return file


def shape(kind: str, *points: tuple[float, float], label: str = "pit") -> dict[str, object]:
    return {"label": label, "shape_type": kind, "points": points}


def test_labelme_shapes_become_labels_of_tiles(tmp_path: Path) -> None:
    labelme(tmp_path, "a", [shape("polygon", (2, 2), (12, 2), (12, 12), (2, 12))])
    labelme(tmp_path, "bb", [shape("rectangle", (42, 22), (57, 37))])
    labelme(tmp_path, "ccc", [shape("circle", (30, 10), (35, 10))])
    labelme(tmp_path, "dddd", [])
    write(tmp_path / "images" / "unlabelled.png", part(50, size=60)[:40])
    found = read(tmp_path, tiles=TILES)
    assert found.layout == "labelme"
    assert labels(found) == {"pit": 3, "good": 21}
    pits = {item.origin for item in found.items if item.label == "pit"}
    assert pits == {
        "images/a.png#0,0,20,20",
        "images/bb.png#40,20,20,20",
        "images/ccc.png#20,0,20,20",
    }
    assert {item.group for item in found.items if "bb" in item.origin} == {"images/bb.png"}
    assert [entry.origin for entry in found.left_out] == ["images/unlabelled.png"]
    assert found.ok_classes == ("good",)
    assert "24 tiles of 20 px; 0 more" in found.notes[0]


def test_a_path_of_another_computer_is_looked_up_by_its_name(tmp_path: Path) -> None:
    labelme(tmp_path, "a", [], imagePath="C:\\Users\\me\\a.png")
    labelme(tmp_path, "bb", [], imagePath="/home/me/bb.png")
    assert {item.origin for item in read(tmp_path).items} == {"images/a.png", "images/bb.png"}


def test_without_tiles_a_whole_picture_has_the_class_of_its_shapes(tmp_path: Path) -> None:
    labelme(tmp_path, "a", [shape("rectangle", (2, 2), (12, 12))])
    labelme(tmp_path, "bb", [])
    found = read(tmp_path)
    assert [(item.label, item.rect) for item in found.items] == [("pit", None), ("good", None)]


@pytest.mark.parametrize(
    ("drawn", "more", "word"),
    [
        ([shape("line", (1, 1), (9, 9))], {}, "covers no area"),
        ([shape("polygon", (1, 1), (9, 9))], {}, "covers no area"),
        ([{"points": [[1, 1], [9, 9]], "shape_type": "rectangle"}], {}, "label"),
        ([shape("rectangle", (1, 1), (float("nan"), 9))], {}, "at no place"),
        ([shape("circle", (1, 1), (1e12, 1e12))], {}, "at no place"),
        ([], {"imageHeight": 50, "imageWidth": 70}, "its labels are for 70x50"),
    ],
)
def test_labelme_files_that_are_wrong_are_refused(
    tmp_path: Path, drawn: list[dict[str, object]], more: dict[str, object], word: str
) -> None:
    labelme(tmp_path, "a", drawn, **more)
    with pytest.raises(SourceInvalidError, match=word):
        read(tmp_path)


def test_a_labelme_file_that_leads_out_or_lost_its_picture_is_refused(tmp_path: Path) -> None:
    root = tmp_path / "source"
    file = labelme(root, "a", [], imagePath="../../private.png")
    write(tmp_path / "private.png", part(1))
    with pytest.raises(PathNotAllowedError):
        read(root)
    file.write_text(json.dumps({"imagePath": "gone.png", "shapes": []}))
    with pytest.raises(PictureMissingError, match=r"gone.png"):
        open_dataset(root)


def coco(root: Path, **changes: object) -> Path:
    for index, name in enumerate(("a", "b", "c")):
        write(root / "images" / f"{name}.png", part(index, size=60)[:40])
    square = [2, 2, 12, 2, 12, 12, 2, 12]
    run_length = {"counts": [0, 60 * 40], "size": [40, 60]}
    document: dict[str, object] = {
        "images": [
            {"id": 1, "file_name": "images/a.png", "width": 60, "height": 40},
            {"id": 2, "file_name": "b.png", "width": 60, "height": 40},
        ],
        "categories": [{"id": 5, "name": "pit"}, {"id": 6, "name": "rust"}],
        "annotations": [
            {
                "id": 1,
                "image_id": 1,
                "category_id": 5,
                "segmentation": [square],
                "bbox": [2, 2, 9, 9],
            },
            {
                "id": 2,
                "image_id": 1,
                "category_id": 6,
                "segmentation": run_length,
                "bbox": [42, 22, 15, 15],
            },
        ],
    }
    file = root / "annotations.json"
    file.write_text(json.dumps(document | changes))
    return file


def test_coco_polygons_and_boxes_become_labels_of_tiles(tmp_path: Path) -> None:
    file = coco(tmp_path)
    assert detect_layout(tmp_path) is detect_layout(file) is Layout.COCO
    for source in (file, tmp_path):
        found = read(source, tiles=TILES)
        assert labels(found) == {"pit": 1, "rust": 1, "good": 10}
        assert [entry.origin for entry in found.left_out] == ["images/c.png"]
    assert {i.group for i in found.items if i.label != "good"} == {"images/a.png"}


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"categories": []}, "KeyError"),
        ({"images": [{"id": 1}]}, "KeyError"),
        ({"images": [{"id": 1, "file_name": "../x.png"}], "annotations": []}, "leads out"),
        ({"images": []}, "KeyError"),
        ({"categories": [{"id": 5, "name": "b"}, {"id": 6, "name": "a/b"}]}, "no name"),
    ],
)
def test_coco_files_that_are_wrong_are_refused(
    tmp_path: Path, changes: dict[str, object], word: str
) -> None:
    with pytest.raises((SourceInvalidError, PathNotAllowedError), match=word):
        open_dataset(coco(tmp_path, **changes))


def test_json_of_another_program_does_not_hide_class_folders(tmp_path: Path) -> None:
    root = class_folders(tmp_path, good=2, dent=2)
    (root / "good" / "camera.json").write_text("{}")
    (root / "good" / "broken.json").write_text("{")
    (root / "good" / "list.json").write_text("[1, 2]")
    assert detect_layout(root) is Layout.FOLDERS


def test_a_picture_smaller_than_a_tile_is_left_out(tmp_path: Path) -> None:
    labelme(tmp_path, "a", [])
    shutil.copy(tmp_path / "labels" / "a.json", tmp_path / "labels" / "b.json")
    (tmp_path / "labels" / "b.json").write_text(json.dumps({"imagePath": "b.png", "shapes": []}))
    write(tmp_path / "images" / "b.png", part(3, size=16))
    found = read(tmp_path, tiles=TILES)
    assert [str(entry) for entry in found.left_out] == [
        "images/b.png: 16x16 is smaller than a tile of 20 px"
    ]


def test_a_labelled_picture_that_cannot_be_read_is_left_out_once(tmp_path: Path) -> None:
    labelme(tmp_path, "a", [])
    whole = (tmp_path / "images" / "a.png").read_bytes()
    for name, content in {"bb": b"no picture", "ccc": whole[:300]}.items():
        labelme(tmp_path, name, [shape("rectangle", (2, 2), (12, 12))])
        (tmp_path / "images" / f"{name}.png").write_bytes(content)
    opened = open_dataset(tmp_path, options=SourceOptions(tiles=TILES))
    assert len(opened.items) == 6
    reasons = {entry.origin: entry.reason for entry in opened.content.left_out}
    assert "size cannot be read" in reasons["images/bb.png"]
    assert "truncated" in reasons["ccc.png"]
