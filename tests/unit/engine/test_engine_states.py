"""Every state against every cause, and the page that is written from the table."""

from __future__ import annotations

import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest

from inspector.domain.errors.state import CommandNotAllowedError
from inspector.domain.station import StationCommand, StationState
from inspector.engine.station.states import TRANSITIONS, Cause, StateMachine, StationEvent
from inspector.engine.station.states_document import as_markdown

ROOT = Path(__file__).parents[3]
CAUSES: tuple[Cause, ...] = (*StationCommand, *StationEvent)
S, C, E = StationState, StationCommand, StationEvent
ROUTES: dict[StationState, tuple[Cause, ...]] = {
    S.PREOPERATIONAL: (),
    S.INITIALIZED: (E.INITIALIZED,),
    S.READY: (E.INITIALIZED, E.PREPARED),
    S.CONTINUOUS_EXECUTION: (E.INITIALIZED, E.PREPARED, C.START),
    S.ERROR: (E.FAULT,),
    S.HALTED: (E.HALT,),
}


def machine_in(state: StationState) -> StateMachine:
    machine = StateMachine()
    for cause in ROUTES[state]:
        machine.apply(cause)
    assert machine.state is state
    return machine


@pytest.mark.parametrize(("state", "cause"), list(product(ROUTES, CAUSES)))
def test_a_cause_leads_where_the_table_says_or_changes_nothing(
    state: StationState, cause: Cause
) -> None:
    machine = machine_in(state)
    since = machine.since_utc_ns
    target = TRANSITIONS.get((state, cause))
    if target is None:
        with pytest.raises(CommandNotAllowedError, match=f"{cause} is not allowed in state"):
            machine.apply(cause)
        assert (machine.state, machine.since_utc_ns) == (state, since)
    else:
        assert machine.apply(cause) is target
        assert machine.state is target
        assert machine.since_utc_ns >= since


def test_every_state_but_the_reserved_one_can_be_reached() -> None:
    assert set(S) - set(TRANSITIONS.values()) == {S.PREOPERATIONAL, S.SINGLE_EXECUTION}


def test_only_a_person_starts_and_resets() -> None:
    leads_to_execution = {c for (_, c), target in TRANSITIONS.items() if "Execution" in target}
    leaves_error = {c for (state, c) in TRANSITIONS if state is S.ERROR}
    assert leads_to_execution == {C.START}
    assert leaves_error == {C.RESET, E.HALT}


def test_the_reference_shows_the_table_as_it_is() -> None:
    page = (ROOT / "docs/reference/states.md").read_text("utf-8")
    assert page == as_markdown(), "run the command that the page names in its comment"


def test_the_command_that_the_page_names_writes_the_page() -> None:
    command = [sys.executable, "-m", "inspector.engine.station.states_document"]
    written = subprocess.run(command, capture_output=True, check=True, cwd=ROOT).stdout
    assert written.decode().splitlines() == as_markdown().splitlines()
