"""A verdict must never be that of another part: the pairer against a model of camera and gate."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.domain.evaluation import Reason
from inspector.domain.frame import Frame
from inspector.domain.inspection import Trigger
from inspector.engine.matching import pairing as pairing_module
from inspector.engine.matching.frame_matcher import FrameWindow, Pair
from inspector.engine.matching.pairing import Pairer

MS = 1_000_000
WINDOW = FrameWindow(early_ns=20 * MS, late_ns=60 * MS)
WIDE = FrameWindow(early_ns=100 * MS, late_ns=200 * MS)
QUIET_MS = 80
POLL_MS = 10
WIRE_MS = 15
"""What the PLC's wire takes when nothing holds it up."""
CAMERA_CLOCK_MS = 987_654
IMAGE = np.zeros((1, 1), np.uint8)


def trigger(index: int, at_ms: float, held_up_ms: float = 0) -> Trigger:
    seen_ns, delay_ns = round(at_ms * MS), round(held_up_ms * MS)
    return Trigger(index, 7000 + index, 0, seen_ns, seen_ns + 250 * MS, delay_max_ns=delay_ns)


def frame(
    frame_id: int,
    at_ms: float,
    shows: object = "",
    fault: Reason | None = None,
    exposed_ms: float | None = None,
) -> Frame:
    device_ns = None if exposed_ms is None else round((exposed_ms + CAMERA_CLOCK_MS) * MS)
    return Frame(
        IMAGE, "Mono8", frame_id, 0, round(at_ms * MS), device_ns, fault, source=str(shows)
    )


def listening(window: FrameWindow = WINDOW) -> Pairer:
    """A pairer whose gate has counted nothing yet, at 0 ms."""
    pairer = Pairer(window, -1000 * MS)
    pairer.on_part_counted(0, -1000 * MS)
    return pairer


def proven() -> Pairer:
    """A pairer that has joined part 1 with frame 1 at 0 ms."""
    pairer = listening()
    pairer.on_trigger(trigger(1, 0))
    assert pairer.on_frame(frame(1, 10))[0].frame is not None
    return pairer


def only(pairs: list[Pair]) -> Pair:
    assert len(pairs) == 1
    return pairs[0]


