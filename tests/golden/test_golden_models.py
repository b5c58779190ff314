"""Every shipped model reproduces its golden images and is as good as its card says."""

from pathlib import Path

import numpy as np
import pytest

from inspector.engine.judging.decision import decide
from inspector.inference.classifier import OnnxClassifier
from inspector.inference.golden import golden_images
from inspector.inference.package import find_packages, load_package
from inspector.resources import bundled

PACKAGES = find_packages(bundled("models"))
LARGEST_PACKAGE_BYTES = 6_000_000


def test_a_model_is_shipped() -> None:
    assert PACKAGES


@pytest.mark.parametrize("folder", PACKAGES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_scores_and_verdicts_of_the_golden_images(folder: Path) -> None:
    package = load_package(folder)
    manifest = package.manifest
    classifier = OnnxClassifier(package, provider="cpu")
    classifier.warm_up()
    for entry, image in golden_images(package):
        scores = classifier.classify(image).scores
        np.testing.assert_allclose(scores, entry.scores, atol=manifest.golden_tolerance)
        verdicts = [
            decide(values, manifest.classes, manifest.ok_classes, package.limits).evaluation
            for values in (scores.tolist(), entry.scores)
        ]
        assert verdicts[0] == verdicts[1], entry.image


@pytest.mark.parametrize("folder", PACKAGES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_a_shipped_package_is_small_and_covers_every_class(folder: Path) -> None:
    package = load_package(folder)
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    assert size <= LARGEST_PACKAGE_BYTES
    assert {entry.label for entry in package.manifest.golden} == set(package.manifest.classes)
