"""One alarm of every kind, in the very words of the parts of the station that raise it."""

from collections.abc import Iterator

from inspector.domain.alarm import Alarm, Effect, Reaction, Severity
from inspector.domain.errors import drift
from inspector.domain.errors.base import InspectorError
from inspector.domain.errors.camera import CameraLostError, SettingNotKeptError
from inspector.domain.errors.challenge import (
    ChallengeDueError,
    ChallengeGoodRejectedError,
    ChallengeMissedError,
    ChallengeOverdueError,
)
from inspector.domain.errors.config import RecipeRefusedError
from inspector.domain.errors.model import InferenceError
from inspector.domain.errors.plc import PipeError, PlcConnectionError
from inspector.domain.errors.shared_history import SharedHistoryUnreachableError
from inspector.domain.errors.state import DeadlineUnreachableError
from inspector.domain.errors.store import DiskFailingError, DiskFullError, StoringBehindError
from inspector.domain.phrase import Phrase
from inspector.domain.phrases.cameras import CameraPhrase, FeaturePhrase
from inspector.domain.phrases.challenge import CausePhrase, ChallengePhrase
from inspector.domain.phrases.drift import DriftPhrase
from inspector.domain.phrases.line import DeadlinePhrase, LinePhrase
from inspector.domain.phrases.records import RecordPhrase
from inspector.engine.judging.budget import BudgetTerm, DeadlineBudget
from inspector.services.alarms.conditions import Condition, gate_condition

STOPPING = Alarm.BIN_FULL | Alarm.UNCLEARED_PASSED | Alarm.TRACKING_LOST
HOLDING = Alarm.REJECTS_UNCONFIRMED | Alarm.RESULTS_LATE | Alarm.TRIGGERS_MISSED


def every_alarm() -> list[Condition]:
    """Of the engine and its cameras, of the gate, of challenges, drift and the store."""
    return [*_of_engine(), *_of_gate(), *_of_challenges(), *_of_drift(), *_of_store()]


def camera_silent(camera: str) -> Condition:
    said = CameraPhrase.OF_CAMERA(camera=camera, fault=CameraPhrase.SILENT_FOR(seconds=3))
    return _fault(CameraLostError(said), camera)


def of_gate(alarm: Alarm) -> Condition:
    """With what a careful station lets it do."""
    if alarm in STOPPING:
        return gate_condition(alarm, Reaction.STOP)
    return gate_condition(alarm, Reaction.HOLD if alarm in HOLDING else Reaction.WARN)


def focus_fell(camera: str) -> Condition:
    said = DriftPhrase.FELL_PERCENT(measure=DriftPhrase.OF_FOCUS(), change="31")
    return _drift(drift.FocusDriftError, said, camera, "focus.baseline")


def _of_engine() -> Iterator[Condition]:
    yield camera_silent("top")
    kept = FeaturePhrase.SETTING_NOT_KEPT(
        camera="side", feature="exposure_time_us", actual=5000.0, wanted=5003.0
    )
    yield _warning(SettingNotKeptError(kept), "side.exposure_time_us")
    yield _fault(PipeError(LinePhrase.GATE_SILENT()))
    yield _fault(PlcConnectionError(LinePhrase.PLC_SILENT()))
    yield _fault(InferenceError(LinePhrase.MODEL_FAILED(count=3)))
    refused = LinePhrase.RECIPE_REFUSED(number=7, recipe="flange-40", code="CAM-003", fault=kept)
    yield _fault(RecipeRefusedError(refused))
    yield _fault(DeadlineUnreachableError(_budget().phrase))


def _budget() -> DeadlineBudget:
    rounds = DeadlinePhrase.ROUNDS_OF_RUNS(rounds=2, runs=400)
    exposure = DeadlinePhrase.EXPOSURE_OF(camera="top")
    return DeadlineBudget(
        150.0,
        (BudgetTerm("exposure", 40.0, exposure), BudgetTerm("inspection", 131.4, rounds)),
    )


def _of_gate() -> Iterator[Condition]:
    yield from map(of_gate, Alarm)


def _of_challenges() -> Iterator[Condition]:
    due = CausePhrase.CAUSE_SCHEDULE()
    yield _warning(ChallengeDueError(ChallengePhrase.CHALLENGE_DUE(cause=due, minutes=12)))
    missed = ChallengePhrase.OF_PART(
        part="scratch 0.3 mm, no. 4", fault=ChallengePhrase.PART_MISSED()
    )
    yield Condition(ChallengeMissedError(missed), Severity.FAULT, Effect.STOPS)
    overdue = ChallengePhrase.CHALLENGE_OVERDUE(cause=due)
    yield Condition(ChallengeOverdueError(overdue), Severity.FAULT, Effect.STOPS)
    good = ChallengePhrase.OF_PART(part="master 12", fault=ChallengePhrase.GOOD_NOT_FOUND())
    yield _warning(ChallengeGoodRejectedError(good))


def _of_drift() -> Iterator[Condition]:
    yield focus_fell("top")
    risen = DriftPhrase.ROSE_POINTS(measure=DriftPhrase.OF_REJECT_SHARE(), change="4.2")
    yield _drift(drift.RejectShareDriftError, risen, "top", "rejected.baseline")
    moved = DriftPhrase.MOVED_RIGHT(change="14")
    yield _drift(drift.PositionDriftError, moved, "side", "shift_x_px.baseline")
    unlike = DriftPhrase.UNLIKE_VALIDATION(
        measure=DriftPhrase.OF_PASSED_PICTURES(), index="0.41", distance="0.33"
    )
    yield _drift(drift.NoveltyDriftError, unlike, "top", "novelty.validation")


def _of_store() -> Iterator[Condition]:
    yield _warning(StoringBehindError(RecordPhrase.PICTURES_GIVEN_UP()))
    yield _fault(DiskFullError(RecordPhrase.DISK_RESERVE(free=812, reserve=2048)))
    yield _fault(DiskFailingError("inspector.db: disk I/O error"))
    unreachable = "connection to 10.4.1.20 port 5432 refused"
    yield _warning(SharedHistoryUnreachableError(unreachable))


def _drift(error: type[InspectorError], said: Phrase, camera: str, measure: str) -> Condition:
    told = error(CameraPhrase.OF_CAMERA(camera=camera, fault=said))
    return _warning(told, f"{camera}.{measure}")


def _fault(error: InspectorError, subject: str = "") -> Condition:
    return Condition(error, Severity.FAULT, Effect.REJECTS, subject)


def _warning(error: InspectorError, subject: str = "") -> Condition:
    return Condition(error, Severity.WARNING, Effect.WARNS, subject)
