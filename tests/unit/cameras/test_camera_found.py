"""Which of the devices that a driver sees is meant."""

from __future__ import annotations

import pytest

from inspector.cameras.found import FoundCamera, choose
from inspector.domain.errors.camera import CameraAmbiguousError, CameraNotFoundError


def found(serial: str, address: str = "10.0.0.1") -> FoundCamera:
    return FoundCamera("aravis", serial, "Maker", "Model", address)


def test_the_only_camera_needs_no_serial_number() -> None:
    assert choose([found("A")]) == 0
    assert choose([found("A"), found("B")], "B") == 1


def test_a_camera_that_is_not_there_names_those_that_are() -> None:
    with pytest.raises(CameraNotFoundError, match="seen: A, B"):
        choose([found("A"), found("B")], "C")
    with pytest.raises(CameraNotFoundError, match="seen: none"):
        choose([], "")


@pytest.mark.parametrize("serial", ["", "A"])
def test_of_several_that_fit_none_is_guessed(serial: str) -> None:
    with pytest.raises(CameraAmbiguousError, match=r"10\.0\.0\.2"):
        choose([found("A"), found("A", "10.0.0.2")], serial)
