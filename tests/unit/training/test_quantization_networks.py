"""Networks that learn to live with rounding, and networks with fewer channels."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason="needs the extra `train`")

import torch
from quantization_rig import (
    SIZE_PX,
    Convolutional,
    dataset,
    graph_of,
    pictures,
    trained,
    transformer,
)
from torch import nn

from inspector.domain.errors.quantization import CandidateFailedError
from inspector.inference.session import ScoringSession
from inspector.training.progress import Progress, Silence
from inspector.training.quantization.budget import Budget
from inspector.training.quantization.fake_quant import rounding_simulated
from inspector.training.quantization.maker import Maker
from inspector.training.quantization.pruning import prune
from inspector.training.quantization.recipes import RECIPES
from inspector.training.quantization.retraining import NetworkRetraining
from inspector.training.quantization.runtime import as_planes
from inspector.training.quantization.search import SearchOptions, search


def planes() -> torch.Tensor:
    return torch.from_numpy(np.concatenate([as_planes(image) for image in pictures(24, 1).images]))


@pytest.mark.parametrize("build", [Convolutional, transformer])
def test_rounding_is_simulated_learned_with_and_taken_away_again(build: type[nn.Module]) -> None:
    torch.manual_seed(3)
    network = build()
    names = set(network.state_dict())
    with rounding_simulated(network):
        before = [parameter.clone() for parameter in network.parameters()]
        trained(network, pictures(30, 1), steps=4)
        changed = [
            not torch.equal(old, new) for old, new in zip(before, network.parameters(), strict=True)
        ]
        with torch.inference_mode():
            rounded = network(planes())
    assert all(changed)
    assert set(network.state_dict()) == names
    with torch.inference_mode():
        exact = network(planes())
    assert 0 < (rounded - exact).abs().max() < 0.5 * exact.abs().max()


def test_what_is_simulated_is_what_the_integer_file_computes() -> None:
    torch.manual_seed(1)
    network = Convolutional()
    samples = pictures(30, 1)
    with rounding_simulated(network):
        trained(network, samples, steps=40)
        with torch.inference_mode():
            expected = network(planes()).softmax(1).numpy()
    recipe = next(row for row in RECIPES if row.name == "int8-static-per-channel-minmax")
    model = Maker(graph_of(network), SIZE_PX, samples, 1, Silence()).make(recipe)
    session = ScoringSession(model, 3, provider="cpu")
    found = np.stack([session.score(image) for image in pictures(24, 1).images])
    assert (found.argmax(1) == expected.argmax(1)).mean() > 0.95
    assert np.abs(found - expected).mean() < 0.05


def test_the_simulation_ends_when_training_fails() -> None:
    network = Convolutional()
    names = set(network.state_dict())
    with pytest.raises(KeyError), rounding_simulated(network):
        raise KeyError
    assert set(network.state_dict()) == names


def test_a_pruned_network_is_smaller_runs_and_leaves_the_first_alone() -> None:
    network = Convolutional(nn.Hardswish, squeezed=True)
    before = {name: value.clone() for name, value in network.state_dict().items()}
    found = prune(network, 0.5, SIZE_PX)
    assert found.multiply_adds_after < 0.6 * found.multiply_adds_before
    assert found.parameters_after < found.parameters_before
    assert found.network.eval()(planes()).shape == (24, 3)
    assert all(torch.equal(before[name], value) for name, value in network.state_dict().items())
    graph_of(trained(found.network, pictures(30, 1), steps=2))


def test_a_transformer_and_a_share_of_nothing_cannot_be_pruned() -> None:
    with pytest.raises(CandidateFailedError, match="transformer"):
        prune(transformer(), 0.3, SIZE_PX)
    with pytest.raises(CandidateFailedError, match="no channel"):
        prune(Convolutional(), 0.0, SIZE_PX)


def test_the_search_trains_and_prunes_when_it_may(tmp_path: Path) -> None:
    network = trained(Convolutional(), pictures(60, 1), steps=30)
    tuned: list[nn.Module] = []

    def fine_tune(own: nn.Module, progress: Progress) -> None:
        progress.begin("fine-tune", 1)
        tuned.append(trained(own, pictures(60, 1), steps=10))

    options = SearchOptions(
        budget=Budget(accuracy_points=-1000),
        recipes=("int8-static-per-channel-minmax",),
        latency_rounds=5,
        calibration_images=12,
        mixed=False,
        pruned_share=0.5,
    )
    retraining = NetworkRetraining(network, SIZE_PX, fine_tune, graph_of)
    found = search(graph_of(network), dataset(60, 15), options, tmp_path, Silence(), retraining)
    by_name = {variant.name: variant for variant in found.variants}
    assert list(by_name) == [
        "fp32",
        "int8-static-per-channel-minmax",
        "int8-aware-per-channel-minmax",
        "fp32-pruned-50",
        "int8-pruned-50-per-channel-minmax",
    ]
    assert len(tuned) == 2
    assert by_name["fp32-pruned-50"].size_bytes < by_name["fp32"].size_bytes
    assert found.chosen.name == "fp32"
