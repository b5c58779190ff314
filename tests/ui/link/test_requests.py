"""Questions to the station: in order, the newest of each kind only, and never in the way."""

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot
from scripted_station import ScriptedConnection, ScriptedStation

from inspector.domain.errors.base import InspectorError
from inspector.domain.errors.state import StationNotRunningError
from inspector.ui.requests import RequestLink


@pytest.fixture
def requests(qtbot: QtBot, station: ScriptedStation) -> Iterator[RequestLink]:
    link = RequestLink(station.connect)
    link.start()
    yield link
    link.stop()


def unexpected(error: InspectorError) -> None:
    raise AssertionError(error)


def test_an_answer_comes_in_the_thread_that_asked(requests: RequestLink, qtbot: QtBot) -> None:
    answers: list[tuple[str, threading.Thread]] = []
    requests.ask(
        "name",
        lambda station: station.snapshot().station_id,
        lambda answer: answers.append((answer, threading.current_thread())),
        unexpected,
    )
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == [("line-1-cell-3", threading.main_thread())]


def test_only_the_newest_question_of_a_kind_is_answered(
    requests: RequestLink, qtbot: QtBot
) -> None:
    gate = threading.Event()
    answers: list[int] = []

    def wait(station: ScriptedConnection) -> int:
        gate.wait(10)
        return 0

    requests.ask("page", wait, answers.append, unexpected)
    for number in range(1, 50):
        requests.ask("page", lambda station, n=number: n, answers.append, unexpected)
    done: list[int] = []
    requests.ask("other", lambda station: 1, done.append, unexpected)
    gate.set()
    qtbot.waitUntil(lambda: bool(done))
    assert answers == [49]


def test_a_refusal_reaches_the_one_who_asked(
    requests: RequestLink, station: ScriptedStation, qtbot: QtBot
) -> None:
    station.refusal = StationNotRunningError("gone")
    refusals: list[InspectorError] = []
    requests.ask("x", lambda client: client.snapshot(), unexpected, refusals.append)
    qtbot.waitUntil(lambda: bool(refusals))
    assert refusals == [station.refusal]


def test_after_a_loss_the_next_question_finds_the_station_anew(
    requests: RequestLink, station: ScriptedStation, qtbot: QtBot
) -> None:
    station.refusal = StationNotRunningError("gone")
    refusals: list[InspectorError] = []
    requests.ask("x", lambda client: client.snapshot(), unexpected, refusals.append)
    qtbot.waitUntil(lambda: bool(refusals))
    station.refusal = None
    answers: list[object] = []
    requests.ask("x", lambda client: client.snapshot(), answers.append, unexpected)
    qtbot.waitUntil(lambda: bool(answers))
    assert len(station.connections) == 2


def test_stopping_forgets_what_waits(qtbot: QtBot, station: ScriptedStation) -> None:
    link = RequestLink(station.connect)
    answers: list[object] = []
    for number in range(20):
        link.ask(str(number), lambda client: client.snapshot(), answers.append, unexpected)
    link.stop()
    link.start()
    link.stop()
    assert station.questions == []
    assert answers == []
