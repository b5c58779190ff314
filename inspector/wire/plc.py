"""What the station and its PLC tell each other, register by register."""

from typing import Annotated

from pydantic import Field

from inspector.wire.model import WireModel
from inspector.wire.reasons import Reasoned

OutputName = Annotated[str, Field(pattern=r"^[A-Z][A-Z_]{0,31}$")]


class BitState(WireModel):
    """One named bit of a register; ``number`` counts from the least significant one, 0."""

    number: int
    name: str
    on: bool
    meaning: str


class RegisterValue(WireModel):
    """One value of the register map as it stands now.

    ``offset`` counts words from the start of the block, ``text`` is the value as a person reads
    it: with its unit, its name or the names of its bits.
    """

    name: str
    offset: int
    words: int
    value: int
    text: str
    unit: str
    meaning: str
    bits: list[BitState] = Field(default_factory=list)


class Signal(WireModel):
    """A wire of a coupler, or a bit by which the station asks something of the PLC."""

    name: OutputName
    on: bool
    meaning: str
    forced: bool = False


class MaintenanceState(WireModel):
    """Whether somebody works on the station, and which outputs that person has taken over.

    It ends by itself when it is not renewed within ``renew_within_s``; then all outputs are the
    station's again. ``period`` is another number for each maintenance, and 0 while there is none.
    """

    active: bool
    by: str = ""
    period: int = 0
    forced: dict[OutputName, bool] = Field(default_factory=dict)
    renew_within_s: float


class LinkFault(Reasoned):
    """What keeps the station's own side of the link from working, as an error."""

    code: str
    message: str
    remedy: str


class PlcLink(WireModel):
    """How the blocks travel, and whether the other side is alive.

    ``alive`` follows the PLC's heartbeat and not the connection. ``heartbeat_age_ms`` is ``null``
    until a beat was seen while somebody asked for it; ``told_age_ms`` is the age of what the gate
    told last, ``null`` while it told nothing. ``fault`` is the gate's own, such as a port that
    cannot be opened, a PLC without these registers or a client that was refused just now.
    """

    role: str
    transport: str
    address: str
    gate_connected: bool
    alive: bool
    heartbeat_age_ms: float | None
    told_age_ms: float | None
    fault: LinkFault | None = None


class PlcState(WireModel):
    """Both register blocks, the signals and the link.

    ``vision`` is block V, vision to PLC, without the ring of results; ``plc`` is block P. Both are
    empty while the gate told nothing. ``inputs`` are those of a coupler; ``outputs`` those of a
    coupler, or else the bits of ``request``.
    """

    link: PlcLink
    vision: list[RegisterValue]
    plc: list[RegisterValue]
    inputs: list[Signal]
    outputs: list[Signal]
    maintenance: MaintenanceState


class MaintenanceRequest(WireModel):
    """Begin, renew or end the maintenance; ``forced`` names all outputs that are taken over.

    An output that is not named is the station's own. Without ``period`` it begins; with the number
    of one it renews that one, and is refused when that one is over: what was stopped by the
    dead-man's time is never begun again by a renewal that comes late.
    """

    active: bool
    period: Annotated[int, Field(ge=1, lt=2**31)] | None = None
    forced: dict[OutputName, bool] = Field(default_factory=dict, max_length=16)
