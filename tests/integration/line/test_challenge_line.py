"""Challenge parts on a running line: passed, missed, locked out over a restart, and released."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from line_runs import assert_no_part_was_lost, run_line, save_sure_parts

from inspector.client.station import StationClient
from inspector.demo.demo import Demo, Progress
from inspector.demo.layout import DemoOptions
from inspector.demo.report import Run, disagreements
from inspector.domain.challenge import Cause, RunState, StepState
from inspector.domain.errors.challenge import (
    ChallengeMissedError,
    ChallengeNotPossibleError,
    ChallengeOverdueError,
    ChallengePartUnknownError,
)
from inspector.domain.errors.state import StationNotRunningError
from inspector.paths import DataFolder
from inspector.wire.challenge import ChallengePartRequest, ChallengeState
from inspector.wire.history import ResultFilter
from inspector.wire.station import StationState

pytestmark = pytest.mark.timeout(120)
DEFECTIVE = 2
LOOKS_AFTER = 6
Step = Callable[[StationClient, ChallengeState], bool]


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Folders of good parts and of bad parts that the shipped model judges rightly."""
    mixed = save_sure_parts(tmp_path_factory.mktemp("parts"), of_each=6)
    bad = tmp_path_factory.mktemp("bad")
    for folder in mixed.iterdir():
        if folder.name != "good":
            folder.rename(bad / folder.name)
    return {"good": mixed, "bad": bad}


class Person(threading.Thread):
    """Does one thing after the other at a station, each as soon as the one before has come true.

    A locked station lets no line begin, so this goes by the station's door and not by the line's.
    """

    def __init__(self, data: DataFolder, steps: list[Step]) -> None:
        super().__init__(name="person", daemon=True)
        self._data = data
        self._steps = steps
        self.seen: list[ChallengeState] = []
        self.wrong: list[BaseException] = []
        self.triggered: list[int] = []

    def run(self) -> None:
        """Work until all is done."""
        try:
            with StationClient.from_run_file(self._data.run_file) as client:
                for step in self._steps:
                    self._insist(client, step)
        except BaseException as error:  # noqa: BLE001 - told by the test's own thread
            self.wrong.append(error)

    def look(self, demo: Demo, progress: Progress) -> bool:
        """A few looks after all is done the line may end."""
        if self.is_alive() or progress.snapshot is None:
            return True
        self.triggered.append(progress.snapshot.counters.triggered)
        return len(self.triggered) < LOOKS_AFTER

    def _insist(self, client: StationClient, step: Step) -> None:
        pause = threading.Event()
        while True:
            try:
                if client.snapshot().state is StationState.CONTINUOUS_EXECUTION and step(
                    client, client.challenge.state()
                ):
                    self.seen.append(client.challenge.state())
                    return
            except StationNotRunningError:
                pass
            pause.wait(0.1)


def described(client: StationClient, state: ChallengeState) -> bool:
    for place in range(DEFECTIVE):
        client.challenge.put_part(
            ChallengePartRequest(name=f"bad {place}", defective=True, position=place)
        )
    return True


def begun(client: StationClient, state: ChallengeState) -> bool:
    client.challenge.begin()
    return True


def ended(*states: RunState) -> Step:
    return lambda client, state: state.run is not None and state.run.state in states


def passed(client: StationClient, state: ChallengeState) -> bool:
    """Begun again where a busy computer judged a part too late to prove anything."""
    if state.run is not None and state.run.state in (RunState.ABORTED, RunState.FAILED):
        with contextlib.suppress(ChallengeNotPossibleError):
            client.challenge.begin()
    return state.run is not None and state.run.state is RunState.PASSED and state.lock is None


def run(folder: Path, pictures: Path, *steps: Step) -> tuple[Run, Person]:
    person = Person(DataFolder(folder), list(steps))
    options = DemoOptions(parts=0, rate_per_min=600, images=pictures, keep="none")
    person.start()
    ended = run_line(options, folder, person.look)
    person.join(10)
    if person.wrong:
        raise person.wrong[0]
    return ended, person


