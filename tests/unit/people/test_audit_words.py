"""Whatever the station writes into the audit trail has words, and no word is there for nothing."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from pydantic import BaseModel

import inspector
from inspector.domain.people import FourEyes, Right
from inspector.domain.phrases.deeds import DeedPhrase, deed_phrase
from inspector.domain.phrases.fields import FieldPhrase
from inspector.domain.station import StationCommand
from inspector.services.people import accounts
from inspector.services.people.audit_line import SEAL
from inspector.services.retention.sweep import Swept
from inspector.wire.challenge import ChallengePartRequest
from inspector.wire.history import ResultFilter
from inspector.wire.rollout import PromoteRequest
from inspector.wire.training import TrainingRequest

ROOT = Path(inspector.__file__).parent
WRITERS = ("api", "services", "cli", "assembly")
MODELS: tuple[type[BaseModel], ...] = (
    ChallengePartRequest,
    PromoteRequest,
    ResultFilter,
    TrainingRequest,
)
DEED_AT = {"recorded": 1, "note": 1, "issued": 2}
"""Which argument of what writes an entry is its word."""
WITHOUT_WORDS = {"at", "begins", "characters", "line", "old", "new", "reason"}


def trees() -> Iterator[ast.AST]:
    for path in (each for folder in WRITERS for each in (ROOT / folder).rglob("*.py")):
        yield ast.parse(path.read_text("utf-8"))


def constants(tree: ast.AST) -> dict[str, str]:
    """Names in capitals that stand for a word."""
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                names = target.elts if isinstance(target, ast.Tuple) else [target]
                values = node.value.elts if isinstance(node.value, ast.Tuple) else [node.value]
                for name, value in zip(names, values, strict=False):
                    if isinstance(name, ast.Name) and isinstance(value, ast.Constant):
                        found[name.id] = str(value.value)
    return found


def written() -> set[str]:
    """The words of all entries; those that are put together are listed by what they are of."""
    parsed = list(trees())
    known = {name: value for tree in parsed for name, value in constants(tree).items()}
    words = {f"station.{each.value}" for each in StationCommand}
    words |= {f"right.{each.value}" for each in Right} | {each.value for each in FourEyes}
    words |= {*accounts._DEEDS, "model.promote", "model.rollback", "approval.withdraw"}
    words |= {"approval.refuse", SEAL}
    for tree in parsed:
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            place = DEED_AT.get(ast.unparse(node.func).rpartition(".")[2])
            if place is not None and len(node.args) > place:
                said = node.args[place]
                if isinstance(said, ast.Constant) and isinstance(said.value, str):
                    words.add(said.value)
                elif isinstance(said, ast.Name) and said.id in known:
                    words.add(known[said.id])
    return words


def changed() -> set[str]:
    """The names of all values that are written down as changed."""
    names = {field.name for field in fields(Swept)}
    names |= {name for model in MODELS for name in model.model_fields}
    for tree in trees():
        for node in ast.walk(tree):
            of_entry = isinstance(node, ast.Assign) and any(
                isinstance(each, ast.Attribute)
                and each.attr in ("old", "new")
                and ast.unparse(each.value) == "entry"
                for each in node.targets
            )
            of_call = isinstance(node, ast.Call) and ast.unparse(node.func) == "AuditEntry"
            if of_entry or of_call:
                for each in ast.walk(node):
                    if isinstance(each, ast.Dict):
                        names |= {key.value for key in each.keys if isinstance(key, ast.Constant)}
    return names


def test_every_word_of_the_trail_has_a_phrase_and_every_phrase_its_word() -> None:
    assert {deed_phrase(each).key for each in written()} == {each.key for each in DeedPhrase}


def test_every_value_that_changes_has_a_name() -> None:
    known = {each.key.removeprefix("field_") for each in FieldPhrase}
    assert changed() - known == set()