class TestProof:
    def test_first_frame_and_first_trigger_after_silence_belong_together(self) -> None:
        pairer = listening()
        assert pairer.on_trigger(trigger(1, 0)) == []
        pair = only(pairer.on_frame(frame(1, 10, "first")))
        assert (pair.trigger.trigger_index, pair.fault) == (1, None)
        assert pair.frame is not None
        assert pair.frame.source == "first"

    def test_the_frame_may_come_before_its_trigger(self) -> None:
        pairer = listening()
        assert pairer.on_frame(frame(1, 0)) == []
        assert only(pairer.on_trigger(trigger(1, 15))).fault is None

    def test_the_next_parts_frame_is_not_taken_for_the_lost_one_of_the_first_part(self) -> None:
        pairer = listening()
        pairer.on_trigger(trigger(1, 0))
        pairer.on_trigger(trigger(2, 30))
        assert pairer.on_frame(frame(2, 35, "part 2")) == []
        assert not pairer.proven

    def test_a_lost_frame_breaks_the_silence_although_nothing_arrived(self) -> None:
        pairer = proven()
        pairer.reset(20 * MS)
        pairer.on_trigger(trigger(2, 200))
        pairer.on_trigger(trigger(3, 230))
        assert pairer.on_frame(frame(3, 235, "part 3")) == []
        assert not pairer.proven

    def test_the_next_told_trigger_is_not_taken_for_one_that_was_not_told(self) -> None:
        pairer = listening()
        pairer.on_frame(frame(1, 0, "part 1, not told"))
        assert pairer.on_trigger(trigger(2, 10)) == []
        assert not pairer.proven

    def test_a_part_that_was_only_counted_breaks_the_silence(self) -> None:
        pairer = listening()
        pairer.on_part_counted(1, 0)
        pairer.on_frame(frame(1, 3, "part 1, not told"))
        assert pairer.on_trigger(trigger(2, 12)) == []
        assert not pairer.proven

    def test_a_count_known_already_breaks_no_silence(self) -> None:
        pairer = proven()
        pairer.reset(20 * MS)
        pairer.on_part_counted(1, 150 * MS)
        pairer.on_trigger(trigger(2, 200))
        assert only(pairer.on_frame(frame(2, 210))).fault is None

    def test_nothing_is_believed_before_the_gate_has_said_what_it_counted(self) -> None:
        pairer = Pairer(WINDOW, -1000 * MS)
        assert not pairer.listened_long_enough(0)
        pairer.on_trigger(trigger(1, 0))
        assert pairer.on_frame(frame(1, 10)) == []

    def test_the_first_frame_of_a_camera_that_ran_already_proves_nothing(self) -> None:
        pairer = listening()
        pairer.on_trigger(trigger(1, 0))
        assert pairer.on_frame(frame(500, 10)) == []
        assert only(pairer.expire(100 * MS)).fault is Reason.PAIRING_UNPROVEN
        pairer.on_trigger(trigger(2, 200))
        assert only(pairer.on_frame(frame(501, 210))).fault is None

    def test_a_frame_outside_the_window_proves_nothing(self) -> None:
        pairer = listening()
        pairer.on_trigger(trigger(1, 0))
        assert pairer.on_frame(frame(1, 61)) == []
        assert not pairer.proven

    def test_listening_ends_after_a_quiet_time_and_a_third_from_the_gates_first_count(self) -> None:
        pairer = Pairer(WINDOW, 0)
        pairer.on_part_counted(41, 100 * MS)
        ended_ns = 100 * MS + QUIET_MS * MS * 4 // 3
        assert not pairer.listened_long_enough(ended_ns)
        assert pairer.listened_long_enough(ended_ns + 1)

    def test_on_a_fast_line_delays_beyond_a_tight_window_prove_nothing(self) -> None:
        pairer = listening(FrameWindow(early_ns=2 * MS, late_ns=5 * MS))
        pairer.on_trigger(trigger(1, 0))
        pairer.on_frame(frame(1, 1))
        for n in range(2, 8):  # from now on the camera lags behind by a whole part
            pairs = pairer.on_trigger(trigger(n, 10 * n))
            if n > 2:
                pairs += pairer.on_frame(frame(n - 1, 10 * n + 1))
            assert [pair for pair in pairs if pair.frame is not None] == []
            pairer.expire((10 * n + 9) * MS)
        assert not pairer.proven

    def test_a_trigger_that_the_plc_told_late_proves_nothing(self) -> None:
        """Parts 100 ms apart; a wire that stood still told part 1 when part 3 was exposed."""
        pairer = listening()
        for number in (1, 2):
            assert pairer.on_frame(frame(number, 100 * number)) == []
        pairer.on_trigger(trigger(1, 256, held_up_ms=150))
        assert pairer.on_frame(frame(3, 300)) == []
        assert not pairer.proven

    def test_a_trigger_that_may_be_late_proves_after_a_longer_silence(self) -> None:
        pairer = listening()
        assert pairer.on_frame(frame(1, 300)) == []
        assert only(pairer.on_trigger(trigger(1, 310, held_up_ms=150))).fault is None

    def test_a_frame_that_is_late_by_the_cameras_clock_proves_nothing(self) -> None:
        pairer = proven()
        pairer.on_trigger(trigger(2, 100))
        pairer.on_frame(frame(2, 110, exposed_ms=100))
        pairer.reset(111 * MS)
        pairer.on_trigger(trigger(3, 200))
        pairer.on_trigger(trigger(4, 300))
        assert pairer.on_frame(frame(3, 310, exposed_ms=200)) == []
        assert not pairer.proven

    def test_a_frame_that_waited_to_be_taken_proves_nothing(self) -> None:
        """The thread stood still for 150 ms; the first picture came to light with the second part.

        A camera has no clock, or it has just connected and nothing is known of it.
        """
        for exposed_ms in (None, 5):
            pairer = listening()
            pairer.on_trigger(trigger(1, 0))
            pairer.expire(61 * MS)
            pairer.on_trigger(trigger(2, 145))
            waited = replace(frame(1, 150, exposed_ms=exposed_ms), waited_max_ns=145 * MS)
            assert pairer.on_frame(waited) == []
            assert not pairer.proven

    def test_a_proven_pairing_needs_no_more_listening(self) -> None:
        assert proven().listened_long_enough(0)


