"""A server that is slow or away costs whoever asks a bounded time, and nobody else any."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace

import pytest

from inspector.domain.errors.shared_history import (
    SharedHistoryNotReadyError,
    SharedHistorySlowError,
    SharedHistoryUnreachableError,
)
from inspector.services.shared_history import reader
from inspector.services.shared_history.reader import QUESTIONS_MAX, Here, SharedLink, There


class Past:
    """Counts how often it was opened."""

    opened = 0
    closed = False

    def __init__(self) -> None:
        Past.opened += 1

    def close(self) -> None:
        Past.closed = True


@contextmanager
def linked(connect=Past, patience_s: float = 30.0) -> Iterator[SharedLink]:
    link = SharedLink(connect, patience_s)
    try:
        yield link
    finally:
        link.close()


@pytest.fixture(autouse=True)
def anew() -> None:
    Past.opened, Past.closed = 0, False


def test_the_server_is_opened_once_and_closed_with_the_link():
    with linked() as link:
        assert Past.opened == 0
        assert There(link, lambda past: type(past)).ask(lambda kind: kind) is Past
        assert link.ask(lambda past: 7) == 7
        assert Past.opened == 1
    assert Past.closed
    assert Here(7).ask(lambda here: here + 1) == 8


def test_whoever_asks_too_much_is_not_kept_waiting():
    answer = threading.Event()
    with linked(patience_s=0.05) as link:
        with pytest.raises(SharedHistorySlowError, match="no answer within"):
            link.ask(lambda past: answer.wait())
        answer.set()


def test_further_questions_are_refused_while_all_places_are_taken():
    asked, answer = threading.Barrier(QUESTIONS_MAX + 1), threading.Event()
    answers: list[int] = []

    def question(past: object) -> int:
        asked.wait()
        answer.wait()
        return 1

    with linked() as link:
        waiting = [
            threading.Thread(target=lambda: answers.append(link.ask(question)))
            for _ in range(QUESTIONS_MAX)
        ]
        for each in waiting:
            each.start()
        asked.wait()
        with pytest.raises(SharedHistorySlowError, match="wait for the server already"):
            link.ask(lambda past: 1)
        answer.set()
        for each in waiting:
            each.join()
        assert len(answers) == QUESTIONS_MAX
        assert link.ask(lambda past: 2) == 2


def test_a_server_that_is_away_is_left_alone_for_a_while(monkeypatch, caplog):
    clock = SimpleNamespace(ns=0)
    monkeypatch.setattr(reader, "monotonic_ns", lambda: clock.ns)
    tries: list[int] = []

    def connect() -> Past:
        tries.append(clock.ns)
        if len(tries) < 3:
            raise SharedHistoryUnreachableError("connection refused")
        return Past()

    with linked(connect) as link, caplog.at_level("INFO"):
        for clock.ns in (0, 1, 3 * 10**9):
            with pytest.raises(SharedHistoryUnreachableError):
                link.ask(lambda past: 1)
        clock.ns = 6 * 10**9
        assert link.ask(lambda past: 1) == 1
    assert tries == [0, 3 * 10**9, 6 * 10**9]
    assert [record.levelname for record in caplog.records] == ["WARNING", "INFO"]


def test_those_who_wait_together_are_refused_together():
    tries: list[int] = []
    asked, refused = threading.Semaphore(0), []
    away = threading.Event()

    def connect() -> Past:
        tries.append(1)
        away.wait()
        raise SharedHistoryUnreachableError("connection refused")

    def ask(link: SharedLink) -> None:
        asked.release()
        with pytest.raises(SharedHistoryUnreachableError) as error:
            link.ask(lambda past: 1)
        refused.append(error.value)

    with linked(connect) as link:
        waiting = [threading.Thread(target=ask, args=(link,)) for _ in range(QUESTIONS_MAX)]
        for each in waiting:
            each.start()
        for _ in waiting:
            asked.acquire()
        away.set()
        for each in waiting:
            each.join()
    assert len(refused) == QUESTIONS_MAX
    assert len(tries) == 1


def test_what_is_wrong_with_one_question_keeps_no_other_back():
    def refuse(past: object) -> int:
        raise SharedHistoryNotReadyError("none")

    with linked() as link:
        with pytest.raises(SharedHistoryNotReadyError):
            link.ask(refuse)
        assert link.ask(lambda past: 1) == 1
