"""Where parts went, and whether that is where they were sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspector.ui.i18n.formats import count
from inspector.ui.i18n.language import translate
from inspector.ui.pages.statistics.content import Bars, Content, Mark, Place, Scene, Shape
from inspector.ui.pages.statistics.contents.control import rows_of
from inspector.ui.pages.statistics.words import group_label, group_text
from inspector.ui.theme.tokens import Tone

if TYPE_CHECKING:
    from inspector.wire.history import ResultFilter
    from inspector.wire.statistics import OutcomeGroup, ReconciliationReply


def outcome_content(reply: ReconciliationReply, rows: ResultFilter) -> Content:
    """Outcomes by subgroup; a diamond stands where one contradicts its verdict."""
    groups = reply.groups
    layers = (
        (translate("Outcome", "passed"), [each.passed for each in groups], Tone.OK),
        (translate("Outcome", "rejected"), [each.rejected for each in groups], Tone.NOT_OK),
        (
            translate("Outcome", "reject not confirmed"),
            [each.unconfirmed for each in groups],
            Tone.NOT_DECIDABLE,
        ),
        (translate("Outcome", "unknown"), [each.unknown for each in groups], Tone.UNDEFINED),
        (translate("Outcome", "under way"), [each.pending for each in groups], Tone.NEUTRAL),
    )
    return Content(
        scene=Scene(
            labels=[group_label(each, reply.subgroup) for each in groups],
            bars=[Bars(name, values, tone) for name, values, tone in layers],
            marks=[
                Mark(place, each.decided, Shape.DIAMOND, Tone.NOT_OK)
                for place, each in enumerate(groups)
                if _trouble(each)
            ],
        ),
        summary=_summary(reply),
        places=[_place(each, rows) for each in groups],
        header=[
            translate("Statistics", "From"),
            translate("Statistics", "To"),
            translate("Statistics", "Verdicts"),
            *(name for name, _, _ in layers),
            translate("Statistics", "Not OK and passed"),
            translate("Statistics", "OK and rejected"),
        ],
        rows=[_row(each) for each in groups],
    )


def _trouble(group: OutcomeGroup) -> int:
    return group.bad_passed + group.unconfirmed + group.unknown


def _summary(reply: ReconciliationReply) -> str:
    total = reply.total
    if not total.decided:
        return translate("Statistics", "No parts came in this time.")
    if not _trouble(total):
        text = translate(
            "Statistics",
            "{parts} verdicts; every outcome known is the one decided. Under way: {pending}.",
        )
        return text.format(parts=count(total.decided), pending=count(total.pending))
    text = translate(
        "Statistics",
        "{parts} verdicts. Not OK and passed: {passed}; reject not confirmed: {unconfirmed}; "
        "unknown: {unknown}.",
    )
    return text.format(
        parts=count(total.decided),
        passed=count(total.bad_passed),
        unconfirmed=count(total.unconfirmed),
        unknown=count(total.unknown),
    )


def _place(group: OutcomeGroup, rows: ResultFilter) -> Place:
    remarks = []
    if group.bad_passed:
        remarks.append(translate("Statistics", "Parts that were not OK have passed."))
    if group.unconfirmed or group.unknown:
        remarks.append(translate("Statistics", "Nobody saw where some of these parts went."))
    return Place(
        title=group_text(group),
        facts=[
            (translate("Statistics", "Verdicts"), count(group.decided)),
            (translate("Outcome", "passed"), count(group.passed)),
            (translate("Outcome", "rejected"), count(group.rejected)),
            (translate("Outcome", "reject not confirmed"), count(group.unconfirmed)),
            (translate("Outcome", "unknown"), count(group.unknown)),
            (translate("Outcome", "under way"), count(group.pending)),
            (translate("Statistics", "Not OK and passed"), count(group.bad_passed)),
            (translate("Statistics", "OK and rejected"), count(group.good_rejected)),
        ],
        remarks=remarks,
        criteria=rows_of(rows, group),
        parts=group.decided,
    )


def _row(group: OutcomeGroup) -> list[str]:
    figures = (
        group.decided,
        group.passed,
        group.rejected,
        group.unconfirmed,
        group.unknown,
        group.pending,
        group.bad_passed,
        group.good_rejected,
    )
    return [group.since.isoformat(), group.until.isoformat(), *(str(each) for each in figures)]
