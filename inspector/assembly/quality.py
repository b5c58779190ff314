"""What watches the quality of a station's pictures and verdicts, put together."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from inspector.domain.errors.model import ModelError
from inspector.services.drift.service import DriftService, PictureCounts
from inspector.services.drift.values import ModelReference
from inspector.services.drift.watch import DriftWatch
from inspector.services.reviews.desk import KnownClasses, ReviewDesk
from inspector.services.reviews.label_queue import LabelQueue
from inspector.services.reviews.quality import QualityServices

if TYPE_CHECKING:
    from inspector.assembly.core import StationCore
    from inspector.domain.frame import Image
    from inspector.engine.judging.health import HealthMeter
    from inspector.inference.package import ModelPackage
    from inspector.inference.registry.registry import ModelRegistry

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Quality:
    """The services, and what looks by itself; it is started behind the engine."""

    services: QualityServices
    watch: DriftWatch


@dataclass(frozen=True, slots=True)
class Introduction:
    """Tells the drift watch and the meter of pictures what the package of a model says.

    Attributes:
        registry: Where packages are found.
        meter: Compares pictures with the package's examples of good parts.
    """

    registry: ModelRegistry
    meter: HealthMeter

    def __call__(self, sha256: str) -> ModelReference | None:
        """What a model's scores were on its validation set; ``None`` where its package is gone."""
        try:
            package = self.registry.find(sha256)
            self.meter.learn(sha256, good_examples(package))
        except ModelError as error:
            _log.warning("scores of model %s are not followed: %s", sha256[:12], error)
            return None
        manifest = package.manifest
        return ModelReference(
            frozenset(manifest.ok_classes),
            manifest.validation.good_score_counts,
            manifest.validation.novelty_counts,
        )


def make_quality(core: StationCore) -> Quality:
    """Reviews, the label queue and the drift watch of a running station."""
    engine, store, registry = core.engine, core.store, core.judging.registry
    observations, meter = store.observations(), engine.recorder.health
    watch = DriftWatch(core.config.drift, observations, Introduction(registry, meter))

    def classes() -> KnownClasses:
        identity = engine.models.in_force.identity
        return KnownClasses(identity.classes, identity.ok_classes)

    services = QualityServices(
        reviews=ReviewDesk(store.reviews(), core.history, classes, core.audit),
        labels=LabelQueue(core.history.label_candidates(), lambda: model_on_trial(registry)),
        drift=DriftService(
            watch, observations, lambda: PictureCounts(meter.measured, meter.skipped), core.audit
        ),
    )
    return Quality(services, watch)


def model_on_trial(registry: ModelRegistry) -> str:
    """The hash of the package that judges along, empty for none."""
    try:
        return registry.rollout().shadow_sha256 or ""
    except ModelError:
        return ""


def good_examples(package: ModelPackage) -> Iterator[Image]:
    """The golden pictures of good parts."""
    from inspector.inference.golden import golden_images

    for entry, image in golden_images(package):
        if entry.label in package.manifest.ok_classes:
            yield image
