"""Models and trainings that do what a test tells them to."""

from collections.abc import Callable
from dataclasses import dataclass, field

import wire_model_samples as samples

from inspector.domain.errors.base import InspectorError
from inspector.domain.errors.training_jobs import TrainingJobUnknownError
from inspector.wire.packages import PackageDetail, PackageDifference
from inspector.wire.rollout import FlipPage, ModelsState, PromotionPhase, ShadowReport
from inspector.wire.training import (
    DatasetPage,
    TrainingJob,
    TrainingPage,
    TrainingRequest,
    TrainingState,
)


@dataclass
class ScriptedModels:
    """``told`` is the state; what is asked for is written down."""

    told: ModelsState = field(default_factory=samples.models_state)
    report_page: bytes = b"<!doctype html><title>report</title>"
    trial: Callable[[], ShadowReport] = samples.shadow_report
    refusal: InspectorError | None = None
    asked: list[object] = field(default_factory=list)

    def state(self) -> ModelsState:
        return self.told

    def package(self, name: str, /) -> PackageDetail:
        return samples.package_detail(name)

    def report(self, name: str, /) -> bytes:
        self._note(("report", name))
        return self.report_page

    def difference(self, before: str, after: str, /) -> PackageDifference:
        return samples.difference(before, after)

    def promote(self, package: str, reason: str, override_reason: str, /) -> ModelsState:
        self._note(("promote", package, reason, override_reason))
        return self._begun()

    def roll_back(self, reason: str, /) -> ModelsState:
        self._note(("roll back", reason))
        return self._begun()

    def shadow(self) -> ShadowReport:
        return self.trial()

    def flips(self, limit: int, /) -> FlipPage:
        return samples.flips()

    def set_shadow(self, package: str | None, /) -> ShadowReport:
        self._note(("trial", package))
        return self.trial()

    def _begun(self) -> ModelsState:
        self.told = samples.models_state(samples.promotion(PromotionPhase.PREPARING))
        return self.told

    def _note(self, asked: object) -> None:
        self.asked.append(asked)
        if self.refusal is not None:
            raise self.refusal


@dataclass
class ScriptedTraining:
    """``told`` are the trainings; what is asked for is written down."""

    told: TrainingPage = field(default_factory=samples.training_page)
    refusal: InspectorError | None = None
    asked: list[object] = field(default_factory=list)

    def datasets(self) -> DatasetPage:
        return samples.datasets()

    def page(self) -> TrainingPage:
        return self.told

    def job(self, job_id: str, /) -> TrainingJob:
        found = next((each for each in self.told.jobs if each.id == job_id), None)
        if found is None:
            raise TrainingJobUnknownError(f"the station has no training {job_id!r}")
        return found

    def start(self, request: TrainingRequest, /) -> TrainingJob:
        self._note(request)
        job = samples.job(TrainingState.QUEUED, 9, request=request)
        self.told = self.told.model_copy(update={"jobs": [job, *self.told.jobs]})
        return job

    def cancel(self, job_id: str, /) -> TrainingJob:
        return self._change("cancel", job_id, TrainingState.CANCELLING)

    def resume(self, job_id: str, /) -> TrainingJob:
        return self._change("resume", job_id, TrainingState.QUEUED)

    def remove(self, job_id: str, /) -> TrainingPage:
        self._note(("delete", job_id))
        left = [each for each in self.told.jobs if each.id != job_id]
        self.told = self.told.model_copy(update={"jobs": left})
        return self.told

    def _change(self, what: str, job_id: str, state: TrainingState) -> TrainingJob:
        self._note((what, job_id))
        jobs = [
            each.model_copy(update={"state": state}) if each.id == job_id else each
            for each in self.told.jobs
        ]
        self.told = self.told.model_copy(update={"jobs": jobs})
        return self.job(job_id)

    def _note(self, asked: object) -> None:
        self.asked.append(asked)
        if self.refusal is not None:
            raise self.refusal
