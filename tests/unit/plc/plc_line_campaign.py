"""A line, its PLC and a station that a test plays, and all that can happen to them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from inspector.domain.evaluation import Evaluation
from inspector.plc.block import next_sequence
from inspector.plc.line.methods import TrackingMethod
from inspector.plc.line.program import LineProgram
from inspector.plc.registers import (
    MAP_VERSION,
    RING_OFFSET,
    RING_SLOT_WORDS,
    RING_SLOTS,
    Request,
)
from inspector.sim.soft_plc import SoftPlc, line_layout
from inspector.sim.world import Geometry, Seen, Sensor, World

GEOMETRY = Geometry(pitch=100, decision=350, ejector=420, exit=470, reach=20)
STEP = 10
"""The belt moves so far, and one count a millisecond, between two scans."""
BOUNDS: dict[TrackingMethod, int] = {
    "encoder": GEOMETRY.reach + STEP,
    "delay": GEOMETRY.reach + 2 * STEP,
    "photo_eye": 2 * GEOMETRY.reach + 3 * STEP,
}
"""How far from a cleared part's place a part may lie that passes with it: less than a pitch."""
METHODS: tuple[TrackingMethod, ...] = ("encoder", "photo_eye", "delay")


@dataclass
class Tracked:
    """What the station knows of one trigger, and whether the part may pass for it."""

    place: int
    heard: list[int] = field(default_factory=list)
    forfeited: bool = False

    @property
    def cleared(self) -> bool:
        return not self.forfeited and set(self.heard) == {Evaluation.OK}


