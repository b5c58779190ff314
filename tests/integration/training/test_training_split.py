"""A split that a person has made is the one that is trained on, and the one that stays held out."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import cv2
import pytest
from click.testing import CliRunner, Result

pytest.importorskip("torch", reason="needs the extra `train`")
pytest.importorskip("torchvision", reason="needs the extra `train`")

from inspector.cli.main import cli
from inspector.domain.errors.base import InspectorError
from inspector.inference.package import ModelPackage, load_package
from inspector.sim.parts import render_part
from inspector.training.adapter.base import load_base
from inspector.training.datasets.recorded_split import split_of
from inspector.training.datasets.splitting import read_plan
from inspector.training.progress import Silence
from inspector.training.release.repackage import package_pictures

PER_CLASS = {"good": 12, "stain": 12}
TINY = ("--epochs", "1", "--input-size", "48", "--batch-size", "8", "--no-robustness")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(each) for each in arguments], standalone_mode=False)


def done(*arguments: object) -> Any:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, (result.exception, result.output)
    return json.loads(result.stdout)


def refusal(*arguments: object) -> InspectorError:
    result = run(*arguments)
    assert isinstance(result.exception, InspectorError), result.output
    return result.exception


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A list of pictures; all stains are of one lot."""
    root = tmp_path_factory.mktemp("pictures")
    wanted, rows, index = dict(PER_CLASS), [], 0
    while any(wanted.values()):
        part = render_part(5, index, defect_rate=0.75)
        index += 1
        if not wanted.get(part.class_name):
            continue
        wanted[part.class_name] -= 1
        small = cv2.resize(part.image, (72, 64), interpolation=cv2.INTER_AREA)
        cv2.imwrite(str(root / f"{index}.png"), small)
        lot = "L1" if part.class_name == "stain" else f"G{index}"
        rows.append((f"{index}.png", part.class_name, lot))
    with (root / "parts.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([("path", "label", "lot"), *rows])
    return root / "parts.csv"


@pytest.fixture(scope="module")
def dataset(listed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("datasets") / "bracket"
    done("dataset", "import", listed, "--to", folder, "--good", "good")
    return folder


@pytest.fixture(scope="module")
def plan_file(dataset: Path) -> Path:
    shares = ("--shares", 0.5, 0.25, 0.25)
    made = done("dataset", "split", dataset, "--seed", 4, *shares, "--group-by", "near_duplicate")
    return Path(made["file"])


@pytest.fixture(scope="module")
def package(
    dataset: Path, plan_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> ModelPackage:
    out = tmp_path_factory.mktemp("models")
    report = done("model", "train", dataset, "--out", out, "--split", plan_file, *TINY)
    return load_package(Path(report["folder"]))


def test_a_class_of_one_lot_is_refused_until_a_split_says_that_lots_do_not_count(
    dataset: Path, tmp_path: Path, package: ModelPackage
) -> None:
    error = refusal("model", "train", dataset, "--out", tmp_path, *TINY)
    assert error.code == "TRN-001"
    assert "--split" in error.remedy
    assert package.manifest.classes == ("good", "stain")


def test_the_training_keeps_to_the_split_that_it_was_given(
    plan_file: Path, package: ModelPackage
) -> None:
    plan = read_plan(plan_file)
    run_folder = package.folder.parents[1] / "runs" / "model-1.0.0"
    assert read_plan(run_folder / "split.json") == plan
    assert plan.id in (package.folder / "MODEL_CARD.md").read_text("utf-8")
    assert package.manifest.evaluation is None or package.manifest.evaluation.samples == 6
    assert len(plan.parts["test"]) == 6


def test_what_a_package_never_saw_stays_unseen_when_it_is_quantized_or_taught(
    dataset: Path, plan_file: Path, package: ModelPackage, tmp_path: Path
) -> None:
    held_out = {key[:12] for key in read_plan(plan_file).parts["test"]}
    manifest = package.manifest
    pictures, _ = package_pictures(dataset, manifest, tmp_path / "cache", Silence())
    base = load_base(dataset, manifest, Silence())
    for names in (pictures.split.test.names, base.test.names):
        assert {Path(name).stem[:12] for name in names} == held_out


def test_an_adapted_package_records_the_split_of_its_backbone(
    dataset: Path, package: ModelPackage, listed: Path, tmp_path: Path
) -> None:
    new = tmp_path / "new" / "burr"
    new.mkdir(parents=True)
    found = 0
    for index in range(200):
        part = render_part(6, index, defect_rate=1.0)
        if part.class_name == "burr" and found < 3:
            found += 1
            cv2.imwrite(str(new / f"{index}.png"), part.image)
    options = ("--dataset", dataset, "--out", tmp_path / "out", "--seed", 9)
    adapted = done("model", "adapt", package.folder, new.parent, *options)
    taught = load_package(Path(adapted["folder"]))
    assert taught.manifest.training.seed == 9
    assert split_of(taught.manifest.training) == split_of(package.manifest.training)


def test_a_split_of_other_pictures_is_refused(
    listed: Path, dataset: Path, plan_file: Path, tmp_path: Path
) -> None:
    rows = listed.read_text("utf-8").splitlines()
    fewer = listed.with_name("fewer.csv")
    fewer.write_text("\n".join(rows[:-1]) + "\n", encoding="utf-8")
    other = tmp_path / "other"
    done("dataset", "import", fewer, "--to", other, "--good", "good")
    error = refusal("model", "train", other, "--out", tmp_path, "--split", plan_file, *TINY)
    assert "the split is for revision" in error.detail
    assert "inspector dataset split" in error.remedy


def test_a_split_without_a_dataset_is_a_mistake(plan_file: Path, tmp_path: Path) -> None:
    result = run("model", "train", "--out", tmp_path, "--split", plan_file)
    assert "names no" in str(result.exception) or "none is named" in str(result.exception)


@pytest.mark.parametrize("content", [None, "no json", '{"shares": [1, 2]}'])
def test_a_file_that_is_no_split_is_told_with_how_to_make_one(
    dataset: Path, tmp_path: Path, content: str | None
) -> None:
    plan = tmp_path / "plan.json"
    if content is not None:
        plan.write_text(content)
    error = refusal("model", "train", dataset, "--out", tmp_path, "--split", plan, *TINY)
    assert error.code == "TRN-010"
    assert "Errno" not in error.detail
    assert "inspector dataset split" in error.remedy


def test_a_dataset_that_is_not_there_is_told_before_anything_is_loaded(tmp_path: Path) -> None:
    result = run("model", "train", tmp_path / "nowhere", "--out", tmp_path)
    assert isinstance(result.exception, InspectorError)
    assert result.exception.code == "TRN-011"
    assert "loading" not in result.stderr
