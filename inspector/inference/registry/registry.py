"""The registry of a station: its packages on disk, and the decisions on which of them judges."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from inspector.clock import utc_ns
from inspector.domain.errors.model import ModelError
from inspector.domain.errors.release import (
    PackageConflictError,
    PackageInUseError,
    PackageUnknownError,
    RolloutImpossibleError,
)
from inspector.domain.release import Rollout, RolloutEvent, RolloutKind
from inspector.inference.package import (
    ModelPackage,
    find_packages,
    load_package,
    open_manifest,
    package_contents,
    read_signature,
)
from inspector.inference.registry.drafts import discard, draft_in, place, sweep_drafts, write_file
from inspector.inference.registry.lock import registry_lock
from inspector.inference.registry.rollout_file import read_rollout, write_rollout
from inspector.inference.signature import SIGNATURE_NAME, SignatureState, Trust
from inspector.paths import write_atomically
from inspector.resources import bundled

_HASH_PREFIX = re.compile(r"[0-9a-f]{6,64}")
_BY_STATION_FILE = "station file"
_GO_BACK = "Install it again, or go back with `inspector model rollback`."


@dataclass(frozen=True, slots=True)
class Listing:
    """One package of the registry as it is listed; nothing but its manifest was read.

    Attributes:
        folder: Where it lies.
        package: What it says of itself; ``None`` when that cannot be read.
        fault: Why not.
    """

    folder: Path
    package: ModelPackage | None
    fault: str = ""


class ModelRegistry:
    """The packages that a station has, and which of them is in force.

    Packages are copied in whole and never change. Nothing is chosen silently: a package in force
    that cannot be opened is an error, not a reason to take another.

    Args:
        folder: ``DataFolder.models``; created when something is written.
        trust: The keys that the station trusts.
        opener: Opens and checks a package that is to be used.
    """

    def __init__(
        self,
        folder: Path,
        trust: Trust | None = None,
        opener: Callable[[Path, Trust], ModelPackage] = load_package,
    ) -> None:
        self.folder = folder
        self.trust = trust or Trust()
        self.opener = opener
        self._base: ModelPackage | None = None

    def packages(self) -> list[Listing]:
        """All installed packages, in the order of their names; a damaged one is listed as such."""
        return [self._listing(folder) for folder in find_packages(self.folder)]

    def add(self, folder: Path) -> ModelPackage:
        """Copy a package into the registry, checked before and after; nothing is left half done.

        Raises:
            ModelError: it cannot be trusted or is damaged.
            PackageConflictError: there is another one of the same name and version.
            RegistryBusyError: another program changes the registry.
        """
        source = load_package(folder, self.trust)

        def copy(draft: Path) -> None:
            for name, content in package_contents(source):
                write_file(draft, name, content)

        return self.install(copy)

    def install(self, fill: Callable[[Path], None]) -> ModelPackage:
        """Take in the package that ``fill`` writes into an empty folder.

        Raises:
            ModelError: ``fill`` raised it, or what it wrote cannot be trusted or is damaged.
            PackageConflictError: there is another one of the same name and version.
            RegistryBusyError: another program changes the registry.
        """
        with registry_lock(self.folder):
            sweep_drafts(self.folder)
            with draft_in(self.folder) as draft:
                fill(draft)
                new = load_package(draft, self.trust)
                target = self.folder / new.manifest.model_id / new.manifest.version
                if not (target.exists() and self._is_whole(target, new)):
                    place(draft, target)
        return load_package(target, self.trust)

    def remove(self, sha256: str) -> None:
        """Delete a package.

        Raises:
            PackageUnknownError: it is not in the registry.
            PackageInUseError: it is in force, was before, or judges along.
        """
        with registry_lock(self.folder):
            sweep_drafts(self.folder)
            if sha256 in self.rollout().in_use:
                raise PackageInUseError(f"{sha256[:12]} is in force, was before or is in shadow")
            for listing in self.packages():
                if listing.package is not None and listing.package.sha256 == sha256:
                    discard(listing.folder, self.folder)
                    return
        raise PackageUnknownError(f"no installed package has the hash {sha256[:12]}")

    def find(self, name: str) -> ModelPackage:
        """A package by ``NAME/VERSION`` or by the beginning of its hash, opened and checked.

        Installed packages are looked at first, then those that ship with the program, then the one
        that the station file names.

        Raises:
            PackageUnknownError: there is none, or the hash fits several.
            ModelError: it is damaged or not trusted any more.
        """
        return self.opener(self.look_up(name).folder, self.trust)

    def look_up(self, name: str) -> ModelPackage:
        """As :meth:`find`, with nothing but the manifest read.

        Raises:
            PackageUnknownError: there is none, or the hash fits several.
        """
        found: dict[str, ModelPackage] = {}
        for package in self._known():
            is_it = package.name == name or (
                _HASH_PREFIX.fullmatch(name) is not None and package.sha256.startswith(name)
            )
            if is_it:
                found.setdefault(package.sha256, package)
        if not found:
            raise PackageUnknownError(f"this station has no package {name!r}")
        if len(found) > 1:
            raise PackageUnknownError(f"{name!r} fits {', '.join(p.name for p in found.values())}")
        return next(iter(found.values()))

    def rollout(self) -> Rollout:
        """What is in force, what was before, what judges along.

        Raises:
            RolloutDamagedError: the record is not as it was written.
        """
        return read_rollout(self.folder)

    def resolve(self, base: ModelPackage) -> ModelPackage:
        """What a station shall run now; called at each start.

        Args:
            base: The package that the station file names. It runs until another one is promoted,
                and again when the station file names another one than before.

        Raises:
            ModelError: the package in force is gone, damaged or not trusted any more.
            RolloutDamagedError: the record is not as it was written.
        """
        signature = open_manifest(base.folder, self.trust).signature
        self.trust.require_to_run(signature, base.name)
        self._base = base
        rollout = self.rollout()
        if rollout.base_sha256 != base.sha256:
            reason = f"the station file names {base.name}"
            with registry_lock(self.folder):
                rollout = self._decided(
                    self.rollout(), "base", base.sha256, _BY_STATION_FILE, reason
                )
        if rollout.in_force_sha256 == base.sha256:
            return base
        try:
            return self.find(rollout.in_force_sha256)
        except ModelError as error:
            error.remedy = _GO_BACK
            raise

    def promote(self, sha256: str, by: str, reason: str) -> Rollout:
        """Put a package in force; what was is remembered for :meth:`rollback`.

        Raises:
            RolloutImpossibleError: it is in force already, or the station has never started.
            ModelSignatureError: it is neither the station's own nor signed by a trusted key.
            ModelError: it is unknown or damaged.
        """
        with registry_lock(self.folder):
            rollout = self._started()
            if sha256 == rollout.in_force_sha256:
                raise RolloutImpossibleError(f"{sha256[:12]} is in force already")
            if sha256 != rollout.base_sha256:
                package = self.find(sha256)
                self.trust.require_to_promote(package.signature, package.name)
            return self._decided(rollout, "promote", sha256, by, reason)

    def rollback(self, by: str, reason: str) -> str:
        """Put in force what was before, and return its hash.

        Raises:
            RolloutImpossibleError: nothing was before.
            ModelError: what was before is gone, damaged or not trusted any more.
        """
        with registry_lock(self.folder):
            rollout = self._started()
            if not rollout.previous:
                raise RolloutImpossibleError("no other package was in force before")
            before = rollout.previous[-1]
            if before != rollout.base_sha256:
                self.find(before)
            self._decided(rollout, "rollback", before, by, reason)
            return before

    def set_shadow(self, sha256: str | None, by: str) -> Rollout:
        """Let a package judge along, or end that.

        Raises:
            RolloutImpossibleError: it is in force itself, or none judges along.
            ModelError: it is unknown, damaged or not trusted.
        """
        with registry_lock(self.folder):
            rollout = self._started()
            if sha256 is None:
                if rollout.shadow_sha256 is None:
                    raise RolloutImpossibleError("no package judges along")
                return self._decided(rollout, "shadow_end", rollout.shadow_sha256, by, "")
            if sha256 == rollout.in_force_sha256:
                raise RolloutImpossibleError(f"{sha256[:12]} is in force, it cannot be the shadow")
            if sha256 != rollout.base_sha256:
                self.find(sha256)
            return self._decided(rollout, "shadow", sha256, by, "")

    def _decided(
        self, rollout: Rollout, kind: RolloutKind, sha256: str, by: str, reason: str
    ) -> Rollout:
        """Write one more decision; the caller holds the lock."""
        after = rollout.followed_by(RolloutEvent(kind, sha256, by, utc_ns(), reason))
        write_rollout(self.folder, after)
        return after

    def _started(self) -> Rollout:
        rollout = self.rollout()
        if not rollout.base_sha256:
            raise RolloutImpossibleError(
                f"no station has started with the models of {self.folder}",
                remedy="Start the station once, so that it is known what its station file names.",
            )
        return rollout

    def _known(self) -> list[ModelPackage]:
        folders = [*find_packages(self.folder), *find_packages(bundled("models"))]
        listed = [self._listing(folder).package for folder in folders]
        return [package for package in (*listed, self._base) if package is not None]

    def _listing(self, folder: Path) -> Listing:
        try:
            return Listing(folder, open_manifest(folder, self.trust))
        except ModelError as error:
            return Listing(folder, None, str(error))

    def _is_whole(self, target: Path, source: ModelPackage) -> bool:
        """Whether the same package is installed; a damaged copy of it makes room for this one.

        A signature is no part of the package: one that the station trusts is taken over.
        """
        known = open_manifest(target)
        if known.sha256 != source.sha256:
            raise PackageConflictError(
                f"{known.name} is installed as {known.sha256[:12]}, this one is "
                f"{source.sha256[:12]}"
            )
        signature = read_signature(source.folder)
        if signature is not None and source.signature is SignatureState.TRUSTED:
            write_atomically(target / SIGNATURE_NAME, signature)
        try:
            load_package(target, self.trust)
        except ModelError:
            discard(target, self.folder)
            return False
        return True
