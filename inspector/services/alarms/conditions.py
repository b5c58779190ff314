"""What needs a person now, from every source of the station."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from inspector.domain.alarm import Alarm, Effect, Reaction, Severity
from inspector.domain.alarm_log import AlarmIdentity
from inspector.domain.errors.base import InspectorError
from inspector.domain.errors.camera import CameraLostError, SettingNotKeptError
from inspector.domain.errors.model import InferenceError
from inspector.domain.errors.plc import CouplerUnguardedError, PipeError, PlcConnectionError
from inspector.domain.errors.state import DeadlineUnreachableError
from inspector.domain.feature import FeatureDifference
from inspector.domain.phrases.cameras import CameraPhrase, FeaturePhrase
from inspector.domain.phrases.entries import EntryPhrase
from inspector.domain.phrases.line import LinePhrase
from inspector.domain.station import StationState
from inspector.engine.cameras.lane import Lane
from inspector.engine.engine import Engine
from inspector.engine.judging.fault_watch import CONSECUTIVE_FAILURES
from inspector.engine.record.recorder import Recorder
from inspector.engine.station.gate_view import GateView
from inspector.services.alarms.clearing import CODES
from inspector.services.alarms.gate import STANDING, gate_alarm

Told = Callable[[], Iterable[tuple[InspectorError, str]]]
"""Warnings from elsewhere, each with its subject."""
EFFECTS: Mapping[Reaction, Effect] = {
    Reaction.WARN: Effect.WARNS,
    Reaction.HOLD: Effect.REJECTS,
    Reaction.STOP: Effect.STOPS,
}


_GATE_CODES = frozenset(CODES.values())


@dataclass(frozen=True, slots=True)
class Condition:
    """What needs a person.

    Attributes:
        error: Code, text and remedy.
        severity: How bad it is.
        effect: What it does to the line.
        subject: Tells those of one code apart, such as a camera's name.
        of_gate: Whether the gate tells of it, which also keeps a journal of it.
    """

    error: InspectorError
    severity: Severity
    effect: Effect
    subject: str = ""
    of_gate: bool = False

    @property
    def identity(self) -> AlarmIdentity:
        """Which alarm it is."""
        return AlarmIdentity(self.error.code, self.subject)


class Conditions:
    """Looks at one engine.

    Args:
        engine: The running engine.
        reactions: What the gate's alarms do; one that is not named warns.
        told: Warnings beside those of the engine.
    """

    def __init__(
        self, engine: Engine, reactions: Mapping[Alarm, Reaction], told: Told = tuple
    ) -> None:
        self._engine = engine
        self._reactions = reactions
        self._told = told

    @property
    def gate_tells(self) -> bool:
        """Whether the gate's alarms are known at all."""
        return self._engine.gate_connected and self._engine.gate.status is not None

    @property
    def gate_changes(self) -> int:
        """How many changes of the gate's alarms were stored since the engine has started."""
        return self._engine.recorder.alarms_recorded

    @property
    def gate_codes(self) -> Collection[str]:
        """The codes of all alarms that the gate journals."""
        return _GATE_CODES

    def now(self) -> Sequence[Condition]:
        """Faults of the engine, then of cameras, then of the gate, then warnings."""
        return [
            *_faults(self._engine),
            *_of_cameras(self._engine.lanes),
            *(self.of_gate(alarm) for alarm in self._engine.gate.alarms),
            *_of_storing(self._engine.recorder),
            *(
                Condition(error, Severity.WARNING, Effect.WARNS, subject)
                for error, subject in self._told()
            ),
        ]

    def of_gate(self, alarm: Alarm) -> Condition:
        """One alarm of the gate, with what it does at this station."""
        return gate_condition(alarm, self._reactions.get(alarm, Reaction.WARN))


def gate_condition(alarm: Alarm, reaction: Reaction = Reaction.WARN) -> Condition:
    """One alarm of the gate; whatever keeps parts from passing is a fault."""
    effect = EFFECTS[reaction]
    if alarm in STANDING and effect is Effect.WARNS:
        effect = Effect.REJECTS
    severity = Severity.WARNING if effect is Effect.WARNS else Severity.FAULT
    return Condition(gate_alarm(alarm, reaction), severity, effect, of_gate=True)


def _faults(engine: Engine) -> Iterator[Condition]:
    if not engine.gate_connected:
        yield _rejecting(PipeError(LinePhrase.GATE_SILENT()))
    else:
        yield from _of_the_link(engine.gate)
    if engine.states.state is StationState.ERROR:
        remedy = "Check the model package and the camera's picture, then Reset and Start."
        said = LinePhrase.MODEL_FAILED(count=CONSECUTIVE_FAILURES)
        yield _rejecting(InferenceError(said, remedy=remedy))
    if (fault := engine.recorder.error) is not None:
        yield _rejecting(fault)
    if engine.changeover.fault is not None:
        yield _rejecting(engine.changeover.fault)
    if engine.challenge.lock is not None:
        yield Condition(engine.challenge.lock, Severity.FAULT, Effect.STOPS)
    if not (budget := engine.deadline.budget()).met:
        yield _rejecting(DeadlineUnreachableError(budget.phrase))


def _of_the_link(gate: GateView) -> Iterator[Condition]:
    """What the gate's own link fails by tells more than that the PLC is silent.

    A watchdog that is not set is told by the gate's alarm for it.
    """
    fault = gate.link_fault
    if gate.status is not None and not gate.status.plc_connected:
        yield _rejecting(fault or PlcConnectionError(LinePhrase.PLC_SILENT()))
    elif fault is not None and not isinstance(fault, CouplerUnguardedError):
        yield Condition(fault, Severity.WARNING, Effect.WARNS)


def _rejecting(error: InspectorError, subject: str = "") -> Condition:
    return Condition(error, Severity.FAULT, Effect.REJECTS, subject)


def _of_storing(recorder: Recorder) -> Iterator[Condition]:
    if recorder.error is None and (behind := recorder.behind) is not None:
        yield Condition(behind, Severity.WARNING, Effect.WARNS)


def _of_cameras(lanes: Sequence[Lane]) -> Iterator[Condition]:
    """Each camera's own, faults first."""
    for lane in lanes:
        if not lane.connected:
            yield _rejecting(_absence(lane), lane.settings.name)
    for lane in lanes:
        name = lane.settings.name
        for each in lane.acquisition.differences:
            error = _setting_not_kept(name, each)
            yield Condition(error, Severity.WARNING, Effect.WARNS, f"{name}.{each.name}")


def _absence(lane: Lane) -> InspectorError:
    name = lane.settings.name
    error = lane.acquisition.error or CameraLostError(CameraPhrase.CONNECTING())
    remedy = error.advice or error.remedy
    if not error.reasons:
        return type(error)(f"{name}: {error.detail}", remedy=remedy)
    return type(error)(CameraPhrase.OF_CAMERA(camera=name, fault=error.phrase), remedy=remedy)


def _setting_not_kept(name: str, each: FeatureDifference) -> InspectorError:
    return SettingNotKeptError(
        FeaturePhrase.SETTING_NOT_KEPT(
            camera=name,
            feature=each.name,
            actual=EntryPhrase.FOUND_NOTHING() if each.actual is None else each.actual,
            wanted=each.wanted,
        )
    )
