"""Work that must never stand in the way of a verdict says so to the operating system."""

from __future__ import annotations

import contextlib
import os
import sys
import threading

_NICENESS = 15
_THREAD_PRIORITY_LOWEST = -2


def lower_thread_priority() -> None:
    """Let the calling thread give way to all others; what the system refuses stays as it is."""
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.WinDLL("kernel32")
        kernel.GetCurrentThread.restype = ctypes.c_void_p
        kernel.SetThreadPriority.argtypes = (ctypes.c_void_p, ctypes.c_int)
        kernel.SetThreadPriority(kernel.GetCurrentThread(), _THREAD_PRIORITY_LOWEST)
    elif sys.platform == "linux":
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICENESS)
