"""Losses, rates, batches and averages, each against a value worked out by hand."""

import math
from dataclasses import replace

import numpy as np
import pytest
import torch
from torch import nn
from torch.nn import functional

from inspector.domain.errors.training import (
    FitOptionsError,
    TrainingDeviceError,
    TrainingMemoryError,
)
from inspector.training.datasets.samples import Samples
from inspector.training.fitting.averaging import moving_average
from inspector.training.fitting.batches import batches, epoch_seed, normalise, steps_per_epoch
from inspector.training.fitting.course import Course, EpochReport
from inspector.training.fitting.device import choose_device, memory_advice, own_randomness
from inspector.training.fitting.distillation import Teacher, Teaching, soft_loss
from inspector.training.fitting.objective import Objective, class_weights, mixing
from inspector.training.fitting.options import Distillation, FitOptions
from inspector.training.fitting.rates import Schedule, make_optimizer, set_rate
from inspector.training.networks.architectures import build_network
from inspector.training.networks.layers import head_layer

OPTIONS = FitOptions(epochs=4)
LABELS = np.array([0] * 16 + [1] * 4 + [2], np.int64)


def samples(labels: np.ndarray = LABELS) -> Samples:
    """Pictures whose grey level is their number."""
    images = np.broadcast_to(
        np.arange(len(labels), dtype=np.uint8)[:, None, None, None], (len(labels), 4, 4, 1)
    )
    names = tuple(str(row) for row in range(len(labels)))
    return Samples(images, labels, ("a", "b", "c"), names)


def test_a_rare_class_counts_more_and_the_mean_stays_one() -> None:
    weights = class_weights(LABELS, 3)
    torch.testing.assert_close(weights / weights[0], torch.tensor([1.0, 2.0, 4.0]))
    assert float(weights[torch.from_numpy(LABELS)].mean()) == pytest.approx(1)


def test_a_class_without_pictures_makes_no_endless_weight() -> None:
    assert bool(class_weights(LABELS, 5).isfinite().all())


def test_the_loss_is_weighted_smoothed_cross_entropy() -> None:
    torch.manual_seed(0)
    outputs, labels = torch.randn(4, 3), torch.tensor([0, 1, 2, 2])
    weights = torch.tensor([1.0, 2.0, 4.0])
    objective = Objective(weights, replace(OPTIONS, label_smoothing=0.1), None)
    found = objective(outputs, functional.one_hot(labels, 3).float(), torch.empty(0))
    smooth = 0.9 * functional.one_hot(labels, 3) + 0.1 / 3
    expected = -(smooth * weights * outputs.log_softmax(1)).sum(1).mean()
    torch.testing.assert_close(found, expected)


def test_the_soft_loss_is_that_of_hinton() -> None:
    torch.manual_seed(0)
    outputs, answers = torch.randn(5, 3), torch.randn(5, 3)
    own, taught = (outputs / 4).softmax(1), (answers / 4).softmax(1)
    expected = 16 * (taught * (taught.log() - own.log())).sum(1).mean()
    torch.testing.assert_close(soft_loss(outputs, answers, 4.0), expected)
    assert float(soft_loss(answers, answers, 4.0)) == pytest.approx(0, abs=1e-6)


class Looked(nn.Module):
    """A teacher that remembers what it was shown, and in which mode."""

    def __init__(self, classes: int) -> None:
        super().__init__()
        self.head = nn.Linear(3, classes)
        self.drop = nn.Dropout(0.5)
        self.shown = torch.empty(0)

    def forward(self, planes: torch.Tensor) -> torch.Tensor:
        self.shown = planes
        answers: torch.Tensor = self.head(self.drop(planes.mean((2, 3))))
        return answers


def test_the_teacher_sees_what_the_student_sees_and_learns_nothing() -> None:
    network = Looked(3).train()
    teaching = Teaching(Teacher(network, 8), 3, torch.device("cpu"))
    options = replace(OPTIONS, distillation=Distillation(2.0, 0.75), label_smoothing=0)
    objective = Objective(torch.ones(3), options, teaching)
    planes = torch.randn(4, 3, 8, 8)
    outputs = torch.randn(4, 3, requires_grad=True)
    targets = functional.one_hot(torch.tensor([0, 1, 2, 0]), 3).float()
    loss = objective(outputs, targets, planes)
    loss.backward()
    assert network.shown is planes
    assert all(parameter.grad is None for parameter in network.parameters())
    assert not network.training
    expected = 0.75 * soft_loss(outputs, network(planes), 2.0)
    expected = expected + 0.25 * functional.cross_entropy(outputs, targets)
    torch.testing.assert_close(loss, expected)


