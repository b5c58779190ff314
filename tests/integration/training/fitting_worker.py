"""Fits a network to a few made-up pictures: ``python fitting_worker.py FOLDER [EPOCHS]``.

Tells each epoch on stdout, writes FOLDER/fit.ckpt after each, and FOLDER/weights-RANK.pt at the
end. Started by torchrun it is one of several processes of one training.
"""

import sys
from pathlib import Path

import numpy as np
import torch

from inspector.domain.errors.base import InspectorError
from inspector.domain.errors.training import TrainingCancelledError
from inspector.training.datasets.samples import Samples
from inspector.training.fitting.checkpoint import CheckpointFile
from inspector.training.fitting.distributed import joined_world
from inspector.training.fitting.fit import fit
from inspector.training.fitting.options import FitOptions
from inspector.training.networks.architectures import build_network
from inspector.training.progress import Silence


class Said(Silence):
    """One line for each epoch; cancels after the one that the command line names."""

    def __init__(self, cancel_after: int | None = None) -> None:
        self.done, self.cancel_after = 0, cancel_after

    def advance(self, detail: str = "") -> None:
        if not detail:
            return
        self.done += 1
        print(detail, flush=True)
        if self.done == self.cancel_after:
            raise TrainingCancelledError("enough")


def pictures(seed: int) -> Samples:
    rng = np.random.default_rng(seed)
    images = rng.integers(0, 256, (24, 32, 32, 1), dtype=np.uint8)
    return Samples(images, np.arange(24, dtype=np.int64) % 2, ("a", "b"), ("",) * 24)


def fit_in(folder: Path, epochs: int, said: Said) -> None:
    options = FitOptions(epochs=epochs, batch_size=8, head_epochs=1, mixup_alpha=0.2, seed=5)
    with joined_world("cpu") as world:
        torch.manual_seed(world.rank)  # each process would begin with other weights
        network = build_network("mobilenet_v2_peak", 2, size_px=32)
        checkpoint = CheckpointFile(folder / "fit.ckpt")
        report = fit(network, pictures(1), pictures(2), options, said, checkpoint)
        torch.save(network.state_dict(), folder / f"weights-{world.rank}.pt")
        (folder / f"report-{world.rank}.txt").write_text(repr(report))


if __name__ == "__main__":
    stop = int(sys.argv[3]) if len(sys.argv) > 3 else None
    torch.set_num_threads(1)
    try:
        fit_in(Path(sys.argv[1]), int(sys.argv[2]), Said(stop))
    except InspectorError as error:
        sys.exit(str(error))
