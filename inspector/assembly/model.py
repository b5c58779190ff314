"""From model packages to models that judge at a station."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from inspector.assembly.camera import prepare_recipe
from inspector.assembly.shelf import identity_of
from inspector.domain.errors.model import ModelError
from inspector.resources import bundled
from inspector.services.rollout.ports import Rest

if TYPE_CHECKING:
    from inspector.config.station import StationConfig
    from inspector.domain.release import ReleaseFigure
    from inspector.engine.judging.recipes import LineModel
    from inspector.inference.classifier import OnnxClassifier
    from inspector.inference.package import ModelPackage
    from inspector.inference.registry.registry import ModelRegistry
    from inspector.inference.signature import Trust
    from inspector.services.recipes.recipe_set import StationRecipe

    Opener = Callable[[Path, Trust], ModelPackage]


def model_folder(config: StationConfig) -> Path:
    """The package that the station file names: bundled as NAME/VERSION, or a folder."""
    named = bundled("models") / config.model.package
    return named if named.is_dir() else config.resolve(config.model.package)


def open_registry(
    config: StationConfig, folder: Path, opener: Opener | None = None
) -> ModelRegistry:
    """The packages of a station, with the keys that it trusts.

    Args:
        config: The station file.
        folder: ``DataFolder.models``.
        opener: Opens and checks packages; in this process by default.
    """
    from inspector.inference.package import load_package
    from inspector.inference.registry.registry import ModelRegistry
    from inspector.inference.signature import Trust

    return ModelRegistry(folder, Trust.of(config.model.trusted_keys), opener or load_package)


def base_package(config: StationConfig, registry: ModelRegistry) -> ModelPackage:
    """The package that the station file names; it runs until another one is promoted.

    Raises:
        ModelError: it is gone, damaged, or not trusted.
    """
    return registry.opener(model_folder(config), registry.trust)


@dataclass(frozen=True, slots=True)
class OpenedPackage:
    """Implements :class:`~inspector.services.rollout.ports.Candidate`."""

    package: ModelPackage
    classifier: OnnxClassifier
    recipes: Sequence[StationRecipe]
    config: StationConfig
    is_base: bool
    rejected: Callable[[], frozenset[str]]
    """The defect classes of the model in force."""
    keep: Callable[[Sequence[StationRecipe]], None]
    """Keeps what of the recipes a model recommends."""

    def line_model(self) -> LineModel:
        """Bring it under all recipes of the station, and replay its examples."""
        from inspector.engine.judging.recipes import LineModel

        recipes = self._under_this_model()
        prepared = tuple(prepare_recipe(each, self.config, self.classifier) for each in recipes)
        self.classifier.warm_up()
        return LineModel(identity_of(self.package, self.classifier.provider), prepared)

    def keep_recipes(self) -> None:
        """Keep the limits that it recommends, where the station names no recipe."""
        self.keep(self._under_this_model())

    def measured(self, model: LineModel, rest: Rest) -> LineModel:
        """Timed on the model's own example, by the slowest of all recipes and cameras."""
        from inspector.engine.judging.inspection_time import measure_inspection
        from inspector.inference.golden import golden_images

        _, image = next(golden_images(self.package))
        inspectors = [view.inspector for each in model.recipes for view in each.views]
        return replace(model, warm_up=measure_inspection(inspectors, image, rest))

    def figures(self, rest: Rest) -> tuple[ReleaseFigure, ...]:
        """All figures for the limits of every recipe; the same one is told once."""
        from inspector.inference.release_gate import (
            measure_classifier,
            release_figures,
            turned_good,
        )

        station = measure_classifier(self.package, self.classifier, rest=rest)
        limits = dict.fromkeys(each.recipe.release for each in self.recipes)
        figures = [
            figure for each in limits for figure in release_figures(self.package, each, station)
        ]
        if self.is_base:  # the station file names it: somebody answers for it without figures
            figures = [each for each in figures if each.name != "evaluation"]
        return (*dict.fromkeys(figures), *turned_good(self.package, self.rejected()))

    def _under_this_model(self) -> tuple[StationRecipe, ...]:
        from inspector.services.recipes.recipe_set import recipes_under

        manifest = self.package.manifest
        return recipes_under(self.recipes, self.package.limits, manifest.defect_classes)


class PackageLoader:
    """Implements :class:`~inspector.services.rollout.ports.ModelLoader`.

    Args:
        config: The station file.
        registry: The packages of the station.
        recipes: Those that are in use.
        keep: Keeps what of the recipes a model recommends that takes force; at a station that does
            not run the next start does.
    """

    def __init__(
        self,
        config: StationConfig,
        registry: ModelRegistry,
        recipes: Callable[[], Sequence[StationRecipe]],
        keep: Callable[[Sequence[StationRecipe]], None] = lambda _: None,
    ) -> None:
        self._config = config
        self._registry = registry
        self._recipes = recipes
        self._keep = keep

    def open(self, sha256: str) -> OpenedPackage:
        """Load and check a package."""
        return self.opened(self._registry.find(sha256))

    def opened(self, package: ModelPackage) -> OpenedPackage:
        """One that has been checked already."""
        from inspector.inference.classifier import OnnxClassifier

        section = self._config.model
        classifier = OnnxClassifier(package, provider=section.provider, threads=section.threads)
        is_base = package.sha256 == self._registry.rollout().base_sha256
        return OpenedPackage(
            package,
            classifier,
            self._recipes(),
            self._config,
            is_base,
            self._rejected_in_force,
            self._keep,
        )

    def _rejected_in_force(self) -> frozenset[str]:
        """None of a damaged package, which shall not stand in its successor's way."""
        try:
            in_force = self._registry.look_up(self._registry.rollout().in_force_sha256)
        except ModelError:
            return frozenset()
        return frozenset(in_force.manifest.defect_classes)
