"""What changes in the registers, and how old both heartbeats are."""

from __future__ import annotations

from dataclasses import dataclass

from inspector.plc.block import RegisterBlock
from inspector.plc.registers import PLC_BLOCK, VISION_BLOCK, Register
from inspector.plc.tools.reader import Blocks

HEARTBEATS = frozenset({"heartbeat", "plc_heartbeat"})


@dataclass(frozen=True, slots=True)
class Reading:
    """One register as it stands.

    Attributes:
        register: Which one.
        value: Its number.
        age_ms: Time since it was seen to change; ``None`` when it never was.
    """

    register: Register
    value: int
    age_ms: float | None


@dataclass(frozen=True, slots=True)
class MonitorState:
    """All that the monitor shows.

    Attributes:
        read_ns: When it was read, on the monotonic clock.
        vision: Block V.
        plc: Block P.
        changed: Names of block V and of block P that differ from the state before, without the
            heartbeats; at first all.
        heartbeat_age_ms: Time since the station's heartbeat was seen to change, and the PLC's.
        round_trip_ms: How long a request took.
    """

    read_ns: int
    vision: tuple[Reading, ...]
    plc: tuple[Reading, ...]
    changed: tuple[frozenset[str], frozenset[str]]
    heartbeat_age_ms: tuple[float | None, float | None]
    round_trip_ms: float


class Monitor:
    """Remembers when each register changed."""

    def __init__(self) -> None:
        self._before: Blocks | None = None
        self._changed_ns: dict[tuple[str, str], int] = {}

    def take(self, blocks: Blocks) -> MonitorState:
        """The state with these blocks as the newest."""
        changed = (self._note("V", VISION_BLOCK, blocks), self._note("P", PLC_BLOCK, blocks))
        self._before = blocks
        return MonitorState(
            read_ns=blocks.read_ns,
            vision=self._readings("V", VISION_BLOCK, blocks),
            plc=self._readings("P", PLC_BLOCK, blocks),
            changed=changed,
            heartbeat_age_ms=(
                self._age_ms("V", "heartbeat", blocks.read_ns),
                self._age_ms("P", "plc_heartbeat", blocks.read_ns),
            ),
            round_trip_ms=blocks.round_trip_ms,
        )

    def _note(self, name: str, registers: tuple[Register, ...], blocks: Blocks) -> frozenset[str]:
        if self._before is None:
            return frozenset(register.name for register in registers)
        now, before = _block(name, blocks), _block(name, self._before)
        changed = {each.name for each in registers if now[each.name] != before[each.name]}
        for register in changed:
            self._changed_ns[name, register] = blocks.read_ns
        return frozenset(changed - HEARTBEATS)

    def _readings(
        self, name: str, registers: tuple[Register, ...], blocks: Blocks
    ) -> tuple[Reading, ...]:
        block = _block(name, blocks)
        return tuple(
            Reading(each, block[each.name], self._age_ms(name, each.name, blocks.read_ns))
            for each in registers
        )

    def _age_ms(self, block: str, register: str, now_ns: int) -> float | None:
        changed_ns = self._changed_ns.get((block, register))
        return None if changed_ns is None else (now_ns - changed_ns) / 1e6


def _block(name: str, blocks: Blocks) -> RegisterBlock:
    return blocks.vision if name == "V" else blocks.plc
