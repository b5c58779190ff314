"""Weights to start from: what fits is taken exactly, everything else is refused with the reason."""

import pickle
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from torch import Tensor, nn
from torchvision.models import mobilenet_v2, resnet18
from torchvision.models.vision_transformer import interpolate_embeddings

from inspector.domain.errors.training import CheckpointNotWrittenError, WeightsError
from inspector.inference.preprocessing import INPUT_MEAN, INPUT_STD
from inspector.training.networks.architectures import build_network, load_network
from inspector.training.networks.layers import features_of, head_prefix
from inspector.training.networks.saved import NetworkDescription, save_network
from inspector.training.networks.vision_transformer import vit_tiny_16

MEAN = torch.tensor((0.485, 0.456, 0.406)).view(3, 1, 1)
STD = torch.tensor((0.229, 0.224, 0.225)).view(3, 1, 1)


class Lines:
    """Keeps what it is told."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def begin(self, step: str, total: int) -> None: ...

    def advance(self, detail: str = "") -> None: ...

    def tell(self, line: str) -> None:
        self.told.append(line)


def saved(network: nn.Module, path: Path) -> Path:
    torch.save(network.state_dict(), path)
    return path


def with_statistics(network: nn.Module) -> nn.Module:
    """Norms that have seen something, as those of a trained network have."""
    for module in network.modules():
        if isinstance(module, nn.BatchNorm2d):
            nn.init.normal_(module.running_mean)
            nn.init.uniform_(module.running_var, 0.5, 2)
            nn.init.uniform_(module.weight, 0.5, 2)
    return network


def both_views(size_px: int) -> tuple[Tensor, Tensor]:
    """The same pixels as torchvision normalises them, and as the station does."""
    rgb = torch.randint(0, 256, (2, 3, size_px, size_px)).float()
    return (rgb / 255 - MEAN) / STD, (rgb.flip(1) - INPUT_MEAN) / INPUT_STD


def test_a_transformer_sees_what_it_saw_in_torchvision(tmp_path: Path) -> None:
    torch.manual_seed(1)
    theirs = vit_tiny_16(1000, 32).eval()
    ours = build_network("vit_tiny_16", 3, saved(theirs, tmp_path / "w.pth"), 32).eval()
    their_planes, our_planes = both_views(32)
    torch.testing.assert_close(
        features_of(ours, our_planes), features_of(theirs, their_planes), rtol=1e-3, atol=1e-4
    )


@pytest.mark.parametrize(("name", "stem"), [("mobilenet_v2", "features.0"), ("resnet18", "")])
def test_a_convolutional_network_sees_the_same_wherever_nothing_is_padded(
    tmp_path: Path, name: str, stem: str
) -> None:
    torch.manual_seed(1)
    build: Callable[..., nn.Module] = {"mobilenet_v2": mobilenet_v2, "resnet18": resnet18}[name]
    theirs = with_statistics(build(num_classes=1000)).eval()
    ours = build_network(name, 3, saved(theirs, tmp_path / "w.pth"), 64).eval()

    def first(network: nn.Module, planes: Tensor) -> Tensor:
        if stem:
            return network.get_submodule(stem)(planes)
        return network.get_submodule("bn1")(network.get_submodule("conv1")(planes))

    their_planes, our_planes = both_views(64)
    expected, found = first(theirs, their_planes), first(ours, our_planes)
    inside = (..., slice(2, -2), slice(2, -2))
    torch.testing.assert_close(found[inside], expected[inside], rtol=1e-4, atol=1e-4)
    assert expected[inside].std() > 0.1


def test_the_head_is_fresh_and_everything_else_is_taken(tmp_path: Path) -> None:
    theirs = with_statistics(mobilenet_v2(num_classes=3))
    progress = Lines()
    ours = build_network("mobilenet_v2", 3, saved(theirs, tmp_path / "w.pth"), 32, progress)
    stem = ("features.0.0.weight", "features.0.1.running_mean")
    state = ours.state_dict()
    for name, tensor in theirs.state_dict().items():
        if name.startswith(head_prefix(ours)) and name.endswith("weight"):
            assert not torch.equal(state[name], tensor)
        elif name not in stem and not name.startswith(head_prefix(ours)):
            assert torch.equal(state[name], tensor), name
    assert progress.told == ["starting from w.pth"]


def test_positions_of_another_size_are_interpolated(tmp_path: Path) -> None:
    theirs = vit_tiny_16(10, 64)
    ours = build_network("vit_tiny_16", 3, saved(theirs, tmp_path / "w.pth"), 96)
    expected = interpolate_embeddings(96, 16, theirs.state_dict())["encoder.pos_embedding"]
    found = ours.state_dict()["encoder.pos_embedding"]
    assert found.shape == (1, 37, 192)
    assert torch.equal(found, expected)
    assert torch.equal(found[:, 0], theirs.state_dict()["encoder.pos_embedding"][:, 0])


def refusal(path: Path, name: str = "mobilenet_v2") -> str:
    with pytest.raises(WeightsError) as refused:
        build_network(name, 3, path, 32)
    assert refused.value.remedy
    assert "\n" not in refused.value.detail
    return refused.value.detail


def test_every_tensor_that_does_not_fit_is_counted(tmp_path: Path) -> None:
    state = mobilenet_v2(num_classes=3).state_dict()
    del state["features.2.conv.1.0.weight"]
    state["stranger"] = torch.zeros(1)
    state["features.0.0.weight"] = torch.zeros(32, 1, 3, 3)
    torch.save(state, tmp_path / "w.pth")
    detail = refusal(tmp_path / "w.pth")
    assert "3 tensors" in detail
    assert all(name in detail for name in ("features.2.conv.1.0.weight", "stranger", "0.0.weight"))
    assert "does not fit" in refusal(saved(resnet18(num_classes=3), tmp_path / "r.pth"))


def test_counters_that_old_files_lack_are_not_missed(tmp_path: Path) -> None:
    state = mobilenet_v2(num_classes=3).state_dict()
    torch.save({n: t for n, t in state.items() if "num_batches" not in n}, tmp_path / "w.pth")
    build_network("mobilenet_v2", 3, tmp_path / "w.pth", 32)


def test_numbers_that_are_not_finite_are_refused(tmp_path: Path) -> None:
    network = mobilenet_v2(num_classes=3)
    nn.init.constant_(network.features[3].conv[0][0].weight, float("nan"))
    assert "not finite, in features.3" in refusal(saved(network, tmp_path / "w.pth"))


def test_positions_that_form_no_square_are_refused(tmp_path: Path) -> None:
    state = vit_tiny_16(3, 32).state_dict()
    state["encoder.pos_embedding"] = torch.zeros(1, 7, 192)
    torch.save(state, tmp_path / "w.pth")
    assert "no square" in refusal(tmp_path / "w.pth", "vit_tiny_16")


class Intruder:
    """What a pickled file could do to the computer that reads it."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[object, ...]:
        return Path.touch, (self.mark,)