class TestJoining:
    def test_parts_closer_than_the_window_are_joined_by_number(self) -> None:
        pairer = proven()
        for index, at_ms in ((2, 20), (3, 25), (4, 30)):
            assert pairer.on_trigger(trigger(index, at_ms)) == []
        pairs = [only(pairer.on_frame(frame(n, 40 + n, f"part {n}"))) for n in (2, 3, 4)]
        assert [(p.trigger.trigger_index, p.frame and p.frame.source) for p in pairs] == [
            (2, "part 2"),
            (3, "part 3"),
            (4, "part 4"),
        ]

    def test_a_lost_frame_costs_its_own_part_only(self) -> None:
        pairer = proven()
        pairer.on_trigger(trigger(2, 100))
        assert only(pairer.expire(161 * MS)).fault is Reason.FRAME_MISSING
        pairer.on_trigger(trigger(3, 200))
        assert only(pairer.on_frame(frame(3, 210))).fault is None

    def test_a_damaged_frame_keeps_its_place_and_its_reason(self) -> None:
        pairer = proven()
        pairer.on_trigger(trigger(2, 100))
        pair = only(pairer.on_frame(frame(2, 110, fault=Reason.FRAME_INCOMPLETE)))
        assert (pair.trigger.trigger_index, pair.fault) == (2, Reason.FRAME_INCOMPLETE)

    def test_frames_of_parts_that_are_not_told_are_let_go(self) -> None:
        pairer = proven()
        for n in range(2, 100):
            pairer.on_frame(frame(n, 100 * n))
            pairer.on_part_counted(n, (100 * n + 5) * MS)
        assert pairer.extra_frames == 98
        pairer.on_trigger(trigger(100, 10_000))
        assert only(pairer.on_frame(frame(100, 10_010))).fault is None

    def test_at_its_latest_moment_a_frame_still_counts(self) -> None:
        pairer = proven()
        pairer.on_trigger(trigger(2, 100))
        assert pairer.expire(160 * MS) == []
        assert only(pairer.on_frame(frame(2, 160))).fault is None


def at_pitch(pairer: Pairer, first: int, last: int, ahead: int = 0, pitch_ms: int = 30) -> None:
    """Parts at a pitch shorter than the window; the camera is ``ahead`` exposures ahead of them."""
    for n in range(first, last + 1):
        pairer.on_trigger(trigger(n, 1000 + pitch_ms * n))
        shown = frame(n + ahead, 1010 + pitch_ms * n, f"part {n}", exposed_ms=pitch_ms * n)
        pair = only(pairer.on_frame(shown))
        assert (pair.trigger.trigger_index, pair.fault) == (n, None)


