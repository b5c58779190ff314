"""The models of a station that has one and changes nothing."""

from __future__ import annotations

from inspector.domain.errors.release import RolloutImpossibleError
from inspector.services.people.audit import Actor
from inspector.wire.rollout import (
    FlipPage,
    ModelsState,
    PackageRow,
    PromoteRequest,
    RollbackRequest,
    ShadowReport,
    ShadowRequest,
)
from inspector.wire.station import ModelSummary

SHA = "e" * 64


class BenchModels:
    """Tells who asked for what; nothing was ever in force before."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    def state(self) -> ModelsState:
        classes = ["good", "scratch"]
        return ModelsState(
            in_force=ModelSummary(
                model_id="part",
                version="1.0.0",
                sha256=SHA,
                variant="fp32",
                provider="CPUExecutionProvider",
                classes=classes,
                ok_classes=["good"],
            ),
            base_sha256=SHA,
            previous=[],
            shadow_sha256=None,
            packages=[
                PackageRow(
                    name="part/1.0.0",
                    sha256=SHA,
                    signature="bundled",
                    variant="fp32",
                    classes=classes,
                    fault="",
                )
            ],
            events=[],
            promotion=None,
        )

    def promote(self, actor: Actor, request: PromoteRequest) -> ModelsState:
        self.asked.append((actor.name, request.package))
        return self.state()

    def roll_back(self, actor: Actor, request: RollbackRequest) -> ModelsState:
        raise RolloutImpossibleError(f"{actor.name}: {request.reason}: nothing was before")

    def set_shadow(self, actor: Actor, request: ShadowRequest) -> ShadowReport:
        self.asked.append((actor.name, str(request.package)))
        return self.shadow()

    def shadow(self) -> ShadowReport:
        return ShadowReport(trial=None)

    def flips(self, limit: int) -> FlipPage:
        return FlipPage(flips=[])
