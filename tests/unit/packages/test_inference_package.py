"""Model packages: every byte accounted for, nothing outside the folder, all faults at once."""

import hashlib
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from inspector.domain.errors.model import (
    InferenceError,
    ModelGoldenError,
    ModelIntegrityError,
    ModelPackageError,
)
from inspector.domain.errors.release import ModelGraphError
from inspector.inference.classifier import OnnxClassifier
from inspector.inference.golden import golden_images
from inspector.inference.manifest import escapes, parse_manifest
from inspector.inference.package import find_packages, load_package, manifest_hash_line
from inspector.resources import bundled

SHIPPED = find_packages(bundled("models"))[0]
FILES = sorted(
    path.relative_to(SHIPPED).as_posix() for path in SHIPPED.rglob("*") if path.is_file()
)
REFERENCE_LINE = "reference_file = "


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "package"))


def rewrite_manifest(package: Path, change: Callable[[str], str]) -> None:
    """Change the manifest as somebody would who also recomputes its hash."""
    path = package / "manifest.toml"
    text = change(path.read_text("utf-8"))
    path.write_bytes(text.encode("utf-8"))
    sha256 = hashlib.sha256(text.encode("utf-8")).hexdigest()
    (package / "manifest.sha256").write_bytes(manifest_hash_line(sha256))


def test_a_copy_is_the_same_package(copy: Path) -> None:
    assert load_package(copy).sha256 == load_package(SHIPPED).sha256


@pytest.mark.parametrize("name", FILES)
def test_one_flipped_bit_in_any_file_is_found(copy: Path, name: str) -> None:
    path = copy / name
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(ModelIntegrityError, match=path.parts[-1].split(".")[0]):
        load_package(copy)


def test_a_file_that_changes_after_loading_is_found_when_it_is_used(copy: Path) -> None:
    package = load_package(copy)
    with (copy / package.manifest.model_file).open("ab") as file:
        file.write(b"\0")
    with pytest.raises(ModelIntegrityError):
        OnnxClassifier(package, provider="cpu")


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named(copy: Path, name: str) -> None:
    (copy / name).unlink()
    with pytest.raises(ModelPackageError, match=name.split("/")[-1]):
        load_package(copy)


def test_surplus_files_are_all_named(copy: Path) -> None:
    (copy / "one.txt").write_text("x")
    (copy / "golden" / "two.png").write_bytes(b"x")
    with pytest.raises(ModelPackageError, match=r"golden/two\.png[\s\S]*one\.txt"):
        load_package(copy)


@pytest.mark.parametrize("path", [Path("nowhere"), Path(__file__), Path(__file__).parent])
def test_what_is_no_package_is_refused(path: Path) -> None:
    with pytest.raises(ModelPackageError):
        load_package(path)


@pytest.mark.parametrize(
    "name",
    [
        "../model.onnx",
        "/etc/passwd",
        "a/../../b",
        "a//b",
        "./a",
        "a/",
        "..",
        "",
        "C:/x",
        "a\\b",
        "a\0b",
        "//server/share",
    ],
)
def test_names_that_could_leave_the_folder_are_refused(copy: Path, name: str) -> None:
    assert escapes(name)
    if "\0" in name:
        return
    model_file = load_package(copy).manifest.model_file
    escaped = name.replace("\\", "\\\\")
    rewrite_manifest(copy, lambda text: text.replace(f'"{model_file}"', f'"{escaped}"'))
    with pytest.raises(ModelPackageError):
        load_package(copy)


def test_a_link_out_of_the_package_is_not_followed(copy: Path, tmp_path: Path) -> None:
    model_file = copy / load_package(copy).manifest.model_file
    outside = tmp_path / "outside.onnx"
    model_file.rename(outside)
    try:
        model_file.symlink_to(outside)
    except OSError:
        pytest.skip("this account may not create links")
    with pytest.raises(ModelPackageError, match="leads out"):
        load_package(copy)


