"""Who sits at the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from inspector.client.station import StationClient
    from inspector.services.people.audit import Actor


def account_actor() -> Actor:
    """Whoever has a shell on the station's account stands in the log as ``account:NAME``."""
    from inspector.services.people.audit import Actor

    return Actor(f"account:{_account()}")


def sign_in(client: StationClient, person: str | None) -> None:
    """Ask for the secret of a person who was named, and sign in with it."""
    if person is not None:
        client.people.sign_in(person, click.prompt("PIN or password", hide_input=True, err=True))


def _account() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"
