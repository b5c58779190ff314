"""What a replay needs of recipes and models."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from inspector.domain.record import Provenance
from inspector.engine.judging.inspector import Inspector


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges the pictures of one result again.

    Attributes:
        package: ``NAME/VERSION`` of the model.
        model_id: What rows cite of it.
        model_sha256: Its package.
        provider: What runs it.
        runtime: By which runtime, with its version.
        recipe_id: By which recipe.
        recipe_revision: The revision of it.
        inspectors: What judges each view, by its number.
    """

    package: str
    model_id: str
    model_sha256: str
    provider: str
    runtime: str
    recipe_id: str
    recipe_revision: str
    inspectors: Mapping[int, Inspector]


class Judges(Protocol):
    """Where judges are made. Called from one thread."""

    def of(self, cited: Provenance, model: str | None, revision: str | None = None) -> Judge:
        """What judged then, or with another model.

        Args:
            cited: With what the verdict was reached.
            model: ``NAME/VERSION`` or the beginning of a SHA-256; ``None`` for the one of then.
            revision: Of a recipe; ``None`` for the one of then.

        Raises:
            PackageUnknownError: there is no such model here.
            ModelError: it is damaged, or not trusted.
            RecipeRevisionMissingError: the recipe of then is nowhere.
            ReplayImpossibleError: nobody knows what judged then.
        """
