"""Results of a whole station are judged again: the same, by another model, without its recipe."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import cv2
import numpy as np
import pytest
from click.testing import CliRunner, Result
from replay_rig import inspected
from rollout_rig import part_package
from rollout_station import Station, station_folder
from store_examples import JOURNAL, example

from inspector.cli.history.group import history as history_command
from inspector.client.station import StationClient
from inspector.domain.errors.history import RecipeRevisionMissingError, ReplayImpossibleError
from inspector.domain.errors.release import PackageUnknownError
from inspector.domain.errors.state import StationAlreadyRunningError
from inspector.domain.errors.store import ResultNotFoundError
from inspector.domain.evaluation import Evaluation
from inspector.domain.pictures import PictureFormat
from inspector.domain.record import ArchivedImage
from inspector.inference.golden import golden_images
from inspector.services.recipes.content import recipe_of, recipe_toml
from inspector.supervisor.instance import sole_instance
from inspector.wire.replay import ReplayPart

DEFECT, GOOD, FRAMELESS, LOST_RECIPE, LOST_PICTURE, OTHER_RUNTIME, OTHER_RECIPE = range(1, 8)


@pytest.fixture(scope="module")
def station(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Station]:
    folder = station_folder(tmp_path_factory.mktemp("station"))
    running = Station(folder)
    package = running.registry.find("machined-part/1.0.0")
    by_label = {entry.label: image for entry, image in golden_images(package)}
    defect = next(label for label in by_label if label != "good")
    records = [
        inspected(running, DEFECT, by_label[defect]),
        inspected(running, GOOD, by_label["good"]),
        example(FRAMELESS, image=ArchivedImage(note="no frame"), frame_id=None),
    ]
    lost = inspected(running, LOST_RECIPE, by_label["good"])
    records.append(replace(lost, provenance=replace(lost.provenance, recipe_revision="0" * 64)))
    gone = inspected(running, LOST_PICTURE, by_label["good"])
    (running.data.archive / gone.image.path).unlink()
    old = inspected(running, OTHER_RUNTIME, by_label["good"])
    old = replace(old, provenance=replace(old.provenance, runtime="onnxruntime 1.2.3"))
    past = inspected(running, OTHER_RECIPE, by_label[defect])
    past = replace(past, provenance=replace(past.provenance, recipe_revision=kept(running)))
    running.store.commit(JOURNAL, 7, [*records, gone, old, past], [], [])
    running.client.replays.replay(records[0].result_id)  # the first one starts a thread that stays
    running.client.history.evidence(records[0].result_id)  # so does this
    yield running
    running.stop()


def kept(station: Station) -> str:
    """A revision of the recipe that is not in use any more."""
    recipes = station.store.recipes()
    present = recipes.revision(station.process.engine.recipes.in_force.recipe.revision)
    other = recipe_of(recipe_toml(replace(recipe_of(present.content), number=9)))
    old = replace(present, revision=other.revision, number=9, content=recipe_toml(other))
    assert recipes.add(old).revision != present.revision
    return old.revision


@pytest.fixture(scope="module")
def client(station: Station) -> StationClient:
    return station.client


@pytest.mark.parametrize("index", [DEFECT, OTHER_RECIPE])
def test_the_place_of_a_defect_is_shown_while_recipe_and_model_are_kept(client, index):
    """It comes from the revision that is cited, whatever recipe runs now."""
    shown = client.history.evidence(name_of(index))
    assert (shown.note, shown.reasons) == ("", [])
    assert shown.regions
    assert shown.class_name != "good"


def test_without_its_recipe_the_reason_is_told_in_place_of_the_place(client):
    told = client.history.evidence(name_of(LOST_RECIPE))
    assert told.regions == []
    assert [reason.key for reason in told.reasons] == ["revision_not_kept"]
    assert "is not among the revisions" in told.note


def name_of(index: int) -> str:
    return example(index).result_id


@pytest.mark.parametrize("index", [DEFECT, GOOD])
def test_a_replay_comes_to_the_same_verdict(client, index):
    report = client.replays.replay(name_of(index))
    (view,) = report.views
    assert report.same_verdict
    assert report.was is report.now is (Evaluation.OK if index == GOOD else Evaluation.NOT_OK)
    assert view.now == view.was
    assert not view.lossy_picture
    assert report.largest_score_difference == view.score_difference == 0
    assert report.model == "machined-part/1.0.0"
    assert report.differences == []


def test_another_runtime_is_a_difference(client):
    (difference,) = client.replays.replay(name_of(OTHER_RUNTIME)).differences
    assert (difference.part, difference.was) == (ReplayPart.RUNTIME, "onnxruntime 1.2.3")
    assert difference.now.startswith("onnxruntime ")
    detail = client.history.result(name_of(OTHER_RUNTIME))
    cited = detail.runtime, detail.app_version
    assert cited == ("onnxruntime 1.2.3", example(OTHER_RUNTIME).provenance.app_version)


def test_another_model_says_what_it_would_have_decided(client, station, tmp_path):
    limits = {"accept": 0.9, "reject_default": 0.4, "reject": {}}
    package = part_package(tmp_path, "2.0.0", limits=limits)
    station.install(package.folder)
    report = client.replays.replay(name_of(DEFECT), "machined-part/2.0.0")
    assert report.model == "machined-part/2.0.0"
    assert report.now is Evaluation.NOT_OK
    assert {each.part for each in report.differences} == {ReplayPart.MODEL}
    by_hash = client.replays.replay(name_of(DEFECT), report.model_sha256[:12])
    assert by_hash.model_sha256 == report.model_sha256
    assert station.in_force() == "1.0.0"


@pytest.mark.parametrize(
    ("index", "model", "error"),
    [
        (FRAMELESS, None, ReplayImpossibleError),
        (LOST_PICTURE, None, ReplayImpossibleError),
        (LOST_RECIPE, None, RecipeRevisionMissingError),
        (DEFECT, "machined-part/9.9.9", PackageUnknownError),
        (99, None, ResultNotFoundError),
    ],
)
def test_what_cannot_be_judged_again_is_told(client, index, model, error):
    with pytest.raises(error):
        client.replays.replay(name_of(index), model)


def test_a_lossy_picture_is_judged_again_and_said_to_be_lossy(client, station):
    package = station.registry.find("machined-part/1.0.0")
    image = next(image for entry, image in golden_images(package) if entry.label == "good")
    for index, kind in ((8, PictureFormat.WEBP), (9, PictureFormat.JPEG)):
        record = inspected(station, index, image, kind)
        station.store.commit(JOURNAL, index, [record], [], [])
        (view,) = client.replays.replay(record.result_id).views
        assert view.lossy_picture is kind.is_lossy
        assert (view.score_difference == 0) is not kind.is_lossy


def test_a_damaged_picture_is_not_judged(client, station):
    record = inspected(station, 7, np.full((64, 64, 3), 99, np.uint8))
    station.store.commit(JOURNAL, 7, [record], [], [])
    path = station.data.archive / record.image.path
    cv2.imwrite(str(path), np.zeros((8, 8), np.uint8))
    with pytest.raises(ReplayImpossibleError, match="is not the file that was recorded"):
        client.replays.replay(record.result_id)


def test_a_part_is_held_against_what_its_model_learned_as_good(client, station):
    golden = client.history.golden(name_of(DEFECT))
    package = station.registry.find("machined-part/1.0.0")
    good = {package.read(each.image) for each in package.manifest.golden if each.label == "good"}
    assert golden.content in good
    assert golden.source == "model machined-part/1.0.0"


def asked(station: Station, index: int) -> Result:
    """What the command says of one result."""
    folder = ["--data-dir", str(station.data.root)]
    station_file = ["--station", str(station.folder / "station.toml")]
    arguments = ["replay", name_of(index), *folder, *station_file]
    return CliRunner().invoke(history_command, arguments)


def test_the_command_line_replays(station):
    shown = asked(station, DEFECT)
    assert shown.exit_code == 0, shown.output
    assert "the same verdict: NOT_OK" in shown.output
    assert "onnxruntime" not in shown.output, "it is the one that judged"


def test_the_command_line_replays_while_no_station_runs(tmp_path):
    station = Station(station_folder(tmp_path))
    package = station.registry.find("machined-part/1.0.0")
    good = next(image for entry, image in golden_images(package) if entry.label == "good")
    kept, lost = inspected(station, GOOD, good), inspected(station, LOST_RECIPE, good)
    kept = replace(kept, provenance=replace(kept.provenance, runtime="onnxruntime 1.2.3"))
    lost = replace(lost, provenance=replace(lost.provenance, recipe_revision="0" * 64))
    station.store.commit(JOURNAL, 2, [kept, lost], [], [])
    running = asked(station, GOOD)
    station.stop()

    at_rest = asked(station, GOOD)

    assert at_rest.exit_code == 0, at_rest.output
    assert at_rest.output == running.output
    assert "runtime: onnxruntime 1.2.3 -> onnxruntime" in at_rest.output
    assert isinstance(asked(station, LOST_RECIPE).exception, RecipeRevisionMissingError)
    with sole_instance(station.data):
        assert isinstance(asked(station, GOOD).exception, StationAlreadyRunningError)
