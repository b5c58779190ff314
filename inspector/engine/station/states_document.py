"""The page docs/reference/states.md, written from the table of transitions.

To write it: ``python -m inspector.engine.station.states_document > docs/reference/states.md``.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping

from inspector.domain.station import StationCommand, StationState
from inspector.engine.station.states import TRANSITIONS, Cause, StationEvent

_HEADER = """\
# States of the station

The states are those of OPC 40100-1 (machine vision). A person or a program gives a *command*; an
*event* happens to the station by itself. A cell names the state that follows; where it is empty,
the command is refused with `STA-001` and nothing changes.

Only in `ContinuousExecution` are parts inspected; in every other state the gate rejects each part
as `UNDEFINED`. A camera, a disk or a gate that fails does not change the state: the station says
that it is not ready, rejects what comes, and goes on by itself when the fault is gone.

<!-- Written from the table in inspector/engine/station/states.py:
     python -m inspector.engine.station.states_document > docs/reference/states.md -->

"""
_STATES: Mapping[StationState, str] = {
    StationState.PREOPERATIONAL: "the process starts; camera, model and store are not up yet",
    StationState.HALTED: "the process ends",
    StationState.ERROR: "a person must look, then give `reset`",
    StationState.INITIALIZED: "model, recipe and store are loaded",
    StationState.READY: "everything is up and nobody has given `start`",
    StationState.SINGLE_EXECUTION: "reserved by the standard; this station never enters it",
    StationState.CONTINUOUS_EXECUTION: "each part that comes is inspected",
}


def as_markdown() -> str:
    """The page."""
    causes: tuple[Cause, ...] = (*StationCommand, *StationEvent)
    kinds = ["command"] * len(StationCommand) + ["event"] * len(StationEvent)
    heads = [f"{kind} `{cause}`" for kind, cause in zip(kinds, causes, strict=True)]
    meanings = [f"| `{state}` | {_STATES[state]} |" for state in StationState]
    rows = [
        f"| `{state}` | " + " | ".join(_cell(state, cause) for cause in causes) + " |"
        for state in StationState
    ]
    return (
        _HEADER
        + "\n".join(["| State | Meaning |", "|---|---|", *meanings, ""])
        + "\n"
        + "\n".join([f"| State | {' | '.join(heads)} |", "|---" * (len(causes) + 1) + "|", *rows])
        + "\n"
    )


def _cell(state: StationState, cause: Cause) -> str:
    target = TRANSITIONS.get((state, cause))
    return "" if target is None else f"`{target}`"


if __name__ == "__main__":
    sys.stdout.write(as_markdown())
