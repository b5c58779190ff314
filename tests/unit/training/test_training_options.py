"""What a training was asked for survives on disk, wherever it is gone on with."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspector.domain.errors.training import RunFolderError
from inspector.training.options import TrainingOptions


@pytest.mark.parametrize("option", ["weights", "teacher"])
def test_a_training_that_began_from_a_relative_file_goes_on_from_another_folder(
    option: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    options = TrainingOptions(Path("models"), Path("parts"), **{option: "big.network"})  # type: ignore[arg-type]
    kept = options.document()
    monkeypatch.chdir(tmp_path.parent)
    resumed = TrainingOptions.from_document(kept)
    assert Path(str(getattr(resumed, option))) == tmp_path / "big.network"
    assert (resumed.out, resumed.source) == (tmp_path / "models", tmp_path / "parts")


@pytest.mark.parametrize(("option", "name"), [("weights", "imagenet"), ("teacher", "resnet18")])
def test_what_has_a_name_keeps_it(option: str, name: str) -> None:
    options = TrainingOptions(Path("models"), **{option: name})  # type: ignore[arg-type]
    assert options.document()[option] == name


def test_options_of_another_version_are_named_and_not_a_crash() -> None:
    kept = {**TrainingOptions(Path("models")).document(), "colour_jitter": 1}
    with pytest.raises(RunFolderError, match="another version, with colour_jitter"):
        TrainingOptions.from_document(kept)
