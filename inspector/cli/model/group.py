"""The commands of `inspector model`."""

from __future__ import annotations

import click

from inspector.cli.lazy import LazyGroup

_COMMANDS = {
    "train": ("inspector.cli.model.train:train", "Train, quantize, measure and package."),
    "resume": ("inspector.cli.model.train:resume", "Go on with a training that ended early."),
    "adapt": ("inspector.cli.model.adapt:adapt", "Teach a package new pictures in a minute."),
    "evaluate": ("inspector.cli.model.evaluate:evaluate", "Judge pictures it never saw."),
    "quantize": ("inspector.cli.model.quantize:quantize", "Search for the fastest good file."),
    "gate": ("inspector.cli.model.release:gate", "Say whether a package may go on the line."),
    "keygen": ("inspector.cli.model.signing:keygen", "Make a key to sign packages with."),
    "sign": ("inspector.cli.model.signing:sign", "Sign a package."),
    "list": ("inspector.cli.model.packages:list_packages", "List packages and what is in force."),
    "verify": ("inspector.cli.model.packages:verify", "Check a package and replay its examples."),
    "diff": ("inspector.cli.model.packages:diff", "What one package changes against another."),
    "remove": ("inspector.cli.model.packages:remove", "Delete a package that is not in use."),
    "pack": ("inspector.cli.model.shipping:pack", "One file to ship: a package or a difference."),
    "install": ("inspector.cli.model.shipping:install", "Take a shipped file into the registry."),
    "promote": ("inspector.cli.model.rollout:promote", "Put a package in force on the line."),
    "rollback": ("inspector.cli.model.rollout:rollback", "Go back to the one before."),
    "shadow": ("inspector.cli.model.rollout:shadow", "Let a challenger judge along, unheard."),
}


_HIDDEN = {"train-job": "inspector.cli.model.job:train_job"}


@click.group(cls=LazyGroup, commands_by_name=_COMMANDS, hidden=_HIDDEN)
def model() -> None:
    """Train, measure, release and roll out model packages."""
