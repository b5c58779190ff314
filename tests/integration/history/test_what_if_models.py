"""Archived pictures of a whole station judged again: part by part what a replay says."""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest
from click.testing import CliRunner
from replay_rig import inspected
from rollout_rig import part_package
from rollout_station import Station, station_folder
from store_examples import JOURNAL, example

from inspector.cli.history.group import history as history_command
from inspector.client.station import StationClient
from inspector.clock import monotonic_ns
from inspector.domain.errors.api import RequestInvalidError
from inspector.domain.errors.history import WhatIfUnknownError
from inspector.domain.errors.recipe import RevisionUnknownError
from inspector.domain.errors.release import PackageUnknownError
from inspector.domain.evaluation import Evaluation
from inspector.domain.record import ArchivedImage
from inspector.inference.golden import golden_images
from inspector.services.people.audit import Actor
from inspector.services.what_if.desk import WhatIfDesk
from inspector.wire.exports import ExportFormat, ExportOptions
from inspector.wire.history import ResultFilter
from inspector.wire.reviews import ReviewRequest
from inspector.wire.what_if import (
    LeftOut,
    LimitChanges,
    Sweep,
    SweptLimit,
    WhatIfPhase,
    WhatIfQuestion,
    WhatIfState,
)

STRICTER = "machined-part/2.0.0"
WAIT_S = 60


@pytest.fixture(scope="module")
def station(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Station]:
    """Eight parts with their pictures, one without, one whose picture and one whose recipe is gone.

    The other model differs by its limits: the station's recipe keeps its own.
    """
    folder = station_folder(tmp_path_factory.mktemp("station"))
    running = Station(folder)
    package = running.registry.find("machined-part/1.0.0")
    images = [image for _, image in golden_images(package)][:8]
    records = [inspected(running, index, image) for index, image in enumerate(images, 1)]
    gone = inspected(running, 20, images[0])
    (running.data.archive / gone.image.path).unlink()
    lost = inspected(running, 21, images[0])
    unkept = ArchivedImage(note="not kept: archive policy")
    plain = inspected(running, 22, images[0])
    records += [
        gone,
        replace(lost, provenance=replace(lost.provenance, recipe_revision="0" * 64)),
        replace(plain, image=unkept, views=(replace(plain.views[0], image=unkept),)),
        example(
            23,
            provenance=plain.provenance,
            image=ArchivedImage(note="no frame"),
            frame_id=None,
            scores={},
        ),
    ]
    running.store.commit(JOURNAL, 30, records, [], [])
    limits = {"accept": 0.9, "reject_default": 0.4, "reject": {}}
    other = part_package(tmp_path_factory.mktemp("package"), "2.0.0", limits=limits)
    running.install(other.folder)
    running.client.what_if.ask(WhatIfQuestion())  # the first ones start threads that stay
    answered(running.client, WhatIfQuestion(model=STRICTER, parts=1))
    running.client.replays.replay(records[0].result_id)
    yield running
    running.stop()


@pytest.fixture(scope="module")
def client(station: Station) -> StationClient:
    return station.client


def answered(client: StationClient, question: WhatIfQuestion) -> WhatIfState:
    state = client.what_if.ask(question)
    until = monotonic_ns() + WAIT_S * 1_000_000_000
    while not state.ended and monotonic_ns() < until:
        threading.Event().wait(0.05)
        state = client.what_if.state(state.question_id)
    return state


def test_another_model_says_of_each_part_what_its_replay_says(client):
    state = answered(client, WhatIfQuestion(model=STRICTER, limits=LimitChanges(accept=0.999)))
    assert state.phase is WhatIfPhase.ANSWERED, state.message
    lenient = answered(client, WhatIfQuestion(model=STRICTER))
    rows = client.history.page(limit=500).rows
    changes: Counter = Counter()
    for row in rows:
        try:
            report = client.replays.replay(row.result_id, STRICTER)
        except Exception:  # noqa: BLE001, S112 - those that cannot be replayed stand in left_out
            continue
        changes[row.evaluation, report.now] += 1
    answer = lenient.answer
    assert changes == Counter({(each.was, each.now): each.parts for each in answer.changes})
    assert answer.parts == 8 == len(rows) - 4
    left_out: Counter = Counter()
    for each in answer.left_out:
        left_out[each.why] += each.parts
    assert left_out == {
        LeftOut.NO_PICTURE: 2,
        LeftOut.PICTURE_LOST: 1,
        LeftOut.RECIPE_GONE: 1,
    }
    good = next(each for each in answer.samples if each.was is Evaluation.OK)
    assert good.decided < good.parts
    assert good.share.value == 0


