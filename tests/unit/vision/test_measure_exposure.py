import numpy as np
import pytest

from inspector.vision.measure.exposure import measure_exposure


def test_shares_are_those_of_the_pixels():
    image = np.full((10, 10), 100, np.uint8)
    image[0, :5] = 255
    image[1, :3] = 0
    measured = measure_exposure(image, significant_bits=8)
    assert measured.saturated_share == pytest.approx(0.05)
    assert measured.dark_share == pytest.approx(0.03)
    assert measured.mean == pytest.approx(image.mean() / 255)
    assert measured.contrast == pytest.approx(1.0)
    assert measured.histogram[[0, 100, 255]].tolist() == [3, 92, 5]


@pytest.mark.parametrize("bits", [10, 12, 14, 16])
def test_full_scale_is_that_of_the_sensor_not_of_the_container(bits):
    largest = (1 << bits) - 1
    image = np.full((10, 10), largest // 2, np.uint16)
    image[:2] = largest
    measured = measure_exposure(image, significant_bits=bits)
    assert measured.saturated_share == pytest.approx(0.2)
    assert measured.mean == pytest.approx(0.2 + 0.8 * 0.5, abs=0.001)
    assert measured.histogram.shape == (256,)
    assert measured.histogram.sum() == image.size
    assert measured.histogram[255] == 20


def test_values_above_the_sensors_range_count_as_saturated():
    image = np.full((4, 4), 5000, np.uint16)
    measured = measure_exposure(image, significant_bits=12)
    assert (measured.saturated_share, measured.mean) == (1.0, 1.0)


def test_eight_bit_images_do_not_need_the_bits():
    image = np.full((4, 4, 3), 255, np.uint8)
    assert measure_exposure(image, significant_bits=12).saturated_share == 1.0


def test_contrast_does_not_follow_a_few_bad_pixels():
    image = np.full((100, 100), 50, np.uint8)
    image[:50] = 152
    image[0, :3] = 255
    image[99, :3] = 0
    assert measure_exposure(image, significant_bits=8).contrast == pytest.approx(102 / 255)


def test_an_even_picture_has_no_contrast_and_a_read_only_histogram():
    measured = measure_exposure(np.full((9, 9), 3, np.uint8), significant_bits=8)
    assert measured.contrast == 0
    assert measured.dark_share == 1.0
    assert not measured.histogram.flags.writeable
