"""Who can sign in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from inspector.wire.people import PersonRow, SessionState, SignedIn, SignedOut


class People(Protocol):
    """Who can sign in, and who is; raises as :class:`Station`."""

    def everybody(self) -> Sequence[PersonRow]:
        """Names and roles of all who can sign in."""

    def sign_in(self, name: str, pin: str, /) -> SignedIn:
        """Begin a session."""

    def renew(self) -> SessionState:
        """The person is still here."""

    def sign_out(self) -> SignedOut:
        """End the session."""
