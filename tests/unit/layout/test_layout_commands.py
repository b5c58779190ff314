"""Every verb of the program explains itself, whole, and in the words of the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator

import click

from inspector.cli.main import cli

TERMINAL_COLUMNS = 80
TAKES_ANOTHER_THING = {
    "--architecture",  # those that can be trained, or any that was measured
    "--good",  # classes of good parts, or that a new class is one
    "--model",  # a package to run, or the name in a filter
    "--out",  # a file, or a folder of packages
    "--part",  # a part on the line, or one of a split
    "--reason",  # why a person decided, or why a verdict came out so
    "--recipe",  # a file, or the name in a filter
    "--version",  # of the program, or of a package
}
OF_SOMETHING_ELSE = {
    *TAKES_ANOTHER_THING,
    *("--cache", "--data-dir", "--dataset", "--defect-share", "--driver", "--format"),
    *("--generated", "--json", "--language", "--name", "--parts", "--plc-role", "--producer"),
    *("--provider", "--repeats", "--replace", "--root", "--rows", "--seconds", "--seed"),
    *("--size", "--split", "--threads", "--to", "--tracking", "--weights"),
}

WITHOUT_JSON = {
    # They go on until they are ended, or open a window.
    *("inspector app", "inspector station run"),
    # They ask a person for a secret, or only do what they were told: the exit code says it all.
    *("inspector people activate", "inspector people add", "inspector people deactivate"),
    *("inspector people set-pin", "inspector people set-role"),
    *("inspector station init", "inspector station stop"),
    # They print a document in a form of its own, for a spreadsheet, a PLC or a program.
    *("inspector audit export", "inspector plc map", "inspector plc program"),
}


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


def _differing(said: Callable[[click.Command, click.Option], str]) -> set[str]:
    """Options of which two commands do not say the same."""
    variants: dict[str, set[str]] = defaultdict(set)
    for command in COMMANDS.values():
        for option in _options(command):
            variants[option.opts[0]].add(said(command, option))
    return {name for name, found in variants.items() if len(found) > 1}


def _kind(command: click.Command, option: click.Option) -> str:
    if option.is_flag:
        return "flag"
    return "choice" if isinstance(option.type, click.Choice) else _metavar(command, option)


def _metavar(command: click.Command, option: click.Option) -> str:
    return option.make_metavar(click.Context(command)) or ""


def test_an_option_takes_the_same_in_every_command() -> None:
    assert _differing(_kind) == TAKES_ANOTHER_THING


def test_an_option_explains_itself_alike_in_every_command() -> None:
    """What a name means is said once; only what it is *of* may depend on the command."""
    assert _differing(lambda _, option: option.help or "") == OF_SOMETHING_ELSE


def test_every_command_that_tells_a_result_tells_it_to_programs_too() -> None:
    silent = {
        path
        for path, command in COMMANDS.items()
        if not isinstance(command, click.Group)
        and "--json" not in {name for option in _options(command) for name in option.opts}
    }
    assert silent == WITHOUT_JSON


def test_what_happens_without_an_option_is_said_in_one_way() -> None:
    strange = [
        (path, option.opts[0])
        for path, command in COMMANDS.items()
        for option in _options(command)
        if "by default" in (option.help or "")
    ]
    assert strange == []


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
