"""The shipped package is evaluated as a quality engineer would: figures, report, refusals."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import onnx
import pytest
from click.testing import CliRunner, Result
from onnx import TensorProto, helper

pytest.importorskip("sklearn", reason="needs the extra `train`")

from inspector.cli.model.group import model
from inspector.domain.errors.evaluation import (
    EvaluationOptionsError,
    EvidenceMissingError,
    LabelUnknownError,
    NothingToEvaluateError,
    ReportNotWrittenError,
)
from inspector.domain.errors.model import InferenceError
from inspector.domain.errors.training import TrainingCancelledError
from inspector.domain.evaluation import Evaluation
from inspector.domain.recipe import DecisionLimits
from inspector.engine.judging.decision import decide
from inspector.inference.classifier import OnnxClassifier
from inspector.inference.package import ModelPackage, load_package
from inspector.resources import bundled
from inspector.sim.parts import render_part
from inspector.training.datasets.item import Rect
from inspector.training.datasets.pictures import UnsuitablePictureError
from inspector.training.datasets.revision import open_dataset
from inspector.training.datasets.samples import Samples
from inspector.training.datasets.splitting import SplitPlan, write_plan
from inspector.training.evaluation.documents import evaluation_document
from inspector.training.evaluation.entries import evaluation_entry, validation_entry
from inspector.training.evaluation.evaluate import (
    EvaluationOptions,
    evaluate_file,
    evaluate_package,
)
from inspector.training.evaluation.evaluation import ModelEvaluation, ModelFile
from inspector.training.evaluation.pictures import (
    PartUnit,
    Picture,
    generated_pictures,
    revision_pictures,
    sample_pictures,
    was_trained_on,
)
from inspector.training.evaluation.report.html import render_report, write_report
from inspector.training.evaluation.robustness.disturbances import DISTURBANCES
from inspector.training.evaluation.targets import EscapeTarget
from inspector.training.evaluation.texts import evaluation_text
from inspector.training.evaluation.worst import Kind
from inspector.training.progress import Silence

PACKAGE = bundled("models") / "machined-part" / "1.0.0"
COUNT = 40
QUICK = EvaluationOptions(robustness=False)


@pytest.fixture(scope="module")
def package() -> ModelPackage:
    return load_package(PACKAGE)


@pytest.fixture(scope="module")
def evaluation(package: ModelPackage) -> ModelEvaluation:
    pictures = generated_pictures(package.manifest, 20_000, COUNT, Silence())
    return evaluate_package(
        package, pictures, EvaluationOptions(robustness_pictures=3, dataset="series"), Silence()
    )


def brightness_file(classes: tuple[str, ...] = ("bad", "good"), full: float = 255) -> ModelFile:
    """A real ONNX file: the brighter the first pixel, the more probable the last class."""
    count = len(classes)
    nodes = [
        helper.make_node("Slice", ["image", "start", "end", "axes"], ["pixel"]),
        helper.make_node("Cast", ["pixel"], ["real"], to=TensorProto.FLOAT),
        helper.make_node("Reshape", ["real", "flat"], ["value"]),
        helper.make_node("Div", ["value", "full"], ["good"]),
        helper.make_node("Sub", ["one", "good"], ["rest"]),
        helper.make_node("Mul", ["rest", "shares"], ["others"]),
        helper.make_node("Concat", ["others", "good"], ["scores"], axis=1),
    ]
    constants: dict[str, np.ndarray] = {
        "start": np.zeros(3, np.int64),
        "end": np.ones(3, np.int64),
        "axes": np.array([1, 2, 3], np.int64),
        "flat": np.array([1, 1], np.int64),
        "full": np.array([[full]], np.float32),
        "one": np.array([[1]], np.float32),
        "shares": np.full((1, count - 1), 1 / (count - 1), np.float32),
    }
    graph = helper.make_graph(
        nodes,
        "brightness",
        [helper.make_tensor_value_info("image", TensorProto.UINT8, [1, None, None, None])],
        [helper.make_tensor_value_info("scores", TensorProto.FLOAT, [1, count])],
        [onnx.numpy_helper.from_array(value, name) for name, value in constants.items()],
    )
    opset = [helper.make_opsetid("", 17)]
    content = helper.make_model(graph, opset_imports=opset, ir_version=9).SerializeToString()
    return ModelFile(
        name="brightness/1.0.0",
        variant="fp32",
        architecture="none",
        model=content,
        twin=None,
        classes=classes,
        ok_classes=("good",) if "good" in classes else (),
        limits=DecisionLimits(0.8, 0.5),
    )


def flat(grey: int, label: str, part: str = "", name: str = "") -> Picture:
    image = np.full((16, 16), grey, np.uint8)
    return Picture(name or f"{label}-{grey}", label, lambda: image, part)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(model, ["evaluate", *(str(argument) for argument in arguments)])


def refusal(kind: type[Exception], *arguments: object) -> str:
    result = run(*arguments)
    assert isinstance(result.exception, kind), result.output
    return str(result.exception)


def test_figures_are_those_of_the_classifier_that_the_line_runs(
    package: ModelPackage, evaluation: ModelEvaluation
) -> None:
    classifier = OnnxClassifier(package, provider="cpu")
    manifest, quality = package.manifest, evaluation.quality
    for row, picture in enumerate(evaluation.parts.pictures):
        scores = classifier.classify(picture.read()).scores
        assert np.allclose(scores, evaluation.parts.scores[row], atol=1e-6)
        verdict = decide(scores.tolist(), manifest.classes, manifest.ok_classes, package.limits)
        assert verdict.evaluation is quality.evaluations[row]
    assert quality.samples == COUNT
    assert evaluation.subject.file_sha256 == manifest.files[manifest.model_file]
    assert evaluation.subject.package_sha256 == package.sha256


def test_each_picture_is_held_against_the_fp32_twin(
    package: ModelPackage, evaluation: ModelEvaluation
) -> None:
    twin = OnnxClassifier(package, provider="cpu", reference=True)
    parity = evaluation.parity
    assert parity is not None
    for row, picture in enumerate(evaluation.parts.pictures):
        difference = np.abs(twin.classify(picture.read()).scores - evaluation.parts.scores[row])
        assert parity.differences[row] == pytest.approx(float(difference.max()), abs=1e-6)
    assert parity.largest == max(parity.differences) > 0


def test_a_flip_names_the_picture_and_both_verdicts() -> None:
    three = brightness_file(("bad", "scratch", "good"))
    file = replace(three, twin=brightness_file(("bad", "scratch", "good"), full=280).model)
    pictures = [flat(250, "good"), flat(215, "good"), flat(10, "bad")]
    found = evaluate_file(file, pictures, QUICK, Silence()).parity
    assert found is not None
    assert [str(flip) for flip in found.flips] == [
        "good-215 (good): NOT_DECIDABLE at 0.7679 became OK at 0.8431"
    ]
    assert found.largest == pytest.approx(250 / 255 - 250 / 280, abs=1e-6)


def test_every_disturbance_is_measured_and_repeatable(
    package: ModelPackage, evaluation: ModelEvaluation
) -> None:
    robustness = evaluation.robustness
    assert robustness is not None
    assert [each.name for each in robustness.disturbances] == [each.name for each in DISTURBANCES]
    assert (robustness.pictures, robustness.of) == (3, COUNT)
    for each in robustness.disturbances:
        mean = np.mean([level.accuracy for level in each.severities])
        assert each.score == pytest.approx(mean / robustness.clean_accuracy)
    pictures = generated_pictures(package.manifest, 20_000, COUNT, Silence())
    options = EvaluationOptions(robustness_pictures=3)
    assert evaluate_package(package, pictures, options, Silence()).robustness == robustness


def test_entries_fit_the_manifest(evaluation: ModelEvaluation) -> None:
    entry = evaluation_entry(evaluation)
    assert entry.samples == COUNT
    assert entry.accuracy_low < entry.accuracy < entry.accuracy_high or entry.accuracy == 1
    assert set(entry.robustness) == {each.name for each in DISTURBANCES}
    counts = validation_entry(evaluation.parts).good_score_counts
    assert sum(counts) == evaluation.quality.good


def test_a_part_is_as_good_as_its_worst_tile() -> None:
    file = brightness_file()
    tiles = [
        *(flat(grey, "good", part="a") for grey in (250, 240)),
        flat(250, "good", part="b"),
        flat(20, "bad", part="b"),
        *(flat(grey, "good", part="c") for grey in (250, 150)),
        flat(245, "bad"),
        flat(140, "good", part="d"),
        flat(250, "bad", part="d"),
    ]
    found = evaluate_file(file, tiles, QUICK, Silence())
    assert (found.tiles, found.quality.samples) == (9, 5)
    assert found.quality.evaluations == (
        Evaluation.OK,
        Evaluation.NOT_OK,
        Evaluation.NOT_DECIDABLE,
        Evaluation.OK,
        Evaluation.NOT_DECIDABLE,
    )
    assert (found.quality.good, found.quality.defective) == (2, 3)
    assert (found.escapes.count, found.lost.count) == (1, 1)


@pytest.mark.parametrize("channels", [1, 3])
def test_samples_in_memory_are_judged_and_disturbed_grey_or_in_colour(channels: int) -> None:
    images = np.random.default_rng(3).integers(0, 256, (6, 24, 24, channels), np.uint8)
    images[:, 0, 0] = np.array([250, 240, 230, 30, 20, 10], np.uint8)[:, None]
    labels = np.array([1, 1, 1, 0, 0, 0], np.int64)
    samples = Samples(images, labels, ("bad", "good"), tuple("abcdef"))
    options = EvaluationOptions(robustness_pictures=4)
    found = evaluate_file(brightness_file(), sample_pictures(samples), options, Silence())
    assert found.quality.confusion == ((3, 0), (0, 3))
    assert found.robustness is not None
    by_name = {each.name: each for each in found.robustness.disturbances}
    assert by_name["jpeg"].score == pytest.approx(1, abs=0.3)
    weakest, *_, strongest = by_name["contrast"].severities
    assert (weakest.lost, strongest.lost) == (0, 2)


def test_robustness_is_measured_against_what_was_right_before() -> None:
    pictures = [flat(250, "good"), flat(245, "good"), flat(5, "bad"), flat(8, "good")]
    options = EvaluationOptions(robustness_pictures=4)
    robustness = evaluate_file(brightness_file(), pictures, options, Silence()).robustness
    assert robustness is not None
    assert robustness.clean_accuracy == 0.75
    assert robustness.scores["jpeg"] == robustness.scores["shift"] == 1
    assert robustness.score == pytest.approx(np.mean(list(robustness.scores.values())))
    hopeless = [flat(250, "bad"), flat(5, "good")]
    without = evaluate_file(brightness_file(), hopeless, options, Silence())
    assert without.robustness is not None
    assert without.robustness.score is None
    assert set(evaluation_entry(without).robustness.values()) == {0}
    render_report(without)


def test_the_pictures_to_look_at_are_the_worst_of_each_kind() -> None:
    pictures = [
        *(flat(grey, "bad") for grey in (10, 250, 230, 215)),
        *(flat(grey, "good") for grey in (255, 100, 30, 210)),
    ]
    options = EvaluationOptions(robustness=False, worst=2)
    shown = evaluate_file(brightness_file(), pictures, options, Silence()).worst
    assert [(each.kind, each.name) for each in shown] == [
        (Kind.ESCAPE, "bad-250"),
        (Kind.ESCAPE, "bad-230"),
        (Kind.LOST, "good-30"),
        (Kind.LOST, "good-100"),
        (Kind.UNCERTAIN, "good-210"),
        (Kind.UNCERTAIN, "good-255"),
    ]
    thumbnail = cv2.imdecode(np.frombuffer(shown[0].thumbnail, np.uint8), cv2.IMREAD_COLOR)
    assert thumbnail is not None
    assert max(thumbnail.shape) == 180


def test_a_known_temperature_shows_what_calibration_did() -> None:
    pictures = [flat(grey, "good" if grey > 127 else "bad") for grey in range(5, 255, 5)]
    file = replace(brightness_file(), temperature=2.0)
    found = evaluate_file(file, pictures, QUICK, Silence())
    assert found.uncalibrated is not None
    assert found.uncalibrated.log_loss != found.calibration.log_loss
    assert evaluate_file(brightness_file(), pictures, QUICK, Silence()).uncalibrated is None


def test_what_cannot_be_told_is_said() -> None:
    only_good = evaluate_file(
        brightness_file(), [flat(grey, "good") for grey in (200, 250)], QUICK, Silence()
    )
    said = " ".join(map(str, only_good.remarks))
    assert "no defective picture" in said
    assert "Only 2 good" in said
    assert "not judged: bad" in said
    assert "always says the most common class (2 of 2)" in said
    assert only_good.ranking is None
    assert only_good.in_force is None
    assert "nothing can be said" in str(only_good.escapes)
    no_good = brightness_file(("scratch", "dent"))
    sorted_only = evaluate_file(no_good, [flat(9, "scratch"), flat(250, "dent")], QUICK, Silence())
    assert "no good class" in str(sorted_only.remarks[0])
    assert sorted_only.escapes.count == 0
    render_report(only_good)
    render_report(sorted_only)


def test_the_shortcut_check_stands_beside_the_score() -> None:
    pictures = [flat(grey, "good" if grey > 127 else "bad") for grey in range(5, 255, 5)]
    for auc, warned in ((0.55, False), (0.93, True)):
        options = replace(QUICK, shortcut_auc=auc)
        found = evaluate_file(brightness_file(), pictures, options, Silence())
        assert any("those of the background" in str(remark) for remark in found.remarks) is warned
        assert f"shortcut AUC {auc:.2f}" in evaluation_text(found)
        assert f"{auc:.2f}" in render_report(found)
        assert evaluation_entry(found).shortcut_auc == auc


def unreadable() -> np.ndarray:
    raise UnsuitablePictureError("cut short")


def test_an_unreadable_picture_is_left_out_and_listed() -> None:
    pictures = [flat(9, "bad"), Picture("torn.png", "bad", unreadable), flat(250, "good")]
    found = evaluate_file(brightness_file(), pictures, QUICK, Silence())
    assert found.quality.samples == 2
    assert found.left_out == ("torn.png: cut short",)
    assert any("1 pictures could not be used" in str(each) for each in found.remarks)


def test_a_failing_inference_names_the_picture() -> None:
    strange = Picture("four.png", "bad", lambda: np.zeros((16, 16, 4), np.uint8))
    with pytest.raises(InferenceError, match=r"four\.png"):
        evaluate_file(brightness_file(), [flat(9, "bad"), strange], QUICK, Silence())


def test_nothing_to_evaluate_and_unknown_labels_are_refused() -> None:
    file = brightness_file()
    with pytest.raises(NothingToEvaluateError):
        evaluate_file(file, [], QUICK, Silence())
    with pytest.raises(NothingToEvaluateError):
        evaluate_file(file, [Picture("torn.png", "bad", unreadable)], QUICK, Silence())
    with pytest.raises(LabelUnknownError, match=r"rust.*knows bad, good"):
        evaluate_file(file, [flat(9, "rust")], QUICK, Silence())


def test_a_target_without_evidence_is_refused() -> None:
    pictures = [*(flat(g, "good") for g in range(200, 240)), flat(3, "bad")]
    options = replace(QUICK, target=EscapeTarget(0.01))
    with pytest.raises(EvidenceMissingError, match="1 defective"):
        evaluate_file(brightness_file(), pictures, options, Silence())


class _CancelAfter(Silence):
    def __init__(self, parts: int) -> None:
        self.left = parts

    def advance(self, detail: str = "") -> None:
        self.left -= 1
        if self.left == 0:
            raise TrainingCancelledError("cancelled")


@pytest.mark.parametrize("parts", [1, 3, 4])
def test_an_evaluation_can_be_cancelled_in_every_step(parts: int) -> None:
    pictures = [flat(250, "good"), flat(20, "bad"), flat(240, "good")]
    options = EvaluationOptions(robustness_pictures=2)
    with pytest.raises(TrainingCancelledError):
        evaluate_file(brightness_file(), pictures, options, _CancelAfter(parts))


class _Checked(HTMLParser):
    """Every element is closed in order, nothing is fetched, no script runs."""

    EMPTY = frozenset({"meta", "img", "br"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.images: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in ("script", "link", "iframe")
        for name, value in attrs:
            assert not name.startswith("on")
            if name in ("src", "href"):
                assert value is not None
                assert value.startswith("data:image/")
                self.images.append(value)
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_the_report_is_one_file_that_fetches_and_runs_nothing(evaluation: ModelEvaluation) -> None:
    html = render_report(evaluation)
    parsed = _Checked()
    parsed.feed(html)
    parsed.close()
    assert parsed.open == []
    assert len(parsed.images) >= 6 + len(evaluation.worst)
    assert not re.search(r"https?://", html)
    text = " ".join(parsed.words)
    assert str(evaluation.escapes) in text
    assert evaluation.subject.file_sha256 in text
    for name in evaluation.subject.classes:
        assert name in text


def test_names_from_outside_are_escaped_and_chinese_is_kept() -> None:
    hostile = "<script>alert(1)</script>"
    file = replace(brightness_file(("划痕", "good")), name="模型/1.0.0")
    pictures = [flat(250, "划痕", name=hostile), *(flat(g, "good") for g in (99, 240))]
    html = render_report(evaluate_file(file, pictures, QUICK, Silence()))
    parsed = _Checked()
    parsed.feed(html)
    assert "划痕" in html
    assert hostile not in html
    assert hostile in "".join(parsed.words)


def test_a_report_that_cannot_be_written_is_said(
    evaluation: ModelEvaluation, tmp_path: Path
) -> None:
    with pytest.raises(ReportNotWrittenError, match="missing"):
        write_report(evaluation, tmp_path / "missing" / "report.html")


def test_the_document_is_json_with_every_picture(evaluation: ModelEvaluation) -> None:
    document = json.loads(json.dumps(evaluation_document(evaluation), allow_nan=False))
    assert len(document["pictures"]) == document["samples"] == COUNT
    assert np.trace(document["confusion"]) == round(document["accuracy"] * COUNT)
    assert document["intervals"]["escapes"]["count"] == document["escapes"]
    assert document["fp32"]["samples"] == COUNT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Class folders of generated parts, with a damaged file."""
    root = tmp_path / "parts"
    for index in range(12):
        part = render_part(71, index, defect_rate=0.6)
        path = root / part.class_name / f"{index}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        cv2.imwrite(str(path), part.image)
    (root / "dent").mkdir(exist_ok=True)
    (root / "dent" / "torn.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    return root


def test_the_command_judges_a_folder_and_writes_the_report(folder: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.html"
    arguments = ("--dataset", folder, "--no-robustness", "--report", report, "--json")
    result = run(PACKAGE, *arguments)
    assert result.exit_code == 0, result.output
    document: dict[str, Any] = json.loads(result.stdout)
    assert document["samples"] == 12
    assert len(document["dataset_revision"]) == 64
    assert "torn.png" in result.stderr
    assert "12 parts" in report.read_text("utf-8")
    text = run(PACKAGE, "--dataset", folder, "--no-robustness")
    assert "verdicts flipped" in text.stdout
    assert "with 95 % confidence" in text.stdout


def test_the_command_refuses_what_makes_no_sense(folder: Path, tmp_path: Path) -> None:
    quick = ("--generated", 8, "--no-robustness")
    both = (*quick, "--target-escape-rate", 0.01, "--costs", 1, 1, 1)
    assert "contradict" in refusal(EvaluationOptionsError, PACKAGE, *both)
    assert "--costs" in refusal(EvaluationOptionsError, PACKAGE, *quick, "--defect-share", 0.1)
    refusal(EvaluationOptionsError, PACKAGE, *quick, "--target-escape-rate", 2)
    refusal(EvidenceMissingError, PACKAGE, *quick, "--target-escape-rate", 0.01)
    missing = tmp_path / "missing" / "report.html"
    assert "missing" in refusal(ReportNotWrittenError, PACKAGE, *quick, "--report", missing)
    (folder / "good").rename(folder / "rust")
    assert "rust" in refusal(LabelUnknownError, PACKAGE, "--dataset", folder)


def test_a_split_names_what_was_held_out(folder: Path, tmp_path: Path) -> None:
    (folder / "dent" / "torn.png").unlink()
    revision = open_dataset(folder)
    keys = [item.key for item in revision.items]
    parts = {"train": tuple(keys[:6]), "validation": tuple(keys[6:8]), "test": tuple(keys[8:])}
    plan = SplitPlan(revision.id, 1, (0.5, 0.2, 0.3), (), parts)
    write_plan(plan, tmp_path / "split.json")
    arguments = ("--dataset", folder, "--split", tmp_path / "split.json", "--no-robustness")
    judged = json.loads(run(PACKAGE, *arguments, "--no-shortcut-check", "--json").stdout)
    wanted = {item.origin for item in revision.items if item.key in parts["test"]}
    assert {picture["name"] for picture in judged["pictures"]} == wanted
    assert "learned from" not in " ".join(judged["remarks"])
    trained = json.loads(run(PACKAGE, *arguments, "--part", "train", "--json").stdout)
    assert "learned from" in " ".join(trained["remarks"])
    assert [each["text"] for each in trained["reasons"]] == trained["remarks"]
    for name in wanted:
        (folder / name).unlink()
    assert "not in" in refusal(EvaluationOptionsError, PACKAGE, *arguments)


def test_a_model_knows_the_revision_that_it_was_trained_on(
    folder: Path, package: ModelPackage
) -> None:
    source = open_dataset(folder)
    named = open_dataset(folder, good=["good"])
    assert not was_trained_on(source, package.manifest)
    trained = package.manifest.model_copy(update={"dataset_revision": named.id})
    assert was_trained_on(source, trained)
    assert was_trained_on(named, trained)


def test_pictures_of_a_group_may_be_one_part(tmp_path: Path) -> None:
    for number, grey in enumerate((250, 240, 30)):
        cv2.imwrite(str(tmp_path / f"{number}.png"), np.full((16, 16), grey + number, np.uint8))
    lines = ["path,label,group", "0.png,good,a", "1.png,good,b", "2.png,bad,b"]
    (tmp_path / "list.csv").write_text("\n".join(lines))
    revision = open_dataset(tmp_path / "list.csv")
    alone = evaluate_file(brightness_file(), revision_pictures(revision), QUICK, Silence())
    pictures = revision_pictures(revision, part_is=PartUnit.GROUP)
    together = evaluate_file(brightness_file(), pictures, QUICK, Silence())
    assert (alone.quality.samples, together.quality.samples) == (3, 2)
    assert (together.quality.good, together.quality.defective) == (1, 1)


def test_tiles_of_a_file_are_one_part_unless_each_is_asked_for(tmp_path: Path) -> None:
    cv2.imwrite(str(tmp_path / "0.png"), np.full((16, 16), 250, np.uint8))
    (tmp_path / "list.csv").write_text("path,label\n0.png,good")
    whole = open_dataset(tmp_path / "list.csv")
    (item,) = whole.items
    tiles = tuple(replace(item, rect=Rect(left, 0, 8, 16)) for left in (0, 8))
    revision = replace(whole, content=replace(whole.content, items=tiles))
    assert {each.part for each in revision_pictures(revision)} == {item.sha256}
    assert {each.part for each in revision_pictures(revision, part_is=PartUnit.TILE)} == {""}
