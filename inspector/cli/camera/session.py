"""A camera that is open with its settings for as long as a command needs it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import click

from inspector.cli.camera.choice import CameraChoice
from inspector.cli.camera.values import difference_lines, typed_settings
from inspector.domain.feature import FeatureDifference
from inspector.domain.ports import Camera
from inspector.engine.cameras.settings import apply_settings
from inspector.services.live.camera_tools import Exposure, opened


@dataclass(frozen=True, slots=True)
class Session:
    """The open camera, and what it did not keep of its settings."""

    camera: Camera
    differences: tuple[FeatureDifference, ...]


@contextmanager
def working(
    choice: CameraChoice, settings: Iterable[str] = (), exposure: str = Exposure.AS_SET
) -> Iterator[Session]:
    """The chosen camera, open; closed again at the end.

    Args:
        choice: Which camera.
        settings: ``NAME=VALUE`` texts, after those of station file and recipe.
        exposure: A value of :class:`Exposure`.
    """
    camera = choice.make()
    texts = tuple(settings)
    with opened(camera, choice.features, Exposure(exposure)) as differences:
        if texts:
            differences += apply_settings(camera, typed_settings(texts, camera.features()))
        yield Session(camera, differences)


def told(differences: Iterable[FeatureDifference]) -> None:
    """Say what the camera did not keep."""
    for line in difference_lines(differences):
        click.echo(f"warning: {line}", err=True)
