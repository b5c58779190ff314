"""`inspector model quantize`."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from inspector.cli.model.source import PACKAGE_FOLDER, PACKAGES_OUT
from inspector.cli.output import JSON, print_json

if TYPE_CHECKING:
    from inspector.inference.providers import ProviderChoice
    from inspector.training.release.repackage import Quantized


@click.command()
@PACKAGE_FOLDER
@click.option(
    "--dataset", required=True, type=click.Path(path_type=Path), help="What PACKAGE learned from."
)
@PACKAGES_OUT
@click.option("--version", default="", help="Of the new package. Default: the next patch.")
@click.option(
    "--provider",
    type=click.Choice(["cpu", "cuda", "tensorrt"]),
    default="cpu",
    show_default=True,
    help="What the file shall be fastest on.",
)
@click.option(
    "--threads", type=click.IntRange(1, 256), default=1, show_default=True, help="Of one inference."
)
@click.option(
    "--accuracy-budget",
    "accuracy_budget_points",
    type=click.FloatRange(0, 100),
    default=0.5,
    show_default=True,
    help="Points of accuracy that a smaller file may lose.",
)
@click.option(
    "--flip-budget",
    "flip_budget_percent",
    type=click.FloatRange(0, 100),
    default=0.2,
    show_default=True,
    help="Percent of the verdicts that a smaller file may change.",
)
@click.option(
    "--candidate", "recipes", multiple=True, metavar="NAME", help="Only this. Default: all."
)
@click.option(
    "--robustness/--no-robustness",
    default=True,
    show_default=True,
    help="Measure disturbed pictures.",
)
@JSON
def quantize(
    package: Path,
    dataset: Path,
    out: Path,
    version: str,
    provider: str,
    threads: int,
    accuracy_budget_points: float,
    flip_budget_percent: float,
    recipes: tuple[str, ...],
    robustness: bool,
    as_json: bool,
) -> None:
    """Find the file that is fastest on this machine, from the float file of PACKAGE.

    Writes a new version of the package. Run it on the computer that will judge: which file is the
    fastest depends on the processor. Finished candidates are kept under OUT/runs.
    """
    from inspector.training.extra import require_training_extra

    require_training_extra()
    from inspector.training.priority import lower_priority

    lower_priority()
    from inspector.cli.progress import shown_progress
    from inspector.training.quantization.budget import Budget
    from inspector.training.quantization.search import SearchOptions
    from inspector.training.release.repackage import QuantizeOptions, quantize_package

    choices = SearchOptions(
        budget=Budget(accuracy_budget_points, flip_budget_percent),
        provider=cast("ProviderChoice", provider),
        threads=threads,
        recipes=recipes,
    )
    options = QuantizeOptions(package, dataset, out, version, choices, robustness)
    with shown_progress() as progress:
        found = quantize_package(options, shlex.join(["inspector", *sys.argv[1:]]), progress)
    if as_json:
        print_json(_document(found))
    else:
        click.echo(_text(found))


def _document(quantized: Quantized) -> dict[str, object]:
    from inspector.training.evaluation.documents import identity_document

    found = quantized.found
    return {
        **identity_document(quantized.package),
        "variants": [
            {
                "variant": variant.name,
                "accuracy": variant.quality.accuracy,
                "flips": variant.flips,
                "compared": variant.compared,
                "size_bytes": variant.size_bytes,
                "p50_ms": variant.p50_ms,
                "p99_ms": variant.p99_ms,
                "work_ms": variant.work_ms,
                "provider": variant.provider,
                "chosen": variant is found.chosen,
                "refused": variant.refused,
            }
            for variant in found.variants
        ],
        "failed": [{"variant": each.name, "reason": each.reason} for each in found.failed],
    }


def _text(quantized: Quantized) -> str:
    found = quantized.found
    width = max(len(variant.name) for variant in found.variants)
    lines = [
        f"{variant.name:<{width}}  {variant.size_bytes / 1e6:8.2f} MB  {variant.p50_ms:8.2f} ms  "
        f"{100 * variant.quality.accuracy:6.2f} %  {variant.flips:4d} of {variant.compared} flips"
        f"  {'chosen' if variant is found.chosen else variant.refused}".rstrip()
        for variant in found.variants
    ]
    lines += [f"{each.name:<{width}}  failed: {each.reason}" for each in found.failed]
    return "\n".join([*lines, f"wrote {quantized.package.folder} ({found.chosen.name})"])
