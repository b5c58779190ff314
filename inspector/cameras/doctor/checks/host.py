"""The cameras themselves, libraries of their drivers, GenTL producers and the processor."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.cameras.doctor.facts import Facts, Library
from inspector.cameras.doctor.finding import Finding, Severity


def check_cameras(facts: Facts) -> Iterator[Finding]:
    """Configured cameras that were opened: each answers, or says why not."""
    for answer in facts.answers:
        if answer.trouble:
            text = f"{answer.name}: {answer.trouble}"
            yield Finding("cameras", Severity.FAULT, text, answer.remedy)
        else:
            yield Finding("cameras", Severity.OK, f"{answer.name} answers")


def check_libraries(facts: Facts) -> Iterator[Finding]:
    """What each driver needs, and the version that this program was tested with."""
    for library in facts.libraries:
        yield _library(facts, library)
    if len(facts.opencv_packages) > 1:
        yield Finding(
            "libraries",
            Severity.FAULT,
            f"{' and '.join(facts.opencv_packages)} overwrite each other",
            f"pip uninstall {' '.join(facts.opencv_packages)} && "
            "pip install opencv-python-headless",
        )


def _library(facts: Facts, library: Library) -> Finding:
    name = f"{library.driver}: {library.name}"
    if library.version is None:
        if library.driver in facts.drivers:
            text = f"{name} is missing, a camera of this station needs it"
            return Finding("libraries", Severity.FAULT, text, library.install)
        if not library.is_for_this_system:
            return Finding("libraries", Severity.OK, f"{name} does not exist for {facts.system}")
        return Finding("libraries", Severity.OK, f"{name} is not installed", library.install)
    if library.wanted and library.version != library.wanted:
        text = f"{name} {library.version}, tested with {library.wanted}"
        return Finding("libraries", Severity.WARNING, text, library.install)
    return Finding("libraries", Severity.OK, f"{name} {library.version}")


def check_producers(facts: Facts) -> Iterator[Finding]:
    """GenTL producers that are named and do not exist, or are for another computer."""
    for folder in facts.producer_folders_missing:
        yield Finding(
            "producers",
            Severity.WARNING,
            f"GENICAM_GENTL64_PATH names {folder}, which is no folder",
            "install the vendor's GenTL package again, or take the folder out of the variable",
        )
    for producer in facts.producers:
        if not producer.exists:
            remedy = "correct `producers` in the station file"
            yield Finding("producers", Severity.FAULT, f"{producer.path} is missing", remedy)
        elif producer.target != facts.target:
            built = producer.target or "no system that this program knows"
            yield Finding(
                "producers",
                Severity.FAULT,
                f"{producer.path} is built for {built}, this computer is {facts.target}",
                "install the vendor's GenTL package for this computer",
            )
        else:
            yield Finding("producers", Severity.OK, f"{producer.path} fits this computer")
    if not facts.producers:
        missing = "gentl" in facts.drivers
        yield Finding(
            "producers",
            Severity.FAULT if missing else Severity.OK,
            "no GenTL producer (.cti) is named or found",
            "install the camera vendor's GenTL package; it sets GENICAM_GENTL64_PATH"
            if missing
            else "",
        )


def check_processor(facts: Facts) -> Iterator[Finding]:
    """A processor that sleeps to save power wakes up late for packets."""
    if facts.governors is None:
        yield Finding("processor", Severity.NOT_CHECKED, f"not checked on {facts.system}")
    elif not facts.governors:
        yield Finding("processor", Severity.OK, "the processor's clock is not governed here")
    elif set(facts.governors) != {"performance"}:
        names = ", ".join(sorted(set(facts.governors)))
        yield Finding(
            "processor",
            Severity.WARNING,
            f"the processor's clock is governed by {names}",
            "sudo cpupower frequency-set -g performance",
        )
    else:
        yield Finding("processor", Severity.OK, "the processor's clock is governed by performance")
