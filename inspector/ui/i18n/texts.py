"""The words for the domain's values; a test holds every table to its whole enum."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from inspector.domain.evaluation import Evaluation, Outcome, Reason
from inspector.domain.people import Role
from inspector.ui.i18n.language import translate
from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP
from inspector.wire.station import StationState

EVALUATIONS: Mapping[Evaluation, str] = MappingProxyType(
    {
        Evaluation.UNDEFINED: QT_TRANSLATE_NOOP("Evaluation", "UNDEFINED"),
        Evaluation.OK: QT_TRANSLATE_NOOP("Evaluation", "OK"),
        Evaluation.NOT_OK: QT_TRANSLATE_NOOP("Evaluation", "NOT OK"),
        Evaluation.NOT_DECIDABLE: QT_TRANSLATE_NOOP("Evaluation", "NOT DECIDABLE"),
    }
)

OUTCOMES: Mapping[Outcome, str] = MappingProxyType(
    {
        Outcome.PENDING: QT_TRANSLATE_NOOP("Outcome", "under way"),
        Outcome.PASSED: QT_TRANSLATE_NOOP("Outcome", "passed"),
        Outcome.REJECTED: QT_TRANSLATE_NOOP("Outcome", "rejected"),
        Outcome.UNCONFIRMED: QT_TRANSLATE_NOOP("Outcome", "reject not confirmed"),
        Outcome.UNKNOWN: QT_TRANSLATE_NOOP("Outcome", "unknown"),
    }
)

REASONS: Mapping[Reason, str] = MappingProxyType(
    {
        Reason.CLASSIFIED: QT_TRANSLATE_NOOP("Reason", "Judged by the classifier"),
        Reason.DEADLINE_MISSED: QT_TRANSLATE_NOOP("Reason", "The verdict came too late"),
        Reason.ENGINE_LOST: QT_TRANSLATE_NOOP("Reason", "The inspection program was away"),
        Reason.TRIGGER_MISSED: QT_TRANSLATE_NOOP("Reason", "The trigger was seen too late"),
        Reason.STATION_NOT_READY: QT_TRANSLATE_NOOP("Reason", "The station was not running"),
        Reason.QUEUE_OVERRUN: QT_TRANSLATE_NOOP("Reason", "Too many parts at once"),
        Reason.JOURNAL_FAILED: QT_TRANSLATE_NOOP("Reason", "The journal cannot be written"),
        Reason.GATE_RESTARTED: QT_TRANSLATE_NOOP(
            "Reason", "The gate restarted while the part was on its way"
        ),
        Reason.PLC_RESTARTED: QT_TRANSLATE_NOOP(
            "Reason", "The PLC restarted while the part was on its way"
        ),
        Reason.STATION_HELD: QT_TRANSLATE_NOOP("Reason", "An alarm waits to be cleared"),
        Reason.PURGING: QT_TRANSLATE_NOOP("Reason", "The line was being emptied"),
        Reason.FRAME_MISSING: QT_TRANSLATE_NOOP("Reason", "No picture of this part arrived"),
        Reason.FRAME_INCOMPLETE: QT_TRANSLATE_NOOP("Reason", "The picture is incomplete"),
        Reason.IMAGE_UNREADABLE: QT_TRANSLATE_NOOP("Reason", "The picture cannot be read"),
        Reason.IMAGE_UNSUITABLE: QT_TRANSLATE_NOOP(
            "Reason", "The picture does not suit the recipe"
        ),
        Reason.PAIRING_UNPROVEN: QT_TRANSLATE_NOOP(
            "Reason", "Not certain that the picture shows this part"
        ),
        Reason.CAMERA_LOST: QT_TRANSLATE_NOOP("Reason", "The camera was disconnected"),
        Reason.VIEW_MISSING: QT_TRANSLATE_NOOP("Reason", "One camera's verdict did not come"),
        Reason.PREPROCESSING_FAILED: QT_TRANSLATE_NOOP("Reason", "Preparing the picture failed"),
        Reason.INFERENCE_FAILED: QT_TRANSLATE_NOOP("Reason", "The classifier failed"),
        Reason.SCORE_INVALID: QT_TRANSLATE_NOOP("Reason", "The classifier gave no valid score"),
        Reason.STORE_FAILED: QT_TRANSLATE_NOOP("Reason", "The result could not be stored"),
        Reason.RECIPE_CHANGING: QT_TRANSLATE_NOOP("Reason", "The recipe was being changed"),
        Reason.RECIPE_UNKNOWN: QT_TRANSLATE_NOOP("Reason", "The PLC asked for an unknown recipe"),
        Reason.DEADLINE_UNREACHABLE: QT_TRANSLATE_NOOP(
            "Reason", "There is not enough time for a verdict"
        ),
        Reason.MAINTENANCE: QT_TRANSLATE_NOOP("Reason", "The station was in maintenance"),
        Reason.LOCKED_OUT: QT_TRANSLATE_NOOP("Reason", "A challenge was missed or overdue"),
    }
)

STATES: Mapping[StationState, str] = MappingProxyType(
    {
        StationState.PREOPERATIONAL: QT_TRANSLATE_NOOP("State", "Starting up"),
        StationState.HALTED: QT_TRANSLATE_NOOP("State", "Halted"),
        StationState.ERROR: QT_TRANSLATE_NOOP("State", "Error"),
        StationState.INITIALIZED: QT_TRANSLATE_NOOP("State", "Initialized"),
        StationState.READY: QT_TRANSLATE_NOOP("State", "Ready"),
        StationState.SINGLE_EXECUTION: QT_TRANSLATE_NOOP("State", "Single part"),
        StationState.CONTINUOUS_EXECUTION: QT_TRANSLATE_NOOP("State", "Running"),
    }
)

ROLES: Mapping[Role, str] = MappingProxyType(
    {
        Role.OPERATOR: QT_TRANSLATE_NOOP("Role", "Operator"),
        Role.QUALITY: QT_TRANSLATE_NOOP("Role", "Quality"),
        Role.ENGINEER: QT_TRANSLATE_NOOP("Role", "Engineer"),
        Role.ADMIN: QT_TRANSLATE_NOOP("Role", "Administrator"),
    }
)

PLC_ROLES: Mapping[str, str] = MappingProxyType(
    {
        "server": QT_TRANSLATE_NOOP("PlcRole", "The PLC polls the station"),
        "client": QT_TRANSLATE_NOOP("PlcRole", "The station polls the PLC"),
        "coupler": QT_TRANSLATE_NOOP("PlcRole", "Remote I/O without a PLC"),
    }
)


def evaluation_text(evaluation: Evaluation) -> str:
    """The verdict as one or two capital words."""
    return translate("Evaluation", EVALUATIONS[evaluation])


def outcome_text(outcome: Outcome) -> str:
    """Where the part went."""
    return translate("Outcome", OUTCOMES[outcome])


def reason_text(reason: Reason) -> str:
    """Why the part got its verdict, in plain words."""
    return translate("Reason", REASONS[reason])


def finding_text(evaluation: Evaluation, reason: Reason, class_name: str) -> str:
    """The class, with a question mark where it is not certain, or why nothing was decided."""
    if reason is not Reason.CLASSIFIED:
        return reason_text(reason)
    return f"{class_name}?" if evaluation is Evaluation.NOT_DECIDABLE else class_name


def state_text(state: StationState) -> str:
    """The station's state in an operator's words."""
    return translate("State", STATES[state])


def role_text(role: Role) -> str:
    """What a person is at this station."""
    return translate("Role", ROLES[role])


def plc_role_text(role: str) -> str:
    """Who polls whom."""
    return translate("PlcRole", PLC_ROLES.get(role, role))
