"""The belt and its sensors know physics only; the tally knows the truth."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.domain.errors.camera import ImageFolderEmptyError
from inspector.domain.evaluation import Reason
from inspector.plc.line.layout import LineLayout
from inspector.plc.line.signals import LineInputs
from inspector.plc.line.tracking import Loss
from inspector.sim.belt import Belt
from inspector.sim.camera_server import CameraSettings, PartTruth, make_source
from inspector.sim.line import LineSettings, settings_from_json, settings_to_json
from inspector.sim.part_source import FolderParts, GeneratedParts, RepeatedParts
from inspector.sim.report import Tally
from inspector.sim.soft_plc import SoftPlc, line_layout
from inspector.sim.world import Geometry, Seen, World

GEOMETRY = Geometry(pitch=100, decision=350, ejector=420, exit=470, reach=20)


class Line:
    """A world and where its parts went."""

    def __init__(self, parts: int) -> None:
        self.left: list[tuple[int, bool]] = []
        self.world = World(
            GEOMETRY, parts, lambda number, ejected: self.left.append((number, ejected))
        )

    def run_to(self, encoder: int, *, gate_open: bool = True) -> Seen:
        self.world.gate_open = gate_open
        return self.world.advance(encoder)


class TestWorld:
    def test_parts_come_at_their_pitch_and_leave_past_the_exit(self) -> None:
        line = Line(2)
        assert line.run_to(99) == Seen((), LineInputs(99))
        assert line.run_to(100) == Seen((0,), LineInputs(100, photo_eye=(100,)))
        assert line.run_to(250) == Seen((1,), LineInputs(250, photo_eye=(200,)))
        assert line.run_to(569).inputs == LineInputs(569, reject_eye=(450, 550))
        assert not line.world.empty
        assert line.run_to(700).inputs.exit_eye == (570, 670)
        assert line.left == [(0, False), (1, False)]
        assert line.world.empty

    def test_the_ejector_takes_what_is_there_while_its_gate_is_not_held_open(self) -> None:
        line = Line(2)
        line.run_to(519)
        assert line.run_to(520, gate_open=False).inputs.bin_chute == (520,)
        assert line.run_to(700).inputs.exit_eye == (670,)
        assert line.left == [(0, True), (1, False)]

    def test_an_ejector_that_is_stuck_does_as_it_likes(self) -> None:
        line = Line(2)
        line.world.ejector_stuck = "open"
        line.run_to(590, gate_open=False)
        line.world.ejector_stuck = "closed"
        line.run_to(700, gate_open=True)
        assert line.left == [(0, False), (1, True)]

    def test_a_belt_that_is_no_longer_fed_runs_out(self) -> None:
        line = Line(0)
        line.run_to(300)
        line.world.stop_feeding()
        assert not line.world.empty
        line.run_to(10_000)
        assert line.world.empty
        assert len(line.left) == 3

    def test_no_part_comes_while_the_infeed_stands(self) -> None:
        line = Line(2)
        line.run_to(150)
        line.world.infeed = False
        assert line.run_to(450).exposed == ()
        line.world.infeed = True
        assert line.run_to(500) == Seen((1,), LineInputs(500, photo_eye=(500,)))

    def test_a_belt_that_runs_back_carries_its_parts_past_the_eye_again(self) -> None:
        line = Line(1)
        line.run_to(120)
        assert line.run_to(90).exposed == (0,)
        assert line.run_to(120).exposed == (0,)
        assert line.run_to(-5).inputs.encoder == 0xFFFFFFFB

    def test_a_sensor_can_miss_an_edge_and_the_camera_with_it(self) -> None:
        line = Line(2)
        line.world.miss_next("photo_eye")
        line.world.miss_next("exit_eye")
        assert line.run_to(100) == Seen((), LineInputs(100))
        assert line.run_to(200).exposed == (1,)
        assert line.run_to(700).inputs.exit_eye == (670,)
        assert line.left == [(0, False), (1, False)]

    def test_a_sensor_can_see_what_is_not_there(self) -> None:
        line = Line(2)
        line.run_to(120)
        line.world.add_ghost("photo_eye")
        line.world.add_ghost("bin_chute")
        seen = line.run_to(130)
        assert seen == Seen((0,), LineInputs(130, photo_eye=(130,), bin_chute=(130,)))
        assert line.run_to(140).exposed == ()

    def test_bin_and_air_are_what_somebody_says(self) -> None:
        line = Line(0)
        line.world.bin_full = line.world.air_low = True
        seen = line.world.advance(1, running=False)
        assert seen.inputs == LineInputs(1, line_running=False, bin_full=True, air_low=True)

    @given(st.lists(st.integers(-200, 500), min_size=1, max_size=40), st.data())
    def test_however_the_belt_jerks_every_part_leaves_once(
        self, steps: list[int], data: st.DataObject
    ) -> None:
        line, encoder = Line(10), 0
        for step in steps:
            encoder += step
            line.run_to(encoder, gate_open=data.draw(st.booleans()))
        line.run_to(10_000)
        assert sorted(number for number, _ in line.left) == list(range(10))


class Scans:
    """A PLC that only notes when it was scanned."""

    def __init__(self) -> None:
        self.at: list[tuple[float, int]] = []

    def scan(self, now_ms: float, seen: Seen) -> None:
        self.at.append((now_ms, seen.inputs.encoder))


class TestBelt:
    def belt(self, rate_per_min: float = 600.0) -> tuple[Belt, Scans, list[int]]:
        scans, seen = Scans(), []
        belt = Belt(GEOMETRY, rate_per_min, Line(0).world, scans)
        belt.move(0, runs=True, see=seen.append)
        return belt, scans, seen

    def test_no_step_is_longer_than_the_ejector_can_follow(self) -> None:
        belt, scans, seen = self.belt()
        belt.move(200_000_000, runs=True, see=seen.append)
        moments = [at for at, _ in scans.at]
        counts = [count for _, count in scans.at]
        assert (moments[-1], counts[-1]) == (200.0, 200)
        assert {b[1] - a[1] for a, b in pairwise(scans.at)} == {10}
        assert moments == pytest.approx(counts)
        assert seen == [0, 1]

    def test_a_belt_that_stands_is_scanned_as_often_as_a_plc_must_that_follows_time(self) -> None:
        belt, scans, seen = self.belt()
        window_ms = line_layout(GEOMETRY, "delay").window
        belt.move(500_000_000, runs=False, see=seen.append)
        belt.speed = 0.0
        belt.move(600_000_000, runs=True, see=seen.append)
        moments = [at for at, _ in scans.at]
        assert moments[-1] == 600.0
        assert all(0 < b - a <= window_ms for a, b in pairwise(moments))
        assert {count for _, count in scans.at} == {0}

    def test_a_belt_that_waits_brings_no_further_part_however_late_it_is_moved(self) -> None:
        belt, scans, seen = self.belt()
        belt.move(900_000_000, runs=True, see=seen.append, held=lambda: len(seen) == 2)
        assert (seen, scans.at[-1]) == ([0, 1], (900.0, 200))
        belt.move(1_000_000_000, runs=True, see=seen.append)
        assert (seen, scans.at[-1]) == ([0, 1, 2], (1000.0, 300))

    def test_a_belt_can_be_slowed_and_reversed(self) -> None:
        belt, scans, seen = self.belt()
        belt.speed = 0.5
        belt.move(100_000_000, runs=True, see=seen.append)
        assert scans.at[-1] == (100.0, 50)
        belt.speed = -1.0
        belt.move(120_000_000, runs=True, see=seen.append)
        assert scans.at[-1] == (120.0, 30)


class TestSoftPlc:
    def plc(self) -> tuple[SoftPlc, World]:
        world = Line(0).world
        return SoftPlc(line_layout(GEOMETRY), world), world

    def test_times_follow_from_distances_and_speed(self) -> None:
        assert line_layout(GEOMETRY) == LineLayout(350, 420, 470, 20)
        assert line_layout(GEOMETRY, "delay", 0.5) == LineLayout(700, 840, 940, 40)
        assert line_layout(GEOMETRY, "photo_eye", 100.0).window == 1

    def test_a_restart_begins_another_session_over_a_belt_that_nobody_knows(self) -> None:
        plc, world = self.plc()
        plc.scan(0.0, world.advance(0))
        before = plc.program
        assert not before.purging
        world.gate_open = True
        plc.restart()
        assert not world.gate_open
        assert plc.program.plc["plc_session"] != before.plc["plc_session"]
        assert plc.program.plc["trigger_seq"] == 0
        assert plc.program.purging

    def test_a_frozen_plc_lets_nothing_pass_and_has_lost_track_when_it_goes_on(self) -> None:
        plc, world = self.plc()
        plc.scan(0.0, world.advance(0))
        beat = plc.program.plc["plc_heartbeat"]
        world.gate_open = True
        plc.freeze()
        assert plc.frozen
        assert not world.gate_open
        plc.scan(100.0, world.advance(100))
        assert plc.program.plc["plc_heartbeat"] == beat
        plc.thaw()
        plc.scan(110.0, world.advance(110))
        assert plc.program.purging
        assert plc.program.loss is Loss.SCAN_GAP


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
    settings = LineSettings(
        1502, camera, 7, 90.5, 3, 1.0, 2.0, Geometry(pitch=77), tracking="photo_eye"
    )
    assert settings_from_json(settings_to_json(settings)) == settings
    assert json.loads(settings_to_json(settings))["geometry"]["pitch"] == 77
