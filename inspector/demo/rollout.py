"""A model that takes force while the demo's parts flow, and one that judges along."""

from __future__ import annotations

import shutil
import threading
from dataclasses import replace
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from inspector.client.models import ModelClient
from inspector.clock import monotonic_ns
from inspector.demo.layout import DemoOptions
from inspector.domain.errors.base import InspectorError
from inspector.inference.manifest import MANIFEST_NAME
from inspector.inference.package import ModelPackage, load_package
from inspector.inference.registry.registry import ModelRegistry
from inspector.inference.signature import (
    SIGNATURE_NAME,
    SignatureState,
    Trust,
    public_key_text,
    signature_file,
)
from inspector.paths import DataFolder
from inspector.resources import bundled
from inspector.wire.rollout import ModelsState, PromotionState, ShadowState

_PROMOTE_AT, _ROLL_BACK_AT = 1 / 3, 2 / 3
_PARTS_WITHOUT_END = 300
_PATIENCE_NS = 60_000_000_000
_LOOK_S = 0.2


class DemoRollout:
    """Promotes after a third of the parts and goes back after two thirds.

    The demo's station trusts one key, made for this run and forgotten after it: the copies of the
    packages that somebody named are signed with it.

    Args:
        options: What the user chose.
        data: The station's data folder.
    """

    def __init__(self, options: DemoOptions, data: DataFolder) -> None:
        self._options = options
        self._data = data
        self._key = Ed25519PrivateKey.generate()
        self._names: dict[Path, str] = {}
        self._on_trial = False
        self._asked: list[str] = []
        self.courses: list[PromotionState] = []
        self.trial: ShadowState | None = None
        self.faults: list[str] = []

    @property
    def wanted(self) -> bool:
        """Whether anything of this was asked for."""
        return self._options.promote is not None or self._options.shadow is not None

    def prepare(self) -> DemoOptions:
        """Take the packages in; the options with the key that the station trusts.

        Raises:
            ModelError: a package cannot be used.
        """
        if not self.wanted:
            return self._options
        public_key = public_key_text(self._key.public_key().public_bytes_raw())
        options = replace(self._options, trusted_keys=(public_key,))
        registry = ModelRegistry(self._data.models, Trust.of((public_key,)))
        for folder in (options.promote, options.shadow):
            if folder is not None:
                signed = self._signed(folder)
                registry.add(signed.folder)
                self._names[folder] = signed.name
        if not (bundled("models") / options.model).is_dir():
            options = replace(options, model=str(self._signed(Path(options.model)).folder))
        return options

    def look(self, models: ModelClient, triggered: int) -> None:
        """Take the next steps when their part has come; the one does not wait for the other."""
        for step in (self._begin_trial, self._change_model):
            try:
                step(models, triggered)
            except InspectorError as error:
                if str(error) not in self.faults:
                    self.faults.append(str(error))

    def _begin_trial(self, models: ModelClient, triggered: int) -> None:
        del triggered
        shadow = self._options.shadow
        if shadow is not None and not self._on_trial:
            models.set_shadow(self._names[shadow])
            self._on_trial = True

    def _change_model(self, models: ModelClient, triggered: int) -> None:
        new = self._options.promote
        if new is None:
            return
        parts = self._options.parts or _PARTS_WITHOUT_END
        self._note(models.state())
        if triggered >= parts * _PROMOTE_AT and not self._asked:
            self._asked.append("promote")
            models.promote(self._names[new], "the demo's new model")
        elif triggered >= parts * _ROLL_BACK_AT and self._is_in_force():
            self._asked.append("rollback")
            models.roll_back("the end of the demo")

    def conclude(self, models: ModelClient) -> None:
        """All parts are through; what a slow computer did not come to is asked for now.

        A model that is still being prepared gets its answer.
        """
        self.look(models, self._options.parts)
        deadline_ns = monotonic_ns() + _PATIENCE_NS
        pause = threading.Event()
        self._note(models.state())
        while len(self.courses) < len(self._asked) and monotonic_ns() < deadline_ns:
            pause.wait(_LOOK_S)
            self._note(models.state())
        self.trial = models.shadow().trial if self._on_trial else None

    def _is_in_force(self) -> bool:
        return self._asked == ["promote"] and len(self.courses) == 1 and not self.courses[0].code

    def _note(self, state: ModelsState) -> None:
        course = state.promotion
        ended = course is not None and course.phase in ("in_force", "refused")
        if course is None or not ended or len(self.courses) == len(self._asked):
            return
        if course.kind == self._asked[len(self.courses)]:
            self.courses.append(course)

    def _signed(self, folder: Path) -> ModelPackage:
        """A copy with this run's signature, unless the program ships the package."""
        package = load_package(folder)
        if package.signature is SignatureState.BUNDLED:
            return package
        copy = self._data.root / "signed" / package.name
        if not copy.exists():
            shutil.copytree(folder, copy)
            manifest = (copy / MANIFEST_NAME).read_bytes()
            own = self._key.private_bytes_raw()
            (copy / SIGNATURE_NAME).write_bytes(signature_file(manifest, own))
        return load_package(copy)
