"""Who sits at the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inspector.services.people.audit import Actor


def account_actor() -> Actor:
    """Whoever has a shell on the station's account stands in the log as ``account:NAME``."""
    from inspector.services.people.audit import Actor

    return Actor(f"account:{_account()}")


def _account() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"
