"""Imports every module of some packages and prints, as JSON, what that did besides importing.

python -B layout_probe.py PACKAGE,PACKAGE... PACKAGE...: one report for each group, in this order.
"""

import importlib
import importlib.util
import json
import os
import pkgutil
import sys
import threading

EFFECTS = {
    "os.fork",
    "os.mkdir",
    "os.remove",
    "os.rename",
    "socket.bind",
    "socket.connect",
    "sqlite3.connect",
    "subprocess.Popen",
}
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC
effects: list[str] = []


def watch(event: str, arguments: tuple[object, ...]) -> None:
    """Note a process, a socket or a written file, as an audit hook sees them."""
    if event in EFFECTS:
        effects.append(f"{event}{arguments}")
    elif event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITING:
        effects.append(f"wrote {arguments[0]}")


def start_noted(thread: threading.Thread) -> None:
    """Note a thread, then start it; not every Python version has an audit event for this."""
    effects.append(f"started {thread.name}")
    start(thread)


def modules_of(name: str) -> list[str]:
    """A package and all modules below it; `__main__` runs the program and is left out."""
    spec = importlib.util.find_spec(name)
    places = spec.submodule_search_locations if spec else None
    below = pkgutil.iter_modules(places, name + ".") if places else []
    children = [each for each in below if not each.name.endswith("__main__")]
    return [name, *(deep for child in children for deep in modules_of(child.name))]


if __name__ == "__main__":
    start, threading.Thread.start = threading.Thread.start, start_noted  # type: ignore[method-assign]
    sys.addaudithook(watch)
    for group in sys.argv[1:]:
        names = [module for package in group.split(",") for module in modules_of(package)]
        for name in names:
            importlib.import_module(name)
        report = {"effects": effects, "imported": names, "loaded": sorted(sys.modules)}
        sys.stdout.write(json.dumps(report) + "\n")
