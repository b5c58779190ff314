"""The commands of `inspector dataset`."""

from __future__ import annotations

import click

from inspector.cli.lazy import LazyGroup

_COMMANDS = {
    "generate": ("inspector.cli.dataset.generating:generate", "Make pictures of simulated parts."),
    "import": ("inspector.cli.dataset.importing:import_", "Take pictures in, as a new revision."),
    "check": ("inspector.cli.dataset.checking:check", "Look for what makes figures deceive."),
    "split": ("inspector.cli.dataset.splitting:split", "Part into training, validation and test."),
    "show": ("inspector.cli.dataset.looking:show", "List classes, revisions and files left out."),
    "diff": ("inspector.cli.dataset.looking:diff", "What one revision changes against another."),
    "queue": ("inspector.cli.dataset.queue:queue", "List pictures that are worth a label."),
    "label": ("inspector.cli.dataset.queue:label", "Say what class a recorded part belongs to."),
    "verify": ("inspector.cli.dataset.looking:verify", "Compare every file with its hash."),
}


@click.group(cls=LazyGroup, commands_by_name=_COMMANDS)
def dataset() -> None:
    """Collect, check and split pictures.

    A dataset is a folder of files under their hashes and of revisions that never change.
    """
