"""GenTL producers that fail on purpose, compiled on top of one that works.

A call that the source does not define is found in the producer that it is linked against, for
``dlsym`` looks into a library's dependencies too.
"""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CRASHES_WHEN_LOADED = """
#include <signal.h>
int GCInitLib(void) { return raise(SIGSEGV); }
int TLOpen(void **handle) { return -1001; }
"""

HELD_BY_ANOTHER_PROGRAM = """
int IFOpenDevice(void *port, const char *id, int access, void **device) { return -1004; }
"""
_OVERRIDE = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>

enum {{ IS_INCOMPLETE = 7, FRAME_ID = 16 }};
typedef int get_info(void *, void *, int, int *, void *, size_t *);

int DSGetBufferInfo(void *stream, void *buffer, int what, int *type, void *value, size_t *size)
{{
    get_info *real = (get_info *)dlsym(RTLD_NEXT, "DSGetBufferInfo");
    uint64_t id = 0;
    size_t id_size = sizeof id;
    int id_type, result = real(stream, buffer, what, type, value, size);
    real(stream, buffer, FRAME_ID, &id_type, &id, &id_size);
    {body}
    return result;
}}
"""

EVERY_THIRD_IS_INCOMPLETE = _OVERRIDE.format(
    body="if (what == IS_INCOMPLETE && value) *(uint8_t *)value = id % 3 == 0;"
)
CRASHES_AT_THE_FIFTH = _OVERRIDE.format(body="if (id == 5) raise(SIGSEGV);")
HANGS_AT_THE_FIFTH = _OVERRIDE.format(body="if (id == 5) for (;;) pause();")
COUNTS_BACKWARDS_AT_THE_FIFTH = _OVERRIDE.format(
    body="if (what == FRAME_ID && value && id >= 5) *(uint64_t *)value = 100 - id;"
)
STOPS_ANSWERING = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

typedef int read_port(void *, uint64_t, void *, size_t *);
typedef int get_event(void *, void *, size_t *, uint64_t);
static atomic_int frames;

int EventGetData(void *event, void *buffer, size_t *size, uint64_t timeout_ms)
{
    get_event *real = (get_event *)dlsym(RTLD_NEXT, "EventGetData");
    int result = frames < 3 ? real(event, buffer, size, timeout_ms) : -1011;
    frames += result == 0;
    return result;
}

int GCReadPort(void *port, uint64_t address, void *buffer, size_t *size)
{
    read_port *real = (read_port *)dlsym(RTLD_NEXT, "GCReadPort");
    return frames < 3 ? real(port, address, buffer, size) : -1009;
}
"""


def compiled(source: str, folder: Path, on_top_of: Path | None = None) -> Path:
    """A `.cti` file; skips the test where nothing compiles it."""
    compiler = shutil.which("cc")
    if compiler is None or sys.platform != "linux":
        pytest.skip("a producer that fails on purpose needs a C compiler on Linux")
    code, producer = folder / "producer.c", folder / "failing.cti"
    code.write_text(source)
    command = [compiler, "-shared", "-fPIC", "-o", str(producer), str(code)]
    command += [] if on_top_of is None else ["-Wl,--no-as-needed", str(on_top_of)]
    subprocess.run(command, check=True)
    return producer