def test_all_faults_of_a_manifest_are_listed_at_once(copy: Path) -> None:
    def spoil(text: str) -> str:
        lines = [line for line in text.splitlines() if not line.startswith("architecture")]
        return "surplus = 1\n" + "\n".join(lines).replace(
            "schema_version = 2", "schema_version = 9"
        )

    rewrite_manifest(copy, spoil)
    with pytest.raises(ModelPackageError) as caught:
        load_package(copy)
    for word in ("surplus", "architecture", "schema_version"):
        assert word in caught.value.detail
    assert "update" in caught.value.remedy


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ('ok_classes = ["good"]', 'ok_classes = ["fine"]', "fine"),
        ('label = "burr"', 'label = "barr"', "barr"),
        ("accept = 0", "accept = 2", "accept"),
        ('"burr", "dent"', '"burr", "burr"', "twice"),
        ('image = "golden/01.png"', 'image = "golden/99.png"', "golden/99.png"),
        ("size_px = ", "size_px = 9", "size_px"),
    ],
)
def test_a_manifest_must_agree_with_itself(copy: Path, old: str, new: str, word: str) -> None:
    assert old in (copy / "manifest.toml").read_text("utf-8")
    rewrite_manifest(copy, lambda text: text.replace(old, new))
    with pytest.raises(ModelPackageError, match=word):
        load_package(copy)


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ("\naccept = .*", "\naccept = nan", "limits.accept"),
        ("reject_default = .*", "reject_default = nan", "limits.reject_default"),
        (r"\[limits.reject]", "[limits.reject]\nburr = nan", "limits.reject.burr"),
        ("golden_tolerance = .*", "golden_tolerance = nan", "golden_tolerance"),
        ("golden_tolerance = .*", "golden_tolerance = inf", "golden_tolerance"),
        ("scores = .[^,]*", "scores = [nan", "golden.0.scores.0"),
        ("\naccuracy = .*\naccuracy_low", "\naccuracy = nan\naccuracy_low", "evaluation.accuracy"),
        ("\njpeg = .*", "\njpeg = nan", "evaluation.robustness.jpeg"),
    ],
)
def test_a_figure_that_is_no_number_does_not_slip_under_every_limit(
    old: str, new: str, word: str
) -> None:
    """NaN is neither above nor below anything."""
    text = (SHIPPED / "manifest.toml").read_text("utf-8")
    with pytest.raises(ModelPackageError, match=word):
        parse_manifest(re.sub(old, new, text, count=1).encode())


@pytest.mark.parametrize("raw", [b"", b"\xff\xfe", b"a = ", b"[files]\n'x' = 'nope'\n"])
def test_what_is_no_manifest_is_refused(raw: bytes) -> None:
    with pytest.raises(ModelPackageError, match="manifest"):
        parse_manifest(raw)


def test_a_file_that_is_no_model_is_refused(copy: Path) -> None:
    model_file = load_package(copy).manifest.model_file
    old = hashlib.sha256((copy / model_file).read_bytes()).hexdigest()
    (copy / model_file).write_bytes(b"no model")
    new = hashlib.sha256(b"no model").hexdigest()
    rewrite_manifest(copy, lambda text: text.replace(old, new))
    with pytest.raises(ModelGraphError, match="no ONNX model"):
        load_package(copy)


def test_other_scores_than_the_golden_ones_are_found(copy: Path) -> None:
    package = load_package(copy)
    first = package.manifest.golden[0]
    scores = ", ".join(map(str, first.scores))
    turned = ", ".join(map(str, first.scores[::-1]))
    rewrite_manifest(copy, lambda text: text.replace(f"[{scores}]", f"[{turned}]"))
    with pytest.raises(ModelGoldenError, match=first.image):
        OnnxClassifier(load_package(copy), provider="cpu").warm_up()


def test_a_package_without_its_twin_says_so(copy: Path) -> None:
    reference = load_package(copy).manifest.reference_file
    rewrite_manifest(
        copy, lambda text: text.replace(f'{REFERENCE_LINE}"{reference}"', f'{REFERENCE_LINE}""')
    )
    with pytest.raises(ModelPackageError, match="no reference"):
        OnnxClassifier(load_package(copy), provider="cpu", reference=True)


@pytest.fixture(scope="module")
def classifier() -> OnnxClassifier:
    return OnnxClassifier(load_package(SHIPPED), provider="cpu")


def test_a_picture_of_any_size_and_colour_gets_probabilities(classifier: OnnxClassifier) -> None:
    rng = np.random.default_rng(3)
    for shape in [(192, 192), (192, 192, 3), (480, 640), (1, 1), (33, 900, 3), (64, 64, 1)]:
        scores = classifier.classify(rng.integers(0, 256, shape, dtype=np.uint8)).scores
        assert scores.shape == (len(classifier.classes),)
        assert scores.dtype == np.float32
        assert abs(float(scores.sum()) - 1) < 1e-5


def test_grey_and_equal_colours_score_the_same(classifier: OnnxClassifier) -> None:
    for _, image in golden_images(load_package(SHIPPED)):
        colour = np.repeat(image[..., None], 3, axis=2)
        np.testing.assert_allclose(
            classifier.classify(colour).scores, classifier.classify(image).scores
        )


def test_a_read_only_or_scattered_picture_is_taken_as_it_is(classifier: OnnxClassifier) -> None:
    _, image = next(golden_images(load_package(SHIPPED)))
    frozen = image.copy()
    frozen.flags.writeable = False
    wide = np.zeros((image.shape[0], 2 * image.shape[1]), np.uint8)
    wide[:, ::2] = image
    expected = classifier.classify(image).scores
    np.testing.assert_array_equal(classifier.classify(frozen).scores, expected)
    np.testing.assert_array_equal(classifier.classify(wide[:, ::2]).scores, expected)


@pytest.mark.parametrize(
    "image",
    [
        np.zeros((192, 192), np.uint16),
        np.zeros((192, 192), np.float32),
        np.zeros((192,), np.uint8),
        np.zeros((0, 192), np.uint8),
        np.zeros((192, 192, 4), np.uint8),
        np.zeros((1, 192, 192, 1), np.uint8),
    ],
)
def test_what_is_no_picture_is_an_inference_error(
    classifier: OnnxClassifier, image: np.ndarray
) -> None:
    with pytest.raises(InferenceError):
        classifier.classify(image)
