"""The commands of `inspector dataset`, from pictures to a split."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from dataset_pictures import class_folders, part, useless_files, write
from store_examples import JOURNAL, example

pytest.importorskip("sklearn", reason="needs the extra `train`")

from inspector.cli.dataset.group import dataset
from inspector.domain.errors.dataset import (
    DatasetDamagedError,
    DatasetNotWrittenError,
    SourceInvalidError,
)
from inspector.domain.evaluation import Evaluation
from inspector.domain.people import Role
from inspector.domain.pictures import PictureFormat
from inspector.domain.record import ArchivedImage
from inspector.domain.review import Review
from inspector.paths import DataFolder
from inspector.store.archive import FileImageArchive
from inspector.store.opening import open_store


def run(*arguments: object) -> Result:
    return CliRunner().invoke(dataset, [str(argument) for argument in arguments])


def document(*arguments: object, code: int = 0) -> Any:
    result = run(*arguments, "--json")
    assert result.exit_code == code, result.output
    return json.loads(result.stdout)


def refusal(kind: type[Exception], *arguments: str | Path) -> str:
    result = run(*arguments)
    assert isinstance(result.exception, kind), result.output
    return str(result.exception)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    root = class_folders(tmp_path / "source", good=12, dent=8)
    useless_files(root / "good")
    return root


def test_generated_pictures_are_the_same_for_the_same_seed_and_are_taken_in(tmp_path: Path) -> None:
    folders = tmp_path / "first", tmp_path / "again"
    made = [document("generate", each, "--parts", 12, "--seed", 3) for each in folders]
    assert made[0]["pictures"] == made[1]["pictures"]
    names = [
        {path.relative_to(each): path.read_bytes() for path in each.rglob("*.png")}
        for each in folders
    ]
    assert names[0] == names[1]
    assert sum(made[0]["pictures"].values()) == len(names[0]) == 12
    done = document("import", folders[0], "--to", tmp_path / "dataset", "--good", "good")
    assert (done["added"], done["ok_classes"]) == (12, ["good"])
    assert "exists already" in refusal(SourceInvalidError, "generate", folders[0])


def test_from_pictures_to_a_split(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "dataset"
    done = document("import", source, "--to", target, "--good", "good")
    assert (done["added"], done["items"], done["ok_classes"]) == (20, 20, ["good"])
    assert len(done["left_out"]) == 9
    shown = document("show", target)
    assert shown["per_class"] == {"dent": 8, "good": 12}
    assert shown["revision"] == done["revision"]
    first, second = document("split", target), document("split", target, "--seed", "2")
    assert {part: sum(n.values()) for part, n in first["per_class"].items()} == {
        "train": 14,
        "validation": 3,
        "test": 3,
    }
    assert first["id"] != second["id"] == document("split", target, "--seed", "2")["id"]
    assert json.loads(Path(first["file"]).read_text())["revision"] == done["revision"]
    assert document("verify", target)["files"] == 20


def test_a_folder_of_pictures_never_becomes_a_dataset_itself(source: Path) -> None:
    before = sorted(source.rglob("*"))
    assert "no dataset" in refusal(DatasetNotWrittenError, "import", source, "--to", source)
    assert sorted(source.rglob("*")) == before


def test_people_read_the_same_without_json(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "dataset"
    result = run("import", source, "--to", target)
    assert "20 added" in result.stdout
    assert "left out: good/cmyk.jpg: it has 4 colour components" in result.stderr
    assert "  dent      8\n  good     12\n" in run("show", target).stdout
    assert run("split", target).stdout.startswith("train            14  dent 6, good 8")
    assert "20 files" in run("verify", target).stdout


def test_a_check_says_what_is_wrong_with_pictures_that_lie_anywhere(
    source: Path, tmp_path: Path
) -> None:
    for index in range(30):
        write(source / "dent" / f"more{index}.png", part(2000 + index, dent=True) // 2)
    checked = document("check", source)
    findings = {finding["check"]: finding for finding in checked["findings"]}
    assert "--good good" in findings["good class"]["remedy"]
    assert findings["few pictures"]["figure"] == 12
    assert findings["left out"]["figure"] == 9
    assert not checked["refused"]
    scores = {score["cue"]: score for score in checked["shortcuts"]}
    assert scores["brightness"]["auc"] > 0.7
    assert any(f["check"] == "shortcut" for f in checked["findings"])
    assert "AUC" in run("check", source).stdout


def test_a_check_that_forbids_training_ends_with_exit_code_1(tmp_path: Path) -> None:
    source = class_folders(tmp_path, good=9, dent=1)
    checked = document("check", source, "--good", "good", code=1)
    assert checked["refused"]
    worst = checked["findings"][0]
    assert (worst["check"], worst["severity"]) == ("pictures", "refused")
    assert "dent has 1 of the 3 pictures that a class needs" in worst["message"]


def test_a_class_that_is_too_few_groups_is_told_by_groups(tmp_path: Path) -> None:
    source = class_folders(tmp_path, good=9, dent=6)
    rows = [
        f"{path.relative_to(tmp_path)},{path.parent.name},{path.parent.name + str(index // 3)}"
        for folder in ("good", "dent")
        for index, path in enumerate(sorted((source / folder).iterdir()))
    ]
    table = tmp_path / "parts.csv"
    table.write_text("path,label,lot\n" + "\n".join(rows))
    worst = document("check", table, "--good", "good", code=1)["findings"][0]
    assert (worst["check"], worst["figure"]) == ("groups", 2)
    assert "--group-by" in worst["remedy"]


def test_pictures_of_which_none_can_be_used_are_told_with_what_can(tmp_path: Path) -> None:
    source = tmp_path / "source"
    useless_files(source / "good")
    said = run("import", source, "--to", tmp_path / "dataset").exception
    assert isinstance(said, SourceInvalidError)
    assert "cmyk.jpg: it has 4 colour components" in said.detail
    assert "8 bits" in said.remedy
    again = run("check", source).exception
    assert (str(again), again.remedy) == (str(said), said.remedy)


def test_near_duplicates_are_noted_and_stay_in_one_part(tmp_path: Path) -> None:
    source = class_folders(tmp_path / "source", good=10, dent=6)
    for index in range(3):
        write(source / "good" / f"again{index}.png", part(index) + 2)
    target = tmp_path / "dataset"
    document("import", source, "--to", target)
    assert "           good/000.png / good/again0.png" in run("check", target).stdout
    note = next(f for f in document("check", target)["findings"] if f["check"] == "near duplicates")
    assert note["figure"] == 3
    plan = json.loads(Path(document("split", target)["file"]).read_text())
    shown = {
        item["sha256"]: item["origin"]
        for path in (target / "revisions").glob("*.json")
        for item in json.loads(path.read_text())["items"]
    }
    part_of = {shown[key]: part for part, keys in plan["parts"].items() for key in keys}
    for index in range(3):
        assert part_of[f"good/again{index}.png"] == part_of[f"good/00{index}.png"]


def test_a_relabelled_picture_stands_in_the_difference(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "dataset"
    first = document("import", source, "--to", target)["revision"]
    (source / "good" / "003.png").rename(source / "dent" / "moved.png")
    assert "'dent' now and was 'good'" in str(run("import", source, "--to", target).exception)
    second = document("import", source, "--to", target, "--relabel")["revision"]
    assert document("diff", target, first[:8], second[:8]) == {
        "added": [],
        "removed": [],
        "relabelled": [{"origin": "dent/moved.png", "before": "good", "after": "dent"}],
    }
    assert "~ good -> dent  dent/moved.png" in run("diff", target, first[:8], second[:8]).stdout


def test_a_damaged_file_is_named(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "dataset"
    document("import", source, "--to", target)
    next((target / "objects").rglob("*.png")).write_bytes(b"x")
    assert "1 of 20" in refusal(DatasetDamagedError, "verify", target)


@pytest.fixture
def station(tmp_path: Path) -> Path:
    """Ten judged parts; people have said something of four, and of one of them twice."""
    folder = DataFolder(tmp_path / "station")
    archive = FileImageArchive(folder.archive, reserve_bytes=0)
    records = []
    for index in range(10):
        record = example(index + 1)
        kind = list(PictureFormat)[index % len(PictureFormat)]
        image = archive.save(record.result_id, record.triggered_utc_ns, part(index), 0, kind)
        if index == 9:
            image = ArchivedImage(note="disk full")
        records.append(example(index + 1, image=image))
    store = open_store(folder.database)
    store.commit(JOURNAL, 1, records, [], [])
    reviews = store.reviews()
    for index, label in [(0, "scratch"), (1, "good"), (2, "dent"), (0, "stain"), (9, "dent")]:
        reviews.add(
            Review(
                result_id=records[index].result_id,
                utc_ns=index,
                person="eva",
                role=Role.QUALITY,
                label=label,
                evaluation=Evaluation.NOT_OK,
                reason="seen under the lamp",
            )
        )
    store.close()
    return folder.root


def test_what_people_said_becomes_labels_with_their_provenance(
    station: Path, tmp_path: Path
) -> None:
    target = tmp_path / "dataset"
    done = document("import", station, "--layout", "history", "--to", target)
    assert done["classes"] == ["dent", "good", "stain"]
    assert [entry["reason"] for entry in done["left_out"]] == ["its picture is not in the archive"]
    (path,) = (target / "revisions").glob("*.json")
    items = {item["label"]: item for item in json.loads(path.read_text())["items"]}
    assert items["stain"]["provenance"] == {
        "result_id": example(1).result_id,
        "person": "eva",
        "utc_ns": "0",
        "reason": "seen under the lamp",
        "labelled_by": "person",
    }
    assert document("show", target)["labelled_by"] == {"person": 3}


def test_verdicts_that_nobody_reviewed_are_taken_only_when_asked(
    station: Path, tmp_path: Path
) -> None:
    target = tmp_path / "dataset"
    arguments = ("import", station, "--layout", "history", "--unreviewed", "--to", target)
    assert document(*arguments)["items"] == 9
    assert document("show", target)["labelled_by"] == {"model": 6, "person": 3}


def test_an_archived_picture_that_changed_is_left_out(station: Path, tmp_path: Path) -> None:
    picture = next(DataFolder(station).archive.rglob(f"{example(1).result_id}.png"))
    write(picture, part(77))
    done = document("import", station, "--layout", "history", "--to", tmp_path / "dataset")
    reasons = {entry["origin"]: entry["reason"] for entry in done["left_out"]}
    assert reasons[f"result {example(1).result_id}"] == "it is not the file that was recorded"


def test_the_folder_of_a_station_is_not_taken_for_class_folders(
    station: Path, tmp_path: Path
) -> None:
    assert "data folder of a station" in refusal(
        SourceInvalidError, "import", station, "--to", tmp_path / "d"
    )


def test_a_history_without_reviews_is_refused(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "station")
    open_store(folder.database).close()
    message = refusal(
        SourceInvalidError, "import", folder.root, "--layout", "history", "--to", tmp_path / "d"
    )
    assert "none of 0 rows" in message
