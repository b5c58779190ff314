"""Whether a frame follows its trigger as the frames of the parts before it did."""

from __future__ import annotations

from collections import deque
from statistics import median_high, median_low

from inspector.domain.frame import Frame
from inspector.domain.inspection import Trigger

_PARTS = 32
_JITTER_NS = 10_000_000
"""What a PLC and two busy processes may add to the time of a word without anybody's knowing."""
_DENSE_NS = 30_000_000
"""Allowed where the next part comes within such a jitter, so that no time tells the two apart."""
_DRIFT = 2000
"""Two quartz clocks part by less than one in so many."""
_PROOF = 8
"""So many frames in step end a doubt; so many out of step confirm it."""


class Rhythm:
    """Compares how much later than its trigger each frame was exposed, by the camera's own clock.

    Camera and PLC see the same edge, so that is the same for every part, but for the time that the
    PLC's word took. An exposure that the camera missed, or made once too often, shifts it by the
    way from one part to the next; half of the shortest one lately is too much.

    One word that comes late looks the same, but for what follows. So a frame out of step begins a
    doubt, in which no frame fits: the next in step end it, further ones out of step confirm it.
    """

    def __init__(self) -> None:
        self._gaps_ns: deque[int] = deque(maxlen=_PARTS)
        self._heard_ns: int | None = None
        self.begin_anew()

    def begin_anew(self) -> None:
        """Which frame is whose was proven again: what was measured before says nothing."""
        self._lags_ns: deque[tuple[int, int]] = deque(maxlen=_PARTS)
        self._last_ns = 0
        self._out_of_step = 0
        self._to_prove = 0

    @property
    def in_doubt(self) -> bool:
        """Whether a frame came out of step, and too few in step since."""
        return self._to_prove > 0

    @property
    def lost(self) -> bool:
        """Whether frames stay out of step, so that no number can be believed."""
        return self._out_of_step >= _PROOF

    def note(self, trigger: Trigger) -> None:
        """A part came; words that were held up come closer together than their parts did."""
        if self._heard_ns is not None:
            self._gaps_ns.append(trigger.seen_ns - self._heard_ns + trigger.delay_max_ns)
        self._heard_ns = trigger.seen_ns

    def fits(self, trigger: Trigger, frame: Frame) -> bool:
        """Take in a part and the frame that is its own by number; whether it is so by time, too.

        Without a camera's clock nobody can tell.
        """
        if frame.device_ns is None:
            return True
        lag_ns = frame.device_ns - trigger.seen_ns
        drift_ns = (trigger.seen_ns - self._last_ns) // _DRIFT if self._lags_ns else 0
        if drift_ns > _JITTER_NS:
            if self.in_doubt:  # what it was doubted by is too old to end the doubt
                self._out_of_step = _PROOF
                return False
            self.begin_anew()
        half_ns = min(self._gaps_ns, default=0) // 2
        allowed_ns = half_ns if half_ns >= _JITTER_NS else _DENSE_NS
        if self._apart_ns(lag_ns, trigger) > allowed_ns + drift_ns:
            self._out_of_step += 1
            self._to_prove = _PROOF
            return False
        if self._to_prove:
            self._to_prove -= 1
            return False
        self._out_of_step = 0
        self._lags_ns.append((lag_ns, lag_ns + trigger.delay_max_ns))
        self._last_ns = trigger.seen_ns
        return True

    def _apart_ns(self, lag_ns: int, trigger: Trigger) -> int:
        """How far it is from the middle of all before; a word that is late makes it shorter."""
        if not self._lags_ns:
            return 0
        shortest_ns = median_low(least for least, _ in self._lags_ns) - trigger.delay_max_ns
        longest_ns = median_high(most for _, most in self._lags_ns)
        return max(shortest_ns - lag_ns, lag_ns - longest_ns)
