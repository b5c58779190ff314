"""A training that is killed and resumed, and one that several processes share."""

import json
import os
import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest
import torch
from fitting_worker import Said, fit_in
from ports import free_port

WORKER = str(Path(__file__).with_name("fitting_worker.py"))
EPOCHS = 4


def worker(folder: Path, *more: str) -> list[str]:
    folder.mkdir(exist_ok=True)
    return [WORKER, str(folder), str(EPOCHS), *more]


def alone(folder: Path) -> int:
    """Fit in this process; say how many epochs that took."""
    folder.mkdir(exist_ok=True)
    torch.set_num_threads(1)  # as the worker: the order of a sum decides its last bit
    said = Said()
    fit_in(folder, EPOCHS, said)
    return said.done


def together(folder: Path, *more: str) -> list[tuple[int, str]]:
    """Two processes that meet as those of torchrun; how each ended and what it said."""
    meeting = {"WORLD_SIZE": "2", "LOCAL_WORLD_SIZE": "2", "MASTER_ADDR": "127.0.0.1"}
    meeting["MASTER_PORT"] = str(free_port())
    started = [
        subprocess.Popen(
            [sys.executable, *worker(folder, *more)],
            env={**os.environ, **meeting, "RANK": rank, "LOCAL_RANK": rank},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for rank in "01"
    ]
    try:
        said = [each.communicate(timeout=100)[0] for each in started]
    finally:
        for each in started:
            each.kill()
            each.communicate()
    return [(each.returncode, words) for each, words in zip(started, said, strict=True)]


def weights(folder: Path, rank: int = 0) -> dict[str, torch.Tensor]:
    state: dict[str, torch.Tensor] = torch.load(folder / f"weights-{rank}.pt", weights_only=True)
    return state


def equal(one: dict[str, torch.Tensor], other: dict[str, torch.Tensor]) -> bool:
    return one.keys() == other.keys() and all(torch.equal(one[n], other[n]) for n in one)


def test_a_killed_training_is_resumed_to_the_same_weights_to_the_last_bit(tmp_path: Path) -> None:
    alone(tmp_path / "straight")
    killed = subprocess.Popen(
        [sys.executable, *worker(tmp_path / "killed")], stdout=subprocess.PIPE, text=True
    )
    if killed.stdout is None:
        pytest.fail("no pipe")
    with killed.stdout:
        for _ in range(2):
            killed.stdout.readline()
        killed.kill()
    killed.wait()
    assert not (tmp_path / "killed" / "weights-0.pt").exists()
    epochs = alone(tmp_path / "killed")
    assert 0 < epochs <= EPOCHS - 2, "finished epochs are not repeated"
    assert equal(weights(tmp_path / "straight"), weights(tmp_path / "killed"))


def test_two_processes_end_with_one_network_and_one_of_them_writes(tmp_path: Path) -> None:
    (first, said), (second, silent) = together(tmp_path / "run")
    assert (first, second) == (0, 0), said + silent
    assert (len(said.splitlines()), silent) == (EPOCHS, ""), "one process alone tells"
    assert equal(weights(tmp_path / "run", 0), weights(tmp_path / "run", 1))
    reports = [(tmp_path / "run" / f"report-{rank}.txt").read_text() for rank in (0, 1)]
    assert reports[0] == reports[1]
    assert "processes=2" in reports[0]


def test_cancelling_one_of_two_processes_ends_both_and_one_alone_can_go_on(
    tmp_path: Path,
) -> None:
    (first, said), (second, silent) = together(tmp_path / "run", "2")
    assert (first, second) == (1, 1)
    assert said.splitlines()[2:] == ["TRN-003: enough"]
    assert silent == "TRN-003: the first process has ended the training\n"
    state = torch.load(tmp_path / "run" / "fit.ckpt", weights_only=True)
    assert len(state["course"]["history"]) == 2
    assert alone(tmp_path / "run") == EPOCHS - 2
    assert "resumed_after=2" in (tmp_path / "run" / "report-0.txt").read_text()


def test_torchrun_trains_one_package(tmp_path: Path) -> None:
    for label, value in (("dark", 40), ("light", 200)):
        (tmp_path / "pictures" / label).mkdir(parents=True)
        rng = np.random.default_rng(value)
        for row in range(14):
            picture = (value + rng.integers(-30, 30, (40, 40))).astype(np.uint8)
            cv2.imwrite(str(tmp_path / "pictures" / label / f"{row}.png"), picture)
    options = ["--architecture", "mobilenet_v2_peak", "--input-size", "32", "--epochs", "2"]
    options += ["--batch-size", "4", "--good", "light", "--no-robustness", "--device", "cpu"]
    out = tmp_path / "out"
    launcher = ["-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2"]
    verb = ["-m", "inspector", "model", "train", str(tmp_path / "pictures"), "--out", str(out)]
    run = subprocess.run(
        [sys.executable, *launcher, *verb, *options, "--json"],
        capture_output=True,
        text=True,
        timeout=110,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert "Traceback" not in run.stderr
    json.loads(run.stdout)
    assert (out / "model" / "1.0.0" / "manifest.toml").is_file()
    fitted = json.loads((out / "runs/model-1.0.0/steps/fit-mobilenet_v2_peak.json").read_text())
    assert fitted["processes"] == 2
