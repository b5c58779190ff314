"""The coupler's own watchdog: set, read back, and looked after.

It alone drops the outputs when the station falls silent; out of the box most couplers hold them.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass
from typing import Final

from inspector.clock import monotonic_ns
from inspector.domain.errors.plc import (
    CouplerStarvedError,
    CouplerUnguardedError,
    PlcExceptionResponseError,
)
from inspector.plc.client import ModbusClient

_log = logging.getLogger(__name__)
_LOOK_S: Final = 0.1


@dataclass(frozen=True, slots=True)
class WatchdogSetting:
    """One holding register that sets up the watchdog.

    Attributes:
        address: Holding register, 0-based.
        value: What to write.
        read_back: Whether it can be read and must then hold this value.
    """

    address: int
    value: int
    read_back: bool = True


class CouplerWatchdog:
    """Sets up a coupler's watchdog, proves that it is, and sees that it is fed.

    Args:
        client: Connected by somebody else.
        settings: In the order in which they are to be written.
        time_s: Silence after which the coupler drops its outputs.

    Attributes:
        safe: Whether the watchdog was found set when it was looked at last.
    """

    def __init__(
        self, client: ModbusClient, settings: Sequence[WatchdogSetting], time_s: float
    ) -> None:
        self.safe = False
        self.fault: CouplerUnguardedError | None = None
        self._client = client
        self._settings = tuple(settings)
        self._time_s = time_s
        self._looked_s = 0.0
        self._fed_ns: int | None = None

    async def set_up(self) -> None:
        """Write all registers and read back those that can be.

        Raises:
            PlcError: the coupler does not answer as it should.
        """
        self._fed_ns = None
        await self._conclude(self._set_up())

    async def look_after(self) -> bool:
        """Ten times a second: read back, or try again to set up; raises as :meth:`set_up`.

        Returns:
            Whether it was time to look.
        """
        if asyncio.get_running_loop().time() - self._looked_s < _LOOK_S:
            return False
        await self._conclude(self._verify() if self.safe else self._set_up())
        return True

    def require_fed(self) -> int:
        """Complain when nothing was written for so long that the outputs have dropped.

        The time in which the computer slept counts, which the event loop's clock leaves out.

        Returns:
            The present moment, for :meth:`feed`.

        Raises:
            CouplerStarvedError: whatever was to be energised is not, and the line has gone on.
        """
        now_ns = monotonic_ns()
        starved_s = 0.0 if self._fed_ns is None else (now_ns - self._fed_ns) / 1e9
        if starved_s > self._time_s:
            raise CouplerStarvedError(
                f"nothing was written to the coupler for {1e3 * starved_s:.0f} ms, and its "
                f"watchdog waits {1e3 * self._time_s:.0f} ms"
            )
        return now_ns

    def feed(self, sent_ns: int) -> None:
        """The outputs were written at this moment."""
        self._fed_ns = sent_ns

    async def _conclude(self, proof: Awaitable[None]) -> None:
        """Take over whether the proof succeeds; until then the last word stands."""
        before, found = self.fault, None
        try:
            await proof
        except CouplerUnguardedError as error:
            found = error
        self.fault, self.safe = found, found is None
        self._looked_s = asyncio.get_running_loop().time()
        if found is not None and str(found) != str(before):
            _log.error("%s; no part may pass. Remedy: %s", found, found.remedy)
        elif found is None and before is not None:
            _log.warning("the coupler's watchdog is set")

    async def _set_up(self) -> None:
        """A write that is refused is no fault as long as the register holds the value.

        Some couplers take no new value while the watchdog runs.
        """
        for setting in self._settings:
            try:
                await self._client.write_holding_registers(setting.address, [setting.value])
            except PlcExceptionResponseError as error:
                if not setting.read_back:
                    raise _unsafe(setting, error.detail) from error
        await self._verify()

    async def _verify(self) -> None:
        readable = [setting for setting in self._settings if setting.read_back]
        if not readable:
            raise CouplerUnguardedError("no register of the coupler's watchdog is read back")
        for setting in readable:
            await self._require(setting)

    async def _require(self, setting: WatchdogSetting) -> None:
        try:
            (found,) = await self._client.read_holding_registers(setting.address, 1)
        except PlcExceptionResponseError as error:
            raise _unsafe(setting, error.detail) from error
        if found != setting.value:
            raise _unsafe(setting, f"it holds {found} (0x{found:04X})")


def _unsafe(setting: WatchdogSetting, why: str) -> CouplerUnguardedError:
    return CouplerUnguardedError(
        f"the coupler's watchdog is not set: holding register {setting.address} "
        f"(0x{setting.address:04X}) must be {setting.value}, but {why}"
    )
