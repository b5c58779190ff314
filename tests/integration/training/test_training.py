"""The whole way from images to a package that judges: train, quantize, verify, evaluate."""

from __future__ import annotations

import csv
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from click.testing import CliRunner, Result
from small_parts import write_small_parts

pytest.importorskip("torch", reason="needs the extra `train`")
pytest.importorskip("torchvision", reason="needs the extra `train`")

from inspector.cli.model.group import model
from inspector.domain.errors.model import ModelPackageError
from inspector.domain.errors.training import RunFolderError, TrainingDatasetError, WeightsError

CLASSES = ("good", "missing_hole", "stain")
PER_CLASS = 14
PLAIN = ("--no-robustness",)
TINY = ("--epochs", "1", "--input-size", "48", "--batch-size", "8", *PLAIN)


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(model, [str(argument) for argument in arguments])


def document(*arguments: str | Path) -> Any:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def refusal(kind: type[Exception], *arguments: str | Path) -> str:
    result = run(*arguments)
    assert isinstance(result.exception, kind), result.output
    return str(result.exception)


def write(path: Path, image: np.ndarray) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    cv2.imwrite(str(path), image)


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three classes of small pictures, and one of every file that cannot be used."""
    root = tmp_path_factory.mktemp("dataset")
    write_small_parts({name: root / name for name in CLASSES}, PER_CLASS, seed=9)
    good = root / "good"
    (good / "empty.png").touch()
    picture = sorted(good.glob("[0-9]*.png"))[0]
    (good / "truncated.png").write_bytes(picture.read_bytes()[:300])
    (good / "notes.txt").write_text("no image")
    shutil.copy(picture, good / "zz_copy.png")
    write(good / "tiny.png", np.zeros((1, 1), np.uint8))
    write(good / "deep.png", np.zeros((64, 64), np.uint16))
    return root


@pytest.fixture(scope="module")
def training(dataset: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    """It starts with the weights of another training."""
    import torch
    from torchvision.models import mobilenet_v2

    out = tmp_path_factory.mktemp("out")
    weights = out / "weights.pth"
    torch.save(mobilenet_v2(num_classes=7).state_dict(), weights)
    options = ("--out", out, "--good", "good", "--name", "tiny", "--weights", weights, *TINY)
    return out, run("train", dataset, *options, "--json")


@pytest.fixture(scope="module")
def trained(training: tuple[Path, Result]) -> tuple[Path, dict[str, Any]]:
    out, result = training
    assert result.exit_code == 0, result.output
    return out, json.loads(result.stdout)


def test_the_package_is_whole_and_replays_its_golden_images(
    trained: tuple[Path, dict[str, Any]],
) -> None:
    out, report = trained
    package = out / "tiny" / "1.0.0"
    verified = document("verify", package, "--provider", "cpu")
    assert verified["sha256"] == report["sha256"]
    assert verified["golden_images"] == 6
    (listed,) = document("list", "--root", out)
    assert listed["classes"] == list(CLASSES)
    assert "| fp32 |" in (package / "MODEL_CARD.md").read_text("utf-8")


def test_a_training_says_what_its_figures_cannot_tell(
    trained: tuple[Path, dict[str, Any]],
) -> None:
    _, report = trained
    assert any("good pictures" in remark for remark in report["remarks"]), report["remarks"]


def test_every_variant_was_measured_and_none_slower_than_fp32_is_shipped(
    trained: tuple[Path, dict[str, Any]],
) -> None:
    _, report = trained
    variants = {variant["variant"]: variant for variant in report["variants"]}
    assert {"fp32", "int8-static-per-channel-minmax"} <= set(variants)
    assert all(variant["p50_ms"] > 0 for variant in variants.values())
    chosen = variants[report["variant"]]
    assert chosen["p50_ms"] <= variants["fp32"]["p50_ms"]
    assert chosen["refused"] == ""
    assert chosen["accuracy"] >= variants["fp32"]["accuracy"] - 0.005
    int8 = [variant for name, variant in variants.items() if name.startswith("int8-static")]
    assert all(variant["size_bytes"] < variants["fp32"]["size_bytes"] for variant in int8)


def test_the_held_out_files_are_listed_and_evaluate_as_reported(
    dataset: Path, trained: tuple[Path, dict[str, Any]]
) -> None:
    out, report = trained
    folder = out / "runs" / "tiny-1.0.0"
    with (folder / "test.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 6
    assert {row["label"] for row in rows} == set(CLASSES)
    assert all(Path(row["path"]).parent.name == row["label"] for row in rows)
    split = folder / "split.json"
    package = out / "tiny" / "1.0.0"
    evaluated = document("evaluate", package, "--dataset", dataset, "--split", split, *PLAIN)
    assert evaluated["samples"] == report["samples"]
    assert evaluated["defective"] == report["defective"] == 4
    assert np.trace(evaluated["confusion"]) == round(evaluated["accuracy"] * 6)


def test_unusable_files_are_named_and_left_out(training: tuple[Path, Result]) -> None:
    _, result = training
    assert result.exit_code == 0, result.output
    for name in ("empty.png", "truncated.png", "tiny.png", "deep.png", "zz_copy.png"):
        assert name in result.stderr
    assert f"{3 * PER_CLASS} images in 3 classes" in result.stderr


def test_a_package_is_never_overwritten(
    dataset: Path, trained: tuple[Path, dict[str, Any]]
) -> None:
    out, _ = trained
    message = refusal(ModelPackageError, "train", dataset, "--out", out, "--name", "tiny", *TINY)
    assert "never changes" in message


def test_generated_parts_train_and_evaluate_on_unseen_series(tmp_path: Path) -> None:
    short = ("--epochs", "1", "--close-up-epochs", "1", "--input-size", "64", *PLAIN)
    arguments = ("--generated", "100", *short)
    report = document("train", "--out", tmp_path, "--name", "parts", *arguments)
    assert report["ok_classes"] == ["good"]
    evaluated = document("evaluate", tmp_path / "parts" / "1.0.0", "--generated", "30", *PLAIN)
    assert evaluated["samples"] == 30
    if report["variant"] != "fp32":
        points = 100 * (evaluated["fp32"]["accuracy"] - evaluated["accuracy"])
        assert evaluated["fp32_minus_model_points"] == pytest.approx(points)
    assert not list(tmp_path.rglob("test.csv"))


def test_weights_of_another_training_are_a_start(trained: tuple[Path, dict[str, Any]]) -> None:
    manifest = (trained[0] / "tiny" / "1.0.0" / "manifest.toml").read_text("utf-8")
    assert 'architecture = "mobilenet_v2"' in manifest
    assert 'initial_weights_sha256 = ""' not in manifest


@pytest.mark.parametrize("content", [b"", b"no weights", None])
def test_unusable_weights_are_refused(dataset: Path, tmp_path: Path, content: bytes | None) -> None:
    weights = tmp_path / "weights.pth"
    if content is not None:
        weights.write_bytes(content)
    refusal(WeightsError, "train", dataset, "--out", tmp_path, "--weights", weights, *TINY)


def test_weights_of_another_architecture_are_refused(dataset: Path, tmp_path: Path) -> None:
    import torch
    from torchvision.models import resnet18

    weights = tmp_path / "weights.pth"
    torch.save(resnet18(num_classes=7).state_dict(), weights)
    message = refusal(
        WeightsError, "train", dataset, "--out", tmp_path, "--weights", weights, *TINY
    )
    assert "does not fit" in message


def folder_with(root: Path, **counts: int) -> Path:
    rng = np.random.default_rng(1)
    for name, count in counts.items():
        for index in range(count):
            write(root / name / f"{index}.png", rng.integers(0, 256, (32, 32), dtype=np.uint8))
    return root


@pytest.mark.parametrize(
    ("counts", "word"),
    [({}, "no image"), ({"good": 9}, "one class"), ({"a": 1, "b": 1}, "1 of the 3")],
)
def test_too_few_images_are_refused(tmp_path: Path, counts: dict[str, int], word: str) -> None:
    source = folder_with(tmp_path / "source", **counts)
    source.mkdir(exist_ok=True)
    out = tmp_path / "out"
    assert word in refusal(TrainingDatasetError, "train", source, "--out", out, *TINY)


def test_images_without_a_class_folder_are_refused(tmp_path: Path) -> None:
    write(tmp_path / "source" / "1.png", np.zeros((32, 32), np.uint8))
    message = refusal(
        TrainingDatasetError, "train", tmp_path / "source", "--out", tmp_path / "out", *TINY
    )
    assert "class folder" in message


def test_one_picture_under_two_labels_is_refused(tmp_path: Path) -> None:
    source = folder_with(tmp_path / "source", a=4, b=4)
    shutil.copy(source / "a" / "0.png", source / "b" / "9.png")
    message = refusal(TrainingDatasetError, "train", source, "--out", tmp_path / "out", *TINY)
    assert "two labels" in message


def test_an_unknown_good_class_and_a_missing_folder_are_refused(
    dataset: Path, tmp_path: Path
) -> None:
    arguments = ("--out", tmp_path, *TINY)
    assert "fine" in refusal(TrainingDatasetError, "train", dataset, "--good", "fine", *arguments)
    assert "does not exist" in refusal(
        TrainingDatasetError, "train", tmp_path / "nowhere", *arguments
    )


def test_evaluating_foreign_images_is_refused(
    trained: tuple[Path, dict[str, Any]], tmp_path: Path
) -> None:
    package = trained[0] / "tiny" / "1.0.0"
    source = folder_with(tmp_path / "source", rust=2)
    assert "rust" in refusal(TrainingDatasetError, "evaluate", package, "--dataset", source)
    assert "generator" in refusal(TrainingDatasetError, "evaluate", package)


@pytest.mark.parametrize(("option", "wrong"), [("--name", "a/b"), ("--version", "a.b")])
def test_a_name_that_no_package_may_have_is_told_before_the_training(
    dataset: Path, tmp_path: Path, option: str, wrong: str
) -> None:
    assert wrong in refusal(
        ModelPackageError, "train", dataset, "--out", tmp_path / "out", option, wrong, *TINY
    )
    assert not (tmp_path / "out").exists()


def test_resuming_what_has_ended_or_never_began_says_so(
    trained: tuple[Path, dict[str, Any]], tmp_path: Path
) -> None:
    out, _ = trained
    assert "has ended" in refusal(RunFolderError, "resume", out / "runs" / "tiny-1.0.0")
    assert "there is no training" in refusal(RunFolderError, "resume", tmp_path)


@pytest.mark.skipif(os.name == "nt", reason="a console signal would reach the test run itself")
def test_ctrl_c_stops_cleanly_and_leaves_no_package(tmp_path: Path) -> None:
    command = ["-m", "inspector", "model", "train", "--out", str(tmp_path), "--generated", "400"]
    training = subprocess.Popen(
        [sys.executable, *command], stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    if training.stderr is None:
        pytest.fail("no pipe")
    with training.stderr:
        begun = any("rendering" in line for line in iter(training.stderr.readline, ""))
        os.killpg(training.pid, signal.SIGINT)
        rest = training.stderr.read()
    assert training.wait() == 130
    assert begun
    assert "Traceback" not in rest
    assert "inspector model resume" in rest
    assert not list(tmp_path.rglob("manifest.toml"))


def test_every_architecture_that_is_offered_exists() -> None:
    from inspector.training.networks.architectures import ARCHITECTURES
    from inspector.training.options import ARCHITECTURE_NAMES

    assert tuple(ARCHITECTURES) == ARCHITECTURE_NAMES
