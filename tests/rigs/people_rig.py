"""People of a station under test."""

from functools import cache
from pathlib import Path

from inspector.domain.people import Role, SecretKind
from inspector.services.people.credentials import Secret, sealed
from inspector.services.people.register import PeopleRegister

FIRST_ADMIN, FIRST_PIN = "Ada", "314159"


def define(register: PeopleRegister, name: str, role: Role, pin: str) -> None:
    """Add a person with a PIN; a station's first person is its administrator."""
    if not register.everybody() and role is not Role.ADMIN:
        register.add(FIRST_ADMIN, Role.ADMIN, _sealed(FIRST_PIN, Role.ADMIN, FIRST_ADMIN))
    register.add(name, role, _sealed(pin, role, name))


def people_of(folder: Path) -> PeopleRegister:
    """The register of a data folder."""
    return PeopleRegister(folder / "people.toml")


@cache
def _sealed(pin: str, role: Role, name: str) -> Secret:
    """Hashing is slow on purpose."""
    return sealed(SecretKind.PIN, pin, role, name)
