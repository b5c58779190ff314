"""What dead and hot pixels do to the shipped model, and what a median of 3 px does against it.

Run: python tests/bench/speckled_parts.py [PARTS]
"""

import sys

import numpy as np

from inspector.inference.package import find_packages, load_package
from inspector.inference.session import ScoringSession
from inspector.resources import bundled
from inspector.sim.parts import render_part
from inspector.training.evaluation.quality import judge
from inspector.training.evaluation.robustness.sensor import salt_and_pepper
from inspector.vision.median import median

SERIES = 20_000
SHARES = (0, 0.002, 0.005, 0.01, 0.02, 0.05)


def main(count: int) -> None:
    package = load_package(find_packages(bundled("models"))[0])
    manifest = package.manifest
    classes = manifest.classes
    session = ScoringSession(package.read(manifest.model_file), len(classes), provider="cpu")
    parts = [render_part(SERIES, index, defect_rate=5 / 6) for index in range(count)]
    labels = np.array([classes.index(part.class_name) for part in parts])
    for share in SHARES:
        images = [
            salt_and_pepper(part.image, share, np.random.default_rng(index))
            for index, part in enumerate(parts)
        ]
        smooth = [median(image, kernel_px=3) for image in images]
        for name, shown in (("as it is", images), ("median", smooth)):
            scores = np.stack([session.score(np.ascontiguousarray(image)) for image in shown])
            found = judge(scores, labels, classes, manifest.ok_classes, package.limits)
            print(
                f"{share:5.3f} {name:8}  right {100 * found.accuracy:5.1f} %, "
                f"{found.escapes} of {found.defective} escape, "
                f"{found.false_rejects} of {found.good} good ones rejected"
            )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
