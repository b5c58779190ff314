"""Finds evidence for what a package's model says, with a session of its own."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import onnx
from numpy.typing import NDArray

from inspector.inference.evidence.activation import PooledHead, find_pooled_head
from inspector.inference.session import MapSession

if TYPE_CHECKING:
    from inspector.inference.package import ModelPackage


class PackageEvidence:
    """Implements :class:`inspector.domain.evidence.EvidenceFinder`.

    The unquantized twin is asked where the package carries it: its last layer can be read. Opens
    its session at the first question; one thread at a time.
    """

    def __init__(self, package: ModelPackage) -> None:
        self._package = package

    def evidence(self, image: NDArray[np.uint8], class_index: int, /) -> NDArray[np.float32] | None:
        """How much each place speaks for the class, shape ``(rows, columns)``; negative: against.

        ``None`` for a network that does not pool its features into one last layer.

        Raises:
            InferenceError: the runtime failed on this image.
            ModelPackageError: the runtime cannot read the model.
        """
        if self._opened is None:
            return None
        head, session = self._opened
        return head.evidence(session.run(image), class_index)

    @cached_property
    def _opened(self) -> tuple[PooledHead, MapSession] | None:
        manifest = self._package.manifest
        model = onnx.load_from_string(
            self._package.read(manifest.reference_file or manifest.model_file)
        )
        head = find_pooled_head(model)
        if head is None:
            return None
        model.graph.output.append(onnx.ValueInfoProto(name=head.map_name))
        return head, MapSession(model.SerializeToString(), head.map_name)
