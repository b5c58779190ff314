"""The belt and its sensors know physics only; the tally knows the truth."""

from __future__ import annotations

import json
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.domain.errors.camera import ImageFolderEmptyError
from inspector.domain.evaluation import Reason
from inspector.sim.camera_server import CameraSettings, PartTruth, make_source
from inspector.sim.line import LineSettings, settings_from_json, settings_to_json
from inspector.sim.part_source import FolderParts, GeneratedParts, RepeatedParts
from inspector.sim.report import Tally
from inspector.sim.world import Geometry, SensorEdges, World

GEOMETRY = Geometry(pitch=100, decision=350, ejector=420, exit=470, reach=20)


class Belt:
    """A world and where its parts went."""

    def __init__(self, parts: int) -> None:
        self.left: list[tuple[int, bool]] = []
        self.world = World(
            GEOMETRY, parts, lambda number, ejected: self.left.append((number, ejected))
        )


def test_parts_come_at_their_pitch_and_leave_past_the_exit() -> None:
    belt = Belt(2)
    assert belt.world.advance(99) == SensorEdges()
    assert belt.world.advance(100).photo_eye == ((0, 100),)
    assert belt.world.advance(250).photo_eye == ((1, 200),)
    assert belt.world.advance(569).photo_eye == ()
    assert not belt.world.empty
    assert belt.world.advance(700).exit_eye == (570, 670)
    assert belt.left == [(0, False), (1, False)]
    assert belt.world.empty


def test_a_strike_takes_the_part_within_reach_and_no_other() -> None:
    belt = Belt(2)
    belt.world.advance(200)
    belt.world.strike_at(100 + 420 + 20)
    edges = belt.world.advance(700)
    assert edges.bin_chute == (540,)
    assert edges.exit_eye == (670,)
    assert belt.left == [(0, True), (1, False)]


def test_a_strike_past_its_part_hits_nothing() -> None:
    belt = Belt(1)
    belt.world.advance(100)
    belt.world.strike_at(100 + 420 + 21)
    assert belt.world.advance(541).bin_chute == ()
    assert belt.world.advance(600).exit_eye == (570,)


def test_a_belt_that_is_no_longer_fed_runs_out() -> None:
    belt = Belt(0)
    belt.world.advance(300)
    belt.world.stop_feeding()
    assert not belt.world.empty
    belt.world.advance(10_000)
    assert belt.world.empty
    assert len(belt.left) == 3


@given(st.lists(st.integers(1, 500), min_size=1, max_size=40), st.sets(st.integers(0, 9)))
def test_however_the_belt_jerks_every_part_leaves_once(steps: list[int], bad: set[int]) -> None:
    belt = Belt(10)
    for number in sorted(bad):
        belt.world.strike_at((number + 1) * 100 + 420)
    encoder = 0
    for step in [*steps, 10_000]:
        encoder += step
        belt.world.advance(encoder)
    assert sorted(number for number, _ in belt.left) == list(range(10))


class TestTally:
    def test_outcomes_meet_the_truth(self) -> None:
        tally = Tally()
        truths = ((0, "good", False), (1, "scratch", True), (2, "scratch", True), (3, None, None))
        for number, label, defective in truths:
            tally.learn(PartTruth(number, label, defective))
        for number, ejected in ((0, True), (1, True), (2, False), (3, False)):
            tally.leave(number, ejected)
        assert (tally.passed, tally.ejected, tally.escapes, tally.false_rejects) == (2, 2, 1, 1)
        assert tally.unknown_truth == 1
        assert tally.labels == {0: "good", 1: "scratch", 2: "scratch"}

    def test_a_part_that_left_before_its_truth_was_told_is_compared_when_it_is(self) -> None:
        tally = Tally()
        tally.leave(0, ejected=False)
        assert not tally.complete
        assert (tally.passed, tally.escapes) == (1, 0)
        tally.learn(PartTruth(0, "scratch", True))
        assert tally.complete
        assert (tally.passed, tally.escapes) == (1, 1)


class TestPartSources:
    def folder(self, root: Path) -> Path:
        for label, name in (("good", "a.png"), ("scratch", "b.png")):
            (root / label).mkdir()
            cv2.imwrite(str(root / label / name), np.full((20, 20), 99, np.uint8))
        (root / "good" / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n nothing more")
        (root / "good" / "empty.png").write_bytes(b"")
        return root

    def test_a_folder_gives_its_images_with_their_truth_over_and_over(self, tmp_path: Path) -> None:
        parts = FolderParts(self.folder(tmp_path), seed=1, ok_classes=["good"])
        found = [parts.part(number) for number in range(8)]
        assert [part.source for part in found[:4]] == [part.source for part in found[4:]]
        truths = {part.source: (part.label, part.defective) for part in found}
        assert truths["a.png"] == ("good", False)
        assert truths["b.png"] == ("scratch", True)

    def test_a_file_that_cannot_be_read_is_a_part_that_cannot_be_seen(self, tmp_path: Path) -> None:
        parts = FolderParts(self.folder(tmp_path), seed=1, ok_classes=["good"])
        bad = [part for part in map(parts.part, range(4)) if part.image is None]
        assert {part.source for part in bad} == {"broken.png", "empty.png"}
        assert {part.fault for part in bad} == {Reason.IMAGE_UNREADABLE}

    def test_a_picture_that_no_recipe_can_take_says_so(self, tmp_path: Path) -> None:
        self.folder(tmp_path)
        cv2.imwrite(str(tmp_path / "good" / "float.tiff"), np.zeros((9, 9), np.float32))
        parts = FolderParts(tmp_path, seed=1, ok_classes=["good"])
        found = next(p for p in map(parts.part, range(5)) if p.source == "float.tiff")
        assert (found.image, found.fault) == (None, Reason.IMAGE_UNSUITABLE)

    def test_images_without_class_folders_have_no_truth(self, tmp_path: Path) -> None:
        cv2.imwrite(str(tmp_path / "a.png"), np.zeros((9, 9), np.uint8))
        part = FolderParts(tmp_path, seed=1, ok_classes=["good"]).part(0)
        assert (part.label, part.defective) == (None, None)

    def test_an_empty_folder_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(ImageFolderEmptyError):
            make_source(CameraSettings(port=1, seed=1, images=str(tmp_path)))

    def test_the_same_number_is_the_same_part(self) -> None:
        first, second = GeneratedParts(3).part(5), GeneratedParts(3).part(5)
        assert first.image is not None
        assert second.image is not None
        assert np.array_equal(first.image, second.image)
        assert first.source == "generated:3:5"

    def test_repeated_parts_are_made_once_and_cannot_be_changed(self) -> None:
        parts = make_source(CameraSettings(port=1, seed=3, repeat=2))
        assert isinstance(parts, RepeatedParts)
        assert parts.part(0) is parts.part(2)
        image = parts.part(1).image
        assert image is not None
        assert not image.flags.writeable

    def test_repeating_goes_round_a_part_that_cannot_be_seen(self, tmp_path: Path) -> None:
        (tmp_path / "empty.png").write_bytes(b"")
        settings = CameraSettings(port=1, seed=1, images=str(tmp_path), repeat=1)
        assert make_source(settings).part(7).image is None


def test_settings_survive_the_command_line() -> None:
    camera = CameraSettings(9, 1, "/some where/Ümlaut", ("good", "fine"), 4)
    settings = LineSettings(1502, camera, 7, 90.5, 3, 1.0, 2.0, Geometry(pitch=77))
    assert settings_from_json(settings_to_json(settings)) == settings
    assert json.loads(settings_to_json(settings))["geometry"]["pitch"] == 77
