"""What challenges say, in the language in force."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from types import MappingProxyType

from inspector.domain.phrases.books import phrase_of_words
from inspector.ui.i18n.formats import count, short_date_and_time
from inspector.ui.i18n.language import translate
from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP
from inspector.ui.i18n.phrases import phrase_text
from inspector.ui.i18n.texts import evaluation_text, outcome_text, reason_text
from inspector.ui.theme.tokens import Tone
from inspector.ui.widgets.symbol.symbol_paths import Symbol
from inspector.wire.challenge import (
    Cause,
    ChallengeRunRow,
    ChallengeState,
    ChallengeStep,
    RunState,
    StepState,
)

CAUSES: Mapping[Cause, str] = MappingProxyType(
    {
        Cause.REQUEST: QT_TRANSLATE_NOOP("Challenge", "wanted by a person"),
        Cause.START: QT_TRANSLATE_NOOP("Challenge", "the station was started"),
        Cause.SCHEDULE: QT_TRANSLATE_NOOP("Challenge", "the time is over"),
        Cause.LOT: QT_TRANSLATE_NOOP("Challenge", "a lot was begun"),
        Cause.CHANGEOVER: QT_TRANSLATE_NOOP("Challenge", "the product was changed"),
        Cause.MODEL: QT_TRANSLATE_NOOP("Challenge", "the model was changed"),
        Cause.FAILED: QT_TRANSLATE_NOOP("Challenge", "the last one was not passed"),
    }
)
STATES: Mapping[RunState, str] = MappingProxyType(
    {
        RunState.RUNNING: QT_TRANSLATE_NOOP("Challenge", "running"),
        RunState.PASSED: QT_TRANSLATE_NOOP("Challenge", "passed"),
        RunState.FAILED: QT_TRANSLATE_NOOP("Challenge", "not passed"),
        RunState.ABORTED: QT_TRANSLATE_NOOP("Challenge", "cut off"),
    }
)
STEP_LOOKS: Mapping[StepState, tuple[Tone, Symbol]] = MappingProxyType(
    {
        StepState.WAITING: (Tone.NEUTRAL, Symbol.HOLLOW),
        StepState.SEEN: (Tone.ACCENT, Symbol.DOT),
        StepState.RIGHT: (Tone.OK, Symbol.CHECK),
        StepState.WRONG: (Tone.NOT_OK, Symbol.CROSS),
    }
)


def fault_text(step: ChallengeStep) -> str:
    """Why a part is wrong; empty while it is not."""
    return phrase_text(phrase_of_words(step.fault))


def cause_text(cause: Cause) -> str:
    """Why a challenge is due."""
    return translate("Challenge", CAUSES[cause])


def run_text(run: ChallengeRunRow) -> str:
    """How a run ended."""
    return translate("Challenge", STATES[run.state])


def truth_text(defective: bool) -> str:
    """What must become of a part."""
    if defective:
        return translate("Challenge", "must be rejected")
    return translate("Challenge", "must pass")


def step_text(step: ChallengeStep) -> str:
    """What became of a part."""
    if step.evaluation is None:
        return truth_text(step.defective)
    found = evaluation_text(step.evaluation)
    seen = step.found or reason_text(step.reason)
    return f"{found} · {seen} · {outcome_text(step.outcome)}"


def headline(state: ChallengeState, now: datetime) -> tuple[str, Tone, Symbol]:
    """The one thing to know, its tone and its symbol."""
    run, due = state.run, state.due
    if run is not None and run.state is RunState.RUNNING:
        return translate("Challenge", "Challenge runs"), Tone.ACCENT, Symbol.PLAY
    if state.lock is not None:
        return translate("Challenge", "Locked out"), Tone.NOT_OK, Symbol.CROSS
    if due is not None and due.since <= now:
        return translate("Challenge", "Challenge due"), Tone.WARNING, Symbol.WARNING
    if state.passed_at is None:
        return translate("Challenge", "Never challenged"), Tone.NEUTRAL, Symbol.RING
    return translate("Challenge", "Challenge passed"), Tone.OK, Symbol.CHECK


def explanation(state: ChallengeState, now: datetime) -> str:
    """The line below it."""
    run, due = state.run, state.due
    if run is not None and run.state is RunState.RUNNING:
        return translate("Challenge", "Put the parts on the line in this order, and no others.")
    if state.lock is not None:
        return translate("Challenge", "No part passes until all challenge parts were right.")
    if due is not None and due.since <= now:
        minutes = max(0, round((due.locks_at - now).total_seconds() / 60))
        text = translate("Challenge", "{cause}; the station locks itself in {minutes} min")
        return text.format(cause=cause_text(due.cause), minutes=count(minutes))
    last = ""
    if state.passed_at is not None:
        text = translate("Challenge", "Last passed {time}")
        last = text.format(time=short_date_and_time(state.passed_at))
    if due is not None:
        text = translate("Challenge", "next due {time}")
        return " · ".join(filter(None, (last, text.format(time=short_date_and_time(due.since)))))
    return last or translate("Challenge", "The station file asks for none.")


def next_place(state: ChallengeState) -> int | None:
    """The place of the part that comes next; ``None`` when all have come."""
    run = state.run
    if run is None or run.state is not RunState.RUNNING:
        return None
    for place, step in enumerate(run.steps):
        if step.state is StepState.WAITING:
            return place
    return None


def utc_now() -> datetime:
    """This moment."""
    return datetime.now(UTC)
