import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from inspector.domain.errors.camera import ImageUnsuitableError
from inspector.vision.bilateral import bilateral
from inspector.vision.clahe import clahe
from inspector.vision.depth import to_8bit
from inspector.vision.flat_field import flat_field, flat_field_estimated
from inspector.vision.grey import grey
from inspector.vision.image import histogram, pixel_format, require_supported
from inspector.vision.median import median
from inspector.vision.non_local_means import non_local_means
from inspector.vision.normalise import normalise
from inspector.vision.percentile_stretch import percentile_stretch
from inspector.vision.resize import letterbox, resize
from inspector.vision.roi import roi

RNG = np.random.default_rng(3)
IMAGES = hnp.arrays(
    st.sampled_from([np.uint8, np.uint16]),
    st.one_of(
        st.tuples(st.integers(8, 20), st.integers(8, 20)),
        st.tuples(st.integers(8, 20), st.integers(8, 20), st.just(3)),
    ),
)


def ramp(dtype: type[np.unsignedinteger] = np.uint8) -> np.ndarray:
    return np.tile(np.linspace(0, np.iinfo(dtype).max, 256).astype(dtype), (16, 1))


@pytest.mark.parametrize(
    ("image", "name"),
    [
        (np.zeros((8, 8), np.uint8), "Mono8"),
        (np.zeros((8, 8), np.uint16), "Mono16"),
        (np.zeros((8, 8, 3), np.uint8), "BGR8"),
        (np.zeros((8, 8, 3), np.uint16), "BGR16"),
    ],
)
def test_supported_images_have_a_pfnc_name(image, name):
    require_supported(image)
    assert pixel_format(image) == name


@pytest.mark.parametrize(
    "image",
    [
        np.zeros((8, 8), np.float32),
        np.zeros((8, 8), np.int16),
        np.zeros((8, 8, 4), np.uint8),
        np.zeros((8, 8, 1), np.uint8),
        np.zeros(8, np.uint8),
        np.zeros((0, 8), np.uint8),
    ],
)
def test_other_arrays_are_unsuitable(image):
    with pytest.raises(ImageUnsuitableError):
        require_supported(image)


@given(IMAGES)
def test_the_histogram_counts_every_value_of_every_channel(image):
    counted = histogram(image)
    expected = np.bincount(image.ravel(), minlength=np.iinfo(image.dtype).max + 1)
    np.testing.assert_array_equal(counted, expected)


def test_roi_is_the_rectangle_itself():
    image = RNG.integers(0, 256, (40, 50), np.uint8)
    found = roi(image, offset_x_px=5, offset_y_px=7, width_px=20, height_px=10)
    np.testing.assert_array_equal(found, image[7:17, 5:25])


@pytest.mark.parametrize(("x", "y", "width", "height"), [(31, 0, 20, 10), (0, 31, 20, 10)])
def test_roi_outside_the_image_is_unsuitable(x, y, width, height):
    image = np.zeros((40, 50), np.uint8)
    with pytest.raises(ImageUnsuitableError, match="not inside the 50x40 image"):
        roi(image, offset_x_px=x, offset_y_px=y, width_px=width, height_px=height)


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_flat_field_makes_the_target_even(dtype):
    scale = np.iinfo(dtype).max / 255
    dark = np.full((60, 80), 8 * scale, dtype)
    shading = 0.5 + 0.5 * np.linspace(0, 1, 80)
    flat = (8 * scale + 200 * scale * np.tile(shading, (60, 1))).astype(dtype)
    corrected = flat_field(flat, dark, gain_limit=8.0)(flat)
    assert corrected.dtype == dtype
    assert np.ptp(corrected) <= 2
    assert np.mean(corrected) == pytest.approx(np.mean(flat - dark), rel=0.01)


def test_flat_field_without_dark_keeps_the_mean_of_the_target():
    flat = np.tile(np.linspace(100, 200, 80).astype(np.uint8), (60, 1))
    corrected = flat_field(flat, None, gain_limit=8.0)(flat)
    assert np.ptp(corrected) <= 1


def test_flat_field_limits_the_gain_at_a_dead_pixel():
    flat = np.full((20, 20), 200, np.uint8)
    flat[3, 3] = 0
    corrected = flat_field(flat, None, gain_limit=2.0)(np.full((20, 20), 50, np.uint8))
    assert corrected[3, 3] == 100


def test_flat_field_works_in_colour():
    flat = RNG.integers(100, 200, (20, 30, 3), np.uint8)
    assert np.ptp(flat_field(flat, None, gain_limit=8.0)(flat)) <= 1