def test_scores_of_another_model_are_decided_again_without_pictures(client):
    judged = answered(client, WhatIfQuestion(model=STRICTER))
    sweep = Sweep(limit=SweptLimit.ACCEPT, values=[0.5, 1.0])
    again = WhatIfQuestion(
        scores_of=judged.question_id, sweep=sweep, limits=LimitChanges(accept=1.0)
    )
    state = answered(client, again)
    assert [point.ok for point in state.answer.sweep][1] == 0
    assert state.answer.changed > 0
    page = client.what_if.parts(state.question_id, Evaluation.NOT_DECIDABLE, limit=1)
    client.reviews.review(page.parts[0].row.result_id, ReviewRequest(label="good"))
    known = answered(client, again).answer.truth[0]
    assert (known.good, known.before.undecided, known.after.undecided) == (1, 0, 1)
    assert page.parts[0].threshold == 1.0
    older = client.what_if.parts(state.question_id, before=page.next_before)
    assert page.parts[0].row.sequence > older.parts[0].row.sequence
    criteria = ResultFilter(what_if=state.question_id, would_be=Evaluation.NOT_DECIDABLE)
    assert client.history.count(criteria).count == state.answer.changed


def test_the_parts_that_change_are_exported(client, tmp_path):
    state = answered(client, WhatIfQuestion(limits=LimitChanges(accept=1.0)))
    target = tmp_path / "changed.jsonl"
    criteria = ResultFilter(what_if=state.question_id)
    client.exports.results(target, ExportFormat.JSONL, criteria, ExportOptions())
    assert len(target.read_text("utf-8").splitlines()) == state.answer.changed > 0


def test_another_recipe_judges_by_its_own_limits(client, station):
    text = station.store.recipes().recipe_text
    (row, *_) = client.history.page(limit=500).rows[4:]
    revision = client.history.result(row.result_id).recipe_revision
    assert "burr" in text(revision)
    state = answered(client, WhatIfQuestion(revision=revision))
    assert state.answer.changed == 0
    assert {each.why for each in state.answer.left_out} == {
        LeftOut.NO_PICTURE,
        LeftOut.PICTURE_LOST,
    }


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ({"model": "machined-part/9.9.9"}, PackageUnknownError),
        ({"revision": "f" * 64}, RevisionUnknownError),
        ({"scores_of": "0" * 12}, WhatIfUnknownError),
        ({"criteria": {"what_if": "0" * 12}}, WhatIfUnknownError),
    ],
)
def test_what_is_not_here_is_told(client, asked, error):
    question = WhatIfQuestion(**asked)
    if "criteria" in asked:
        assert answered(client, question).code == error.code
    else:
        with pytest.raises(error):
            client.what_if.ask(question)


def test_a_limit_out_of_range_is_refused(client):
    with pytest.raises(RequestInvalidError):
        client._exchange("POST", "/v1/what-if", json={"limits": {"accept": 1.5}})
    with pytest.raises(RequestInvalidError):
        client._exchange("GET", "/v1/results", params={"would_be": 1})


def test_a_question_that_is_cancelled_shows_what_it_has(station):
    """The line takes the computer after the first parts and never lets go again."""
    desk = station.process.services.past.what_if
    taken = threading.Event()
    left = 8

    def may_work() -> bool:
        nonlocal left
        left -= 1
        if left < 0:
            taken.set()
        return left >= 0

    busy = WhatIfDesk(replace(desk._pictures, may_work=may_work), desk._bases, lambda: None)
    state = busy.ask(Actor(), WhatIfQuestion(model=STRICTER))
    assert taken.wait(WAIT_S)
    assert busy.state(state.question_id).phase is WhatIfPhase.RUNNING
    busy.cancel(state.question_id)
    busy.close()
    ended = busy.state(state.question_id)
    assert ended.phase is WhatIfPhase.CANCELLED
    assert ended.answer.parts + sum(e.parts for e in ended.answer.left_out) == ended.looked_at
    assert ended.looked_at < ended.total == 12


def test_the_command_line_answers(station):
    arguments = ["what-if", "--accept", "1", "--sweep", "burr", "--limit", "2"]
    data = ["--data-dir", str(station.data.root)]
    shown = CliRunner().invoke(history_command, [*arguments, *data])
    assert shown.exit_code == 0, shown.output
    assert "* OK            -> NOT_DECIDABLE" in shown.output
    assert "the recipe revision that judged is nowhere" in shown.output
    told = CliRunner().invoke(history_command, [*arguments, *data, "--json"])
    document = json.loads(told.stdout)
    assert document["phase"] == "answered"
    assert len(document["parts"]) == 2
    assert document["answer"]["sweep"]
    for wrong, says in (
        (["--reject", "burr"], "[CLASS=]VALUE"),
        (["--accept", "7"], "accept"),
        (["--reject", "rust=0.5"], "error HIS-031: no model of these parts knows the class 'rust'"),
        (["--sweep", "good"], "class of good parts"),
    ):
        refused = CliRunner().invoke(history_command, ["what-if", *wrong, *data])
        assert refused.exit_code != 0
        assert says in refused.output
        assert "per second" not in refused.output
