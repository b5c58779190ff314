"""The packages of a station as people choose among them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from inspector.domain.errors.model import ModelError
from inspector.resources import bundled
from inspector.services.rollout.ports import PackageFigures, ShelvedPackage

if TYPE_CHECKING:
    from inspector.domain.model import ModelIdentity
    from inspector.domain.release import Rollout
    from inspector.inference.package import ModelPackage
    from inspector.inference.registry.registry import ModelRegistry

_HASH_DIGITS_LEAST = 6


def known_models(registry: ModelRegistry, base: ModelPackage) -> list[ModelIdentity]:
    """All models that rows of this station may cite; what ran them nobody remembers."""
    shelved = RegistryShelf(registry, base).packages()
    return [each.identity for each in shelved if each.identity is not None]


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
        return ShelvedPackage(
            package.name,
            package.sha256,
            package.signature.value,
            identity_of(package),
            figures=_figures_of(package),
            not_promotable=self._why_not_promotable(package),
        )

    def _why_not_promotable(self, package: ModelPackage) -> str:
        from inspector.domain.errors.release import ModelSignatureError

        if package.sha256 != self._base.sha256:
            try:
                self._registry.trust.require_to_promote(package.signature, package.name)
            except ModelSignatureError as error:
                return f"{error}. {error.remedy}"
        return ""

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


def _figures_of(package: ModelPackage) -> PackageFigures:
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
