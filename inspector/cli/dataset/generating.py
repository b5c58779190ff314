"""`inspector dataset generate`: pictures to try everything with, before there are any of a line."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from inspector.cli.output import JSON, print_json

_ANOTHER = "Name another folder; nothing is ever overwritten."
_DELETE = "Delete the folder, then run the same command again."


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--parts", type=click.IntRange(1, 1_000_000), default=600, show_default=True, help="Pictures."
)
@click.option(
    "--defect-share",
    type=click.FloatRange(0, 1),
    default=0.5,
    show_default=True,
    help="Of these many are defective, 0-1; all defect classes are equally frequent.",
)
@click.option(
    "--seed",
    type=click.IntRange(0, 2**31),
    default=1,
    show_default=True,
    help="Series of parts; same seed, same pictures.",
)
@JSON
def generate(folder: Path, parts: int, defect_share: float, seed: int, as_json: bool) -> None:
    """Write pictures of simulated parts into FOLDER, one folder for each class.

    They are those of the virtual line: turned flanges, good or with a burr, a dent, a missing hole,
    a scratch or a stain.
    """
    from inspector.cli.progress import shown_progress
    from inspector.domain.errors.dataset import SourceInvalidError
    from inspector.domain.errors.training import TrainingCancelledError
    from inspector.paths import ensure_writable, write_atomically
    from inspector.sim.parts import render_part
    from inspector.vision.encode import encode_png

    if folder.exists():
        raise SourceInvalidError(f"{folder} exists already", remedy=_ANOTHER)
    ensure_writable(folder)
    written: Counter[str] = Counter()
    with shown_progress() as progress:
        progress.begin("generate", parts)
        for number in range(parts):
            part = render_part(seed, number, defect_rate=defect_share)
            path = folder / part.class_name / f"{number:06}.png"
            write_atomically(path, encode_png(part.image))
            written[part.class_name] += 1
            try:
                progress.advance()
            except TrainingCancelledError as error:
                raise TrainingCancelledError(error.detail, remedy=_DELETE) from error
    if as_json:
        print_json({"folder": str(folder), "seed": seed, "pictures": dict(sorted(written.items()))})
        return
    click.echo(f"{parts} pictures in {folder}")
    for name, count in sorted(written.items()):
        click.echo(f"  {name:<14} {count:>6}")
