"""ImageNet weights: fetched once, held against their hash, and missed with a clear word."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from torch import hub
from torchvision.models import MobileNet_V2_Weights, Weights, WeightsEnum, mobilenet_v2

from inspector.domain.errors.training import WeightsError, WeightsUnavailableError
from inspector.training.networks import architectures
from inspector.training.networks.architectures import begin_network, build_network
from inspector.training.networks.download import imagenet_state
from inspector.training.progress import Silence


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """torch.hub's folder of fetched files."""
    monkeypatch.setattr(hub, "_hub_dir", str(tmp_path / "hub"))
    return tmp_path / "hub" / "checkpoints"


def offered(url: str) -> WeightsEnum:
    class Offered(WeightsEnum):
        V1 = Weights(url=url, transforms=lambda image: image, meta={})

    return Offered.V1


def on_a_server(folder: Path, sha256: str | None = None) -> str:
    """The address of weights whose name tells the hash of their content."""
    folder.mkdir()
    torch.save(mobilenet_v2(num_classes=1000).state_dict(), folder / "w.pth")
    known = sha256 or hashlib.sha256((folder / "w.pth").read_bytes()).hexdigest()
    return (folder / "w.pth").rename(folder / f"net-{known[:8]}.pth").as_uri()


class Lines(Silence):
    """Keeps what it is told."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def tell(self, line: str) -> None:
        self.told.append(line)


def test_weights_are_fetched_once_and_nothing_is_printed(
    tmp_path: Path, cache: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = on_a_server(tmp_path / "server")
    progress = Lines()
    state = imagenet_state(offered(url), progress)
    assert progress.told == [f"fetching {url}"]
    (file,) = cache.iterdir()
    Path(tmp_path, "server", file.name).unlink()
    again = imagenet_state(offered(url), progress)
    assert len(progress.told) == 1
    assert state.keys() == again.keys() == mobilenet_v2().state_dict().keys()
    assert capsys.readouterr() == ("", "")


def test_a_network_starts_from_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    weights = offered(on_a_server(tmp_path / "server"))
    row = replace(architectures.ARCHITECTURES["mobilenet_v2"], imagenet=weights)
    monkeypatch.setattr(architectures, "ARCHITECTURES", {"mobilenet_v2": row})
    progress = Lines()
    network, started = begin_network("mobilenet_v2", 3, "imagenet", 32, progress)
    assert started
    name = "features.5.conv.0.0.weight"
    assert torch.equal(network.state_dict()[name], imagenet_state(weights, progress)[name])
    assert progress.told[-1] == "starting from Offered.V1"


def test_what_does_not_have_its_hash_is_not_kept(tmp_path: Path, cache: Path) -> None:
    url = on_a_server(tmp_path / "server", sha256="0" * 64)
    with pytest.raises(WeightsUnavailableError, match="invalid hash") as refused:
        imagenet_state(offered(url), Silence())
    assert refused.value.remedy.startswith(f"Fetch {url} on another computer")
    assert list(cache.iterdir()) == []


def test_without_a_network_the_error_names_the_file_and_the_option(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def offline(*_args: object, **_options: object) -> None:
        raise OSError(101, "Network is unreachable")

    monkeypatch.setattr(hub, "urlopen", offline)
    with pytest.raises(WeightsUnavailableError, match="Network is unreachable") as refused:
        build_network("mobilenet_v2", 3, "imagenet", 32)
    assert MobileNet_V2_Weights.IMAGENET1K_V2.url in refused.value.remedy
    assert "--weights FILE" in refused.value.remedy
    progress = Lines()
    _, started = begin_network("mobilenet_v2", 3, "auto", 32, progress)
    assert not started
    assert "starting from random weights" in progress.told[-1]


def test_an_architecture_without_imagenet_weights_says_so() -> None:
    with pytest.raises(WeightsUnavailableError, match="no ImageNet weights"):
        build_network("vit_tiny_16", 3, "imagenet", 32)
    build_network("vit_tiny_16", 3, "auto", 32)


def test_a_damaged_file_in_the_cache_is_named(tmp_path: Path, cache: Path) -> None:
    url = on_a_server(tmp_path / "server")
    imagenet_state(offered(url), Silence())
    (file,) = cache.iterdir()
    file.write_bytes(file.read_bytes()[:5000])
    with pytest.raises(WeightsError, match="damaged") as refused:
        imagenet_state(offered(url), Silence())
    assert str(file) in refused.value.remedy