def test_a_teacher_of_another_size_gets_the_same_view_resized() -> None:
    network = Looked(3)
    teaching = Teaching(Teacher(network, 16), 3, torch.device("cpu"))
    assert teaching(torch.randn(2, 3, 8, 8)).shape == (2, 3)
    assert network.shown.shape == (2, 3, 16, 16)


def test_a_teacher_of_other_classes_is_refused() -> None:
    with pytest.raises(FitOptionsError, match="knows 4 classes, the student 3"):
        Teaching(Teacher(Looked(4), 8), 3, torch.device("cpu"))


def test_blending_keeps_the_shares_and_only_where_asked_for() -> None:
    planes, labels = torch.rand(8, 3, 8, 8), torch.tensor([0, 1, 2, 0, 1, 2, 0, 1])
    same, hard = mixing(OPTIONS, 3)(planes, labels)
    assert same is planes
    assert torch.equal(hard.argmax(1), labels)
    torch.manual_seed(1)
    mixed, shares = mixing(replace(OPTIONS, mixup_alpha=1.0), 3)(planes, labels)
    assert not torch.equal(mixed, planes)
    torch.testing.assert_close(shares.sum(1), torch.ones(8))
    assert float(((shares > 0) & (shares < 1)).float().mean()) > 0


def test_the_rate_rises_falls_and_begins_again_after_the_head() -> None:
    schedule = Schedule(steps=140, head_steps=40, warm_up_share=0.1)
    shares = [schedule.share(step) for step in range(140)]
    assert shares[0] == shares[40] == pytest.approx(0.01)
    assert shares[4] == shares[50] == 1
    assert shares[50 + 45] == pytest.approx(0.5)
    assert shares[-1] == pytest.approx(0.5 * (1 + math.cos(math.pi * 89 / 90)))
    assert shares[50:] == sorted(shares[50:], reverse=True)


def test_without_a_warm_up_it_begins_at_the_peak() -> None:
    assert Schedule(steps=10, head_steps=0, warm_up_share=0).share(0) == 1


def test_norms_biases_and_embeddings_do_not_decay_and_the_backbone_is_slower() -> None:
    network = build_network("vit_tiny_16", 3, size_px=32)
    options = replace(OPTIONS, learning_rate=0.1, backbone_rate=0.2)
    optimizer = make_optimizer(network, options)
    set_rate(optimizer, 0.5)
    decay = {id(p): g["weight_decay"] for g in optimizer.param_groups for p in g["params"]}
    rate = {id(p): g["lr"] for g in optimizer.param_groups for p in g["params"]}
    head = {id(parameter) for parameter in head_layer(network).parameters()}
    assert len(decay) == len(list(network.parameters()))
    for name, parameter in network.named_parameters():
        spared = parameter.ndim == 1 or "embedding" in name or "token" in name
        assert decay[id(parameter)] == (0 if spared else options.weight_decay), name
        assert rate[id(parameter)] == pytest.approx(0.05 if id(parameter) in head else 0.01)


def drawn(options: FitOptions, epoch: int = 0, rank: int = 0, ranks: int = 1) -> list[list[int]]:
    shares = batches(samples(), options, epoch, rank, ranks)
    return [pixels[:, 0, 0, 0].tolist() for pixels, _ in shares]


def test_an_epoch_shows_every_picture_at_most_once_in_whole_batches() -> None:
    shown = drawn(replace(OPTIONS, batch_size=5))
    assert [len(batch) for batch in shown] == [5] * 4
    assert len({number for batch in shown for number in batch}) == 20
    assert steps_per_epoch(21, 5) == 4
    few = drawn(replace(OPTIONS, batch_size=64))
    assert sorted(few[0]) == list(range(21)), "fewer than a batch are one batch"


def test_labels_go_with_their_pictures() -> None:
    for pixels, labels in batches(samples(), OPTIONS, 0, 0, 1):
        assert labels.tolist() == LABELS[pixels[:, 0, 0, 0].numpy()].tolist()


def test_each_epoch_has_its_own_order_and_the_same_seed_the_same() -> None:
    assert drawn(OPTIONS) == drawn(OPTIONS)
    assert drawn(OPTIONS) != drawn(OPTIONS, epoch=1)
    assert drawn(OPTIONS) != drawn(replace(OPTIONS, seed=1))
    assert len({epoch_seed(s, e, r) for s in range(9) for e in range(9) for r in range(9)}) == 729


