"""A model package as the :class:`~inspector.domain.ports.Classifier` of the engine."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from inspector.domain.errors.model import ModelGoldenError, ModelPackageError
from inspector.domain.model import Classification
from inspector.inference.golden import golden_images
from inspector.inference.package import ModelPackage
from inspector.inference.providers import ProviderChoice
from inspector.inference.session import ScoringSession


class OnnxClassifier:
    """Runs the model of a package; calls may come from several threads."""

    def __init__(
        self,
        package: ModelPackage,
        *,
        provider: ProviderChoice = "auto",
        threads: int = 1,
        reference: bool = False,
    ) -> None:
        """Open the session.

        Args:
            package: From :func:`~inspector.inference.package.load_package`.
            provider: Where to run; ``auto`` takes the best that loads.
            threads: Of one inference on the CPU.
            reference: Run the unquantized twin that the package carries for comparison.

        Raises:
            ProviderUnavailableError: ``provider`` does not load on this machine.
            ModelPackageError: the runtime cannot read the model, or there is no reference.
        """
        manifest = package.manifest
        name = manifest.reference_file if reference else manifest.model_file
        if not name:
            raise ModelPackageError(f"{package.folder} carries no reference model")
        self._package = package
        self._classes = manifest.classes
        self._ok_classes = frozenset(manifest.ok_classes)
        self._session = ScoringSession(
            package.read(name), len(manifest.classes), provider=provider, threads=threads
        )

    @property
    def classes(self) -> Sequence[str]:
        """Class names in the order of the scores."""
        return self._classes

    @property
    def ok_classes(self) -> frozenset[str]:
        """The classes that a good part may have."""
        return self._ok_classes

    @property
    def provider(self) -> str:
        """The ONNX Runtime name of the provider that runs the model."""
        return self._session.provider

    def classify(self, image: NDArray[np.uint8]) -> Classification:
        """One probability per class for an image ``(H, W)`` or ``(H, W, 3)`` BGR.

        Raises:
            InferenceError: the image has another shape or type, the runtime failed, or what it
                returned is no probability distribution.
        """
        return self._session.classify(image)

    def warm_up(self) -> None:
        """Replay the golden images: the first, slow inferences happen here, and are compared.

        Raises:
            ModelGoldenError: a score differs by more than the tolerance of the package.
        """
        tolerance = self._package.manifest.golden_tolerance
        for entry, image in golden_images(self._package):
            difference = float(np.abs(self.classify(image).scores - np.array(entry.scores)).max())
            if difference > tolerance:
                raise ModelGoldenError(
                    f"{entry.image}: a score is off by {difference:.3f}, allowed {tolerance:.3f}"
                )
