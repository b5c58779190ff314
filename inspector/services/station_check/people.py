"""Is it known who does what here, and is the audit trail whole?"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from inspector.domain.errors.base import InspectorError
from inspector.domain.phrases.checks import CheckPhrase
from inspector.domain.place import Place
from inspector.domain.station_check import CheckFinding, CheckGroup, CheckName
from inspector.services.people.audit_verify import AuditReport
from inspector.services.station_check.step import Cancelled, CheckStep, answered, failed

_DAMAGED = CheckPhrase.KEEP_AUDIT_TRAIL()


def people_step(people: Callable[[], int], audit: Callable[[], AuditReport]) -> CheckStep:
    """Everything about people.

    Args:
        people: How many can sign in.
        audit: Follows the whole audit trail.
    """

    def look(cancelled: Cancelled) -> Iterator[CheckFinding]:
        yield _defined(people)
        if not cancelled.is_set():
            yield _audited(audit)

    return CheckStep(CheckGroup.PEOPLE, look)


def _defined(people: Callable[[], int]) -> CheckFinding:
    try:
        defined = people()
    except InspectorError as error:
        return failed(CheckName.PEOPLE_DEFINED, error, Place.PEOPLE)
    return answered(
        CheckName.PEOPLE_DEFINED,
        str(defined),
        CheckPhrase.DEFINE_PEOPLE(),
        warns=not defined,
        place=Place.PEOPLE,
    )


def _audited(audit: Callable[[], AuditReport]) -> CheckFinding:
    name, place = CheckName.PEOPLE_AUDIT, Place.PEOPLE
    try:
        report = audit()
    except OSError as error:
        figure = error.strerror or type(error).__name__
        return answered(name, figure, _DAMAGED, fails=True, place=place)
    return answered(name, str(report.entries), _DAMAGED, fails=not report.whole, place=place)
