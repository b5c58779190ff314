"""What a camera process and its parent share: signs of life, messages, the table of drivers."""

from multiprocessing import Pipe

import numpy as np
import pytest

from inspector.cameras.isolated import activity, wire
from inspector.cameras.isolated.inlet import Inlet
from inspector.cameras.isolated.outlet import Outlet
from inspector.cameras.isolated.pulse import Heartbeat, Pulse
from inspector.cameras.isolated.registry import DRIVERS, divided, driver_class, driver_lister
from inspector.domain.errors.camera import CameraError, CameraLostError, ProducerError
from inspector.domain.errors.catalogue import catalogue
from inspector.domain.evaluation import Reason
from inspector.domain.feature import Feature, FeatureKind
from inspector.domain.frame import Frame

SECOND_NS = 1_000_000_000


@pytest.fixture
def pulse():
    parent = Pulse()
    child = Pulse(parent.name)
    yield parent, child
    child.close()
    parent.close()


@pytest.fixture
def ends():
    mine, other = Pipe()
    inlet, outlet = Inlet(mine, 2), Outlet(other, 2)
    yield inlet, outlet
    outlet.close()
    inlet.close()
    mine.close()
    other.close()


def frame(frame_id: int, image=None, missed: int = 0) -> Frame:
    fault = Reason.FRAME_INCOMPLETE if image is None else None
    return Frame(image, "Mono12", frame_id, missed, 5, None, fault, "here")


def test_a_process_is_silent_for_as_long_as_it_does_not_beat(pulse):
    parent, child = pulse
    heartbeat = Heartbeat(parent, 0)
    silence = [heartbeat.silent_s(step * SECOND_NS // 4) for step in range(1, 5)]
    assert silence == [0.25, 0.5, 0.75, 1.0]
    child.beat()
    assert heartbeat.silent_s(SECOND_NS * 5 // 4) == 0


def test_a_pause_in_which_nobody_looked_is_no_silence(pulse):
    parent, _ = pulse
    heartbeat = Heartbeat(parent, 0)
    assert heartbeat.silent_s(60 * SECOND_NS) == 0.5


def test_what_a_process_was_at_can_be_read_until_it_is_done(pulse):
    parent, child = pulse
    activity.tell_with(child.tell)
    with activity.doing("loading Ä.cti", ProducerError):
        assert parent.told() == (ProducerError.code, "loading Ä.cti")
    assert parent.told() == ("", "")
    with activity.doing("x" * 5000):
        code, text = parent.told()
    assert code == CameraLostError.code
    assert 900 < len(text) < 1024
    activity.tell_with(lambda code, text: None)


def test_every_error_comes_out_as_what_it_went_in():
    for entry in catalogue():
        sent = entry.error("what happened", remedy="what to do")
        came = wire.to_error(wire.from_error(sent))
        assert (type(came), came.detail, came.remedy) == (entry.error, sent.detail, sent.remedy)


def test_a_code_that_nobody_knows_is_still_a_camera_error():
    said = {"error": {"code": "XYZ-999", "said": [], "remedy": "r"}}
    assert type(wire.to_error(said)) is CameraError


def test_features_come_out_as_they_went_in():
    features = (
        Feature("gain_db", FeatureKind.FLOAT, 1.5, True, 0.0, 24.0),
        Feature("trigger_mode", FeatureKind.ENUMERATION, "On", choices=("On", "Off")),
        Feature("user_set_load", FeatureKind.COMMAND, None),
    )
    left, right = Pipe()
    with left, right:
        wire.send(left, {"value": wire.from_features(features)})
        assert wire.to_features(wire.receive(right)["value"]) == features


def test_frames_come_in_order_and_faults_keep_their_place(ends):
    inlet, outlet = ends
    outlet.offer(frame(1))
    assert inlet.take(1) == frame(1)
    picture = np.arange(12, dtype=np.uint16).reshape(3, 4)
    outlet.offer(frame(2, picture))
    assert outlet.is_waiting
    assert inlet.take(1) is None  # it made room
    outlet.listen()
    came = inlet.take(1)
    np.testing.assert_array_equal(came.image, picture)
    assert came.image.dtype == np.uint16


def test_a_frame_without_a_slot_is_missed_by_the_next_one(ends):
    inlet, outlet = ends
    for frame_id in (1, 2, 3):
        outlet.offer(frame(frame_id))
    outlet.offer(frame(6, missed=2))
    assert [inlet.take(1).frame_id for _ in range(2)] == [1, 2]
    outlet.listen()
    outlet.offer(frame(7))
    came = inlet.take(1)
    assert (came.frame_id, came.missed_since_last) == (7, 4)


def test_after_a_stop_nothing_is_owed(ends):
    inlet, outlet = ends
    for frame_id in (1, 2, 3):
        outlet.offer(frame(frame_id))
    outlet.forget()
    inlet.drain()
    outlet.listen()
    outlet.offer(frame(4))
    assert inlet.take(1).missed_since_last == 0


@pytest.mark.parametrize("name", DRIVERS)
def test_every_driver_of_the_table_is_there(name):
    assert callable(driver_class(name))
    assert callable(driver_lister(name))


def test_producers_are_listed_one_by_one(tmp_path):
    files = [tmp_path / "a.cti", tmp_path / "b.cti"]
    for each in files:
        each.touch()
    options = {"producers": [str(each) for each in files]}
    assert divided("gentl", options) == tuple({"producers": [str(each)]} for each in files)
    assert divided("replay", {}) == ({},)
