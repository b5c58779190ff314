"""`inspector dataset show`, `diff` and `verify`."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from inspector.cli.dataset.options import DATASET, REVISION
from inspector.cli.output import JSON, print_json

_NAMED = 20


@click.command()
@DATASET
@REVISION
@JSON
def show(dataset: Path, revision: str | None, as_json: bool) -> None:
    """List the classes and revisions of DATASET, and the files that were left out."""
    from inspector.training.extra import require_training_extra

    require_training_extra()
    from inspector.training.datasets.dataset_folder import DatasetFolder

    folder = DatasetFolder(dataset)
    shown = folder.revision(revision)
    counts = dict(sorted(Counter(item.label for item in shown.items).items()))
    sources = dict(
        sorted(
            Counter(item.provenance.get("labelled_by", "source") for item in shown.items).items()
        )
    )
    ancestry = [(each.id, len(each.items)) for each in folder.ancestry()]
    if as_json:
        print_json(
            {
                "revision": shown.id,
                "parent": shown.content.parent,
                "items": len(shown.items),
                "per_class": counts,
                "ok_classes": list(shown.ok_classes),
                "labelled_by": sources,
                "revisions": [{"revision": name, "items": items} for name, items in ancestry],
                "left_out": [str(entry) for entry in shown.content.left_out],
            }
        )
        return
    click.echo(f"revision {shown.id}, {len(shown.items)} items")
    width = max(len(name) for name in counts)
    for name, count in counts.items():
        click.echo(f"  {name:<{width}} {count:>6}{'  good' if name in shown.ok_classes else ''}")
    for name, items in ancestry:
        click.echo(f"{'*' if name == shown.id else ' '} {name[:12]}  {items} items")
    for entry in shown.content.left_out:
        click.echo(f"left out: {entry}")


@click.command()
@DATASET
@click.argument("old")
@click.argument("new")
@JSON
def diff(dataset: Path, old: str, new: str, as_json: bool) -> None:
    """What revision NEW of DATASET adds, removes and relabels against OLD."""
    from inspector.training.extra import require_training_extra

    require_training_extra()
    from inspector.training.datasets.dataset_folder import DatasetFolder
    from inspector.training.datasets.difference import difference

    folder = DatasetFolder(dataset)
    found = difference(folder.revision(old), folder.revision(new))
    added = [{"origin": item.origin, "label": item.label} for item in found.added]
    removed = [{"origin": item.origin, "label": item.label} for item in found.removed]
    relabelled = [
        {"origin": each.after.origin, "before": each.before.label, "after": each.after.label}
        for each in found.relabelled
    ]
    if as_json:
        print_json({"added": added, "removed": removed, "relabelled": relabelled})
        return
    lines = sorted(f"+ {entry['label']}  {entry['origin']}" for entry in added)
    lines += sorted(f"- {entry['label']}  {entry['origin']}" for entry in removed)
    lines += sorted(f"~ {e['before']} -> {e['after']}  {e['origin']}" for e in relabelled)
    for line in lines[:_NAMED]:
        click.echo(line)
    if len(lines) > _NAMED:
        click.echo(f"and {len(lines) - _NAMED} more, listed by --json")
    click.echo(f"{len(added)} added, {len(removed)} removed, {len(relabelled)} relabelled")


@click.command()
@DATASET
@REVISION
@JSON
def verify(dataset: Path, revision: str | None, as_json: bool) -> None:
    """Read every file of a revision of DATASET and compare it with its hash."""
    from inspector.cli.progress import shown_progress
    from inspector.training.extra import require_training_extra

    require_training_extra()
    from inspector.training.datasets.dataset_folder import DatasetFolder

    folder = DatasetFolder(dataset)
    opened = folder.revision(revision)
    with shown_progress() as progress:
        folder.objects.verify(opened.items, progress, full=True)
    files = len({item.sha256 for item in opened.items})
    if as_json:
        print_json({"revision": opened.id, "files": files})
        return
    click.echo(f"{files} files of revision {opened.id[:12]} are as they were imported")
