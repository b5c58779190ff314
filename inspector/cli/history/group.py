"""`inspector history`: its commands load when they are called."""

from __future__ import annotations

from collections.abc import Mapping

import click

from inspector.cli.lazy import LazyGroup

_COMMANDS: Mapping[str, tuple[str, str]] = {
    "repair": ("inspector.cli.history.consistency:repair", "Mend what can be mended."),
    "verify": ("inspector.cli.history.consistency:verify", "Hold pictures against their rows."),
}


@click.group(cls=LazyGroup, commands_by_name=_COMMANDS)
def history() -> None:
    """Look after what a station has recorded."""
