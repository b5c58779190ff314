from hypothesis import given
from hypothesis import strategies as st
from test_measure_presence import detector, view

from inspector.vision.measure.best_frame import BestFrame, PartSeen
from inspector.vision.measure.presence import Observation

GONE = Observation(False, False, False, 0.0, 0.0, 0.0)
MOVING = Observation(True, False, False, 0.1, 9.0, 0.0)
BLURRED = Observation(True, True, False, 0.1, 0.1, 0.5)


def good(focus: float) -> Observation:
    return Observation(True, True, True, 0.1, 0.1, focus)


def events(chooser: BestFrame, observations) -> list[tuple[int, PartSeen]]:
    fed = ((index, chooser.feed(each, index)) for index, each in enumerate(observations))
    return [(index, event) for index, event in fed if event is not None]


def test_the_sharpest_still_frame_is_taken_when_there_are_enough():
    seen = events(BestFrame(enough_frames=3), [GONE, MOVING, good(1), good(3), good(2), good(9)])
    assert seen == [(4, PartSeen(frame=3, focus=3, frames=4, good_frames=3))]


def test_a_part_that_leaves_early_gives_what_it_had():
    seen = events(BestFrame(enough_frames=5), [MOVING, good(2), MOVING, GONE, GONE])
    assert seen == [(3, PartSeen(frame=1, focus=2, frames=3, good_frames=1))]


def test_a_part_that_was_never_still_and_sharp_is_an_event_without_a_frame():
    seen = events(BestFrame(), [MOVING, BLURRED, MOVING, GONE])
    assert seen == [(3, PartSeen(frame=None, focus=0, frames=3, good_frames=0))]


def test_an_empty_belt_gives_no_event():
    assert events(BestFrame(), [GONE] * 50) == []


def test_a_part_that_stays_is_one_event():
    assert len(events(BestFrame(), [GONE] + [good(1)] * 500 + [GONE] * 5)) == 1


def test_a_part_that_flickers_within_the_cool_down_is_one_part():
    flicker = [good(1)] * 4 + [GONE] + [good(1)] * 4 + [GONE] + [MOVING] + [GONE] * 3
    assert len(events(BestFrame(cooldown_frames=2), flicker)) == 1
    assert len(events(BestFrame(cooldown_frames=1), flicker)) == 3


def test_the_next_part_starts_afresh():
    line = [good(9), GONE, GONE, MOVING, good(1), GONE, GONE]
    seen = [event for _, event in events(BestFrame(cooldown_frames=2), line)]
    assert seen == [PartSeen(0, 9, 1, 1), PartSeen(4, 1, 2, 1)]


def test_a_reset_forgets_the_part_that_is_there():
    chooser: BestFrame[int] = BestFrame(enough_frames=2)
    assert chooser.feed(good(5), 1) is None
    chooser.reset()
    assert chooser.feed(GONE, 2) is None
    assert chooser.feed(good(1), 3) is None
    assert chooser.feed(good(2), 4) == PartSeen(4, 2, 2, 2)


@given(
    parts=st.lists(
        st.lists(
            st.sampled_from([MOVING, BLURRED]) | st.builds(good, st.floats(0.1, 9)),
            min_size=1,
            max_size=12,
        ),
        max_size=6,
    ),
    gap=st.integers(0, 4),
    enough_frames=st.integers(1, 6),
    cooldown_frames=st.integers(0, 4),
)
def test_every_part_is_exactly_one_event_with_one_of_its_own_best_frames(
    parts, gap, enough_frames, cooldown_frames
):
    chooser: BestFrame = BestFrame(enough_frames=enough_frames, cooldown_frames=cooldown_frames)
    empty = max(1, cooldown_frames) + gap
    for number, part in enumerate(parts):
        line = [*part, *[GONE] * empty]
        fed = [chooser.feed(each, (number, index)) for index, each in enumerate(line)]
        (event,) = [each for each in fed if each is not None]
        considered = [(i, each) for i, each in enumerate(part) if each.sharp][:enough_frames]
        assert event.good_frames == len(considered)
        if considered:
            best = max(each.focus for _, each in considered)
            assert event.focus == best
            assert event.frame in [(number, i) for i, each in considered if each.focus == best]
        else:
            assert event.frame is None


def test_parts_on_a_belt_that_stops_for_each_are_one_event_each():
    """From pictures to events: three parts come, stand and go; the standing picture is taken."""
    watching, chooser = detector(view()), BestFrame(enough_frames=3)
    track = [*range(-180, 220, 40), 220, 220, 220, 220, *range(260, 660, 40), 660, 660, 660]
    chosen = []
    for number in range(3):
        for seed, position in enumerate(track):
            frame = view(position, seed=100 * number + seed)
            event = chooser.feed(watching.observe(frame), position)
            if event is not None:
                chosen.append(event.frame)
    assert chosen == [220, 220, 220]


def test_a_part_that_never_stops_is_one_event_without_a_frame():
    watching, chooser = detector(view()), BestFrame(enough_frames=3)
    fed = [
        chooser.feed(watching.observe(view(position, seed=seed)), position)
        for seed, position in enumerate([*range(-180, 660, 40), *[660] * 4])
    ]
    assert [event.frame for event in fed if event is not None] == [None]
