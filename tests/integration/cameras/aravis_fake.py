"""Aravis's own fake GigE Vision camera, run as a process: `aravis_fake.py ADDRESS SERIAL`.

It says whether it runs and ends with its standard input.
"""

import ctypes
import socket
import sys

library = ctypes.CDLL("libaravis-0.8.so.0")
library.arv_gv_fake_camera_new.restype = ctypes.c_void_p
library.arv_gv_fake_camera_new.argtypes = (ctypes.c_char_p, ctypes.c_char_p)
library.arv_gv_fake_camera_is_running.argtypes = (ctypes.c_void_p,)

with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:  # the fake runs without it too
    try:
        probe.bind((sys.argv[1], 3956))
    except OSError:
        sys.exit("taken")
camera = library.arv_gv_fake_camera_new(sys.argv[1].encode(), sys.argv[2].encode())
print("running" if library.arv_gv_fake_camera_is_running(camera) else "taken", flush=True)
sys.stdin.read()
