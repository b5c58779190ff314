"""From the gate's journal records and the engine's inspections to rows of the history."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from inspector.domain.evaluation import Evaluation, Outcome, Reason
from inspector.domain.inspection import Inspection
from inspector.domain.record import (
    ArchivedImage,
    ImageArchive,
    LateVerdict,
    OutcomeUpdate,
    Provenance,
    ResultRecord,
)
from inspector.domain.result_id import make_result_id
from inspector.pipe.records import Decided, LateSeen, OutcomeSeen

_TAG_DIGITS = 8


def model_tag(sha256: str) -> int:
    """The first 32 bits of a model's hash: ties a class number in the journal to its model."""
    return int(sha256[:_TAG_DIGITS], 16)


@dataclass(frozen=True, slots=True)
class RowMaker:
    """Makes rows; the evaluation is always the gate's, the details are the engine's.

    Attributes:
        archive: Where pictures go.
        provenance: What the rows of this engine cite.
        classes: Class names by the numbers that the gate's records carry.
        keep_image: Whether the picture of a part is archived.
    """

    archive: ImageArchive
    provenance: Provenance
    classes: Sequence[str]
    keep_image: Callable[[Evaluation], bool]

    def result(
        self, journal_id: int, record: Decided, inspection: Inspection | None
    ) -> ResultRecord:
        """The row of one part."""
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
            provenance=self._provenance_of(record),
            class_name=self._class_name(record),
            score=record.score,
            image=ArchivedImage(note="no frame"),
        )
        return row if inspection is None else self._with_inspection(row, inspection)

    def outcome(self, journal_id: int, record: OutcomeSeen) -> OutcomeUpdate:
        """Where a part went."""
        result_id = make_result_id(journal_id, record.trigger_index)
        return OutcomeUpdate(result_id, Outcome(record.outcome), record.utc_ns)

    def late(self, journal_id: int, record: LateSeen) -> LateVerdict:
        """A verdict that came too late."""
        result_id = make_result_id(journal_id, record.trigger_index)
        return LateVerdict(result_id, Evaluation(record.evaluation))

    def _with_inspection(self, row: ResultRecord, inspection: Inspection) -> ResultRecord:
        frame = inspection.frame
        row = replace(
            row,
            threshold=inspection.decision.threshold,
            scores=dict(inspection.scores),
            timings=inspection.timings,
        )
        if frame is None:
            return row
        return replace(
            row,
            frame_id=frame.frame_id,
            frame_source=frame.source,
            pixel_format=frame.pixel_format,
            image=self._archived(row, inspection),
        )

    def _archived(self, row: ResultRecord, inspection: Inspection) -> ArchivedImage:
        frame = inspection.frame
        if frame is None or frame.image is None:
            return row.image
        if not self.keep_image(row.evaluation):
            return ArchivedImage(note="not kept: archive policy")
        return self.archive.save(row.result_id, row.triggered_utc_ns, frame.image)

    def _made_by_this_model(self, record: Decided) -> bool:
        return record.model_tag in (0, model_tag(self.provenance.model_sha256))

    def _provenance_of(self, record: Decided) -> Provenance:
        """A part judged by an engine that died before recording it may have had another model."""
        if self._made_by_this_model(record):
            return self.provenance
        return replace(self.provenance, model_id="", model_sha256="", model_variant="")

    def _class_name(self, record: Decided) -> str:
        known = 0 <= record.class_index < len(self.classes) and self._made_by_this_model(record)
        return self.classes[record.class_index] if known else ""
