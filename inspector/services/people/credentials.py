"""PINs and passwords as argon2id hashes; the only file that imports argon2."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from inspector.domain.errors.people import SecretUnsuitableError
from inspector.domain.people import Role, SecretKind
from inspector.services.people.common_passwords import COMMON_PASSWORDS

PASSWORD_CHARACTERS = range(8, 129)
_TIME_COST, _MEMORY_KIB, _PARALLELISM = 2, 19_456, 1
"""OWASP's figures for argon2id: one core for some 20 ms, beside an engine that needs the rest."""
_SHORTEST_PIN = {Role.OPERATOR: 4, Role.QUALITY: 4, Role.ENGINEER: 6, Role.ADMIN: 6}
_DIGITS = re.compile(r"[0-9]{4,12}")
_hasher = PasswordHasher(_TIME_COST, _MEMORY_KIB, _PARALLELISM)


@dataclass(frozen=True, slots=True)
class Secret:
    """What is kept of a PIN or a password."""

    kind: SecretKind
    hash: str


def sealed(kind: SecretKind, secret: str, role: Role, name: str) -> Secret:
    """A new PIN or password as it is kept: argon2id with its own random salt.

    Raises:
        SecretUnsuitableError: the message says why; it never holds the secret.
    """
    require_suitable(kind, secret, role, name)
    return Secret(kind, _hasher.hash(_normal(secret)))


def require_suitable(kind: SecretKind, secret: str, role: Role, name: str) -> None:
    """Check a new PIN or password; of a password only length and how common it is.

    Raises:
        SecretUnsuitableError: the message says why; it never holds the secret.
    """
    if kind is SecretKind.PIN:
        _require_pin(secret, role)
        return
    if len(_normal(secret)) not in PASSWORD_CHARACTERS:
        raise SecretUnsuitableError("a password has 8 to 128 characters")
    plain = _normal(secret).casefold()
    if plain in COMMON_PASSWORDS or len(set(plain)) == 1:
        raise SecretUnsuitableError("this password is one of the commonest")
    if plain.strip("0123456789!.-_ ") == name.casefold():
        raise SecretUnsuitableError("a password is not one's own name")


def require_suits(secret: Secret, chosen_as: Role, role: Role) -> None:
    """Check whether a secret that was chosen in one role is long enough in another one.

    Raises:
        SecretUnsuitableError: it may be too short.
    """
    longer = _SHORTEST_PIN[role] > _SHORTEST_PIN[chosen_as]
    if secret.kind is SecretKind.PIN and longer:
        raise SecretUnsuitableError(
            f"role {role} wants a PIN of at least {_SHORTEST_PIN[role]} digits: choose a new one"
        )


def matches(secret: Secret, typed: str) -> bool:
    """Whether this is the PIN or password; takes as long when it is not."""
    try:
        return _hasher.verify(secret.hash, _normal(typed))
    except (VerificationError, InvalidHashError):
        return False


def decoy() -> Secret:
    """One that takes as long to check as a person's."""
    return Secret(SecretKind.PIN, _hasher.hash("0000"))


def _require_pin(pin: str, role: Role) -> None:
    if not _DIGITS.fullmatch(pin):
        raise SecretUnsuitableError("a PIN is 4 to 12 digits")
    if len(pin) < _SHORTEST_PIN[role]:
        raise SecretUnsuitableError(
            f"a PIN of role {role} has at least {_SHORTEST_PIN[role]} digits"
        )
    if len(set(pin)) == 1:
        raise SecretUnsuitableError("all digits are alike")


def _normal(secret: str) -> str:
    """The same for every keyboard that writes one text."""
    return unicodedata.normalize("NFKC", secret)
