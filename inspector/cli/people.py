"""`inspector people`: who may work at a station. PINs are asked for, never given as arguments."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from inspector.cli.account import account_actor

if TYPE_CHECKING:
    from inspector.services.people.audit import AuditTrail
    from inspector.services.people.register import PeopleRegister

_ROLES = ("operator", "quality", "engineer", "admin")
_data_dir = click.option(
    "--data-dir",
    type=click.Path(path_type=Path),
    help="Data folder of the station; that of this user account by default.",
)


@click.group()
def people() -> None:
    """Say who may work at the station, and with what role."""


@people.command()
@click.argument("name")
@click.option("--role", type=click.Choice(_ROLES), required=True)
@_data_dir
def add(name: str, role: str, data_dir: Path | None) -> None:
    """Define a person; the PIN is asked for twice."""
    from inspector.domain.people import Role

    register, audit = _open(data_dir)
    register.add(name, Role(role), _new_pin())
    _note(audit, "people.add", name, role)
    click.echo(f"{name} is {role} now")


@people.command("list")
@_data_dir
def show(data_dir: Path | None) -> None:
    """List names and roles."""
    register, _ = _open(data_dir)
    everybody = register.people().values()
    for person in everybody:
        click.echo(f"{person.role:9} {person.name}")
    if not everybody:
        click.echo("nobody is defined: whoever holds the station's token may run and set it")


@people.command()
@click.argument("name")
@_data_dir
def remove(name: str, data_dir: Path | None) -> None:
    """Forget a person, who is signed out by it."""
    register, audit = _open(data_dir)
    register.remove(name)
    _note(audit, "people.remove", name)
    click.echo(f"{name} is removed")


@people.command("set-pin")
@click.argument("name")
@_data_dir
def set_pin(name: str, data_dir: Path | None) -> None:
    """Give a person another PIN; it is asked for twice."""
    register, audit = _open(data_dir)
    register.require(name)
    register.set_pin(name, _new_pin())
    _note(audit, "people.set_pin", name)
    click.echo(f"{name} has a new PIN")


def _open(data_dir: Path | None) -> tuple[PeopleRegister, AuditTrail]:
    from inspector.paths import DataFolder
    from inspector.paths import data_dir as default
    from inspector.services.people.audit import AuditTrail
    from inspector.services.people.register import PeopleRegister

    data = DataFolder((data_dir or default()).resolve())
    return PeopleRegister(data.people), AuditTrail(data.audit)


def _new_pin() -> str:
    pin: str = click.prompt("PIN", hide_input=True, confirmation_prompt="The same PIN again")
    return pin


def _note(audit: AuditTrail, what: str, name: str, role: str | None = None) -> None:
    from inspector.services.people.audit import AuditEntry

    audit.note(account_actor(), what, name, AuditEntry(new=role))
