"""One package at a glance."""

from __future__ import annotations

from inspector.domain.phrases.books import phrase_of_words
from inspector.ui.i18n.formats import NOTHING, count, decimal, milliseconds, percent
from inspector.ui.i18n.language import translate
from inspector.ui.i18n.phrases import phrase_text
from inspector.ui.pages.models.words import (
    SIGNATURES,
    STANDINGS,
    escapes_text,
    file_size,
    share_text,
    word,
)
from inspector.ui.theme.style import set_tone
from inspector.ui.theme.tokens import Tone
from inspector.ui.widgets.table.fact_list import FactList
from inspector.ui.widgets.text.labels import column, label
from inspector.ui.widgets.text.translated import TranslatedWidget
from inspector.wire.packages import PackageDetail
from inspector.wire.rollout import PackageRow

_SURE = 4
"""The facts of a row that no evaluation tells better."""


class OverviewView(TranslatedWidget):
    """Facts, and what the figures cannot tell."""

    def __init__(self) -> None:
        super().__init__()
        self._package: PackageRow | None = None
        self._detail: PackageDetail | None = None
        self.warning = label("strong", wrap=True)
        set_tone(self.warning, Tone.WARNING)
        self.facts = FactList()
        self.remarks = label("caption", wrap=True)
        self.setLayout(column(self.warning, self.facts, self.remarks, 1, spacing=10))

    def show_package(self, package: PackageRow, detail: PackageDetail | None) -> None:
        """Show one package; its detail may still be on the way."""
        self._package, self._detail = package, detail
        self.retranslate()

    def retranslate(self) -> None:
        """Show every text again."""
        package, detail = self._package, self._detail
        if package is None:
            return
        facts = _of_row(package)
        if detail is not None:
            facts = [*facts[: _SURE if detail.evaluation else None], *_of_detail(detail)]
        self.facts.show_facts(facts)
        fault = package.fault or ("" if detail is None else detail.fault)
        self.warning.setText(fault)
        self.warning.setVisible(bool(fault))
        told: list[str] = []
        if detail is not None and detail.evaluation is None and not fault:
            told = [
                translate(
                    "Models",
                    "This package carries no evaluation file; its figures are those of the test "
                    "split it was made with.",
                )
            ]
        elif detail is not None and detail.evaluation is not None:
            found = detail.evaluation
            said = found.reasons or [phrase_of_words(each) for each in found.remarks]
            told = [f"• {phrase_text(each)}" for each in said]
        self.remarks.setText("\n".join(told))


def _of_row(package: PackageRow) -> list[tuple[str, str]]:
    return [
        (translate("Models", "State"), translate("Models", STANDINGS[package.standing])),
        (translate("Models", "Signature"), word(SIGNATURES, package.signature) or NOTHING),
        (translate("Models", "Network"), f"{package.architecture} · {package.variant}"),
        (translate("Models", "Model file"), file_size(package.size_bytes)),
        (translate("Models", "Accuracy"), percent(package.accuracy)),
        (translate("Models", "Escapes"), escapes_text(package.escapes, package.defective)),
        (translate("Models", "Time p50"), milliseconds(package.p50_ms)),
    ]


def _of_detail(detail: PackageDetail) -> list[tuple[str, str]]:
    classes = ", ".join(
        f"{name} ✓" if name in detail.ok_classes else name for name in detail.classes
    )
    whole = translate("Models", "every file as it was packaged")
    facts = [
        (translate("Models", "Verified"), whole if detail.verified else detail.fault),
        (translate("Models", "Classes (✓ good)"), classes),
        (
            translate("Models", "Limits"),
            translate("Models", "passes from {accept}, rejects from {reject}").format(
                accept=decimal(detail.accept, 3), reject=decimal(detail.reject_default, 3)
            ),
        ),
        (
            translate("Models", "Input"),
            f"{detail.size_px} × {detail.size_px} px, {detail.color}",
        ),
        (
            translate("Models", "Trained on"),
            translate("Models", "{count} pictures: {dataset}").format(
                count=count(detail.samples), dataset=detail.dataset
            ),
        ),
        (translate("Models", "Hash"), detail.sha256),
    ]
    evaluation = detail.evaluation
    if evaluation is not None:
        intervals = evaluation.intervals
        latency = evaluation.latency
        facts[1:1] = [
            (translate("Models", "Accuracy"), share_text(intervals.accuracy)),
            (translate("Models", "Escapes"), share_text(intervals.escapes)),
            (translate("Models", "False rejects"), share_text(intervals.false_rejects)),
            (translate("Models", "Not decidable"), share_text(intervals.not_decidable)),
            (
                translate("Models", "Time p50 / p99"),
                NOTHING
                if latency is None
                else f"{milliseconds(latency.p50_ms)} / {milliseconds(latency.p99_ms)}",
            ),
        ]
    return facts