class Campaign:
    """A line, its PLC and a station that a test plays, with the truth of who may pass."""

    def __init__(self, method: TrackingMethod) -> None:
        self.method = method
        self.world = World(GEOMETRY, 0, self._leave)
        self.plc = SoftPlc(line_layout(GEOMETRY, method), self.world, method)
        self.encoder = 0
        self.now_ms = 0.0
        self.session = 1
        self.result_seq = 0
        self.ring_slot = 0
        self.heartbeat = 1
        self.silent_ms = 0.0
        self.asked = 0
        self.taken_over = (0, 0)
        self.parts: dict[int, Tracked] = {}
        self.earlier: list[Tracked] = []
        self.outcomes: Counter[int] = Counter()
        self.escapes: list[int] = []
        self.passed = 0
        self.step()
        self.exchange()
        self.exchange()

    @property
    def program(self) -> LineProgram:
        return self.plc.program

    def _leave(self, number: int, ejected: bool) -> None:
        if ejected:
            return
        start, bound = self.encoder - GEOMETRY.exit, BOUNDS[self.method] + STEP
        self.passed += 1
        for tracked in (*self.parts.values(), *self.earlier):
            if abs(tracked.place - start) <= bound and tracked.cleared:
                return
        self.escapes.append(number)

    def _forfeit(self) -> None:
        """Whatever is not yet close to the ejector has lost its clearance."""
        for tracked in self.parts.values():
            if tracked.place + GEOMETRY.ejector > self.encoder + BOUNDS[self.method]:
                tracked.forfeited = True

    def step(self, moved: int = STEP, elapsed_ms: float = STEP, *, beat: bool = True) -> None:
        """The belt moves a little, the PLC scans, the blocks are exchanged."""
        self.encoder += moved
        self.now_ms += elapsed_ms
        seen = self.world.advance(self.encoder, running=moved != 0)
        before = self.program.plc["plc_triggered"]
        self.plc.scan(self.now_ms, seen)
        self._learn(seen, self.program.plc["plc_triggered"] - before)
        self.silent_ms += elapsed_ms
        if not self.plc.frozen:
            self.exchange(beat=beat)

    def _learn(self, seen: Seen, opened: int) -> None:
        assert opened in (0, len(seen.inputs.photo_eye))
        for count in seen.inputs.photo_eye[:opened]:
            place = count if count < 1 << 31 else count - (1 << 32)
            self.parts[len(self.parts) + 1] = Tracked(place)
        if self.silent_ms > 300:
            for tracked in self.parts.values():
                at = self.encoder - tracked.place
                if GEOMETRY.decision <= at <= GEOMETRY.ejector - GEOMETRY.reach:
                    tracked.forfeited = True

    def exchange(self, *, beat: bool = True) -> None:
        """The station reads block P and shows block V."""
        vision, plc = self.program.vision, self.program.plc
        if beat:
            self.heartbeat = next_sequence(self.heartbeat)
            self.silent_ms = 0.0
        vision["heartbeat"] = self.heartbeat
        vision["request"] = self.asked
        if plc["session_ack"] == self.session:
            if plc["confirm_seq"] != self.taken_over[1]:
                self.outcomes[plc["confirm_trigger_seq"]] += 1
            self.taken_over = (plc["trigger_seq"], plc["confirm_seq"])
        vision["trigger_seq_seen"], vision["confirm_ack_seq"] = self.taken_over
        vision["session_id"], vision["map_version"] = self.session, MAP_VERSION
        self.program.on_exchange()

    def judge(self, number: int, evaluation: Evaluation) -> None:
        """A verdict for a part; in time, late, again, or for a part that never was."""
        vision = self.program.vision
        self.result_seq = next_sequence(self.result_seq)
        start = RING_OFFSET + self.ring_slot * RING_SLOT_WORDS
        self.ring_slot = (self.ring_slot + 1) % RING_SLOTS
        words = [self.result_seq, evaluation << 12, number]
        vision.words[start : start + RING_SLOT_WORDS] = words
        tracked = self.parts.get(number)
        if tracked is not None:
            way = self.encoder - tracked.place
            last = GEOMETRY.decision + 2 * GEOMETRY.reach
            if evaluation is not Evaluation.OK:
                last = GEOMETRY.ejector - BOUNDS[self.method]
            if way < last:
                tracked.heard.append(evaluation)
        if not self.plc.frozen:
            self.exchange()

    def run_out(self) -> None:
        """Let the belt run until nothing is on it."""
        self.asked = 0
        self.world.stop_feeding()
        while not (self.world.empty and self.program.settled):
            self.step()

    def run(self, steps: int) -> None:
        for _ in range(steps):
            self.step()

    def stop(self, steps: int) -> None:
        for _ in range(steps):
            self.step(0)

    def reverse(self, steps: int) -> None:
        for _ in range(steps):
            self.step(-STEP)

    def silent(self, steps: int) -> None:
        for _ in range(steps):
            self.step(beat=False)

    def frozen(self, steps: int) -> None:
        self.plc.freeze()
        self.run(steps)
        self.plc.thaw()

    def judge_new(self, good: int) -> None:
        """A first verdict for each part that has none; the bits say which are good."""
        for bit, (number, tracked) in enumerate(list(self.parts.items())[-6:]):
            if not tracked.heard:
                self.judge(number, Evaluation.OK if good >> bit & 1 else Evaluation.NOT_OK)

    def judge_again(self, verdict: tuple[int, Evaluation]) -> None:
        back, evaluation = verdict
        self.judge(max(len(self.parts) - back, 0), evaluation)

    def miss(self, sensor: Sensor) -> None:
        self.world.miss_next(sensor)

    def ghost(self, sensor: Sensor) -> None:
        self.world.add_ghost(sensor)

    def order_recipe(self, recipe: int) -> None:
        self.program.change_recipe(recipe)

    def grant_recipe(self, granted: bool) -> None:
        vision, wanted = self.program.vision, self.program.plc["recipe_request"]
        vision["recipe_active" if granted else "recipe_refused"] = wanted

    def bin_full(self, full: bool) -> None:
        self.world.bin_full = full

    def lose_link(self, _: None) -> None:
        self.program.on_link_lost()

    def restart_station(self, _: None) -> None:
        self.session = next_sequence(self.session)
        self.result_seq = self.program.plc["result_ack_seq"]
        self._forfeit()
        self.exchange()

    def restart_plc(self, _: None) -> None:
        self._forfeit()
        self.earlier += self.parts.values()
        self.parts.clear()
        self.outcomes.clear()
        self.plc.restart()
        self.taken_over = (0, 0)
        self.result_seq = 0
        self.exchange()

    def purge(self, wanted: bool) -> None:
        self.asked = Request.PURGE if wanted else 0
        if wanted:
            self._forfeit()
        self.exchange()
        self.step(0, 1)


SENSORS = st.sampled_from(["photo_eye", "photo_eye", "reject_eye", "bin_chute", "exit_eye"])
EVALUATIONS = st.sampled_from(list(Evaluation))
ACTIONS = {
    "run": st.integers(1, 30),
    "judge_new": st.integers(0, 63),
    "judge_again": st.tuples(st.integers(0, 9), EVALUATIONS),
    "silent": st.integers(1, 40),
    "restart_station": st.none(),
    "restart_plc": st.none(),
    "frozen": st.integers(1, 30),
    "miss": SENSORS,
    "ghost": SENSORS,
    "purge": st.booleans(),
    "stop": st.integers(1, 40),
    "lose_link": st.none(),
    "bin_full": st.booleans(),
    "order_recipe": st.integers(0, 2),
    "grant_recipe": st.booleans(),
    "reverse": st.integers(2, 12),
}
ORDINARY = ["run", "judge_new", "run", "judge_new", "grant_recipe"] * 2
"""What happens between the faults; without it no part would ever get near the ejector."""


def events(method: TrackingMethod) -> st.SearchStrategy[tuple[str, Any]]:
    """Only an encoder sees that the belt runs backwards."""
    names = [name for name in ACTIONS if name != "reverse" or method == "encoder"]
    return st.sampled_from(ORDINARY + names).flatmap(
        lambda name: st.tuples(st.just(name), ACTIONS[name])
    )
