"""From the station file to what the line stands on."""

from __future__ import annotations

import pytest

from inspector.assembly.core import picture_policy
from inspector.config.sections import ArchiveConfig
from inspector.domain.pictures import PictureFormat, PicturePolicy

PNG, WEBP, JPEG = PictureFormat.PNG, PictureFormat.WEBP, PictureFormat.JPEG


@pytest.mark.parametrize(
    ("entries", "policy"),
    [
        ({}, PicturePolicy(PNG, PNG, 1)),
        ({"keep": "rejects", "reject_format": "webp"}, PicturePolicy(WEBP, None, 1)),
        ({"keep": "none"}, PicturePolicy(None, None, 1)),
        ({"good_format": "jpeg", "sample_good": 50}, PicturePolicy(PNG, JPEG, 50)),
    ],
)
def test_pictures_are_kept_as_the_section_says(entries, policy):
    assert picture_policy(ArchiveConfig(**entries)) == policy


@pytest.mark.parametrize(
    "entries", [{"reject_format": "jpeg"}, {"sample_good": 0}, {"good_quality": 101}]
)
def test_rejects_are_never_lossy_and_limits_hold(entries):
    with pytest.raises(ValueError, match=next(iter(entries))):
        ArchiveConfig(**entries)
