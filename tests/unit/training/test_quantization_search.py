"""The search from a float graph to the file that runs."""

from __future__ import annotations

import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnx
import pytest

pytest.importorskip("torch", reason="needs the extra `train`")

import torch
from quantization_rig import (
    Convolutional,
    dataset,
    graph_of,
    pictures,
    trained,
    transformer,
)

from inspector.domain.errors.quantization import SearchFolderError, UnknownCandidateError
from inspector.domain.errors.training import TrainingCancelledError
from inspector.training.progress import Silence
from inspector.training.quantization.budget import Budget
from inspector.training.quantization.measure import Scores
from inspector.training.quantization.search import SearchOptions, SearchResult, search
from inspector.training.quantization.shelf import Candidate, Shelf, fingerprint
from inspector.training.quantization.variants import choose_variant

QUICK = SearchOptions(latency_rounds=8, calibration_images=12)
NOTHING_FITS = Budget(accuracy_points=-1000)


class Told(Silence):
    """Remembers what was begun and told."""

    def __init__(self) -> None:
        self.steps: list[str] = []
        self.lines: list[str] = []

    def begin(self, step: str, total: int) -> None:
        assert total > 0
        self.steps.append(step)

    def tell(self, line: str) -> None:
        self.lines.append(line)


@pytest.fixture(scope="module")
def graph() -> onnx.ModelProto:
    torch.manual_seed(8)
    return graph_of(trained(Convolutional(), pictures(60, 1)))


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("shelf")


@pytest.fixture(scope="module")
def found(graph: onnx.ModelProto, shelf: Path) -> SearchResult:
    return search(graph, dataset(), QUICK, shelf, Silence())


def test_every_candidate_is_measured_and_fp32_stands_first(found: SearchResult) -> None:
    names = [variant.name for variant in found.variants]
    assert names[0] == "fp32"
    assert len(names) == 8
    assert found.failed == ()
    assert all(variant.provider == "CPUExecutionProvider" for variant in found.variants)
    assert all(0 < variant.p50_ms <= variant.p99_ms for variant in found.variants)
    assert all(variant.compared == 60 for variant in found.variants)
    assert found.variants[0].flips == 0
    assert found.variants[0].quality.accuracy > 0.9


def test_what_is_chosen_follows_from_the_figures(found: SearchResult) -> None:
    assert found.chosen is choose_variant(found.variants)
    assert not found.chosen.refused
    for variant in found.variants[1:]:
        assert variant.refused or 1.05 * variant.speed_ms < found.variants[0].speed_ms
    half = next(variant for variant in found.variants if variant.name == "fp16")
    assert "GPU" in half.refused


def test_a_second_search_makes_no_candidate_again(
    graph: onnx.ModelProto, shelf: Path, found: SearchResult
) -> None:
    told = Told()
    again = search(graph, dataset(), QUICK, shelf, told)
    assert told.steps == ["latency"]
    assert [v.model for v in again.variants] == [v.model for v in found.variants]
    assert [v.flips for v in again.variants] == [v.flips for v in found.variants]


def test_other_pictures_or_another_graph_use_nothing_of_the_first(
    graph: onnx.ModelProto, shelf: Path, found: SearchResult
) -> None:
    options = replace(QUICK, recipes=("fp16",))
    for changed, data in ((graph, dataset(held_out=24)), (graph_of(Convolutional()), dataset())):
        told = Told()
        search(changed, data, options, shelf, told)
        assert told.steps == ["fp32", "fp16", "latency"]


def test_a_damaged_candidate_is_made_again(graph: onnx.ModelProto, tmp_path: Path) -> None:
    options = replace(QUICK, recipes=("fp16",))
    search(graph, dataset(), options, tmp_path, Silence())
    (file,) = tmp_path.glob("*-fp16.onnx")
    file.write_bytes(file.read_bytes()[:-7])
    told = Told()
    search(graph, dataset(), options, tmp_path, told)
    assert told.steps == ["fp16", "latency"]


def test_a_cancelled_search_keeps_what_is_finished(graph: onnx.ModelProto, tmp_path: Path) -> None:
    class Cancelling(Told):
        def advance(self, detail: str = "") -> None:
            if self.steps[-1] == "int8-static-per-channel-entropy":
                raise TrainingCancelledError("cancelled")

    with pytest.raises(TrainingCancelledError):
        search(graph, dataset(), QUICK, tmp_path, Cancelling())
    told = Told()
    search(graph, dataset(), QUICK, tmp_path, told)
    assert told.steps[0] == "calibrate"
    assert told.steps[1] == "int8-static-per-channel-entropy"
    assert not {"fp32", "fp16", "int8-static-per-channel-minmax"} & set(told.steps)


