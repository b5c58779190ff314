"""`inspector model pack` and `install`."""

from __future__ import annotations

from pathlib import Path

import click

from inspector.cli.model.source import (
    KNOWN_PACKAGE,
    open_named,
    registry_at,
)
from inspector.cli.output import JSON, print_json, tell
from inspector.cli.station_options import of_station


@click.command()
@KNOWN_PACKAGE
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="FILE.inspector-model",
)
@click.option("--base", help="A package that the station has: folder, NAME/VERSION or hash.")
@of_station
@JSON
def pack(
    package: str,
    out: Path,
    base: str | None,
    station_file: Path | None,
    data_dir: Path | None,
    as_json: bool,
) -> None:
    """Write PACKAGE, a folder or NAME/VERSION, as one file to carry to a station.

    With --base only what differs from that package is shipped, and the station must have it.
    """
    from inspector.inference.shipping.pack import pack_package

    registry = registry_at(station_file, data_dir)
    old = None if base is None else open_named(base, registry)
    packed = pack_package(open_named(package, registry), out, old, tell)
    delta = None if old is None else packed.shipped_bytes
    if as_json:
        print_json(
            {
                "file": str(packed.path),
                "full_bytes": packed.full_bytes,
                "head_bytes": packed.head_bytes,
                "delta_bytes": delta,
                "model_bytes": packed.model_bytes,
                "files": [
                    {"name": each.name, "encoding": each.encoding, "bytes": each.stored_bytes}
                    for each in packed.files
                ],
            }
        )
        return
    click.echo(f"full       {packed.full_bytes} bytes")
    head = "-" if packed.head_bytes is None else f"{packed.head_bytes} bytes of tensors"
    click.echo(f"head only  {head}")
    click.echo(f"delta      {'-' if delta is None else f'{delta} bytes'}")
    click.echo(
        f"wrote {packed.path}, {packed.shipped_bytes} bytes, {packed.model_bytes} of them networks"
    )


@click.command()
@click.argument("source", type=click.Path(path_type=Path))
@click.option(
    "--to", type=click.Path(path_type=Path), help="A folder of packages in place of the registry."
)
@of_station
@JSON
def install(
    source: Path,
    to: Path | None,
    station_file: Path | None,
    data_dir: Path | None,
    as_json: bool,
) -> None:
    """Take SOURCE, a shipped file or the folder of a package, into the station's registry.

    It is checked in full and takes force only with `inspector model promote`.
    """
    from inspector.inference.registry.registry import ModelRegistry
    from inspector.inference.shipping.unpack import install_shipment

    registry = registry_at(station_file, data_dir)
    if to is not None:
        registry = ModelRegistry(to, registry.trust)
    installed = registry.add(source) if source.is_dir() else install_shipment(source, registry)
    if as_json:
        print_json(
            {
                "package": installed.name,
                "sha256": installed.sha256,
                "signature": installed.signature.value,
                "folder": str(installed.folder),
            }
        )
        return
    click.echo(f"{installed.sha256}  {installed.name}  {installed.signature.value}")
    click.echo(f"installed {installed.folder}")