class TestRhythm:
    """Parts 30 ms apart, each with 60 ms for its frame to come."""

    def test_a_missed_exposure_shows_at_the_next_frame_and_ends_the_pairing(self) -> None:
        pairer = listening()
        at_pitch(pairer, 1, 5)
        pairer.on_trigger(trigger(6, 1180))
        for n in range(7, 16):
            pairer.on_trigger(trigger(n, 1000 + 30 * n))
            shown = frame(n - 1, 1010 + 30 * n, f"part {n}", exposed_ms=30 * n)
            assert {pair.fault for pair in pairer.on_frame(shown)} <= {Reason.PAIRING_UNPROVEN}
        assert not pairer.proven

    def test_an_exposure_too_many_shows_at_the_next_part_and_ends_the_pairing(self) -> None:
        pairer = listening()
        at_pitch(pairer, 1, 5)
        pairer.on_frame(frame(6, 1165, "nothing", exposed_ms=155))
        for n in range(6, 15):
            pairs = pairer.on_trigger(trigger(n, 1000 + 30 * n))
            pairs += pairer.on_frame(frame(n + 1, 1010 + 30 * n, f"part {n}", exposed_ms=30 * n))
            assert {pair.fault for pair in pairs} <= {Reason.PAIRING_UNPROVEN}
        assert not pairer.proven

    def test_one_late_word_costs_the_parts_until_it_is_clear_that_it_was_one(self) -> None:
        pairer = listening()
        at_pitch(pairer, 1, 5)
        pairer.on_frame(frame(6, 1190, exposed_ms=180))
        assert only(pairer.on_trigger(trigger(6, 1205))).fault is Reason.PAIRING_UNPROVEN
        for n in range(7, 15):
            pairer.on_trigger(trigger(n, 1000 + 30 * n))
            shown = frame(n, 1010 + 30 * n, exposed_ms=30 * n)
            assert only(pairer.on_frame(shown)).fault is Reason.PAIRING_UNPROVEN
        at_pitch(pairer, 15, 40)

    def test_a_doubt_outlives_the_clocks_by_which_it_arose(self) -> None:
        pairer = listening()
        at_pitch(pairer, 1, 5)
        pairer.on_frame(frame(6, 1190, exposed_ms=180))
        pairer.on_trigger(trigger(6, 1205))
        pairer.on_trigger(trigger(7, 31_210, held_up_ms=30_000))
        shown = frame(7, 31_220, exposed_ms=30_210)
        assert only(pairer.on_frame(shown)).fault is Reason.PAIRING_UNPROVEN
        assert not pairer.proven

    def test_it_is_believed_again_after_a_pause_though_it_was_another_time_then(self) -> None:
        pairer = listening()
        at_pitch(pairer, 1, 5)
        pairer.on_trigger(trigger(6, 1180))
        assert only(pairer.on_frame(frame(6, 1201, exposed_ms=199))).fault is not None
        pairer.on_trigger(trigger(7, 1400))
        assert only(pairer.on_frame(frame(7, 1421, exposed_ms=419))).fault is None

    def test_a_word_that_was_held_up_is_no_sign_of_it(self) -> None:
        pairer = listening()
        at_pitch(pairer, 1, 5)
        assert pairer.on_frame(frame(6, 1190, exposed_ms=180)) == []
        assert only(pairer.on_trigger(trigger(6, 1205, held_up_ms=25))).fault is None
        at_pitch(pairer, 7, 40)

    def test_a_part_that_was_heard_of_before_an_older_word_is_no_sign_of_it(self) -> None:
        """What a busy engine notes by its own clock may seem to be later than what followed."""
        pairer = listening()
        at_pitch(pairer, 1, 5)
        pairer.on_part_counted(6, 1212 * MS)
        pairer.on_frame(frame(6, 1190, exposed_ms=180))
        at_pitch(pairer, 7, 9)

    def test_clocks_that_part_over_a_pause_are_no_sign_of_it(self) -> None:
        pairer = listening()
        at_pitch(pairer, 1, 5)
        for n, at_ms in ((6, 601_000), (7, 601_030)):
            pairer.on_trigger(trigger(n, at_ms))
            shown = frame(n, at_ms + 10, exposed_ms=at_ms - 940)
            assert only(pairer.on_frame(shown)).fault is None

    def test_a_camera_that_connects_anew_has_another_clock(self) -> None:
        pairer = listening()
        at_pitch(pairer, 1, 5)
        pairer.on_camera_change(1200 * MS)
        pairer.on_trigger(trigger(6, 1500))
        assert only(pairer.on_frame(frame(1, 1510, exposed_ms=3))).fault is None

    def test_where_the_station_exposes_it_may_be_late_with_that(self) -> None:
        pairer = Pairer(WINDOW, -1000 * MS, in_step=False)
        pairer.on_part_counted(0, -1000 * MS)
        at_pitch(pairer, 1, 5)
        pairer.on_trigger(trigger(6, 1180))
        assert only(pairer.on_frame(frame(6, 1230, exposed_ms=220))).fault is None

    def test_without_a_clock_only_numbers_count(self) -> None:
        pairer = proven()
        pairer.on_trigger(trigger(2, 30))
        assert only(pairer.on_frame(frame(2, 75))).fault is None


