"""Command groups: help that is not cut off, and commands that load when they are called."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import Any

import click

_WHOLE = 1000


class CommandGroup(click.Group):
    """Lists each command with the whole first sentence of its help; click cuts it off."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands in the group's help."""
        shown = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        rows = [
            (name, command.get_short_help_str(limit=_WHOLE))
            for name, command in shown
            if command is not None and not command.hidden
        ]
        with formatter.section("Commands"):
            formatter.write_dl(rows)


class LazyGroup(click.Group):
    """Knows the names and help lines of all commands without importing any of them.

    Args:
        commands_by_name: ``module:attribute`` and help line of each command.
        hidden: ``module:attribute`` of those that help does not list.
    """

    def __init__(
        self,
        *arguments: Any,
        commands_by_name: Mapping[str, tuple[str, str]],
        hidden: Mapping[str, str] | None = None,
        **options: Any,
    ) -> None:
        super().__init__(*arguments, **options)
        self._known = commands_by_name
        self._hidden = hidden or {}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All that help lists."""
        return sorted(self._known)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one command; ``None`` when there is none of this name."""
        target = self._hidden.get(cmd_name) or self._known.get(cmd_name, (None,))[0]
        if target is None:
            return None
        module, _, attribute = target.partition(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands in the group's help."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, self._known[name][1]) for name in self.list_commands(ctx)])