def test_flat_field_references_must_fit():
    flat = np.full((20, 20), 200, np.uint8)
    with pytest.raises(ImageUnsuitableError, match="the image 21x20 Mono"):
        flat_field(flat, None, gain_limit=2.0)(np.zeros((20, 21), np.uint8))
    with pytest.raises(ImageUnsuitableError, match="dark reference is 20x20 Mono8"):
        flat_field(flat, flat // 4, gain_limit=2.0)(np.zeros((20, 20), np.uint16))
    with pytest.raises(ImageUnsuitableError, match="dark reference"):
        flat_field(flat, flat[:10], gain_limit=2.0)
    with pytest.raises(ImageUnsuitableError, match="no brighter"):
        flat_field(flat, flat, gain_limit=2.0)


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_estimated_flat_field_removes_a_gradient_and_keeps_a_scratch(dtype):
    scale = np.iinfo(dtype).max // 255
    image = np.tile(np.linspace(60, 180, 200), (150, 1))
    image[70:73, 40:160] *= 0.6
    shaded = (image * scale).astype(dtype)
    even = flat_field_estimated(shaded, sigma_px=30.0).astype(float)
    background = np.delete(even, slice(60, 85), axis=0)[:, 20:-20]
    assert background.std() < 0.2 * np.delete(shaded, slice(60, 85), axis=0)[:, 20:-20].std()
    assert even[71, 100] < 0.75 * even[40, 100]
    assert even.mean() == pytest.approx(shaded.mean(), rel=0.1)


@given(IMAGES)
def test_grey_has_one_channel_and_leaves_grey_images_alone(image):
    found = grey(image, channel="luma")
    assert found.shape == image.shape[:2]
    if image.ndim == 2:
        assert found is image


def test_grey_takes_the_channel_it_names():
    image = np.dstack([np.full((8, 8), value, np.uint8) for value in (10, 20, 30)])
    assert [int(grey(image, channel=name)[0, 0]) for name in ("blue", "green", "red")] == [
        10,
        20,
        30,
    ]
    assert grey(image, channel="luma")[0, 0] == round(0.114 * 10 + 0.587 * 20 + 0.299 * 30)


def test_median_removes_a_hot_pixel_and_keeps_an_edge():
    image = np.zeros((20, 20), np.uint8)
    image[:, 10:] = 200
    expected = image.copy()
    image[5, 5] = 255
    np.testing.assert_array_equal(median(image, kernel_px=3), expected)


def test_median_of_16_bits_is_limited_to_5_px():
    image = RNG.integers(0, 65536, (20, 20), np.uint16)
    assert median(image, kernel_px=5).dtype == np.uint16
    with pytest.raises(ImageUnsuitableError, match="to_8bit"):
        median(image, kernel_px=7)


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize(
    "denoise",
    [
        lambda image: bilateral(image, diameter_px=7, sigma_intensity=40.0, sigma_space_px=3.0),
        lambda image: non_local_means(image, strength=12.0, template_px=5, search_px=15),
    ],
    ids=["bilateral", "non_local_means"],
)
def test_denoisers_halve_the_noise_at_every_depth_and_keep_the_edge(denoise, dtype):
    scale = np.iinfo(dtype).max / 255
    clean = np.full((60, 60), 60.0)
    clean[:, 30:] = 180
    noisy = (np.clip(clean + RNG.normal(0, 8, clean.shape), 0, 255) * scale).astype(dtype)
    found = denoise(noisy)
    assert found.dtype == dtype
    assert found[:, :25].std() < 0.5 * noisy[:, :25].std()
    assert (float(found[:, 32].mean()) - float(found[:, 27].mean())) / scale > 110


@pytest.mark.parametrize("function", [clahe, non_local_means])
def test_deep_colour_is_unsuitable_where_it_is_not_supported(function):
    parameters = {
        clahe: {"clip_limit": 2.0, "tiles": 2},
        non_local_means: {"strength": 5.0, "template_px": 3, "search_px": 5},
    }[function]
    with pytest.raises(ImageUnsuitableError, match="to_8bit or grey"):
        function(np.zeros((16, 16, 3), np.uint16), **parameters)


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_clahe_raises_local_contrast(dtype):
    faint = RNG.integers(100, 110, (64, 64)).astype(dtype)
    assert clahe(faint, clip_limit=4.0, tiles=4).std() > 1.5 * faint.std()


def test_clahe_keeps_the_hue_of_a_colour_image():
    image = np.full((64, 64, 3), (40, 80, 160), np.uint8)
    image[::2] = (30, 60, 120)
    hue = cv2.cvtColor(clahe(image, clip_limit=2.0, tiles=4), cv2.COLOR_BGR2HSV)[..., 0]
    assert np.abs(hue.astype(int) - cv2.cvtColor(image, cv2.COLOR_BGR2HSV)[0, 0, 0]).max() <= 3


def test_clahe_needs_a_pixel_per_tile():
    with pytest.raises(ImageUnsuitableError, match="8 tiles"):
        clahe(np.zeros((7, 50), np.uint8), clip_limit=2.0, tiles=8)


@given(IMAGES, st.floats(0, 40), st.floats(60, 100))
def test_percentile_stretch_uses_the_full_range_and_keeps_the_order(image, low, high):
    found = percentile_stretch(image, low_percent=low, high_percent=high)
    assert (found.shape, found.dtype) == (image.shape, image.dtype)
    order = np.argsort(image.ravel(), kind="stable")
    assert np.all(np.diff(found.ravel()[order].astype(np.int64)) >= 0)
    if found is not image:
        assert found.max() == np.iinfo(image.dtype).max
        assert found.min() == 0


def test_percentile_stretch_of_the_whole_range_changes_nothing():
    image = ramp()
    np.testing.assert_array_equal(percentile_stretch(image, low_percent=0, high_percent=100), image)


def test_percentile_stretch_ignores_a_glint():
    image = RNG.integers(50, 100, (100, 100), np.uint8)
    image[0, 0] = 255
    assert np.median(percentile_stretch(image, low_percent=1, high_percent=99)) > 100


@given(IMAGES)
def test_normalised_images_have_8_bits_and_the_full_range(image):
    found = normalise(image, method="full_range", mean=0, deviation=1)
    assert found.dtype == np.uint8
    assert found.min() == 0
    if np.ptp(image):
        assert found.max() == 255


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_normalised_images_have_the_mean_and_deviation_asked_for(dtype):
    image = (RNG.normal(0.3, 0.05, (200, 200)).clip(0, 1) * np.iinfo(dtype).max).astype(dtype)
    found = normalise(image, method="mean_deviation", mean=120, deviation=30)
    assert found.mean() == pytest.approx(120, abs=1)
    assert found.std() == pytest.approx(30, abs=1.5)


def test_an_image_of_one_value_is_normalised_to_the_mean():
    image = np.full((9, 9), 3, np.uint8)
    assert np.all(normalise(image, method="mean_deviation", mean=120, deviation=30) == 120)


@pytest.mark.parametrize(("bits", "full"), [(8, 255), (10, 1023), (12, 4095), (16, 65535)])
def test_to_8bit_maps_full_scale_to_255_and_saturates(bits, full):
    image = np.array([[0, full // 2, full, 65535]], np.uint16)
    assert to_8bit(image, significant_bits=bits).tolist() == [[0, 127, 255, 255]]


def test_to_8bit_leaves_8_bits_alone():
    image = ramp()
    assert to_8bit(image, significant_bits=12) is image


@given(IMAGES, st.integers(8, 40), st.integers(8, 40))
def test_resize_and_letterbox_have_the_size_asked_for(image, width, height):
    size = {"width_px": width, "height_px": height, "interpolation": "auto"}
    for found in (resize(image, **size), letterbox(image, fill_level=0, **size)):
        assert found.shape[:2] == (height, width)
        assert found.dtype == image.dtype
        assert found.ndim == image.ndim


def test_resize_to_the_same_size_is_the_image_itself():
    image = ramp()
    assert resize(image, width_px=256, height_px=16, interpolation="auto") is image


def test_shrinking_does_not_alias():
    stripes = np.tile(np.array([0, 255], np.uint8), (64, 32))
    found = resize(stripes, width_px=16, height_px=16, interpolation="auto")
    assert np.ptp(found) <= 1
    assert int(found[0, 0]) in (127, 128)


@pytest.mark.parametrize(("dtype", "level"), [(np.uint8, 255), (np.uint16, 65535)])
def test_letterbox_keeps_the_aspect_and_fills_evenly(dtype, level):
    image = np.zeros((10, 40), dtype)
    found = letterbox(image, width_px=40, height_px=30, fill_level=255, interpolation="auto")
    assert np.all(found[10:20] == 0)
    assert np.all(found[:10] == level)
    assert np.all(found[20:] == level)


def test_letterbox_fills_every_channel():
    image = np.zeros((10, 40, 3), np.uint8)
    found = letterbox(image, width_px=40, height_px=30, fill_level=99, interpolation="auto")
    assert found[0, 0].tolist() == [99, 99, 99]