def test_a_file_with_code_in_it_is_refused_and_not_run(tmp_path: Path) -> None:
    torch.save({"a": Intruder(tmp_path / "ran")}, tmp_path / "w.pth")
    assert "could run code" in refusal(tmp_path / "w.pth")
    (tmp_path / "bare.pth").write_bytes(pickle.dumps(Intruder(tmp_path / "ran")))
    assert "no file of torch.save" in refusal(tmp_path / "bare.pth")
    torch.save(mobilenet_v2(num_classes=3), tmp_path / "whole.pth")
    assert "could run code" in refusal(tmp_path / "whole.pth")
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize(
    "content", [b"", b"no weights", b'\x10\x00\x00\x00\x00\x00\x00\x00{"a":{"dtype"', b"PK\x03\x04"]
)
def test_what_is_no_file_of_weights_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "w.pth").write_bytes(content)
    assert "cannot read the weights" in refusal(tmp_path / "w.pth")


def test_a_file_that_is_not_there_or_holds_no_tensors_is_refused(tmp_path: Path) -> None:
    assert "No such file" in refusal(tmp_path / "missing.pth")
    for content, reason in (({"a": 1}, "else than tensors"), ([1], "no state"), ({}, "no state")):
        torch.save(content, tmp_path / "w.pth")
        assert reason in refusal(tmp_path / "w.pth")


def test_a_truncated_file_is_refused(tmp_path: Path) -> None:
    path = saved(mobilenet_v2(num_classes=3), tmp_path / "w.pth")
    path.write_bytes(path.read_bytes()[:-1000])
    assert "cannot read the weights" in refusal(path)


DESCRIPTION = NetworkDescription("mobilenet_v2_peak", ("dent", "good"), 48)


def test_a_saved_network_is_built_again_as_it_was(tmp_path: Path) -> None:
    network = with_statistics(build_network("mobilenet_v2_peak", 2, size_px=48)).eval()
    save_network(tmp_path / "n.pth", network, DESCRIPTION)
    again, description = load_network(tmp_path / "n.pth")
    planes = torch.randn(2, 3, 48, 48)
    assert description == DESCRIPTION
    assert torch.equal(again(planes), network(planes))


def test_a_network_of_ours_is_a_start_as_it_is(tmp_path: Path) -> None:
    network = build_network("mobilenet_v2_peak", 2, size_px=48)
    save_network(tmp_path / "n.pth", network, DESCRIPTION)
    started = build_network("mobilenet_v2_peak", 7, tmp_path / "n.pth", 48)
    first = "features.0.0.weight"
    assert torch.equal(started.state_dict()[first], network.state_dict()[first])


@pytest.mark.parametrize(
    "description",
    [
        None,
        {"architecture": "mobilenet_v2_peak"},
        {"architecture": "x", "classes": [], "size_px": 1},
    ],
)
def test_a_saved_network_that_does_not_say_what_it_is_is_refused(
    tmp_path: Path, description: object
) -> None:
    state = build_network("mobilenet_v2_peak", 2, size_px=48).state_dict()
    document = {"format": "inspector-network-1", "description": description, "state": state}
    torch.save(document, tmp_path / "n.pth")
    with pytest.raises(WeightsError, match="does not say which network"):
        load_network(tmp_path / "n.pth")


def test_a_saved_network_of_other_classes_than_it_says_is_refused(tmp_path: Path) -> None:
    network = build_network("mobilenet_v2_peak", 3, size_px=48)
    save_network(tmp_path / "n.pth", network, DESCRIPTION)
    with pytest.raises(WeightsError, match="is not the network that it says"):
        load_network(tmp_path / "n.pth")
    bare = saved(network, tmp_path / "bare.pth")
    with pytest.raises(WeightsError, match="does not say which network"):
        load_network(bare)


def test_a_network_that_a_full_disk_does_not_take_says_how_to_go_on(tmp_path: Path) -> None:
    (tmp_path / "no_folder").touch()
    with pytest.raises(CheckpointNotWrittenError, match="no_folder") as caught:
        save_network(tmp_path / "no_folder" / "n.network", nn.Linear(2, 2), DESCRIPTION)
    assert "go on" in caught.value.remedy
