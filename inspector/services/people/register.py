"""people.toml: who is defined at this station."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from inspector.domain.errors.people import (
    FirstPersonNotAdminError,
    LastAdminError,
    NameUnsuitableError,
    PeopleError,
    PeopleFileInvalidError,
    PersonExistsError,
    PersonUnknownError,
)
from inspector.domain.people import RIGHTS, Right, Role
from inspector.file_lock import sole_holder
from inspector.paths import write_atomically
from inspector.services.people.credentials import Secret
from inspector.services.people.register_file import PersonEntry, read_entries, written

NAME_LIMIT = 32


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is or was at this station; only who is active can sign in."""

    name: str
    role: Role
    secret: Secret
    active: bool = True


class PeopleRegister:
    """The people in one file; read again whenever it has changed. Safe to use from any thread.

    Names are compared without regard to case. Nobody is ever removed, for the audit trail goes on
    to name everybody. As soon as there is somebody, there is an active administrator.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._read: tuple[tuple[int, int, int] | None, Mapping[str, Person]] | None = None

    @property
    def path(self) -> Path:
        """The file."""
        return self._path

    def everybody(self) -> Mapping[str, Person]:
        """All people, by :func:`name_key` of their names; empty when there is no file.

        Raises:
            PeopleFileInvalidError: there is a file and it cannot be read.
        """
        state = self._state()
        if self._read is None or self._read[0] != state:
            self._read = (state, {} if state is None else self._load())
        return self._read[1]

    def people(self) -> Mapping[str, Person]:
        """As :meth:`everybody`, those who can sign in."""
        return {key: each for key, each in self.everybody().items() if each.active}

    def find(self, name: str) -> Person | None:
        """Who can sign in by this name."""
        person = self.everybody().get(name_key(name))
        return person if person is not None and person.active else None

    def require(self, name: str) -> Person:
        """The person of this name, active or not.

        Raises:
            PersonUnknownError: there is none.
        """
        people = self.everybody()
        return people[_known(people, name)]

    def holders(self, right: Right) -> int:
        """How many people who can sign in have a right."""
        return sum(right in RIGHTS[each.role] for each in self.people().values())

    def require_new(self, name: str, role: Role) -> None:
        """Check whether such a person can be added; raises as :meth:`add`."""
        if not 1 <= len(name) <= NAME_LIMIT or name != name.strip() or not name.isprintable():
            raise NameUnsuitableError(f"{name!r} cannot be a name")
        people = self.everybody()
        if (known := people.get(name_key(name))) is not None:
            raise PersonExistsError(f"{known.name} is defined already")
        if role is not Role.ADMIN and not _admins(people):
            raise FirstPersonNotAdminError(f"{name} would be {role}")

    def add(self, name: str, role: Role, secret: Secret) -> None:
        """Define a person.

        Raises:
            PersonExistsError: the name is taken.
            NameUnsuitableError: it cannot be a name.
            FirstPersonNotAdminError: there is no administrator yet, and this is none.
        """
        with self._changing() as people:
            self.require_new(name, role)
            people[name_key(name)] = Person(name, role, secret)

    def set_role(self, name: str, role: Role, secret: Secret | None = None) -> None:
        """Give a person another role, maybe with a new secret; who is signed in is signed out.

        Raises:
            PersonUnknownError: there is none of this name.
            LastAdminError: the station would be without an administrator.
        """
        with self._changing() as people:
            key = _known(people, name)
            person = people[key]
            people[key] = replace(person, role=role, secret=secret or person.secret)
            _require_admin(people, name)

    def set_active(self, name: str, active: bool) -> None:
        """Let a person in again, or no longer; who is signed in is signed out.

        Raises:
            PersonUnknownError: there is none of this name.
            LastAdminError: the station would be without an administrator.
        """
        with self._changing() as people:
            key = _known(people, name)
            people[key] = replace(people[key], active=active)
            _require_admin(people, name)

    def set_secret(self, name: str, secret: Secret) -> None:
        """Give a person another PIN or password; who is signed in is signed out.

        Raises:
            PersonUnknownError: there is none of this name.
        """
        with self._changing() as people:
            key = _known(people, name)
            people[key] = replace(people[key], secret=secret)

    def _state(self) -> tuple[int, int, int] | None:
        try:
            found = self._path.stat()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise PeopleFileInvalidError(f"{self._path}: {error.strerror}") from error
        return found.st_mtime_ns, found.st_size, found.st_ino

    def _load(self) -> Mapping[str, Person]:
        entries = read_entries(self._path)
        people = {
            name_key(each.name): Person(each.name, each.role, each.kept_secret, each.active)
            for each in entries
        }
        if len(people) != len(entries):
            raise PeopleFileInvalidError(f"{self._path}: two people have one name")
        return people

    @contextmanager
    def _changing(self) -> Iterator[dict[str, Person]]:
        """Read, let the caller change, and write: one program at a time."""
        lock = self._path.with_name(f".{self._path.name}.lock")
        with sole_holder(lock, PeopleError("another program changes people.toml now")):
            people = dict(self.everybody())
            yield people
            entries = [
                PersonEntry.of(each.name, each.role, each.secret, active=each.active)
                for each in people.values()
            ]
            write_atomically(self._path, written(entries), owner_only=True)


def name_key(name: str) -> str:
    """The same for all ways to write one name."""
    return unicodedata.normalize("NFKC", name).casefold()


def _known(people: Mapping[str, Person], name: str) -> str:
    if name_key(name) not in people:
        raise PersonUnknownError(f"nobody is called {name!r}")
    return name_key(name)


def _admins(people: Mapping[str, Person]) -> int:
    return sum(each.active and each.role is Role.ADMIN for each in people.values())


def _require_admin(people: Mapping[str, Person], name: str) -> None:
    if not _admins(people):
        raise LastAdminError(f"{name} is the last administrator")
