"""What is wrong with a dataset is said with its figure, and nothing is said of a sound one."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from dataset_pictures import class_folders, part, write

pytest.importorskip("sklearn", reason="needs the extra `train`")

from inspector.domain.errors.dataset import PathNotAllowedError
from inspector.training.datasets.checks import CheckReport, Finding, Severity, check_revision
from inspector.training.datasets.importing import import_listing
from inspector.training.datasets.revision import open_dataset
from inspector.training.datasets.sources.confinement import confined
from inspector.training.datasets.sources.layouts import SourceOptions, read_source
from inspector.training.datasets.sources.tiling import TileOptions
from inspector.training.progress import Silence


def checked(source: Path, *good: str, **options: object) -> CheckReport:
    read = SourceOptions(**options)  # type: ignore[arg-type]
    return check_revision(open_dataset(source, good, options=read), Silence())


def found(report: CheckReport, check: str) -> Finding:
    (finding,) = [each for each in report.findings if each.check == check]
    return finding


def test_nothing_is_said_of_a_sound_dataset(tmp_path: Path) -> None:
    report = checked(class_folders(tmp_path, good=24, dent=24), "good")
    assert [each for each in report.findings if each.check != "shortcut"] == []
    assert not report.refused
    assert (report.items, report.pictures, dict(report.per_class)) == (
        48,
        48,
        {"dent": 24, "good": 24},
    )


def test_one_class_is_refused(tmp_path: Path) -> None:
    report = checked(class_folders(tmp_path, good=9, dent=0), "good")
    assert report.refused
    assert found(report, "classes").severity is Severity.REFUSED
    assert report.shortcuts == ()


def test_imbalance_is_told_with_its_ratio_and_all_good_with_a_remedy(tmp_path: Path) -> None:
    report = checked(class_folders(tmp_path, good=44, dent=4), "good", "dent")
    assert found(report, "imbalance").figure == 11
    assert "all classes are good" in found(report, "good class").message


def test_a_size_that_goes_with_a_class_is_a_warning_and_one_that_does_not_a_note(
    tmp_path: Path,
) -> None:
    apart = tmp_path / "apart"
    for index in range(12):
        write(apart / "good" / f"{index}.png", part(index))
        write(apart / "dent" / f"{index}.bmp", part(100 + index, dent=True, size=48))
    report = checked(apart, "good")
    assert found(report, "resolution").severity is Severity.WARNING
    assert "40x40: 12" in found(report, "resolution").message
    assert found(report, "format").severity is Severity.WARNING
    sized = next(score for score in report.shortcuts if score.cue == "size in pixels")
    assert sized.auc == 1.0
    mixed = class_folders(tmp_path / "mixed", good=12, dent=12)
    for label in ("good", "dent"):
        grey = part(900 + len(label) + ord(label[0]))
        write(mixed / label / "colour.png", np.dstack([grey, grey, grey]))
    note = found(checked(mixed, "good"), "colour")
    assert note.severity is Severity.NOTE
    assert "grey: 24, colour: 2" in note.message


def test_near_duplicates_with_two_labels_are_a_warning(tmp_path: Path) -> None:
    source = class_folders(tmp_path, good=12, dent=12)
    write(source / "dent" / "wrong.png", part(3) + 2)
    report = checked(source, "good")
    warning, note = (each for each in report.findings if each.check == "near duplicates")
    assert warning.severity is Severity.WARNING
    assert set(warning.items[0].split(" / ")) == {"good/003.png", "dent/wrong.png"}
    assert note.severity is Severity.NOTE


def test_a_group_that_holds_many_pictures_is_told_and_one_that_holds_a_class_refused(
    tmp_path: Path,
) -> None:
    class_folders(tmp_path, good=12, dent=12)
    many = found(checked(tmp_path, "good", group_pattern=r"^(good)/00[0-7]"), "groups")
    assert (many.severity, many.figure) == (Severity.WARNING, 8 / 24)
    whole = checked(tmp_path, "good", group_pattern=r"^(good)/")
    assert whole.refused
    assert "good is in 1 of the groups" in whole.findings[0].message


def test_the_place_of_a_tile_is_a_cue(tmp_path: Path) -> None:
    for index in range(8):
        write(tmp_path / f"{index}.png", part(index, size=80))
        pit = {"label": "pit", "shape_type": "rectangle", "points": [[44, 44], [70, 70]]}
        document = {"imagePath": f"{index}.png", "shapes": [pit]}
        (tmp_path / f"{index}.json").write_text(json.dumps(document))
    report = checked(tmp_path, tiles=TileOptions(size_px=40, stride_px=40))
    score = next(score for score in report.shortcuts if score.cue == "position")
    assert score.auc > 0.95
    assert any("position alone" in each.message for each in report.findings)


def test_another_choice_of_good_classes_is_another_revision(tmp_path: Path) -> None:
    source = class_folders(tmp_path / "source", good=5, dent=5)
    listing = read_source(source, SourceOptions())
    imported = import_listing(listing, tmp_path / "dataset", ["good"], Silence()).revision
    assert open_dataset(tmp_path / "dataset", ["good"]).id == imported.id
    other = open_dataset(tmp_path / "dataset", ["dent"])
    assert (other.ok_classes, other.content.parent) == (("dent",), imported.id)
    assert other.id != imported.id
    assert other.items == imported.items


@pytest.mark.parametrize("name", ["..", "a/../../b", "\\..\\..\\b", "bad\0name"])
def test_a_name_that_leads_out_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(PathNotAllowedError):
        confined(tmp_path, name)
    assert confined(tmp_path, "a\\b.png") == tmp_path / "a" / "b.png"
