"""`inspector model adapt`: a handful of pictures, a new package, and nothing forgotten."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import onnx
import pytest
from adapter_packages import (
    FP32,
    INT8,
    OLD,
    first_schema,
    make_package,
    picture,
    without_statistics,
    write_pictures,
)
from click.testing import CliRunner, Result

pytest.importorskip("torch", reason="needs the extra `train`")
pytest.importorskip("torchvision", reason="needs the extra `train`")

from inspector.cli.model.group import model
from inspector.domain.errors.adapter import AdapterClassesError, AdapterPicturesError
from inspector.domain.errors.model import ModelPackageError
from inspector.domain.errors.training import TrainingCancelledError
from inspector.inference.classifier import OnnxClassifier
from inspector.inference.package import ModelPackage, load_package
from inspector.training.adapter.adapt import adapt_package
from inspector.training.adapter.place import find_head
from inspector.training.adapter.values import AdaptOptions, next_version
from inspector.training.progress import Silence


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(model, ["adapt", *map(str, arguments)])


def document(*arguments: str | Path) -> Any:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def refusal(kind: type[Exception], *arguments: str | Path) -> str:
    result = run(*arguments)
    assert isinstance(result.exception, kind), result.output
    return str(result.exception)


@pytest.fixture(scope="module")
def parent(tmp_path_factory: pytest.TempPathFactory) -> ModelPackage:
    return make_package(tmp_path_factory.mktemp("packages"))


@pytest.fixture(scope="module")
def crosses(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_pictures(tmp_path_factory.mktemp("new"), ("cross",), 10)


@pytest.fixture(scope="module")
def adapted(
    parent: ModelPackage, crosses: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[ModelPackage, Any]:
    """Ten crosses learned, with the base dataset at hand."""
    base = write_pictures(tmp_path_factory.mktemp("base"), OLD, 24)
    out = tmp_path_factory.mktemp("out")
    report = document(parent.folder, crosses, "--out", out, "--dataset", base)
    return load_package(Path(report["folder"])), report


def recognised(package: ModelPackage, kind: str, *, reference: bool = False) -> float:
    classifier = OnnxClassifier(package, provider="cpu", reference=reference)
    index = package.manifest.classes.index(kind)
    found = [
        int(classifier.classify(picture(kind, number)).scores.argmax()) == index
        for number in range(500, 520)
    ]
    return float(np.mean(found))


def test_the_new_class_is_recognised_and_the_old_ones_still_are(
    parent: ModelPackage, adapted: tuple[ModelPackage, Any]
) -> None:
    package, _ = adapted
    assert package.manifest.classes == (*OLD, "cross")
    assert package.manifest.ok_classes == ("good",)
    for kind in OLD:
        assert recognised(parent, kind) >= 0.9
        assert recognised(package, kind) >= recognised(parent, kind) - 0.1
    for reference in (False, True):
        assert recognised(package, "cross", reference=reference) >= 0.8


@pytest.mark.parametrize("with_dataset", [True, False])
def test_a_kind_that_the_network_cannot_see_costs_no_good_parts_and_it_says_so(
    parent: ModelPackage, tmp_path: Path, with_dataset: bool
) -> None:
    unseen = write_pictures(tmp_path / "new", ("good",), 20, first=300) / "good"
    unseen.rename(unseen.with_name("ghost"))
    base = write_pictures(tmp_path / "base", OLD, 60)
    options = ("--dataset", base) if with_dataset else ()
    result = run(parent.folder, tmp_path / "new", "--out", tmp_path / "out", *options)
    assert result.exit_code == 0, result.output
    assert "train it anew" in result.stdout
    package = load_package(tmp_path / "out" / parent.manifest.model_id / "1.1.0")
    assert recognised(parent, "good") == 1
    assert recognised(package, "good") >= 0.7


def test_a_picture_of_the_new_class_is_no_stranger_any_more(
    parent: ModelPackage, adapted: tuple[ModelPackage, Any]
) -> None:
    known, unknown = (
        [
            OnnxClassifier(package, provider="cpu").classify(picture("cross", number)).novelty
            for number in range(500, 510)
        ]
        for package in (adapted[0], parent)
    )
    assert None not in (*known, *unknown)
    assert np.median(np.array(known, float)) < np.median(np.array(unknown, float))


def test_the_package_says_what_it_is_and_replays_its_pictures(
    parent: ModelPackage, adapted: tuple[ModelPackage, Any]
) -> None:
    package, report = adapted
    manifest = package.manifest
    OnnxClassifier(package, provider="cpu").warm_up()
    OnnxClassifier(package, provider="cpu", reference=True).warm_up()
    assert manifest.version == "1.1.0"
    assert manifest.parent_sha256 == parent.sha256
    assert manifest.features == "features"
    assert [entry.label for entry in manifest.golden] == [*OLD, "cross", "cross"]
    assert report["golden"]["total"] == 3
    assert report["golden"]["same_verdict"] >= 2
    card = package.read("MODEL_CARD.md").decode("utf-8")
    assert "bit for bit" in card
    assert parent.sha256[:12] in card


def test_the_base_dataset_gives_figures_for_the_release_gate(
    adapted: tuple[ModelPackage, Any],
) -> None:
    package, report = adapted
    old, entry = report["old_pictures"], package.manifest.evaluation
    assert entry is not None
    assert entry.samples == old["after"]["samples"] + report["new_pictures"]["held_out"]
    assert old["before"]["samples"] == old["after"]["samples"] >= 9
    assert old["after"]["accuracy"] >= old["before"]["accuracy"] - 0.2
    assert 0 <= old["flips"] <= old["after"]["samples"]
    assert old["never_trained_on"] is False
    assert sum(package.manifest.validation.good_score_counts) >= 3
    assert report["seconds"].keys() == {"pictures", "features", "fit", "graft", "measure"}


def test_both_files_get_the_same_head_on_their_own_backbone(
    parent: ModelPackage, adapted: tuple[ModelPackage, Any]
) -> None:
    heads = []
    for name in (INT8, FP32):
        old = onnx.load_from_string(parent.read(name))
        new = onnx.load_from_string(adapted[0].read(name))
        heads.append(find_head(new, 4).head)
        stored = {tensor.name: tensor.SerializeToString() for tensor in new.graph.initializer}
        backbone = [
            tensor
            for tensor in old.graph.initializer
            if not tensor.name.startswith(("head_", "novelty", "temperature"))
        ]
        kept = [tensor for tensor in backbone if tensor.name in stored]
        assert len(kept) > 0.9 * len(backbone)
        assert all(stored[tensor.name] == tensor.SerializeToString() for tensor in kept)
    for part in ("down", "down_bias", "up", "weight", "bias"):
        np.testing.assert_array_equal(getattr(heads[0], part), getattr(heads[1], part))


def test_an_adapted_package_learns_again_without_the_dataset(
    adapted: tuple[ModelPackage, Any], tmp_path: Path
) -> None:
    new = write_pictures(tmp_path / "new", ("grid",), 3)
    write_pictures(tmp_path / "new", ("stain",), 1, first=300)
    report = document(adapted[0].folder, new, "--out", tmp_path / "out", "--good", "grid")
    package = load_package(Path(report["folder"]))
    assert package.manifest.version == "1.2.0"
    assert package.manifest.ok_classes == ("good", "grid")
    assert "class statistics" in report["rehearsed"]
    assert report["old_pictures"] is None
    assert package.manifest.evaluation is None
    before, after = adapted[0].limits, package.limits
    assert after.accept >= before.accept
    assert after.reject_default <= before.reject_default
    for kind in (*OLD, "cross", "grid"):
        assert recognised(package, kind) >= 0.7


def test_a_package_of_the_first_schema_learns_too(tmp_path: Path) -> None:
    folder = first_schema(tmp_path / "old")
    (tmp_path / "new" / "grid").mkdir(parents=True)
    for number in range(3):
        cv2.imwrite(str(tmp_path / "new" / "grid" / f"{number}.png"), picture("grid", number))
    result = run(folder, tmp_path / "new", "--out", tmp_path / "out")
    assert result.exit_code == 0, result.output
    assert "golden pictures alone" in result.stderr
    package = load_package(tmp_path / "out" / "machined-part" / "1.1.0")
    assert recognised(package, "grid") >= 0.8
    OnnxClassifier(package, provider="cpu").warm_up()


def test_pictures_that_cannot_be_used_are_named(parent: ModelPackage, tmp_path: Path) -> None:
    new = write_pictures(tmp_path / "new", ("cross",), 3)
    (new / "cross" / "empty.png").touch()
    cv2.imwrite(str(new / "cross" / "deep.png"), np.zeros((64, 64), np.uint16))
    message = refusal(AdapterPicturesError, parent.folder, new, "--out", tmp_path / "out")
    assert "2 of the new pictures" in message
    assert "empty.png" in message
    assert "deep.png" in message
    assert not (tmp_path / "out" / "plate" / "1.1.0").exists()


def test_an_empty_class_folder_is_refused(parent: ModelPackage, tmp_path: Path) -> None:
    new = write_pictures(tmp_path / "new", ("cross",), 2)
    (new / "chip").mkdir()
    (new / "chip" / "notes.txt").write_text("to come")
    assert "chip" in refusal(AdapterPicturesError, parent.folder, new, "--out", tmp_path / "out")


def test_pictures_without_a_class_are_refused(parent: ModelPackage, tmp_path: Path) -> None:
    cv2.imwrite(str(tmp_path / "loose.png"), picture("cross", 1))
    message = refusal(AdapterPicturesError, parent.folder, tmp_path, "--out", tmp_path / "out")
    assert "class folder" in message
    absent = tmp_path / "absent"
    message = refusal(AdapterPicturesError, parent.folder, absent, "--out", tmp_path / "out")
    assert "does not exist" in message


def test_good_names_a_class_that_is_there_and_no_defect(
    parent: ModelPackage, crosses: Path, tmp_path: Path
) -> None:
    options = (parent.folder, crosses, "--out", tmp_path / "out", "--good")
    assert "no pictures" in refusal(AdapterClassesError, *options, "chip")
    assert "is a defect" in refusal(AdapterClassesError, *options, "dent")


def test_a_dataset_of_other_classes_is_refused(
    parent: ModelPackage, crosses: Path, tmp_path: Path
) -> None:
    other = write_pictures(tmp_path / "other", ("good", "dent", "grid"), 6)
    options = (parent.folder, crosses, "--out", tmp_path / "out", "--dataset", other)
    message = refusal(AdapterClassesError, *options)
    assert "it adds grid" in message
    assert "it lacks stain" in message


def test_one_class_alone_is_nothing_to_tell_apart(parent: ModelPackage, tmp_path: Path) -> None:
    package = without_statistics(parent, tmp_path / "one", "good")
    new = write_pictures(tmp_path / "new", ("good",), 2, first=700)
    message = refusal(AdapterClassesError, package.folder, new, "--out", tmp_path / "out")
    assert "'good'" in message


def test_a_version_that_exists_is_never_overwritten(
    adapted: tuple[ModelPackage, Any], parent: ModelPackage, crosses: Path
) -> None:
    out = adapted[0].folder.parent.parent
    before = (adapted[0].folder / "manifest.toml").read_bytes()
    message = refusal(ModelPackageError, parent.folder, crosses, "--out", out)
    assert "never changes" in message
    assert (adapted[0].folder / "manifest.toml").read_bytes() == before


class _Impatient(Silence):
    def begin(self, step: str, total: int) -> None:
        self.step = step

    def advance(self, detail: str = "") -> None:
        if self.step == "fit":
            raise TrainingCancelledError("enough")


def test_what_is_cancelled_leaves_nothing_behind(
    parent: ModelPackage, crosses: Path, tmp_path: Path
) -> None:
    options = AdaptOptions(parent.folder, crosses, tmp_path / "out")
    with pytest.raises(TrainingCancelledError):
        adapt_package(options, "none", _Impatient())
    assert not list((tmp_path / "out").rglob("*.onnx"))


@pytest.mark.parametrize(
    ("version", "following"), [("1.0.0", "1.1.0"), ("2.9.4", "2.10.0"), ("0.3.1-rc.1", "0.4.0")]
)
def test_the_next_version_is_a_minor_one(version: str, following: str) -> None:
    assert next_version(version) == following
