"""The words of the people page for what the station says in its own."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from pydantic import JsonValue

from inspector.domain.people import SecretKind
from inspector.ui.i18n.formats import NOTHING
from inspector.ui.i18n.language import translate
from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP
from inspector.wire.audit import AuditFaultKind

SECRETS: Mapping[SecretKind, str] = MappingProxyType(
    {
        SecretKind.PIN: QT_TRANSLATE_NOOP("People", "PIN"),
        SecretKind.PASSWORD: QT_TRANSLATE_NOOP("People", "Password"),
    }
)
GROUPS: Mapping[str, str] = MappingProxyType(
    {
        "": QT_TRANSLATE_NOOP("Audit", "Everything"),
        "session.": QT_TRANSLATE_NOOP("Audit", "Signing in"),
        "people.": QT_TRANSLATE_NOOP("Audit", "People"),
        "approval.": QT_TRANSLATE_NOOP("Audit", "Approvals"),
        "station.": QT_TRANSLATE_NOOP("Audit", "Start and stop"),
        "maintenance": QT_TRANSLATE_NOOP("Audit", "Maintenance"),
        "alarms.": QT_TRANSLATE_NOOP("Audit", "Alarms"),
        "camera.": QT_TRANSLATE_NOOP("Audit", "Cameras"),
        "recipe": QT_TRANSLATE_NOOP("Audit", "Recipes"),
        "model.": QT_TRANSLATE_NOOP("Audit", "Models"),
        "training": QT_TRANSLATE_NOOP("Audit", "Training"),
        "result.": QT_TRANSLATE_NOOP("Audit", "Reviews"),
        "lot.": QT_TRANSLATE_NOOP("Audit", "Lots"),
        "challenge.": QT_TRANSLATE_NOOP("Audit", "Challenge parts"),
        "history.": QT_TRANSLATE_NOOP("Audit", "Records"),
        "right.": QT_TRANSLATE_NOOP("Audit", "Missing rights"),
    }
)
"""What can be filtered, by the beginnings of the station's words."""
_DEEDS: Mapping[str, str] = MappingProxyType(
    {
        "session.sign_in": QT_TRANSLATE_NOOP("Audit", "Sign in"),
        "session.sign_out": QT_TRANSLATE_NOOP("Audit", "Sign out"),
        "people.add": QT_TRANSLATE_NOOP("Audit", "Add a person"),
        "people.change": QT_TRANSLATE_NOOP("Audit", "Change a person"),
        "people.set_role": QT_TRANSLATE_NOOP("Audit", "Change a role"),
        "people.set_active": QT_TRANSLATE_NOOP("Audit", "Activate or deactivate"),
        "people.set_secret": QT_TRANSLATE_NOOP("Audit", "Reset a PIN or password"),
        "people.set_own_secret": QT_TRANSLATE_NOOP("Audit", "Change one's own PIN or password"),
        "approval.ask": QT_TRANSLATE_NOOP("Audit", "Ask for a second person"),
        "approval.approve": QT_TRANSLATE_NOOP("Audit", "Approve"),
        "approval.refuse": QT_TRANSLATE_NOOP("Audit", "Refuse"),
        "approval.withdraw": QT_TRANSLATE_NOOP("Audit", "Withdraw"),
        "approval.expire": QT_TRANSLATE_NOOP("Audit", "Expired without a second person"),
        "audit.seal": QT_TRANSLATE_NOOP("Audit", "Lines outside of the chain sealed"),
        "station.start": QT_TRANSLATE_NOOP("Audit", "Start"),
        "station.stop": QT_TRANSLATE_NOOP("Audit", "Stop"),
        "station.reset": QT_TRANSLATE_NOOP("Audit", "Reset"),
        "maintenance": QT_TRANSLATE_NOOP("Audit", "Maintenance"),
        "alarms.clear": QT_TRANSLATE_NOOP("Audit", "Clear alarms"),
        "alarms.acknowledge": QT_TRANSLATE_NOOP("Audit", "Acknowledge alarms"),
        "camera.set": QT_TRANSLATE_NOOP("Audit", "Set a camera"),
        "camera.trigger": QT_TRANSLATE_NOOP("Audit", "Take a test picture"),
        "camera.keep": QT_TRANSLATE_NOOP("Audit", "Keep camera settings in the recipe"),
        "model.promote": QT_TRANSLATE_NOOP("Audit", "Promote a model"),
        "model.promote.ask": QT_TRANSLATE_NOOP("Audit", "Begin to promote a model"),
        "model.rollback": QT_TRANSLATE_NOOP("Audit", "Go back to the model before"),
        "model.rollback.ask": QT_TRANSLATE_NOOP("Audit", "Begin to go back to the model before"),
        "model.shadow": QT_TRANSLATE_NOOP("Audit", "Put a model on trial"),
        "recipe.sign_off": QT_TRANSLATE_NOOP("Audit", "Sign a recipe off"),
        "result.review": QT_TRANSLATE_NOOP("Audit", "Review a verdict"),
        "challenge.begin": QT_TRANSLATE_NOOP("Audit", "Begin with challenge parts"),
        "challenge.end": QT_TRANSLATE_NOOP("Audit", "End with challenge parts"),
        "challenge.abort": QT_TRANSLATE_NOOP("Audit", "Break off challenge parts"),
        "challenge.put_part": QT_TRANSLATE_NOOP("Audit", "Describe a challenge part"),
        "challenge.retire_part": QT_TRANSLATE_NOOP("Audit", "Retire a challenge part"),
        "dataset.pick": QT_TRANSLATE_NOOP("Audit", "Send pictures to a dataset"),
        "history.evidence": QT_TRANSLATE_NOOP("Audit", "Issue evidence of parts"),
        "history.export": QT_TRANSLATE_NOOP("Audit", "Export results"),
        "history.sealed": QT_TRANSLATE_NOOP("Audit", "Seal the results of a day"),
        "lot.begin": QT_TRANSLATE_NOOP("Audit", "Begin a lot"),
        "lot.end": QT_TRANSLATE_NOOP("Audit", "End a lot"),
        "recipe.change_over": QT_TRANSLATE_NOOP("Audit", "Change the product over"),
        "recipe.draft": QT_TRANSLATE_NOOP("Audit", "Begin a draft of a recipe"),
        "recipe.drop_draft": QT_TRANSLATE_NOOP("Audit", "Discard a draft of a recipe"),
        "recipe.revise": QT_TRANSLATE_NOOP("Audit", "Change a draft of a recipe"),
        "station.check": QT_TRANSLATE_NOOP("Audit", "Check the station"),
        "station.check.cancel": QT_TRANSLATE_NOOP("Audit", "Break off the station check"),
        "retention.let_go": QT_TRANSLATE_NOOP("Audit", "Delete old records"),
        "training.start": QT_TRANSLATE_NOOP("Audit", "Start a training"),
        "training.cancel": QT_TRANSLATE_NOOP("Audit", "Cancel a training"),
        "training.resume": QT_TRANSLATE_NOOP("Audit", "Resume a training"),
        "training.delete": QT_TRANSLATE_NOOP("Audit", "Delete a training"),
        "drift.take_baseline": QT_TRANSLATE_NOOP("Audit", "Take a new baseline"),
    }
)
_FAULTS: Mapping[AuditFaultKind, str] = MappingProxyType(
    {
        AuditFaultKind.CHANGED: QT_TRANSLATE_NOOP("Audit", "was changed"),
        AuditFaultKind.REMOVED: QT_TRANSLATE_NOOP("Audit", "is missing"),
        AuditFaultKind.INSERTED: QT_TRANSLATE_NOOP("Audit", "was inserted"),
        AuditFaultKind.REORDERED: QT_TRANSLATE_NOOP("Audit", "stands in another place"),
        AuditFaultKind.TRUNCATED: QT_TRANSLATE_NOOP("Audit", "was cut off the end"),
    }
)


def secret_text(kind: SecretKind) -> str:
    """What somebody signs in with."""
    return translate("People", SECRETS[kind])


def deed_text(what: str) -> str:
    """What was done; the station's own word where there is no other."""
    return translate("Audit", _DEEDS[what]) if what in _DEEDS else what


def fault_text(kind: AuditFaultKind) -> str:
    """What was done to an entry."""
    return translate("Audit", _FAULTS[kind])


def outcome_text(outcome: str) -> str:
    """What came of it, or the code of the refusal."""
    return translate("Audit", "done") if outcome == "done" else outcome


def value_text(value: JsonValue) -> str:
    """A value in one line, without the signs of JSON."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return translate("Audit", "yes") if value else translate("Audit", "no")
    if isinstance(value, dict):
        return ", ".join(f"{name}: {value_text(each)}" for name, each in value.items()) or NOTHING
    if isinstance(value, list):
        return ", ".join(value_text(each) for each in value) or NOTHING
    return str(value)
