"""Fitting real networks to a few dozen tiny pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from inspector.domain.errors.training import (
    CheckpointError,
    CheckpointNotWrittenError,
    FitOptionsError,
    TrainingCancelledError,
    TrainingDeviceError,
    TrainingDivergedError,
    TrainingMemoryError,
)
from inspector.training.datasets.samples import Samples
from inspector.training.fitting.augmentation import Augmentation
from inspector.training.fitting.checkpoint import CheckpointFile
from inspector.training.fitting.course import FitReport
from inspector.training.fitting.distillation import Teacher
from inspector.training.fitting.fit import fit, logits
from inspector.training.fitting.options import Distillation, FitOptions
from inspector.training.networks.architectures import build_network
from inspector.training.networks.layers import backbone_parameters, features_of, head_layer
from inspector.training.progress import Silence

SIDE = 32
CLASSES = ("across", "down", "plain")


def striped(seed: int, per_class: int) -> Samples:
    """Stripes across, stripes down, or none, at any phase and light, in noise."""
    rng = np.random.default_rng(seed)
    labels = np.repeat(np.arange(3), per_class)
    places = np.arange(SIDE)
    images = []
    for label in labels:
        wave = 60 * np.sin(places * rng.uniform(0.7, 0.9) + rng.uniform(0, 6.3))
        plain = np.zeros((SIDE, SIDE))
        picture = (wave[:, None] + plain, wave[None] + plain, plain)[label]
        images.append(picture + rng.uniform(100, 150) + rng.normal(0, 12, plain.shape))
    pixels = np.clip(images, 0, 255).astype(np.uint8)[..., None]
    names = tuple(f"{seed}-{row}" for row in range(len(labels)))
    return Samples(pixels, labels.astype(np.int64), CLASSES, names)


TRAIN, VALIDATION = striped(1, 12), striped(2, 8)
OPTIONS = FitOptions(epochs=3, batch_size=12, learning_rate=5e-3, average_epochs=1, seed=3)
ENOUGH = replace(OPTIONS, epochs=20, batch_size=6)


def network(name: str = "mobilenet_v2_peak", seed: int = 0) -> nn.Module:
    torch.manual_seed(seed)
    return build_network(name, 3, size_px=SIDE)


def fitted(options: FitOptions, **others: Any) -> tuple[nn.Module, FitReport]:
    learner = others.pop("network", None) or network()
    report = fit(learner, TRAIN, VALIDATION, options, others.pop("progress", Silence()), **others)
    return learner, report


def same(one: nn.Module, other: nn.Module) -> bool:
    pairs = zip(one.state_dict().items(), other.state_dict().items(), strict=True)
    return all(name == twin and torch.equal(a, b) for (name, a), (twin, b) in pairs)


class Cancelled(Silence):
    """Cancels after some steps, of which an epoch has three."""

    def __init__(self, after: int) -> None:
        self.left = after

    def advance(self, detail: str = "") -> None:
        self.left -= 1
        if not self.left:
            raise TrainingCancelledError("enough")


class Steps(Silence):
    """Keeps what it is told."""

    def __init__(self) -> None:
        self.begun: list[tuple[str, int]] = []
        self.details: list[str] = []
        self.steps = 0

    def begin(self, step: str, total: int) -> None:
        self.begun.append((step, total))

    def advance(self, detail: str = "") -> None:
        self.steps += 1
        self.details += [detail] if detail else []


@pytest.fixture(scope="module")
def learned() -> tuple[nn.Module, FitReport, Steps]:
    """A network that has had enough lessons, and what was told of them."""
    progress = Steps()
    return *fitted(ENOUGH, progress=progress), progress


def test_it_learns_and_leaves_the_best_network_ready_to_use(
    learned: tuple[nn.Module, FitReport, Steps],
) -> None:
    learner, report, progress = learned
    assert report.best.validation_accuracy >= 0.9
    assert not learner.training
    assert all(parameter.requires_grad for parameter in learner.parameters())
    outputs = logits(learner, VALIDATION)
    right = (outputs.argmax(1).numpy() == VALIDATION.labels).mean()
    assert right == report.best.validation_accuracy
    assert [epoch.epoch for epoch in report.history] == list(range(1, 21))
    assert report.history[-1].loss < report.history[0].loss
    assert max(report.history, key=lambda epoch: epoch.merit) == report.best
    assert (report.seed, report.processes, report.resumed_after) == (3, 1, 0)
    assert progress.begun == [("fit", 20 * 6)]
    assert len(progress.details) == 20
    assert progress.steps == 20 * 6
    assert progress.details[0].startswith("epoch 1/20: loss")


def test_the_best_epoch_is_kept_though_later_ones_were_worse() -> None:
    misnamed = replace(VALIDATION, labels=(VALIDATION.labels + 1) % 3)
    learner = network()
    report = fit(learner, TRAIN, misnamed, replace(ENOUGH, average_epochs=0), Silence())
    assert report.best_epoch < len(report.history)
    assert report.best.validation_loss < report.history[-1].validation_loss
    found = nn.functional.cross_entropy(
        logits(learner, misnamed), torch.from_numpy(misnamed.labels)
    )
    assert float(found) == report.best.validation_loss


class Seeds(Silence):
    """Keeps the random seed of each epoch."""

    def __init__(self) -> None:
        self.seeds: set[int] = set()

    def advance(self, detail: str = "") -> None:
        self.seeds.add(torch.initial_seed())


def test_no_two_epochs_draw_the_same_random_numbers() -> None:
    progress = Seeds()
    fitted(replace(OPTIONS, epochs=4), progress=progress)
    assert len(progress.seeds) == 4


def test_the_same_seed_gives_the_same_weights_and_another_does_not() -> None:
    torch.manual_seed(11)
    before = torch.get_rng_state()
    one, report = fitted(replace(OPTIONS, epochs=2, mixup_alpha=0.2), network=network())
    torch.manual_seed(12)
    two, again = fitted(replace(OPTIONS, epochs=2, mixup_alpha=0.2))
    other, _ = fitted(replace(OPTIONS, epochs=2, mixup_alpha=0.2, seed=4))
    assert same(one, two)
    assert report == again
    assert not same(one, other)
    torch.manual_seed(11)
    assert torch.equal(before, torch.get_rng_state())


@pytest.mark.parametrize(
    "options",
    [
        OPTIONS,
        replace(OPTIONS, average_epochs=0, head_epochs=2),
        replace(OPTIONS, mixup_alpha=1.0, gradient_norm=0),
    ],
)
def test_a_cancelled_training_goes_on_to_the_very_same_bits(
    tmp_path: Path, options: FitOptions
) -> None:
    straight, whole = fitted(options)
    file = CheckpointFile(tmp_path / "run" / "fit.ckpt")
    # The second run has other first weights, which the checkpoint replaces, and is cancelled in
    # the middle of the epoch after the next.
    for seed, steps in ((0, 3), (9, 5)):
        with pytest.raises(TrainingCancelledError):
            fitted(options, network=network(seed=seed), progress=Cancelled(steps), checkpoint=file)
    progress = Steps()
    resumed, report = fitted(options, network=network(seed=9), progress=progress, checkpoint=file)
    assert same(straight, resumed)
    assert report == replace(whole, resumed_after=2)
    assert progress.begun == [("fit", 1 * 3)]


def test_a_finished_training_is_not_done_again(tmp_path: Path) -> None:
    file = CheckpointFile(tmp_path / "fit.ckpt")
    once, first = fitted(OPTIONS, checkpoint=file)
    progress = Steps()
    again, second = fitted(OPTIONS, network=network(seed=9), checkpoint=file, progress=progress)
    assert same(once, again)
    assert progress.steps == 0
    assert second.history == first.history
    file.discard()
    file.discard()
    assert not file.path.exists()


def test_a_checkpoint_of_another_training_is_refused(tmp_path: Path) -> None:
    file = CheckpointFile(tmp_path / "fit.ckpt")
    fitted(replace(OPTIONS, epochs=1), checkpoint=file)
    with pytest.raises(CheckpointError, match="other options or pictures"):
        fitted(replace(OPTIONS, epochs=2), checkpoint=file)
    repainted = replace(TRAIN, images=TRAIN.images.copy())
    repainted.images[0, 0, 0] ^= 1
    relabelled = replace(TRAIN, labels=np.roll(TRAIN.labels, 1))
    for other in (repainted, relabelled):
        with pytest.raises(CheckpointError, match="other options or pictures"):
            fit(network(), other, VALIDATION, replace(OPTIONS, epochs=1), Silence(), file)
    teacher = Teacher(network(), SIDE)
    with pytest.raises(CheckpointError, match="other options or pictures"):
        fitted(replace(OPTIONS, epochs=1), checkpoint=file, teacher=teacher)
    with pytest.raises(CheckpointError, match="other options or pictures"):
        fitted(replace(OPTIONS, epochs=1), checkpoint=file, network=network("mobilenet_v2_050"))
    fitted(replace(OPTIONS, epochs=1, device="cpu"), checkpoint=file)


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def of_something_else(path: Path) -> None:
    torch.save({"a": 1}, path)


def without_a_part(path: Path) -> None:
    document = torch.load(path, weights_only=True)
    del document["learner"]["optimizer"]
    torch.save(document, path)


@pytest.mark.parametrize("damage", [truncated, emptied, of_something_else, without_a_part])
def test_a_damaged_checkpoint_is_refused(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    file = CheckpointFile(tmp_path / "fit.ckpt")
    fitted(replace(OPTIONS, epochs=1), checkpoint=file)
    damage(file.path)
    with pytest.raises(CheckpointError, match="checkpoint"):
        fitted(replace(OPTIONS, epochs=1), checkpoint=file)


def test_a_full_disk_leaves_the_checkpoint_before(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    file = CheckpointFile(tmp_path / "fit.ckpt")
    with pytest.raises(TrainingCancelledError):
        fitted(OPTIONS, checkpoint=file, progress=Cancelled(3))
    before = file.path.read_bytes()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) // 2, hard))
    try:
        with pytest.raises(CheckpointNotWrittenError, match=r"fit\.ckpt"):
            fitted(OPTIONS, checkpoint=file)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert file.path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [file.path], "no half-written file stays"
    _, report = fitted(OPTIONS, checkpoint=file)
    assert report.resumed_after == 1


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "run").write_text("a file")
    with pytest.raises(CheckpointNotWrittenError):
        fitted(OPTIONS, checkpoint=CheckpointFile(tmp_path / "run" / "fit.ckpt"))


def test_patience_ends_a_training_that_gets_no_better() -> None:
    learner = network()
    options = replace(OPTIONS, epochs=30, learning_rate=1e-9, patience_epochs=2, average_epochs=0)
    _, report = fitted(options, network=learner)
    assert report.stopped_early
    assert len(report.history) == report.best_epoch + 2 < 30


def test_at_first_only_the_last_layer_learns_and_then_everything(tmp_path: Path) -> None:
    learner = network("mobilenet_v2_050")
    before = {name: tensor.clone() for name, tensor in learner.state_dict().items()}
    fitted(replace(OPTIONS, epochs=2, head_epochs=2), network=learner)
    head = {id(tensor) for tensor in head_layer(learner).parameters()}
    for name, tensor in learner.state_dict(keep_vars=True).items():
        assert torch.equal(tensor, before[name]) != (id(tensor) in head), name
    file = CheckpointFile(tmp_path / "fit.ckpt")
    fitted(replace(OPTIONS, epochs=2, head_epochs=1), network=learner, checkpoint=file)
    after = torch.load(file.path, weights_only=True)["learner"]["network"]
    assert all(not torch.equal(tensor, before[name]) for name, tensor in after.items())


def test_the_backbone_can_be_slower_than_the_head() -> None:
    learner = network()
    before = [parameter.detach().clone() for parameter in backbone_parameters(learner)]
    fitted(replace(OPTIONS, backbone_rate=0), network=learner)
    after = backbone_parameters(learner)
    assert all(torch.equal(one, other) for one, other in zip(before, after, strict=True))


def test_a_vision_transformer_learns_too() -> None:
    options = replace(OPTIONS, epochs=2, learning_rate=5e-4, augmentation=Augmentation.none())
    learner, report = fitted(options, network=network("vit_tiny_16"))
    assert report.history[1].loss < report.history[0].loss
    assert features_of(learner, torch.zeros(1, 3, SIDE, SIDE)).shape == (1, 192)


def test_a_student_comes_to_answer_like_its_teacher(
    learned: tuple[nn.Module, FitReport, Steps],
) -> None:
    teacher = learned[0]
    answers = logits(teacher, VALIDATION).softmax(1)
    distances = []
    for share in (0.0, 1.0):
        options = replace(ENOUGH, distillation=Distillation(2.0, share), label_smoothing=0.3)
        student, _ = fitted(options, network=network(seed=5), teacher=Teacher(teacher, SIDE))
        distances.append(float((logits(student, VALIDATION).softmax(1) - answers).abs().mean()))
    assert distances[1] < 0.7 * distances[0]
    assert not teacher.training


class Diverging(nn.Module):
    """A network whose numbers run away after its first step."""

    def __init__(self) -> None:
        super().__init__()
        self.head = nn.Linear(3, 3)
        self.factor = 1.0

    def forward(self, planes: Tensor) -> Tensor:
        if self.training:
            self.factor *= 1e30
        answers: Tensor = self.head(planes.mean((2, 3)) * self.factor)
        return answers


def test_a_loss_that_is_not_finite_ends_the_training_with_advice(tmp_path: Path) -> None:
    file = CheckpointFile(tmp_path / "fit.ckpt")
    with pytest.raises(TrainingDivergedError, match="in epoch 1") as refused:
        fitted(replace(OPTIONS, average_epochs=0), network=Diverging(), checkpoint=file)
    assert "--learning-rate" in refused.value.remedy
    assert not file.path.exists()


class Greedy(nn.Module):
    """A network that needs more memory than any computer has."""

    def __init__(self, device: str = "cpu") -> None:
        super().__init__()
        self.device = device
        self.head = nn.Linear(3, 3)

    def forward(self, planes: Tensor) -> Tensor:
        torch.empty(2**60, dtype=torch.uint8, device=self.device)
        answers: Tensor = self.head(planes.mean((2, 3)))
        return answers


def test_a_step_that_does_not_fit_into_memory_advises_a_smaller_batch() -> None:
    with pytest.raises(TrainingMemoryError) as refused:
        fitted(OPTIONS, network=Greedy())
    assert "--batch-size 6" in refused.value.remedy


def test_a_gpu_that_is_not_there_is_refused() -> None:
    if torch.cuda.is_available():
        pytest.skip("this computer has one")
    with pytest.raises(TrainingDeviceError):
        fitted(replace(OPTIONS, device="cuda"))


def test_too_few_pictures_or_other_classes_are_refused() -> None:
    with pytest.raises(FitOptionsError, match="too few"):
        fit(network(), TRAIN.take([0]), VALIDATION, OPTIONS, Silence())
    with pytest.raises(FitOptionsError, match="too few"):
        fit(network(), TRAIN, VALIDATION.take([]), OPTIONS, Silence())
    others = replace(VALIDATION, classes=("x", "y", "z"))
    with pytest.raises(FitOptionsError, match="different classes"):
        fit(network(), TRAIN, others, OPTIONS, Silence())


def test_colour_pictures_and_pictures_that_cannot_be_written_to_are_taken() -> None:
    colour = replace(TRAIN, images=np.broadcast_to(TRAIN.images, (*TRAIN.images.shape[:3], 3)))
    colour.images.flags.writeable = False
    fit(network(), colour, VALIDATION, replace(OPTIONS, epochs=1), Silence())


@pytest.mark.skipif(not torch.cuda.is_available(), reason="this computer has no GPU")
def test_a_gpu_learns_in_half_precision_goes_on_and_gives_the_network_back(tmp_path: Path) -> None:
    options = replace(ENOUGH, device="cuda", head_epochs=1, mixup_alpha=0.1)
    file = CheckpointFile(tmp_path / "fit.ckpt")
    teacher = Teacher(network("resnet18"), SIDE)
    with pytest.raises(TrainingCancelledError):
        fitted(options, checkpoint=file, progress=Cancelled(20), teacher=teacher)
    learner, report = fitted(options, checkpoint=file, teacher=teacher)
    assert report.device.startswith("cuda")
    assert report.precision in ("bfloat16", "float16")
    assert report.resumed_after == 3
    assert {parameter.device.type for parameter in learner.parameters()} == {"cpu"}
    assert len(report.history) == options.epochs


@pytest.mark.skipif(not torch.cuda.is_available(), reason="this computer has no GPU")
def test_a_gpu_whose_memory_is_full_advises_a_smaller_batch() -> None:
    with pytest.raises(TrainingMemoryError) as refused:
        fitted(replace(OPTIONS, device="cuda"), network=Greedy("cuda"))
    assert "--batch-size 6" in refused.value.remedy
