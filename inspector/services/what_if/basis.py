"""What a part's scores mean: the classes of its model, and the limits of its recipe."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from inspector.domain.recipe import DecisionLimits
from inspector.domain.record import Provenance
from inspector.wire.what_if import LeftOut, WhatIfQuestion


@dataclass(frozen=True, slots=True)
class Basis:
    """By which classes and limits parts are decided.

    Attributes:
        classes: Those of the model, in the order of its scores.
        ok_classes: Those that a good part may have.
        limits: Those of the recipe.
    """

    classes: tuple[str, ...]
    ok_classes: frozenset[str]
    limits: DecisionLimits


class Bases(Protocol):
    """Where models and recipes are looked up. Called from several threads."""

    @property
    def cameras(self) -> int:
        """How many cameras look at each part."""

    def of(self, cited: Provenance) -> Basis | LeftOut:
        """By what a part was decided, or why nobody knows any more."""

    def require(self, question: WhatIfQuestion) -> None:
        """Refuse a question about a model or a recipe that the station does not have.

        Raises:
            PackageUnknownError: there is no such model.
            RevisionUnknownError: there is no such revision.
        """


class Cited(Protocol):
    """Where provenances are read."""

    def provenance(self, provenance_id: int) -> Provenance:
        """With what a part was judged."""


class KnownBases:
    """Looks each up once. Used by one thread.

    Args:
        bases: Where they are looked up.
        cited: What provenances cite.
    """

    def __init__(self, bases: Bases, cited: Cited) -> None:
        self._bases = bases
        self._cited = cited
        self._known: dict[int, Basis | LeftOut] = {}

    def of(self, provenance_id: int) -> Basis | LeftOut:
        """By what a part was decided, or why nobody knows any more."""
        if provenance_id not in self._known:
            self._known[provenance_id] = self._bases.of(self._cited.provenance(provenance_id))
        return self._known[provenance_id]
