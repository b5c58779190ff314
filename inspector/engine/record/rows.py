"""From the gate's journal records and the engine's inspections to rows of the history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from inspector.domain.alarm import Alarm, ClearedBy
from inspector.domain.evaluation import Evaluation, Outcome, Reason
from inspector.domain.frame import Frame
from inspector.domain.inspection import Inspection
from inspector.domain.model import ModelIdentity
from inspector.domain.pictures import PictureFormat, PicturePolicy
from inspector.domain.record import (
    AlarmEvent,
    ArchivedImage,
    LateVerdict,
    OutcomeUpdate,
    Provenance,
    RecipeUse,
    ResultRecord,
    ViewRecord,
)
from inspector.domain.record_ports import ImageArchive
from inspector.domain.result_id import make_result_id
from inspector.engine.judging.known_models import KnownModels
from inspector.pipe.records import AlarmChanged, Decided, LateSeen, OutcomeSeen

_NO_FRAME = ArchivedImage(note="no frame")
_PICTURE_LET_GO = ArchivedImage(note="not kept: storing fell behind")


@dataclass(frozen=True, slots=True)
class RowMaker:
    """Makes rows; the evaluation is always the gate's, the details are the engine's.

    Attributes:
        archive: Where pictures go.
        provenance: What the rows of this engine cite, but for the recipe and the model of a part.
        models: The models that a verdict may come from.
        pictures: Which pictures are archived, and as what.
        cameras: Names of the cameras by the numbers of their views.
    """

    archive: ImageArchive
    provenance: Provenance
    models: KnownModels
    pictures: PicturePolicy
    cameras: Sequence[str] = ("camera",)

    def result(
        self,
        journal_id: int,
        record: Decided,
        seen: Mapping[int, Inspection],
        recipe: RecipeUse | None = None,
        lot_id: int | None = None,
        *,
        challenge: bool = False,
        behind: bool = False,
    ) -> ResultRecord:
        """The row of one part.

        Args:
            journal_id: The journal that tells of it.
            record: The gate's decision.
            seen: What the engine found, by view.
            recipe: What it cites in place of the recipe of :attr:`provenance`.
            lot_id: The lot that it belongs to.
            challenge: Whether it was run to test the station.
            behind: Whether so many parts wait to be stored that there is no time for small files.
        """
        model = self._model_of(record, seen)
        row = ResultRecord(
            result_id=make_result_id(journal_id, record.trigger_index),
            journal_id=journal_id,
            trigger_index=record.trigger_index,
            part_id=record.part_id,
            encoder=record.encoder,
            triggered_utc_ns=record.triggered_utc_ns,
            decided_utc_ns=record.decided_utc_ns,
            latency_ns=record.latency_ns,
            evaluation=Evaluation(record.evaluation),
            reason=Reason(record.reason),
            provenance=self._provenance_of(model, recipe),
            class_name=_class_name(record, model),
            score=record.score,
            image=_NO_FRAME,
            view=record.view,
            lot_id=lot_id,
            challenge=challenge,
        )
        views = tuple(self._view(row, view, seen[view], behind) for view in sorted(seen))
        decider = next((each for each in views if each.view == record.view), None)
        return replace(row if decider is None else _as_seen(row, decider), views=views)

    def outcome(self, journal_id: int, record: OutcomeSeen) -> OutcomeUpdate:
        """Where a part went."""
        result_id = make_result_id(journal_id, record.trigger_index)
        return OutcomeUpdate(result_id, Outcome(record.outcome), record.utc_ns)

    def late(self, journal_id: int, record: LateSeen) -> LateVerdict:
        """A verdict that came too late."""
        result_id = make_result_id(journal_id, record.trigger_index)
        return LateVerdict(result_id, Evaluation(record.evaluation))

    def alarm(self, journal_id: int, sequence: int, record: AlarmChanged) -> AlarmEvent:
        """What the gate complains of, or no longer does."""
        known = record.cleared_by in {each.value for each in ClearedBy}
        return AlarmEvent(
            journal_id=journal_id,
            sequence=sequence,
            utc_ns=record.utc_ns,
            raised=Alarm(record.raised),
            cleared=Alarm(record.cleared),
            latched=Alarm(record.latched),
            cleared_by=ClearedBy(record.cleared_by) if known else ClearedBy.NOBODY,
            trigger_index=record.trigger_index,
        )

    def _view(
        self, row: ResultRecord, view: int, inspection: Inspection, behind: bool
    ) -> ViewRecord:
        decision, frame = inspection.decision, inspection.frame
        seen = ViewRecord(
            view=view,
            camera=self.cameras[view],
            evaluation=decision.evaluation,
            reason=decision.reason,
            class_name=decision.class_name,
            score=decision.score,
            threshold=decision.threshold,
            scores=dict(inspection.scores),
            timings=inspection.timings,
            image=_NO_FRAME,
            novelty=inspection.novelty,
        )
        if frame is None:
            return seen
        return replace(
            seen,
            frame_id=frame.frame_id,
            frame_source=frame.source,
            pixel_format=frame.pixel_format,
            missed_since_last=frame.missed_since_last,
            device_ns=frame.device_ns,
            image=self._archived(row, view, frame, behind),
        )

    def _archived(self, row: ResultRecord, view: int, frame: Frame, behind: bool) -> ArchivedImage:
        if frame.image is None:
            return _NO_FRAME if frame.fault is not None else _PICTURE_LET_GO
        is_good = row.evaluation is Evaluation.OK and not row.challenge
        wanted = self.pictures.format_of(row.result_id, is_good=is_good)
        if wanted is None:
            return ArchivedImage(note=self.pictures.why_not(is_good=is_good))
        if behind and wanted.is_slow:
            wanted = PictureFormat.PNG
        return self.archive.save(row.result_id, row.triggered_utc_ns, frame.image, view, wanted)

    def _model_of(self, record: Decided, seen: Mapping[int, Inspection]) -> ModelIdentity | None:
        """The model that the part was judged by, or would have been; ``None`` for an unknown one.

        A part may have been judged by another engine, which died before recording it.
        """
        given = (each.trigger.model_tag for each in seen.values())
        return self.models.find(record.model_tag or next(given, 0))

    def _provenance_of(self, model: ModelIdentity | None, recipe: RecipeUse | None) -> Provenance:
        provenance = self.provenance
        if recipe is not None:
            provenance = replace(
                provenance, recipe_id=recipe.recipe_id, recipe_revision=recipe.recipe_revision
            )
        if model is None:
            return replace(provenance, model_id="", model_sha256="", model_variant="", provider="")
        return replace(
            provenance,
            model_id=model.model_id,
            model_sha256=model.sha256,
            model_variant=model.variant,
            provider=model.provider,
        )


def _class_name(record: Decided, model: ModelIdentity | None) -> str:
    """The class of the number that the gate's record carries."""
    known = model is not None and 0 <= record.class_index < len(model.classes)
    return model.classes[record.class_index] if model is not None and known else ""


def _as_seen(row: ResultRecord, view: ViewRecord) -> ResultRecord:
    """The row with what the deciding view saw."""
    return replace(
        row,
        threshold=view.threshold,
        scores=view.scores,
        timings=view.timings,
        frame_id=view.frame_id,
        frame_source=view.frame_source,
        pixel_format=view.pixel_format,
        image=view.image,
        novelty=view.novelty,
    )
