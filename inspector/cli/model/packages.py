"""`inspector model list`, `verify`, `diff` and `remove`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from inspector.cli.model.source import (
    KNOWN_PACKAGE,
    open_named,
    registry_at,
)
from inspector.cli.output import JSON, print_json, tell
from inspector.cli.station_options import of_station

if TYPE_CHECKING:
    from inspector.domain.release import Rollout
    from inspector.inference.comparison import Comparison, EntryChange
    from inspector.inference.package import ModelPackage
    from inspector.inference.registry.registry import Listing

_TENSORS_SHOWN = 20
"""More of them tell a person nothing but that another network was trained."""
_SHORT = 12
_VARIANTS = "variants."


@click.command()
@KNOWN_PACKAGE
@click.option(
    "--provider",
    type=click.Choice(["auto", "cpu", "cuda", "tensorrt"]),
    default="auto",
    help="What runs the model; `auto` takes the fastest that loads.",
)
@click.option("--trusted-key", "keys", multiple=True, help="ed25519:BASE64; repeatable.")
@of_station
@JSON
def verify(
    package: str,
    provider: str,
    keys: tuple[str, ...],
    station_file: Path | None,
    data_dir: Path | None,
    as_json: bool,
) -> None:
    """Check PACKAGE, a folder or NAME/VERSION: signature, files, limits, graphs, golden pictures.

    With keys, of the station file or of --trusted-key, it must be signed by one of them.
    """
    from typing import cast

    from inspector.inference.classifier import OnnxClassifier
    from inspector.inference.providers import ProviderChoice
    from inspector.inference.signature import Trust

    registry = registry_at(station_file, data_dir)
    if keys:
        registry.trust = Trust.of(keys)
    loaded = open_named(package, registry)
    classifier = OnnxClassifier(loaded, provider=cast("ProviderChoice", provider))
    classifier.warm_up()
    files, golden = len(loaded.manifest.files), len(loaded.manifest.golden)
    if as_json:
        print_json(
            {
                "sha256": loaded.sha256,
                "signature": loaded.signature.value,
                "files": files,
                "golden_images": golden,
                "provider": classifier.provider,
            }
        )
        return
    click.echo(f"{loaded.sha256}  {loaded.manifest.model_id} {loaded.manifest.version}")
    click.echo(f"signature: {loaded.signature.value}")
    click.echo(f"{files} files and {golden} golden images agree on {classifier.provider}")


@click.command("list")
@click.option("--root", type=click.Path(path_type=Path), help="Folder of packages.")
@of_station
@JSON
def list_packages(
    root: Path | None, station_file: Path | None, data_dir: Path | None, as_json: bool
) -> None:
    """List packages: those that ship with the program and those of the station.

    In force, in shadow and earlier ones are marked. With --root only those of that folder.
    """
    from inspector.domain.errors.base import InspectorError
    from inspector.domain.release import Rollout
    from inspector.inference.registry.registry import ModelRegistry
    from inspector.resources import bundled

    rollout = Rollout()
    if root is not None:
        listings = ModelRegistry(root).packages()
    else:
        registry = registry_at(station_file, data_dir)
        listings = [*ModelRegistry(bundled("models")).packages(), *registry.packages()]
        try:
            rollout = registry.rollout()
        except InspectorError as error:
            tell(f"error {error}\nremedy: {error.remedy}")
    if as_json:
        print_json([_listed(listing, rollout) for listing in listings])
        return
    for listing in listings:
        click.echo(_line(listing, rollout))


@click.command()
@click.argument("before", metavar="OLD")
@click.argument("after", metavar="NEW")
@of_station
@JSON
def diff(
    before: str, after: str, station_file: Path | None, data_dir: Path | None, as_json: bool
) -> None:
    """Show what package NEW changes against OLD: entries, tensors and sizes.

    Each is a folder, NAME/VERSION, or the beginning of a hash.
    """
    from dataclasses import asdict

    from inspector.inference.comparison import compare_packages

    registry = registry_at(station_file, data_dir)
    found = compare_packages(open_named(before, registry), open_named(after, registry))
    if as_json:
        print_json(asdict(found))
        return
    _show(found)


@click.command()
@KNOWN_PACKAGE
@of_station
@JSON
def remove(package: str, station_file: Path | None, data_dir: Path | None, as_json: bool) -> None:
    """Delete PACKAGE, NAME/VERSION or a hash, from the station; never one that is in use."""
    registry = registry_at(station_file, data_dir)
    found = registry.find(package)
    registry.remove(found.sha256)
    if as_json:
        print_json({"package": found.name, "sha256": found.sha256})
        return
    click.echo(f"removed {found.folder}")


def _show(found: Comparison) -> None:
    for line in dict.fromkeys(map(_entry_line, found.entries)):
        click.echo(line)
    if len(found.tensors) <= _TENSORS_SHOWN:
        for tensor in found.tensors:
            sides = "x".join(map(str, tensor.shape))
            click.echo(f"tensor {tensor.kind}: {tensor.name} [{sides}], {tensor.size_bytes} bytes")
    size_mb = sum(tensor.size_bytes for tensor in found.tensors) / 1e6
    click.echo(
        f"{found.equal_tensors} tensors are the same, {len(found.tensors)} are not "
        f"({size_mb:.3f} MB{', listed by --json' if len(found.tensors) > _TENSORS_SHOWN else ''})"
    )
    for name, (old, new) in found.file_bytes.items():
        click.echo(f"{name}: {_size(old)} -> {_size(new)}")
    before, after = found.total_bytes
    click.echo(f"all files: {_size(before)} -> {_size(after)}")


def _entry_line(change: EntryChange) -> str:
    """One entry; of a variant that only one package has, no more than that."""
    before, after = change.before, change.after
    if change.entry.startswith(_VARIANTS) and (before is None or after is None):
        name = change.entry.removeprefix(_VARIANTS).rpartition(".")[0]
        return f"variant {'added' if before is None else 'removed'}: {name}"
    return f"{change.entry}: {_text(before)} -> {_text(after)}"


def _listed(listing: Listing, rollout: Rollout) -> dict[str, Any]:
    if listing.package is None:
        return {"folder": str(listing.folder), "fault": listing.fault}
    package, manifest = listing.package, listing.package.manifest
    return {
        "model_id": manifest.model_id,
        "version": manifest.version,
        "sha256": package.sha256,
        "variant": manifest.variant,
        "architecture": manifest.architecture,
        "classes": list(manifest.classes),
        "ok_classes": list(manifest.ok_classes),
        "folder": str(package.folder),
        "signature": package.signature.value,
        "state": _state(package, rollout),
    }


def _line(listing: Listing, rollout: Rollout) -> str:
    if listing.package is None:
        return f"{listing.folder}: {listing.fault}"
    package, manifest = listing.package, listing.package.manifest
    state = ", ".join(_state(package, rollout))
    return (
        f"{manifest.model_id} {manifest.version}  {manifest.variant}  {package.sha256[:_SHORT]}  "
        f"{package.signature.value}  {package.folder}{f'  [{state}]' if state else ''}"
    )


def _state(package: ModelPackage, rollout: Rollout) -> list[str]:
    states = {
        "in force": package.sha256 == rollout.in_force_sha256,
        "shadow": package.sha256 == rollout.shadow_sha256,
        "previous": package.sha256 in rollout.previous,
        "station file": package.sha256 == rollout.base_sha256,
    }
    return [name for name, holds in states.items() if holds]


def _text(value: Any) -> str:
    return "-" if value is None else str(value)


def _size(size_bytes: int | None) -> str:
    return "-" if size_bytes is None else f"{size_bytes / 1e6:.3f} MB"
