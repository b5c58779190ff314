"""A measurement in a process of its own, as the gate is one."""

from __future__ import annotations

import gc
import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from inspector.domain.errors.base import InspectorError
from inspector.domain.errors.plc import PlcError
from inspector.supervisor.priority import raise_priority

_GRACE_S = 60.0
_Result = TypeVar("_Result")


def in_child(measure: Callable[..., _Result], *arguments: Any, seconds: float) -> _Result:
    """What ``measure`` returns.

    Args:
        measure: A function of a module.
        arguments: Its arguments.
        seconds: How long it is expected to take.

    Raises:
        InspectorError: what it raised, or that it ended without a result or not in time.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(theirs, measure, arguments), daemon=True)
    process.start()
    theirs.close()
    try:
        if not ours.poll(seconds + _GRACE_S):
            raise PlcError("the measurement did not end in time")
        failure, result = ours.recv()
    except EOFError:
        raise PlcError("the measurement broke off") from None
    finally:
        ours.close()
        process.terminate()
        process.join()
    if failure is not None:
        raise PlcError(f"the measurement broke off: {failure}")
    return result  # type: ignore[no-any-return]


def _run(told: Connection, measure: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    """Runs in the process."""
    raise_priority()
    gc.freeze()
    try:
        result = measure(*arguments)
    except InspectorError as error:
        told.send((str(error), None))
    else:
        told.send((None, result))
