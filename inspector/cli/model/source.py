"""Where the packages of a command come from: a folder, or the station by name or hash."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from inspector.cli.station_options import data_folder

if TYPE_CHECKING:
    from inspector.config.station import StationConfig
    from inspector.inference.package import ModelPackage
    from inspector.inference.registry.registry import ModelRegistry

PACKAGE_FOLDER = click.argument("package", type=click.Path(path_type=Path))
KNOWN_PACKAGE = click.argument("package", metavar="PACKAGE")
PACKAGES_OUT = click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of packages.",
)


def station_at(station_file: Path | None, data_dir: Path | None) -> StationConfig | None:
    """The station of the options; ``None`` when none was named and this account has none.

    Raises:
        ConfigError: its file was named and is missing, or has faults.
    """
    from inspector.config.station import load_station

    path = station_file or data_folder(data_dir).station_file
    if station_file is None and not path.exists():
        return None
    return load_station(path)


def registry_at(station_file: Path | None, data_dir: Path | None) -> ModelRegistry:
    """The registry of the options, with the keys that the station trusts; raises as above."""
    from inspector.inference.registry.registry import ModelRegistry
    from inspector.inference.signature import Trust

    station = station_at(station_file, data_dir)
    keys = station.model.trusted_keys if station is not None else ()
    return ModelRegistry(data_folder(data_dir).models, Trust.of(keys))


def package_to_measure(name: str, station_file: Path | None, data_dir: Path | None) -> ModelPackage:
    """A package by its folder, whoever signed it, or one that the station knows by its name.

    Raises:
        PackageUnknownError: there is none.
        ModelError: it is damaged.
    """
    from inspector.inference.package import load_package

    folder = Path(name)
    if folder.is_dir():
        return load_package(folder)
    return registry_at(station_file, data_dir).find(name)


def open_named(name: str, registry: ModelRegistry) -> ModelPackage:
    """A package by its folder, by ``NAME/VERSION`` or by the beginning of its hash.

    Raises:
        PackageUnknownError: there is none.
        ModelError: it is damaged, or not trusted by the station.
    """
    from inspector.inference.package import load_package

    folder = Path(name)
    if folder.is_dir():
        return load_package(folder, registry.trust)
    return registry.find(name)
