"""`inspector history`: its commands load when they are called."""

from __future__ import annotations

from collections.abc import Mapping

import click

from inspector.cli.lazy import LazyGroup

_COMMANDS: Mapping[str, tuple[str, str]] = {
    "count": ("inspector.cli.history.asking:count", "Say how many results match."),
    "export": ("inspector.cli.history.asking:export", "Write results into a file."),
    "forward": ("inspector.cli.history.forwarding:forward", "Say what the shared history lacks."),
    "repair": ("inspector.cli.history.consistency:repair", "Mend what can be mended."),
    "replay": ("inspector.cli.history.replaying:replay", "Judge a result again."),
    "report": ("inspector.cli.history.lot_report:report", "Write or check the report of a lot."),
    "shared": ("inspector.cli.history.shared:shared", "Ask what several stations share."),
    "verify": ("inspector.cli.history.consistency:verify", "Hold pictures against their rows."),
    "what-if": ("inspector.cli.history.what_if:what_if", "Decide past parts in another way."),
}


@click.group(cls=LazyGroup, commands_by_name=_COMMANDS)
def history() -> None:
    """Ask, export, replay and look after what a station has recorded."""
