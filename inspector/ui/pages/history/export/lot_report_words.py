"""What the report of a lot says, in a few words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspector.ui.i18n.formats import count, short_date_and_time
from inspector.ui.i18n.language import translate
from inspector.ui.theme.tokens import Tone
from inspector.wire.lot_reports import SignatureMeaning

if TYPE_CHECKING:
    from inspector.wire.lot_reports import LotReportSummary, LotSignatureRow


def meaning_text(meaning: SignatureMeaning) -> str:
    """What a signature says."""
    return {
        SignatureMeaning.REVIEWED: translate("LotReport", "Reviewed"),
        SignatureMeaning.RELEASED: translate("LotReport", "Released"),
        SignatureMeaning.BLOCKED: translate("LotReport", "Blocked"),
    }[meaning]


def summary_tone(summary: LotReportSummary) -> Tone:
    """How the lot stands."""
    broken = summary.sealed is False or any(not each.valid for each in summary.signatures)
    if broken or not summary.agreed or summary.known_escapes:
        return Tone.NOT_OK
    return Tone.WARNING if summary.preliminary else Tone.OK


def summary_text(summary: LotReportSummary) -> str:
    """Figures first, then what nobody may overlook, then who has signed."""
    figures = translate("LotReport", "{parts} parts: {ok} OK, {bad} found bad, {none} no verdict")
    lines = [
        figures.format(
            parts=count(summary.parts),
            ok=count(summary.ok),
            bad=count(summary.rejected),
            none=count(summary.undefined),
        )
    ]
    if summary.preliminary:
        lines.append(
            translate("LotReport", "Preliminary: the lot runs, or parts are on their way.")
        )
    if summary.known_escapes:
        escaped = translate("LotReport", "Bad parts known to have left the station: {count}")
        lines.append(escaped.format(count=count(summary.known_escapes)))
    agreed = translate("LotReport", "No count contradicts another one.")
    lines.append(agreed if summary.agreed else translate("LotReport", "COUNTS DO NOT AGREE."))
    if summary.sealed is False:
        lines.append(translate("LotReport", "The chain of seals is broken."))
    lines += [_signature_text(each) for each in summary.signatures]
    return "\n".join(lines)


def _signature_text(each: LotSignatureRow) -> str:
    text = translate("LotReport", "{meaning} by {person}, {moment}")
    told = text.format(
        meaning=meaning_text(each.meaning),
        person=each.person,
        moment=short_date_and_time(each.signed_at),
    )
    if each.valid:
        return told
    return translate("LotReport", "{signature}: THE DATA WAS CHANGED SINCE").format(signature=told)
