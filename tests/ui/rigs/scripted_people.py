"""Accounts, requests for a second person and an audit trail that do what a test tells them to."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from inspector.domain.errors.base import InspectorError
from inspector.domain.people import FourEyes, Right, Role, SecretKind
from inspector.wire.audit import AuditFilter, AuditPage, AuditRow, AuditVerification
from inspector.wire.people import AccountRow, ApprovalRow

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
NAMES = ("Anna Berg", "Otto", "王 芳", "Maximilian Schwarzenberger-Hohenfels")


def account(name: str, role: Role, **changed: object) -> AccountRow:
    told: dict[str, object] = {
        "secret_kind": SecretKind.PIN,
        "active": True,
        "last_sign_in": NOON - timedelta(hours=len(name)),
        "failures": 0,
        "locked": False,
    }
    return AccountRow.model_validate({"name": name, "role": role} | told | changed)


def accounts() -> list[AccountRow]:
    return [
        account("Anna Berg", Role.ADMIN, secret_kind=SecretKind.PASSWORD),
        account("Otto", Role.OPERATOR, failures=3),
        account("王 芳", Role.QUALITY, last_sign_in=None),
        account("Maximilian Schwarzenberger-Hohe", Role.ENGINEER, active=False),
        account("Eve", Role.OPERATOR, failures=5, locked=True),
    ]


def approval(number: int, asked_by: str = "Otto") -> ApprovalRow:
    return ApprovalRow(
        approval_id=f"{number:08x}",
        action=FourEyes.MODEL_PROMOTE,
        right=Right.ROLL_OUT,
        target=f"flange/2.{number}.0",
        payload={"package": f"flange/2.{number}.0", "override_reason": ""},
        reason="fewer false rejects on the bore",
        asked_by=asked_by,
        asked_role=Role.QUALITY,
        asked_at=NOON,
        expires_at=NOON + timedelta(minutes=30),
    )


BEFORE = {
    "preprocessing[2].operation": "median",
    "preprocessing[2].kernel_px": 3,
    "limits.reject.missing bolt hole": None,
    "features.exposure_time_us": 900,
}
AFTER = {
    "preprocessing[2].operation": "clahe",
    "preprocessing[2].kernel_px": None,
    "limits.reject.missing bolt hole": 0.35,
    "features.exposure_time_us": 1200,
}
KEPT = {
    "file": "bracket-left.toml",
    "table": "views.side.features",
    "features": {"gain_db": 2.0, "trigger_source": "Line1"},
}
BASELINE = {"top.focus": 0.1824, "side.shift_x_px": -1.5}
DEEDS = (
    ("people.set_role", "Otto", "operator", "quality", "done"),
    ("camera.set", "left.exposure_time_us", 5000.0, 4000.0, "done"),
    ("model.promote", "flange/2.1.0", "9a9a", {"sha256": "c4c4", "reason": "fewer"}, "MOD-003"),
    ("session.sign_in", "Otto", None, {"locked": False}, "PPL-003"),
    ("station.start", "", "Ready", "ContinuousExecution", "done"),
    ("recipe.change_draft", "bracket-left", BEFORE, AFTER, "done"),
    ("camera.keep", "side", None, KEPT, "done"),
    ("drift.take_baseline", "", None, BASELINE, "done"),
    ("maintenance", "", "off", {"PASS_GATE": True}, "done"),
    ("lot.begin", "L-2231", "L-2230", "L-2231", "done"),
)


def entry(seq: int) -> AuditRow:
    what, target, old, new, outcome = DEEDS[seq % len(DEEDS)]
    return AuditRow.model_validate(
        {
            "seq": seq,
            "at": NOON + timedelta(minutes=seq),
            "who": NAMES[seq % 3],
            "role": "engineer",
            "what": what,
            "target": target,
            "old": old,
            "new": new,
            "reason": "the bore was too dark" if seq % 2 else "",
            "outcome": outcome,
            "client": "127.0.0.1 inspector/0.1.0",
            "approved_by": "Eve" if what == "model.promote" else "",
            "sha256": f"{seq:064x}",
        }
    )


@dataclass
class ScriptedApprovals:
    rows: list[ApprovalRow] = field(default_factory=list)
    refusal: InspectorError | None = None
    decided: list[tuple[str, bool, str]] = field(default_factory=list)

    def waiting(self) -> Sequence[ApprovalRow]:
        return list(self.rows)

    def decide(self, approval_id: str, approve: bool, reason: str = "", /) -> Sequence[ApprovalRow]:
        self.decided.append((approval_id, approve, reason))
        if self.refusal is not None:
            raise self.refusal
        self.rows = [each for each in self.rows if each.approval_id != approval_id]
        return list(self.rows)


@dataclass
class ScriptedAudit:
    verification: AuditVerification = field(
        default_factory=lambda: AuditVerification(
            whole=True,
            entries=340,
            files=2,
            anchors=12,
            head_seq=340,
            head_sha256="ab" * 32,
            sealed=[],
            fault=None,
        )
    )
    entries: int = 340
    asked: list[object] = field(default_factory=list)

    def page(self, criteria: AuditFilter, before: str | None, limit: int, /) -> AuditPage:
        self.asked.append((criteria, before))
        top = self.entries if before is None else int(before) - 1
        rows = [
            row
            for row in map(entry, range(top, 0, -1))
            if criteria.person in (None, row.who)
            and not (criteria.failed and row.outcome == "done")
        ]
        more = len(rows) > limit
        return AuditPage(rows=rows[:limit], next_before=str(rows[limit - 1].seq) if more else None)

    def verify(self) -> AuditVerification:
        self.asked.append("verify")
        return self.verification

    def export(self, criteria: AuditFilter, file_format: str, /) -> bytes:
        self.asked.append(("export", file_format))
        return b"seq,at\r\n"