def test_a_challenge_is_passed_missed_locks_over_a_restart_and_is_passed_again(
    tmp_path: Path, pictures: dict[str, Path]
) -> None:
    tried = (refused, ended(RunState.PASSED, RunState.ABORTED), retired)
    first, person = run(tmp_path, pictures["bad"], *tried, described, begun, passed)
    assert_no_part_was_lost(first)
    proven = person.seen[-1].run
    assert proven is not None
    assert [step.state for step in proven.steps] == [StepState.RIGHT] * DEFECTIVE

    def rows_of_the_run_are_marked(client: StationClient, state: ChallengeState) -> bool:
        marked = client.history.page(ResultFilter(challenge=True)).rows
        assert state.run is not None
        assert {row.result_id for row in marked} >= {step.result_id for step in state.run.steps}
        return True

    second, person = run(
        tmp_path,
        pictures["good"],
        rows_of_the_run_are_marked,
        begun,
        ended(RunState.FAILED),
        lambda client, state: state.lock is not None,
    )
    missed = person.seen[-1]
    assert missed.lock is not None
    assert missed.lock.code == ChallengeMissedError.code
    assert missed.run is not None
    assert "missed" in missed.run.detail
    assert len(set(person.triggered[-3:])) == 1, "the infeed goes on"
    assert disagreements(second) == []

    def still_locked(client: StationClient, state: ChallengeState) -> bool:
        assert state.lock is not None
        return ChallengeMissedError.code in {alarm.code for alarm in client.snapshot().alarms}

    third, person = run(tmp_path, pictures["bad"], still_locked, begun, passed)
    assert_no_part_was_lost(third)
    assert person.seen[1].run is not None
    assert person.seen[1].run.cause is Cause.FAILED
    assert person.seen[-1].lock is None


def refused(client: StationClient, state: ChallengeState) -> bool:
    """What cannot be begun says why."""
    with pytest.raises(ChallengeNotPossibleError, match="no defective"):
        client.challenge.begin()
    with pytest.raises(ChallengePartUnknownError):
        client.challenge.retire_part(77)
    with pytest.raises(ChallengeNotPossibleError, match="no challenge runs"):
        client.challenge.abort()
    part = client.challenge.put_part(ChallengePartRequest(name="a", defective=True))
    again = client.challenge.put_part(
        ChallengePartRequest(name="b", defective=True, note="rack 3"), part.part_id
    )
    assert (again.part_id, again.name, again.note) == (part.part_id, "b", "rack 3")
    client.challenge.begin()
    with pytest.raises(ChallengeNotPossibleError, match="runs already"):
        client.challenge.begin()
    return True


def retired(client: StationClient, state: ChallengeState) -> bool:
    """The parts are described anew."""
    for part in client.challenge.parts().parts:
        client.challenge.retire_part(part.part_id)
    return True


def test_an_overdue_challenge_locks_the_station(tmp_path: Path, pictures: dict[str, Path]) -> None:
    """The station file asks for one at each start, without any grace."""
    from inspector.demo import layout

    written = layout.station_toml

    def with_challenge(*args: object) -> str:
        return written(*args) + "\n[challenge]\nat_start = true\ngrace_minutes = 0\n"  # type: ignore[arg-type]

    def overdue(client: StationClient, state: ChallengeState) -> bool:
        assert client.snapshot().challenge.due == state.due
        return state.lock is not None and state.lock.code == ChallengeOverdueError.code

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("inspector.demo.demo.station_toml", with_challenge)
        first, person = run(
            tmp_path,
            pictures["bad"],
            overdue,
            described,
            begun,
            passed,
        )
    assert_no_part_was_lost(first)
    assert person.seen[2].run is not None
    assert person.seen[2].run.cause is Cause.START
