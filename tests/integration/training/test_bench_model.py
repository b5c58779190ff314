"""`inspector bench model` measures every candidate and says what it cannot know."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from click.testing import CliRunner, Result

pytest.importorskip("torch", reason="needs the extra `train`")
pytest.importorskip("torchvision", reason="needs the extra `train`")

from inspector.bench.model.figures import (
    IN_BRACKETS,
    NO_ACCURACY,
    ModelBench,
    ModelFigure,
    as_table,
    failed_figure,
)
from inspector.bench.model.machine import processor_name
from inspector.bench.model.measure import measure_models
from inspector.bench.model.options import ModelBenchOptions
from inspector.bench.model.remarks import weights_for
from inspector.cli.bench.group import bench
from inspector.domain.errors.training import TrainingCancelledError
from inspector.inference.providers import loadable_providers
from inspector.training.networks.architectures import build_network
from inspector.training.networks.saved import NetworkDescription, save_network
from inspector.training.progress import Silence

SMALL = ("--size", "32", "--seconds", "0.1", "--provider", "cpu")


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(bench, ["model", *map(str, arguments)])


def document(*arguments: str | Path) -> Any:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_without_pictures_there_are_times_and_sizes_but_no_accuracy() -> None:
    found = document("--architecture", "mobilenet_v2", *SMALL)
    assert NO_ACCURACY in found["remarks"]
    rows = found["figures"]
    assert rows[0]["variant"] == "fp32"
    assert len(rows) == 8
    assert all(row["accuracy"] is None and row["flips"] is None for row in rows)
    assert all(row["provider"] == "CPUExecutionProvider" and row["batch"] == 1 for row in rows)
    assert all(0 < row["p50_ms"] <= row["p99_ms"] for row in rows)
    assert sum(row["chosen"] for row in rows) == 1
    integers = [row for row in rows if row["variant"].startswith("int8")]
    assert all(row["size_of_fp32"] <= 0.27 for row in integers)


def test_a_transformer_in_integers_takes_a_quarter_of_the_bytes() -> None:
    rows = document("--architecture", "vit_tiny_16", *SMALL)["figures"]
    integers = [row for row in rows if row["variant"].startswith("int8")]
    assert len(integers) == 5
    assert all(row["size_of_fp32"] <= 0.27 for row in integers)


@pytest.fixture(scope="module")
def on_random_weights(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A network that has learned nothing, measured with pictures."""
    return document(*bright_and_dark(tmp_path_factory.mktemp("pictures")), *SMALL)


def bright_and_dark(folder: Path) -> tuple[str | Path, ...]:
    rng = np.random.default_rng(3)
    for name, level in (("good", 80), ("bright", 170)):
        (folder / name).mkdir()
        for index in range(12):
            image = rng.normal(level, 10, (32, 32)).clip(0, 255).astype(np.uint8)
            cv2.imwrite(str(folder / name / f"{index}.png"), image)
    return ("--dataset", folder, "--good", "good", "--architecture", "resnet18")


def test_with_pictures_accuracy_and_flips_are_those_of_a_fitted_head(
    on_random_weights: Any,
) -> None:
    found = on_random_weights
    assert "linear head" in found["remarks"][0]
    assert found["figures"][0]["accuracy"] == 1.0
    assert found["figures"][0]["flips"] == 0
    assert all(row["compared"] == 8 for row in found["figures"])


def test_accuracy_on_random_weights_says_so_and_decides_nothing(on_random_weights: Any) -> None:
    assert IN_BRACKETS in on_random_weights["remarks"]
    assert all(row["weights"] == "random" for row in on_random_weights["figures"])
    refusals = " ".join(row["refused"] for row in on_random_weights["figures"])
    assert "differ from fp32" not in refusals
    assert "points below" not in refusals


