"""What a rollout needs of the station's packages; the composition root implements it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from inspector.domain.model import ModelIdentity
from inspector.domain.release import ReleaseFigure, Rollout
from inspector.engine.judging.recipes import LineModel

Rest = Callable[[int], None]
"""Called after each inference with the nanoseconds that it took, so that a line can breathe."""


@dataclass(frozen=True, slots=True)
class PackageFigures:
    """What is known of a package without opening its model; ``None`` where nobody knows.

    Attributes:
        architecture: The network.
        size_bytes: Of the model file that runs.
        accuracy: Share of held-out pictures that are named right.
        escapes: Defective ones of them that would pass.
        defective: How many were defective.
        p50_ms: Median time of one inference where it was made.
    """

    architecture: str
    size_bytes: int
    accuracy: float | None
    escapes: int | None
    defective: int | None
    p50_ms: float | None


@dataclass(frozen=True, slots=True)
class ShelvedPackage:
    """One package that the station has.

    Attributes:
        name: ``NAME/VERSION``.
        sha256: Its hash; empty when it cannot be read.
        signature: What its signature is worth to this station.
        identity: What rows that it judged cite; ``None`` when it cannot be read.
        fault: Why not.
        figures: What it says of itself; ``None`` when it cannot be read.
        not_promotable: Why its signature does not let it be promoted here; empty when it does.
    """

    name: str
    sha256: str = ""
    signature: str = ""
    identity: ModelIdentity | None = None
    fault: str = ""
    figures: PackageFigures | None = None
    not_promotable: str = ""


class ModelShelf(Protocol):
    """The packages that the station has, and the record of which is in force.

    Errors are those of :mod:`inspector.domain.errors.release` and of model packages.
    """

    def packages(self) -> Sequence[ShelvedPackage]:
        """All packages, the damaged ones among them."""

    def find(self, name: str) -> ShelvedPackage:
        """One by ``NAME/VERSION`` or the beginning of its hash."""

    def require_to_promote(self, package: ShelvedPackage) -> None:
        """Look at the signature alone.

        Raises:
            ModelSignatureError: it is neither the station's own nor signed by a trusted key.
        """

    def rollout(self) -> Rollout:
        """What is in force, what was before, what is on trial."""

    def promote(self, sha256: str, by: str, reason: str) -> Rollout:
        """Write down that this package is in force."""

    def rollback(self, by: str, reason: str) -> Rollout:
        """Write down that the package before is in force again."""

    def set_shadow(self, sha256: str | None, by: str) -> Rollout:
        """Write down that this package is on trial, or none."""


class Candidate(Protocol):
    """A package that has been opened and checked, and is not in force yet."""

    def line_model(self) -> LineModel:
        """Bring it under all recipes of the station, and replay its examples.

        Raises:
            RecipesInvalidError: a recipe has limits for a class that it does not know.
            ModelGoldenError: it does not reproduce its examples here.
        """

    def keep_recipes(self) -> None:
        """Keep the limits that it recommends, where parts that it judges will cite them."""

    def measured(self, model: LineModel, rest: Rest) -> LineModel:
        """The same with the time that it takes to judge a picture."""

    def figures(self, rest: Rest) -> tuple[ReleaseFigure, ...]:
        """All that the gate looks at, for the limits of every recipe, once examples were replayed.

        The same figure against the same limit stands there once.
        """


class ModelLoader(Protocol):
    """Opens packages to judge at this station."""

    def open(self, sha256: str) -> Candidate:
        """Load and check a package.

        Raises:
            ModelError: it is unknown, damaged, not trusted, or cannot run here.
        """
