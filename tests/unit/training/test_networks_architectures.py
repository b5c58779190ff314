"""Every architecture builds, shows its features and says which inputs it takes."""

from pathlib import Path

import pytest
import torch
from torch import nn
from torchvision.models import WeightsEnum

from inspector.domain.errors.training import InputSizeError
from inspector.training.networks.architectures import (
    ARCHITECTURES,
    build_network,
    choose_architecture,
)
from inspector.training.networks.layers import (
    backbone_parameters,
    evaluating,
    features_of,
    head_layer,
    head_prefix,
)

SMALL = sorted(set(ARCHITECTURES) - {"vit_b_16"})  # whose weights alone take a third of a gigabyte


@pytest.mark.parametrize("name", SMALL)
def test_the_last_layer_reads_the_features_and_gives_the_logits(name: str) -> None:
    torch.manual_seed(0)
    network = build_network(name, 5, size_px=ARCHITECTURES[name].smallest_size_px)
    nn.init.normal_(head_layer(network).weight)  # a vision transformer's begins with zeros
    planes = torch.randn(3, 3, 32, 32)
    features = features_of(network, planes)
    assert features.ndim == 2
    assert features.shape == (3, head_layer(network).in_features)
    assert network.training, "the mode is left as it was"
    torch.testing.assert_close(features, features_of(network, planes), rtol=0, atol=0)
    logits = network.eval()(planes)
    assert logits.shape == (3, 5)
    torch.testing.assert_close(head_layer(network)(features), logits)


@pytest.mark.parametrize("name", SMALL)
def test_backbone_and_head_are_all_of_it(name: str) -> None:
    network = build_network(name, 2, size_px=32)
    head = [key for key, _ in network.named_parameters() if key.startswith(head_prefix(network))]
    assert len(head) == 2
    assert len(backbone_parameters(network)) + 2 == len(list(network.parameters()))


def test_the_sizes_of_the_vision_transformers_are_those_of_their_papers() -> None:
    millions = {"vit_tiny_16": 5.5, "vit_small_16": 21.7, "vit_b_16": 85.8}
    with torch.device("meta"):
        for name, expected in millions.items():
            network = ARCHITECTURES[name].build(1, 224)
            count = sum(parameter.numel() for parameter in network.parameters())
            assert count / 1e6 == pytest.approx(expected, abs=0.1)


def test_modules_that_were_frozen_stay_so_after_a_look_at_the_features() -> None:
    network = build_network("mobilenet_v2_peak", 2, size_px=32)
    frozen = network.get_submodule("features.0")
    frozen.eval()
    with evaluating(network):
        assert not any(module.training for module in network.modules())
    assert network.training
    assert not any(module.training for module in frozen.modules())


@pytest.mark.parametrize(
    ("size_px", "remedy"), [(100, "96 or 112"), (31, "32 or more"), (225, "224 or 240")]
)
def test_a_transformer_names_the_sizes_that_fit(size_px: int, remedy: str) -> None:
    with pytest.raises(InputSizeError) as refused:
        build_network("vit_tiny_16", 2, size_px=size_px)
    assert remedy in refused.value.remedy


def test_a_convolutional_network_takes_any_size_but_a_tiny_one() -> None:
    assert build_network("mobilenet_v3_large", 2, size_px=33).eval()(
        torch.zeros(1, 3, 33, 33)
    ).shape == (1, 2)
    with pytest.raises(InputSizeError, match="at least 32 px, not 31"):
        build_network("mobilenet_v3_large", 2, size_px=31)


def test_the_table_says_what_each_one_is() -> None:
    for name, row in ARCHITECTURES.items():
        assert row.name == name
        assert "arXiv" in row.paper
        assert "BSD-3-Clause" in row.source or "Apache-2.0" in row.source
        row.check_size(row.default_size_px)
        assert row.imagenet is None or isinstance(row.imagenet, WeightsEnum)
    assert {name for name, row in ARCHITECTURES.items() if row.imagenet is None} == {
        "mobilenet_v2_peak",
        "mobilenet_v2_050",
        "vit_tiny_16",
        "vit_tiny_conv",
        "vit_small_16",
    }


def test_auto_takes_a_network_that_the_weights_fit() -> None:
    assert choose_architecture("auto", None) == "mobilenet_v2_peak"
    assert ARCHITECTURES[choose_architecture("auto", "imagenet")].imagenet is not None
    assert choose_architecture("resnet18", "imagenet") == "resnet18"


def test_the_documentation_shows_the_table() -> None:
    page = Path(__file__).parents[3] / "docs" / "reference" / "architectures.md"
    lines = [line for line in page.read_text(encoding="utf-8").splitlines() if line[:3] == "| `"]
    documented = {line.split("`")[1]: line for line in lines}
    assert [name for name in documented if name in ARCHITECTURES] == list(ARCHITECTURES)
    for name, row in ARCHITECTURES.items():
        with torch.device("meta"):
            network = row.build(1, row.default_size_px)
        millions = sum(parameter.numel() for parameter in network.parameters()) / 1e6
        sizes = (
            f"any from {row.smallest_size_px}"
            if row.multiple_px == 1
            else f"multiples of {row.multiple_px}"
        )
        cells = [
            f"`{name}`",
            f"{millions:.1f} M",
            f"{sizes} ({row.default_size_px})",
            str(head_layer(network).in_features),
            "no" if row.imagenet is None else "yes",
            "yes" if row.teacher else "no",
            row.source,
        ]
        assert documented[name] == f"| {' | '.join(cells)} |"
