from pathlib import Path

import pytest

from inspector.domain.errors.camera import PixelFormatUnsupportedError
from inspector.vision.pfnc import FORMATS, PixelFormat, payload_bytes
from inspector.vision.pfnc.codes import SYNONYMS
from inspector.vision.pfnc.document import render_reference
from inspector.vision.pfnc.formats import Kind, Packing


def test_the_table_agrees_with_the_list_that_the_genicam_library_carries():
    published = pytest.importorskip("harvesters.util._pfnc", reason="harvesters is not installed")
    newer = {"Mono14p"} | {f"Bayer{order}14{p}" for order in ("RG", "GR", "GB", "BG") for p in "p "}
    codes = {
        each.code: each.name for each in FORMATS if each.name not in {n.strip() for n in newer}
    }
    assert codes == {code: published.symbolics.get(code) for code in codes}


def test_every_name_and_code_leads_to_its_format():
    assert len({each.code for each in FORMATS}) == len(FORMATS)
    for each in FORMATS:
        assert PixelFormat.from_name(each.name) is each
        assert PixelFormat.from_code(each.code) is each


@pytest.mark.parametrize("pixel_format", FORMATS, ids=lambda each: each.name)
def test_the_bits_in_the_code_fit_what_the_name_says(pixel_format):
    samples = len(pixel_format.components)
    if pixel_format.kind in (Kind.MONO, Kind.BAYER):
        samples = 1
    bits = pixel_format.bits_per_sample * samples / pixel_format.pixels_per_group
    assert pixel_format.bits_per_pixel == bits
    single, several = 0x01000000, 0x02000000
    expected = single if pixel_format.kind in (Kind.MONO, Kind.BAYER) else several
    assert pixel_format.code & 0xFF000000 == expected


def test_a_name_is_read_by_the_naming_convention():
    assert PixelFormat.from_name("BayerGB12Packed") == PixelFormat(
        "BayerGB12Packed", 0x010C002C, Kind.BAYER, 12, Packing.GIGE, "GB"
    )
    assert PixelFormat.from_code(0x02100045) == PixelFormat(
        "YCbCr709_422_8_CbYCrY", 0x02100045, Kind.STUDIO_709, 8, Packing.BYTE, "UYVY"
    )


@pytest.mark.parametrize(
    ("synonym", "name"),
    [
        ("GVSP_Mono12Packed", "Mono12Packed"),
        ("PFNC_BayerRG10p", "BayerRG10p"),
        ("RGB8Packed", "RGB8"),
        ("BGRA8Packed", "BGRa8"),
        ("RGBA8", "RGBa8"),
        ("YUV422Packed", "YUV422_8_UYVY"),
        ("YUYV", "YUV422_8"),
        ("mono8", "Mono8"),
    ],
)
def test_names_from_before_the_convention_are_understood(synonym, name):
    assert PixelFormat.from_name(synonym).name == name


def test_every_synonym_leads_to_a_format():
    assert all(PixelFormat.from_name(synonym) in FORMATS for synonym in SYNONYMS)


@pytest.mark.parametrize("name", ["", "Mono9", "Coord3D_C16", "BayerXY8", "Confidence8", "GVSP_"])
def test_an_unknown_name_is_cam_006(name):
    with pytest.raises(PixelFormatUnsupportedError, match="CAM-006") as caught:
        payload_bytes(name, 8, 8)
    assert repr(name) in str(caught.value)


def test_an_unknown_code_is_cam_006_in_hexadecimal():
    with pytest.raises(PixelFormatUnsupportedError, match=r"CAM-006: .* '0x010800b1' "):
        PixelFormat.from_code(0x010800B1)


def test_the_reference_page_is_the_one_in_the_documentation():
    page = Path(__file__).parents[3] / "docs" / "reference" / "pixel-formats.md"
    assert page.read_text(encoding="utf-8") == render_reference()
