"""The sections about people and things: reviews, challenges, what was in force, alarms, proof."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from inspector.domain.alarm_log import AlarmOccurrence
from inspector.domain.challenge import ChallengeRun, RunState, Step, StepState
from inspector.domain.evaluation import Outcome
from inspector.domain.lot_record import ProvenanceUse, ReviewedPart
from inspector.services.lot_report.blocks import (
    Block,
    Column,
    Facts,
    Heading,
    Ink,
    InkLines,
    Row,
    Table,
    Text,
)
from inspector.services.lot_report.document import LotReport, Seals, Signature
from inspector.services.lot_report.speech import NOTHING, Speech, duration, number, score

_NS_PER_S = 1e9
_SHORT, _HASH = 16, 12
_INK_ROWS = 2
_RUN_INKS = {
    RunState.RUNNING: Ink.MUTED,
    RunState.PASSED: Ink.GOOD,
    RunState.FAILED: Ink.BAD,
    RunState.ABORTED: Ink.WARN,
}


def reviews(report: LotReport, say: Speech) -> Iterator[Block]:
    """Who said what of which verdict, and who looked at it a second time."""
    yield Heading(say("section_reviews"))
    if not report.reviews.shown:
        yield Text(say("reviews_none"))
        return
    yield Table(
        (
            Column(say("col_when"), 29),
            Column(say("col_part"), 19),
            Column(say("col_station_said"), 26),
            Column(say("col_person_said"), 34),
            Column(say("col_who"), 24),
            Column(say("col_why"), 32),
        ),
        [_review_row(each, say) for each in report.reviews.shown],
    )


def _review_row(each: ReviewedPart, say: Speech) -> Row:
    review, first = each.stored.review, each.first
    same = (review.evaluation, review.label) == (each.found, each.found_class)
    said = say("said_confirms" if same else "said_overrides")
    why = review.reason
    if first is not None:
        agrees = (first.review.evaluation, first.review.label) == (review.evaluation, review.label)
        key = "second_review" if agrees else "disputes"
        why = "; ".join(filter(None, (say(key, person=say.person(first.review.person)), why)))
    role = say.role("" if review.role is None else review.role.value)
    return Row(
        (
            say.moment(review.utc_ns),
            str(each.part_id),
            f"{say.of(each.found)} {each.found_class}".strip(),
            f"{said}: {say.of(review.evaluation)} {review.label}".strip(),
            f"{say.person(review.person)}{role}",
            why or NOTHING,
        ),
        Ink.PLAIN if same else Ink.WARN,
    )


def challenges(report: LotReport, say: Speech) -> Iterator[Block]:
    """Known parts that were sent through while the lot ran."""
    runs = report.challenges
    yield Heading(say("section_challenges"))
    if not runs:
        yield Text(say("challenges_none"))
        return
    states = Counter(run.state for run in runs)
    yield Text(
        say(
            "challenges_text",
            all=number(len(runs)),
            passed=number(states[RunState.PASSED]),
            failed=number(states[RunState.FAILED]),
            aborted=number(states[RunState.ABORTED]),
        ),
        Ink.BAD if states[RunState.FAILED] else Ink.PLAIN,
    )
    yield Table(
        (
            Column(say("col_challenge"), 36),
            Column(say("col_part"), 26),
            Column(say("col_truth"), 26),
            Column(say("col_found"), 34),
            Column(say("col_outcome"), 20),
            Column(say("col_result"), 26),
        ),
        [row for run in runs for row in _challenge_rows(run, say)],
    )


def _challenge_rows(run: ChallengeRun, say: Speech) -> Iterator[Row]:
    moment, who = say.moment(run.begun_utc_ns), say.person(run.person)
    told = (say(f"Run.{run.state}"), say.said(run.detail, run.reasons))
    state = ": ".join(each for each in told if each)
    head = f"#{run.run_id}  {moment}\n{who}"
    yield Row((head, "", "", "", "", state), _RUN_INKS[run.state])
    for place, step in enumerate(run.steps, 1):
        yield _step_row(place, step, say)


def _step_row(place: int, step: Step, say: Speech) -> Row:
    found = NOTHING
    if step.evaluation is not None:
        found = f"{say.of(step.evaluation)} {step.class_name} {score(step.score)}"
    wrong = step.state is StepState.WRONG
    went = NOTHING if step.outcome is Outcome.PENDING else say.of(step.outcome)
    truth = say("defective" if step.part.defective else "good")
    return Row(
        (f"    {place}.", step.part.name, truth, found, went, say(f"Step.{step.state}")),
        Ink.BAD if wrong else Ink.PLAIN,
        loud=wrong,
    )


def in_force(report: LotReport, say: Speech) -> Iterator[Block]:
    """Which recipe and which model judged, from which part on."""
    uses = report.uses
    yield Heading(say("section_force"))
    if not uses.shown:
        yield Text(say("force_none"))
        return
    yield Text(say("force_text"), Ink.MUTED)
    yield Table(
        (
            Column(say("col_since"), 32),
            Column(say("col_parts"), 11, right=True),
            Column(say("col_recipe"), 40),
            Column(say("col_model"), 52),
            Column(say("col_program"), 24),
        ),
        [_use_row(each, report, say) for each in uses.shown],
    )
    if uses.left_out:
        yield Text(say("uses_more", count=number(len(uses.shown))), Ink.WARN)


def _use_row(use: ProvenanceUse, report: LotReport, say: Speech) -> Row:
    cited = use.provenance
    known = report.recipe_numbers.get(cited.recipe_revision)
    recipe = cited.recipe_id or NOTHING
    if known is not None:
        recipe = say("revision_number", recipe=recipe, number=known)
    model = f"{cited.model_id or NOTHING}  {cited.model_variant}".strip()
    return Row(
        (
            f"{use.part_id}\n{say.moment(use.since_utc_ns)}",
            number(use.parts),
            f"{recipe}\n{cited.recipe_revision[:_SHORT]}",
            f"{model}\n{_wrapped(cited.model_sha256)}",
            f"{cited.app_version}\n{cited.config_hash[:_HASH]}",
        )
    )


def _wrapped(sha256: str) -> str:
    half = len(sha256) // 2
    return f"{sha256[:half]}\n{sha256[half:]}"


def alarms(report: LotReport, say: Speech) -> Iterator[Block]:
    """What stood while the lot ran."""
    listed = report.alarms
    yield Heading(say("section_alarms"))
    if not listed.shown:
        yield Text(say("alarms_none"))
        return
    yield Table(
        (
            Column(say("col_raised"), 24),
            Column(say("col_stood"), 16),
            Column(say("col_alarm"), 62),
            Column(say("col_effect"), 18),
            Column(say("col_seen"), 26),
        ),
        [_alarm_row(each, say) for each in listed.shown],
    )
    if listed.left_out:
        yield Text(say("alarms_more", count=number(len(listed.shown))), Ink.WARN)


def _alarm_row(each: AlarmOccurrence, say: Speech) -> Row:
    alarm, ended = each.alarm, each.ended_utc_ns
    stood = say("stands")
    if ended is not None:
        stood = duration((ended - alarm.raised_utc_ns) / _NS_PER_S)
    code, subject = alarm.identity.code, alarm.identity.subject
    said = say.alarm(code, alarm.message, alarm.reasons)
    named = subject.partition(".")[0] in said
    told = f"{code if named else f'{code} {subject}'}: {said}"
    if each.times > 1:
        told = say("times", message=told, times=each.times)
    seen = say("not_seen")
    if each.acknowledged_utc_ns is not None:
        seen = say.person(each.acknowledged_by)
    return Row((say.moment(alarm.raised_utc_ns), stood, told, say(f"Effect.{alarm.effect}"), seen))


def proof(report: LotReport, say: Speech, pictures: int) -> Iterator[Block]:
    """How anybody can find out whether all of this is true."""
    pieces = report.digests
    yield Heading(say("section_proof"))
    yield Text(say("proof_text"), Ink.MUTED)
    yield Facts(
        (
            (say("digest"), report.digest),
            (say("digest_lot"), pieces.lot),
            (say("digest_results"), pieces.results),
            (say("digest_reviews"), pieces.reviews),
            (say("digest_challenges"), pieces.challenges),
            (say("digest_alarms"), pieces.alarms),
        ),
        mono=True,
    )
    yield Facts(
        (*_seal_facts(report.seals, say), (say("pictures"), _pictures(report, say, pictures)))
    )


def _pictures(report: LotReport, say: Speech, pictures: int) -> str:
    listed = report.rejects
    if not listed.total:
        return say("pictures_none")
    shown = min(len(listed.shown), pictures)
    return say("pictures_text", shown=number(shown), all=number(listed.total))


def _seal_facts(seals: Seals | None, say: Speech) -> list[tuple[str, str]]:
    if seals is None:
        return [(say("sealed"), say("sealed_none"))]
    state, noted = seals.state, seals.noted
    if seals.faults:
        told = say(
            "sealed_broken", faults=say.said("; ".join(map(str, seals.faults)), seals.faults)
        )
    elif not state.sealed:
        return [(say("sealed"), say("sealed_waits", all=number(state.unsealed)))]
    elif state.unsealed:
        whole = number(state.sealed + state.unsealed)
        told = say("sealed_partly", count=number(state.sealed), all=whole)
    else:
        told = say("sealed_all", count=number(state.sealed), blocks=number(state.blocks))
    witness = say("noted_not")
    if noted is not None:
        witness = say("noted_at", moment=say.time(noted.at), seq=noted.seq or NOTHING)
    return [(say("sealed"), told), (say("seal_head"), state.head), (say("noted"), witness)]


def signatures(report: LotReport, say: Speech) -> Iterator[Block]:
    """Who stands for this lot, in the app and in ink."""
    yield Heading(say("section_signatures"))
    yield Text(say("signatures_text"), Ink.MUTED)
    if report.signatures:
        yield Table(
            (
                Column(say("col_meaning"), 20),
                Column(say("col_who"), 28),
                Column(say("col_when"), 26),
                Column(say("col_why"), 34),
                Column(say("col_signed"), 30),
                Column(say("col_entry"), 28),
            ),
            [_signature_row(each, report, say) for each in report.signatures],
        )
    else:
        yield Text(say("signatures_none"))
    yield InkLines((say("ink_name"), say("ink_date"), say("ink_signature")), _INK_ROWS)


def _signature_row(each: Signature, report: LotReport, say: Speech) -> Row:
    same = each.digest == report.digest
    signed = say("signed_same") if same else say("signed_other", digest=each.digest[:_SHORT])
    entry = f"{each.seq or NOTHING}\n{each.sha256[:_SHORT]}"
    return Row(
        (
            say(f"Meaning.{each.meaning}"),
            f"{say.person(each.person)}{say.role(each.role)}",
            say.time(each.signed),
            each.note or NOTHING,
            signed,
            entry,
        ),
        Ink.GOOD if same else Ink.BAD,
        loud=not same,
    )
