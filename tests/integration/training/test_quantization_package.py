"""A package is quantized again from its float file, as on the computer that will run it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from click.testing import CliRunner, Result

pytest.importorskip("torch", reason="needs the extra `train`")
pytest.importorskip("torchvision", reason="needs the extra `train`")

from inspector.cli.bench.group import bench
from inspector.cli.model.group import model
from inspector.domain.errors.model import ModelPackageError
from inspector.domain.errors.quantization import (
    CalibrationPicturesError,
    NoFloatReferenceError,
    UnknownCandidateError,
)
from inspector.inference.classifier import OnnxClassifier
from inspector.inference.package import load_package
from inspector.training.progress import Silence

CLASSES = {"good": 0, "dent": -70, "stain": 70}
PER_CLASS = 16


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(model, [str(argument) for argument in arguments])


def document(*arguments: str | Path) -> Any:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def write_pictures(root: Path, names: dict[str, int]) -> Path:
    rng = np.random.default_rng(7)
    for name, step in names.items():
        (root / name).mkdir(parents=True)
        for index in range(PER_CLASS):
            image = rng.normal(110, 12, (48, 48))
            row, column = rng.integers(4, 28, 2)
            image[row : row + 14, column : column + 14] += step
            cv2.imwrite(str(root / name / f"{index}.png"), image.clip(0, 255).astype(np.uint8))
    return root


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_pictures(tmp_path_factory.mktemp("pictures"), CLASSES)


@pytest.fixture(scope="module")
def package(dataset: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An untrained backbone under a fitted head: all that a search needs, in a second."""
    from inspector.training.datasets.loading import load_dataset
    from inspector.training.datasets.revision import open_dataset
    from inspector.training.datasets.splitting import split_revision
    from inspector.training.options import TrainingOptions
    from inspector.training.quantization.search import SearchOptions, search
    from inspector.training.quantization.trial import trial_graph, trial_network
    from inspector.training.release.assemble import assemble_package

    out = tmp_path_factory.mktemp("trained")
    options = TrainingOptions(
        out, dataset, "mobilenet_v3_small", size_px=32, good=("good",), name="spots"
    )
    revision = open_dataset(dataset, options.good)
    plan = split_revision(revision, options.seed)
    pictures = load_dataset(revision, plan, options.size_px, out / "cache", Silence())
    network = trial_network(options.architecture, None, pictures, with_head=True)
    graph = trial_graph(network, pictures, calibrated=True)
    choices = SearchOptions(recipes=("fp16",), latency_rounds=2)
    found = search(graph, pictures, choices, out / "candidates", Silence())
    reference = found.variants[0]
    return assemble_package(options, pictures, found.variants, reference, "made by a test").folder


@pytest.fixture(scope="module")
def quantized(
    package: Path, dataset: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Any]:
    out = tmp_path_factory.mktemp("quantized")
    report = document("quantize", package, "--dataset", dataset, "--out", out, "--no-robustness")
    return out, report


def test_the_new_version_runs_is_measured_and_cites_the_old(
    quantized: tuple[Path, Any], package: Path
) -> None:
    out, report = quantized
    old, new = load_package(package), load_package(out / "spots" / "1.0.1")
    assert report["sha256"] == new.sha256
    assert new.manifest.classes == old.manifest.classes
    assert new.manifest.training.samples == old.manifest.training.samples
    assert {entry.variant for entry in new.manifest.variants} == {
        row["variant"] for row in report["variants"]
    }
    assert new.manifest.evaluation is not None
    assert 0 < new.manifest.evaluation.samples < report["variants"][0]["compared"]
    assert old.sha256 in (new.folder / "MODEL_CARD.md").read_text("utf-8")
    OnnxClassifier(new, provider="cpu").warm_up()


def test_the_float_file_stays_the_same_to_the_bit(
    quantized: tuple[Path, Any], package: Path
) -> None:
    old, new = load_package(package), load_package(quantized[0] / "spots" / "1.0.1")

    def float_file(found: Any) -> bytes:
        content: bytes = found.read(found.manifest.reference_file or found.manifest.model_file)
        return content

    assert float_file(old) == float_file(new)


def test_only_what_is_faster_and_inside_the_budget_is_chosen(quantized: tuple[Path, Any]) -> None:
    rows = quantized[1]["variants"]
    (chosen,) = [row for row in rows if row["chosen"]]
    assert not chosen["refused"]
    assert chosen["work_ms"] <= rows[0]["work_ms"]
    assert rows[0]["variant"] == "fp32"


def test_a_second_run_uses_the_finished_candidates_for_another_version(
    quantized: tuple[Path, Any], package: Path, dataset: Path
) -> None:
    out = quantized[0]
    assert list((out / "runs" / "quantize-spots-1.0.1" / "candidates").glob("*.onnx"))
    result = run("quantize", package, "--dataset", dataset, "--out", out)
    assert isinstance(result.exception, ModelPackageError)


@pytest.mark.parametrize(
    ("arguments", "kind", "words"),
    [
        (("--candidate", "int4"), UnknownCandidateError, "int4"),
        (("--version", "one"), ModelPackageError, "version"),
    ],
)
def test_wrong_options_are_refused(
    package: Path,
    dataset: Path,
    tmp_path: Path,
    arguments: tuple[str, ...],
    kind: type[Exception],
    words: str,
) -> None:
    result = run(
        "quantize", package, "--dataset", dataset, "--out", tmp_path, "--no-robustness", *arguments
    )
    assert isinstance(result.exception, kind), result.output
    assert words in str(result.exception)


def test_pictures_of_other_classes_are_refused(package: Path, tmp_path: Path) -> None:
    other = write_pictures(tmp_path / "pictures", {"good": 0, "rust": 60})
    result = run("quantize", package, "--dataset", other, "--out", tmp_path / "out")
    assert isinstance(result.exception, CalibrationPicturesError)
    assert "rust" in str(result.exception)


def test_a_package_without_its_float_file_is_refused(
    quantized: tuple[Path, Any], dataset: Path, tmp_path: Path
) -> None:
    from inspector.training.release.package_writer import write_package

    source = load_package(quantized[0] / "spots" / "1.0.1")
    entries = source.manifest.model_dump(mode="json", exclude_none=True)
    files = {name: source.read(name) for name in entries.pop("files")}
    if source.manifest.reference_file:
        files.pop(source.manifest.reference_file)
    entries |= {"reference_file": "", "variant": "int8-static-per-channel-minmax"}
    bare = write_package(tmp_path / "spots" / "1.0.0", entries, files)
    result = run("quantize", bare.folder, "--dataset", dataset, "--out", tmp_path / "out")
    assert isinstance(result.exception, NoFloatReferenceError), result.output


def test_bench_measures_the_candidates_of_a_package(package: Path, dataset: Path) -> None:
    arguments = ("model", "--package", package, "--seconds", "0.1", "--provider", "cpu", "--json")
    shown = [str(argument) for argument in arguments]
    done = CliRunner().invoke(bench, [*shown, "--dataset", str(dataset)])
    assert done.exit_code == 0, done.output
    rows = json.loads(done.stdout)["figures"]
    assert {row["architecture"] for row in rows} == {"spots/1.0.0"}
    assert all(row["accuracy"] is not None for row in rows)
    assert sum(row["chosen"] for row in rows) == 1
    assert isinstance(CliRunner().invoke(bench, shown).exception, CalibrationPicturesError)
