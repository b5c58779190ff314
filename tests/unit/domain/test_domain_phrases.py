"""Templates have keys of their own, are used, and carry what they are filled with."""

from __future__ import annotations

import copy
import importlib
import pkgutil
from pathlib import Path

import pytest

import inspector.domain.phrases as subjects
from inspector.domain.errors.config import RecipeInvalidError
from inspector.domain.phrase import PhraseBook, plain
from inspector.domain.phrases.books import BOOKS, TEMPLATES
from inspector.domain.phrases.challenge import CausePhrase
from inspector.domain.phrases.deeds import DeedPhrase
from inspector.domain.phrases.entries import EntryPhrase
from inspector.domain.phrases.fields import FieldPhrase
from inspector.domain.phrases.line import GatePhrase
from inspector.domain.phrases.reference import render_reasons
from inspector.domain.phrases.steps import StepPhrase

ROOT = Path(__file__).parents[3]
BY_NAME = (CausePhrase, DeedPhrase, FieldPhrase, GatePhrase)
"""Chosen by the name of a value; other tests compare them with these values."""
PHRASES = [phrase for book in BOOKS for phrase in book]


def test_every_book_is_listed() -> None:
    for module in pkgutil.iter_modules(subjects.__path__, f"{subjects.__name__}."):
        importlib.import_module(module.name)
    assert set(BOOKS) == set(PhraseBook.__subclasses__())


def test_no_two_templates_share_a_key_and_none_is_another_ones_name() -> None:
    assert len(TEMPLATES) == len(PHRASES) == sum(len(book.__members__) for book in BOOKS)


def test_every_template_is_used() -> None:
    sources = (path for path in (ROOT / "inspector").rglob("*.py"))
    said = "\n".join(path.read_text("utf-8") for path in sources)
    named = (phrase for phrase in PHRASES if type(phrase) not in BY_NAME)
    names = [f"{type(phrase).__name__}.{phrase.name}" for phrase in named]
    assert [name for name in names if name not in said] == []


def test_the_reference_lists_the_templates_as_they_are() -> None:
    page = (ROOT / "docs/reference/reasons.md").read_text("utf-8")
    assert page == render_reasons(), "run the command that the page names"


def test_a_phrase_is_filled_in_and_carries_its_values() -> None:
    allowed = StepPhrase.ALLOWED_RANGE(least=0.5, most=65535)
    phrase = StepPhrase.PARAMETER_WRONG(parameter="tiles", found="many", allowed=allowed)
    assert phrase.text == str(phrase) == "tiles is 'many', must be 0.5 to 65535"
    assert phrase.key == "parameter_wrong"
    assert phrase.values == {"parameter": "tiles", "found": "many", "allowed": allowed}
    assert len({phrase, phrase, allowed}) == 2


@pytest.mark.parametrize(
    ("found", "words"),
    [(True, "true"), (0.1234567891, "0.1234567891"), (float("nan"), "nan"), (("a", "b"), "a, b")],
)
def test_what_was_found_is_told_as_it_stood(found: object, words: str) -> None:
    assert EntryPhrase.NOT_AN_INTEGER(found=found).text == f"{words} should be a valid integer"


def test_an_error_tells_its_phrases_line_by_line_and_keeps_them_when_copied() -> None:
    wrong = EntryPhrase.NOT_A_LIST(found=3)
    error = copy.copy(RecipeInvalidError("lid.toml:", wrong, remedy="Mend it."))
    assert error.detail == "lid.toml:\n3 should be a list"
    assert error.reasons == error.said == (plain("lid.toml:"), wrong)
    assert error.remedy == "Mend it."
    spoken = RecipeInvalidError("it is wrong")
    assert (spoken.reasons, spoken.said) == ((), ("it is wrong",))
