"""Writes `constraints.txt`: the version of every package that the product and its extras install.

    .venv/bin/python installers/common/pins.py            pin what .venv holds
    .venv/bin/python installers/common/pins.py --check    status 1 where a pin lacks or conflicts

To move versions: upgrade in .venv with pip, run the tests, then pin.
"""

import argparse
import importlib.metadata
import itertools
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
CONSTRAINTS = ROOT / "constraints.txt"
HEADER = (
    "# Pinned versions of all that the package and its extras install.\n"
    "# Written by installers/common/pins.py; to move a version, see there.\n"
)
ENVIRONMENTS = [
    {"python_version": version, "python_full_version": f"{version}.0"}
    | {"sys_platform": platform, "platform_system": system, "platform_machine": machine}
    for version, (platform, system, machine) in itertools.product(
        ("3.11", "3.12", "3.13"),
        (
            ("linux", "Linux", "x86_64"),
            ("linux", "Linux", "aarch64"),
            ("win32", "Windows", "AMD64"),
        ),
    )
]

Requirements = dict[str, list[Requirement]]


def project_requirements() -> list[Requirement]:
    """What pyproject.toml asks for: the default installation and all extras."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    return [Requirement(text) for text in itertools.chain(project["dependencies"], *extras)]


def closure() -> Requirements:
    """Every requirement that some supported environment has, by the name of the package.

    The walk ends at packages that are not installed here, such as those of another platform.
    """
    found: Requirements = {}
    waiting = project_requirements()
    while waiting:
        requirement = waiting.pop()
        known = found.setdefault(canonicalize_name(requirement.name), [])
        if str(requirement) not in map(str, known):
            known.append(requirement)
            waiting += _dependencies(requirement)
    return found


def _dependencies(requirement: Requirement) -> Iterator[Requirement]:
    try:
        texts = importlib.metadata.requires(requirement.name) or []
    except importlib.metadata.PackageNotFoundError:
        return
    extras = {"", *requirement.extras}
    for dependency in map(Requirement, texts):
        if any(_applies(dependency, extra) for extra in extras):
            yield dependency


def _applies(requirement: Requirement, extra: str) -> bool:
    marker = requirement.marker
    return marker is None or any(marker.evaluate(env | {"extra": extra}) for env in ENVIRONMENTS)


def read_pins() -> dict[str, Requirement]:
    """The pins of constraints.txt by the name of the package."""
    lines = CONSTRAINTS.read_text("utf-8").splitlines() if CONSTRAINTS.is_file() else []
    pins = [Requirement(line) for line in lines if line and not line.startswith("#")]
    return {canonicalize_name(pin.name): pin for pin in pins}


def updated_pins(requirements: Requirements) -> dict[str, Requirement]:
    """The installed versions; for a package of another platform the pin that stands already."""
    pins = {name: pin for name, pin in read_pins().items() if name in requirements}
    for name in requirements:
        try:
            pins[name] = Requirement(f"{name}=={importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:
            continue
    return pins


def faults(requirements: Requirements, pins: dict[str, Requirement]) -> list[str]:
    """What is wrong with the pins, one line each."""
    lines = [f"{name} has no pin" for name in sorted(requirements.keys() - pins.keys())]
    lines += [
        f"{name} is pinned but not needed" for name in sorted(pins.keys() - requirements.keys())
    ]
    for name in sorted(requirements.keys() & pins.keys()):
        version = str(pins[name].specifier).removeprefix("==")
        for requirement in requirements[name]:
            if not requirement.specifier.contains(version, prereleases=True):
                lines.append(f"{name}=={version} conflicts with {requirement}")
    return lines


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--check", action="store_true")
    check: bool = parser.parse_args().check
    requirements = closure()
    pins = read_pins() if check else updated_pins(requirements)
    if not check:
        lines = [f"{pins[name]}\n" for name in sorted(pins)]
        CONSTRAINTS.write_text(HEADER + "".join(lines), "utf-8", newline="\n")
    wrong = faults(requirements, pins)
    sys.stdout.writelines(f"{line}\n" for line in wrong)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