def test_accuracy_on_weights_of_a_file_stands_without_brackets(
    tmp_path: Path, on_random_weights: Any
) -> None:
    (tmp_path / "pictures").mkdir()
    arguments = bright_and_dark(tmp_path / "pictures")
    weights = tmp_path / "resnet18.network"
    description = NetworkDescription("resnet18", ("bright", "good"), 32)
    save_network(weights, build_network("resnet18", 2, size_px=32), description)
    result = run(*arguments, "--weights", tmp_path, *SMALL)
    assert result.exit_code == 0, result.output
    assert "%)" not in result.stdout
    assert IN_BRACKETS not in result.stdout
    figures = tuple(ModelFigure(**row) for row in on_random_weights["figures"])
    assert "(100.0 %)" in as_table(ModelBench("cpu", 1, "pictures", (), figures))


def test_several_pictures_in_one_run_are_measured_for_each_kind_of_file() -> None:
    rows = document("--architecture", "vit_tiny_16", "--batch", "3", *SMALL)["figures"]
    assert [row["variant"] for row in rows] == ["fp32", "fp16", "int8"]
    assert all(row["batch"] == 3 for row in rows)
    assert all(row["refused"] == "" for row in rows)
    assert rows[2]["size_of_fp32"] < 0.3
    assert rows[0]["images_per_s"] == pytest.approx(3e3 / rows[0]["p50_ms"])


def test_the_table_is_for_people_and_names_a_missing_gpu() -> None:
    result = run("--architecture", "mobilenet_v2_050", *SMALL[:4], "--batch", "2")
    assert result.exit_code == 0, result.output
    assert "mobilenet_v2_050" in result.stdout
    assert processor_name() in result.stdout
    if "cuda" not in loadable_providers():
        assert "cuda: its libraries do not load here" in result.stdout


def test_a_file_that_did_not_run_has_a_line_with_the_reason() -> None:
    figure = failed_figure("net", "int8", "random", 32, 8, "tensorrt refuses it")
    table = as_table(ModelBench("cpu", 1, "pictures", ("a remark",), (figure,)))
    assert "tensorrt refuses it" in table
    assert table.endswith("a remark")


class CancelledBeforeTheSecond(Silence):
    def tell(self, line: str) -> None:
        if line == "mobilenet_v2: building":
            raise TrainingCancelledError("cancelled")


def test_what_was_measured_before_ctrl_c_is_shown() -> None:
    options = ModelBenchOptions(
        ("mobilenet_v2_peak", "mobilenet_v2", "resnet18"), size_px=32, seconds=0.1, provider="cpu"
    )
    found = measure_models(options, CancelledBeforeTheSecond())
    assert {figure.architecture for figure in found.figures} == {"mobilenet_v2_peak"}
    assert found.remarks[0] == "cancelled before: mobilenet_v2, resnet18"
    with pytest.raises(TrainingCancelledError):
        measure_models(
            replace(options, architectures=("mobilenet_v2",)), CancelledBeforeTheSecond()
        )


def test_unknown_architectures_and_impossible_sizes_are_refused() -> None:
    assert run("--architecture", "alexnet", *SMALL).exit_code == 2
    result = run("--architecture", "vit_tiny_16", "--size", "40", "--provider", "cpu")
    assert "TRN-" in str(result.exception)


def test_of_a_folder_each_architecture_takes_its_own_file(tmp_path: Path) -> None:
    (tmp_path / "mobilenet_v2-7ebf99e0.pth").touch()
    (tmp_path / "mobilenet_v2_050-1.pth").touch()
    (tmp_path / "vit_b_16.network").touch()
    assert weights_for("mobilenet_v2", str(tmp_path)) == str(tmp_path / "mobilenet_v2-7ebf99e0.pth")
    assert weights_for("vit_b_16", str(tmp_path)) == str(tmp_path / "vit_b_16.network")
    assert weights_for("resnet18", str(tmp_path)) is None
    assert weights_for("resnet18", "imagenet") == "imagenet"
    assert weights_for("resnet18", None) is None
