"""What every device is asked and told when it is connected."""

from __future__ import annotations

import pytest

from inspector.cameras.genicam.preparation import acquire_continuously, ticks_per_s
from inspector.domain.feature import FeatureKind


class FewNodes:
    """A node map of enumerations and integers."""

    def __init__(self, choices: tuple[str, ...] = (), **values: object) -> None:
        self.values = values
        self._choices = choices

    def kind(self, name: str) -> FeatureKind | None:
        return FeatureKind.INTEGER if name in self.values else None

    def read(self, name: str) -> object:
        return self.values[name]

    def write(self, name: str, value: object) -> None:
        self.values[name] = value

    def choices(self, name: str) -> tuple[str, ...]:
        return self._choices


def test_a_camera_that_was_left_in_single_frame_mode_acquires_continuously():
    nodes = FewNodes(("SingleFrame", "Continuous"), AcquisitionMode="SingleFrame")
    acquire_continuously(nodes)
    assert nodes.values == {"AcquisitionMode": "Continuous"}


@pytest.mark.parametrize("values", [{}, {"AcquisitionMode": "Standard"}])
def test_a_camera_without_that_mode_is_left_alone(values):
    nodes = FewNodes(("Standard",), **values)
    acquire_continuously(nodes)
    assert nodes.values == values


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, 10**9),
        ({"GevTimestampTickFrequency": 125_000_000}, 125_000_000),
        ({"GevTimestampTickFrequency": 0}, 10**9),
    ],
)
def test_a_clock_that_does_not_tell_its_ticks_counts_nanoseconds(values, expected):
    assert ticks_per_s(FewNodes(**values)) == expected
