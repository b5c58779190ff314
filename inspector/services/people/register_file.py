"""The format of people.toml: version 2, and version 1 of before there were passwords."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal, Self

import tomlkit
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from inspector.domain.errors.people import PeopleFileInvalidError
from inspector.domain.people import Role, SecretKind
from inspector.services.people.credentials import Secret

_SIZE_LIMIT_BYTES = 1 << 20
_NAME_LIMIT = 32
_HEADER = "Written by the People page and by `inspector people`; secrets are argon2id hashes."
_Hash = Annotated[str, Field(pattern=r"^\$argon2id\$")]


class PersonEntry(BaseModel):
    """One person in the file."""

    model_config = ConfigDict(extra="forbid")
    name: Annotated[str, Field(min_length=1, max_length=_NAME_LIMIT)]
    role: Role
    secret_kind: SecretKind
    secret: _Hash
    active: bool = True

    @classmethod
    def of(cls, name: str, role: Role, secret: Secret, *, active: bool) -> Self:
        """The entry of a person."""
        return cls(name=name, role=role, secret_kind=secret.kind, secret=secret.hash, active=active)

    @property
    def kept_secret(self) -> Secret:
        """Its PIN or password."""
        return Secret(self.secret_kind, self.secret)


class _FirstEntry(BaseModel):
    model_config = ConfigDict(extra="forbid")
    name: Annotated[str, Field(min_length=1, max_length=_NAME_LIMIT)]
    role: Role
    pin: _Hash


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")
    schema_version: Literal[2]
    person: list[PersonEntry] = Field(default_factory=list)


class _FirstFile(BaseModel):
    model_config = ConfigDict(extra="forbid")
    schema_version: Literal[1]
    person: list[_FirstEntry] = Field(default_factory=list)


_ANY: TypeAdapter[_File | _FirstFile] = TypeAdapter(
    Annotated[_File | _FirstFile, Field(discriminator="schema_version")]
)


def read_entries(path: Path) -> Sequence[PersonEntry]:
    """Everybody in the file.

    Raises:
        PeopleFileInvalidError: it cannot be read.
    """
    try:
        with path.open("rb") as stream:
            text = stream.read(_SIZE_LIMIT_BYTES + 1).decode()
        file = _ANY.validate_python(tomllib.loads(text))
    except (OSError, ValueError) as error:
        raise PeopleFileInvalidError(f"{path}: {_first_line(error)}") from error
    if isinstance(file, _File):
        return file.person
    return [
        PersonEntry.of(each.name, each.role, Secret(SecretKind.PIN, each.pin), active=True)
        for each in file.person
    ]


def written(entries: Sequence[PersonEntry]) -> str:
    """The text of the file."""
    document = tomlkit.document()
    document.add(tomlkit.comment(_HEADER))
    document.add("schema_version", tomlkit.item(2))
    array = tomlkit.aot()
    for each in entries:
        array.append(tomlkit.item(each.model_dump(mode="json")))
    document.add("person", array)
    return tomlkit.dumps(document)


def _first_line(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
    return str(error).splitlines()[0] if str(error) else type(error).__name__
