"""What the watch and the meter learn of a model comes from its package."""

from __future__ import annotations

from pathlib import Path

from inspector.assembly.quality import Introduction, good_examples
from inspector.engine.judging.health import HealthMeter
from inspector.inference.golden import golden_images
from inspector.inference.package import load_package
from inspector.inference.registry.registry import ModelRegistry
from inspector.resources import bundled
from inspector.vision.measure.health import measure_shift, shift_reference

MACHINED_PART = bundled("models") / "machined-part" / "1.0.0"


def test_a_package_tells_its_good_classes_and_shows_good_parts(tmp_path: Path) -> None:
    package = load_package(MACHINED_PART)
    meter = HealthMeter()
    reference = Introduction(ModelRegistry(tmp_path), meter)(package.sha256)
    assert reference is not None
    assert reference.ok_classes == {"good"}
    (learned,) = meter._references[package.sha256]
    assert learned.shape == next(good_examples(package)).shape[:2]


def test_only_good_parts_are_examples() -> None:
    package = load_package(MACHINED_PART)
    good = [image for entry, image in golden_images(package) if entry.label == "good"]
    shown = list(good_examples(package))
    assert [image.tobytes() for image in shown] == [image.tobytes() for image in good]
    shift = measure_shift(shown[0], shift_reference(shown[0]))
    assert shift is not None
    assert (round(shift.x_px, 6), round(shift.y_px, 6)) == (0, 0)


def test_a_package_that_is_gone_costs_its_scores_and_nothing_else(tmp_path, caplog) -> None:
    meter = HealthMeter()
    assert Introduction(ModelRegistry(tmp_path), meter)("f" * 64) is None
    assert "are not followed" in caplog.text
    assert meter._references == {}
