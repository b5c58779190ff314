"""What the documents name is there: links, headings, files, commands and their options."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click

from inspector.cli.main import cli

ROOT = Path(__file__).parents[3]
_FENCE = re.compile(r"^ *```.*?^ *```", flags=re.DOTALL | re.MULTILINE)
_BLOCK = re.compile(r"^ *```[a-z]*\n(.*?)^ *```", flags=re.DOTALL | re.MULTILINE)
_INDENTED = re.compile(r"^    (?:\$ )?(inspector .*)$", flags=re.MULTILINE)
_INLINE = re.compile(r"`((?:\.venv/bin/)?inspector [a-z][^`]*)`")
_COMMAND = re.compile(r"^(?:\$ )?(?:\.venv/bin/)?inspector (?=[a-z-])(.*)$")
_COMMENT = re.compile(r"\s+#.*$|\s+(?:&&|\||>|;) .*$")
_OWN_FILE = re.compile(
    r"(?<![\w/])((?:inspector|tests|docs|installers)/[\w/.-]+\.(?:py|md|sh|toml|st|csv))"
)
_SOURCES = {"inspector/plc/register_map.md"}
"""Pieces from which a page is written: their links hold from that page's place."""


_ROOMS = ("docs", "db", "installers", "models", "inspector")
DOCUMENTS = sorted(
    str(path.relative_to(ROOT))
    for path in [
        *ROOT.glob("*.md"),
        *(page for room in _ROOMS for page in (ROOT / room).rglob("*.md")),
    ]
    if str(path.relative_to(ROOT)) not in _SOURCES
)


@cache
def _text(document: str) -> str:
    return (ROOT / document).read_text("utf-8")


def _slug(heading: str) -> str:
    """As GitHub makes it."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


@cache
def _anchors(document: Path) -> frozenset[str]:
    text = _FENCE.sub("", document.read_text("utf-8"))
    return frozenset(_slug(heading) for heading in re.findall(r"^#+ (.*)$", text, re.MULTILINE))


def _links(document: str) -> Iterator[tuple[str, Path, str]]:
    """Each link inside the project: as written, the file that is meant, and the heading in it."""
    for target in re.findall(r"\]\(([^)\s]+)\)", _FENCE.sub("", _text(document))):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        place = ROOT / document
        yield target, (place.parent / name).resolve() if name else place, anchor


def _commands(document: str) -> Iterator[str]:
    """Each call of the program, without prompt, comment and what follows a pipe."""
    text = _text(document)
    for block in _BLOCK.findall(text):
        for line in block.replace("\\\n", " ").splitlines():
            if found := _COMMAND.match(line.strip()):
                yield found[1]
    yield from (line.removeprefix("inspector ") for line in _INDENTED.findall(text))
    for call in _INLINE.findall(text):
        yield re.sub(r"\s+", " ", call).removeprefix(".venv/bin/").removeprefix("inspector ")


def _fault(command: str) -> str:
    """What is wrong with a command's name or options; values and files may be examples."""
    words = shlex.split(_COMMENT.sub("", command).replace("\\", "/"), comments=True)
    found: click.Command = cli
    context = click.Context(cli, info_name="inspector")
    while isinstance(found, click.Group) and words and re.fullmatch(r"[a-z][a-z-]*", words[0]):
        child = found.get_command(context, words[0])
        if child is None:
            return f"there is no `{words[0]}` in `{context.command_path}`"
        found, context = child, click.Context(child, info_name=words.pop(0), parent=context)
    known = {
        name for parameter in found.params for name in parameter.opts + parameter.secondary_opts
    }
    unknown = {word.partition("=")[0] for word in words if re.match(r"--[a-z]", word)}
    unknown -= known | {"--help", "--version"}
    return f"`{context.command_path}` has no {', '.join(sorted(unknown))}" if unknown else ""


def test_every_link_leads_to_a_file_and_a_heading() -> None:
    dead = [
        (document, written)
        for document in DOCUMENTS
        for written, file, anchor in _links(document)
        if not file.exists() or (anchor and anchor not in _anchors(file))
    ]
    assert dead == []


def test_every_command_and_option_exists() -> None:
    faults = [
        (document, fault)
        for document in DOCUMENTS
        for command in _commands(document)
        if (fault := _fault(command))
    ]
    assert faults == []


def test_every_file_of_the_project_that_is_named_is_there() -> None:
    gone = [
        (document, name)
        for document in DOCUMENTS
        if document != "CHANGELOG.md"
        for name in sorted(set(_OWN_FILE.findall(_text(document))))
        if not (ROOT / name).exists()
    ]
    assert gone == []


def test_every_page_is_in_the_index() -> None:
    index = {file for _, file, _ in _links("docs/README.md")}
    pages = [name for name in DOCUMENTS if name.startswith("docs/") and name != "docs/README.md"]
    assert [name for name in pages if ROOT / name not in index] == []


def test_the_readme_says_the_same_in_both_languages() -> None:
    readmes = ("README.md", "README.zh-CN.md")
    english, chinese = ({written for written, _, _ in _links(name)} for name in readmes)
    chinese = {each.replace(".zh-CN.png", ".png") for each in chinese}
    assert english - {"README.zh-CN.md"} == chinese - {"README.md"}
    english, chinese = (
        re.findall(r"^#+ |^\| |^\.venv\S+ \S+ \S+", _text(name), re.M) for name in readmes
    )
    assert english == chinese
