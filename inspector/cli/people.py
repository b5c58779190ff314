"""`inspector people`: who may work at a station. Secrets are asked for, never arguments."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from inspector.cli.account import account_actor
from inspector.cli.lazy import CommandGroup
from inspector.cli.output import JSON, print_json
from inspector.cli.station_options import DATA_DIR, data_folder, present_folder

if TYPE_CHECKING:
    from inspector.domain.people import Role, SecretKind
    from inspector.services.people.audit import AuditTrail
    from inspector.services.people.register import PeopleRegister

_ROLES = ("operator", "quality", "engineer", "admin")
_password = click.option(
    "--password", "with_password", is_flag=True, help="Ask for a password in place of a PIN."
)


@click.group(cls=CommandGroup)
def people() -> None:
    """Say who may work at the station, and with what role."""


@people.command()
@click.argument("name")
@click.option("--role", type=click.Choice(_ROLES), required=True, help="What the person may do.")
@_password
@DATA_DIR
def add(name: str, role: str, with_password: bool, data_dir: Path | None) -> None:
    """Define a person; the first one has to be an admin. The secret is asked for twice."""
    from inspector.domain.people import Role
    from inspector.services.people.credentials import sealed

    register, audit = _open(data_dir)
    register.require_new(name, Role(role))
    kind, typed = _new_secret(with_password)
    register.add(name, Role(role), sealed(kind, typed, Role(role), name))
    _note(audit, "people.add", name, None, {"role": role, "secret_kind": kind})
    click.echo(f"{name} is {role} now")


@people.command("list")
@DATA_DIR
@JSON
def show(data_dir: Path | None, as_json: bool) -> None:
    """List names and roles."""
    present_folder(data_dir)
    register, _ = _open(data_dir)
    everybody = register.everybody().values()
    if as_json:
        print_json(
            [{"name": each.name, "role": each.role, "active": each.active} for each in everybody]
        )
        return
    for person in everybody:
        click.echo(f"{person.role:9} {person.name}{'' if person.active else '  (deactivated)'}")
    if not everybody:
        click.echo("nobody is defined: whoever holds the station's token may run and set it")


@people.command()
@click.argument("name")
@DATA_DIR
def deactivate(name: str, data_dir: Path | None) -> None:
    """Let a person in no longer; the name stays, for the audit trail goes on to name it."""
    _set_active(name, data_dir, active=False)
    click.echo(f"{name} cannot sign in any more")


@people.command()
@click.argument("name")
@DATA_DIR
def activate(name: str, data_dir: Path | None) -> None:
    """Let a person in again."""
    _set_active(name, data_dir, active=True)
    click.echo(f"{name} can sign in again")


@people.command("set-role", short_help="Give a person another role.")
@click.argument("name")
@click.option("--role", type=click.Choice(_ROLES), required=True, help="What the person may do.")
@_password
@DATA_DIR
def set_role(name: str, role: str, with_password: bool, data_dir: Path | None) -> None:
    """Give a person another role; where its PIN may be too short for it, a new one is asked for."""
    from inspector.domain.errors.people import SecretUnsuitableError
    from inspector.domain.people import Role
    from inspector.services.people.credentials import require_suits, sealed

    register, audit = _open(data_dir)
    person, new = register.require(name), None
    try:
        require_suits(person.secret, person.role, Role(role))
    except SecretUnsuitableError as error:
        click.echo(error.detail)
        kind, typed = _new_secret(with_password)
        new = sealed(kind, typed, Role(role), person.name)
    register.set_role(name, Role(role), new)
    _note(audit, "people.set_role", person.name, person.role, role)
    click.echo(f"{person.name} is {role} now")


@people.command("set-pin")
@click.argument("name")
@_password
@DATA_DIR
def set_pin(name: str, with_password: bool, data_dir: Path | None) -> None:
    """Give a person another PIN or password; it is asked for twice."""
    from inspector.services.people.credentials import sealed

    register, audit = _open(data_dir)
    person = register.require(name)
    kind, typed = _new_secret(with_password)
    register.set_secret(name, sealed(kind, typed, person.role, person.name))
    _note(audit, "people.set_secret", person.name, person.secret.kind, kind)
    click.echo(f"{person.name} has a new {kind}")


def _set_active(name: str, data_dir: Path | None, *, active: bool) -> None:
    register, audit = _open(data_dir)
    person = register.require(name)
    register.set_active(name, active)
    _note(audit, "people.set_active", person.name, person.active, active)


def _open(data_dir: Path | None) -> tuple[PeopleRegister, AuditTrail]:
    from inspector.services.people.audit import AuditTrail
    from inspector.services.people.register import PeopleRegister

    data = data_folder(data_dir)
    return PeopleRegister(data.people), AuditTrail(data.audit)


def _new_secret(with_password: bool) -> tuple[SecretKind, str]:
    from inspector.domain.people import SecretKind

    kind = SecretKind.PASSWORD if with_password else SecretKind.PIN
    name = "Password" if with_password else "PIN"
    again = f"The same {name} again"
    typed: str = click.prompt(name, hide_input=True, confirmation_prompt=again)
    return kind, typed


def _note(
    audit: AuditTrail, what: str, name: str, old: Role | SecretKind | bool | None, new: object
) -> None:
    from inspector.services.people.audit import AuditEntry

    audit.note(account_actor(), what, name, AuditEntry(old, new))
