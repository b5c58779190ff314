"""`inspector recipe`: products and revisions of a running station."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import click

from inspector.cli.account import sign_in
from inspector.cli.lazy import CommandGroup
from inspector.cli.output import JSON, print_json, tell
from inspector.cli.station_options import AS_PERSON, DATA_DIR, station_client

if TYPE_CHECKING:
    from inspector.client.station import StationClient
    from inspector.wire.recipes import ProductList, RevisionRow

_LOOK_S = 0.25
_SHOWN_DIGITS = 12
_LEAST_DIGITS = 6
_note = click.option("--note", default="", help="Why; it is kept with the revision.")


@click.group(cls=CommandGroup)
def recipe() -> None:
    """See products and revisions of their recipes, make new ones, and change over."""


@recipe.command("list")
@DATA_DIR
@JSON
def show_all(data_dir: Path | None, as_json: bool) -> None:
    """List all products with the revision in use; `*` marks the one in force."""
    with station_client(data_dir) as client:
        products = client.recipes.products()
    if as_json:
        print_json(products.model_dump(mode="json"))
        return
    for each in products.products:
        mark = "*" if each.in_force else " "
        waiting = f"  {each.waiting} not signed off" if each.waiting else ""
        click.echo(
            f"{mark} {each.number:5} {each.recipe_id:24} {each.revision[:_SHOWN_DIGITS]}{waiting}"
        )


@recipe.command()
@click.argument("product")
@DATA_DIR
@JSON
def revisions(product: str, data_dir: Path | None, as_json: bool) -> None:
    """List all revisions of PRODUCT, newest first; `*` marks the one in use."""
    with station_client(data_dir) as client:
        found = client.recipes.revisions(product)
    if as_json:
        print_json(found.model_dump(mode="json"))
        return
    for each in found.revisions:
        click.echo(_line(each))


@recipe.command()
@click.argument("product")
@click.argument("revision", required=False)
@DATA_DIR
@JSON
def show(product: str, revision: str | None, data_dir: Path | None, as_json: bool) -> None:
    """Print a revision of PRODUCT as TOML, by default the one in use."""
    with station_client(data_dir) as client:
        found = client.recipes.text(_found(client, product, revision))
    if as_json:
        print_json(found.model_dump(mode="json"))
    else:
        click.echo(found.text, nl=False)


@recipe.command(short_help="Say what differs between revisions OLD and NEW of PRODUCT.")
@click.argument("product")
@click.argument("old")
@click.argument("new", required=False)
@DATA_DIR
@JSON
def diff(product: str, old: str, new: str | None, data_dir: Path | None, as_json: bool) -> None:
    """Say what differs between revisions OLD and NEW of PRODUCT, by default the one in use."""
    with station_client(data_dir) as client:
        found = client.recipes.difference(
            _found(client, product, old), _found(client, product, new)
        )
    if as_json:
        print_json(found.model_dump(mode="json"))
        return
    for each in found.changes:
        click.echo(f"{each.path}: {each.old!r} -> {each.new!r}")
    if not found.changes:
        click.echo("nothing differs")


@recipe.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_note
@AS_PERSON
@DATA_DIR
@JSON
def add(file: Path, note: str, person: str | None, data_dir: Path | None, as_json: bool) -> None:
    """Make a revision from a recipe FILE; nothing is judged by it before its sign-off."""
    from inspector.config.recipe import load_recipe
    from inspector.wire.recipes import RevisionRequest

    load_recipe(file)
    content = tomllib.loads(file.read_bytes().decode("utf-8-sig"))
    with station_client(data_dir) as client:
        sign_in(client, person)
        kept = {each.recipe_id: each.revision for each in client.recipes.products().products}
        parent = kept.get(str(content.get("recipe_id")))
        made = client.recipes.make(RevisionRequest(content=content, parent=parent, note=note))
    if as_json:
        print_json(made.model_dump(mode="json"))
    else:
        click.echo(f"{made.recipe_id} {made.revision}")


@recipe.command("sign-off")
@click.argument("product")
@click.argument("revision")
@_note
@AS_PERSON
@DATA_DIR
@JSON
def sign_off(
    product: str,
    revision: str,
    note: str,
    person: str | None,
    data_dir: Path | None,
    as_json: bool,
) -> None:
    """Put REVISION of PRODUCT in use, a new one or one of before; between two parts."""
    with station_client(data_dir) as client:
        sign_in(client, person)
        begun = client.recipes.sign_off(_found(client, product, revision), note)
        _follow(client, begun, as_json=as_json)


@recipe.command("change-over")
@click.argument("product")
@click.option("--within-lot", is_flag=True, help="Its parts belong to the lot that runs.")
@AS_PERSON
@DATA_DIR
@JSON
def change_over(
    product: str, within_lot: bool, person: str | None, data_dir: Path | None, as_json: bool
) -> None:
    """Change over to PRODUCT, between two parts."""
    with station_client(data_dir) as client:
        sign_in(client, person)
        begun = client.recipes.change_over(product, within_lot=within_lot)
        _follow(client, begun, as_json=as_json)


def _found(client: StationClient, product: str, revision: str | None) -> str:
    """A revision by the beginning of its name, or the one in use."""
    from inspector.domain.errors.recipe import RevisionUnknownError

    rows = client.recipes.revisions(product).revisions
    if revision is None:
        found = [each.revision for each in rows if each.in_use]
    else:
        long_enough = len(revision) >= _LEAST_DIGITS
        found = [
            each.revision for each in rows if long_enough and each.revision.startswith(revision)
        ]
    if len(found) != 1:
        raise RevisionUnknownError(
            f"{product} has {len(found)} revisions {revision or 'in use'}",
            remedy=f"Name {_LEAST_DIGITS} digits at least; `inspector recipe revisions {product}` "
            "lists all.",
        )
    return found[0]


def _follow(client: StationClient, products: ProductList, *, as_json: bool) -> None:
    """Say how far it comes, until it has ended."""
    from inspector.client.faults import error_from
    from inspector.wire.history import ErrorReply
    from inspector.wire.recipes import ChangePhase

    running = (ChangePhase.PREPARING, ChangePhase.CHANGING)
    told = None
    while (course := products.course) is not None and course.phase in running:
        if course.phase is not told:
            told = course.phase
            tell(f"{course.recipe_id}: {course.phase}")
        time.sleep(_LOOK_S)
        products = client.recipes.products()
    if course is None:
        return
    if as_json:
        print_json(course.model_dump(mode="json"))
    if course.phase is ChangePhase.REFUSED:
        raise error_from(ErrorReply(code=course.code, detail=course.message, remedy=course.remedy))
    words = "in force" if course.phase is ChangePhase.IN_FORCE else "ready to be changed over to"
    if not as_json:
        click.echo(f"{course.recipe_id} {course.revision[:_SHOWN_DIGITS]} is {words}")


def _line(row: RevisionRow) -> str:
    mark = "*" if row.in_use else " "
    when = row.at.astimezone().strftime("%Y-%m-%d %H:%M")
    signed = f"signed off {row.signed_off_by}".strip() if row.signed_off else "not signed off"
    return f"{mark} {row.revision[:_SHOWN_DIGITS]} {when} {row.by or '-':16} {signed:24} {row.note}"
