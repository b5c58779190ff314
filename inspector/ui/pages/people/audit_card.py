"""One entry of the audit trail, and what came of checking the whole trail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from inspector.ui.i18n.formats import NOTHING, count, date_and_time
from inspector.ui.i18n.language import translate
from inspector.ui.pages.people.changes import change_text
from inspector.ui.pages.people.words import (
    deed_text,
    fault_text,
    outcome_text,
    refusal_text,
    target_text,
)
from inspector.ui.theme.style import set_role, set_tone
from inspector.ui.theme.tokens import Tone
from inspector.ui.widgets.table.fact_list import FactList
from inspector.ui.widgets.text.elided_label import ElidedLabel
from inspector.ui.widgets.text.labels import column, label
from inspector.ui.widgets.text.scrolled import scrolled
from inspector.ui.widgets.text.translated import TranslatedFrame

if TYPE_CHECKING:
    from inspector.wire.audit import AuditRow, AuditVerification


def who_text(entry: AuditRow) -> str:
    """Who did it, and who approved it."""
    who = entry.who or translate("Audit", "whoever holds the token")
    return f"{who} + {entry.approved_by}" if entry.approved_by else who


class AuditCard(TranslatedFrame):
    """All about one entry, and what came of checking the whole trail."""

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "card")
        self._entry: AuditRow | None = None
        self.title, self.facts = ElidedLabel("title"), FactList()
        self.verdict = label("strong", wrap=True)
        self.changes = label("strong", wrap=True)
        layout = column(self.title, self.facts, scrolled(self.changes), self.verdict, spacing=10)
        self.changes.setAlignment(Qt.AlignmentFlag.AlignTop)
        layout.setStretch(2, 1)
        layout.setContentsMargins(16, 12, 16, 12)
        self.setLayout(layout)
        self.retranslate()

    def show_entry(self, entry: AuditRow | None) -> None:
        """Show an entry, or none."""
        self._entry = entry
        self.retranslate()

    def tell(self, told: str, tone: Tone) -> None:
        """Say what came of the check or of the export."""
        self.verdict.setText(told)
        set_tone(self.verdict, tone)

    def show_verdict(self, found: AuditVerification) -> None:
        """Say whether the trail is whole."""
        if found.fault is None:
            self.tell(_whole_text(found), Tone.OK)
            return
        fault = found.fault
        place = f"{fault.file}:{fault.line} " if fault.file else ""
        told = translate("Audit", "The trail is NOT whole: entry {entry} {what}.").format(
            entry=count(fault.seq), what=fault_text(fault.kind)
        )
        self.tell(f"✕ {told} {place}", Tone.NOT_OK)

    def retranslate(self) -> None:
        """Show every text again."""
        entry = self._entry
        self.changes.clear()
        if entry is None:
            self.title.show_text(translate("Audit", "Choose an entry"))
            self.facts.show_facts([])
            return
        self.title.show_text(deed_text(entry.what))
        self.facts.show_facts(
            [
                (translate("Audit", "Entry"), NOTHING if entry.seq is None else count(entry.seq)),
                (translate("Column", "Time"), date_and_time(entry.at)),
                (translate("Column", "Who"), who_text(entry)),
                (translate("Column", "Target"), target_text(entry.what, entry.target) or NOTHING),
                (translate("People", "Reason"), entry.reason or NOTHING),
                (translate("Column", "Result"), outcome_text(entry.outcome)),
                *(("", told) for told in [refusal_text(entry.outcome)] if told),
                (translate("Audit", "From"), entry.client or NOTHING),
                (translate("Audit", "Action code"), entry.what),
                ("SHA-256", entry.sha256),
            ]
        )
        self.changes.setText(change_text(entry.what, entry.old, entry.new, entry.target))


def _whole_text(found: AuditVerification) -> str:
    told = translate("Audit", "✓ The trail is whole: {entries} entries in {files} files.").format(
        entries=count(found.entries), files=count(found.files)
    )
    if found.anchors is not None:
        anchored = translate("Audit", "Held against {anchors} anchors in the database.")
        told = f"{told} {anchored.format(anchors=count(found.anchors))}"
    torn = sum(each.kind == "torn" for each in found.sealed)
    if torn:
        noted = translate("Audit", "{count} lines were torn off by a power loss and are sealed.")
        told = f"{told} {noted.format(count=count(torn))}"
    return told
