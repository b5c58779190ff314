"""Which good parts keep their pictures: a fair sample that anybody can work out again."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.domain.pictures import PictureFormat, PicturePolicy, is_lossy_file, is_sampled
from inspector.domain.result_id import make_result_id


@pytest.mark.parametrize("one_of", [1, 2, 8, 100])
def test_the_sample_has_its_size_whatever_repeats_on_the_line(one_of):
    ids = [make_result_id(0xC0FFEE, index) for index in range(8000)]
    kept = [index for index, each in enumerate(ids) if is_sampled(each, one_of)]
    assert len(kept) == pytest.approx(8000 / one_of, rel=0.25)
    cavities = {index % 8 for index in kept}
    assert cavities == set(range(8))


@given(st.integers(0, 2**32 - 1), st.integers(0, 10**12 - 1), st.integers(1, 10**6))
def test_the_rule_is_the_one_of_the_documentation(journal, index, one_of):
    result_id = make_result_id(journal, index)
    first_16_digits = int(sha256(result_id.encode()).hexdigest()[:16], 16)
    assert is_sampled(result_id, one_of) is (first_16_digits % one_of == 0)


def test_rejects_are_never_sampled():
    policy = PicturePolicy(PictureFormat.WEBP, PictureFormat.JPEG, sample_good=10**6)
    ids = [make_result_id(1, index) for index in range(100)]
    assert {policy.format_of(each, is_good=False) for each in ids} == {PictureFormat.WEBP}
    assert {policy.format_of(each, is_good=True) for each in ids} == {None}


@pytest.mark.parametrize(
    ("one", "suffix", "media_type", "lossy"),
    [
        ("png", ".png", "image/png", False),
        ("webp", ".webp", "image/webp", False),
        ("webp_lossy", ".lossy.webp", "image/webp", True),
        ("jpeg", ".jpg", "image/jpeg", True),
    ],
)
def test_the_name_of_a_file_says_what_it_is(one, suffix, media_type, lossy):
    kind = PictureFormat(one)
    assert (kind.suffix, kind.media_type, kind.is_lossy) == (suffix, media_type, lossy)
    assert is_lossy_file(f"2025/06/15/15/00c0ffee-000000000042{suffix}") is lossy