class TestMemory:
    def test_a_camera_that_streams_unasked_fills_no_memory(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(pairing_module, "_PICTURES_MAX_BYTES", 4 * IMAGE.nbytes)
        pairer = listening(FrameWindow(early_ns=30_000 * MS, late_ns=60_000 * MS))
        for n in range(1, 50):
            pairer.on_frame(frame(n, n))
        kept = [each.frame_id for each in pairer._frames if each.image is not None]
        assert kept == [45, 46, 47, 48, 49]
        assert len(pairer._frames) == 49


class TestCountsGoAstray:
    def test_a_missed_exposure_shows_at_the_next_frame(self) -> None:
        pairer = proven()
        pairer.on_trigger(trigger(2, 100))
        pairer.expire(170 * MS)
        pairer.on_trigger(trigger(3, 200))
        assert only(pairer.on_frame(frame(2, 210, "part 3"))).fault is Reason.PAIRING_UNPROVEN
        assert not pairer.proven

    def test_a_spurious_exposure_shows_at_the_next_trigger(self) -> None:
        pairer = proven()
        pairer.on_frame(frame(2, 100, "nothing"))
        pair = only(pairer.on_trigger(trigger(2, 200)))
        assert (pair.frame, pair.fault) == (None, Reason.PAIRING_UNPROVEN)
        assert not pairer.proven

    def test_a_camera_that_slept_for_a_hundred_parts_is_believed_again(self) -> None:
        pairer = proven()
        for n in range(2, 102):
            pairer.on_trigger(trigger(n, 100 * n))
            pairer.expire((100 * n + 90) * MS)
        pairer.on_trigger(trigger(102, 10_200))
        assert only(pairer.on_frame(frame(2, 10_210))).fault is Reason.PAIRING_UNPROVEN
        pairer.on_trigger(trigger(103, 10_300))
        assert only(pairer.on_frame(frame(3, 10_310))).fault is None

    def test_a_camera_that_counts_anew_is_believed_again_after_silence(self) -> None:
        pairer = proven()
        pairer.on_trigger(trigger(2, 100))
        assert only(pairer.on_frame(frame(1, 110))).fault is Reason.PAIRING_UNPROVEN
        pairer.on_trigger(trigger(3, 200))
        assert only(pairer.on_frame(frame(2, 210))).fault is None

    def test_a_reset_never_moves_the_silence_into_the_past(self) -> None:
        pairer = proven()
        pairer.on_frame(frame(2, 30, "nothing"))
        pairer.on_trigger(trigger(2, 100))  # shows the fault at the frame's time, 30 ms
        pairer.on_frame(frame(3, 110, "part 2"))
        pairer.on_trigger(trigger(3, 170))
        assert pairer.on_frame(frame(4, 185, "part 3")) == []
        assert not pairer.proven

    def test_a_trigger_told_twice_comes_out_twice(self) -> None:
        pairer = proven()
        pairer.on_trigger(trigger(2, 100))
        assert only(pairer.on_trigger(trigger(2, 101))).fault is Reason.PAIRING_UNPROVEN
        assert only(pairer.expire(170 * MS)).fault is Reason.PAIRING_UNPROVEN

    @pytest.mark.parametrize(
        ("change", "reason"),
        [
            (Pairer.on_camera_change, Reason.CAMERA_LOST),
            (Pairer.on_gate_change, Reason.ENGINE_LOST),
        ],
    )
    def test_what_waits_is_given_up_with_its_reason(self, change: object, reason: Reason) -> None:
        pairer = proven()
        pairer.on_trigger(trigger(2, 100))
        assert only(change(pairer, 110 * MS)).fault is reason  # type: ignore[operator]
        assert not pairer.proven


PLC_RESTARTS = "exposed, and no PLC counts it; the engine hears that the PLC is another one"


@dataclass(frozen=True)
class Part:
    """One part on the belt and what befalls it."""

    gap_ms: int
    trigger_delay_ms: int
    frame_delay_ms: int
    fate: str = "good"


@dataclass
class Line:
    """Exposes, counts and tells as camera and gate do, and keeps account of what comes out."""

    pairer: Pairer = field(default_factory=listening)
    told: list[int] = field(default_factory=list)
    came_out: list[Pair] = field(default_factory=list)
    exposures: int = 0
    counted: int = 0
    has_clock: bool = False

    def run(self, parts: list[Part]) -> list[Pair]:
        """Let the parts come, then wait until nothing can come any more."""
        begun = len(self.came_out)
        for at_ms, _, event in sorted(self._events(parts), key=lambda event: event[:2]):
            self._until(at_ms)
            self._happen(event)
        self._until(self.now_ms + 2 * QUIET_MS)
        return self.came_out[begun:]

    now_ms: int = 0

    def _events(self, parts: list[Part]) -> list[tuple[int, int, tuple[object, ...]]]:
        """Both wires keep their order, whatever the delays."""
        events: list[tuple[int, int, tuple[object, ...]]] = []
        at_ms = trigger_ms = frame_ms = self.now_ms
        for part in parts:
            at_ms += part.gap_ms
            self.counted += part.fate != PLC_RESTARTS
            trigger_ms = max(trigger_ms, at_ms + part.trigger_delay_ms)
            held_up_ms = max(0, trigger_ms - at_ms - WIRE_MS)
            event = ("trigger", self.counted, part.fate, held_up_ms)
            events.append((trigger_ms, len(events), event))
            shots = {"no exposure": 0, "spurious": 2}.get(part.fate, 1)
            for shot in range(shots):
                self.exposures = 1 if part.fate == "camera restarts" else self.exposures + 1
                shows = -1 if shot else 0 if part.fate == PLC_RESTARTS else self.counted
                frame_ms = max(frame_ms, at_ms + part.frame_delay_ms)
                late_ms = frame_ms + shot * (QUIET_MS // 2)
                exposed_ms = at_ms + shot * (QUIET_MS // 2) if self.has_clock else None
                event = ("frame", self.exposures, shows, part.fate, exposed_ms)
                events.append((late_ms, len(events), event))
                frame_ms = late_ms
        return events

    def _until(self, at_ms: int) -> None:
        while self.now_ms + POLL_MS <= at_ms:
            self.now_ms += POLL_MS
            self.came_out += self.pairer.expire(self.now_ms * MS)
        self.now_ms = max(self.now_ms, at_ms)

    def _happen(self, event: tuple[object, ...]) -> None:
        kind, number, *rest = event
        assert isinstance(number, int)
        if kind == "trigger" and rest[0] == PLC_RESTARTS:
            self.came_out += self.pairer.reset(self.now_ms * MS)
        elif kind == "trigger" and rest[0] == "not told":
            self.came_out += self.pairer.on_part_counted(number, self.now_ms * MS)
        elif kind == "trigger" and rest[0] != "not told, not counted":
            self.told.append(number)
            self.came_out += self.pairer.on_trigger(trigger(number, self.now_ms, rest[1]))
        elif kind == "frame" and rest[1] != "frame lost":
            fault = Reason.FRAME_INCOMPLETE if rest[1] == "damaged" else None
            came = frame(number, self.now_ms, rest[0], fault, rest[2])
            self.came_out += self.pairer.on_frame(came)

    def disturb(self, what: str) -> None:
        now_ns = self.now_ms * MS
        if what == "camera reconnects":
            self.came_out += self.pairer.on_camera_change(now_ns)
            self.exposures = 0
        elif what == "camera pauses":
            self.came_out += self.pairer.on_camera_pause(now_ns)
        elif what == "test exposure":
            self.exposures += 1
            exposed_ms = self.now_ms if self.has_clock else None
            shot = frame(self.exposures, self.now_ms, "nothing", exposed_ms=exposed_ms)
            self.came_out += self.pairer.on_frame(shot)
            self.came_out += self.pairer.on_camera_pause(now_ns)
        elif what == "gate reconnects":
            self.came_out += self.pairer.on_gate_change(now_ns)
            self.came_out += self.pairer.on_part_counted(self.counted, now_ns)


def wrong(pairs: list[Pair]) -> list[Pair]:
    """Triggers that were joined with the picture of another part."""
    return [
        pair
        for pair in pairs
        if pair.frame is not None
        and pair.frame.source not in (str(pair.trigger.trigger_index), "-1")
    ]


NUMBERED_FAULTS = (
    "good",
    "good",
    "frame lost",
    "damaged",
    "not told",
    "not told, not counted",
    PLC_RESTARTS,
)
ANY_FAULT = (*NUMBERED_FAULTS, "no exposure", "spurious", "camera restarts")
DISTURBANCES = (
    "nothing",
    "camera reconnects",
    "camera pauses",
    "test exposure",
    "gate reconnects",
)


def parts_of(fates: tuple[str, ...], gaps_ms: st.SearchStrategy[int]) -> st.SearchStrategy[Part]:
    """Delays such that every frame stays in the window of its trigger."""
    delays = st.integers(0, WIRE_MS)
    return st.builds(Part, gaps_ms, delays, st.integers(0, 55), st.sampled_from(fates))


def parts_held_up(gaps_ms: st.SearchStrategy[int]) -> st.SearchStrategy[Part]:
    """Now and then the PLC's wire stands still for up to half a second."""
    delays = st.integers(0, WIRE_MS) | st.integers(0, 500)
    return st.builds(Part, gaps_ms, delays, st.integers(0, 55))


def runs(part: st.SearchStrategy[Part]) -> st.SearchStrategy[list[tuple[str, list[Part]]]]:
    run = st.tuples(st.sampled_from(DISTURBANCES), st.lists(part, max_size=12))
    return st.lists(run, min_size=1, max_size=5)


class TestAnyLine:
    @settings(max_examples=250)
    @given(runs(parts_of(NUMBERED_FAULTS, st.integers(1, 300))))
    def test_at_any_pitch_no_trigger_gets_another_parts_frame(
        self, history: list[tuple[str, list[Part]]]
    ) -> None:
        line = Line()
        for disturbance, parts in history:
            line.disturb(disturbance)
            line.run(parts)
        assert wrong(line.came_out) == []

    @settings(max_examples=400)
    @given(runs(parts_held_up(st.integers(1, 300))))
    def test_whatever_the_plcs_wire_holds_up_no_trigger_gets_another_parts_frame(
        self, history: list[tuple[str, list[Part]]]
    ) -> None:
        line = Line()
        for disturbance, parts in history:
            line.disturb(disturbance)
            line.run(parts)
        assert wrong(line.came_out) == []

    @settings(max_examples=250)
    @given(runs(parts_of(ANY_FAULT, st.integers(QUIET_MS + 16, 400))))
    def test_with_parts_apart_no_camera_fault_joins_a_trigger_with_another_part(
        self, history: list[tuple[str, list[Part]]]
    ) -> None:
        line = Line()
        for disturbance, parts in history:
            line.disturb(disturbance)
            line.run(parts)
        assert wrong(line.came_out) == []

    @settings(max_examples=250)
    @given(st.integers(60, 150), runs(parts_of(ANY_FAULT, st.just(0))))
    def test_by_the_cameras_clock_no_fault_of_it_joins_a_trigger_with_another_part(
        self, pitch_ms: int, history: list[tuple[str, list[Part]]]
    ) -> None:
        """A steady line with several parts within the window of one; it begins well each time."""
        line = Line(listening(WIDE), has_clock=True)
        for disturbance, parts in history:
            line.disturb(disturbance)
            well = [Part(400, 5, 10), Part(pitch_ms, 5, 10), Part(pitch_ms, 5, 10)]
            line.run(well + [replace(part, gap_ms=pitch_ms) for part in parts])
        assert wrong(line.came_out) == []

    @settings(max_examples=250)
    @given(runs(parts_of(ANY_FAULT, st.integers(1, 300))))
    def test_every_trigger_handed_in_comes_out_exactly_once(
        self, history: list[tuple[str, list[Part]]]
    ) -> None:
        line = Line()
        for disturbance, parts in history:
            line.disturb(disturbance)
            line.run(parts)
        assert sorted(pair.trigger.trigger_index for pair in line.came_out) == line.told
        assert all((pair.frame is None) <= (pair.fault is not None) for pair in line.came_out)

    @settings(max_examples=250)
    @given(runs(parts_of(ANY_FAULT, st.integers(1, 300))))
    def test_after_any_history_three_parts_apart_restore_the_pairing(
        self, history: list[tuple[str, list[Part]]]
    ) -> None:
        line = Line()
        for disturbance, parts in history:
            line.disturb(disturbance)
            line.run(parts)
        line.run([Part(2 * QUIET_MS, 5, 10)] * 3)
        assert only(line.run([Part(2 * QUIET_MS, 5, 10)])).fault is None

    @settings(max_examples=50)
    @given(st.integers(1, 20), st.integers(0, 15), st.integers(0, 55))
    def test_close_parts_after_a_missed_exposure_show_it_at_the_next_pause(
        self, pitch_ms: int, trigger_delay_ms: int, frame_delay_ms: int
    ) -> None:
        line = Line()
        good = Part(pitch_ms, trigger_delay_ms, frame_delay_ms)
        missed = Part(pitch_ms, trigger_delay_ms, frame_delay_ms, "no exposure")
        line.run([Part(200, trigger_delay_ms, frame_delay_ms), good, missed, good, good])
        line.run([Part(200, trigger_delay_ms, frame_delay_ms)])
        assert wrong(line.run([good] * 5)) == []
