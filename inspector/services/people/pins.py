"""PINs as argon2id hashes; the only file that imports argon2."""

from __future__ import annotations

import re

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from inspector.domain.errors.people import PinUnsuitableError
from inspector.domain.people import Role

_TIME_COST, _MEMORY_KIB, _PARALLELISM = 2, 19_456, 1
"""OWASP's figures for argon2id: one core for some 20 ms, beside an engine that needs the rest."""
_SHORTEST = {Role.OPERATOR: 4, Role.QUALITY: 4, Role.ENGINEER: 6, Role.ADMIN: 6}
_DIGITS = re.compile(r"[0-9]{4,12}")
_hasher = PasswordHasher(_TIME_COST, _MEMORY_KIB, _PARALLELISM)


def require_suitable(pin: str, role: Role) -> None:
    """Check a new PIN.

    Raises:
        PinUnsuitableError: the message says why; it never holds the PIN.
    """
    if not _DIGITS.fullmatch(pin):
        raise PinUnsuitableError("a PIN is 4 to 12 digits")
    if len(pin) < _SHORTEST[role]:
        raise PinUnsuitableError(f"a PIN of role {role} has at least {_SHORTEST[role]} digits")
    if len(set(pin)) == 1:
        raise PinUnsuitableError("all digits are alike")


def hash_pin(pin: str) -> str:
    """What is kept of a PIN: argon2id with its own random salt."""
    return _hasher.hash(pin)


def matches(pin_hash: str, pin: str) -> bool:
    """Whether this is the PIN; takes as long when it is not."""
    try:
        return _hasher.verify(pin_hash, pin)
    except (VerificationError, InvalidHashError):
        return False
