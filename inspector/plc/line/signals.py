"""What is wired to the line program."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LineInputs:
    """The sensors since the scan before.

    Each edge of an eye is the encoder count that was latched with it, oldest first. Without an
    encoder any number will do: only how many there are counts.

    Attributes:
        encoder: Count of this scan; as unsigned 32 bits it may wrap around.
        line_running: The belt moves.
        photo_eye: Parts that came to the camera.
        reject_eye: Parts that came to the second eye, just before the ejector.
        bin_chute: Parts that fell into the reject bin.
        exit_eye: Parts that passed.
        bin_full: The reject bin is full.
        air_low: Too little air for the ejector.
        reset: The reset key is held.
    """

    encoder: int = 0
    line_running: bool = True
    photo_eye: tuple[int, ...] = ()
    reject_eye: tuple[int, ...] = ()
    bin_chute: tuple[int, ...] = ()
    exit_eye: tuple[int, ...] = ()
    bin_full: bool = False
    air_low: bool = False
    reset: bool = False

    @property
    def any_edge(self) -> bool:
        """Whether any eye has seen something move."""
        return bool(self.photo_eye or self.reject_eye or self.bin_chute or self.exit_eye)


@dataclass(frozen=True, slots=True)
class LineOutputs:
    """The actuators until the next scan. All off is safe: nothing passes and nothing comes.

    Attributes:
        pass_gate: For an ejector that rejects unless it is energised: let pass what is there.
        strike: For an ejector that rejects while it is energised: reject what is there.
        infeed: Let further parts come.
        alarm: Call somebody.
    """

    pass_gate: bool = False
    strike: bool = False
    infeed: bool = False
    alarm: bool = False
