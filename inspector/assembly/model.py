"""From model packages to models that judge at a station."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from inspector.assembly.camera import prepare_recipe
from inspector.domain.errors.model import ModelError
from inspector.resources import bundled
from inspector.services.rollout.ports import PackageFigures, Rest, ShelvedPackage

if TYPE_CHECKING:
    from inspector.config.station import StationConfig
    from inspector.domain.model import ModelIdentity
    from inspector.domain.release import ReleaseFigure, Rollout
    from inspector.engine.judging.recipes import LineModel
    from inspector.inference.classifier import OnnxClassifier
    from inspector.inference.package import ModelPackage
    from inspector.inference.registry.registry import ModelRegistry
    from inspector.inference.signature import Trust
    from inspector.services.recipes.recipe_set import StationRecipe

    Opener = Callable[[Path, Trust], ModelPackage]

_HASH_DIGITS_LEAST = 6


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


def known_models(registry: ModelRegistry, base: ModelPackage) -> list[ModelIdentity]:
    """All models that rows of this station may cite; what ran them nobody remembers."""
    shelved = RegistryShelf(registry, base).packages()
    return [each.identity for each in shelved if each.identity is not None]


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

    def line_model(self) -> LineModel:
        """Bring it under all recipes of the station, and replay its examples."""
        from inspector.engine.judging.recipes import LineModel
        from inspector.services.recipes.recipe_set import recipes_under

        recipes = recipes_under(
            self.recipes, self.package.limits, self.package.manifest.defect_classes
        )
        prepared = tuple(prepare_recipe(each, self.config, self.classifier) for each in recipes)
        self.classifier.warm_up()
        return LineModel(identity_of(self.package, self.classifier.provider), prepared)

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


class PackageLoader:
    """Implements :class:`~inspector.services.rollout.ports.ModelLoader`.

    Args:
        config: The station file.
        registry: The packages of the station.
        recipes: Those that are in use.
    """

    def __init__(
        self,
        config: StationConfig,
        registry: ModelRegistry,
        recipes: Callable[[], Sequence[StationRecipe]],
    ) -> None:
        self._config = config
        self._registry = registry
        self._recipes = recipes

    def open(self, sha256: str) -> OpenedPackage:
        """Load and check a package."""
        return self.opened(self._registry.find(sha256))

    def opened(self, package: ModelPackage) -> OpenedPackage:
        """One that has been checked already."""
        classifier = make_classifier(package, self._config)
        is_base = package.sha256 == self._registry.rollout().base_sha256
        return OpenedPackage(
            package, classifier, self._recipes(), self._config, is_base, self._rejected_in_force
        )

    def _rejected_in_force(self) -> frozenset[str]:
        """None of a damaged package, which shall not stand in its successor's way."""
        try:
            in_force = self._registry.look_up(self._registry.rollout().in_force_sha256)
        except ModelError:
            return frozenset()
        return frozenset(in_force.manifest.defect_classes)


def make_classifier(package: ModelPackage, config: StationConfig) -> OnnxClassifier:
    """The model of a package on what the station file chooses."""
    from inspector.inference.classifier import OnnxClassifier

    section = config.model
    return OnnxClassifier(package, provider=section.provider, threads=section.threads)