KILLED = """
import os, signal, sys
sys.path.insert(0, sys.argv[2])
import onnx
from pathlib import Path
from quantization_rig import dataset
from inspector.training.progress import Silence
from inspector.training.quantization.search import SearchOptions, search
class Killing(Silence):
    def begin(self, step, total):
        self.step = step
    def advance(self, detail=""):
        if self.step == "fp16":
            os.kill(os.getpid(), signal.SIGKILL)
folder = Path(sys.argv[1])
graph = onnx.load(folder / "graph.onnx")
search(graph, dataset(), SearchOptions(calibration_images=12), folder / "shelf", Killing())
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no SIGKILL")
def test_a_killed_search_goes_on_where_it_was(graph: onnx.ModelProto, tmp_path: Path) -> None:
    onnx.save(graph, tmp_path / "graph.onnx")
    command = [sys.executable, "-c", KILLED, str(tmp_path), str(Path(__file__).parent)]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL
    told = Told()
    options = replace(QUICK, recipes=("fp16",))
    search(graph, dataset(), options, tmp_path / "shelf", told)
    assert told.steps == ["fp16", "latency"]


def test_a_recipe_that_fails_is_listed_and_the_others_go_on(
    graph: onnx.ModelProto, tmp_path: Path
) -> None:
    huge = onnx.ModelProto()
    huge.CopyFrom(graph)
    weights = next(item for item in huge.graph.initializer if len(item.dims) == 4)
    array = onnx.numpy_helper.to_array(weights).copy()
    array.reshape(-1)[0] = 1e6
    weights.CopyFrom(onnx.numpy_helper.from_array(array, weights.name))
    options = replace(QUICK, recipes=("fp16", "int8-static-per-channel-minmax"), mixed=False)
    told = Told()
    found = search(huge, dataset(), options, tmp_path, told)
    (failed,) = found.failed
    assert failed.name == "fp16"
    assert "half precision" in failed.reason
    assert any("fp16 failed" in line for line in told.lines)
    assert "int8-static-per-channel-minmax" in {variant.name for variant in found.variants}


def test_when_nothing_is_inside_the_budget_sensitive_layers_stay_float_and_fp32_runs(
    graph: onnx.ModelProto, tmp_path: Path
) -> None:
    options = replace(QUICK, budget=NOTHING_FITS, recipes=("int8-static-per-tensor-minmax",))
    told = Told()
    found = search(graph, dataset(), options, tmp_path, told)
    names = [variant.name for variant in found.variants]
    assert names[2:] == [f"int8-mixed-{count}-float" for count in (1, 2, 4, 8)]
    assert "sensitivity" in told.steps
    assert found.chosen.name == "fp32"
    assert all("points below fp32" in variant.refused for variant in found.variants[1:])


def test_a_transformer_is_searched_by_its_linear_layers(tmp_path: Path) -> None:
    torch.manual_seed(5)
    network = trained(transformer(), pictures(60, 1), steps=20)
    found = search(graph_of(network), dataset(30, 12), QUICK, tmp_path, Silence())
    names = {variant.name for variant in found.variants}
    assert "int8-dynamic-per-channel" in names
    assert "int8-linear-per-channel-percentile" in names
    assert found.failed == ()


def test_wrong_names_and_a_folder_that_is_a_file_are_refused(
    graph: onnx.ModelProto, tmp_path: Path
) -> None:
    with pytest.raises(UnknownCandidateError, match="int4"):
        search(graph, dataset(), replace(QUICK, recipes=("int4",)), tmp_path, Silence())
    blocked = tmp_path / "blocked"
    blocked.write_text("")
    with pytest.raises(SearchFolderError):
        search(graph, dataset(), QUICK, blocked, Silence())


def test_a_shelf_gives_back_what_it_was_given(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, "a" * 64)
    scores = Scores(np.ones((2, 3), np.float32), np.zeros((1, 3), np.float32))
    shelf.keep(Candidate("int8", b"model", scores))
    shelf.keep(Candidate("bad", failure="it does not run"))
    kept = shelf.found("int8")
    assert kept is not None
    assert kept.model == b"model"
    assert kept.scores is not None
    assert (kept.scores.validation == 1).all()
    assert shelf.found("bad") == Candidate("bad", failure="it does not run")
    assert shelf.found("other") is None
    assert Shelf(tmp_path, "b" * 64).found("int8") is None


def test_the_fingerprint_sees_every_picture_and_label() -> None:
    one, other = pictures(6, 1), pictures(6, 1)
    assert fingerprint(b"", [one], 1) == fingerprint(b"", [other], 1)
    other.images[3, 0, 0, 0] ^= 1
    assert fingerprint(b"", [one], 1) != fingerprint(b"", [other], 1)
    relabelled = replace(one, labels=one.labels[::-1].copy())
    assert fingerprint(b"", [one], 1) != fingerprint(b"", [relabelled], 1)
