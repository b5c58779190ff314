import hashlib
from pathlib import Path

import cv2
import numpy as np
import pytest

from inspector.domain.errors.camera import ImageUnsuitableError
from inspector.domain.errors.config import RecipeInvalidError
from inspector.domain.recipe import PreprocessingStep
from inspector.vision.document import render_reference
from inspector.vision.encode import encode_jpeg, encode_png, fitting_side_px
from inspector.vision.operation import Kind, Operation
from inspector.vision.operations import OPERATIONS
from inspector.vision.pipeline import Pipeline, compile_steps

RNG = np.random.default_rng(5)
IMAGES = {
    "Mono8": RNG.integers(0, 256, (48, 64), np.uint8),
    "Mono16": RNG.integers(0, 65536, (48, 64), np.uint16),
    "BGR8": RNG.integers(0, 256, (48, 64, 3), np.uint8),
}
HERE = Path()


def step(operation: str, **parameters) -> PreprocessingStep:
    return PreprocessingStep(operation, parameters)


def required_parameters(operation: Operation, folder: Path) -> dict:
    """Values that fit the test images."""
    required = [each for each in operation.parameters if each.required]
    if any(each.kind is Kind.IMAGE for each in required):
        return pinned(folder, flat="flat.png")
    return {each.name: 32 for each in required}


def pinned(folder: Path, **names: str) -> dict:
    """Image parameters together with their hashes."""
    hashes = {
        f"{key}_sha256": hashlib.sha256((folder / name).read_bytes()).hexdigest()
        for key, name in names.items()
    }
    return names | hashes