class RegistryShelf:
    """Implements :class:`~inspector.services.rollout.ports.ModelShelf`.

    Args:
        registry: The packages of the station.
        base: The one that the station file names.
    """

    def __init__(self, registry: ModelRegistry, base: ModelPackage) -> None:
        self._registry = registry
        self._base = base
        self._read: dict[tuple[Path, int], ShelvedPackage] = {}

    def packages(self) -> list[ShelvedPackage]:
        """All that are installed, that ship with the program, or that the station file names.

        A manifest is read once: a version never changes, and clients ask often.
        """
        from inspector.inference.package import find_packages

        roots = (self._registry.folder, bundled("models"))
        shelved = [self._at(folder) for root in roots for folder in find_packages(root)]
        if all(each.sha256 != self._base.sha256 for each in shelved):
            shelved.append(self._shelved(self._base))
        return shelved

    def _at(self, folder: Path) -> ShelvedPackage:
        from inspector.inference.package import open_manifest

        changed_ns = max(each.stat().st_mtime_ns for each in folder.glob("manifest.*"))
        shelved = self._read.get((folder, changed_ns))
        if shelved is None:
            try:
                shelved = self._shelved(open_manifest(folder, self._registry.trust))
            except ModelError as error:
                shelved = ShelvedPackage("/".join(folder.parts[-2:]), fault=str(error))
            self._read[folder, changed_ns] = shelved
        return shelved

    def _shelved(self, package: ModelPackage) -> ShelvedPackage:
        return _shelved(package, self._registry.trust, self._base.sha256)

    def find(self, name: str) -> ShelvedPackage:
        """One by ``NAME/VERSION`` or the beginning of its hash; only its manifest is looked at."""
        from inspector.domain.errors.model import ModelPackageError
        from inspector.domain.errors.release import PackageUnknownError

        by_hash = len(name) >= _HASH_DIGITS_LEAST
        found = [
            each
            for each in self.packages()
            if each.name == name or (by_hash and each.sha256.startswith(name))
        ]
        if len({each.sha256 for each in found}) != 1:
            what = "several packages" if found else "no package"
            raise PackageUnknownError(f"this station has {what} {name!r}")
        if found[0].fault:
            raise ModelPackageError(found[0].fault)
        return found[0]

    def require_to_promote(self, package: ShelvedPackage) -> None:
        """Look at the signature alone."""
        from inspector.inference.signature import SignatureState

        if package.sha256 != self._registry.rollout().base_sha256:
            state = SignatureState(package.signature)
            self._registry.trust.require_to_promote(state, package.name)

    def rollout(self) -> Rollout:
        """What is in force, what was before, what is on trial."""
        return self._registry.rollout()

    def promote(self, sha256: str, by: str, reason: str) -> Rollout:
        """Write down that this package is in force."""
        return self._registry.promote(sha256, by, reason)

    def rollback(self, by: str, reason: str) -> Rollout:
        """Write down that the package before is in force again."""
        self._registry.rollback(by, reason)
        return self._registry.rollout()

    def set_shadow(self, sha256: str | None, by: str) -> Rollout:
        """Write down that this package is on trial, or none."""
        return self._registry.set_shadow(sha256, by)


def identity_of(package: ModelPackage, provider: str = "") -> ModelIdentity:
    """What rows cite of a package."""
    from inspector.domain.model import ModelIdentity

    manifest = package.manifest
    return ModelIdentity(
        manifest.model_id,
        manifest.version,
        package.sha256,
        manifest.variant,
        provider,
        tuple(manifest.classes),
        frozenset(manifest.ok_classes),
    )


def _shelved(package: ModelPackage, trust: Trust, base_sha256: str) -> ShelvedPackage:
    from inspector.domain.errors.release import ModelSignatureError

    why_not = ""
    if package.sha256 != base_sha256:
        try:
            trust.require_to_promote(package.signature, package.name)
        except ModelSignatureError as error:
            why_not = f"{error}. {error.remedy}"
    return ShelvedPackage(
        package.name,
        package.sha256,
        package.signature.value,
        identity_of(package),
        figures=figures_of(package),
        not_promotable=why_not,
    )


def figures_of(package: ModelPackage) -> PackageFigures:
    """What a package says of itself; of the split it was tested with where it has no evaluation."""
    manifest, evaluation = package.manifest, package.manifest.evaluation
    metrics = manifest.training.metrics
    file = package.folder / manifest.model_file
    return PackageFigures(
        architecture=manifest.architecture,
        size_bytes=file.stat().st_size if file.is_file() else 0,
        accuracy=metrics.get("accuracy") if evaluation is None else evaluation.accuracy,
        escapes=None if evaluation is None else evaluation.escapes,
        defective=None if evaluation is None else evaluation.defective,
        p50_ms=metrics.get("p50_ms"),
    )
