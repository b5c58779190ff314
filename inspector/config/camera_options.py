"""A camera's section from options in place of a file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import Field, ValidationError

from inspector.config.base import ConfigModel
from inspector.config.camera import AnyCameraConfig
from inspector.config.faults import faults_of
from inspector.config.toml_text import TomlDocument
from inspector.domain.errors.config import CameraOptionsInvalidError


class _Options(ConfigModel):
    camera: AnyCameraConfig = Field(description="where pictures come from")


def parse_camera(section: Mapping[str, Any]) -> AnyCameraConfig:
    """Check the entries of a section `[camera]`.

    Raises:
        CameraOptionsInvalidError: with every fault.
    """
    document = TomlDocument({"camera": dict(section)}, None)
    try:
        return _Options.model_validate(document.content).camera
    except ValidationError as error:
        faults = faults_of(error, _Options, document)
        raise CameraOptionsInvalidError(*faults) from error