@pytest.mark.parametrize("image_name", IMAGES)
@pytest.mark.parametrize("name", OPERATIONS)
def test_every_operation_runs_on_every_format_and_leaves_its_input_alone(
    tmp_path, name, image_name
):
    image = IMAGES[image_name]
    (tmp_path / "flat.png").write_bytes(encode_png(np.maximum(image // 2, 1)))
    parameters = required_parameters(OPERATIONS[name], tmp_path)
    pipeline = compile_steps([step(name, **parameters), step("to_8bit")], tmp_path)
    original = image.copy()
    first, second = pipeline(image), pipeline(image)
    np.testing.assert_array_equal(image, original)
    np.testing.assert_array_equal(first, second)
    assert first.dtype == np.uint8
    assert first.ndim in (2, 3)
    assert first.flags.c_contiguous
    assert not first.flags.writeable


def test_a_read_only_image_is_taken_by_every_operation(tmp_path):
    image = IMAGES["BGR8"].copy()
    image.flags.writeable = False
    (tmp_path / "flat.png").write_bytes(encode_png(image))
    for name, operation in OPERATIONS.items():
        parameters = required_parameters(operation, tmp_path)
        assert compile_steps([step(name, **parameters)], tmp_path)(image).size


def test_steps_run_in_their_order():
    image = IMAGES["BGR8"]
    region = step("roi", offset_x_px=8, width_px=32, height_px=16)
    half = step("resize", width_px=32, height_px=24)
    assert compile_steps([region, half], HERE)(image).shape == (24, 32, 3)
    with pytest.raises(ImageUnsuitableError, match="step 2, roi: the region 32x16"):
        compile_steps([half, region], HERE)(image)


def test_no_steps_leave_the_pixels_as_they_are():
    image = IMAGES["Mono8"].copy()
    found = Pipeline()(image)
    np.testing.assert_array_equal(found, image)
    assert image.flags.writeable
    assert not found.flags.writeable


def test_an_image_that_keeps_16_bits_is_unsuitable():
    with pytest.raises(ImageUnsuitableError, match="still Mono16") as raised:
        Pipeline()(IMAGES["Mono16"])
    assert "to_8bit" in raised.value.remedy


def test_what_is_no_image_is_unsuitable():
    with pytest.raises(ImageUnsuitableError, match="float64"):
        Pipeline()(np.zeros((8, 8)))


def test_every_fault_of_a_recipe_is_told_at_once(tmp_path):
    (tmp_path / "broken.png").write_bytes(b"")
    steps = [
        step("clahee"),
        step("roi", width_px=4, height=20),
        step("median", kernel_px=4),
        step("median", kernel_px=3.0),
        step("median", kernel_px=True),
        step("grey", channel="violet"),
        step("percentile_stretch", low_percent=90, high_percent=10),
        step("flat_field", flat="../outside.png"),
        step("flat_field", flat="absent.png"),
        step("flat_field", flat="broken.png"),
        step("flat_field", flat=5),
        step("non_local_means", template_px=11, search_px=7),
        step("normalise", mean=float("nan")),
        step("to_8bit"),
    ]
    with pytest.raises(RecipeInvalidError) as raised:
        compile_steps(steps, tmp_path)
    told = raised.value.detail.splitlines()
    assert told.pop(10).startswith("step 9, flat_field: flat cannot be used: absent.png: ")
    assert told == [
        "step 1, clahee: unknown operation; did you mean clahe?",
        "step 2, roi: unknown parameter height; did you mean height_px?",
        "step 2, roi: width_px is 4, must be 8 to 65535",
        "step 2, roi: height_px is missing, must be 8 to 65535",
        "step 3, median: kernel_px is 4, must be 3 to 31, odd",
        "step 4, median: kernel_px is 3.0, must be an integer",
        "step 5, median: kernel_px is true, must be an integer",
        "step 6, grey: channel is 'violet', must be one of: luma, blue, green, red",
        "step 7, percentile_stretch: low_percent must be below high_percent",
        "step 8, flat_field: flat is '../outside.png', must be a file inside the recipe's folder",
        "step 10, flat_field: flat cannot be used: broken.png: it is empty",
        "step 11, flat_field: flat is 5, must be text",
        "step 12, non_local_means: template_px must not be above search_px",
        "step 13, normalise: mean is nan, must be 0 to 255",
    ]


def test_references_that_do_not_fit_each_other_are_a_fault(tmp_path):
    (tmp_path / "flat.png").write_bytes(encode_png(np.full((20, 20), 200, np.uint8)))
    (tmp_path / "dark.png").write_bytes(encode_png(np.full((20, 21), 2, np.uint8)))
    with pytest.raises(RecipeInvalidError, match="dark reference is 21x20"):
        compile_steps(
            [step("flat_field", **pinned(tmp_path, flat="flat.png", dark="dark.png"))], tmp_path
        )


def test_a_reference_picture_is_pinned_by_its_hash(tmp_path):
    path = tmp_path / "flat.png"
    path.write_bytes(encode_png(np.full((48, 64), 200, np.uint8)))
    with pytest.raises(RecipeInvalidError, match=r"flat must be pinned; .* write flat_sha256 = "):
        compile_steps([step("flat_field", flat="flat.png")], tmp_path)
    parameters = pinned(tmp_path, flat="flat.png")
    assert compile_steps([step("flat_field", **parameters)], tmp_path).steps
    path.write_bytes(encode_png(np.full((48, 64), 100, np.uint8)))
    with pytest.raises(RecipeInvalidError, match="flat is not the picture that the recipe pins"):
        compile_steps([step("flat_field", **parameters)], tmp_path)


def test_a_failure_inside_opencv_makes_the_image_unsuitable():
    even_kernel = Pipeline((("broken", lambda image: cv2.medianBlur(image, 4)),))
    with pytest.raises(ImageUnsuitableError, match="step 1, broken: "):
        even_kernel(IMAGES["Mono8"])


def test_flat_field_reads_its_references_from_the_folder_of_the_recipe(tmp_path):
    flat = np.tile(np.linspace(100, 200, 64).astype(np.uint8), (48, 1))
    (tmp_path / "flat.png").write_bytes(encode_png(flat))
    (tmp_path / "dark.png").write_bytes(encode_png(np.full((48, 64), 10, np.uint8)))
    pipeline = compile_steps(
        [step("flat_field", **pinned(tmp_path, flat="flat.png", dark="dark.png"))], tmp_path
    )
    assert np.ptp(pipeline(flat)) <= 2


def test_every_default_is_a_value_that_the_parameter_allows():
    for operation in OPERATIONS.values():
        for parameter in operation.parameters:
            if parameter.default is not None:
                assert parameter.fault(parameter.default) is None, (operation.name, parameter.name)
            assert parameter.help
            assert not (parameter.required and parameter.default is not None)


def test_the_reference_page_is_up_to_date():
    page = Path(__file__).parents[3] / "docs" / "reference" / "preprocessing.md"
    assert page.read_text(encoding="utf-8") == render_reference(), (
        f"run: python -m inspector.vision.document > {page.name}"
    )


def test_the_example_of_the_reference_page_compiles():
    import tomllib

    from inspector.config.recipe import parse_recipe

    example = render_reference().split("```toml\n")[1].split("```")[0]
    recipe = parse_recipe({"recipe_id": "example", **tomllib.loads(example)})
    assert len(compile_steps(recipe.preprocessing, HERE).steps) == 2


@pytest.mark.parametrize("name", IMAGES)
def test_png_is_lossless(name):
    content = np.frombuffer(encode_png(IMAGES[name]), np.uint8)
    np.testing.assert_array_equal(cv2.imdecode(content, cv2.IMREAD_UNCHANGED), IMAGES[name])


@pytest.mark.parametrize("name", IMAGES)
@pytest.mark.parametrize(("side", "size"), [(32, (24, 32)), (64, (48, 64)), (500, (48, 64))])
def test_previews_are_shrunk_but_never_enlarged(name, side, size):
    content = np.frombuffer(encode_jpeg(IMAGES[name], max_side_px=side), np.uint8)
    assert cv2.imdecode(content, cv2.IMREAD_UNCHANGED).shape[:2] == size


def test_a_picture_too_wide_for_its_format_is_not_encoded():
    with pytest.raises(ImageUnsuitableError, match="70000x8 cannot be encoded as jpg"):
        encode_jpeg(np.zeros((8, 70_000), np.uint8), max_side_px=100_000)


@pytest.mark.parametrize(
    ("box", "size"),
    [((576, 509), (482, 576)), ((1024, 300), (300, 359)), ((9000, 9000), (2048, 2448))],
)
def test_a_picture_for_a_view_fits_it_and_is_never_enlarged(box, size):
    """The side that binds is met to the pixel, so that the view draws it without scaling again."""
    image = np.zeros((2048, 2448), np.uint8)
    content = encode_jpeg(image, max_side_px=fitting_side_px(image, *box))
    decoded = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_UNCHANGED)
    assert decoded.shape == size


@pytest.mark.parametrize("encode", [encode_png, lambda image: encode_jpeg(image, max_side_px=64)])
def test_what_is_no_image_is_not_encoded(encode):
    with pytest.raises(ImageUnsuitableError):
        encode(np.zeros((8, 8), np.float32))
