"""people.toml: who is defined at this station."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import tomlkit
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from inspector.domain.errors.people import (
    NameUnsuitableError,
    PeopleError,
    PeopleFileInvalidError,
    PersonExistsError,
    PersonUnknownError,
)
from inspector.domain.people import Role
from inspector.file_lock import lock_exclusively
from inspector.paths import write_atomically
from inspector.services.people.pins import hash_pin, require_suitable

NAME_LIMIT = 32
_SIZE_LIMIT_BYTES = 1 << 20
_HEADER = "Written by `inspector people`; PINs are argon2id hashes."


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can sign in."""

    name: str
    role: Role
    pin_hash: str


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")
    name: Annotated[str, Field(min_length=1, max_length=NAME_LIMIT)]
    role: Role
    pin: Annotated[str, Field(pattern=r"^\$argon2id\$")]


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")
    schema_version: Literal[1]
    person: list[_Entry] = Field(default_factory=list)


class PeopleRegister:
    """The people in one file; read again whenever it has changed. Safe to use from any thread.

    Names are compared without regard to case.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._read: tuple[tuple[int, int, int] | None, Mapping[str, Person]] | None = None

    def people(self) -> Mapping[str, Person]:
        """Everybody, by a form of the name without case; empty when there is no file.

        Raises:
            PeopleFileInvalidError: there is a file and it cannot be read.
        """
        state = self._state()
        if self._read is None or self._read[0] != state:
            self._read = (state, {} if state is None else self._load())
        return self._read[1]

    def find(self, name: str) -> Person | None:
        """The person of this name."""
        return self.people().get(_key(name))

    def require(self, name: str) -> Person:
        """The person of this name.

        Raises:
            PersonUnknownError: there is none.
        """
        people = self.people()
        return people[_known(people, name)]

    def add(self, name: str, role: Role, pin: str) -> None:
        """Define a person.

        Raises:
            PersonExistsError: the name is taken.
            NameUnsuitableError: it cannot be a name.
            PinUnsuitableError: it cannot be a PIN.
        """
        if not 1 <= len(name) <= NAME_LIMIT or name != name.strip() or not name.isprintable():
            raise NameUnsuitableError(f"{name!r} cannot be a name")
        require_suitable(pin, role)
        with self._changing() as people:
            if (known := people.get(_key(name))) is not None:
                raise PersonExistsError(f"{known.name} is defined already")
            people[_key(name)] = Person(name, role, hash_pin(pin))

    def remove(self, name: str) -> None:
        """Forget a person, who is signed out by it.

        Raises:
            PersonUnknownError: there is none of this name.
        """
        with self._changing() as people:
            del people[_known(people, name)]

    def set_pin(self, name: str, pin: str) -> None:
        """Give a person another PIN; who is signed in with the old one is signed out.

        Raises:
            PersonUnknownError: there is none of this name.
            PinUnsuitableError: it cannot be a PIN.
        """
        with self._changing() as people:
            key = _known(people, name)
            person = people[key]
            require_suitable(pin, person.role)
            people[key] = Person(person.name, person.role, hash_pin(pin))

    def _state(self) -> tuple[int, int, int] | None:
        try:
            found = self._path.stat()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise PeopleFileInvalidError(f"{self._path}: {error.strerror}") from error
        return found.st_mtime_ns, found.st_size, found.st_ino

    def _load(self) -> Mapping[str, Person]:
        try:
            with self._path.open("rb") as stream:
                text = stream.read(_SIZE_LIMIT_BYTES + 1).decode()
            file = _File.model_validate(tomllib.loads(text))
        except (OSError, ValueError) as error:
            raise PeopleFileInvalidError(f"{self._path}: {_first_line(error)}") from error
        people = {_key(each.name): Person(each.name, each.role, each.pin) for each in file.person}
        if len(people) != len(file.person):
            raise PeopleFileInvalidError(f"{self._path}: two people have one name")
        return people

    @contextmanager
    def _changing(self) -> Iterator[dict[str, Person]]:
        """Read, let the caller change, and write: one program at a time."""
        lock = self._path.with_name(f".{self._path.name}.lock")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            stream = lock.open("ab")
        except OSError as error:
            raise PeopleError(f"{lock}: {error.strerror}") from error
        with stream:
            try:
                lock_exclusively(stream)
            except OSError as error:
                raise PeopleError("another program changes people.toml now") from error
            people = dict(self.people())
            yield people
            write_atomically(self._path, _toml(people), owner_only=True)


def _known(people: Mapping[str, Person], name: str) -> str:
    if _key(name) not in people:
        raise PersonUnknownError(f"nobody is called {name!r}")
    return _key(name)


def _key(name: str) -> str:
    """The same for all ways to write one name."""
    return unicodedata.normalize("NFKC", name).casefold()


def _toml(people: Mapping[str, Person]) -> str:
    document = tomlkit.document()
    document.add(tomlkit.comment(_HEADER))
    document.add("schema_version", tomlkit.item(1))
    entries = tomlkit.aot()
    for person in people.values():
        entries.append(
            tomlkit.item({"name": person.name, "role": person.role.value, "pin": person.pin_hash})
        )
    document.add("person", entries)
    return tomlkit.dumps(document)


def _first_line(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
    return str(error).splitlines()[0] if str(error) else type(error).__name__
