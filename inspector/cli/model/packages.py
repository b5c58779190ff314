"""`inspector model list` and `verify`."""

from __future__ import annotations

from pathlib import Path

import click

from inspector.cli.model.output import JSON, PACKAGE, print_json
from inspector.resources import bundled


@click.command()
@PACKAGE
@click.option("--provider", type=click.Choice(["auto", "cpu", "cuda", "tensorrt"]), default="auto")
@JSON
def verify(package: Path, provider: str, as_json: bool) -> None:
    """Compare every file of PACKAGE with its hash, then replay the golden images."""
    from typing import cast

    from inspector.inference.classifier import OnnxClassifier
    from inspector.inference.package import load_package
    from inspector.inference.providers import ProviderChoice

    loaded = load_package(package)
    classifier = OnnxClassifier(loaded, provider=cast("ProviderChoice", provider))
    classifier.warm_up()
    files, golden = len(loaded.manifest.files), len(loaded.manifest.golden)
    if as_json:
        print_json(
            {
                "sha256": loaded.sha256,
                "files": files,
                "golden_images": golden,
                "provider": classifier.provider,
            }
        )
        return
    click.echo(f"{loaded.sha256}  {loaded.manifest.model_id} {loaded.manifest.version}")
    click.echo(f"{files} files and {golden} golden images agree on {classifier.provider}")


@click.command("list")
@click.option("--root", type=click.Path(path_type=Path), help="Folder of packages.")
@JSON
def list_packages(root: Path | None, as_json: bool) -> None:
    """List the packages of a folder; without --root those that ship with the program."""
    from inspector.inference.package import find_packages, load_package
    from inspector.training.evaluation.report import identity_document

    folder = bundled("models") if root is None else root
    packages = [load_package(path) for path in find_packages(folder)]
    if as_json:
        print_json([identity_document(package) for package in packages])
        return
    for package in packages:
        manifest = package.manifest
        click.echo(
            f"{manifest.model_id} {manifest.version}  {manifest.variant}  "
            f"{package.sha256[:12]}  {package.folder}"
        )
