"""Every verb of the program explains itself, whole, and in the words of the others."""

from __future__ import annotations

from collections.abc import Iterator

import click

from inspector.cli.main import cli

TERMINAL_COLUMNS = 80


def _walk(command: click.Command, path: tuple[str, ...]) -> Iterator[tuple[str, click.Command]]:
    yield " ".join(path), command
    if isinstance(command, click.Group):
        context = click.Context(command, info_name=path[-1])
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            assert child is not None, name
            yield from _walk(child, (*path, name))


COMMANDS = dict(_walk(cli, ("inspector",)))


def _options(command: click.Command) -> list[click.Option]:
    return [each for each in command.params if isinstance(each, click.Option)]


def test_every_option_says_what_it_does() -> None:
    silent = [
        (path, option.opts[0])
        for path, command in COMMANDS.items()
        for option in _options(command)
        if not option.help
    ]
    assert silent == []


def test_no_list_of_commands_is_cut_off() -> None:
    for path, command in COMMANDS.items():
        if isinstance(command, click.Group):
            context = click.Context(command, info_name=path, max_content_width=TERMINAL_COLUMNS)
            _, _, listed = command.get_help(context).partition("Commands:")
            assert listed, path
            assert "..." not in listed, path


def test_one_thing_has_one_name() -> None:
    """Where a file goes is --out, a language is named as in BCP 47, and --json has no value."""
    strange = []
    for path, command in COMMANDS.items():
        for option in _options(command):
            wrong = option.opts[0] in ("--output", "--out-file", "--output-file", "--lang")
            tongue = option.opts[0] == "--language" and tuple(
                getattr(option.type, "choices", ())
            ) != ("en", "zh-CN")
            if wrong or tongue or (option.opts[0] == "--json" and not option.is_flag):
                strange.append((path, option.opts[0]))
    assert strange == []
