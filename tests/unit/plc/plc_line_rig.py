"""A line program with a station that a test plays by hand, and a belt that a test moves."""

from __future__ import annotations

from inspector.domain.evaluation import Evaluation
from inspector.plc.block import next_sequence
from inspector.plc.line.layout import LineLayout
from inspector.plc.line.methods import TrackingMethod
from inspector.plc.line.program import LineProgram
from inspector.plc.line.signals import LineInputs, LineOutputs
from inspector.plc.registers import MAP_VERSION, RING_OFFSET, RING_SLOT_WORDS, RING_SLOTS

LAYOUT = LineLayout(decision=350, ejector=420, exit=470, window=20)
SESSION = 77
_STEP = 10


class Line:
    """Both sides of a line program. Places are encoder counts, or milliseconds without encoder."""

    def __init__(
        self,
        method: TrackingMethod = "encoder",
        layout: LineLayout = LAYOUT,
        *,
        belt_empty: bool = True,
        introduced: bool = True,
        place: int = 0,
    ) -> None:
        self.program = LineProgram(layout, 9, method, belt_empty=belt_empty)
        self.now_ms = 1000.0
        self.place = place
        self.slot = 0
        self.outputs = LineOutputs()
        self.confirmed: list[tuple[int, int]] = []
        self.program.vision["map_version"] = MAP_VERSION
        self.program.vision["session_id"] = SESSION
        self.scan()
        if introduced:
            self.exchange()
            self.exchange()
            self.scan()

    def exchange(self, *, beat: bool = True) -> None:
        """One transaction: the station takes over what the PLC says, the PLC reads the station."""
        vision, plc = self.program.vision, self.program.plc
        if beat:
            vision["heartbeat"] = next_sequence(vision["heartbeat"])
        vision["trigger_seq_seen"] = plc["trigger_seq"]
        if plc["confirm_seq"] != vision["confirm_ack_seq"]:
            self.confirmed.append((plc["confirm_trigger_seq"], plc["confirm_code"]))
        vision["confirm_ack_seq"] = plc["confirm_seq"]
        self.program.on_exchange()

    def show(self, sequence: int, trigger_seq: int, evaluation: Evaluation) -> None:
        """Put a result in the next slot of the ring."""
        start = RING_OFFSET + self.slot * RING_SLOT_WORDS
        self.slot = (self.slot + 1) % RING_SLOTS
        words = [sequence, evaluation << 12, trigger_seq]
        self.program.vision.words[start : start + RING_SLOT_WORDS] = words

    def judge(self, trigger_seq: int, evaluation: Evaluation, sequence: int | None = None) -> None:
        """A result that the station tells in the next exchange."""
        self.show(sequence or trigger_seq, trigger_seq, evaluation)
        self.exchange()

    def scan(
        self,
        *,
        eye: tuple[int, ...] = (),
        reject_eye: int = 0,
        chute: tuple[int, ...] = (),
        exits: tuple[int, ...] = (),
        after_ms: float = 0.0,
        **inputs: bool,
    ) -> LineOutputs:
        """One cycle where the belt is now; time goes by although the belt does not move."""
        self.now_ms += after_ms
        self.outputs = self.program.scan(
            self.now_ms,
            LineInputs(
                encoder=self.place & 0xFFFFFFFF,
                photo_eye=eye,
                reject_eye=(self.place,) * reject_eye,
                bin_chute=chute,
                exit_eye=exits,
                **inputs,
            ),
        )
        return self.outputs

    def run_to(self, place: int, *, beat: bool = True) -> list[int]:
        """Move the belt in small steps, alive; return the places at which the gate was open."""
        opened = []
        step = _STEP if place >= self.place else -_STEP
        while self.place != place:
            moved = step if abs(place - self.place) >= _STEP else place - self.place
            self.place += moved
            self.now_ms += abs(moved)
            if beat:
                vision = self.program.vision
                vision["heartbeat"] = next_sequence(vision["heartbeat"])
            if self.scan().pass_gate:
                opened.append(self.place)
        return opened

    def part(self, place: int) -> None:
        """A part at the photo-eye."""
        self.run_to(place)
        self.scan(eye=(place,))

    def settle(self) -> list[tuple[int, int]]:
        """Let the station take over every outcome; return them as ``(trigger_seq, code)``."""
        while not self.program.settled:
            self.exchange()
        return self.confirmed
