"""From what was typed to a camera's section, its settings and its recipe."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inspector.cli.station_options import data_folder
from inspector.domain.phrases.cameras import CameraPhrase

if TYPE_CHECKING:
    from inspector.config.camera import AnyCameraConfig
    from inspector.config.station import StationConfig
    from inspector.domain.feature import FeatureValue
    from inspector.domain.ports import Camera


@dataclass(frozen=True, slots=True)
class NamedCamera:
    """The options as they were typed."""

    station_file: Path | None = None
    data_dir: Path | None = None
    name: str = ""
    driver: str | None = None
    serial: str | None = None
    address: str | None = None
    source: str | None = None
    folder: str | None = None
    producers: tuple[str, ...] = ()
    entries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CameraChoice:
    """One camera to work with.

    Attributes:
        name: Name in the station file, or of the driver.
        config: Its section.
        resolve: Makes a file's name in that section a path.
        features: Settings of station file and recipe.
        recipe: The recipe file of the station; ``None`` where there is none.
        view: Name under which the recipe keeps what is this camera's alone; empty for the only
            one.
    """

    name: str
    config: AnyCameraConfig
    resolve: Callable[[str], Path]
    features: Mapping[str, FeatureValue]
    recipe: Path | None = None
    view: str = ""

    def make(self) -> Camera:
        """A closed camera."""
        from inspector.assembly.camera import make_camera

        return make_camera(self.config, self.resolve)


def choose(named: NamedCamera) -> CameraChoice:
    """The camera that the options name.

    Raises:
        CameraOptionsInvalidError: they describe none.
        CameraUnknownError: the station has none of this name, or several.
        StationFileMissingError: there is no station file.
        StationFileInvalidError: it has faults.
    """
    described = _described(named)
    if named.driver is None and not described:
        return of_station(load(named.station_file, named.data_dir), named.name)
    return _of_options(named, described)


def load(station_file: Path | None, data_dir: Path | None) -> StationConfig:
    """The station file that was named, or that of the data folder."""
    from inspector.config.station import load_station

    return load_station(station_file or data_folder(data_dir).station_file)


def of_station(station: StationConfig, name: str) -> CameraChoice:
    """A camera of a station file.

    Raises:
        CameraUnknownError: there is none of this name; or no name was given and there are several.
    """
    from inspector.domain.errors.camera import CameraUnknownError

    names = ", ".join(station.views)
    if not name and len(station.views) > 1:
        raise CameraUnknownError(f"the station has several cameras: {names}; add --name")
    name = name or next(iter(station.views))
    if name not in station.views:
        raise CameraUnknownError(CameraPhrase.NO_SUCH_CAMERA(found=name, names=names))
    config = station.views[name]
    recipe = station.resolve(station.recipe.file) if station.recipe.file else None
    view = name if len(station.views) > 1 else ""
    features = {**config.features, **_recipe_features(recipe, name)}
    return CameraChoice(name, config, station.resolve, features, recipe, view)


def _recipe_features(recipe: Path | None, name: str) -> Mapping[str, FeatureValue]:
    if recipe is None:
        return {}
    from inspector.config.recipe import load_recipe

    return load_recipe(recipe).view(name).features


def _described(named: NamedCamera) -> dict[str, Any]:
    """Entries of a camera's section as they were typed."""
    plain = {
        "serial": named.serial,
        "address": named.address,
        "source": _number_or_text(named.source),
        "folder": named.folder,
        "producers": list(named.producers) or None,
    }
    given = {key: value for key, value in plain.items() if value is not None}
    return given | dict(_entry(text) for text in named.entries)


def _of_options(named: NamedCamera, described: dict[str, Any]) -> CameraChoice:
    from inspector.config.camera_options import parse_camera
    from inspector.domain.errors.config import CameraOptionsInvalidError

    if named.driver is None:
        raise CameraOptionsInvalidError(f"{', '.join(described)} without --driver")
    if named.name or named.station_file:
        raise CameraOptionsInvalidError("--driver and a camera of a station file")

    config = parse_camera({"driver": named.driver, **described})
    return CameraChoice(named.driver, config, Path, config.features)


def _entry(text: str) -> tuple[str, Any]:
    from inspector.domain.errors.config import CameraOptionsInvalidError

    name, equals, value = text.partition("=")
    if not name or not equals:
        raise CameraOptionsInvalidError(f"{text!r} is not NAME=VALUE")
    try:
        return name, tomllib.loads(f"value = {value}")["value"]
    except tomllib.TOMLDecodeError:
        return name, value


def _number_or_text(source: str | None) -> int | str | None:
    return int(source) if source is not None and source.isdigit() else source
