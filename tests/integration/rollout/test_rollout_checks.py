"""A running line looks into no graph itself: a process of its own does, and its finding counts."""

from __future__ import annotations

from pathlib import Path

import pytest
from rollout_rig import PUBLIC_KEY, part_package

from inspector.domain.errors.model import (
    ModelGoldenError,
    ModelIntegrityError,
    ModelPackageError,
)
from inspector.domain.errors.release import ModelSignatureError
from inspector.inference import checked_elsewhere as elsewhere_module
from inspector.inference import package as package_module
from inspector.inference.checked_elsewhere import CheckedElsewhere
from inspector.inference.signature import Trust

TRUST = Trust.of((PUBLIC_KEY,))


@pytest.fixture
def opener(tmp_path: Path) -> CheckedElsewhere:
    opener = CheckedElsewhere(tmp_path / "data")
    opener.begin()
    return opener


@pytest.fixture
def no_graph_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        pytest.fail("a graph was parsed in this process")

    monkeypatch.setattr(package_module, "check_graph", fail)


@pytest.mark.usefixtures("no_graph_here")
def test_what_another_process_has_passed_is_known_and_still_compared(
    opener: CheckedElsewhere, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = _written_before(tmp_path, monkeypatch, "1.1.0")
    assert opener(written, TRUST).manifest.version == "1.1.0"
    monkeypatch.setattr(elsewhere_module, "_CHECK_S", 0.0)
    assert opener(written, TRUST).manifest.version == "1.1.0", "no second process"
    (written / "MODEL_CARD.md").write_text("another card")
    with pytest.raises(ModelIntegrityError):
        opener(written, TRUST)


def test_what_the_other_process_finds_comes_back_with_its_code(
    opener: CheckedElsewhere, tmp_path: Path
) -> None:
    wrong = [{"image": "golden/03.png", "label": "dent", "scores": [1.0, 0, 0, 0, 0, 0]}]
    package = part_package(tmp_path, "1.6.0", golden=wrong)
    with pytest.raises(
        ModelGoldenError, match=r"^MOD-003: golden/03\.png: a score is off"
    ) as found:
        opener(package.folder, TRUST)
    assert found.value.remedy == ModelGoldenError.remedy


def test_an_unsigned_package_gets_no_process(
    opener: CheckedElsewhere, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(CheckedElsewhere, "_check", lambda *_: pytest.fail("a process began"))
    package = part_package(tmp_path, "1.4.0", signed=False)
    with pytest.raises(ModelSignatureError):
        opener(package.folder, TRUST)


def test_a_check_that_does_not_end_or_breaks_is_a_refusal(
    opener: CheckedElsewhere, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = part_package(tmp_path, "1.1.0")
    monkeypatch.setattr(elsewhere_module, "_CHECK_S", 0.01)
    with pytest.raises(ModelPackageError, match="could not be checked"):
        opener(package.folder, TRUST)
    broken = elsewhere_module._found("Segmentation fault", -11)
    assert isinstance(broken, ModelPackageError)
    assert "ended with code -11: Segmentation fault" in broken.detail


def _written_before(folder: Path, monkeypatch: pytest.MonkeyPatch, version: str) -> Path:
    """The writer looks into graphs, and may."""
    with monkeypatch.context() as patch:
        patch.setattr(package_module, "check_graph", lambda *_: None)
        return part_package(folder, version).folder