def test_processes_share_each_batch_evenly_and_no_picture_twice() -> None:
    options = replace(OPTIONS, batch_size=7)
    whole, first, second = drawn(options), drawn(options, 0, 0, 2), drawn(options, 0, 1, 2)
    for batch, one, other in zip(whole, first, second, strict=True):
        assert len(one) == len(other) == 3
        assert not set(one) & set(other)
        assert set(one) | set(other) < set(batch)


def test_grey_becomes_three_normalised_planes() -> None:
    planes = normalise(torch.tensor([[[[114, 171]]]], dtype=torch.uint8))
    assert planes.shape == (1, 3, 1, 2)
    assert planes[0, :, 0].tolist() == [[0.0, 1.0]] * 3


def test_the_average_follows_fast_at_first_and_then_over_its_horizon() -> None:
    network = nn.BatchNorm2d(1)
    average = moving_average(network, horizon_steps=10)
    network.num_batches_tracked.fill_(7)
    for step in range(200):
        network.weight.data.fill_(1.0 if step < 100 else 2.0)
        network.running_mean.fill_(3.0)
        average.update_parameters(network)
        if step == 109:
            assert average.module.weight.item() == pytest.approx(2 - math.exp(-1), abs=0.01)
    assert average.module.weight.item() == pytest.approx(2, abs=0.001)
    assert float(average.module.running_mean) == pytest.approx(3, abs=0.001)
    assert int(average.module.num_batches_tracked) == 7
    assert average.module.weight is not network.weight


def report(epoch: int, balanced: float, loss: float) -> EpochReport:
    return EpochReport(epoch, 9, 0.0, 0.0, loss, 0.5, balanced)


def test_the_best_epoch_has_the_best_mean_recall_and_among_equals_the_least_loss() -> None:
    network = nn.Linear(1, 1)
    course = Course(9, patience_epochs=2)
    for epoch, (balanced, loss) in enumerate([(0.5, 1.0), (0.7, 0.9), (0.7, 0.8), (0.7, 0.8)], 1):
        assert not course.over
        nn.init.constant_(network.weight, epoch)
        course.add(report(epoch, balanced, loss), network)
    assert course.best_epoch == 3
    assert not course.over
    course.add(report(5, 0.6, 0.1), network)
    assert course.stopped_early
    assert course.over
    course.give_best(network)
    assert network.weight.item() == 3


def test_a_full_memory_ends_in_advice() -> None:
    with pytest.raises(TrainingMemoryError, match="batch of 64") as refused, memory_advice(64):
        torch.empty(2**60, dtype=torch.uint8)
    assert "--batch-size 32" in refused.value.remedy
    with pytest.raises(TrainingMemoryError) as refused, memory_advice(2):
        torch.empty(2**60, dtype=torch.uint8)
    assert "--input-size" in refused.value.remedy
    with pytest.raises(RuntimeError, match="shape"), memory_advice(64):
        torch.zeros(3).view(2)


def test_a_device_that_is_not_there_is_refused() -> None:
    assert choose_device("cpu") == torch.device("cpu")
    assert choose_device("auto").type == ("cuda" if torch.cuda.is_available() else "cpu")
    with pytest.raises(TrainingDeviceError, match="GPU 99 was asked for"):
        choose_device("cuda", 99)


def test_the_callers_random_numbers_are_left_alone() -> None:
    torch.manual_seed(1)
    before = torch.get_rng_state()
    with own_randomness(torch.device("cpu")):
        torch.manual_seed(99)
    assert torch.equal(before, torch.get_rng_state())


@pytest.mark.parametrize(
    "wrong",
    [
        {"epochs": 0},
        {"batch_size": 1},
        {"learning_rate": 0.0},
        {"learning_rate": float("nan")},
        {"head_epochs": 5},
        {"backbone_rate": 2.0},
        {"warm_up_share": 1.0},
        {"label_smoothing": 1.0},
        {"mixup_alpha": -1.0},
        {"average_epochs": -1.0},
        {"patience_epochs": 0},
        {"device": "tpu"},
    ],
)
def test_an_option_out_of_bounds_is_named(wrong: dict[str, object]) -> None:
    with pytest.raises(FitOptionsError, match=next(iter(wrong))):
        replace(OPTIONS, **wrong)
    for distillation in ({"temperature": 0.0}, {"soft_share": 1.1}):
        with pytest.raises(FitOptionsError, match=next(iter(distillation))):
            Distillation(**distillation)
