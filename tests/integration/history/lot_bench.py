"""A lot with all that a report tells of, in a data folder whose station does not run."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from store_examples import JOURNAL, PROVENANCE, START_UTC_NS, example

from inspector.domain.alarm import Effect, Severity
from inspector.domain.alarm_log import AlarmChanges, AlarmIdentity, NewAlarm
from inspector.domain.challenge import Cause, ChallengePart, ChallengeRun, RunState, Step
from inspector.domain.evaluation import Evaluation, Outcome, Reason
from inspector.domain.lots import LineReading, Lot, LotBoundary
from inspector.domain.people import Role
from inspector.domain.phrases.line import GatePhrase
from inspector.domain.record import ArchivedImage, OutcomeUpdate, ResultRecord
from inspector.domain.review import Review
from inspector.paths import DataFolder
from inspector.services.lot_report.desk import LotReportDesk
from inspector.services.lot_report.facts.gather import Limits
from inspector.services.people.audit import AuditTrail
from inspector.store.archive import FileImageArchive
from inspector.store.lot_record.opening import SqliteLotRecords
from inspector.store.opening import open_store
from inspector.store.result_store import SqliteResultStore

SECOND = 10**9
PARTS = 40
CHALLENGE = (21, 22)
ESCAPED = 12
CALLED_GOOD = 10
NEW_MODEL_FROM = 31


@dataclass
class LotBench:
    """An open store with one lot, and the desk that reports of it."""

    data: DataFolder
    store: SqliteResultStore
    archive: FileImageArchive
    audit: AuditTrail
    lot_id: int
    records: list[ResultRecord]

    def desk(self, limits: Limits | None = None) -> LotReportDesk:
        """A desk on this store."""
        records = SqliteLotRecords(self.store.database)
        return LotReportDesk(records, self.archive, self.audit, limits)

    def close(self) -> None:
        """Let go of the files."""
        self.store.close()


def lot_bench(folder: Path, *, ended: bool = True, lead: int = 0) -> LotBench:
    """Forty parts; ``lead`` is how many more the PLC counts by the end of the lot."""
    data = DataFolder(folder)
    data.root.mkdir(parents=True, exist_ok=True)
    store = open_store(data.database)
    archive = FileImageArchive(data.archive, 0)
    lot = Lot(0, "A-17", "order <4711>", START_UTC_NS, "ana")
    begun = store.lots().begin(lot, LotBoundary(JOURNAL, 1, reading(0, 0)))
    records = [_record(archive, index, begun.lot_id) for index in range(1, PARTS + 1)]
    store.commit(JOURNAL, PARTS, records, [_went(each) for each in records], [])
    _say(store, records)
    _challenge(store, records)
    _alarm(store)
    if ended:
        boundary = LotBoundary(JOURNAL, PARTS + 1, reading(PARTS, lead))
        store.lots().end(START_UTC_NS + 60 * SECOND, "ben", boundary)
    audit = AuditTrail(data.audit)
    return LotBench(data, store, archive, audit, begun.lot_id, records)


def reading(parts: int, lead: int) -> LineReading:
    """What gate and PLC had counted; nothing was on its way."""
    ok = parts - parts // 3
    return LineReading(
        utc_ns=START_UTC_NS,
        journal_id=JOURNAL,
        triggered=parts,
        passed=ok,
        rejected=parts - ok,
        under_way=0,
        plc_triggered=parts + lead,
        plc_passed=ok,
        plc_rejected=parts - ok,
    )


def _record(archive: FileImageArchive, index: int, lot_id: int) -> ResultRecord:
    made = replace(example(index), lot_id=lot_id, challenge=index in CHALLENGE)
    if index >= NEW_MODEL_FROM:
        made = replace(made, provenance=replace(PROVENANCE, model_sha256="ab" * 32))
    if index % 5 == 0:
        made = replace(made, evaluation=Evaluation.NOT_OK, class_name="scratch", score=0.91)
    if index % 13 == 0:
        made = replace(made, evaluation=Evaluation.NOT_OK, class_name="划痕 & co", score=0.8)
    if index == 7:
        lost = ArchivedImage(note="CAM-001: the camera is away")
        return replace(
            made,
            evaluation=Evaluation.UNDEFINED,
            reason=Reason.CAMERA_LOST,
            class_name="",
            score=float("nan"),
            image=lost,
        )
    if index == 11:
        made = replace(made, evaluation=Evaluation.NOT_DECIDABLE)
    if index == CHALLENGE[0]:
        made = replace(made, evaluation=Evaluation.NOT_OK, class_name="dent")
    noise = np.random.default_rng(index).integers(0, 255, (24, 32), np.uint8)
    return replace(made, image=archive.save(made.result_id, START_UTC_NS, noise))


def _went(record: ResultRecord) -> OutcomeUpdate:
    good = record.evaluation is Evaluation.OK
    outcome = Outcome.PASSED if good else Outcome.REJECTED
    return OutcomeUpdate(record.result_id, outcome, record.decided_utc_ns + SECOND)


def _say(store: SqliteResultStore, records: list[ResultRecord]) -> None:
    said = (
        (ESCAPED, "ana", "scratch", Evaluation.NOT_OK, "seen at the customer"),
        (CALLED_GOOD, "ana", "good", Evaluation.OK, "only dust"),
        (CALLED_GOOD, "eve", "good", Evaluation.OK, ""),
    )
    for index, person, label, evaluation, why in said:
        result_id = records[index - 1].result_id
        review = Review(result_id, START_UTC_NS, person, Role.QUALITY, label, evaluation, why)
        store.reviews().add(review)


def _challenge(store: SqliteResultStore, records: list[ResultRecord]) -> None:
    bad, good = (records[index - 1] for index in CHALLENGE)
    steps = (
        Step(ChallengePart(1, "Dent 12", defective=True), bad.result_id, bad.evaluation),
        Step(ChallengePart(2, "Master", defective=False), good.result_id, good.evaluation),
    )
    begun = START_UTC_NS + SECOND
    store.challenges().put_run(
        ChallengeRun(
            0, Cause.LOT, "ana", begun, begun + 9, RunState.PASSED, "", "bracket", "e" * 64, steps
        )
    )


def _alarm(store: SqliteResultStore) -> None:
    raised = NewAlarm(
        AlarmIdentity("GAT-106", "bin"),
        Severity.WARNING,
        Effect.WARNS,
        "the reject bin is full",
        START_UTC_NS + 2 * SECOND,
        reasons=(GatePhrase.BIN_FULL(),),
    )
    store.alarm_log().apply(AlarmChanges(begun=[raised]))
