"""Work that comes round: what fails, what hurries, and what ends it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from inspector.engine.threads.bulkhead import Bulkhead
from inspector.engine.threads.rounds import Rounds

LONG_S = 600.0
WAIT_S = 10.0
_log = logging.getLogger("rounds")


class Work:
    """Counts its rounds; some of them fail."""

    def __init__(self, *failing: int) -> None:
        self.done = threading.Semaphore(0)
        self.count = 0
        self._failing = failing

    def __call__(self) -> None:
        self.count += 1
        try:
            if self.count in self._failing:
                raise ValueError("no disk")
        finally:
            self.done.release()

    def came(self) -> bool:
        return self.done.acquire(timeout=WAIT_S)


@contextmanager
def running(rounds: Rounds) -> Iterator[Rounds]:
    rounds.start()
    try:
        yield rounds
    finally:
        rounds.stop()


def test_a_round_that_fails_is_told_once_and_is_not_the_last_one(caplog):
    work = Work(1, 2)
    rounds = Rounds("work", work, 0.001, Bulkhead(_log, recovered="works again"))
    with running(rounds):
        assert all(work.came() for _ in range(4))
    assert [each.getMessage() for each in caplog.records] == ["ValueError: no disk", "works again"]
    assert rounds.fault == ""


def test_the_fault_of_the_last_round_can_be_asked_for():
    work = Work(1)
    rounds = Rounds("work", lambda: None, LONG_S, Bulkhead(_log), opening=work)
    rounds.start()
    assert work.came()
    rounds.stop()
    assert rounds.fault == "ValueError: no disk"


def test_one_that_hurries_does_not_wait_and_one_that_stops_does_not_either():
    opening, work, closing = Work(), Work(), Work()
    rounds = Rounds("work", work, LONG_S, Bulkhead(_log), opening=opening, closing=closing)
    with running(rounds):
        assert opening.came()
        for _ in range(3):
            rounds.hurry()
            assert work.came()
    assert (opening.count, work.count, closing.count) == (1, 3, 1)


@pytest.mark.parametrize("may_work", [True, False])
def test_a_round_that_waits_for_its_turn_is_let_go_at_the_end(may_work):
    told: list[bool] = []
    waits = threading.Event()

    def may() -> bool:
        waits.set()
        return may_work

    rounds = Rounds(
        "work",
        lambda: None,
        LONG_S,
        Bulkhead(_log),
        opening=lambda: told.append(rounds.wait_for_turn(may)),
        gives_way=True,
    )
    rounds.start()
    assert waits.wait(WAIT_S)
    rounds.stop()
    assert told == [may_work]
    assert rounds.stopping


def test_what_never_began_can_be_stopped():
    work = Work()
    Rounds("work", work, LONG_S, Bulkhead(_log), opening=work, closing=work).stop()
    assert work.count == 0
