"""A finished training becomes a package that a station takes, with all that was measured."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason="needs the extra `train`")

from package_rig import CLASSES, KEY, evaluation, tiny_graph

from inspector.domain.errors.model import ModelPackageError
from inspector.domain.errors.release import ModelGraphError
from inspector.domain.recipe import DecisionLimits
from inspector.inference.classifier import OnnxClassifier
from inspector.inference.manifest import EvaluationEntry, ValidationEntry
from inspector.inference.package import ModelPackage, load_package
from inspector.inference.session import ScoringSession
from inspector.inference.signature import SignatureState, Trust, public_key_text
from inspector.inference.signing import public_key_of
from inspector.training.datasets.dataset import Dataset
from inspector.training.datasets.samples import Samples
from inspector.training.datasets.split import Split
from inspector.training.evaluation.quality import judge
from inspector.training.options import TrainingOptions
from inspector.training.quantization.search import FailedCandidate
from inspector.training.quantization.variants import Variant
from inspector.training.release.assemble import assemble_package
from inspector.training.release.evidence import ReleaseEvidence

REVISION = "ab" * 32
EVIDENCE = ReleaseEvidence(
    EvaluationEntry.model_validate(evaluation(shortcut_auc=0.61)),
    ValidationEntry(good_score_counts=(0, 1, 9), novelty_counts=(5, 5)),
    "<!doctype html><title>tiny</title>",
)


def samples(count: int, seed: int) -> Samples:
    rng = np.random.default_rng(seed)
    images = rng.integers(0, 256, (count, 16, 16, 1), dtype=np.uint8)
    labels = np.arange(count) % len(CLASSES)
    return Samples(images, labels, tuple(CLASSES), tuple(str(place) for place in range(count)))


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    split = Split(samples(9, 1), samples(6, 2), samples(12, 3))
    return Dataset(split, ("good",), "gray", "twelve | pictures", False, revision=REVISION)


def variant(dataset: Dataset, name: str, seed: int, refused: str = "") -> Variant:
    model = tiny_graph(seed).SerializeToString()
    test = dataset.split.test
    session = ScoringSession(model, len(CLASSES), provider="cpu")
    scores = np.stack([session.score(image) for image in test.images])
    limits = DecisionLimits(0.5, 0.5)
    quality = judge(scores, test.labels, CLASSES, ["good"], limits)
    return Variant(
        name, model, limits, quality, 1, 0.5, 0.9, "CPUExecutionProvider", refused, compared=18
    )


@pytest.fixture(scope="module")
def variants(dataset: Dataset) -> list[Variant]:
    return [
        variant(dataset, "fp32", 1),
        variant(dataset, "int8-static", 2),
        variant(dataset, "int8-dynamic", 3, "accuracy 2.10 points below fp32"),
    ]


@pytest.fixture(scope="module")
def package(
    dataset: Dataset, variants: list[Variant], tmp_path_factory: pytest.TempPathFactory
) -> ModelPackage:
    out = tmp_path_factory.mktemp("out")
    return assemble_package(
        TrainingOptions(out=out, size_px=16, name="tiny"),
        dataset,
        variants,
        variants[1],
        "inspector model train",
        evidence=EVIDENCE,
        failed=[FailedCandidate("int8-entropy", "the quantizer gave up")],
        temperature=1.25,
        signing_key=KEY,
    )


def test_the_package_loads_where_its_key_is_trusted_and_judges(package: ModelPackage) -> None:
    trust = Trust.of([public_key_text(public_key_of(KEY))])
    loaded = load_package(package.folder, trust)
    assert loaded.signature is SignatureState.TRUSTED
    OnnxClassifier(loaded, provider="cpu").warm_up()
    OnnxClassifier(loaded, provider="cpu", reference=True)


def test_the_manifest_holds_all_that_was_measured(package: ModelPackage) -> None:
    manifest = package.manifest
    assert manifest.schema_version == 2
    assert manifest.dataset_revision == REVISION
    assert manifest.features == "features"
    assert manifest.evaluation == EVIDENCE.evaluation
    assert manifest.validation == EVIDENCE.validation
    assert manifest.training.metrics["temperature"] == 1.25
    assert [each.variant for each in manifest.variants] == ["fp32", "int8-static", "int8-dynamic"]
    assert manifest.variants[2].refused == "accuracy 2.10 points below fp32"
    assert (package.folder / "report.html").read_text("utf-8") == EVIDENCE.report_html


def test_the_card_tells_people_the_same(package: ModelPackage) -> None:
    card = (package.folder / "MODEL_CARD.md").read_text("utf-8")
    for words in (
        REVISION,
        "| int8-dynamic |",
        "accuracy 2.10 points below fp32",
        "- int8-entropy: the quantizer gave up",
        "1 of 18",
        "98.50 % (96.8 to 99.4)",
        "0 of 200: at most 1.8 % with 95 % confidence",
        "AUC of 0.61",
        "| blur | 0.95 |",
        "95 % is left under `blur`",
    ):
        assert words in card
    assert len({row.count("|") for row in card.splitlines() if row.startswith("| int8")}) == 1


def test_without_evidence_the_card_says_what_that_means(
    dataset: Dataset, variants: list[Variant], tmp_path: Path
) -> None:
    options = TrainingOptions(out=tmp_path, size_px=16, name="tiny")
    package = assemble_package(options, dataset, variants[:1], variants[0], "train")
    assert package.manifest.evaluation is None
    assert package.manifest.reference_file == ""
    assert package.signature is SignatureState.UNSIGNED
    assert "no station lets" in (package.folder / "MODEL_CARD.md").read_text("utf-8")
    with pytest.raises(ModelPackageError, match="never changes"):
        assemble_package(options, dataset, variants[:1], variants[0], "train")


def test_what_a_station_would_refuse_is_never_written(
    dataset: Dataset, variants: list[Variant], tmp_path: Path
) -> None:
    foreign = tiny_graph(1)
    foreign.graph.input[0].name = foreign.graph.node[0].input[0] = "picture"
    spoilt = replace(variants[0], model=foreign.SerializeToString())
    options = TrainingOptions(out=tmp_path, size_px=16, name="tiny")
    with pytest.raises(ModelGraphError):
        assemble_package(options, dataset, [spoilt], spoilt, "train")
    assert not options.package_folder.exists()
    assert list(options.package_folder.parent.iterdir()) == []
