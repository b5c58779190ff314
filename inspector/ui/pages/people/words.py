"""The words of the people page for what the station says in its own."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from inspector.domain.people import SecretKind
from inspector.domain.phrases.deeds import deed_phrase
from inspector.ui.i18n.faults import title_text
from inspector.ui.i18n.language import translate
from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP
from inspector.ui.i18n.phrases import phrase_text
from inspector.wire.audit import AuditFaultKind

CAMERA_SET = "camera.set"
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
_FAULTS: Mapping[AuditFaultKind, str] = MappingProxyType(
    {
        AuditFaultKind.CHANGED: QT_TRANSLATE_NOOP("Audit", "was changed"),
        AuditFaultKind.REMOVED: QT_TRANSLATE_NOOP("Audit", "is missing"),
        AuditFaultKind.INSERTED: QT_TRANSLATE_NOOP("Audit", "was inserted"),
        AuditFaultKind.REORDERED: QT_TRANSLATE_NOOP("Audit", "stands in another place"),
        AuditFaultKind.TRUNCATED: QT_TRANSLATE_NOOP("Audit", "was cut off the end"),
    }
)

_OUTCOMES: Mapping[str, str] = MappingProxyType(
    {
        "done": QT_TRANSLATE_NOOP("Audit", "done"),
        "expired": QT_TRANSLATE_NOOP("Audit", "expired"),
        "not renewed": QT_TRANSLATE_NOOP("Audit", "not renewed"),
    }
)


def secret_text(kind: SecretKind) -> str:
    """What somebody signs in with."""
    return translate("People", SECRETS[kind])


def deed_text(what: str) -> str:
    """What was done; the station's own word where there is no other."""
    return phrase_text(deed_phrase(what))


def feature_of(target: str) -> str:
    """The setting that was set, of a camera's name and its own."""
    return target.rpartition(".")[2]


def target_text(what: str, target: str) -> str:
    """To what; for a request for a second person the deed that waits, and to what."""
    if what == CAMERA_SET:
        return target.removesuffix(f".{feature_of(target)}")
    asked, _, rest = target.partition(" ")
    return f"{deed_text(asked)}: {rest}" if what.startswith("approval.") and rest else target


def fault_text(kind: AuditFaultKind) -> str:
    """What was done to an entry."""
    return translate("Audit", _FAULTS[kind])


def outcome_text(outcome: str) -> str:
    """What came of it; a refusal with its code."""
    if outcome in _OUTCOMES:
        return translate("Audit", _OUTCOMES[outcome])
    refused = translate("Audit", "refused")
    return f"{refused} {outcome}"


def refusal_text(outcome: str) -> str:
    """What the code of a refusal means; empty for all else."""
    return "" if outcome in _OUTCOMES else title_text(outcome, "")
