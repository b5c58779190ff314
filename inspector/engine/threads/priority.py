"""Work that must never stand in the way of a verdict says so to the operating system."""

from __future__ import annotations

import contextlib
import os
import sys
import threading

_NICENESS = 15
_NICER_THAN_VERDICTS = 5
_THREAD_PRIORITY_LOWEST = -2
_THREAD_PRIORITY_BELOW_NORMAL = -1


def lower_thread_priority() -> None:
    """Let the calling thread give way to all others; what the system refuses stays as it is."""
    _give_way(_NICENESS, _THREAD_PRIORITY_LOWEST)


def give_way_to_verdicts() -> None:
    """Let the calling thread give way to those that judge, and to nothing else; called once."""
    niceness = 0 if sys.platform == "win32" else os.getpriority(os.PRIO_PROCESS, 0)
    _give_way(niceness + _NICER_THAN_VERDICTS, _THREAD_PRIORITY_BELOW_NORMAL)


def _give_way(niceness: int, windows_priority: int) -> None:
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.WinDLL("kernel32")
        kernel.GetCurrentThread.restype = ctypes.c_void_p
        kernel.SetThreadPriority.argtypes = (ctypes.c_void_p, ctypes.c_int)
        kernel.SetThreadPriority(kernel.GetCurrentThread(), windows_priority)
    elif sys.platform == "linux":
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), niceness)
