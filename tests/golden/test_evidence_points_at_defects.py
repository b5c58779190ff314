"""The shipped model shows the defect where it is: the generator knows the place."""

from __future__ import annotations

import numpy as np
import pytest

from inspector.inference.classifier import OnnxClassifier
from inspector.inference.evidence.finder import PackageEvidence
from inspector.inference.package import load_package
from inspector.resources import bundled
from inspector.sim.parts import Part, render_part
from inspector.vision.evidence_regions import regions_of

PARTS = 120
MARGIN = 0.04
"""A region counts as a hit when its middle lies so near to the defect's rectangle."""


@pytest.fixture(scope="module")
def package():
    return load_package(bundled("models") / "machined-part/1.0.0")


def defective(classifier: OnnxClassifier) -> list[tuple[Part, int]]:
    """Parts whose defect the model names rightly."""
    found = []
    for index in range(10_000):
        part = render_part(4711, index, defect_rate=0.9)
        guess = int(np.argmax(classifier.classify(part.image).scores))
        if part.defect is not None and classifier.classes[guess] == part.class_name:
            found.append((part, guess))
        if len(found) == PARTS:
            break
    return found


def hits(part: Part, evidence: np.ndarray) -> bool:
    side = part.image.shape[0]
    regions = regions_of(evidence)
    if not regions or part.defect is None:
        return False
    box, region = part.defect, regions[0]
    x, y = region.x + region.width / 2, region.y + region.height / 2
    across = box.left / side - MARGIN <= x <= box.right / side + MARGIN
    return across and box.top / side - MARGIN <= y <= box.bottom / side + MARGIN


def test_nineteen_of_twenty_defects_are_pointed_at(package):
    classifier, finder = OnnxClassifier(package, provider="cpu"), PackageEvidence(package)
    found = defective(classifier)
    pointed = sum(hits(part, finder.evidence(part.image, guess)) for part, guess in found)
    assert pointed / len(found) >= 0.95


def test_another_class_points_elsewhere(package):
    """Were the map the same for every class, it would show contrast and not evidence."""
    classifier, finder = OnnxClassifier(package, provider="cpu"), PackageEvidence(package)
    part, guess = defective(classifier)[0]
    good = list(classifier.classes).index("good")
    shown, against = finder.evidence(part.image, guess), finder.evidence(part.image, good)
    place = np.unravel_index(shown.argmax(), shown.shape)
    assert shown[place] > 0 > against[place]
